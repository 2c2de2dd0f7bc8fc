# SPDX-License-Identifier: GPL-2.0-or-later
"""A tag or a withdrawal is its sender's word; names are easily borrowed."""

import pytest

from tests.mails import ADA, REX, at
from tests.posts import LATE, pool, reply, sent, work
from tracker.landing.authority import keep_commands
from tracker.model.committers import Committer, Committers, Source
from tracker.model.people import Person
from tracker.model.review import Doubt
from tracker.model.status import Stage
from tracker.review.claims import Familiar
from tracker.review.look_alikes import looks_alike
from tracker.state.checks import is_reviewed
from tracker.state.dossier import Dossier, compile_dossier

MAL = "Mal Ory <mal@evil.example.net>"
REX_AT_HOME = "Rex Reviewer <rex@home.example.net>"
NOBODY_KNOWN = Committers()


def judged(
    *raws: bytes, familiar: Familiar | None = None, committers: Committers | None = None
) -> Dossier:
    found = compile_dossier(
        work(*raws), pool(*raws), LATE, familiar=familiar or Familiar(), committers=committers
    )
    assert found is not None
    return found


def doubts(found: Dossier) -> set[Doubt | None]:
    return {one.doubt for one in found.review.tags}


def test_a_tag_that_somebody_else_writes_is_listed_and_not_counted() -> None:
    found = judged(*sent("a"), reply("m", "a-0", f"Reviewed-by: {REX}\n", MAL))
    assert [one.person.name for one in found.review.tags] == ["Rex Reviewer"] * 2
    assert doubts(found) == {Doubt.CLAIMED}
    assert not is_reviewed(found)
    assert found.standing.stage is Stage.UNDER_REVIEW


def test_it_counts_where_a_mail_of_its_giver_holds_it() -> None:
    """A maintainer repeats what was given to one patch, and means it for all."""
    found = judged(
        *sent("a"),
        reply("r", "a-1", f"Reviewed-by: {REX}\n", REX),
        reply("m", "a-0", f"For the series:\nReviewed-by: {REX}\n", MAL, hours=6),
    )
    assert doubts(found) == {None}
    other = judged(
        *sent("a"),
        reply("r", "a-1", f"Tested-by: {REX}\n", REX),
        reply("m", "a-0", f"Reviewed-by: {REX}\n", MAL, hours=6),
    )
    assert Doubt.CLAIMED in doubts(other)


def test_what_an_author_carries_in_trailers_is_carried_and_counts() -> None:
    raws = sent("a")
    signed = b"Signed-off-by: Ada Author <ada@example.org>\n"
    carried = [one.replace(signed, b"Reviewed-by: " + REX.encode() + b"\n" + signed)
               for one in raws]  # fmt: skip
    found = judged(*carried)
    assert {(one.carried, one.doubt) for one in found.review.tags} == {(True, None)}
    assert is_reviewed(found)


def test_a_name_in_look_alike_letters_is_marked() -> None:
    fake = "Rех Reviewer <rex@evil.example.net>"
    found = judged(*sent("a"), reply("m", "a-0", f"Reviewed-by: {fake}\n", fake))
    assert doubts(found) == {Doubt.LOOK_ALIKE}
    assert not is_reviewed(found)


@pytest.mark.parametrize(
    ("name", "alike"),
    [
        ("Rex Reviewer", False),
        ("Żółw Ödön", False),
        ("Иван Петров", False),
        ("王小明 (Ming Wang)", False),
        ("Linus Tоrvalds", True),
        ("Linus Ноеху", True),
        ("Ｌinus Torvalds", True),
        ("Linus Tor\u200bvalds", True),
        ("Δημήτρης Παπάς", False),
    ],
)
def test_only_mixed_and_disguised_letters_look_alike(name: str, alike: bool) -> None:
    assert looks_alike(name) is alike


def test_a_namesake_under_an_address_that_nothing_ties_to_them_is_not_counted() -> None:
    tag = reply("m", "a-0", f"Reviewed-by: {REX}\n", REX_AT_HOME)
    assert doubts(judged(*sent("a"), tag)) == {Doubt.NAMESAKE}
    written_before = Familiar(frozenset({"rex@home.example.net"}))
    assert doubts(judged(*sent("a"), tag, familiar=written_before)) == {None}
    addressed = reply("q", "a-0", "Rex, what do you say?\n", ADA, hours=2)
    addressed = addressed.replace(b"\nSubject:", b"\nCc: rex@home.example.net\nSubject:", 1)
    assert doubts(judged(*sent("a"), addressed, tag)) == {None}


def test_two_addresses_of_one_house_are_one_person() -> None:
    tag = "Reviewed-by: Rex Reviewer <rex@linux.acme.example.net>\n"
    found = judged(*sent("a"), reply("m", "a-0", tag, "Rex Reviewer <rex@acme.example.net>"))
    assert doubts(found) == {None}


def test_a_new_address_of_somebody_who_takes_part_already_is_a_namesakes() -> None:
    found = judged(
        *sent("a"),
        reply("q", "a-1", "I shall look at it.\n", REX),
        reply("m", "a-0", f"Reviewed-by: {REX_AT_HOME}\n", REX_AT_HOME, hours=6),
    )
    assert doubts(found) == {Doubt.NAMESAKE}


