# SPDX-License-Identifier: GPL-2.0-or-later
"""What the links of a series mean, each by the words, trailers and targets that tell it."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import pytest

from tracker.mail.lines import split_lines
from tracker.mail.links.find import find_links
from tracker.mail.links.targets import Shape
from tracker.mail.links.words import said_about
from tracker.mail.parts import Parts
from tracker.mail.subjects import parse_subject
from tracker.model.mail import Diff, Message, Person
from tracker.model.project import Project
from tracker.model.relations import KINDS, Kind, Relation
from tracker.model.series import Patch, Revision, Series
from tracker.relations.find import relate, strongest
from tracker.series.projects import with_own

ANN = Person("Ann Author", "ann@example.org")
BEN = Person("Ben Builder", "ben@example.org")
START = datetime(2024, 3, 1, tzinfo=UTC)
LORE = "https://lore.kernel.org/r/"
LAMP = "20240102-lamp-v1-0-0123456789ab@example.org"
POSTED = LORE + LAMP
"""A series of somebody's: its id is one that b4 makes."""
LETTER = LORE + "20240203040506.GA1234@example.org"
"""A mail that somebody typed."""
NAME = "20240301-shade-v{}-0-ba9876543210@example.org"


def message(
    name: str,
    text: str = "",
    *,
    subject: str = "[PATCH v2 0/2] shade: draw the shade",
    sender: Person = ANN,
    author: Person | None = None,
    lists: tuple[str, ...] = ("linux-kernel@vger.kernel.org",),
    days: int = 0,
    bot: bool = False,
    files: tuple[str, ...] = (),
) -> Message:
    parts = Parts(
        message_id=name,
        subject=parse_subject(subject),
        sender=sender,
        date=START + timedelta(days=days),
        in_reply_to=None,
        references=(),
        lines=split_lines(text),
        bot=bot,
        auto="",
        is_patch=bool(files),
    )
    return Message(
        message_id=name,
        subject=parts.subject,
        sender=sender,
        author=author or sender,
        date=parts.date,
        lists=lists,
        bot=bot,
        diff=Diff(patch_id="", files=files, added=1, removed=0, line=1) if files else None,
        links=find_links(parts),
    )


def series(
    *mails: Message, replies: tuple[Message, ...] = (), files: tuple[str, ...] = ("mm/shade.c",)
) -> Series:
    """Each mail is the cover of one revision; the replies are the last one's."""
    revisions = []
    for mail in mails:
        patch = Patch(
            message_id=f"{mail.message_id}-1",
            position=1,
            title="shade: draw",
            author=mail.author,
            date=mail.date,
            patch_id="",
            files=files,
        )
        revisions.append(
            Revision(
                message_id=mail.message_id,
                cover=mail.message_id,
                title=mail.subject.title,
                author=mail.author,
                date=mail.date,
                version=mail.subject.version,
                label=mail.subject.label,
                expected=1,
                patches=(patch,),
                replies=tuple(one.message_id for one in replies) if mail is mails[-1] else (),
                prefixes=mail.subject.words,
                lists=mail.lists,
            )
        )
    return Series(id=mails[0].message_id, revisions=tuple(revisions))


def at_hand(*mails: Message) -> Mapping[str, Message]:
    return {mail.message_id: mail for mail in mails}


def read(
    text: str,
    *others: Message,
    subject: str = "[PATCH v2 0/2] shade: draw it",
    lists: tuple[str, ...] = ("linux-kernel@vger.kernel.org",),
    files: tuple[str, ...] = ("mm/shade.c",),
) -> Relation:
    """The one relation of a cover letter with this text."""
    mail = message(NAME.format(2), text, subject=subject, lists=lists)
    (found,) = relate(series(mail, files=files), at_hand(mail, *others), lambda name: None)
    return found


def kind(text: str, *others: Message, subject: str = "[PATCH v2 0/2] shade: draw it") -> Kind:
    return read(text, *others, subject=subject).kind


# ---- words ---------------------------------------------------------------------------------------

