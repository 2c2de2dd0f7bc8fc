# SPDX-License-Identifier: GPL-2.0-or-later
"""Whose turn it is by the order of mails, their places in the thread, and who wrote them."""

import pytest

from tests.mails import ADA, MIA, at, patch
from tests.posts import dossier, reply, sent, tagged
from tracker.model.status import Side
from tracker.state.row import turn_of

A = sent("a", total=2)
TALKS: dict[str, tuple[str, list[bytes]]] = {
    "tag on cover": ("maintainer unknown", [*A, tagged("t", "a-0")]),
    "tag each": ("maintainer unknown", [*A, tagged("t", "a-1"), tagged("u", "a-2")]),
    "tag one": ("reviewers", [*A, tagged("t", "a-1")]),
    "tag one, nit other": (
        "author",
        [*A, tagged("t", "a-1"), reply("n", "a-2", "Please add a comment.\n")],
    ),
    "question answered then tag": (
        "maintainer unknown",
        [
            *A,
            reply("q", "a-1", "Why?\n"),
            reply("r", "q", "> Why?\n\nBecause of the spec.\n", ADA, hours=6),
            tagged("t", "r", hours=7),
            tagged("u", "a-2", hours=7),
        ],
    ),
    "nit then v2": (
        "reviewers",
        [*A, reply("n", "a-1", "Please fix the typo.\n"), *sent("b", total=2, version=2, hours=30)],
    ),
    "nit, v2, then late comment on v1": (
        "author",
        [
            *A,
            *sent("b", total=2, version=2, hours=30),
            reply("n", "b-1", "This leaks.\n", hours=40),
        ],
    ),
    "late comment on v1 after v2": (
        "author reviewers",
        [
            *A,
            *sent("b", total=2, version=2, hours=30),
            reply("n", "a-1", "This leaks the buffer, please fix.\n", hours=40),
        ],
    ),
    "tags on v1, v2 carries none": (
        "reviewers",
        [*A, tagged("t", "a-0"), *sent("b", total=2, version=2, hours=30)],
    ),
    "two ask one answered": (
        "author",
        [
            *A,
            reply("q", "a-1", "Why is it unsigned?\n"),
            reply("q2", "a-2", "Why is it static?\n", MIA, hours=6),
            reply("r", "q", "> Why is it unsigned?\n\nSpec.\n", ADA, hours=8),
        ],
    ),
    "two ask both answered": (
        "reviewers",
        [
            *A,
            reply("q", "a-1", "Why is it unsigned?\n"),
            reply("q2", "a-2", "Why is it static?\n", MIA, hours=6),
            reply("r", "q", "> Why is it unsigned?\n\nSpec.\n", ADA, hours=8),
            reply("r2", "q2", "Nobody else uses it.\n", ADA, hours=9),
        ],
    ),
    "asks twice in one mail, answered once": (
        "reviewers",
        [
            *A,
            reply("q", "a-1", "> x\n\nWhy unsigned?\n\n> y\n\nWhy static?\n"),
            reply(
                "r", "q", "> Why unsigned?\n\nSpec.\n\n> Why static?\n\nOnly user.\n", ADA, hours=8
            ),
        ],
    ),
    "request then promise then silence": (
        "author",
        [
            *A,
            reply("n", "a-1", "Please split this.\n"),
            reply("r", "n", "> Please split this.\n\nWill do.\n", ADA, hours=8),
        ],
    ),
    "request argued": (
        "reviewers",
        [
            *A,
            reply("n", "a-1", "Please split this.\n"),
            reply(
                "r",
                "n",
                "> Please split this.\n\nI would rather not: the two halves do not build alone.\n",
                ADA,
                hours=8,
            ),
        ],
    ),
    "request argued, insisted": (
        "author",
        [
            *A,
            reply("n", "a-1", "Please split this.\n"),
            reply(
                "r",
                "n",
                "> Please split this.\n\nThe two halves do not build alone.\n",
                ADA,
                hours=8,
            ),
            reply(
                "n2",
                "r",
                "> do not build alone\n\nThey do if you move the helper first. Please split it.\n",
                hours=9,
            ),
        ],
    ),
    "reviewer thanks": (
        "reviewers maintainer",
        [
            *A,
            reply("n", "a-1", "Why?\n"),
            reply("r", "n", "Because.\n", ADA, hours=8),
            reply("n2", "r", "Thanks, that explains it.\n", hours=9),
        ],
    ),
    "author thanks for tag": (
        "maintainer unknown",
        [*A, tagged("t", "a-0"), reply("r", "t", "Thanks for the review!\n", ADA, hours=9)],
    ),
    "author asks back": (
        "reviewers",
        [
            *A,
            reply("n", "a-1", "This should use the helper.\n"),
            reply("r", "n", "Which helper do you mean?\n", ADA, hours=8),
        ],
    ),
    "nack stays after argument": (
        "reviewers",
        [
            *A,
            reply("n", "a-0", "NAK. This breaks the ABI.\n"),
            reply("r", "n", "It does not, see the docs.\n", ADA, hours=8),
        ],
    ),
    "nack lifted": (
        "maintainer unknown",
        [
            *A,
            reply("n", "a-0", "NAK. This breaks the ABI.\n"),
            reply("r", "n", "It does not, see the docs.\n", ADA, hours=8),
            tagged("t", "r", hours=9),
        ],
    ),
    "ack by one, nack by other": (
        "author nobody",
        [*A, tagged("t", "a-0"), reply("n", "a-0", "NACK, see my mail on v1.\n", MIA, hours=9)],
    ),
    "tag taken back": (
        "reviewers author",
        [
            *A,
            tagged("t", "a-0"),
            reply("n", "t", "Please drop my Reviewed-by, I misread the locking.\n", hours=9),
        ],
    ),
    "self reply with info": (
        "reviewers",
        [*A, reply("i", "a-0", "For the record: tested on arm64 as well.\n", ADA, hours=4)],
    ),
    "only tested-by": ("reviewers", [*A, tagged("t", "a-0", tag="Tested-by")]),
    "acked+applied": (
        "nobody",
        [
            *A,
            tagged("t", "a-0", tag="Acked-by"),
            reply("ap", "a-0", "Applied, thanks.\n", MIA, hours=9),
        ],
    ),
    "applied then author thanks": (
        "nobody",
        [
            *A,
            reply("ap", "a-0", "Applied, thanks.\n", MIA, hours=9),
            reply("th", "ap", "Thank you!\n", ADA, hours=10),
        ],
    ),
    "applied then report of bug": (
        "author nobody",
        [
            *A,
            reply("ap", "a-0", "Applied, thanks.\n", MIA, hours=9),
            reply(
                "bug",
                "a-1",
                "This patch causes a boot failure on my board, bisected to this commit.\n",
                hours=50,
            ),
        ],
    ),
    "will apply then quiet": (
        "maintainer unknown",
        [*A, reply("pl", "a-0", "Looks good, I'll queue it after rc1.\n", MIA, hours=9)],
    ),
    "waits for dependency": (
        "dependency",
        [*A, reply("w", "a-0", "I'll take this once the driver part is merged.\n", MIA, hours=9)],
    ),
    "bot only": (
        "reviewers",
        [
            *A,
            reply(
                "b",
                "a-1",
                "Hi,\n\nI love your patch! Perhaps something to improve.\n",
                "kernel test robot <lkp@intel.com>",
                hours=3,
            ),
        ],
    ),
    "resend": ("reviewers", [*A, *sent("b", total=2, prefix="PATCH RESEND", hours=300)]),
    "rfc comments": (
        "author",
        [
            *sent("r", total=2, prefix="RFC PATCH"),
            reply("c", "r-0", "I like the idea, but this needs numbers.\n"),
        ],
    ),
    "rfc liked": (
        "author reviewers maintainer",
        [*sent("r", total=2, prefix="RFC PATCH"), reply("c", "r-0", "I like the idea.\n")],
    ),
    "partial reroll": (
        "reviewers",
        [
            *A,
            reply("n", "a-2", "Please fix the typo.\n"),
            patch(
                "widget: Make it better, part 2",
                ADA,
                number=2,
                total=2,
                version=2,
                message_id="a2v2@example.org",
                date=at(20),
                in_reply_to="n@example.org",
            ),
        ],
    ),
    "co-reviewer discusses": (
        "reviewers author",
        [
            *A,
            reply("q", "a-1", "Isn't the lock missing here?\n"),
            reply(
                "m",
                "q",
                "> Isn't the lock missing here?\n\nNo, the caller holds it.\n",
                MIA,
                hours=7,
            ),
        ],
    ),
    "maintainer asks reviewer": (
        "reviewers maintainer",
        [
            *A,
            tagged("t", "a-1"),
            reply("m", "t", "Rex, did you test this on the old board?\n", MIA, hours=7),
        ],
    ),
    "off list remark": (
        "reviewers",
        [
            *A,
            reply("o", "a-0", "FYI, I'm on holiday until Monday, will look then.\n", MIA, hours=7),
        ],
    ),
}


@pytest.mark.parametrize("name", TALKS)
def test_the_order_of_mails_decides_whose_turn_it_is(name: str) -> None:
    sides, raws = TALKS[name]
    found = dossier(*raws, as_of=at(24 * 30))
    assert turn_of(found, ()).side in {Side(one) for one in sides.split()}
