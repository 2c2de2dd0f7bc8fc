# SPDX-License-Identifier: GPL-2.0-or-later
"""What became of a mainline change in each stable branch: one row a branch.

Sources: the stable queue's mails ("has been added to the 6.1-stable tree"), its ``FAILED: patch
"..." failed to apply to 6.1-stable tree``, backports that were posted for a branch, and a
repository of the stable kernels.
"""

from collections.abc import Iterable, Mapping, Sequence

from tracker.landing.notice_targets import find_targets
from tracker.landing.releases import version_key
from tracker.lazy_dataclass import dataclass, replace
from tracker.lazy_patterns import lazy_pattern
from tracker.model.landing import Landing, LandingStep, StableRow, StableState, StepName
from tracker.model.mail import Evidence, Message, NoticeKind
from tracker.model.series import Series

LONGTERM = ("5.4", "5.10", "5.15", "6.1", "6.6", "6.12", "6.18")
"""Branches that are kept for years (kernel.org/category/releases.html); one that is left out
between two that have the change is a hole."""
_BRANCH = lazy_pattern(r"(?<![\d.])\d{1,2}\.\d{1,3}(?![\d]*\.[\d])")
_BEST = (
    StableState.RELEASED,
    StableState.QUEUED,
    StableState.POSTED,
    StableState.FAILED,
    StableState.NOT_POSTED,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Backport:
    """A work that somebody posted for stable branches, and how far its patches got."""

    series: str
    """Its id."""
    branches: tuple[str, ...]
    row: StableRow
    """That it was posted; the branch is put in for each."""
    landings: tuple[Landing, ...]


def find_failures(series: Series, mails: Iterable[Message]) -> tuple[StableRow, ...]:
    """Return a row for each stable branch to which patches of a series failed to apply."""
    places = {one.message_id: one.position for rev in series.revisions for one in rev.patches}
    found: list[StableRow] = []
    for mail in sorted(mails, key=lambda one: (one.date, one.message_id)):
        for notice in mail.notices:
            if notice.kind is not NoticeKind.STABLE or notice.sure:
                continue
            targets = find_targets(series, mail, notice, {})
            branch = branch_of(notice.tree or "")
            if not targets or branch is None:
                continue
            found.append(
                StableRow(
                    branch=branch,
                    state=StableState.FAILED,
                    date=mail.date,
                    who=mail.sender,
                    positions=tuple(sorted({places[one.message_id] for one in targets})),
                    message_id=mail.message_id,
                    evidence=Evidence(
                        rule="stable.failed",
                        message_id=mail.message_id,
                        line=notice.line,
                        quote=notice.quote,
                    ),
                )
            )
    return tuple(found)


def stable_table(
    places: Mapping[str, int],
    landings: Mapping[str, Landing],
    failures: Sequence[StableRow],
    backports: Sequence[Backport],
) -> tuple[StableRow, ...]:
    """Return one row a branch, the newest branch first; none where no stable branch has a part.

    ``places`` are the positions of the patches by Message-ID.
    """
    rows = [
        _stable_step(step, position)
        for name, position in places.items()
        if name in landings
        for step in landings[name].rungs
        if step.rung is StepName.STABLE
    ]
    rows += [row for one in backports for row in _of_backport(one)]
    rows += failures
    by_branch: dict[str, list[StableRow]] = {}
    for row in rows:
        if row.branch:
            by_branch.setdefault(row.branch, []).append(row)
    found = [_stable_best(some) for some in by_branch.values()]
    found += [StableRow(branch=one, state=StableState.NOT_POSTED) for one in _holes(by_branch)]
    return tuple(sorted(found, key=lambda one: _stable_number(one.branch), reverse=True))


def branch_of(name: str) -> str | None:
    """Return the number of a stable branch as people call it: ``6.1-stable``, ``linux-6.1.y``."""
    found = _BRANCH.search(name.removesuffix(".y").replace(".y-", "-"))
    return found[0] if found else None


def _stable_step(step: LandingStep, position: int) -> StableRow:
    out = step.tag is not None and step.evidence.repository is not None
    return StableRow(
        branch=branch_of(step.branch or "") or branch_of(step.tree or "") or "",
        state=StableState.RELEASED if out else StableState.QUEUED,
        date=step.date,
        who=step.by or step.said_by,
        positions=(position,),
        tag=step.tag if out else None,
        commit=step.commit,
        message_id=step.evidence.message_id,
        evidence=step.evidence,
    )


def _of_backport(backport: Backport) -> Iterable[StableRow]:
    for branch in backport.branches:
        yield replace(backport.row, branch=branch)
        for landing in backport.landings:
            for step in landing.rungs:
                row = _stable_step(step, 0)
                if step.rung is StepName.STABLE and row.branch == branch:
                    yield replace(row, positions=(), series=backport.series)


def _stable_best(rows: Sequence[StableRow]) -> StableRow:
    """Return the row of a branch: how far it got, with every patch that got so far.

    A backport that is posted answers the failure before it.
    """
    state = next(one for one in _BEST if any(row.state is one for row in rows))
    same = [row for row in rows if row.state is state]
    newest = max(same, key=lambda row: (row.date is not None, row.date, row.message_id or ""))
    positions = sorted({position for row in same for position in row.positions})
    return replace(newest, positions=tuple(positions))


def _holes(branches: Iterable[str]) -> list[str]:
    """Return the longterm branches that lie between others and have no part in it."""
    numbers = sorted(_stable_number(one) for one in branches)
    if not numbers:
        return []
    low, high = numbers[0], numbers[-1]
    return [one for one in LONGTERM if low < _stable_number(one) < high and one not in {*branches}]


def _stable_number(branch: str) -> tuple[int, ...]:
    return version_key(f"v{branch}")[0]
