# SPDX-License-Identifier: GPL-2.0-or-later
"""Whose word on what was applied counts."""

from dataclasses import replace

import pytest

from tests.mails import ADA, LIST, MIA, REX, mail, patch
from tests.posts import message, pool, work
from tracker.landing.authority import find_authority
from tracker.model.committers import Authority, Committer, Committers, Source
from tracker.model.mail import Message, Person

APPLIED = "Applied to gizmo-next, thanks!\n"


def said_by(
    who: str,
    text: str = APPLIED,
    *,
    to: tuple[str, ...] = (),
    lists: tuple[str, ...] = (LIST,),
    **known: object,
) -> Authority:
    """The authority of ``who`` on a patch of Ada's that is addressed to ``to``."""
    raws = (
        patch("gizmo: Turn it", message_id="a@example.org", to=to),
        mail("Re: [PATCH] gizmo: Turn it", who, text, message_id="b@example.org",
             in_reply_to="a@example.org", lists=lists),
    )  # fmt: skip
    mails = pool(*raws)
    word = mails["b@example.org"]
    committers = Committers(**known)  # type: ignore[arg-type]
    return find_authority(work(*raws), word, word.notices[0], mails, committers)


def person(text: str) -> Person:
    return message(mail("x", text)).sender


def known(text: str, **how: object) -> dict[str, Committer]:
    who = person(text)
    made = Committer(person=who, source=Source.NOTICES)
    return {who.email: replace(made, **how)}  # type: ignore[arg-type]


def test_an_outsider_on_a_list_that_knows_its_committers_is_not_believed() -> None:
    assert said_by(MIA, list_known=True) is Authority.OUTSIDER


def test_somebody_to_whom_the_posting_was_addressed_is_believed() -> None:
    assert said_by(MIA, to=(MIA,), list_known=True) is Authority.ADDRESSED


@pytest.mark.parametrize(
    ("to", "counts"),
    [
        ("Mia <mia+dt@example.net>", True),
        ("mia+dt@example.com", False),
        ("devnull+mia.example.net@example.net", False),
    ],
)
def test_what_somebody_sorts_mail_by_is_no_part_of_their_address(to: str, counts: bool) -> None:
    sender = "Mia Maintainer <mia@example.net>"
    assert said_by(sender, to=(to,), list_known=True).counts is counts


def test_an_outsider_is_not_believed_where_somebody_else_was_addressed() -> None:
    assert said_by(MIA, to=(REX,)) is Authority.OUTSIDER


@pytest.mark.parametrize(
    ("sender", "counts"),
    [
        ("Mia Maintainer <mia@kernel.org>", True),
        ("Mia Maintainer <mia.tainer@example.com>", False),
        ("Mia Maintainer <devnull+mia.example.com@kernel.org>", False),
        ("Rex Reviewer <rex@kernel.org>", False),
    ],
)
def test_who_was_addressed_may_answer_from_an_address_of_kernel_org(
    sender: str, counts: bool
) -> None:
    assert said_by(sender, to=(MIA,), list_known=True).counts is counts


def test_an_author_who_copies_himself_is_not_addressed() -> None:
    assert said_by(ADA, to=(ADA,), list_known=True) is Authority.OUTSIDER


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("Thanks for your review, pushed!\n", True),
        ("Pushed to https://git.example.org/ada/gizmo, branch fixes.\n", False),
        ("I pushed the series to my tree.\n", False),
    ],
)
def test_an_author_who_shows_a_branch_has_not_applied_it(text: str, counts: bool) -> None:
    long_here = {"ada@example.org": 40}
    found = said_by(ADA, text, list_known=True, elsewhere=long_here, to=(REX,))
    assert found is (Authority.AUTHOR if counts else Authority.OUTSIDER)
    assert said_by(ADA, text, people=known(ADA, works=3, here=3)) is Authority.COMMITTER


def test_a_maintainer_whose_own_patch_a_series_carries_is_addressed() -> None:
    """Wrote patch 2, was copied, and applies it; the series is somebody else's."""
    raws = (
        patch("gizmo: Turn it", message_id="a1@example.org", number=1, total=2, to=(MIA,)),
        patch("gizmo: Turn it back", message_id="a2@example.org", number=2, total=2, to=(MIA,),
              in_reply_to="a1@example.org", log=f"From: {MIA}\n\nIt turned.\n"),
        mail("Re: [PATCH 1/2] gizmo: Turn it", MIA, APPLIED, message_id="b@example.org",
             in_reply_to="a1@example.org"),
    )  # fmt: skip
    mails = pool(*raws)
    word = mails["b@example.org"]
    found = find_authority(work(*raws), word, word.notices[0], mails, Committers(list_known=True))
    assert found is Authority.ADDRESSED


@pytest.mark.parametrize(
    ("how", "counts"),
    [
        ({"works": 3, "here": 3}, True),
        ({"works": 10, "here": 0}, True),
        ({"works": 2, "here": 2}, False),
        ({"works": 9, "here": 2}, False),
        ({"source": Source.BOT}, True),
        ({"source": Source.COMMITS}, True),
    ],
)
def test_who_applied_enough_works_of_others_is_a_committer(
    how: dict[str, object], counts: bool
) -> None:
    for who in (MIA, ADA):
        found = said_by(who, list_known=True, people=known(who, **how))
        assert found is (Authority.COMMITTER if counts else Authority.OUTSIDER)


def test_a_mail_that_the_list_delivered_counts_where_nobody_else_is_known() -> None:
    assert said_by(MIA) is Authority.UNCHALLENGED


def test_a_loose_mail_does_not() -> None:
    assert said_by(MIA, lists=()) is Authority.OUTSIDER


def test_every_word_counts_where_nobody_asked_who_commits() -> None:
    raws = (
        patch("gizmo: Turn it", message_id="a@example.org"),
        mail("Re: [PATCH] gizmo: Turn it", MIA, APPLIED, message_id="b@example.org",
             in_reply_to="a@example.org", lists=()),
    )  # fmt: skip
    mails: dict[str, Message] = dict(pool(*raws))
    word = mails["b@example.org"]
    assert find_authority(work(*raws), word, word.notices[0], mails, None).counts


NAMED = f"Applied, thanks!\n\n[1/1] gizmo: Turn it\n      commit: {'a' * 40}\n"
SEEN = "This patch landed in today's linux-next as commit 0123456789ab.\n"
KNOWN, NEW = "Kim Keeper <kim@kernel.org>", "Kim Keeper <kim@example.com>"


@pytest.mark.parametrize("text", [NAMED, SEEN])
def test_who_is_known_and_names_the_commits_of_others_is_a_witness(text: str) -> None:
    asked = {"to": (REX,), "list_known": True}
    assert said_by(KNOWN, text, **asked) is Authority.WITNESS  # type: ignore[arg-type]
    long_here = {"kim@example.com": 10}
    assert said_by(NEW, text, elsewhere=long_here, **asked) is Authority.WITNESS  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("who", "text", "mails"),
    [
        (NEW, NAMED, 3),
        ("Kim Keeper <devnull+kim.example.com@kernel.org>", NAMED, 0),
        (KNOWN, NAMED.replace(f"commit: {'a' * 40}", "(no commit info)"), 0),
        (KNOWN, APPLIED, 0),
        (ADA.replace("example.org", "kernel.org"), NAMED, 0),
    ],
)
def test_nobody_else_is(who: str, text: str, mails: int) -> None:
    seen = {who.partition("<")[2].strip(">"): mails}
    assert said_by(who, text, to=(REX,), list_known=True, elsewhere=seen) is Authority.OUTSIDER
