# SPDX-License-Identifier: GPL-2.0-or-later
"""Which tags count, and on which patch.

Every thread is invented: Ada posts two patches under a cover letter, Rex and Mia answer.
"""

from functools import partial

import pytest

from tests.answered import ADA, BOT, MIA, REX, TRAILERS, Thread, judged
from tests.work import steps
from tracker.mail.people import bot_name
from tracker.mail.reader import read
from tracker.model.mail import Message, Stored
from tracker.model.review import Review, Tag
from tracker.model.series import Series
from tracker.review.compile import review


def given(found: Review) -> list[tuple[str, str, str]]:
    """Name, person and patch of each tag."""
    return [(tag.name, tag.person.name, tag.patch) for tag in found.tags]


def one(found: Review) -> Tag:
    """The only tag."""
    (tag,) = found.tags
    return tag


# ---- where a tag counts --------------------------------------------------------------------------


def test_a_tag_counts_for_the_patch_it_answers():
    thread = Thread()
    name = thread.answer(REX, f"Nice.\n\nReviewed-by: {REX}", to=2)
    tag = one(thread.review())
    assert (tag.name, tag.patch, tag.message_id) == ("Reviewed-by", "v1-2@example.org", name)
    assert (tag.series, tag.carried, tag.conditional, tag.withdrawn) == (False,) * 4
    assert (tag.evidence.rule, tag.evidence.line) == ("tag.reply", 5)
    assert tag.evidence.quote == f"Reviewed-by: {REX}"


def test_a_tag_deep_in_the_talk_counts_for_the_patch_above():
    thread = Thread()
    first = thread.answer(REX, "Why this?", to=2)
    second = thread.answer(ADA, "Because.", to=first)
    thread.answer(REX, f"I see.\n\nAcked-by: {REX}", to=second)
    assert given(thread.review()) == [("Acked-by", "Rex Reviewer", "v1-2@example.org")]


def test_a_tag_on_the_cover_stands_on_every_patch():
    thread = Thread()
    thread.answer(REX, f"Tested-by: {REX}", to=0)
    tags = thread.review().tags
    assert [(tag.patch, tag.series) for tag in tags] == [
        ("v1-1@example.org", True),
        ("v1-2@example.org", True),
    ]


@pytest.mark.parametrize(
    "words",
    [
        "For the series:",
        "for the whole series",
        "LGTM, for the entire patch set:",
        "Otherwise, series:",
        "Series is",
        "Both patches look good, for both:",
    ],
)
def test_words_give_a_tag_to_the_whole_series(words):
    thread = Thread()
    thread.answer(REX, f"{words}\nReviewed-by: {REX}", to=1)
    assert [tag.series for tag in thread.review().tags] == [True, True]


@pytest.mark.parametrize(
    "words",
    [
        "I will look at the rest of the series later.",
        "It is used later in this series.",
        "The other patches of the set need work.",
        "",
    ],
)
def test_talk_of_the_series_gives_it_no_tag(words):
    thread = Thread()
    thread.answer(REX, f"{words}\n\nReviewed-by: {REX}", to=1)
    assert [tag.patch for tag in thread.review().tags] == ["v1-1@example.org"]


@pytest.mark.parametrize(
    ("words", "positions"),
    [
        ("For patches 1-3:", [1, 2, 3]),
        ("For patches 1 to 3:", [1, 2, 3]),
        ("For the 1-3", [1, 2, 3]),
        ("for patches 1, 2 and 4", [1, 2, 4]),
        ("For patch 3:", [3]),
        ("Patches 2/4 and 4/4:", [2, 4]),
    ],
)
def test_words_list_the_patches_of_a_tag(words, positions):
    thread = Thread(total=4)
    thread.answer(REX, f"{words}\n\nReviewed-by: {REX}", to=0)
    tags = thread.review().tags
    assert [tag.patch for tag in tags] == [f"v1-{n}@example.org" for n in positions]
    assert not any(tag.series for tag in tags)


def test_a_tag_on_the_only_patch_is_for_the_series():
    thread = Thread(total=1)
    thread.answer(REX, f"Acked-by: {REX}", to=1)
    assert one(thread.review()).series


def test_an_answer_whose_thread_is_broken_counts_by_its_subject():
    thread = Thread()
    name = thread.answer(REX, f"Acked-by: {REX}", to=2)
    raw = f"Message-ID: <{name}>\nFrom: {REX}\nSubject: Re: [PATCH 2/2] widget: step 2\n"
    raw += "Date: Tue, 07 Jan 2025 00:00:00 +0000\nIn-Reply-To: <lost@example.org>\n"
    raw += f"\nAcked-by: {REX}\n"
    message = read(Stored(raw=raw.encode(), archive="test", key="x"))
    assert isinstance(message, Message)
    thread.messages[name] = message
    assert one(thread.review()).patch == "v1-2@example.org"


def test_an_answer_to_the_next_version_in_one_thread_is_not_for_this_one():
    old, new = Thread(), Thread(version=2, day=1)
    name = new.answer(REX, f"Acked-by: {REX}", to=1)
    old.replies.append(name)
    messages = old.messages | new.messages
    series = Series(id="v1-0@example.org", revisions=(old.revision, new.revision))
    assert review(old.revision, messages, series).tags == ()