WORDS = [
    ("This series depends on {}", Kind.DEPENDS_ON),
    ("It has a dependency on the lamp series: {}", Kind.DEPENDS_ON),
    ("Based on {}", Kind.DEPENDS_ON),
    ("To be applied on top of\n{}", Kind.DEPENDS_ON),
    ("- Rebased onto v3 of Ben's series {}", Kind.DEPENDS_ON),
    ("Prerequisites:\n\n- {}\n", Kind.DEPENDS_ON),
    ("It makes use of the lamp helpers from Ben: {}", Kind.DEPENDS_ON),
    ("This is a follow-up to {}", Kind.FOLLOWS),
    ("This series follows up on the one adding lamps: {}", Kind.FOLLOWS),
    ("It continues the work started in {}", Kind.FOLLOWS),
    ("This supersedes {}", Kind.REPLACES),
    ("It is a revival of Ben's lamp work ({}).", Kind.REPLACES),
    ("There has been an attempt (see {}) to do it.", Kind.REPLACES),
    ("This is an alternative to {}", Kind.REPLACES),
    ("The matching iproute2 patch is here: {}", Kind.COMPANION),
    ("Userspace side: {}", Kind.COMPANION),
    ("The QEMU counterpart is at {}", Kind.COMPANION),
    ("The man page update was sent as {}", Kind.COMPANION),
    ("mkfs v4: {}", Kind.COMPANION),
    ("It was left to pahole (see [3]).\n\n[3] {}", Kind.COMPANION),
    ("It was left to pahole [3].\n\n[3] {}", Kind.COMPANION),
    ("Tests for it are at {}", Kind.COMPANION),
    ("The man pages have been posted at {}", Kind.COMPANION),
    ("Patch 2 can be tested with the qemu provided at {}", Kind.COMPANION),
    ("This is based on the old lamp patches {}", Kind.REPLACES),
    ("It is the lamp series, reworked from Previous RFCv1: {}", Kind.PREVIOUS_VERSION),
    ("This is based on a rework of the lamps that is in review {}", Kind.DEPENDS_ON),
    ("It is based on the first part, which was merged {}", Kind.DEPENDS_ON),
    ("It dpends on {} which is still in review", Kind.DEPENDS_ON),
    ("This is a continuation of the RFC posted in March {}", Kind.PREVIOUS_VERSION),
    ("This was split out of {}", Kind.SPLIT_FROM),
    ("These patches were part of the lamp series {}", Kind.SPLIT_FROM),
    ("This is a backport of {}", Kind.BACKPORT_OF),
    ("Patch 1 was taken from {}", Kind.BACKPORT_OF),
    ("The previous version can be found at {}", Kind.PREVIOUS_VERSION),
    ("Compared to the RFC version of this series ({}), it is short.", Kind.PREVIOUS_VERSION),
    ("As discussed in {}", Kind.DISCUSSION),
    ("Ben suggested it in {}", Kind.DISCUSSION),
    ("The lamp is lit like in {}", Kind.MENTIONS),
]


@pytest.mark.parametrize(("text", "wanted"), WORDS)
def test_the_words_beside_a_posting_say_what_it_is(text: str, wanted: Kind) -> None:
    assert kind(text.format(POSTED) + "\n") is wanted


@pytest.mark.parametrize(
    ("note", "wanted"),
    [("# rfc", Kind.PREVIOUS_VERSION), ("# v2", Kind.PREVIOUS_VERSION), ("# why", Kind.MENTIONS)],
)
def test_a_version_may_stand_behind_its_link(note: str, wanted: Kind) -> None:
    signed = "Signed-off-by: Ann Artist <ann@example.org>"
    assert kind(f"It draws.\n\n{signed}\nLink: {POSTED} {note}\n") is wanted


@pytest.mark.parametrize(("text", "wanted"), [row for row in WORDS if "\n" not in row[0]])
def test_a_footnote_means_what_is_said_where_it_is_used(text: str, wanted: Kind) -> None:
    found = read(f"{text.format('[1]')}\n\nMore.\n\n[1] {POSTED}\n")
    assert found.kind is wanted
    assert found.evidence.line == 1
    assert found.evidence.url == POSTED


