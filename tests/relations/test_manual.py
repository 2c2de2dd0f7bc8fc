# SPDX-License-Identifier: GPL-2.0-or-later
"""A person's word about two works against what is read from their mail."""

from datetime import UTC, datetime

import pytest

from tracker.model.mail import Evidence
from tracker.model.relations import Kind, Relation, SaidLink
from tracker.relations.find import strongest
from tracker.relations.manual import RULE, Heard, Word, heed

NOON = datetime(2025, 3, 4, 12, 0, tzinfo=UTC)


def read(kind: Kind, target: str, sure: float = 0.9) -> Relation:
    """A relation that the author of ``axle`` wrote."""
    return Relation(
        kind=kind,
        source="axle",
        message_id=target,
        url=f"https://lore.kernel.org/r/{target}",
        confidence=sure,
        evidence=Evidence(rule=f"relation.{kind}.trailer", message_id="axle"),
    )


def word(kind: Kind | None, source: str, target: str, note: str = "") -> Word:
    link = SaidLink(source=source, target=target, kind=kind, note=note, at=NOON)
    return Word(link=link, source=source, target=target)


def heard(relations: list[Relation], *words: Word) -> Heard:
    return heed("axle", relations, words, lambda one: one.message_id or one.url)


def kinds(found: Heard) -> list[Kind]:
    return [one.kind for one in found.relations]


def test_a_made_relation_is_sure_and_shown_as_said() -> None:
    (made,) = heard([], word(Kind.COMPANION, "axle", "bolt", note="the other half")).relations
    assert (made.kind, made.message_id, made.confidence) == (Kind.COMPANION, "bolt", 1.0)
    assert made.evidence.rule == RULE
    assert made.evidence.message_id == "axle"
    assert made.evidence.quote == "recorded here on 2025-03-04: the other half"


def test_a_relation_to_a_url_names_no_message() -> None:
    url = "https://example.org/pull/7"
    (made,) = heard([], word(Kind.COMPANION, "axle", url)).relations
    assert (made.message_id, made.url) == (None, url)


def test_a_word_takes_the_place_of_what_says_something_else() -> None:
    """And of nothing that leads to another work."""
    relations = [read(Kind.DEPENDS_ON, "bolt"), read(Kind.DEPENDS_ON, "cog")]
    found = heard(relations, word(Kind.FOLLOWS, "axle", "bolt"))
    assert kinds(found) == [Kind.FOLLOWS, Kind.DEPENDS_ON]
    (gone,) = found.overruled
    assert (gone.relation, gone.link.kind) == (relations[0], Kind.FOLLOWS)


def test_what_says_the_same_stays_as_a_proof() -> None:
    found = heard([read(Kind.DEPENDS_ON, "bolt")], word(Kind.DEPENDS_ON, "axle", "bolt"))
    assert kinds(found) == [Kind.DEPENDS_ON, Kind.DEPENDS_ON]
    assert strongest(found.relations).evidence.rule == RULE


@pytest.mark.parametrize(("source", "target"), [("axle", "bolt"), ("bolt", "axle")])
def test_a_cut_holds_from_either_side_and_for_every_kind(source: str, target: str) -> None:
    relations = [read(Kind.DEPENDS_ON, "bolt"), read(Kind.MENTIONS, "bolt")]
    found = heard(relations, word(None, source, target))
    assert found.relations == ()
    assert [one.relation for one in found.overruled] == relations


def test_a_link_from_the_other_side_takes_nothing_from_this_one() -> None:
    found = heard([read(Kind.DEPENDS_ON, "bolt")], word(Kind.FOLLOWS, "bolt", "axle"))
    assert kinds(found) == [Kind.DEPENDS_ON]


def test_of_several_words_the_last_holds() -> None:
    words = word(None, "axle", "bolt"), word(Kind.DEPENDS_ON, "axle", "bolt")
    found = heard([read(Kind.REPLACES, "bolt")], *words)
    assert kinds(found) == [Kind.DEPENDS_ON]
    assert found.overruled[0].link.kind is Kind.DEPENDS_ON


def test_older_versions_are_never_cut_out() -> None:
    """They are no edge between works."""
    found = heard([read(Kind.PREVIOUS_VERSION, "bolt")], word(None, "axle", "bolt"))
    assert kinds(found) == [Kind.PREVIOUS_VERSION]


def test_words_about_others_change_nothing() -> None:
    found = heard([read(Kind.DEPENDS_ON, "bolt")], word(None, "cog", "dial"))
    assert (kinds(found), found.overruled) == ([Kind.DEPENDS_ON], ())
