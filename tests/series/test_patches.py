# SPDX-License-Identifier: GPL-2.0-or-later
"""Which mails are patches, covers and pull requests, and which only look like it."""

import pytest

from tests.mails import ADA, REX, at, cover, diff, mail, patch, stat
from tests.posts import pool, posting, work, works
from tracker.series.patches import Part, parts_of
from tracker.series.threads import Threads


def parts(*raws: bytes) -> list[Part]:
    """What each mail is, in order."""
    return list(parts_of(Threads(pool(*raws))).values())


def only(raw: bytes) -> Part:
    return parts(raw)[0]


@pytest.mark.parametrize(
    "prefix", ["PATCH", "RFC", "RFC PATCH", "bpf-next", "PATCH RESEND", "PATCH net-next"]
)
def test_a_numbered_diff_is_a_patch_and_number_zero_a_cover(prefix: str) -> None:
    assert only(cover("widget: Turn it", total=2, prefix=prefix)) is Part.COVER
    assert only(patch("widget: Turn it", number=1, total=2, prefix=prefix)) is Part.PATCH


def test_a_bare_diff_in_a_mail_of_its_own_is_a_patch() -> None:
    assert (
        only(mail("widget: Turn it", body=f"Why.\n\nSigned-off-by: {ADA}\n\n{diff()}"))
        is Part.PATCH
    )


def test_a_question_that_shows_a_diff_is_no_patch() -> None:
    assert only(mail("widget: why this?", body=f"Would this do?\n\n{diff()}")) is Part.OTHER
    signed = f"It breaks since:\n\n> Signed-off-by: {ADA}\n\n{diff()}"
    assert only(mail("widget: build failure", REX, body=signed)) is Part.OTHER


def test_an_announced_patch_without_a_diff_is_one_by_its_counter() -> None:
    assert (
        only(mail("[PATCH 2/3] widget: Delete it", body="Too long for the list.\n")) is Part.PATCH
    )


def test_a_pull_request_is_one() -> None:
    assert only(mail("[GIT PULL] widgets for 6.20", body="The following changes\n")) is Part.PULL


@pytest.mark.parametrize(
    "subject",
    ["[PATCH AUTOSEL 6.12 1/9] widget: Turn it",
     "Re: [PATCH 1/2] widget: Turn it", "[linux-widgets] Re: [PATCH 1/2] widget: Turn it"],
)  # fmt: skip
def test_replies_and_mail_of_stable_are_no_postings_even_with_a_diff(subject: str) -> None:
    assert only(mail(subject, body=f"Like this?\n\n{diff()}")) is Part.OTHER


def test_a_machines_mail_is_no_posting() -> None:
    robot = "kernel test robot <lkp@intel.com>"
    assert only(mail("[PATCH] widget: fix it", robot, body=f"Found.\n\n{diff()}")) is Part.OTHER


def test_a_reply_without_its_prefix_is_no_patch() -> None:
    """[PATCH 1/2] by Ada <- [PATCH 1/2] by Rex, with a diff of an example or none."""
    first = patch("widget: Turn it", number=1, total=2, message_id="p@x.org")
    for body in ("Looks odd.\n", f"Rather:\n\n{diff()}"):
        answer = mail("[PATCH 1/2] widget: Turn it", REX, body, in_reply_to="p@x.org", date=at(1))
        assert parts(first, answer) == [Part.PATCH, Part.OTHER]


def test_somebody_elses_next_version_as_a_reply_is_a_patch() -> None:
    first = patch("widget: Turn it", message_id="p@x.org")
    newer = patch("widget: Turn it", REX, version=2, in_reply_to="p@x.org", date=at(1))
    assert parts(first, newer) == [Part.PATCH, Part.PATCH]


def test_a_remark_with_a_diff_is_no_patch_but_one_with_a_diffstat_is() -> None:
    first = patch("widget: Turn it", message_id="p@x.org")
    shown = mail("widget", REX, f"Try:\n\n{diff()}", in_reply_to="p@x.org", date=at(1))
    made = mail(
        "widget: Turn it more",
        REX,
        f"Why.\n---\n a.c | 2 +-\n 1 file changed, 1 insertion(+), 1 deletion(-)\n\n{diff()}",
        in_reply_to="p@x.org",
        date=at(1),
    )
    assert parts(first, shown) == [Part.PATCH, Part.OTHER]
    assert parts(first, made) == [Part.PATCH, Part.PATCH]


@pytest.mark.parametrize("subject", ["widgets, turned", "[PATCHSET v2] widgets, turned"])
def test_a_cover_without_a_counter_is_known_by_the_patches_that_answer_it(subject: str) -> None:
    head = mail(subject, body="What they do.\n", message_id="c@x.org")
    first = patch("widget: Turn it", number=1, total=1, in_reply_to="c@x.org", date=at(0.1))
    assert parts(head, first) == [Part.COVER, Part.PATCH]
    assert parts(head) != [Part.COVER]


def test_a_mail_marked_as_a_patch_that_answers_nothing_is_posted_even_without_a_diff() -> None:
    assert only(mail("[RFC] widgets, a plan", body="Words.\n")) is Part.PATCH
    stat = " a.c | 2 +-\n 1 file changed, 1 insertion(+), 1 deletion(-)\n"
    assert only(mail("[PATCHSET] widgets, turned", body=f"Words.\n\n{stat}")) is Part.COVER
    assert only(mail("[RFC] widgets, a plan", in_reply_to="gone@x.org")) is Part.OTHER