@pytest.mark.parametrize(
    "text",
    [
        "It no longer depends on {}",
        "This does not need {}",
        "It may have conflicts with {}",
        "We will follow up with {}",
        "I will rebase on {} once that is applied",
        "We still need a fix, which Ben is working on: {}",
        "- Porting tests from {}",
        "Much is wrong with it, and on top of that, {} makes it worse",
        "That in turn was based on {}",
        "The idea comes from {}",
        "It was superseded by {}",
        "This was introduced in {}",
    ],
)
def test_what_is_denied_planned_or_only_told_is_a_mention(text: str) -> None:
    assert kind(text.format(POSTED) + "\n") is Kind.MENTIONS


def test_a_changelog_heading_ends_what_leads_to_a_list() -> None:
    """The QEMU branch is not what stands below ``v1``."""
    text = (
        f"QEMU branch for testing:\nhttps://example.org/qemu\n\nChangelog\nv1\n {POSTED}\n * draw\n"
    )
    mail = message(NAME.format(2), text)
    found = relate(series(mail), at_hand(mail), lambda name: None)
    assert found[-1].kind is Kind.PREVIOUS_VERSION


def test_a_footnote_that_is_never_used_is_not_what_the_sentence_above_says() -> None:
    assert kind(f"Based on lamps/for-next.\n\n[0] {POSTED}\n") is Kind.MENTIONS
    assert kind(f"Based on these:\n\n[0] {POSTED}\n") is Kind.DEPENDS_ON


@pytest.mark.parametrize("text", ["This requires the lamp to be lit as in {}", "It is based on {}"])
def test_in_an_answer_people_weigh_what_would_be_needed(text: str) -> None:
    """In a posting the same words say what is."""
    cover = message(NAME.format(2), "Words.\n")
    answer = message("answer@example.org", text.format(POSTED) + "\n", subject="Re: [PATCH v2] x")
    work = series(cover, replies=(answer,))
    (found,) = relate(work, at_hand(cover, answer), lambda name: None)
    assert found.kind is Kind.MENTIONS
    assert kind(text.format(POSTED) + "\n") is Kind.DEPENDS_ON


def test_talk_on_another_projects_list_is_talk() -> None:
    link = "https://lore.kernel.org/qemu-devel/20240102120000.1-1-ben@example.org/"
    assert kind(f"This was discussed before: {link}\n") is Kind.DISCUSSION
    assert kind(f"Look: {link}\n") is Kind.COMPANION


def test_a_series_of_another_project_is_no_talk_though_the_words_near_it_say_so() -> None:
    """ "After some discussions the choice was to leave it out there ([2])": the other half."""
    name = "20240102-leave-out-v1-0-0123456789ab@example.org"
    other = message(
        name,
        "",
        subject="[PATCH dwarves] btf_encoder: leave it out",
        lists=("dwarves@example.org",),
    )
    half = series(other, files=("btf_encoder.c",))
    text = f"After some discussions with everybody, see https://lore.kernel.org/r/{name}\n"
    mail = message(NAME.format(2), text, subject="[PATCH] shade: draw it")
    (found,) = relate(series(mail), at_hand(mail, other), lambda one: half if one == name else None)
    assert found.kind is Kind.COMPANION


def test_the_nearest_words_win() -> None:
    text = f"This depends on nothing, and it was split out of {POSTED}\n"
    assert kind(text) is Kind.SPLIT_FROM


def test_words_inside_longer_words_do_not_count() -> None:
    assert kind(f"This replaces the need for {POSTED}\n") is Kind.REPLACES


def test_words_in_the_address_do_not_count() -> None:
    assert kind(
        "Look: https://lore.kernel.org/r/20240102-depends-on-v1-0-0123456789ab@a.org\n"
    ) is (Kind.MENTIONS)


def test_words_behind_one_link_and_before_the_next_belong_to_the_next() -> None:
    mail = message(NAME.format(2), f"Read {POSTED}, and it depends on [1].\n\n[1] {LORE}x1@a.org\n")
    first = relate(series(mail), at_hand(mail), lambda name: None)[0]
    assert first.kind is Kind.MENTIONS


