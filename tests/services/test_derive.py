# SPDX-License-Identifier: GPL-2.0-or-later
"""Mail that comes bit by bit makes the series that all of it at once makes."""

import pickle
import random
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.mails import REX, at, diff, mail, patch
from tests.posts import reply, sent, tagged
from tests.stored import Stock
from tests.webs import body, url
from tracker.model.relations import Kind
from tracker.model.series import Revision
from tracker.series.grouping import group
from tracker.series.versions import evolve
from tracker.services.sync.derive import affected, derive_all
from tracker.services.sync.pieces import mail_pieces
from tracker.store.shared import pieces
from tracker.store.shared.pieces import PieceReader

DAY = 24
CHANGE = [("X-Change-ID", "20250106-turn-it-0123456789ab")]


def bare(name: str, title: str = "widget: Turn it", hours: float = 0, **fields: object) -> bytes:
    return patch(title, message_id=f"{name}@x.org", date=at(hours), **fields)  # type: ignore[arg-type]


def files(word: str) -> str:
    return diff("lib/a.c", new=word) + diff("lib/b.c", new=word)


STORIES = {
    "versions of one title": [
        *sent("a"), reply("r", "a-1", "Hm.\n"),
        *sent("b", version=2, hours=DAY), tagged("t", "b-0"),
    ],
    "versions as replies": [
        *sent("a"),
        *sent("b", title="gadget: Rework all", version=2, hours=DAY, answers="a-0@example.org"),
    ],
    "versions by change-id": [
        bare("a", headers=CHANGE),
        bare("b", "gadget: Rework all", DAY, version=2, headers=CHANGE, change=diff("z.c")),
    ],
    "versions by link": [
        *sent("a", title="one word"),
        *sent("b", title="two other", version=2, hours=DAY, body=f"v1: {url('a')}\n"),
        *sent("c", title="three more yet", version=3, hours=2 * DAY, body=f"v2: {url('b')}\n"),
    ],
    "versions by patch-id": [
        *sent("a", title="one word", parts=("widget: Oil it", "widget: Turn it")),
        *sent("b", title="two other", version=2, hours=DAY,
              parts=("widget: Oil it", "widget: Turn it")),
    ],
    "versions by files": [
        bare("a", "widget: Turn the wheel around", change=files("one")),
        bare("b", "widget: Turn the wheel again, slowly", DAY, version=2, change=files("two")),
    ],
    "a change of address": [
        bare("a"), bare("b", hours=DAY, version=2, sender="Ada Author <ada@new.example.org>"),
    ],
    "an unthreaded series": [
        bare(word, f"widget: Part {n}", n / 10, number=n, total=3)
        for n, word in ((1, "ox"), (2, "cow"), (3, "hen"))
    ],
    "a partial reroll": [
        *sent("a"),
        patch("widget: Make it better, part 2", version=2, message_id="n@x.org",
              in_reply_to="a-2@example.org", date=at(DAY)),
    ],
    "versions without a diff": [
        mail("[RFC] widgets, the whole plan", body="Words.\n", message_id="a@x.org"),
        mail("[RFC v2] widgets, the whole plan", body="Words.\n", message_id="b@x.org",
             date=at(DAY)),
    ],
    "two people with one title": [bare("a"), bare("b", hours=DAY, sender=REX)],
    "works that need each other": [
        *sent("a", body=body((Kind.DEPENDS_ON, "b"))),
        *sent("b", title="gear: Grind it", hours=1),
    ],
    "an answer to a mail that comes never": [
        *sent("a"),
        mail("Re: x", REX, message_id="r@x.org", in_reply_to="gone@x.org",
             references=("a-0@example.org", "gone@x.org"), date=at(3)),
    ],
}  # fmt: skip


@pytest.mark.parametrize("story", STORIES)
@pytest.mark.parametrize("order", ["as sent", "newest first", "at random"])
def test_mail_that_comes_one_by_one_makes_the_same_series(
    story: str, order: str, tmp_path: Path
) -> None:
    raws = list(STORIES[story])
    if order == "newest first":
        raws.reverse()
    elif order == "at random":
        random.Random(len(story)).shuffle(raws)
    stock = Stock(tmp_path)
    for raw in raws:
        stock.take([raw])
    assert stock.series() == stock.anew()


def test_the_stories_are_not_all_one_series(tmp_path: Path) -> None:
    """All of them together, one mail at a time, stay as many works as they are."""
    counts = {}
    for name, raws in STORIES.items():
        stock = Stock(tmp_path / str(len(counts)))
        stock.take(raws)
        counts[name] = len(stock.series())
    pairs = {"two people with one title", "works that need each other"}
    assert {name for name, count in counts.items() if count == 2} == pairs
    assert set(counts.values()) == {1, 2}


