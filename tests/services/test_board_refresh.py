# SPDX-License-Identifier: GPL-2.0-or-later
"""The board's rows are what judging everything anew would give, and no more is judged than needed.

Every test ends with the one comparison that matters: the stored rows beside the judged ones.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.freshened import BEN, SHA, apply, board, bolt, is_true, judged
from tests.gitrepos import Repo, part
from tests.landings import Landings
from tests.mails import LIST, MIA, REX, at, diff, mail, patch
from tests.posts import reply, sent, tagged
from tests.stored import LATE, Stock
from tests.webs import body, head
from tracker.mail.reader import read
from tracker.mail.rule_versions import READ_VERSION
from tracker.mail.subjects import title_key
from tracker.model.mail import Message, Stored
from tracker.model.outside.pages import CommitPage, PageState
from tracker.model.project import Project
from tracker.model.relations import Kind, SaidLink
from tracker.model.status import Side, Stage
from tracker.series.projects import PROJECTS, with_own
from tracker.services.board import is_fresh
from tracker.store.save import Writer


@pytest.fixture
def stock(tmp_path: Path) -> Stock:
    return Stock(tmp_path)


# ---- which rows are judged ---------------------------------------------------------------------


def test_a_first_look_judges_everything_and_a_second_nothing(stock: Stock) -> None:
    bolt(stock)
    bolt(stock, name="axle")
    assert judged(stock.path) == 2
    assert judged(stock.path) == 0
    assert is_true(stock.path)


def test_an_answer_makes_its_own_series_stale_and_no_other(stock: Stock) -> None:
    bolt(stock)
    bolt(stock, name="axle")
    judged(stock.path)
    stock.take([tagged("t", "bolt-1")])
    assert not is_fresh(stock.path, PROJECTS, None)
    assert judged(stock.path) == 1
    assert board(stock.path)[head("bolt")].tags.reviewed == 1
    assert is_true(stock.path)


def test_who_turns_out_to_commit_is_believed_in_earlier_rows_too(stock: Stock) -> None:
    """Mia was addressed nowhere; by her third work on the list she is known there."""
    mia = "Mia Maintainer <mia@example.org>"

    def applied(name: str, day: int) -> list[bytes]:
        root = f"{name}@example.org"
        return [
            patch(f"{name}: turn it", message_id=root, to=[BEN], date=at(24 * day)),
            mail(f"Re: [PATCH] {name}: turn it", mia, "Applied, thanks!\n", in_reply_to=root,
                 message_id=f"{name}-n@example.org", date=at(24 * day + 1)),
        ]  # fmt: skip

    stock.take([*applied("one", 1), *applied("two", 2)])
    judged(stock.path)
    assert board(stock.path)["one@example.org"].stage is not Stage.APPLIED
    stock.take(applied("three", 3))
    judged(stock.path)
    assert board(stock.path)["one@example.org"].stage is Stage.APPLIED
    assert is_true(stock.path)


def test_mail_elsewhere_moves_a_row_only_where_its_sender_counts_otherwise_by_it(
    stock: Stock,
) -> None:
    """By the third mail in other threads whoever gives a tag is known; more change nothing."""
    bolt(stock)
    bolt(stock, name="axle")
    stock.take([tagged("t", "bolt-1")])
    judged(stock.path)
    counts = []
    for n in range(5):
        stock.take([tagged(f"e{n}", "axle-1")])
        counts.append(judged(stock.path))
        assert is_true(stock.path)
    assert counts == [1, 1, 2, 1, 1]


def test_mail_elsewhere_moves_no_row_in_which_its_sender_only_asks(stock: Stock) -> None:
    bolt(stock)
    bolt(stock, name="axle")
    stock.take([reply("q", "bolt-1", "Why does it return a pointer here?\n", REX)])
    judged(stock.path)
    for n in range(12):
        stock.take([reply(f"e{n}", "axle-1", "Why does that return one?\n", REX)])
        assert judged(stock.path) == 1
    assert is_true(stock.path)


def test_a_commit_that_nobody_says_a_patch_became_joins_no_rows(stock: Stock) -> None:
    """Half the series of a list stand on the same release candidate."""
    base = f"Words.\n\nbase-commit: 1{SHA[1:]}\n"
    for name in ("axle", "nut"):
        stock.take(sent(name, title=f"{name}: Turn {name}", body=base, sender=BEN))
    judged(stock.path)
    stock.take(sent("new", title="new: Turn new", body=base, sender=BEN, hours=99))
    assert judged(stock.path) == 1
    assert is_true(stock.path)


def test_who_applies_on_one_more_list_moves_no_row_of_another(stock: Stock) -> None:
    """Mia is known on her own list; on another she takes her third patch."""

    def applied(name: str, day: int, where: str) -> list[bytes]:
        root = f"{name}@example.org"
        return [
            patch(f"{name}: turn it", message_id=root, to=[BEN], date=at(24 * day), lists=(where,)),
            mail(f"Re: [PATCH] {name}: turn it", MIA, "Applied, thanks!\n", in_reply_to=root,
                 message_id=f"{name}-n@example.org", date=at(24 * day + 1), lists=(where,)),
        ]  # fmt: skip

    other = "gears@example.org"
    for n in range(44):
        stock.take(applied(f"work{n}", n, LIST if n < 42 else other))
    judged(stock.path)
    stock.take(applied("one-more", 50, other))
    assert judged(stock.path) == 1
    assert is_true(stock.path)


def test_what_lands_sets_free_what_needs_it(stock: Stock) -> None:
    """No mail of the axle's came: the bolt's did."""
    bolt(stock)
    bolt(stock, [(Kind.DEPENDS_ON, "bolt")], "axle")
    judged(stock.path)
    axle = board(stock.path)[head("axle")]
    assert (axle.blocked, axle.blocked_by) == (True, ("bolt: Turn bolt",))
    apply(stock, "bolt")
    judged(stock.path)
    axle = board(stock.path)[head("axle")]
    assert (axle.blocked, axle.turn.side) == (False, Side.REVIEWERS)
    assert is_true(stock.path)


def test_what_is_needed_may_be_replaced_and_that_may_land(stock: Stock) -> None:
    """Three steps away: the axle needs the bolt, which the nut replaces."""
    bolt(stock)
    bolt(stock, [(Kind.DEPENDS_ON, "bolt")], "axle")
    judged(stock.path)
    bolt_again = body((Kind.REPLACES, "bolt"))
    stock.take(sent("nut", title="nut: Turn nut", body=bolt_again, sender=BEN, hours=50))
    judged(stock.path)
    assert board(stock.path)[head("axle")].blocked_by == ("nut: Turn nut",)
    assert is_true(stock.path)
    apply(stock, "nut")
    judged(stock.path)
    assert not board(stock.path)[head("axle")].blocked
    assert is_true(stock.path)


def test_what_is_needed_may_come_later(stock: Stock) -> None:
    bolt(stock, [(Kind.DEPENDS_ON, "bolt")], "axle")
    judged(stock.path)
    assert not board(stock.path)[head("axle")].blocked
    bolt(stock)
    assert judged(stock.path) == 2
    assert board(stock.path)[head("axle")].blocked
    assert is_true(stock.path)


def test_a_commit_leads_to_a_series_once_a_notice_names_it(stock: Stock) -> None:
    text = f"This depends on commit 1{SHA[1:]}.\n"
    stock.take(sent("axle", title="axle: Turn axle", body=text, sender=BEN, hours=99))
    bolt(stock)
    judged(stock.path)
    assert board(stock.path)[head("axle")].related == 1
    apply(stock, "bolt")
    judged(stock.path)
    assert board(stock.path)[head("axle")].blocked_by == ()
    assert board(stock.path)[head("bolt")].related == 1
    assert is_true(stock.path)


def test_a_push_that_threads_with_nothing_lands_a_series(stock: Stock) -> None:
    """It lists the patch by its title."""
    stock.take([patch("gear: Grind it", message_id="gear@example.org")])
    judged(stock.path)
    text = (
        "  Branch: refs/heads/master\n  Home:   https://github.com/example/widgets\n"
        f"  Commit: {SHA}\n      https://github.com/example/widgets/commit/{SHA}\n"
        "  Author: Ada Author <ada@example.org>\n  Date:   2025-01-09 (Thu, 09 Jan 2025)\n\n"
        "  Changed paths:\n    M lib/widget.c\n\n  Log Message:\n  -----------\n"
        "  gear: Grind it\n\n"
    )
    stock.take([mail("[example/widgets] 012345: gear: Grind it", "Ada <noreply@github.com>", text,
                     date=at(80), message_id="push@example.org", lists=(LIST,))])  # fmt: skip
    judged(stock.path)
    assert board(stock.path)["gear@example.org"].stage is Stage.APPLIED
    assert is_true(stock.path)


def test_a_word_about_two_works_is_heard_and_taken_back(stock: Stock) -> None:
    bolt(stock)
    bolt(stock, name="axle")
    bolt(stock, name="nut")
    judged(stock.path)
    word = SaidLink(source=head("axle"), target=head("bolt"), kind=Kind.DEPENDS_ON, at=LATE)
    with Writer(stock.path) as writer, writer.user_actions() as said:
        said.link(word)
    assert judged(stock.path) == 2
    assert board(stock.path)[head("axle")].blocked
    with Writer(stock.path) as writer, writer.user_actions() as said:
        said.unlink([(word.source, word.target)])
    assert judged(stock.path) == 2
    assert not board(stock.path)[head("axle")].blocked
    assert is_true(stock.path)


def test_series_that_turn_out_to_be_one_have_one_row(stock: Stock) -> None:
    """The numbers of the others stay."""
    stock.take([patch("gear: Grind it", message_id="g2@example.org", version=2, date=at(50))])
    bolt(stock)
    judged(stock.path)
    with closing(sqlite3.connect(stock.path)) as plain:
        before = dict(plain.execute("SELECT series, number FROM board_row").fetchall())
    stock.take([patch("gear: Grind it", message_id="g1@example.org")])
    judged(stock.path)
    assert set(board(stock.path)) == {head("bolt"), "g1@example.org"}
    with closing(sqlite3.connect(stock.path)) as plain:
        after = dict(plain.execute("SELECT series, number FROM board_row").fetchall())
        left = plain.execute("SELECT count(*) FROM board_record").fetchone()
    assert after[head("bolt")] == before[head("bolt")]
    assert left == (2,)
    assert is_true(stock.path)


def test_deriving_everything_again_changes_no_row_and_no_number(stock: Stock) -> None:
    """Only series that are made of other mails are judged."""
    bolt(stock)
    bolt(stock, name="axle")
    judged(stock.path)
    series = stock.anew()
    with Writer(stock.path) as writer, writer.atomic():
        writer.drop_derived()
        writer.save_series(series, 1)
    assert judged(stock.path) == 0
    assert is_true(stock.path)


def test_a_mail_that_is_read_anew_makes_its_series_stale(stock: Stock) -> None:
    """An abridged copy gives way to the whole mail, which holds a tag."""
    bolt(stock)
    raw = tagged("t", "bolt-1")
    short = read(Stored(raw=raw.replace(b"Reviewed-by", b"Seen-by"), archive="tests", key="",
                        abridged=True))  # fmt: skip
    whole = read(Stored(raw=raw, archive="tests", key=""))
    for one in (short, whole):
        assert isinstance(one, Message)
        with Writer(stock.path) as writer:
            writer.save_mail(stock.archive, [("key", one)], None, LATE,
                             read_version=READ_VERSION, title_key=title_key)  # fmt: skip
        with Writer(stock.path) as writer:
            writer.save_series(stock.anew(), 1)
        judged(stock.path)
        assert is_true(stock.path)
    assert board(stock.path)[head("bolt")].tags.reviewed == 1


def test_another_table_of_projects_makes_every_row_stale(stock: Stock) -> None:
    bolt(stock)
    bolt(stock, name="axle")
    judged(stock.path)
    own = with_own((Project(name="bolts", lists=("widgets",)),))
    assert judged(stock.path, projects=own) == 2
    assert {row.project for row in board(stock.path).values()} == {"bolts"}
    assert judged(stock.path, projects=own) == 0


def test_a_repository_that_moves_lands_what_is_open(tmp_path: Path) -> None:
    posted = part(1, "widget: Turn it", "v1-1", 0, total=1)
    other = part(1, "gear: Grind it", "g1-1", 500, total=1)
    repo = Repo(tmp_path / "widget")
    landings = Landings(tmp_path / "home", posted, other)
    landings.add("widget", repo.path)
    path = landings.stock.path
    with landings.library() as library:
        judged(path, library.repositories)
        assert board(path)["v1-1@example.org"].stage is Stage.NEW
    repo.am(posted, 10)
    landings.add("widget", repo.path)
    with landings.library() as library:
        assert not is_fresh(path, PROJECTS, library.repositories)
        judged(path, library.repositories)
        assert board(path)["v1-1@example.org"].stage is Stage.APPLIED
        assert is_true(path, library.repositories)
        assert judged(path, library.repositories) == 0


def test_a_backport_of_what_is_released_is_seen(tmp_path: Path) -> None:
    """No branch that the patch is in has moved; another series that is released stays as it is."""
    posted = part(1, "widget: Turn it", "v1-1", 0, total=1)
    other = part(1, "gear: Grind it", "g1-1", 500, total=1, change=diff("lib/gear2.c"))
    mainline = Repo(tmp_path / "linux", "master")
    landings = Landings(tmp_path / "home", posted, other)
    stable = Repo(tmp_path / "stable", "linux-6.0.y")
    mainline.am(posted, 10)
    mainline.commit("gear: Grind it", {"lib/gear2.c": "x"}, hours=510)
    mainline.tag("v6.1", hours=590)
    landings.add("linux", mainline.path)
    landings.add("stable", stable.path)
    path = landings.stock.path
    with landings.library() as library:
        judged(path, library.repositories)
        assert {row.stage for row in board(path).values()} == {Stage.RELEASED}
    stable.git("fetch", "-q", str(mainline.path), "master")
    stable.pick("FETCH_HEAD~1", 600, "-x")
    landings.add("stable", stable.path)
    with landings.library() as library:
        assert judged(path, library.repositories) == 1
        assert [one.rung for one in board(path)["v1-1@example.org"].landed][-1] == "stable"
        assert is_true(path, library.repositories)


def test_a_repository_that_is_no_longer_drawn_on_lets_go(tmp_path: Path) -> None:
    posted = part(1, "widget: Turn it", "v1-1", 0, total=1)
    mainline = Repo(tmp_path / "linux", "master")
    mainline.am(posted, 10)
    mainline.tag("v6.1", hours=90)
    landings = Landings(tmp_path / "home", posted)
    landings.add("linux", mainline.path)
    path = landings.stock.path
    with landings.library() as library:
        judged(path, library.repositories)
    assert board(path)["v1-1@example.org"].stage is Stage.RELEASED
    assert judged(path) == 1
    assert board(path)["v1-1@example.org"].stage is Stage.NEW


def test_a_page_of_a_commit_is_looked_at_by_the_series_that_names_it(stock: Stock) -> None:
    bolt(stock)
    bolt(stock, name="axle")
    apply(stock, "bolt")
    judged(stock.path)
    for hours, state in ((99, PageState.FAILED), (100, PageState.MISSING)):
        page = CommitPage(digits=f"1{SHA[1:]}", url="https://git.example.org/c", state=state,
                          fetched_at=at(hours))  # fmt: skip
        with Writer(stock.path) as writer:
            writer.save_page(page)
        assert judged(stock.path) == 1
        assert is_true(stock.path)
        assert judged(stock.path) == 0