def test_words_near_are_surer_than_words_far() -> None:
    near = read(f"This depends on {POSTED}\n")
    far = read(
        f"This depends, {'as anybody who knows it will know, ' * 3}most on all, so {POSTED}\n"
    )
    assert near.kind is far.kind is Kind.DEPENDS_ON
    assert near.confidence > far.confidence


def test_the_evidence_names_rule_message_line_words_and_link() -> None:
    evidence = read(f"Hello.\n\nThis depends on {POSTED}\n").evidence
    assert evidence.rule == "relation.depends-on.depends"
    assert (evidence.message_id, evidence.line) == (NAME.format(2), 3)
    assert evidence.quote.startswith("This depends on")
    assert evidence.url == POSTED


# ---- what the target is --------------------------------------------------------------------------


def test_a_typed_mail_is_talk_whatever_is_built_on_it() -> None:
    assert kind(f"This is based on the points made in {LETTER}\n") is Kind.DISCUSSION
    assert kind(f"See {LETTER}\n") is Kind.DISCUSSION


def test_a_follow_up_of_talk_is_talk() -> None:
    assert kind(f"This is a follow-up of the talk at {LETTER}\n") is Kind.DISCUSSION


def test_a_reply_that_is_called_a_series_stands_for_the_series() -> None:
    assert kind(f"This needs the lamp series ({LETTER}).\n") is Kind.DEPENDS_ON


def test_trouble_told_in_a_typed_mail_is_a_bug_report() -> None:
    assert kind(f"This broke the lamp, see {LETTER}\n") is Kind.BUG_REPORT


@pytest.mark.parametrize(
    "url",
    [
        LORE + "202401020304.abcdefgh-lkp@intel.com",
        LORE + "65a1b2c3.050a0220.1a2b3.0004.GAE@google.com",
        "https://bugzilla.kernel.org/show_bug.cgi?id=12",
        "https://github.com/example/lamp/issues/12",
        "https://syzkaller.appspot.com/bug?extid=0123456789abcdef0123",
    ],
)
def test_robots_and_bug_trackers_tell_of_bugs(url: str) -> None:
    assert kind(f"The lamp is off, {url}\n") is Kind.BUG_REPORT


@pytest.mark.parametrize(
    "url",
    [
        "https://bugzilla.kernel.org/attachment.cgi?id=12",
        "https://docs.kernel.org/lamp.html",
        "https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/mm/lamp.c",
    ],
)
def test_documents_and_trees_are_mentions(url: str) -> None:
    assert kind(f"It is based on {url}\n") is Kind.MENTIONS


def test_a_bot_at_hand_is_known_by_its_sender() -> None:
    robot = message("r1@example.org", subject="[lamp] crash", sender=BEN, bot=True)
    assert kind(f"See {LORE}r1@example.org\n", robot) is Kind.BUG_REPORT


def test_a_target_at_hand_that_is_a_reply_is_talk_although_git_made_its_id() -> None:
    name = "20240102030405.1-1-ben@example.org"
    reply = message(name, subject="Re: [PATCH] lamp: light it", sender=BEN, days=-9)
    assert kind(f"See {LORE}{name}\n") is Kind.MENTIONS
    assert kind(f"See {LORE}{name}\n", reply) is Kind.DISCUSSION


def test_a_posting_for_another_project_is_the_counterpart() -> None:
    other = message(
        LAMP, subject="[PATCH iproute2-next] lamp: show it", sender=BEN, files=("ip/ip.c",)
    )
    assert kind(f"Have a look at {POSTED}\n", other) is Kind.COMPANION
    assert kind(f"This depends on {POSTED}\n", other) is Kind.DEPENDS_ON


def test_the_list_in_the_link_may_name_the_other_project() -> None:
    assert kind(f"See https://lore.kernel.org/qemu-devel/{LAMP}/\n") is Kind.COMPANION
    assert kind(f"See https://lore.kernel.org/netdev/{LAMP}/\n") is Kind.MENTIONS


