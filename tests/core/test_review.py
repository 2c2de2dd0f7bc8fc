"""Which tags count on which patch, what is open, who objects.

Every thread is invented: Ada posts two patches under a cover letter, Rex and Mia answer.
"""

from datetime import UTC, datetime, timedelta

import pytest

from tracker.core.people import bot_name
from tracker.core.read import read
from tracker.core.review import review
from tracker.model.mail import Message, Stored
from tracker.model.review import Review, Tag
from tracker.model.series import Patch, Revision, Series

ADA = "Ada Author <ada@example.org>"
REX = "Rex Reviewer <rex@example.org>"
MIA = "Mia Maintainer <mia@example.org>"
BOT = "kernel test robot <lkp@intel.com>"
START = datetime(2025, 1, 6, tzinfo=UTC)
TRAILERS = f"Signed-off-by: {ADA}"


class Thread:
    """Mails of one revision, read as the program reads them."""

    def __init__(
        self,
        *,
        version: int = 1,
        total: int = 2,
        trailers: str = TRAILERS,
        code: str = "stop();",
        day: int = 0,
        authors: tuple[str, ...] = (),
    ) -> None:
        self.version, self.total, self.day, self.hours = version, total, day, 0
        self.messages: dict[str, Message] = {}
        self.replies: list[str] = []
        self.patches: list[Patch] = []
        if total > 1:
            self._keep(self._name(0), self._subject(0), ADA, "Widgets.\n", "")
        for n in range(1, total + 1):
            author = authors[n - 1] if authors else ADA
            self._post(n, trailers, code, author)

    def _name(self, n: int) -> str:
        return f"v{self.version}-{n}@example.org"

    def _subject(self, n: int) -> str:
        counter = f" {n}/{self.total}" if self.total > 1 else ""
        label = f" v{self.version}" if self.version > 1 else ""
        return f"[PATCH{label}{counter}] widget: step {n}"

    def _post(self, n: int, trailers: str, code: str, author: str) -> None:
        whose = f"From: {author}\n\n" if author != ADA else ""
        body = (
            f"{whose}Spin slowly.\n\n{trailers}\n---\n w{n}.c | 1 +\n\n"
            f"diff --git a/w{n}.c b/w{n}.c\n--- a/w{n}.c\n+++ b/w{n}.c\n"
            f"@@ -1 +1,2 @@\n one\n+{code}\n"
        )
        above = self._name(0) if self.total > 1 else ""
        message = self._keep(self._name(n), self._subject(n), ADA, body, above)
        assert message.diff is not None
        self.patches.append(
            Patch(
                message_id=message.message_id,
                position=n,
                title=message.subject.title,
                author=message.author,
                date=message.date,
                patch_id=message.diff.patch_id,
            )
        )

    def _keep(self, name: str, subject: str, sender: str, body: str, above: str) -> Message:
        date = START + timedelta(days=self.day, hours=self.hours)
        self.hours += 1
        reply = f"In-Reply-To: <{above}>\n" if above else ""
        raw = (
            f"Message-ID: <{name}>\nFrom: {sender}\nSubject: {subject}\n"
            f"Date: {date:%a, %d %b %Y %H:%M:%S} +0000\n{reply}\n{body}"
        )
        message = read(Stored(raw=raw.encode(), archive="test", key=name))
        assert isinstance(message, Message)
        self.messages[name] = message
        return message

    def answer(self, sender: str, body: str, to: int | str = 1) -> str:
        """A reply to a patch by number (0 for the cover) or to a message; its Message-ID."""
        above = self._name(to) if isinstance(to, int) else to
        name = f"answer-{self.version}-{len(self.replies)}@example.org"
        subject = "Re: " + self.messages[above].subject.raw.removeprefix("Re: ")
        self._keep(name, subject, sender, f"> quoted\n\n{body}\n", above)
        self.replies.append(name)
        return name

    @property
    def revision(self) -> Revision:
        first = self.messages[self._name(0 if self.total > 1 else 1)]
        return Revision(
            message_id=first.message_id,
            cover=first.message_id if self.total > 1 else None,
            title=first.subject.title,
            author=first.sender,
            date=first.date,
            version=self.version,
            label="",
            expected=self.total,
            patches=tuple(self.patches),
            replies=tuple(self.replies),
        )

    def review(self) -> Review:
        return review(self.revision, self.messages)


def judged(*threads: Thread) -> Review:
    """The review of the last revision, the others being older ones of its series."""
    messages = {name: one for thread in threads for name, one in thread.messages.items()}
    revisions = tuple(thread.revision for thread in threads)
    series = Series(id=revisions[0].message_id, revisions=revisions)
    return review(revisions[-1], messages, series)


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


# ---- questions -----------------------------------------------------------------------------------