def test_the_address_that_a_posting_came_from_is_its_authors() -> None:
    """Patches of the address at home, sent from the one at work."""
    work_address = b"From: Ada Author <ada@work.example.net>"
    home = b"From: Ada Author <ada@example.org>"
    raws = [
        one.replace(home, work_address, 1).replace(b"\n\n", b"\n\n" + home + b"\n\n", 1)
        for one in sent("a")
    ]
    words = "I withdraw this series, please drop it.\n"
    found = judged(*raws, reply("w", "a-0", words, "Ada Author <ada@work.example.net>"))
    assert found.standing.stage is Stage.WITHDRAWN
    assert found.review.doubted == ()


def test_only_the_author_takes_the_posting_back() -> None:
    words = "I withdraw this series, please drop it.\n"
    found = judged(*sent("a"), reply("w", "a-0", words, "Ada Author <ada@evil.example.net>"))
    assert found.standing.stage is not Stage.WITHDRAWN
    assert [one.what for one in found.review.doubted] == ["withdrawal"]
    assert judged(*sent("a"), reply("w", "a-0", words, ADA)).standing.stage is Stage.WITHDRAWN


def test_only_its_giver_takes_a_tag_back() -> None:
    given = reply("r", "a-0", f"Reviewed-by: {REX}\n", REX)
    words = "Please drop my Reviewed-by.\n"
    alien = judged(*sent("a"), given, reply("w", "r", words, REX_AT_HOME, hours=9))
    assert not any(one.withdrawn for one in alien.review.tags)
    assert [one.what for one in alien.review.doubted] == ["untag"]
    own = judged(*sent("a"), given, reply("w", "r", words, REX, hours=9))
    assert all(one.withdrawn for one in own.review.tags)


def test_a_command_is_obeyed_only_from_who_may_give_it() -> None:
    story = (*sent("a"), reply("c", "a-0", "pw-bot: reject\n", MAL))
    found = judged(*story, committers=NOBODY_KNOWN)
    assert found.standing.stage is Stage.UNDER_REVIEW
    assert [one.what for one in found.review.doubted] == ["command"]
    mal = Committer(person=Person("Mal Ory", "mal@evil.example.net"), source=Source.BOT)
    known = Committers(people={"mal@evil.example.net": mal})
    assert judged(*story, committers=known).standing.stage is Stage.REJECTED
    own = (*sent("a"), reply("c", "a-0", "pw-bot: changes-requested\n", ADA))
    assert judged(*own, committers=NOBODY_KNOWN).standing.stage is Stage.CHANGES_REQUESTED
    messages = pool(*own)
    assert keep_commands(work(*own), messages, NOBODY_KNOWN) == messages


def test_nobody_is_doubted_where_nobody_asked_who_has_written() -> None:
    raws = (*sent("a"), reply("m", "a-0", f"Reviewed-by: {REX}\n", REX_AT_HOME))
    found = compile_dossier(work(*raws), pool(*raws), at(99))
    assert found is not None
    assert doubts(found) == {None}


@pytest.mark.parametrize(
    ("sender", "doubt"),
    [
        ("Rex Reviewer <rr@kernel.org>", None),
        ("Rex Reviewer <rex.reviewer@linux.intel.com>", None),
        ("Rex Reviewer <hunter2@intel.com>", Doubt.NAMESAKE),
        ("Rex Reviewer <rex.reviewer@notintel.com>", Doubt.NAMESAKE),
        ("Rex Reviewer <rex@kernel.org.evil.example.net>", Doubt.NAMESAKE),
        ("Rex Reviewer <rex.reviewer@gmail.com>", Doubt.NAMESAKE),
    ],
)
def test_an_address_that_an_employer_gave_is_that_persons(sender: str, doubt: Doubt | None) -> None:
    """Conor Dooley gives the tags of his company's address from the one at kernel.org."""
    found = judged(*sent("a"), reply("m", "a-0", f"Reviewed-by: {REX}\n", sender))
    assert doubts(found) == {doubt}


def test_a_second_address_is_theirs_where_the_person_goes_on_and_does_not_disown_it() -> None:
    """Who sees a tag in their own name, and answers another mail, has let it stand."""
    tag = reply("m", "a-0", f"Reviewed-by: {REX_AT_HOME}\n", REX_AT_HOME, hours=6)
    story = (*sent("a"), reply("q", "a-1", "I shall look at it.\n", REX), tag)
    assert doubts(judged(*story)) == {Doubt.NAMESAKE}
    later = reply("l", "a-1", "And patch 2 reads well now.\n", REX, hours=9)
    assert doubts(judged(*story, later)) == {None}
    disowned = reply("l", "m", "That mail is not mine.\n", REX, hours=9)
    assert doubts(judged(*story, disowned)) == {Doubt.NAMESAKE}
    other = reply(
        "l", "a-1", "And patch 2 reads well now.\n", "Mia Other <mia@example.org>", hours=9
    )
    assert doubts(judged(*story, other)) == {Doubt.NAMESAKE}