def test_a_project_of_the_users_makes_a_counterpart() -> None:
    own = with_own((Project(name="lamps", lists=("lamps",), files=("src/lamp",)),))
    other = message(LAMP, subject="[PATCH] lamp: show it", sender=BEN, files=("src/lamp.c",))
    for link, mails in ((POSTED, [other]), (f"https://lore.kernel.org/lamps/{LAMP}/", [])):
        mail = message(NAME.format(2), f"See {link}\n")
        there = at_hand(mail, *mails)
        (shipped,) = relate(series(mail), there, lambda name: None)
        (found,) = relate(series(mail), there, lambda name: None, projects=own)
        assert (shipped.kind, found.kind) == (Kind.MENTIONS, Kind.COMPANION)


# ---- versions ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "v1: {}",
        "- Link to v1: {}",
        "[v1] {}",
        "[1] v1: {}",
        "V1 -> V2: {}",
        "Changelog v1: {}",
        "RFC: {}",
        "Link to RFC v3: {}",
        "v1 (2024-01-02): {}",
        "Version 1: {}",
        "Changes in v1:\n{}",
        "v1:\n  {}",
        "Previous version:\n{}",
        "v1: make it short,\n    {}",
    ],
)
def test_the_version_beside_a_link_marks_an_older_posting(line: str) -> None:
    assert kind(line.format(POSTED) + "\n") is Kind.PREVIOUS_VERSION


@pytest.mark.parametrize(
    "line",
    ["Ben's lamp v1: {}", "- Link to the matching lamp fix: {}", "v7: {}", "net v1 wins: {}"],
)
def test_other_labels_and_later_versions_mark_none(line: str) -> None:
    assert kind(line.format(POSTED) + "\n") is not Kind.PREVIOUS_VERSION


def test_a_typed_mail_under_a_changelog_heading_is_no_version() -> None:
    text = f"Changes in v2:\n- keep it short, as Ben asked.\n  {LETTER}\n"
    assert kind(text) is Kind.DISCUSSION


def test_somebody_elses_version_is_no_older_version_of_this() -> None:
    assert kind(f"It builds upon Ben's work (v3) at {POSTED}\n") is Kind.DEPENDS_ON


def test_b4_keeps_the_name_of_a_work_in_its_ids() -> None:
    older = LORE + NAME.format(1)
    assert kind(f"See {older}\n") is Kind.PREVIOUS_VERSION


def test_an_equal_name_for_another_project_is_its_counterpart() -> None:
    older = LORE + NAME.format(1)
    assert kind(f"The iproute2 part: {older}\n") is Kind.COMPANION


def test_an_older_posting_is_known_by_title_and_author() -> None:
    mine = message(LAMP, subject="[PATCH] shade: draw it", days=-5)
    other = message(LAMP, subject="[PATCH] shade: draw it", sender=BEN, days=-5)
    later = message(LAMP, subject="[PATCH] shade: draw it", days=5)
    assert kind(f"See {POSTED}\n", mine) is Kind.PREVIOUS_VERSION
    assert kind(f"See {POSTED}\n", other) is Kind.MENTIONS
    assert kind(f"See {POSTED}\n", later) is Kind.MENTIONS


def test_a_posting_of_this_very_series_is_a_previous_version_with_its_number() -> None:
    first = message("a1@example.org", subject="[PATCH 0/1] lamp", days=-9)
    second = message(NAME.format(2), f"Read {LORE}a1@example.org\n")
    work = series(first, second)
    found = relate(work, at_hand(first, second), {"a1@example.org": work}.get)
    assert [(one.kind, one.version) for one in found] == [(Kind.PREVIOUS_VERSION, 1)]


def test_a_reply_to_this_very_series_is_talk() -> None:
    reply = message("r1@example.org", subject="Re: [PATCH] shade", sender=BEN)
    mail = message(NAME.format(2), f"Ben wants it so: {LORE}r1@example.org\n")
    work = series(mail, replies=(reply,))
    found = relate(work, at_hand(mail, reply), {"r1@example.org": work}.get)
    assert [one.kind for one in found] == [Kind.DISCUSSION]


