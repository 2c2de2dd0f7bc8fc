# SPDX-License-Identifier: GPL-2.0-or-later
"""Why: every fact of a series with the message and line, or the commit, that proves it."""

from collections.abc import Iterator, Sequence

from tracker.errors import NotFound
from tracker.model.checks import Check
from tracker.model.mail import Evidence
from tracker.model.relations import kind_words
from tracker.model.status import stage_traits
from tracker.model.views import TOPICS, ObjectionView, PatchView, Reason, RevisionView, SeriesView
from tracker.relations.manual import Overruled, said_words


def reasons(
    view: SeriesView, standing: tuple[Evidence, ...], overruled: Sequence[Overruled] = ()
) -> tuple[Reason, ...]:
    """All facts of a series, by topic.

    ``standing`` is what proves its stage; ``overruled`` are relations that were read from mail
    and that a person's word has taken out.
    """
    found = [
        *_reason_stage(view, standing),
        *_reason_turn(view),
        *_revisions(view),
        *_relations(view),
    ]
    found += map(_overruled, overruled)
    found += map(_check_reason, view.checks)
    found += map(_reason_objection, view.objections)
    for revision in view.revisions:
        found += [
            *_reason_patches(view, revision),
            *_reason_questions(revision),
            *_notices(revision),
        ]
    return tuple(dict.fromkeys(found))


def reasons_about(found: Sequence[Reason], fact: str) -> tuple[Reason, ...]:
    """Return the reasons of a topic, else those whose fact holds the words.

    Raises NotFound for none.
    """
    wanted = fact.casefold().replace("-", " ")
    if wanted in TOPICS:
        of_topic = tuple(one for one in found if one.topic == wanted)
        if not of_topic:
            raise NotFound(f"no {wanted} is known of this series")
        return of_topic
    matching = tuple(one for one in found if wanted in one.fact.casefold().replace("-", " "))
    if not matching:
        topics = ", ".join(sorted({one.topic for one in found}))
        raise NotFound(f"no fact of this series matches '{fact}'; there are: {topics}")
    return matching


def _reason_stage(view: SeriesView, standing: tuple[Evidence, ...]) -> Iterator[Reason]:
    fact = f"stage is {stage_traits(view.stage).label} since {view.stage_since:%Y-%m-%d}"
    proofs = standing or (Evidence(rule=f"stage.{view.stage.value}", message_id=_newest_id(view)),)
    for proof in proofs:
        yield Reason(fact=fact, topic="stage", evidence=proof)


def _reason_turn(view: SeriesView) -> Iterator[Reason]:
    people = ", ".join(one.called for one in view.turn.people)
    side = view.turn.side.value + (f" ({people})" if people else "")
    posted = Evidence(rule=f"turn.{view.turn.side.value}", message_id=_newest_id(view))
    for number, sentence in enumerate(view.turn.reasons):
        proofs = view.turn.proofs[number] if number < len(view.turn.proofs) else ()
        for proof in proofs or (posted,):
            yield Reason(fact=f"turn is {side}: {sentence}", topic="turn", evidence=proof)


def _newest_id(view: SeriesView) -> str:
    return view.newest.message_id if view.newest else view.id


def _revisions(view: SeriesView) -> Iterator[Reason]:
    for proof in view.evidence:
        name = next((one for one in view.revisions if one.message_id == proof.message_id), None)
        what = f"v{name.version}" if name else "a message"
        yield Reason(fact=f"{what} is a version of this series", topic="revision", evidence=proof)


def _relations(view: SeriesView) -> Iterator[Reason]:
    for one in view.relations:
        other = one.target.title or one.target.url
        fact = f"{kind_words(one.kind, one.direction == 'out', one.evidence.rule)} {other}"
        yield Reason(fact=fact, topic="relation", evidence=one.evidence)
        if one.needed:
            first = "needs first" if one.direction == "out" else "is needed first by"
            yield Reason(fact=f"{first}: {other}", topic="relation", evidence=one.needed)


def _overruled(one: Overruled) -> Reason:
    relation, link = one.relation, one.link
    end = relation.message_id or relation.url
    fact = f"not {kind_words(relation.kind)} {end}: {link.kind or 'cut'}, {said_words(link)}"
    return Reason(fact=fact, topic="relation", evidence=relation.evidence)


def _check_reason(one: Check) -> Reason:
    where = "" if one.patch is None else f" patch {one.patch}"
    state = one.state.value + (f" ({one.severity.value})" if one.severity else "")
    answer = f", answered by {one.answered_by}" if one.answered_by else ""
    fact = f"{one.source} checked v{one.version}{where}: {one.context} is {state}{answer}"
    return Reason(fact=fact, topic="check", evidence=one.evidence)


def _reason_objection(one: ObjectionView) -> Reason:
    who = one.who.called
    where = "".join(f" patch {position}" for position in one.positions)
    end = f" ({one.answered_by})" if one.answered_by else ""
    fact = f"objection of {who} to v{one.version}{where} ({one.kind}), {one.state}{end}"
    return Reason(fact=fact, topic="objection", evidence=one.evidence)


def _reason_patches(view: SeriesView, revision: RevisionView) -> Iterator[Reason]:
    for patch in revision.patches:
        name = f"v{revision.version} patch {patch.position}"
        yield from _reason_tags(name, patch)
        for rung in patch.landing:
            commit = f" as {rung.commit[:12]}" if rung.commit else ""
            where = f" in {rung.tree}" if rung.tree else ""
            fact = f"{name}: {rung.rung.value}{where}{commit}, {rung.date:%Y-%m-%d}"
            yield Reason(fact=fact, topic="landing", evidence=rung.evidence)
            for other in rung.others:
                yield Reason(fact=fact, topic="landing", evidence=other)
        for one in patch.left:
            fact = f"{name}: no longer in {one.tree} ({one.branch}), where it was {one.commit[:12]}"
            yield Reason(fact=fact, topic="landing", evidence=one.evidence)


def _reason_tags(name: str, patch: PatchView) -> Iterator[Reason]:
    for tag in patch.tags:
        state = " (withdrawn)" if tag.withdrawn else " (carried)" if tag.carried else ""
        state += f" (not counted: {tag.doubt.value})" if tag.doubt else ""
        fact = f"{name}: {tag.name} {tag.person.called}{state}"
        yield Reason(fact=fact, topic="tag", evidence=tag.evidence)


def _reason_questions(revision: RevisionView) -> Iterator[Reason]:
    for one in revision.questions:
        who = one.who.called
        state = f"answered by {one.answered_by}" if one.answered_by else "open"
        yield Reason(fact=f"question of {who}, {state}", topic="question", evidence=one.evidence)


def _notices(revision: RevisionView) -> Iterator[Reason]:
    for one in revision.notices:
        who = one.who.called
        verb = "dropped" if one.dropped else "applied"
        where = f" in {one.tree}" if one.tree else ""
        fact = f"{who} says {verb}{where} ({one.kind})"
        yield Reason(fact=fact, topic="landing", evidence=one.evidence)
