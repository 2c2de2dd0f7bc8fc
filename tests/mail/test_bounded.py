# SPDX-License-Identifier: GPL-2.0-or-later
"""Reading takes time in step with the length of a mail, whatever it holds; nothing hangs.

b4 0.16 and liblore 0.10 take time square to the lines of ``key: value`` in a body.
"""

from collections.abc import Callable

import pytest

from tests.hostile import SHAPES
from tests.mails import diff, mail
from tests.work import grows_linearly
from tracker.mail.lines import MAX_LINES, MAX_OWN, MAX_PROSE, LineKind, split_lines
from tracker.mail.reader import read, read_all
from tracker.model.mail import Message, Stored

SMALL, TIMES = 150, 4
BYTES = 1_500
DEEPEST = 3_000
"""Bytes of a mail whose parts are as deep as they are read."""


def grows(body: Callable[[int], str], subject: str) -> None:
    """The steps of reading a mail grow with its size."""

    def reading(size: int) -> Callable[[], None]:
        stored = Stored(raw=mail(subject, body=body(size)), archive="tests", key="1")

        def call() -> None:
            assert isinstance(read(stored), Message)

        return call

    grows_linearly(reading, SMALL, TIMES)


@pytest.mark.parametrize("name", SHAPES)
def test_hostile_mail_takes_steps_in_step_with_its_size(name: str) -> None:
    shape = SHAPES[name]

    def reading(size: int) -> Callable[[], object]:
        stored = Stored(raw=shape(size), archive="tests", key="1")
        return lambda: read_all(stored)

    grows_linearly(reading, DEEPEST if name.startswith("mime") else BYTES, TIMES)


def test_text_past_the_prose_that_is_read_is_left_out_and_the_patch_is_not() -> None:
    text = "words\n" * (MAX_PROSE + 10) + diff() + "words\n"
    lines = split_lines(text)
    assert sum(line.kind is LineKind.OWN for line in lines) == MAX_OWN
    inside = [line for line in lines if line.kind is LineKind.DIFF]
    assert inside[0].number == MAX_PROSE + 11
    assert inside[0].text.startswith("diff --git")


def test_words_below_a_pasted_log_are_no_prose_and_words_above_it_are() -> None:
    found = split_lines("words\n" * (MAX_OWN + 1))
    assert [line.kind for line in found[-2:]] == [LineKind.OWN, LineKind.STAT]


def test_uses_of_footnotes_and_their_list_take_time_in_step_with_both() -> None:
    use, note = "see [1] and\n", "[1] https://lists.example.org/r/a@example.org\n"
    grows(lambda count: use * count + "\n" + note * count, "Re: [PATCH] widget: Turn")


@pytest.mark.parametrize(
    "body",
    [
        "key: value\n" * 309_000,
        "a" * 3_400_000 + "\n",
        "<" * 1_000_000 + "\n",
        "[1] " * 200_000 + "\n",
    ],
    ids=["fields", "one line", "openings", "footnotes"],
)
def test_the_longest_mail_does_not_hang(body: str) -> None:
    """A real list holds a mail of 3.4 MB, for which b4 0.16 takes nine minutes."""
    found = read(Stored(raw=mail("Re: [PATCH] widget: Turn", body=body), archive="tests", key="1"))
    assert isinstance(found, Message)


@pytest.fixture
def cap(monkeypatch: pytest.MonkeyPatch) -> int:
    """A cap of 500 lines, in place of MAX_LINES."""
    assert MAX_LINES > 500
    monkeypatch.setattr("tracker.mail.lines.MAX_LINES", 500)
    return 500


def test_lines_past_the_cap_are_not_looked_at(cap: int) -> None:
    text = "words\n" * (cap + 5)
    assert len(split_lines(text)) == cap
    last = split_lines("words\n" * (cap - 1) + "the last\nbeyond it\n")[-1]
    assert (last.number, last.text) == (cap, "the last")


@pytest.mark.parametrize("end", ["\n", ""])
def test_a_text_of_just_the_cap_is_read_whole(end: str, cap: int) -> None:
    assert len(split_lines("words\n" * (cap - 1) + "the last" + end)) == cap
