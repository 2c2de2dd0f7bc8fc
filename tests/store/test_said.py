# SPDX-License-Identifier: GPL-2.0-or-later
"""What a person said is kept, can be taken back, and outlives what can be derived."""

import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest

from tests.store.conftest import NOON, make_series
from tracker.errors import Usage
from tracker.model.relations import Kind, SaidLink
from tracker.model.said import Note, Snooze, Until
from tracker.store.load import Reader
from tracker.store.save import Writer
from tracker.store.user_action_writes import KEPT

DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)
TABLES = ("tracked", "seen", "note", "said_link", "snooze", "label", "queue")
FULL = Snooze(
    message_id="a@x",
    until=Until.TAG,
    at=NOON,
    date=NOON + DAY,
    tag="v6.17",
    version=3,
    blocked=True,
)


def say(path, deed, sentence="said", at=NOON):
    with Writer(path) as writer, writer.user_actions() as said:
        deed(said)
        return said.keep(sentence, at)


def told(store):
    """All that was said, table by table."""
    return {name: store.rows(f"SELECT * FROM {name} ORDER BY 1, 2") for name in TABLES}


@pytest.mark.parametrize("until", list(Until))
def test_a_snooze_comes_back_as_it_was_said(path, until):
    for snooze in (FULL, Snooze(message_id="b@x", until=until, at=NOON + DAY)):
        say(path, lambda said, one=snooze: said.snooze(one))
    with Reader.open(path) as reader:
        assert reader.snoozes() == (FULL, Snooze(message_id="b@x", until=until, at=NOON + DAY))
        assert reader.snooze_of(["z@x", "a@x"]) == FULL
        assert reader.snooze_of(["z@x"]) is None


def test_a_snooze_takes_the_place_of_those_of_the_same_series(path):
    """Also where they hang on other messages of it."""
    say(path, lambda said: said.snooze(FULL))
    other = Snooze(message_id="b@x", until=Until.ANSWER, at=NOON + DAY)
    say(path, lambda said: said.snooze(other, ["a@x", "b@x", "c@x"]))
    with Reader.open(path) as reader:
        assert reader.snoozes() == (other,)


def test_the_last_said_of_several_snoozes_counts(path):
    """Two series that were snoozed, and then turned out to be one."""
    late = Snooze(message_id="b@x", until=Until.ANSWER, at=NOON + DAY)
    for one in (late, FULL):
        say(path, lambda said, one=one: said.snooze(one))
    with Reader.open(path) as reader:
        assert reader.snooze_of(["a@x", "b@x"]) == late


def test_notes_of_one_second_are_both_kept(path):
    for text in ("first", "second", "third"):
        say(path, lambda said, text=text: said.note(Note(message_id="a@x", at=NOON, text=text)))
    with Reader.open(path) as reader:
        found = reader.notes(["a@x", "b@x"])
        assert [one.text for one in found] == ["first", "second", "third"]
        assert [one.at for one in found] == [NOON, NOON + SECOND, NOON + 2 * SECOND]
        assert reader.note_counts() == (("a@x", 3),)
        assert reader.notes(["b@x"]) == ()


def test_a_series_was_seen_when_any_of_its_messages_was(path):
    with Writer(path) as writer:
        writer.see("a@x", NOON)
        writer.see("b@x", NOON + DAY)
    with Reader.open(path) as reader:
        assert reader.seen_at(["a@x", "b@x", "c@x"]) == NOON + DAY
        assert reader.seen_at(["c@x"]) is None


def test_a_step_puts_back_how_far_a_look_had_seen(path):
    """As for every other word."""
    with Writer(path) as writer:
        writer.see("a@x", NOON)
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("UPDATE seen SET upto = 7")
    step = say(path, lambda said: said.unsee(["a@x"]))
    with Writer(path) as writer:
        assert writer.take_back(step)
    with Reader.open(path) as reader:
        assert dict(reader.seen_upto()) == {"a@x": 7}


def test_a_series_is_tracked_once(path):
    """By whichever of its messages it was tracked first."""
    say(path, lambda said: said.track("a@x", NOON))
    assert say(path, lambda said: said.track("b@x", NOON + DAY, ["a@x", "b@x"])) is None
    with Reader.open(path) as reader:
        assert reader.tracked() == (("a@x", NOON),)


DEEDS = {
    "track": lambda said: said.track("new@x", NOON),
    "untrack": lambda said: said.untrack(["a@x", "b@x", "c@x"]),
    "see": lambda said: said.see("a@x", NOON + 2 * DAY),
    "unsee": lambda said: said.unsee(["a@x", "b@x"]),
    "snooze anew": lambda said: said.snooze(Snooze(message_id="a@x", until=Until.DATE, at=NOON)),
    "snooze all": lambda said: said.snooze(
        Snooze(message_id="n@x", until=Until.DATE, at=NOON), ["a@x", "b@x"]
    ),
    "wake": lambda said: said.wake(["a@x"]),
    "note": lambda said: said.note(Note(message_id="a@x", at=NOON, text="words\n\0 “ß”")),
    "forget a note": lambda said: said.forget_note(Note(message_id="a@x", at=NOON, text="")),
    "link": lambda said: said.link(
        SaidLink(source="a@x", target="b@x", kind=Kind.FIXES, at=NOON + DAY)
    ),
    "cut": lambda said: said.link(SaidLink(source="a@x", target="b@x", kind=None, at=NOON)),
    "unlink": lambda said: said.unlink([("a@x", "b@x"), ("a@x", "c@x")]),
    "much at once": lambda said: [
        said.track("new@x", NOON),
        said.untrack(["new@x", "a@x"]),
        said.note(Note(message_id="a@x", at=NOON, text="one")),
        said.note(Note(message_id="a@x", at=NOON, text="two")),
        said.wake(["a@x"]),
    ],
}