def test_a_question_is_open_until_the_author_answers_below_it():
    thread = Thread()
    asked = thread.answer(REX, "Why does this stop?")
    (question,) = thread.review().questions
    assert (question.message_id, question.quote) == (asked, "Why does this stop?")
    assert (question.under, question.answered_by) == ("quoted", None)
    assert question.evidence.rule == "remark.question"
    thread.answer(MIA, "No idea.", to=asked)
    assert thread.review().questions[0].answered_by is None
    answer = thread.answer(ADA, "It must.", to=asked)
    assert thread.review().questions[0].answered_by == answer


def test_the_next_version_answers_what_was_asked_before_it():
    old, new = Thread(), Thread(version=2, day=3)
    old.answer(REX, "Why does this stop?")
    messages = old.messages | new.messages
    series = Series(id="v1-0@example.org", revisions=(old.revision, new.revision))
    (question,) = review(old.revision, messages, series).questions
    assert question.answered_by == "v2-0@example.org"


def test_requests_are_questions_and_an_authors_own_are_none():
    thread = Thread()
    thread.answer(REX, "Please use the helper.")
    thread.answer(ADA, "Should I use the helper?")
    assert [one.quote for one in thread.review().questions] == ["Please use the helper."]


# ---- objections ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "kind", "rule"),
    [
        ("NAK.", "nack", "objection.nack"),
        (f"Nacked-by: {REX}", "nack", "objection.nack"),
        ("Please rework this.", "changes", "objection.changes"),
        ("-- \npw-bot: cr", "changes-requested", "objection.command"),
        ("pw-bot: rejected", "rejected", "objection.command"),
    ],
)
def test_refusals_requests_and_commands_object(words, kind, rule):
    thread = Thread()
    name = thread.answer(REX, words)
    (objection,) = thread.review().objections
    assert (objection.kind, objection.message_id) == (kind, name)
    assert (objection.evidence.rule, objection.who.name) == (rule, "Rex Reviewer")


@pytest.mark.parametrize("words", ["NAK.", "Please rework this."])
def test_an_author_does_not_object_to_himself(words):
    thread = Thread()
    thread.answer(ADA, words)
    assert thread.review().objections == ()


def test_an_author_may_close_but_not_open_by_command():
    thread = Thread()
    thread.answer(REX, "pw-bot: cr")
    thread.answer(ADA, "pw-bot: under-review")
    assert [one.kind for one in thread.review().objections] == ["changes-requested"]
    thread.answer(MIA, "pw-bot: under-review")
    assert thread.review().objections == ()
    thread.answer(ADA, "pw-bot: cr")
    assert [one.kind for one in thread.review().objections] == ["changes-requested"]


def test_who_approves_objects_no_longer():
    thread = Thread()
    thread.answer(REX, "Please rework this.")
    thread.answer(MIA, f"Nit: please wrap this.\n\nReviewed-by: {MIA}")
    assert [one.who.name for one in thread.review().objections] == ["Rex Reviewer"]
    thread.answer(REX, f"Ah, I see.\n\nAcked-by: {REX}")
    assert thread.review().objections == ()


# ---- the author's own words ----------------------------------------------------------------------


def test_an_author_takes_a_series_back():
    thread = Thread()
    name = thread.answer(ADA, "Please ignore this series.", to=1)
    found = thread.review().withdrawn
    assert found is not None
    assert (found.rule, found.message_id, found.line) == ("remark.withdraw", name, 3)


def test_one_patch_of_several_or_a_readers_word_takes_nothing_back():
    thread = Thread()
    thread.answer(ADA, "Please ignore this patch.", to=1)
    thread.answer(REX, "Please drop this series.", to=0)
    talk = thread.answer(REX, "It fails.", to=0)
    thread.answer(ADA, "Please ignore it.", to=talk)
    assert thread.review().withdrawn is None


def test_a_word_on_the_cover_takes_the_posting_back():
    thread = Thread()
    thread.answer(ADA, "Please disregard; it was the wrong one.", to=0)
    assert thread.review().withdrawn is not None


def test_a_respin_is_the_authors_last_promise():
    thread = Thread()
    thread.answer(REX, "I'll send v2 of mine.")
    assert thread.review().respin is None
    thread.answer(ADA, "Will fix in v2.")
    last = thread.answer(ADA, "I'll respin.")
    found = thread.review().respin
    assert found is not None
    assert (found.rule, found.message_id) == ("remark.respin", last)


def test_the_first_answer_is_that_of_another_person():
    thread = Thread()
    thread.answer(ADA, "One more thing.")
    thread.answer(BOT, "Build failed.")
    assert thread.review().answered is None
    name = thread.answer(REX, "Hm.")
    thread.answer(MIA, "Hm.")
    assert thread.review().answered == thread.messages[name].date


def test_a_message_that_is_not_at_hand_is_passed_over():
    thread = Thread()
    thread.replies.append("gone@example.org")
    assert thread.review() == Review()
