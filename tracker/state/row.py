# SPDX-License-Identifier: GPL-2.0-or-later
"""Tell a series in one row: what a list and the board show, sort and search it by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from tracker.landing.notices import notices_of
from tracker.lazy_dataclass import replace
from tracker.mail.people import name_key, same_person
from tracker.mail.subjects import stable_branch
from tracker.model.landing import StepName
from tracker.model.mail import Message, Person
from tracker.model.relations import WALKED
from tracker.model.review import Review, Tag
from tracker.model.series import Revision
from tracker.model.status import CLOSED, Turn
from tracker.review.tags import REVIEW_NAMES
from tracker.state.checks import with_unknown
from tracker.state.dossier import Dossier
from tracker.state.grounds import Ground
from tracker.state.linked import (
    DIGITS,
    Linked,
    blocker_name,
    blockers,
    counter_patch,
    end_name,
    landed_instead,
    needs_of,
    replacement,
    settled,
    stands_for,
    unknown_needs,
)
from tracker.state.movers import Circle
from tracker.state.stage import approving, facts
from tracker.state.summary import summary
from tracker.state.turn import Surroundings, open_questions, turn
from tracker.state.upkeep import (
    closest_maintainers,
    closest_reviewers,
    maintainers_of,
    subsystem_names,
)
from tracker.state.verdicts import count_checks, with_checks

if TYPE_CHECKING:
    from tracker.model.rows import LandedRow, RevisionRow, SeriesRow, TagCounts


_RUNGS = list(StepName)


def turn_of(dossier: Dossier, linked: Sequence[Linked]) -> Turn:
    """Whose move a series is, what it needs taken into account."""
    rest = dossier.rest
    around = Surroundings(
        blocked_by=[blocker_name(one) for one in blockers(needs_of(dossier, linked))],
        replaced_by=_in_its_place(dossier, linked),
        countered=_counter_ground(dossier, linked),
        rest=rest.words if rest and rest.whole else None,
        unknown=unknown_needs(dossier, linked),
        circle=circle_of(dossier),
    )
    move = turn(dossier.series, dossier.standing, dossier.review, around)
    heard = max((one.date for one in dossier.review.speeches if not one.by_author), default=None)
    move = with_checks(move, dossier.standing.stage, dossier.checks, dossier.current, heard)
    return with_unknown(move, dossier)


def _in_its_place(dossier: Dossier, linked: Sequence[Linked]) -> str | None:
    """The sentence that says which other patch took the place of a series."""
    if (later := replacement(dossier, linked)) and later.other:
        return f"its author went on with “{later.other.series.newest.title}”"
    if (counter := landed_instead(dossier, linked)) and counter.other:
        newest = counter.other.series.newest
        who = newest.author.called
        return f"“{newest.title}” by {who} went in instead"
    return None


def _counter_ground(dossier: Dossier, linked: Sequence[Linked]) -> Ground | None:
    """That a reader posted another patch in its place, inside an answer."""
    counter = counter_patch(dossier, linked)
    if counter is None or counter.other is None:
        return None
    newest = counter.other.series.newest
    who = newest.author.called
    text = f"{who} posted “{newest.title}” in its place"
    return Ground(text=text, proofs=(counter.relation.evidence,))


def circle_of(dossier: Dossier) -> Circle:
    """Return the people around a series, from whom the movers are taken."""
    newest = dossier.series.newest

    def before() -> Iterator[tuple[Revision, Review]]:
        for one in reversed(dossier.series.revisions):
            if one.date < newest.date:
                yield one, dossier.reviews[one.message_id]

    return Circle(
        author=newest.author,
        posting=tuple(dossier.messages[one] for one in newest.own if one in dossier.messages),
        version=newest.version,
        review=dossier.review,
        before=before,
        appliers=dossier.committers.last if dossier.committers else (),
        maintainers=closest_maintainers(dossier.subsystems),
        reviewers=closest_reviewers(dossier.subsystems, newest.author),
    )


def row(dossier: Dossier, linked: Sequence[Linked], *, tracked: bool) -> SeriesRow:
    """One series for a list or the board; what the user said of it is joined later."""
    from tracker.model.rows import SeriesRow

    dossier = settled(dossier, linked)
    series, newest = dossier.series, dossier.series.newest
    move = turn_of(dossier, linked)
    needs = needs_of(dossier, linked)
    blocked = bool(blockers(needs))
    tags = [one for one in dossier.review.tags if one.counts]
    return SeriesRow(
        id=series.id,
        title=newest.title,
        author=series.author,
        lists=newest.lists,
        project=dossier.project,
        stage=dossier.standing.stage,
        turn=move,
        last_activity=dossier.last,
        revisions=tuple(_row_revision(one) for one in series.revisions),
        tracked=tracked,
        reviewed=sum(bool(tags) for tags in approving(dossier.current, dossier.review).values()),
        open_questions=len(open_questions(dossier.review)),
        blocked=blocked,
        summary=summary(dossier, move),
        stage_since=dossier.standing.since,
        facts=facts(series, dossier.standing, dossier.last, dossier.as_of, blocked),
        tags=_counts_row(tags),
        stale_tags=_row_names(one.person for one in tags if one.carried and one.stale),
        landed=_row_landed(dossier),
        blocked_by=() if dossier.standing.stage in CLOSED else _blocked_by(needs),
        related=_row_related(series.id, linked),
        involved=_involved(dossier),
        reviewers=_row_unique(one.person for one in tags if one.name in REVIEW_NAMES),
        last_other=_last_other(dossier),
        subsystems=subsystem_names(dossier.subsystems),
        maintainers=maintainers_of(dossier.subsystems),
        checks=count_checks(dossier.checks, dossier.current),
    )


def commits_of(dossier: Dossier) -> frozenset[str]:
    """The commits that its mails name, or that its patches became, by their first digits."""
    named = [link.commit for one in dossier.messages.values() for link in one.links]
    noticed = [
        item.commit
        for one in dossier.messages.values()
        for notice in one.notices
        for item in notice.items
    ]
    became = [rung.commit for one in dossier.landings.values() for rung in one.rungs]
    return frozenset(one[:DIGITS].lower() for one in (*named, *noticed, *became) if one)


def _row_revision(revision: Revision) -> RevisionRow:
    from tracker.model.rows import RevisionRow

    return RevisionRow(
        version=revision.version,
        label=revision.label,
        message_id=revision.message_id,
        date=revision.date,
        expected=revision.expected,
        patches=(*(one.message_id for one in revision.patches), *revision.spare),
        partial=revision.partial,
        branch=stable_branch(revision.prefixes),
    )


def _counts_row(tags: Sequence[Tag]) -> TagCounts:
    from tracker.model.rows import TagCounts

    def given(name: str) -> int:
        return len({name_key(t.person.name) or t.person.email for t in tags if t.name == name})

    return TagCounts(
        reviewed=given("Reviewed-by"),
        acked=given("Acked-by"),
        tested=given("Tested-by"),
        nacked=given("Nacked-by"),
    )


def _row_names(people: Iterable[Person]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.called for one in people))


def _row_landed(dossier: Dossier) -> tuple[LandedRow, ...]:
    """Each place that the patches of its stage reached, the lowest rung first."""
    from tracker.model.rows import LandedRow

    found: dict[tuple[StepName, str, str, str], LandedRow] = {}
    for landing in dossier.own_landings:
        for rung in landing.rungs:
            if rung.rung is StepName.POSTED:
                continue
            key = (rung.rung, rung.tree or "", rung.branch or "", rung.tag or "")
            before = found.get(key)
            if before is None:
                found[key] = LandedRow(
                    rung=rung.rung.value, tree=key[1], branch=key[2], tag=key[3], date=rung.date
                )
            elif before.date is not None and before.date < rung.date:
                found[key] = replace(before, date=rung.date)
    return tuple(found[key] for key in sorted(found, key=lambda key: (_RUNGS.index(key[0]), key)))


def _blocked_by(needs: Sequence[Linked]) -> tuple[str, ...]:
    """Titles of what has not landed, then handles of what is not at hand."""
    held = [stands_for(one) for one in blockers(needs)]
    titles = [one.series.newest.title for one in held if one is not None]
    absent = [end_name(one.relation) for one in needs if stands_for(one) is None]
    return tuple(dict.fromkeys((*titles, *absent)))


def _row_related(own: str, linked: Sequence[Linked]) -> int:
    """How many works the walk over relations goes to from here."""
    ends = {
        one.other.series.id if one.other else end_name(one.relation)
        for one in linked
        if one.relation.kind in WALKED
    }
    return len(ends - {own})


def _involved(dossier: Dossier) -> tuple[Person, ...]:
    """The author, who wrote in the order in which they first did, then who is named by a tag."""
    sent = sorted(_row_own(dossier), key=lambda one: (one.date, one.message_id))
    writers = [one.sender for one in sent if not one.bot]
    said = dossier.reviews
    tagged = [tag.person for name in said for tag in said.tags(name)]
    appliers = [
        notice.by
        for revision in (dossier.series.revisions if any(one.notices for one in sent) else ())
        for _, notice in notices_of(revision, dossier.messages)
        if notice.by is not None
    ]
    return _row_unique((dossier.series.newest.author, *writers, *tagged, *appliers))


def _row_unique(people: Iterable[Person]) -> tuple[Person, ...]:
    """Each address once; of a name without an address, the name once."""
    found: dict[str, Person] = {}
    for one in people:
        found.setdefault(one.email or name_key(one.name), one)
    return tuple(found.values())


def _row_own(dossier: Dossier) -> list[Message]:
    names = dossier.series.messages
    return [dossier.messages[name] for name in names if name in dossier.messages]


def _last_other(dossier: Dossier) -> datetime | None:
    """When somebody else than the author last wrote."""
    author = dossier.series.newest.author
    dates = [
        one.date for one in _row_own(dossier) if not one.bot and not same_person(one.sender, author)
    ]
    return max(dates, default=None)