def test_a_link_to_the_posting_itself_is_a_mention() -> None:
    assert kind(f"Link: {LORE}{NAME.format(2)}\n") is Kind.MENTIONS


# ---- trailers ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        (f"Depends-on: <{LAMP}>", Kind.DEPENDS_ON),
        (f"Based-on: {POSTED}", Kind.DEPENDS_ON),
        (f"prerequisite-message-id: <{LAMP}>", Kind.DEPENDS_ON),
        ("prerequisite-change-id: 20240102-lamp-0123456789ab:v3", Kind.DEPENDS_ON),
        (f"Supersedes: <{LAMP}>", Kind.REPLACES),
        (f"Supersedes: <{NAME.format(1)}>", Kind.PREVIOUS_VERSION),
        (f"Message-Id: <{LAMP}>", Kind.MENTIONS),
        (f"Closes: {LETTER}", Kind.BUG_REPORT),
        (f"Link: {LETTER}", Kind.DISCUSSION),
        (f"Link: {POSTED}", Kind.MENTIONS),
        ("Link: https://bugzilla.kernel.org/show_bug.cgi?id=12", Kind.BUG_REPORT),
        ("Fixes: https://github.com/example/lamp/issues/3", Kind.BUG_REPORT),
        ('Fixes: 0123456789ab ("lamp: light it")', Kind.FIXES),
        ("This reverts commit 0123456789abcdef0123456789abcdef01234567.", Kind.REVERTS),
        ("[ Upstream commit 0123456789abcdef0123456789abcdef01234567 ]", Kind.BACKPORT_OF),
    ],
)
def test_trailers_name_the_kind(line: str, wanted: Kind) -> None:
    found = read(f"Words of the author.\n\n{line}\nSigned-off-by: Ann <ann@example.org>\n")
    assert found.kind is wanted


def test_the_base_commit_is_no_relation() -> None:
    mail = message(
        NAME.format(2), "Words.\n\nbase-commit: 0123456789abcdef0123456789abcdef01234567\n"
    )
    assert mail.links
    assert relate(series(mail), at_hand(mail), lambda name: None) == ()


def test_link_in_a_backport_names_the_posting_that_was_applied() -> None:
    text = f"Words.\n\nLink: {POSTED}\nSigned-off-by: Ann <ann@example.org>\n"
    assert kind(text, subject="[PATCH 6.1.y] lamp: light it") is Kind.BACKPORT_OF
    text = text.replace(f"Link: {POSTED}", f"Message-ID: <{LAMP}>")
    assert kind(text, subject="[PATCH 6.1.y] lamp: light it") is Kind.BACKPORT_OF


@pytest.mark.parametrize(
    ("origin", "wanted"),
    [
        ("[PATCH] lamp: light it", Kind.BACKPORT_OF),
        ("[PATCH 6.1.y] lamp: light it", Kind.PREVIOUS_VERSION),
    ],
)
def test_the_origin_of_a_backport_has_its_title_and_author_and_is_no_version_of_it(
    origin: str, wanted: Kind
) -> None:
    text = f"Words.\n\nLink: {POSTED}\nSigned-off-by: Ann <ann@example.org>\n"
    old = message(LAMP, subject=origin, days=-9, files=("mm/shade.c",))
    assert kind(text, old, subject="[PATCH v2 6.1.y] lamp: light it") is wanted


def test_who_sent_a_version_may_stand_beside_it() -> None:
    old = message(LAMP, subject="[PATCH 0/2] shade: paint it", days=-9, sender=BEN)
    for line, wanted in (
        ("v1 has been done by Ben Smith:", Kind.PREVIOUS_VERSION),
        ("The lamp of v1 was lit by Ben Smith:", Kind.MENTIONS),
    ):
        mail = message(NAME.format(2), f"This is v2.\n\n{line}\n{POSTED}\n")
        (found,) = relate(series(mail), at_hand(mail, old), {LAMP: series(old)}.get)
        assert found.kind is wanted


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("The ongoing lamps [1] together with this will perfectly supersede wicks.", False),
        ("This together with the new wicks will supersede [1].", True),
    ],
)
def test_what_supersedes_together_with_this_is_not_superseded(words: str, wanted: bool) -> None:
    assert (kind(f"{words}\n\n[1] {POSTED}\n") is Kind.REPLACES) is wanted


