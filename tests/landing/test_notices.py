# SPDX-License-Identifier: GPL-2.0-or-later
"""Which patches of which posting landed, as far as notices tell."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tracker.landing.notices import credit, land, match_push, notices_of
from tracker.mail.subjects import parse_subject
from tracker.model.landing import Landing, Proof, StepName
from tracker.model.mail import (
    LinkUse,
    MailZone,
    Message,
    Notice,
    NoticeItem,
    NoticeKind,
    Person,
    Remark,
    RemarkKind,
    Scope,
)
from tracker.model.series import Patch, Revision, Series

PAT = Person("Pat Cher", "pat@example.org")
MIA = Person("Mia Tainer", "mia@example.org")
BOT = Person("", "patchwork-bot+w@example.org")
START = datetime(2025, 3, 1, tzinfo=UTC)
A, B, C, D = ("a" * 12, "b" * 12, "c" * 12, "d" * 12)


def day(number: int) -> datetime:
    return START + timedelta(days=number)


def revision(version: int = 1, *titles: str, posted: int = 0, cover: bool = True) -> Revision:
    titles = titles or ("knob: add it", "knob: turn it", "knob: test it")
    patches = tuple(
        Patch(
            message_id=f"v{version}-{n}@example.org",
            position=n,
            title=title,
            author=PAT,
            date=day(posted),
            patch_id="",
        )
        for n, title in enumerate(titles, 1)
    )
    head = f"v{version}-0@example.org" if cover else None
    return Revision(
        message_id=head or patches[0].message_id,
        cover=head,
        title="knob",
        author=PAT,
        date=day(posted),
        version=version,
        label=f"v{version}" if version > 1 else "",
        expected=len(titles),
        patches=patches,
    )


def series(*revisions: Revision) -> Series:
    return Series(id=revisions[0].message_id, revisions=revisions)


def mail(
    *notices: Notice, to: str, on: int = 5, sender: Person = MIA, name: str = "", via: str = ""
) -> Message:
    return Message(
        message_id=name or f"notice-{on}-{to}",
        subject=parse_subject("Re: [PATCH] knob"),
        sender=sender,
        author=sender,
        date=day(on),
        in_reply_to=via or to,
        references=(to,) if via else (),
        notices=notices,
    )


def item(title: str, commit: str | None, position: int | None = None, **more: int) -> NoticeItem:
    return NoticeItem(title=title, commit=commit, position=position, line=9, **more)


def listing(*items: NoticeItem, kind: NoticeKind = NoticeKind.PATCHWORK, **more: bool) -> Notice:
    return Notice(
        kind=kind, scope=Scope.LISTED, items=items, tree="w.git", branch="main", by=MIA,
        line=3, quote="This series was applied", **more,
    )  # fmt: skip


def words(scope: Scope = Scope.PATCH, **more: object) -> Notice:
    given: dict[str, object] = {"by": MIA, "line": 1, "quote": "Applied, thanks.", **more}
    return Notice(kind=NoticeKind.PERSON, scope=scope, **given)  # type: ignore[arg-type]  # fields


def landed(work: Series, *mails: Message) -> dict[str, str | None]:
    """Position of each landed patch, with its version -> the commit on its first rung."""
    pairs = [(one, notice) for one in mails for notice in one.notices]
    found = land(work, pairs, {one.message_id: one for one in mails})
    return {one.patch.removesuffix("@example.org"): one.rungs[0].commit for one in found}


def test_each_listed_commit_stands_on_its_patch_with_its_proof() -> None:
    work = series(revision())
    notice = listing(item("knob: add it", A, 1, total=3), item("knob: turn it", B, 2, total=3))
    message = mail(notice, to="v1-0@example.org")
    first, second = land(work, [(message, notice)])
    assert (first.patch, second.patch) == ("v1-1@example.org", "v1-2@example.org")
    rung = first.rungs[0]
    assert (rung.rung, rung.tree, rung.branch, rung.commit) == (StepName.TREE, "w.git", "main", A)
    assert (rung.proof, rung.date, rung.by) == (Proof.NOTICE, day(5), MIA)
    evidence = rung.evidence
    assert (evidence.rule, evidence.message_id) == ("notice.patchwork", message.message_id)
    assert (evidence.line, evidence.quote) == (9, "knob: add it")


def test_a_patch_listed_without_a_commit_has_not_landed() -> None:
    work = series(revision())
    notice = listing(item("knob: add it", None, 1, total=3), item("knob: turn it", B, 2, total=3))
    assert landed(work, mail(notice, to="v1-0@example.org")) == {"v1-2": B}


def test_fewer_than_twelve_digits_are_a_claim_without_a_commit() -> None:
    notice = listing(item("knob: add it", A[:10], 1, total=3), kind=NoticeKind.B4TY)
    (only,) = land(series(revision()), [(mail(notice, to="v1-0@example.org"), notice)])
    assert (only.rungs[0].commit, only.rungs[0].proof) == (None, Proof.CLAIM)


def test_an_edited_title_is_found_by_its_position() -> None:
    notice = listing(item("knob: add the knob", A, 1, total=3))
    assert landed(series(revision()), mail(notice, to="v1-0@example.org")) == {"v1-1": A}


def test_a_position_of_another_count_is_found_by_its_title() -> None:
    notice = listing(item("knob: test it", A, 1, total=1))
    assert landed(series(revision()), mail(notice, to="v1-0@example.org")) == {"v1-3": A}


def test_a_stranger_in_the_list_is_left_alone() -> None:
    notice = listing(item("lamp: light it", A, 4, total=9))
    assert landed(series(revision()), mail(notice, to="v1-0@example.org")) == {}


def test_two_patches_of_one_title_are_told_by_position() -> None:
    work = series(revision(1, "knob: fix", "knob: fix"))
    notice = listing(item("knob: fix", A, 1, total=2), item("knob: fix", B, 2, total=2))
    assert landed(work, mail(notice, to="v1-0@example.org")) == {"v1-1": A, "v1-2": B}


def test_an_item_goes_to_the_version_that_it_names() -> None:
    work = series(revision(1), revision(2, posted=2))
    notice = listing(item("knob: add it", A, 1, total=3, version=2))
    assert landed(work, mail(notice, to="v1-0@example.org")) == {"v2-1": A}


def test_one_commit_named_for_two_postings_belongs_to_the_newer() -> None:
    work = series(revision(1), revision(2, posted=2))
    old = mail(listing(item("knob: add it", A, 1, total=3)), to="v1-0@example.org")
    new = mail(listing(item("knob: add it", A, 1, total=3, version=2)), to="v2-0@example.org")
    assert landed(work, old, new) == {"v2-1": A}
    assert landed(work, new, old) == {"v2-1": A}


def test_a_commit_named_only_for_the_older_posting_stays_there() -> None:
    work = series(revision(1), revision(2, posted=2))
    old = mail(listing(item("knob: add it", A, 1, total=3)), to="v1-0@example.org", on=1)
    assert landed(work, old) == {"v1-1": A}


def test_a_reroll_of_one_patch_takes_the_commit_of_its_place() -> None:
    reroll = replace(
        revision(1, "knob: turn it well", posted=2, cover=False),
        message_id="reroll@example.org",
        partial=True,
        patches=(replace(revision().patches[1], message_id="reroll@example.org"),),
    )
    work = series(revision(1), reroll)
    notice = listing(item("knob: turn it", A, 2, total=3))
    assert landed(work, mail(notice, to="v1-0@example.org")) == {"reroll": A}


def test_a_later_commit_replaces_the_earlier_one() -> None:
    work = series(revision())
    first = mail(listing(item("knob: add it", A, 1, total=3)), to="v1-0@example.org")
    again = mail(
        listing(item("knob: add it", B, 1, total=3), kind=NoticeKind.B4TY, rehash=True),
        to="v1-0@example.org",
        on=7,
    )
    assert landed(work, again, first) == {"v1-1": B}


def test_the_same_commit_told_again_keeps_its_first_date() -> None:
    work = series(revision())
    notice = listing(item("knob: add it", A, 1, total=3))
    pairs = [(mail(notice, to="v1-0@example.org", on=on), notice) for on in (5, 8)]
    assert [one.rungs[0].date for one in land(work, pairs)] == [day(5)]


def test_words_do_not_replace_a_commit() -> None:
    work = series(revision())
    named = mail(listing(item("knob: add it", A, 1, total=3)), to="v1-0@example.org")
    assert landed(work, named, mail(words(), to="v1-1@example.org", on=6)) == {"v1-1": A}


@pytest.mark.parametrize(
    ("notice", "to", "expected"),
    [
        (words(), "v1-2", ["v1-2"]),
        (words(), "v1-0", ["v1-1", "v1-2", "v1-3"]),
        (words(Scope.SERIES), "v1-2", ["v1-1", "v1-2", "v1-3"]),
        (words(Scope.SOME, positions=(1, 3)), "v1-0", ["v1-1", "v1-3"]),
        (words(Scope.SOME, positions=(1, 3)), "v1-3", ["v1-1", "v1-3"]),
        (words(Scope.ALL_BUT, positions=(2,)), "v1-0", ["v1-1", "v1-3"]),
        (words(sure=False), "v1-0", []),
    ],
)
def test_words_reach_as_far_as_they_say(notice: Notice, to: str, expected: Sequence[str]) -> None:
    found = landed(series(revision()), mail(notice, to=f"{to}@example.org"))
    assert found == dict.fromkeys(expected)


def test_words_on_a_bare_patch_mean_that_patch() -> None:
    work = series(revision(1, "knob: add it", cover=False))
    (only,) = land(work, [(mail(words(), to="v1-1@example.org"), words())])
    assert (only.rungs[0].proof, only.rungs[0].commit) == (Proof.CLAIM, None)
    assert only.rungs[0].evidence.quote == "Applied, thanks."


def test_words_with_as_many_commits_as_patches_deal_them_out() -> None:
    notice = words(Scope.SERIES, items=(item("", A), item("", B), item("", C)))
    found = landed(series(revision()), mail(notice, to="v1-0@example.org"))
    assert found == {"v1-1": A, "v1-2": B, "v1-3": C}


def test_one_commit_for_a_whole_series_is_given_to_no_patch() -> None:
    notice = words(Scope.SERIES, items=(item("", A),))
    found = landed(series(revision()), mail(notice, to="v1-0@example.org"))
    assert found == {"v1-1": None, "v1-2": None, "v1-3": None}


def test_a_version_named_in_words_is_the_one_that_landed() -> None:
    work = series(revision(1), revision(2, posted=2))
    message = mail(words(Scope.SERIES, version=1), to="v2-0@example.org")
    assert set(landed(work, message)) == {"v1-1", "v1-2", "v1-3"}
    unknown = mail(words(Scope.SERIES, version=7), to="v2-0@example.org")
    assert landed(work, unknown) == {}


def test_a_reply_deep_in_the_thread_speaks_of_the_patch_above_it() -> None:
    work = series(revision())
    deep = mail(words(), to="v1-2@example.org", via="review@example.org")
    assert set(landed(work, deep)) == {"v1-2"}


def test_a_reply_without_references_is_placed_by_the_mails_above_it() -> None:
    work = series(revision())
    review = mail(to="v1-2@example.org", on=3, name="review@example.org")
    notice = mail(words(), to="review@example.org", on=5)
    assert set(landed(work, review, notice)) == {"v1-2"}


@pytest.mark.parametrize("place", ["v1-1@example.org", "v1-3@example.org"])
def test_one_word_on_the_first_or_last_patch_is_of_a_set_that_nobody_else_spoke_of(
    place: str,
) -> None:
    """No cover could be answered: "Applied, thanks" below 1/3, and not a word below the others."""
    answered = replace(revision(cover=False), replies=("tag@example.org", f"notice-5-{place}"))
    tag = mail(to=place, on=3, name="tag@example.org")
    assert len(landed(series(answered), tag, mail(words(), to=place))) == 3
    own = mail(words(by=PAT), to=place, sender=PAT)
    assert len(landed(series(answered), own)) == 3


def test_one_word_on_the_last_patch_of_a_long_quiet_set_is_of_all_of_it() -> None:
    titles = [f"knob: turn it by {count}" for count in range(1, 7)]
    notice = mail(words(), to="v1-6@example.org")
    assert len(landed(series(revision(1, *titles, cover=False)), notice)) == 6
    assert set(landed(series(revision(1, *titles)), notice)) == {"v1-6"}


@pytest.mark.parametrize(
    ("spoken", "quote", "cover", "place"),
    [
        ("v1-2@example.org", "Applied, thanks.", False, 1),
        ("", "Applied this one, thanks.", False, 1),
        ("", "This patch has been applied to widget-next.", False, 1),
        ("", "Applied, thanks.", True, 1),
        ("", "Applied, thanks.", False, 2),
    ],
    ids=["another is talked about", "this one", "the patch", "a cover could be answered", "middle"],
)
def test_one_word_on_a_patch_is_of_that_alone_where_more_may_be_said(
    spoken: str, quote: str, cover: bool, place: int
) -> None:
    work = replace(revision(cover=cover), replies=("review@example.org",))
    review = mail(to=spoken or f"v1-{place}@example.org", on=3, name="review@example.org")
    notice = mail(words(quote=quote), to=f"v1-{place}@example.org")
    assert set(landed(series(work), review, notice)) == {f"v1-{place}"}


def test_one_word_on_a_patch_leaves_out_the_device_tree_and_what_its_mail_asks_for() -> None:
    first, *others = revision(cover=False).patches
    board = replace(others[0], files=("arch/arm64/boot/dts/knob.dts",))
    mixed = replace(revision(cover=False), patches=(first, board, others[1]))
    notice = mail(words(), to="v1-1@example.org")
    assert set(landed(series(mixed), notice)) == {"v1-1"}
    asked = Remark(kind=RemarkKind.CHANGES, line=3, quote="Patch 2 needs a rebase.")
    heard = replace(revision(cover=False), replies=(notice.message_id,))
    assert set(landed(series(heard), replace(notice, remarks=(asked,)))) == {"v1-1"}


def test_an_authors_thanks_to_a_reviewer_is_no_landing() -> None:
    work = series(revision())
    answer = mail(words(), to="v1-2@example.org", via="review@example.org", sender=PAT)
    assert landed(work, answer) == {}


def test_an_author_who_added_what_was_asked_and_merged_it_merged_it() -> None:
    said = words(by=PAT, quote="Right, added and merged.")
    answer = mail(said, to="v1-2@example.org", via="review@example.org", sender=PAT)
    assert set(landed(series(revision()), answer)) == {"v1-2"}


def test_an_author_may_apply_his_own_series() -> None:
    own = mail(words(Scope.SERIES), to="v1-0@example.org", sender=PAT)
    assert set(landed(series(revision()), own)) == {"v1-1", "v1-2", "v1-3"}


def test_an_author_who_merged_the_last_patch_merged_those_before_it() -> None:
    last = mail(words(by=PAT, quote="Patch merged, thanks."), to="v1-3@example.org", sender=PAT)
    assert set(landed(series(revision()), last)) == {"v1-1", "v1-2", "v1-3"}
    middle = mail(words(by=PAT, quote="Patch merged, thanks."), to="v1-2@example.org", sender=PAT)
    assert set(landed(series(revision()), middle)) == {"v1-2"}


def test_dropped_takes_the_rung_away_and_a_new_notice_brings_it_back() -> None:
    work = series(revision())
    applied = mail(words(Scope.SERIES), to="v1-0@example.org")
    dropped = mail(words(Scope.SOME, positions=(2,), dropped=True), to="v1-0@example.org", on=6)
    assert set(landed(work, applied, dropped)) == {"v1-1", "v1-3"}
    again = mail(words(), to="v1-2@example.org", on=9)
    assert set(landed(work, applied, dropped, again)) == {"v1-1", "v1-2", "v1-3"}


def test_a_disowned_bot_loses_only_what_the_bot_said() -> None:
    work = series(revision())
    applied = mail(words(), to="v1-1@example.org", on=4)
    robot = mail(
        listing(item("knob: turn it", B, 2, total=3)), to="v1-0@example.org", name="bot@example.org"
    )
    disowned = mail(words(dropped=True), to="v1-0@example.org", via="bot@example.org", on=6)
    assert landed(work, applied, robot, disowned) == {"v1-1": None}


def test_an_author_who_drops_a_patch_drops_it_from_his_own_posting_only() -> None:
    work = series(revision())
    applied = mail(words(Scope.SERIES), to="v1-0@example.org")
    author = mail(words(Scope.SERIES, dropped=True), to="v1-0@example.org", on=6, sender=PAT)
    assert len(landed(work, applied, author)) == 3


def test_doubtful_words_of_a_stranger_drop_nothing() -> None:
    work = series(revision())
    applied = mail(words(Scope.SERIES), to="v1-0@example.org")
    doubt = words(Scope.SERIES, dropped=True, sure=False)
    stranger = Person("Bo Bits", "bo@example.org")
    assert (
        len(landed(work, applied, mail(doubt, to="v1-0@example.org", on=6, sender=stranger))) == 3
    )
    assert landed(work, applied, mail(doubt, to="v1-0@example.org", on=6)) == {}


def test_a_notice_sent_to_the_wrong_posting_moves_to_the_newest() -> None:
    work = series(revision(1), revision(2, posted=2))
    wrong = mail(words(), to="v1-1@example.org")
    moved = mail(words(dropped=True, moved=True), to="v1-1@example.org", on=6)
    assert set(landed(work, wrong, moved)) == {"v2-1"}


def test_a_merged_pull_request_is_in_mainline() -> None:
    pull = replace(
        revision(cover=False), message_id="pull@example.org", patches=(), expected=0, pull=True
    )
    notice = Notice(
        kind=NoticeKind.PR_TRACKER, scope=Scope.LISTED, tree="torvalds/linux.git",
        items=(item("knobs for 6.20", A),), line=5, quote="has been merged",
    )  # fmt: skip
    (only,) = land(series(pull), [(mail(notice, to="pull@example.org"), notice)])
    assert (only.patch, only.rungs[0].rung) == ("pull@example.org", StepName.MAINLINE)
    assert only.rungs[0].commit == A


def test_words_on_a_pull_request_and_their_taking_back() -> None:
    pull = replace(
        revision(cover=False), message_id="pull@example.org", patches=(), expected=0, pull=True
    )
    pulled = mail(words(), to="pull@example.org")
    assert landed(series(pull), pulled) == {"pull": None}
    back = mail(words(dropped=True), to="pull@example.org", on=6)
    assert landed(series(pull), pulled, back) == {}


def test_a_reply_whose_parents_are_lost_speaks_only_where_it_names_patches() -> None:
    lost = mail(words(), to="lost@example.org")
    work = series(replace(revision(), replies=(lost.message_id,)))
    assert landed(work, lost) == {}
    named = replace(lost, notices=(words(Scope.SOME, positions=(2,)),))
    assert landed(work, named) == {"v1-2": None}


def test_linux_next_is_the_next_rung() -> None:
    notice = replace(listing(item("knob: add it", A, 1, total=3)), tree="linux-next")
    (only,) = land(series(revision()), [(mail(notice, to="v1-0@example.org"), notice)])
    assert only.rungs[0].rung is StepName.NEXT


def test_a_link_names_the_patch_whatever_its_title_is() -> None:
    """What a link leads to that is of another series is passed over."""
    url = "https://lore.kernel.org/r/{}@example.org"
    renamed = replace(item("knob: add the knob", A), url=url.format("v1-1"))
    foreign = replace(item("knob: turn it", B), url=url.format("other"))
    notice = listing(renamed, foreign, kind=NoticeKind.TIP)
    assert landed(series(revision()), mail(notice, to="elsewhere")) == {"v1-1": A}


def test_a_tip_mail_outside_the_thread_is_placed_by_its_link_trailer() -> None:
    notice = listing(item("knob: add it", A), kind=NoticeKind.TIP)
    link = LinkUse(
        url="https://lore.example.org/r/v1-1@example.org", message_id="v1-1@example.org",
        place=MailZone.TRAILER, line=20, quote="Link: ...", used_line=20, words="", trailer="Link",
    )  # fmt: skip
    message = replace(mail(notice, to="elsewhere@example.org"), links=(link,))
    assert landed(series(revision()), message) == {"v1-1": A}


def pushed(*items: NoticeItem) -> Notice:
    return Notice(
        kind=NoticeKind.GITHUB, scope=Scope.LISTED, tree="https://github.example.org/w/w",
        branch="master", items=items, line=1, quote="Branch: refs/heads/master",
    )  # fmt: skip


def test_a_push_finds_patches_by_title_and_author() -> None:
    notice = pushed(
        replace(item("Knob: add it.", A), author=PAT), replace(item("knob: turn it", B), author=MIA)
    )
    found = match_push(notice, revision().patches)
    assert [(patch.position, one.commit) for patch, one in found] == [(1, A)]


def test_a_push_credits_the_newest_posting_before_it() -> None:
    work = series(revision(1), revision(2, posted=2), revision(3, posted=9))
    notice = pushed(replace(item("knob: add it", A), author=PAT))
    message = mail(notice, to="nowhere", on=5)
    found = credit(work, {}, [message])
    assert list(found) == ["v2-1@example.org"]
    assert found["v2-1@example.org"].rungs[0].commit == A


def test_a_push_that_names_the_commit_leaves_who_applied_it() -> None:
    work = series(revision())
    said = as_replies(work, mail(words(Scope.SERIES), to="v1-0@example.org"))
    notice = pushed(replace(item("knob: add it", A), author=PAT))
    found = credit(work, said, [mail(notice, to="nowhere", on=20, name="push@example.org")])
    (rung,) = found["v1-1@example.org"].rungs
    assert (rung.commit, rung.by) == (A, MIA)


def test_stable_stands_beside_the_tree() -> None:
    work = series(revision())
    applied = mail(listing(item("knob: add it", A, 1, total=3)), to="v1-0@example.org")
    queued = Notice(
        kind=NoticeKind.STABLE, scope=Scope.LISTED, tree="6.1-stable", by=MIA,
        items=(item("knob: add it", None),), line=1, quote="added",
    )  # fmt: skip
    older = replace(queued, tree="5.15-stable")
    pushes = [
        mail(queued, to="nowhere", on=20),
        mail(older, to="nowhere", on=21, name="q@example.org"),
    ]
    found = credit(work, as_replies(work, applied), pushes)
    rungs = found["v1-1@example.org"].rungs
    assert [(one.rung, one.tree) for one in rungs] == [
        (StepName.TREE, "w.git"),
        (StepName.STABLE, "6.1-stable"),
        (StepName.STABLE, "5.15-stable"),
    ]


def as_replies(work: Series, *mails: Message) -> dict[str, Message]:
    """The mails by id, for a series whose first posting lists them as spares would be."""
    own = work.revisions[0].own
    return {name: replace(one, message_id=name) for name, one in zip(own, mails, strict=False)}


def test_notices_of_a_revision_come_oldest_first() -> None:
    first, second = mail(words(), to="v1-0@example.org", on=4), mail(words(), to="v1-1@example.org")
    home = replace(revision(), replies=(second.message_id, first.message_id))
    messages = {one.message_id: one for one in (first, second)}
    assert [one.message_id for one, _ in notices_of(home, messages)] == [
        first.message_id,
        second.message_id,
    ]


def test_credit_looks_at_all_revisions_together() -> None:
    old = mail(listing(item("knob: add it", A, 1, total=3)), to="v1-0@example.org")
    new = mail(listing(item("knob: add it", A, 1, total=3, version=2)), to="v2-0@example.org")
    work = series(
        replace(revision(1), replies=(old.message_id,)),
        replace(revision(2, posted=2), replies=(new.message_id,)),
    )
    found = credit(work, {one.message_id: one for one in (old, new)})
    assert {name: [r.commit for r in one.rungs] for name, one in found.items()} == {
        "v2-1@example.org": [A]
    }


def test_nothing_said_is_nothing_landed() -> None:
    empty: dict[str, Landing] = {}
    assert credit(series(revision()), {}) == empty
