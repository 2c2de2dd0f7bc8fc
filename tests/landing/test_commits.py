# SPDX-License-Identifier: GPL-2.0-or-later
"""What the message of a commit names."""

from collections.abc import Callable

import pytest

from tests.mails import at
from tests.work import grows_linearly
from tracker.landing.commits import read_commit
from tracker.model.mail import Person
from tracker.model.repository import Commit, Mention, MentionKind, RawCommit

ADA = Person("Ada Author", "ada@example.org")
SHA = "0123456789abcdef0123456789abcdef01234567"


def read(message: str) -> Commit:
    raw = RawCommit(
        id="a" * 40, parents=(), author=ADA, author_date=at(0), committer=ADA, date=at(1),
        message=message, patch_id="",
    )  # fmt: skip
    return read_commit(raw)


def named(message: str) -> list[tuple[str, str]]:
    return [(one.kind.value, one.value) for one in read(message).mentions]


@pytest.mark.parametrize(
    ("line", "kind", "value"),
    [
        (
            "Link: https://lore.kernel.org/r/20250101-1@example.org",
            "link",
            "20250101-1@example.org",
        ),
        ("Link: https://patch.msgid.link/a%2Fb@example.org", "link", "a/b@example.org"),
        ("Link: https://lore.kernel.org/widgets/w-1@example.org/ [1]", "link", "w-1@example.org"),
        ("Message-ID: <w-1@example.org>", "message-id", "w-1@example.org"),
        ("Message-Id: w-1@example.org", "message-id", "w-1@example.org"),
        ("Closes: https://lore.kernel.org/all/bug@example.org/", "closes", "bug@example.org"),
        ('Fixes: 0123456789ab ("widget: Start")', "fixes", "0123456789ab"),
        (f"(cherry picked from commit {SHA})", "picked", SHA),
        (f"commit {SHA} upstream.", "upstream", SHA),
        (f"[ Upstream commit {SHA} ]", "upstream", SHA),
        (f"This reverts commit {SHA}.", "reverts", SHA),
        (f"This reverts commit {SHA[:12]} because it broke.", "reverts", SHA[:12]),
    ],
)
def test_each_form_is_read(line: str, kind: str, value: str) -> None:
    assert named(f"widget: Turn\n\nBecause.\n\n{line}\n") == [(kind, value)]


def test_a_revert_broken_over_two_lines_is_read() -> None:
    assert named(f'Revert "x"\n\nThis reverts commit\n{SHA}.\n') == [("reverts", SHA)]
    assert named(f'Revert "x"\n\nIt broke. This reverts\ncommit {SHA}.\n') == [("reverts", SHA)]


@pytest.mark.parametrize(
    "line",
    ["Link: https://example.org/page", "See Link: x", "Fixes: the build", "Message-ID: none",
     "this commit 0123456 upstreams nothing", "Closes: #12", "Link:"],
)  # fmt: skip
def test_what_names_nothing_is_passed_over(line: str) -> None:
    assert named(f"widget: Turn\n\n{line}\n") == []


def test_the_title_is_the_first_paragraph_on_one_line() -> None:
    assert read("widget: Turn\n it around\n\nBody\n").title == "widget: Turn it around"
    assert read("\n\nwidget: Turn").title == "widget: Turn"
    assert read("").title == ""


def test_one_mention_counts_once() -> None:
    line = "Message-ID: <w-1@example.org>\n"
    assert read("T\n\n" + line * 3).mentions == (
        Mention(kind=MentionKind.MESSAGE_ID, value="w-1@example.org"),
    )


def test_a_hostile_message_takes_linear_time() -> None:
    def reading(size: int) -> Callable[[], object]:
        text = "T\n\n" + "Link: " * size + "\n" + "commit " * size + "\ncommit" * size
        return lambda: read(text)

    grows_linearly(reading, 500)