@pytest.fixture
def stocked(path, store):
    """A database in which something was said of everything, not to be taken back."""
    link = SaidLink(source="a@x", target="b@x", kind=Kind.COMPANION, note="both", at=NOON)
    with Writer(path) as writer, writer.user_actions() as said:
        for name in ("a@x", "b@x"):
            said.track(name, NOON)
            said.see(name, NOON)
            said.note(Note(message_id=name, at=NOON, text=f"of {name}\nß"))
        said.snooze(FULL)
        said.link(link)
        said.link(SaidLink(source="a@x", target="c@x", kind=None, at=NOON))
    return store


@pytest.mark.parametrize("deed", DEEDS)
def test_every_word_can_be_taken_back(path, stocked, deed):
    """Every table is then as it was before, and the step is gone."""
    before = told(stocked)
    step = say(path, DEEDS[deed], f"did {deed}")
    assert told(stocked) != before
    with Reader.open(path) as reader:
        assert reader.last_said() == step
    with Writer(path) as writer:
        assert writer.take_back(step)
        assert not writer.take_back(step)
    assert told(stocked) == before
    assert stocked.rows("SELECT * FROM said_step") == stocked.rows("SELECT * FROM said_before")


def test_what_changes_nothing_is_no_step(path, stocked):
    before = told(stocked)
    for deed in (
        lambda said: said.untrack(["z@x"]),
        lambda said: said.see("a@x", NOON - DAY),
        lambda said: said.wake([]),
        lambda said: said.snooze(FULL),
        lambda said: [said.track("n@x", NOON), said.untrack(["n@x"])],
    ):
        assert say(path, deed) is None
    assert told(stocked) == before
    with Reader.open(path) as reader:
        assert reader.last_said() is None


def test_steps_are_taken_back_one_after_the_other(path, stocked):
    before = told(stocked)
    steps = [step for name, deed in DEEDS.items() if (step := say(path, deed, name))]
    assert len(steps) > 8
    for step in reversed(steps):
        with Reader.open(path) as reader:
            assert reader.last_said() == step
        with Writer(path) as writer:
            assert writer.take_back(step)
    assert told(stocked) == before


def test_a_step_that_was_built_upon_is_not_taken_back(path, stocked):
    """Else what was said later would be lost; what touches other rows does not hinder."""
    first = say(path, DEEDS["wake"], "woke")
    other = say(path, DEEDS["track"], "tracked")
    second = say(path, DEEDS["snooze anew"], "snoozed")
    before = told(stocked)
    with Writer(path) as writer:
        with pytest.raises(Usage, match="since: snoozed"):
            writer.take_back(first)
        assert told(stocked) == before
        assert all(writer.take_back(one) for one in (other, second, first))


def test_a_step_of_the_same_number_is_not_taken_for_it(path, stocked):
    """Another program took the step back and said something else."""
    mine = say(path, DEEDS["wake"], "woke")
    with Writer(path) as writer:
        writer.take_back(mine)
    other = say(path, DEEDS["track"], "tracked")
    assert other.number == mine.number
    before = told(stocked)
    with Writer(path) as writer:
        assert not writer.take_back(mine)
    assert told(stocked) == before


def test_a_word_that_fails_halfway_changes_nothing(path, stocked):
    before = told(stocked)

    def fails(said):
        said.untrack(["a@x"])
        raise ConnectionError("the line went dead")

    with pytest.raises(ConnectionError):
        say(path, fails)
    assert told(stocked) == before


def test_old_steps_are_forgotten_with_their_rows(path, store):
    for n in range(KEPT + 5):
        say(path, lambda said, n=n: said.track(f"{n}@x", NOON))
    counts = store.rows("SELECT count(*), min(n) FROM said_step")
    assert counts == [(KEPT, 6)]
    assert store.rows("SELECT count(*), min(step) FROM said_before") == counts
    assert len(store.rows("SELECT * FROM tracked")) == KEPT + 5


def test_words_outlive_what_is_derived_again(path, stocked):
    before = told(stocked)
    with Writer(path) as writer:
        writer.save_series([make_series("a@x")], 1)
        writer.drop_derived()
    assert told(stocked) == before


def test_a_mark_is_the_last_one_set(path):
    with Writer(path) as writer:
        writer.set_mark("weekly", NOON)
        writer.set_mark("weekly", NOON + DAY)
        writer.set_mark("other", NOON)
    with Reader.open(path) as reader:
        assert reader.mark("weekly") == NOON + DAY
        assert reader.mark("other") == NOON
        assert reader.mark("none") is None