def test_new_mail_touches_only_what_hangs_together_with_it(tmp_path: Path) -> None:
    stock = Stock(tmp_path)
    stock.take([*sent("a"), *sent("b", title="gear: Grind it", hours=1, sender=REX)])
    stock.take([tagged("t", "a-1")])
    with stock.reader() as reader:
        found = affected(reader, ["t@example.org"])
    assert set(found) == {"a-0@example.org", "a-1@example.org", "a-2@example.org", "t@example.org"}


def test_a_reply_alone_makes_no_series_until_its_patch_comes(tmp_path: Path) -> None:
    stock = Stock(tmp_path)
    stock.take([tagged("t", "a-1")])
    assert stock.series() == set()
    stock.take(sent("a"))
    (series,) = stock.series()
    assert series.revisions[0].replies == ("t@example.org",)


def test_an_older_version_that_comes_late_gives_the_series_its_id(tmp_path: Path) -> None:
    stock = Stock(tmp_path)
    stock.take(sent("b", version=2, hours=DAY))
    stock.take(sent("a"))
    (series,) = stock.series()
    assert series.id == "a-0@example.org"


def test_nothing_makes_no_series(tmp_path: Path) -> None:
    assert Stock(tmp_path).anew() == set()


@pytest.mark.parametrize("most", [1, 5, 4000])
def test_series_are_the_same_of_all_mail_at_once_and_of_pieces(tmp_path: Path, most: int) -> None:
    stock = Stock(tmp_path)
    raws = [raw for raws in STORIES.values() for raw in raws]
    random.Random(most).shuffle(raws)
    stock.take(raws)
    with stock.reader() as reader:
        whole = {one.message_id: one for one in reader.all_messages()}
        some = [set(piece) for piece in mail_pieces(PieceReader.beside(reader), most)]
        found = tuple(derive_all(reader, most))
    assert sum(map(len, some)) == len(set().union(*some)) == len(whole)
    assert most == 4000 or len(some) > 2
    assert found == evolve(group(whole.values()).revisions, whole)


@pytest.mark.parametrize("most", [1, 7])
def test_series_are_the_same_where_few_postings_fit_into_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    stock = Stock(tmp_path)
    stock.take(raw for raws in STORIES.values() for raw in raws)
    with stock.reader() as reader:
        whole = tuple(derive_all(reader))
        monkeypatch.setattr(pieces, "_IN_MEMORY", most)
        monkeypatch.setattr(pieces, "_AT_ONCE", most)
        assert tuple(derive_all(reader)) == whole


def test_postings_that_do_not_fit_into_memory_are_read_a_few_times(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stock = Stock(tmp_path)
    stock.take(
        bare(f"a{n}-{version}", f"wheel{n}: Turn it", 40 * DAY * n + version, version=version)
        for n in range(40)
        for version in (1, 2)
    )
    read: list[int] = []

    def counting(record: bytes) -> Revision:
        read.append(1)
        return pickle.loads(record)  # type: ignore[no-any-return]

    monkeypatch.setattr(pieces, "_IN_MEMORY", 20)
    monkeypatch.setattr(pieces, "_AT_ONCE", 5)
    monkeypatch.setattr(pieces, "pickle", SimpleNamespace(**vars(pickle) | {"loads": counting}))
    with stock.reader() as reader:
        assert len([*derive_all(reader)]) == 40
    # For owners of mails, all signs, projects, branches, to join, for late starts and for series.
    assert len(read) <= 7 * 80


def test_a_piece_holds_a_thread_whole_and_what_was_sent_with_it(tmp_path: Path) -> None:
    stock = Stock(tmp_path)
    apart = [
        bare(word, f"widget: Part {n}", 48 * n, number=n, total=3)
        for n, word in ((1, "ox"), (2, "cow"), (3, "hen"))
    ]
    answers = [
        mail("Re: x", REX, message_id=f"{name}@x.org", in_reply_to="gone@x.org", date=at(9))
        for name in ("r", "s")
    ]
    stock.take([*sent("a"), *apart, *answers, tagged("t", "a-2")])
    with stock.reader() as reader:
        pieces = [
            {one.message_id.partition("@")[0] for one in reader.numbered(piece)}
            for piece in mail_pieces(PieceReader.beside(reader), 1)
        ]
    assert sorted(map(sorted, pieces)) == [
        ["a-0", "a-1", "a-2", "t"],
        ["cow", "hen", "ox"],
        ["r", "s"],
    ]
