# SPDX-License-Identifier: GPL-2.0-or-later
"""Reading takes time in step with the length of a mail, whatever it holds; nothing hangs.

b4 0.16 and liblore 0.10 take time square to the lines of ``key: value`` in a body.
"""

from collections.abc import Callable

import pytest

from tests.mails import mail
from tests.work import grows_linearly
from tracker.mail.lines import MAX_LINES, split_lines
from tracker.mail.reader import read
from tracker.model.mail import Message, Stored

SMALL, TIMES = 250, 4

LINES = {
    "fields": "key: value\n",
    "tags": "Reviewed-by: Rex Reviewer <rex@example.org>\n",
    "tags without a person": "Tested-by: somebody else\n",
    "quotes": "> they wrote this\n",
    "openings": "<\n",
    "closed openings": "Acked-by: Rex\n<rex@example.org>\n",
    "footnotes": "[1] https://lists.example.org/r/a@example.org\n",
    "footnotes nowhere": "[1]\n",
    "attributions": "On Monday, somebody\n",
    "heads": "From: rex rex@example.org\n",
    "rulers": "---\n",
    "signatures": "-- \n",
    "old files": "--- a/widget.c\n",
    "diffs": "diff --git a/widget.c b/widget.c\n",
    "hunks": "@@ -1,1 +1,1 @@\n-a\n+b\n",
    "stats": " widget.c | 1 +\n",
    "questions": "why does it turn?\n",
    "applied": "Applied, thanks!\n",
    "listed": "[1/2] widget: Turn\n      commit: 0123456789abcdef0123456789abcdef01234567\n",
    "nacks": "NAK to this.\n",
    "prose": "this depends on the series that was sent before it\n",
    "commits": 'commit 0123456789ab ("widget: Turn")\n',
    "empty": "\n",
}
RUNS = {
    "a word": "a",
    "words": "word ",
    "openings": "<",
    "quote marks": ">",
    "brackets": "(",
    "footnotes": "[1] ",
    "addresses": "a@",
    "hyphens": "-by",
    "tags": "Acked-by: Rex <rex@example.org> ",
    "spaces": " ",
    "dots": "...",
}


def grows(body: Callable[[int], str], subject: str) -> None:
    """The steps of reading a mail grow with its size."""

    def reading(size: int) -> Callable[[], None]:
        stored = Stored(raw=mail(subject, body=body(size)), archive="tests", key="1")

        def call() -> None:
            assert isinstance(read(stored), Message)

        return call

    grows_linearly(reading, SMALL, TIMES)


@pytest.mark.parametrize("subject", ["[PATCH] widget: Turn", "Re: [PATCH] widget: Turn"])
@pytest.mark.parametrize("line", LINES.values(), ids=LINES)
def test_many_lines_take_time_in_step_with_their_number(line: str, subject: str) -> None:
    grows(lambda count: line * count, subject)


@pytest.mark.parametrize("subject", ["[PATCH] widget: Turn", "Re: [PATCH] widget: Turn"])
@pytest.mark.parametrize("piece", RUNS.values(), ids=RUNS)
def test_one_long_line_takes_time_in_step_with_its_length(piece: str, subject: str) -> None:
    grows(lambda count: piece * (20 * count) + "\n", subject)


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
