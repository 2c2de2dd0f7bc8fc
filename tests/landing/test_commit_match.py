# SPDX-License-Identifier: GPL-2.0-or-later
"""Which posting became which commit."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.mails import at, patch
from tracker.landing.commit_match import EARLY, Match, Posting, match, posting_of
from tracker.mail.reader import read
from tracker.model.landing import Proof
from tracker.model.mail import Message, Person, Stored
from tracker.model.repository import Commit, Mention, MentionKind

ADA = Person("Ada Author", "ada@example.org")
BOB = Person("Bob Builder", "bob@example.org")
MIA = Person("Mia Maintainer", "mia@example.org")
DATE, PATCH_ID, TITLE = Proof.AUTHOR_DATE, Proof.PATCH_ID, Proof.TITLE


def posting(name: str, hours: float, *, title: str = "turn it", patch_id: str = "p1",
            author: Person = ADA) -> Posting:  # fmt: skip
    return Posting(
        message_id=f"{name}@example.org", key=title, author=author, date=at(hours),
        patch_id=patch_id,
    )  # fmt: skip


def commit(
    name: str = "c",
    hours: float = 10,
    *,
    title: str = "Turn it",
    patch_id: str | None = "p1",
    made: float = -1,
    author: Person = ADA,
    mentions: tuple[Mention, ...] = (),
    repository: int = 1,
) -> Commit:
    return Commit(
        id=name * 40, author=author, author_date=at(made), committer=MIA, date=at(hours),
        title=title, patch_id=patch_id, mentions=mentions, repository=repository, number=1,
    )  # fmt: skip


def link(name: str, kind: MentionKind = MentionKind.LINK) -> tuple[Mention, ...]:
    return (Mention(kind=kind, value=f"{name}@example.org"),)


def landed(*found: Match) -> list[tuple[str, str]]:
    return [(one.posting.removesuffix("@example.org"), one.commit.id[0]) for one in found]


def test_every_proof_is_kept_the_strongest_first() -> None:
    c = commit(made=1, mentions=link("v1"))
    (found,) = match([c], [posting("v1", 1)], {"v1@example.org": ["cccccccccccc"]})
    assert found.proofs == (Proof.TRAILER, Proof.NOTICE, DATE, PATCH_ID, TITLE)
    assert found.edited is False


def test_the_second_of_the_author_date_picks_one_of_equal_postings() -> None:
    """The older posting was applied although a newer equal one was there."""
    postings = [posting("v1", 1), posting("v2", 2)]
    assert landed(*match([commit(made=1)], postings)) == [("v1", "c")]


def test_of_equal_postings_the_newest_before_the_commit_landed() -> None:
    postings = [posting("v1", 1), posting("v2", 2), posting("v3", 60)]
    assert landed(*match([commit(hours=10)], postings)) == [("v2", "c")]


def test_the_posting_that_a_notice_names_landed() -> None:
    postings = [posting("v1", 1), posting("v2", 2)]
    said = {"v1@example.org": ["c" * 12]}
    assert landed(*match([commit()], postings, said)) == [("v1", "c")]


def test_a_notice_outranks_the_date() -> None:
    postings = [posting("v1", 1), posting("v2", 2)]
    said = {"v2@example.org": ["c" * 12]}
    assert landed(*match([commit(made=1)], postings, said)) == [("v2", "c")]


def test_a_maintainer_may_post_a_commit_again_and_name_the_newer_posting() -> None:
    postings = [posting("v1", 9), posting("v2", 100)]
    said = {"v2@example.org": ["c" * 12]}
    assert landed(*match([commit(hours=10)], postings, said)) == [("v2", "c")]


def test_an_edited_patch_is_found_by_its_title_and_author() -> None:
    (found,) = match([commit(patch_id="p2")], [posting("v1", 1)])
    assert (found.proofs, found.edited) == ((TITLE,), True)


def test_a_retitled_patch_is_found_by_its_patch_id() -> None:
    (found,) = match([commit(title="Twist it")], [posting("v1", 1)])
    assert (found.proofs, found.edited) == ((PATCH_ID,), False)


def test_a_patch_both_edited_and_retitled_is_found_by_its_date() -> None:
    (found,) = match([commit(title="Twist", patch_id="p2", made=1)], [posting("v1", 1)])
    assert found.proofs == (DATE,)


def test_whether_it_was_edited_is_not_known_without_a_diff() -> None:
    (found,) = match([commit(patch_id=None)], [posting("v1", 1)])
    assert found.edited is None


@pytest.mark.parametrize("fields", [{"title": "Other", "patch_id": "p2"}, {"patch_id": "p2"}])
def test_the_title_and_second_of_another_author_prove_nothing(fields: dict[str, str]) -> None:
    assert match([commit(made=1, author=BOB, **fields)], [posting("v1", 1)]) == ()  # type: ignore[arg-type]


def test_an_author_is_known_by_name_too() -> None:
    other = Person("Ada Author", "ada@work.example.org")
    assert len(match([commit(author=other, patch_id="p2")], [posting("v1", 1)])) == 1


def test_an_author_is_known_behind_the_list_that_git_am_took_over() -> None:
    listed = Person(f"{ADA.name} via widgets", "widgets@lists.example.org")
    assert len(match([commit(author=listed, patch_id="p2")], [posting("v1", 1)])) == 1
    other = Person(f"{BOB.name} via widgets", "widgets@lists.example.org")
    assert match([commit(author=other, patch_id="p2")], [posting("v1", 1)]) == ()


def test_a_link_to_a_mail_of_somebody_else_is_no_landing() -> None:
    """``Link:`` also points at discussions and at patches that caused a bug."""
    c = commit(author=BOB, title="Mend it", patch_id="p2", mentions=link("v1"))
    assert match([c], [posting("v1", 1)]) == ()


def test_a_message_id_trailer_is_proof_alone() -> None:
    c = commit(author=BOB, title="Mend it", patch_id="p2",
               mentions=link("v1", MentionKind.MESSAGE_ID))  # fmt: skip
    assert match([c], [posting("v1", 1)])[0].proofs == (Proof.TRAILER,)


def test_a_report_that_is_closed_is_no_landing() -> None:
    c = commit(author=ADA, title="Mend", patch_id="p2", mentions=link("v1", MentionKind.CLOSES))
    assert match([c], [posting("v1", 1)]) == ()


def test_one_commit_named_for_two_patches_is_the_one_it_is_like() -> None:
    postings = [posting("p1", 1), posting("p2", 1.1, title="test it", patch_id="p9")]
    said = {"p1@example.org": ["c" * 12], "p2@example.org": ["c" * 12]}
    assert landed(*match([commit()], postings, said)) == [("p1", "c")]


def test_a_title_yields_to_a_commit_that_is_proved_by_more() -> None:
    """Two patches of one title by one author; the mail of the second is not at hand."""
    commits = [commit("a", 10, patch_id="p1"), commit("b", 500, patch_id="p2")]
    assert landed(*match(commits, [posting("v1", 1)])) == [("v1", "a")]


def test_a_patch_committed_twice_is_found_twice() -> None:
    commits = [commit("a", 10), commit("b", 20)]
    assert landed(*match(commits, [posting("v1", 1)])) == [("v1", "a"), ("v1", "b")]


def test_each_repository_is_judged_by_itself() -> None:
    commits = [commit("a", repository=1), commit("b", patch_id="p2", repository=2)]
    assert landed(*match(commits, [posting("v1", 1)])) == [("v1", "a"), ("v1", "b")]


def test_a_maintainer_may_commit_before_he_posts_but_not_long_before() -> None:
    late = [posting("v1", 10 + EARLY / timedelta(hours=1) - 1)]
    assert landed(*match([commit(hours=10)], late)) == [("v1", "c")]
    later = [posting("v1", 10 + EARLY / timedelta(hours=1) + 1)]
    assert match([commit(hours=10)], later) == ()


def test_an_empty_patch_id_is_equal_to_nothing() -> None:
    c = commit(author=BOB, patch_id="")
    assert match([c], [posting("v1", 1, patch_id="")]) == ()


SAID = {"v2@example.org": ["c" * 12]}


def sent(name: str, hours: float, sender: Person = ADA, patch_id: str = "p1") -> Posting:
    return replace(posting(name, hours, patch_id=patch_id), sender=sender)


def test_a_posting_sent_after_the_commit_yields_to_the_author_date_of_one_before() -> None:
    """The author sent v2 while v1 was being applied; patchwork-bot names the commit for v2."""
    postings = [sent("v1", 1), sent("v2", 11)]
    assert landed(*match([commit(made=1)], postings, SAID)) == [("v1", "c")]


def test_a_maintainer_who_sends_what_he_has_committed_is_believed() -> None:
    postings = [sent("v1", 1), sent("v2", 11, sender=MIA)]
    assert landed(*match([commit(made=1)], postings, SAID)) == [("v2", "c")]


def test_a_later_posting_that_a_notice_names_is_believed_without_an_author_date_before() -> None:
    postings = [sent("v1", 1), sent("v2", 11)]
    assert landed(*match([commit(made=-5)], postings, SAID)) == [("v2", "c")]


def test_a_notice_for_an_older_posting_yields_to_the_author_date_of_a_newer_one() -> None:
    postings = [sent("v2", 1), sent("v3", 5)]
    assert landed(*match([commit(made=5)], postings, SAID)) == [("v3", "c")]


def test_a_notice_for_a_newer_posting_wins_over_the_author_date_of_an_older_one() -> None:
    postings = [sent("v1", 1), sent("v2", 5)]
    assert landed(*match([commit(made=1)], postings, SAID)) == [("v2", "c")]


def test_a_link_wins_over_any_author_date() -> None:
    postings = [sent("v1", 1), sent("v2", 5)]
    c = commit(made=5, mentions=link("v1"))
    assert landed(*match([c], postings)) == [("v1", "c")]


def test_a_shortened_mail_has_no_patch_id_that_could_differ_from_a_commits() -> None:
    found = read(
        Stored(raw=patch("widget: Turn it", message_id="v1@example.org"), archive="a", key="k")
    )
    assert isinstance(found, Message)
    assert posting_of(found).patch_id != ""
    assert posting_of(replace(found, abridged=True)).patch_id == ""


def test_who_takes_over_a_patch_and_rewrites_it_keeps_its_author_date() -> None:
    """Title and diff of the first were others; what was committed is the second."""
    first = sent("first", 1, patch_id="p9")
    second = sent("second", 5, sender=MIA)
    first = replace(first, key="turn it on")
    assert landed(*match([commit(made=1)], [first, second])) == [("second", "c")]


def test_a_newer_posting_of_the_author_date_wins_though_its_title_was_edited_on_apply() -> None:
    older, newer = sent("older", 1, patch_id="p8"), sent("newer", 5, patch_id="p9")
    newer = replace(newer, key="turn it with care")
    c = commit(made=5, patch_id="p7")
    assert landed(*match([c], [older, newer])) == [("newer", "c")]


def test_a_commit_that_links_to_two_patches_folds_both() -> None:
    one, two = posting("one", 1), posting("two", 2, title="turn it louder", patch_id="p2")
    c = commit(mentions=(*link("one"), *link("two")))
    assert sorted(landed(*match([c], [one, two]))) == [("one", "c"), ("two", "c")]


def test_a_link_to_an_older_version_or_to_much_older_work_folds_nothing() -> None:
    old, new = posting("v1", 1), posting("v2", 2)
    c = commit(mentions=(*link("v1"), *link("v2")))
    assert landed(*match([c], [old, new])) == [("v2", "c")]
    far = posting("far", -24 * 30, title="prepare it", patch_id="p3")
    c = commit(mentions=(*link("far"), *link("v2")))
    assert landed(*match([c], [far, new])) == [("v2", "c")]