# ---- which tags count ----------------------------------------------------------------------------


def test_machines_never_count():
    assert bot_name("kernel test robot", "lkp@intel.com")
    thread = Thread()
    thread.answer(BOT, f"Tested-by: {BOT}", to=1)
    thread.answer(REX, f"Tested-by: {BOT}", to=1)
    assert thread.review().tags == ()


def test_an_authors_own_tags_never_count():
    thread = Thread()
    thread.answer(ADA, f"Tested-by: {ADA}", to=1)
    thread.answer("Ada Author <ada@home.example.org>", "Acked-by: me", to=2)
    thread.answer(ADA, "Ack.", to=1)
    assert thread.review().tags == ()


def test_the_author_of_one_patch_may_tag_the_others():
    thread = Thread(authors=(ADA, REX))
    thread.answer(REX, f"Reviewed-by: {REX}", to=0)
    assert [tag.patch for tag in thread.review().tags] == ["v1-1@example.org"]


def test_signed_off_by_and_reported_by_in_answers_are_no_reviews():
    thread = Thread()
    thread.answer(REX, f"Signed-off-by: {REX}\nReported-by: {REX}\nSuggested-by: {REX}")
    assert thread.review().tags == ()


def test_one_person_counts_once_for_a_tag_and_patch():
    """He is the same by his name, whatever address he uses."""
    thread = Thread()
    thread.answer(REX, f"Reviewed-by: {REX}", to=1)
    thread.answer(REX, "Reviewed-by: Rex Reviewer <rex@work.example.org>", to=1)
    thread.answer(MIA, f"Reviewed-by: {MIA}", to=1)
    assert [tag.person.name for tag in thread.review().tags] == ["Rex Reviewer", "Mia Maintainer"]


def test_anothers_tag_is_credited_to_its_giver():
    thread = Thread()
    thread.answer(
        REX, f"Jo ran it, too:\n\nTested-by: Jo Tester <jo@example.org>\nTested-by: {REX}"
    )
    found = thread.review().tags
    assert [(tag.person.email, tag.evidence.rule) for tag in found] == [
        ("jo@example.org", "tag.forwarded"),
        ("rex@example.org", "tag.reply"),
    ]


@pytest.mark.parametrize(
    "words",
    [
        f"Note v4 had\n\nAcked-by: {MIA}",
        f"You dropped this one:\nAcked-by: {MIA}",
        f"I queued it as\n\n  Spin slowly.\n\n  Acked-by: {MIA}\n  Signed-off-by: {ADA}",
        f"Spin slowly.\n\nReviewed-by: {REX}\nSigned-off-by: {ADA}\nSigned-off-by: {REX}",
    ],
)
def test_tags_of_other_versions_and_pasted_commit_messages_do_not_count(words):
    thread = Thread()
    thread.answer(REX, words)
    assert thread.review().tags == ()


@pytest.mark.parametrize(
    "words", ["Please remove my", "I can't give a", "Write it like this, such as"]
)
def test_tags_that_are_only_spoken_of_do_not_count(words):
    thread = Thread()
    thread.answer(REX, f"{words}\nReviewed-by: {REX}")
    assert thread.review().tags == ()


# ---- conditions and take-backs -------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        "With that fixed:",
        "With the above comments addressed,",
        "Once the typo is gone and that is changed:",
        "If you do it this way:",
        "Assuming it still spins.",
        "With this",
    ],
)
def test_a_tag_under_a_condition_counts_and_is_marked(words):
    thread = Thread()
    thread.answer(REX, f"{words}\n\nReviewed-by: {REX}")
    assert one(thread.review()).conditional


@pytest.mark.parametrize(
    "words", ["Looks good.", "Otherwise,", "Either way:", "It hangs if it spins too fast.", ""]
)
def test_other_words_make_no_condition(words):
    thread = Thread()
    thread.answer(REX, f"{words}\n\nReviewed-by: {REX}")
    assert not one(thread.review()).conditional


def test_a_tag_without_condition_replaces_one_with():
    thread = Thread()
    thread.answer(REX, f"With that fixed:\nAcked-by: {REX}")
    name = thread.answer(REX, f"Thanks.\n\nAcked-by: {REX}")
    tag = one(thread.review())
    assert (tag.conditional, tag.message_id) == (False, name)


def test_a_tag_taken_back_stays_and_is_marked():
    thread = Thread()
    thread.answer(REX, f"Reviewed-by: {REX}\nTested-by: {REX}")
    thread.answer(MIA, f"Reviewed-by: {MIA}")
    thread.answer(REX, "Wait, nevermind my reviewed-by.")
    assert [(tag.name, tag.person.name, tag.withdrawn) for tag in thread.review().tags] == [
        ("Reviewed-by", "Rex Reviewer", True),
        ("Tested-by", "Rex Reviewer", False),
        ("Reviewed-by", "Mia Maintainer", False),
    ]