def test_a_draft_of_the_man_page_is_the_other_half() -> None:
    page = "https://lore.kernel.org/linux-man/1234.5-1-ann@example.org"
    assert kind(f"A man page draft was posted here {page}\n") is Kind.COMPANION
    assert kind(f"The man page is wrong, said Ben in {page}\n") is not Kind.COMPANION


def test_a_change_id_is_looked_up_with_its_version() -> None:
    first = message("l1@example.org", subject="[PATCH 0/1] lamp", sender=BEN)
    second = message("l2@example.org", subject="[PATCH v2 0/1] lamp", sender=BEN)
    lamp = series(first, second)
    known = {"20240102-lamp-0123456789ab": lamp}.get
    mail = message(NAME.format(2), "prerequisite-change-id: 20240102-lamp-0123456789ab:v1\n")
    (found,) = relate(series(mail), at_hand(mail), known)
    assert (found.message_id, found.version) == ("l1@example.org", 1)


# ---- which mails ---------------------------------------------------------------------------------


def test_replies_of_the_author_are_read_and_those_of_others_and_bots_are_not() -> None:
    cover = message(NAME.format(2), "Words.\n")
    mine = message("r1@example.org", f"It depends on {POSTED}\n", subject="Re: shade")
    other = message("r2@example.org", f"It depends on {POSTED}\n", subject="Re: x", sender=BEN)
    robot = message("r3@example.org", f"See {POSTED}\n", subject="Re: x", bot=True)
    work = series(cover, replies=(mine, other, robot))
    found = relate(work, at_hand(cover, mine, other, robot), lambda name: None)
    assert [one.evidence.message_id for one in found] == ["r1@example.org"]


def test_mails_that_are_not_at_hand_are_passed_over() -> None:
    assert relate(series(message(NAME.format(2))), {}, lambda name: None) == ()


def test_one_mail_means_one_thing_by_one_target() -> None:
    text = f"This depends on {POSTED}\n\nOther words.\n\nRead also {POSTED} today.\n"
    mail = message(NAME.format(2), text)
    found = relate(series(mail), at_hand(mail), lambda name: None)
    assert [one.kind for one in found] == [Kind.DEPENDS_ON] * 2


def test_several_mails_keep_their_own_meaning() -> None:
    first = message(NAME.format(1), f"This depends on {POSTED}\n", subject="[PATCH 0/1] shade")
    second = message(NAME.format(2), f"Look at {POSTED}\n")
    found = relate(series(first, second), at_hand(first, second), lambda name: None)
    assert [one.kind for one in found] == [Kind.DEPENDS_ON, Kind.MENTIONS]


def test_the_strongest_relation_stands_for_all() -> None:
    found = [read(f"{words} {POSTED}\n") for words in ("See", "As discussed in", "It depends on")]
    assert strongest(found).kind is Kind.DEPENDS_ON
    assert set(KINDS) == set(Kind)


def test_of_equal_relations_the_surest_stands_for_all() -> None:
    weak = read(f"This depends on [1].\n\n[1] {POSTED}\n")
    sure = read(f"Depends-on: <{LAMP}>\n")
    assert strongest([weak, sure]) is sure


def test_a_sender_with_no_words_has_no_strongest_relation() -> None:
    with pytest.raises(ValueError, match="empty"):
        strongest([])


@pytest.mark.parametrize(
    ("word", "found"),
    [("depends on ", 1), ("based ", 0), ("not ", 0), ("no longer ", 0), ("split ", 0),
     ("a" * 399, 0), (" ", 0)],
)  # fmt: skip
def test_hostile_words_are_read(word: str, found: int) -> None:
    """``benchmarks/hostile.py`` measures how fast."""
    words = (word * 400)[:400]
    read = {said_about(words, words[:120], shape) for shape in Shape} - {None}
    assert len(read) == found
