# SPDX-License-Identifier: GPL-2.0-or-later
"""What holds of every set of mails: order, repetition and later mail change no answer."""

import json
import random
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.mails import ADA, MIA, REX, at
from tests.posts import dossier, pool, reply, sent, works
from tests.stored import Stock
from tracker.export.json import series_json

FEW = settings(max_examples=20, deadline=None, derandomize=True, database=None)
RARE = settings(max_examples=5, deadline=None, derandomize=True, database=None)
SAID = (
    "Acked-by: {0}\n", "Reviewed-by: {0}\n", "NAK. This breaks every gear.\n", "Applied, thanks!\n",
    "Why does it turn?\n", "> why?\n\nBecause it does.\n", "Please ignore this series.\n", "ok\n",
)  # fmt: skip


@st.composite
def stories(draw: st.DrawFn) -> list[bytes]:
    """A series of one to three versions with answers, each mail at an hour of its own."""
    raws: list[bytes] = []
    hour = 0
    for version in range(1, draw(st.integers(1, 3)) + 1):
        raws += sent(f"v{version}", version=version, total=draw(st.integers(1, 3)), hours=hour)
        for number in range(draw(st.integers(0, 3))):
            who = draw(st.sampled_from((ADA, REX, MIA)))
            words = draw(st.sampled_from(SAID)).format(who)
            to = f"v{version}-{draw(st.integers(0, 1))}"
            raws.append(reply(f"r{version}{number}", to, words, who, hours=hour + 1 + number))
        hour += 24
    return raws


@FEW
@given(stories(), st.integers(0, 9))
def test_the_order_in_which_mail_arrives_does_not_matter(story: list[bytes], seed: int) -> None:
    mixed = random.Random(seed).sample(story, len(story))
    assert set(works(*mixed)) == set(works(*story))
    assert dossier(*mixed).standings == dossier(*story).standings


@RARE
@given(stories(), st.integers(0, 9))
def test_deriving_mail_by_mail_or_twice_is_deriving_once(story: list[bytes], seed: int) -> None:
    mixed = random.Random(seed).sample(story, len(story))
    with TemporaryDirectory() as folder:
        stock = Stock(Path(folder))
        for start in range(0, len(mixed), 4):
            stock.take(mixed[start : start + 4])
        assert stock.series() == stock.anew()
        stock.take(mixed)
        assert stock.series() == stock.anew() == set(works(*story))


@FEW
@given(stories(), st.integers(1, 80))
def test_as_of_shows_what_the_mail_of_then_shows(story: list[bytes], hours: int) -> None:
    moment = at(hours)
    mails = pool(*story).values()
    then = [raw for raw, one in zip(story, mails, strict=True) if one.date <= moment]
    replayed, known = dossier(*story, as_of=moment), dossier(*then, as_of=moment)
    assert all(one.date <= moment for one in replayed.messages.values())
    assert (replayed.standings, replayed.reviews) == (known.standings, known.reviews)


@RARE
@given(stories())
def test_documents_are_read_back_as_they_were_written(story: list[bytes]) -> None:
    with TemporaryDirectory() as folder:
        stock = Stock(Path(folder))
        stock.take(story)
        for one in stock.series():
            text = series_json(stock.library().view(one.id))
            found = json.loads(text)
            assert json.loads(json.dumps(found)) == found
            assert found["id"] == one.id
            assert [each["version"] for each in found["revisions"]] == [
                each.version for each in one.revisions
            ]
