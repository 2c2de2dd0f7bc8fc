# SPDX-License-Identifier: GPL-2.0-or-later
"""Notices that are wrong, early, in HTML, or at odds with each other."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.mails import ADA, MIA, REX, at, mail, patch
from tests.stored import Stock
from tracker.model.status import Side, Stage
from tracker.model.views import SeriesView
from tracker.services.library import Library

Show = Callable[..., SeriesView]


@pytest.fixture
def show(tmp_path: Path) -> Show:
    """The series of these mails, twenty days after it was posted."""

    def shown(*raws: bytes) -> SeriesView:
        stock = Stock(tmp_path)
        stock.take(raws)
        with stock.reader() as reader:
            return Library(reader, at(24 * 20)).view("p1@example.org")

    return shown


def posted(total: int = 2) -> list[bytes]:
    return [
        patch(f"widget: part {number}", number=number, total=total, to=(MIA, REX),
              message_id=f"p{number}@example.org",
              in_reply_to="" if number == 1 else "p1@example.org")
        for number in range(1, total + 1)
    ]  # fmt: skip


def said(text: str, who: str = MIA, hours: float = 20, name: str = "m1") -> bytes:
    return mail("Re: [PATCH 1/2] widget: part 1", who, text, message_id=f"{name}@example.org",
                in_reply_to="p1@example.org", date=at(hours))  # fmt: skip


def commits(view: SeriesView) -> list[list[str | None]]:
    return [[one.commit for one in part.landing] for part in view.revisions[-1].patches]


def test_a_version_that_does_not_exist_was_not_applied(show: Show) -> None:
    view = show(*posted(), said("v7 applied, thanks!\n"))
    assert (view.stage, commits(view)) == (Stage.UNDER_REVIEW, [[], []])


def test_a_version_by_name_is_the_whole_of_it(show: Show) -> None:
    assert show(*posted(), said("v1 applied, thanks!\n")).stage is Stage.APPLIED


def test_one_commit_for_forty_patches_is_none(show: Show) -> None:
    items = "".join(
        f"[{n:02}/40] widget: part {n}\n        commit: {'a' * 40}\n" for n in range(1, 41)
    )
    view = show(*posted(40), said(f"Applied to gizmo/next, thanks!\n\n{items}"))
    assert view.stage is Stage.APPLIED
    assert commits(view) == [[None]] * 40


def test_a_notice_for_another_tree_that_lists_others_says_nothing(show: Show) -> None:
    items = f"[1/1] drm: something else\n      commit: {'a' * 40}\n"
    view = show(*posted(), said(f"Applied to drm/foo, thanks!\n\n{items}"))
    assert commits(view) == [[], []]


def test_a_notice_from_the_future_has_not_been_said_yet(show: Show) -> None:
    assert show(*posted(), said("Series applied, thanks!\n", hours=24 * 9000)).stage is Stage.NEW


def test_a_notice_in_html_is_read(show: Show) -> None:
    raw = said("<html><body><p>Series applied to gizmo-next, thanks!</p></body></html>\n")
    view = show(*posted(), raw.replace(b"text/plain", b"text/html"))
    assert view.stage is Stage.APPLIED


def test_of_two_committers_the_newer_word_counts_and_both_are_shown(show: Show) -> None:
    view = show(
        *posted(),
        said("Series applied to gizmo-next, thanks!\n"),
        said("I had to drop this series from my tree, it breaks the build.\n", REX, 60, "m2"),
    )
    assert view.stage not in (Stage.APPLIED, Stage.PARTIALLY_APPLIED)
    assert view.turn.side is Side.AUTHOR
    assert [one.who.name for one in view.revisions[0].notices] == [
        "Mia Maintainer",
        "Rex Reviewer",
    ]


def test_a_push_of_gitlab_lists_what_it_brought(show: Show) -> None:
    text = (
        "Mia Maintainer pushed to branch main at widgets / widgets\n\n\nCommits:\n"
        "12345678 by Ada Author at 2025-01-08T10:00:00+00:00\nwidget: part 1\n\n- - - - -\n"
        "abcdef12 by Ada Author at 2025-01-08T10:00:00+00:00\nwidget: part 2\n\n- - - - -\n"
    )
    subject = "[Git][widgets/widgets][main] 2 commits: widget: part 1"
    push = mail(subject, "Mia (@mia) <gitlab@mg.gitlab.com>", text, message_id="g@example.org",
                date=at(30))  # fmt: skip
    view = show(*posted(), push)
    assert view.stage is Stage.APPLIED
    assert view.revisions[0].patches[0].landing[0].tree == "widgets/widgets"


BARE = (
    "[1/2] widget: part 1\n      (no commit info)\n[2/2] widget: part 2\n      (no commit info)\n"
)


@pytest.mark.parametrize(
    "words",
    [
        "Applied, thanks!\n\n",
        "The set is still out there for tests, so I squashed these into\n"
        '"widget: count the parts" and changed the text.\n\n',
    ],
)
def test_a_thank_you_that_finds_no_commit_says_by_its_words_that_they_are_in(
    show: Show, words: str
) -> None:
    view = show(*posted(), said(words + BARE))
    assert (view.stage, commits(view)) == (Stage.APPLIED, [[None], [None]])
    step = view.revisions[-1].patches[0].landing[0]
    assert step.evidence.rule == "notice.b4ty"
    assert step.evidence.quote in words.splitlines()


@pytest.mark.parametrize(
    "text",
    ["Still to be looked at:\n\n" + BARE, "Will apply these after rc1.\n\n" + BARE,
     "Applied, thanks!\n\n" + BARE.replace("(no commit info)", f"commit: {'b' * 40}", 1)],
)  # fmt: skip
def test_but_no_list_without_such_words_and_no_patch_beside_one_that_has_a_commit(
    show: Show, text: str
) -> None:
    view = show(*posted(), said(text))
    assert view.stage is not Stage.APPLIED
    assert not view.revisions[-1].patches[1].landing


def test_what_its_sender_took_out_again_in_the_next_sentence_is_not_in(show: Show) -> None:
    text = "This one is merged. It broke the kettle, so I had to drop it again.\n"
    assert not any(one for one in commits(show(*posted(), said(text))))


def test_a_push_to_see_what_the_ci_says_is_no_landing(show: Show) -> None:
    text = "The CI of the list does not run, therefore I pushed your patchset.\n"
    assert show(*posted(), said(text)).stage is Stage.UNDER_REVIEW


def test_a_backport_is_in_where_the_queue_names_who_sent_it(show: Show) -> None:
    backport = patch(
        "widget: Turn it", message_id="p1@example.org", prefix="PATCH 6.1.y",
        to=("gregkh@linuxfoundation.org",),
        log=f"From: {REX}\n\n[ Upstream commit {'a' * 40} ]\n\nIt turned.\n",
    )  # fmt: skip
    queued = mail(
        'Patch "widget: Turn it" has been added to the 6.1-stable tree',
        "gregkh@linuxfoundation.org",
        "This is a note to let you know that I've just added the patch titled\n\n"
        "    widget: Turn it\n\nto the 6.1-stable tree which can be found at:\n"
        f"    http://www.kernel.org/git/\n\nFrom ada Wed Mar 11 09:17:27 2026\nFrom: {ADA}\n"
        "Subject: widget: Turn it\n",
        message_id="m1@example.org",
        in_reply_to="p1@example.org",
        date=at(20),
    )
    view = show(backport, queued)
    assert (view.author.email, view.stage) == ("rex@example.org", Stage.APPLIED)