def test_a_tag_given_again_after_it_was_taken_back_stands():
    thread = Thread()
    thread.answer(REX, f"Reviewed-by: {REX}")
    thread.answer(REX, "Please drop my Reviewed-by.")
    thread.answer(REX, f"All good now.\n\nReviewed-by: {REX}")
    assert not one(thread.review()).withdrawn


# ---- carried tags --------------------------------------------------------------------------------


def test_tags_in_a_patchs_trailers_are_carried():
    thread = Thread(total=1, trailers=f"Reported-by: {MIA}\nReviewed-by: {REX}\n{TRAILERS}")
    found = thread.review().tags
    assert [(tag.name, tag.carried, tag.message_id) for tag in found] == [
        ("Reported-by", True, "v1-1@example.org"),
        ("Reviewed-by", True, "v1-1@example.org"),
    ]
    assert [(tag.given_on_version, tag.stale) for tag in found] == [(1, None)] * 2


def test_an_authors_or_a_machines_carried_review_does_not_count():
    thread = Thread(total=1, trailers=f"Reviewed-by: {ADA}\nTested-by: {BOT}\n{TRAILERS}")
    assert thread.review().tags == ()


@pytest.mark.parametrize(("code", "stale"), [("stop();", False), ("go();", True)])
def test_a_carried_tag_knows_its_version_and_whether_the_patch_changed(code, stale):
    old = Thread(total=1)
    old.answer(REX, f"Reviewed-by: {REX}")
    new = Thread(version=3, total=1, day=9, code=code, trailers=f"Reviewed-by: {REX}\n{TRAILERS}")
    tag = one(judged(old, new))
    assert (tag.given_on_version, tag.carried, tag.stale) == (1, True, stale)


def test_a_carried_tag_that_its_giver_takes_back_is_marked():
    thread = Thread(total=1, trailers=f"Tested-by: {REX}\n{TRAILERS}")
    thread.answer(REX, "Please drop my Tested-by tag.")
    assert one(thread.review()).withdrawn


@pytest.mark.parametrize(("again", "withdrawn"), [("", True), (f"Reviewed-by: {REX}", False)])
def test_a_tag_that_was_taken_back_before_it_is_carried_stays_taken_back(again, withdrawn):
    old = Thread(total=1)
    old.answer(REX, f"Reviewed-by: {REX}")
    old.answer(REX, "Please ignore my Reviewed-by, I looked at the wrong patch.")
    if again:
        old.answer(REX, again)
    new = Thread(version=2, total=1, day=9, trailers=f"Reviewed-by: {REX}\n{TRAILERS}")
    assert one(judged(old, new)).withdrawn is withdrawn


# ---- a patch written into an answer --------------------------------------------------------------

INLINE = (
    "How about this?\n\nSubject: [PATCH] widget: Stop at once\n\nStop early.\n\n"
    f"Signed-off-by: {MIA}\n---\n w1.c | 1 +\n\ndiff --git a/w1.c b/w1.c\n--- a/w1.c\n"
    "+++ b/w1.c\n@@ -1 +1,2 @@\n one\n+halt();"
)
"""Mia's own patch, in a mail that answers Ada's."""


def test_what_is_said_below_anothers_inline_patch_is_said_of_that_patch():
    thread = Thread()
    inline = thread.answer(MIA, INLINE)
    words = f"> Signed-off-by: {MIA}\n\nAcked-by: {REX}\n\nNAK on this. Why does it halt here?"
    thread.answer(REX, words, to=inline)
    found = thread.review()
    told = [one.message_id for one in (*found.tags, *found.objections, *found.questions)]
    assert set(told) <= {inline}


def test_a_tag_below_an_inline_patch_counts_where_the_words_name_the_series():
    thread = Thread()
    inline = thread.answer(MIA, INLINE)
    thread.answer(REX, f"For the series:\n\nReviewed-by: {REX}", to=inline)
    assert [tag.patch for tag in thread.review().tags] == ["v1-1@example.org", "v1-2@example.org"]


@pytest.mark.parametrize(
    ("who", "body"),
    [
        (ADA, INLINE.replace(MIA, ADA)),
        (MIA, INLINE.replace(f"Signed-off-by: {MIA}\n", "")),
        (REX, INLINE.replace(MIA, REX)),
        (MIA, "Maybe halt() does it."),
    ],
    ids=["the author's", "an unsigned sketch", "the giver's own", "no patch"],
)
def test_a_tag_below_any_other_answer_counts(who, body):
    thread = Thread()
    thread.answer(REX, f"Good, then:\n\nAcked-by: {REX}", to=thread.answer(who, body))
    assert [tag.patch for tag in thread.review().tags] == ["v1-1@example.org"]


def test_the_threads_of_older_versions_without_a_tag_are_not_gone_through():
    def talk(mails: int) -> int:
        older, newer = Thread(), Thread(version=2, day=9)
        for _ in range(mails):
            older.answer(REX, "I see.", to=1)
        judge = partial(judged, older, newer)
        assert judge().tags == ()
        return steps(judge)

    # A look at each, and no more.
    assert talk(60) - talk(10) < 50 * 12