def test_what_another_person_asked_for_is_no_cover_of_the_patches_that_answer_it() -> None:
    asked = mail("widgets squeak", REX, message_id="c@x.org")
    first = patch("widget: Oil it", ADA, number=1, total=1, in_reply_to="c@x.org", date=at(1))
    assert parts(asked, first) == [Part.OTHER, Part.PATCH]


def test_the_authors_own_answer_is_no_cover_of_patches_below_it() -> None:
    talk = mail("Re: widgets squeak", ADA, message_id="c@x.org", in_reply_to="gone@x.org")
    first = patch("widget: Oil it", ADA, number=1, total=1, in_reply_to="c@x.org", date=at(1))
    assert parts(talk, first) == [Part.OTHER, Part.PATCH]


# ---- a letter and its lone patch under one counter ----------------------------------------------

LETTER = f"What it does.\n\n{stat(diff())}"


def lone(
    counter: str, body: str, name: str, title: str = "widget: Turn it", **fields: object
) -> bytes:
    return mail(f"[PATCH {counter}] {title}", body=body, message_id=name, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize("counter", ["1/1", "0/1", "v2 1/1"])
def test_a_letter_with_the_counter_of_the_patch_below_is_its_cover(counter: str) -> None:
    raws = [
        lone(counter, LETTER, "c@x.org"),
        lone(counter, f"Why.\n---\n{diff()}", "p@x.org", in_reply_to="c@x.org"),
    ]
    assert parts(*raws) == [Part.COVER, Part.PATCH]
    found = posting(*raws)
    assert (found.cover, found.missing, found.spare) == ("c@x.org", (), ())
    assert [(one.message_id, one.position) for one in found.patches] == [("p@x.org", 1)]


@pytest.mark.parametrize(
    ("first", "below"),
    [
        (("1/1", "The diff is too long for the list.\n", {}), ("1/1", {})),
        (("1/1", LETTER, {}), ("v2 1/1", {})),
        (("1/1", LETTER, {}), ("1/1", {"sender": REX, "title": "widget: Oil it"})),
        (("1/2", LETTER, {}), ("1/2", {})),
        (("1/1", LETTER, {}), ("1/2", {})),
        (("1/2", LETTER, {}), ("1/1", {})),
    ],
    ids=["no diffstat", "another version", "another sender", "more than one", "more", "fewer"],
)
def test_other_letters_without_a_diff_stay_the_patch_they_say(
    first: tuple[str, str, dict[str, str]], below: tuple[str, dict[str, str]]
) -> None:
    raws = [
        lone(first[0], first[1], "c@x.org", **first[2]),
        lone(below[0], f"Why.\n---\n{diff()}", "p@x.org", in_reply_to="c@x.org", **below[1]),
    ]
    assert parts(*raws)[0] is Part.PATCH


# ---- patches in answers ----------------------------------------------------------------------


def inside(subject: str, sender: str, *, scissors: str = "", hours: float = 2) -> bytes:
    """An answer to ``a@x.org`` that holds a whole patch, perhaps below scissors."""
    whole = (
        patch("widget: Turn it", sender, change=diff(new="third")).partition(b"\n\n")[2].decode()
    )
    body = f"Right, like this.\n\n{scissors}{whole}"
    return mail(subject, sender, body, message_id="b@x.org", in_reply_to="a@x.org", date=at(hours))


FIRST = patch("widget: Turn it", message_id="a@x.org")
CUT = "-- >8 --\nSubject: [PATCH v2] widget: Turn it\n\n"


@pytest.mark.parametrize("scissors", ["", CUT])
def test_the_authors_whole_patch_in_an_answer_is_a_new_version(scissors: str) -> None:
    answer = inside("Re: [PATCH] widget: Turn it", ADA, scissors=scissors)
    assert parts(FIRST, answer) == [Part.PATCH, Part.PATCH]
    assert len(work(FIRST, answer).revisions) == 2


@pytest.mark.parametrize("scissors", ["", CUT])
def test_a_reviewers_patch_under_the_same_title_is_a_suggestion(scissors: str) -> None:
    answer = inside("Re: [PATCH] widget: Turn it", REX, scissors=scissors)
    assert parts(FIRST, answer) == [Part.PATCH, Part.OTHER]


def test_a_reviewers_patch_with_a_title_of_its_own_is_a_patch() -> None:
    own = "-- >8 --\nSubject: [PATCH] gear: Grind it\n\n"
    answer = inside("Re: [PATCH] widget: Turn it", REX, scissors=own)
    assert parts(FIRST, answer) == [Part.PATCH, Part.PATCH]
    assert len(works(FIRST, answer)) == 2


def test_a_tag_that_answers_the_new_patch_is_not_for_the_old_one() -> None:
    answer = inside("Re: [PATCH] widget: Turn it", ADA, scissors=CUT)
    tag = mail("Re: [PATCH] widget: Turn it", REX, f"Reviewed-by: {REX}\n",
               message_id="t@x.org", in_reply_to="b@x.org", date=at(3))  # fmt: skip
    first, second = work(FIRST, answer, tag).revisions
    assert (first.replies, second.replies) == ((), ("t@x.org",))


@pytest.mark.parametrize("prefix", ["[PATCH REQUEST]", "[PATCH QUESTION]", "[PATCH WANTED]"])
def test_who_asks_for_a_patch_and_shows_none_posts_none(prefix: str) -> None:
    asked = mail(f"{prefix} widget: The keyboard is dark", ADA, "It is a bug.\n",
                 message_id="ask@example.org")  # fmt: skip
    assert only(asked) is Part.OTHER
    shown = mail(f"{prefix} widget: The keyboard is dark", ADA, diff("widget.c"),
                 message_id="ask@example.org")  # fmt: skip
    assert only(shown) is Part.PATCH
