# SPDX-License-Identifier: GPL-2.0-or-later
"""What a pull request lists as in the tree of who sends it."""

from collections.abc import Callable

import pytest

from tests.mails import MIA, cover, mail
from tests.posts import message
from tests.pulls import TREE, pull_request, request_text
from tests.work import grows_linearly
from tracker.mail.reader import read
from tracker.model.mail import Notice, NoticeKind, Scope, Stored

LISTED = {"Ada Author": ["gear: oil the wheel"], "Bob Builder": ["lever: turn", "lever: push"]}


def only(raw: bytes) -> Notice:
    (notice,) = message(raw).notices
    return notice


def test_a_title_may_hold_spaces_of_any_kind() -> None:
    request = pull_request({"Ada Author": ["gear: oil\xa0the  wheel"]})
    (notice,) = message(request).notices
    assert [one.title for one in notice.items] == ["gear: oil the wheel"]


def test_a_pull_request_lists_titles_by_author_and_names_its_tree() -> None:
    found = only(pull_request(LISTED))
    assert (found.kind, found.scope, found.tree, found.branch) == (
        NoticeKind.PULL, Scope.LISTED, TREE, None,
    )  # fmt: skip
    assert found.quote == "are available in the Git repository at:"
    assert [(one.title, one.author and one.author.name) for one in found.items] == [
        ("gear: oil the wheel", "Ada Author"),
        ("lever: turn", "Bob Builder"),
        ("lever: push", "Bob Builder"),
    ]


def test_each_title_bears_its_line() -> None:
    raw = pull_request(LISTED)
    lines = raw.decode().partition("\n\n")[2].split("\n")
    for one in only(raw).items:
        assert lines[one.line - 1].strip() == one.title


def test_who_sends_it_is_known_by_address_among_the_authors() -> None:
    (item,) = only(pull_request({"Mia Maintainer": ["gear: grease"]})).items
    assert item.author is not None
    assert item.author.email == "mia@example.org"


def test_a_branch_is_named_and_a_tag_is_not() -> None:
    text = request_text(LISTED, ref="for-next")
    assert only(mail("[GIT PULL] widgets", MIA, text)).branch == "for-next"


@pytest.mark.parametrize(
    "subject",
    ["[PULL 00/12] widget queue", "[PATCH net-next 0/3] pull request: widgets 2025-01-09"],
)
def test_the_cover_of_patches_to_be_pulled_is_a_request_too(subject: str) -> None:
    text = request_text(LISTED).replace("\nare available", "\nand are available")
    assert len(only(mail(subject, MIA, text)).items) == 3


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Re: [GIT PULL] widgets", request_text(LISTED)),
        ("[GIT PULL] widgets", "".join(f"> {one}\n" for one in request_text(LISTED).split("\n"))),
        ("[GIT PULL] widgets", "Please pull. It is available in the git tree of widgets.\n"),
        ("[GIT PULL] widgets", request_text({})),
        ("Release of widgets 2.0", request_text(LISTED)),
    ],
)
def test_what_only_speaks_of_a_request_lists_nothing(subject: str, text: str) -> None:
    assert message(mail(subject, MIA, text)).notices == ()


def test_the_shortlog_of_a_plain_cover_lists_nothing() -> None:
    assert message(cover("widgets", MIA, total=3)).notices == ()


def test_reading_a_long_request_takes_linear_time() -> None:
    def read_request(size: int) -> Callable[[], object]:
        listed = {f"Ada {n}": [f"gear: {n}-{m}" for m in range(3)] for n in range(size)}
        mail = Stored(raw=pull_request(listed), archive="tests", key="1")
        return lambda: read(mail)

    grows_linearly(read_request, 100)
