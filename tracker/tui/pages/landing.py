"""The ladder of each patch: where it was seen, by which commit, proved by what."""

from functools import partial

from tracker.model.landing import Proof, Rung, RungName, tree_name
from tracker.model.views import PatchView, RevisionView
from tracker.tui.lines import PROSE, Line, Look, Row, Span, Target, blank, cell, fixed, taken
from tracker.tui.phrases import PROOF, day, name_of, stage_sign, stage_words

_CLIMB = (RungName.POSTED, RungName.TREE, RungName.NEXT, RungName.MAINLINE, RungName.RELEASE)


def landing_rows(revision: RevisionView | None) -> tuple[Row, ...]:
    """A ladder for each patch of the revision."""
    if revision is None or not revision.patches:
        none = Row(key="none", draw=fixed((Span(" no patches at hand", Look.DIM),)), stop=False)
        return (none,)
    size = revision.expected or len(revision.patches)
    rows: list[Row] = []
    for patch in revision.patches:
        rows += [_head(patch, size), *_rungs(patch, revision), blank(f"{patch.message_id}.gap")]
    return tuple(rows[:-1])


def _head(patch: PatchView, size: int) -> Row:
    target = Target(
        message_id=patch.message_id,
        evidence=tuple(rung.evidence for rung in patch.landing),
    )
    return Row(key=patch.message_id, draw=partial(_head_line, patch, size), target=target)


def _head_line(patch: PatchView, size: int, columns: int) -> Line:
    stage = stage_words(patch.stage)
    line = (Span(" "), stage_sign(patch.stage), cell(f" {patch.position}/{size}", 7, Look.DIM))
    room = min(columns, PROSE) - taken(line) - len(stage) - 2
    return (*line, cell(patch.title, max(room, 10), Look.STRONG), Span(f" {stage}", Look.DIM))


def _rungs(patch: PatchView, revision: RevisionView) -> list[Row]:
    rows = [] if _told(patch, RungName.POSTED) else [_posted(patch, revision)]
    rows += [
        Row(
            key=f"{patch.message_id} {number}",
            draw=partial(_rung_line, rung),
            target=Target(
                message_id=rung.evidence.message_id or patch.message_id,
                line=rung.evidence.line,
                commit=rung.commit,
                evidence=(rung.evidence,),
            ),
        )
        for number, rung in enumerate(patch.landing)
    ]
    reached = [_CLIMB.index(rung.rung) for rung in patch.landing if rung.rung in _CLIMB]
    unknown = [rung.value for rung in _CLIMB[max(reached, default=0) + 1 :]]
    if unknown:
        line = (Span("   ○ ", Look.DIM), Span(f"{', '.join(unknown)}: not known", Look.DIM))
        rows.append(Row(key=f"{patch.message_id} rest", draw=fixed(line), stop=False))
    return rows


def _told(patch: PatchView, name: RungName) -> bool:
    return any(rung.rung is name for rung in patch.landing)


def _posted(patch: PatchView, revision: RevisionView) -> Row:
    """The first rung, which the patch itself proves."""
    line = (
        Span("   ● ", Look.GOOD),
        cell(RungName.POSTED.value, 10),
        cell(day(revision.date), 12, Look.DIM),
    )
    return Row(
        key=f"{patch.message_id} posted",
        draw=fixed(line),
        target=Target(message_id=patch.message_id),
    )


def _rung_line(rung: Rung, columns: int) -> Line:
    look = Look.BAD if rung.rung is RungName.REVERTED else Look.GOOD
    line = (
        Span("   ● ", look),
        cell(rung.rung.value, 10),
        cell(day(rung.date), 12, Look.DIM),
        cell(rung.commit[:12] if rung.commit else "", 14, Look.INFO),
    )
    return (*line, cell(_place(rung), max(columns - taken(line), 0)))


def _place(rung: Rung) -> str:
    """Where, by whom, and why it is believed."""
    named = (tree_name(rung.tree or ""), rung.branch)
    where = rung.tag or " ".join(part for part in named if part)
    parts = [where, f"by {name_of(rung.by)}" if rung.by else ""]
    if rung.rung is not RungName.POSTED:
        sure = "claimed by " if rung.proof is Proof.CLAIM else "by "
        parts.append(f"({sure}{PROOF[rung.proof]})")
    parts.append(f"in merge {rung.merge[:12]}" if rung.merge else "")
    return " ".join(part for part in parts if part)
