"""The ladder of each patch: where it was seen, by which commit, proved by what, and how surely."""

from functools import partial

from tracker.model.landing import PROOFS, Rung, RungName, place_name, tree_name
from tracker.model.mail import Evidence
from tracker.model.roles import Role
from tracker.model.status import stage_traits
from tracker.model.views import NoticeView, PatchView, RevisionView
from tracker.render.lines import (
    PROSE,
    Line,
    Row,
    Span,
    Target,
    blank,
    cell,
    fixed,
    heading,
    paragraph,
    taken,
)
from tracker.render.words import day, name_of, stage_sign

_CLIMB = (RungName.POSTED, RungName.TREE, RungName.NEXT, RungName.MAINLINE, RungName.RELEASE)


def landing_rows(revision: RevisionView | None, columns: int = PROSE) -> tuple[Row, ...]:
    """A ladder for each patch of the revision, then what is said of it and proved by nothing."""
    if revision is None or not revision.patches:
        none = Row(key="none", draw=fixed((Span(" no patches at hand", Role.DIM),)), stop=False)
        return (none,)
    size = revision.expected or len(revision.patches)
    rows = _together(revision, size)
    for patch in revision.patches:
        rows += [_head(patch, size), *_rungs(patch, revision, columns)]
        rows.append(blank(f"{patch.message_id}.gap"))
    return (*rows[:-1], *_claims(revision, columns))


def _together(revision: RevisionView, size: int) -> list[Row]:
    """One line for each place that patches reached, with how many did; none for a lone patch."""
    places: dict[tuple[RungName, str], list[Rung]] = {}
    for patch in revision.patches:
        mine = {(rung.rung, _place(rung)): rung for rung in patch.landing}
        for key, rung in mine.items():
            if rung.rung is not RungName.POSTED:
                places.setdefault(key, []).append(rung)
    if size < 2 or not places:
        return []
    rows = [heading("together", " All together")]
    for number, ((name, place), rungs) in enumerate(
        sorted(places.items(), key=lambda one: (list(RungName).index(one[0][0]), one[1][-1].date))
    ):
        role = Role.BAD if name is RungName.REVERTED else Role.PLAIN
        line = (
            Span("   "),
            cell(name.value, 12, role),
            cell(day(max(rung.date for rung in rungs)), 12, Role.DIM),
            cell(f"{len(rungs)}/{size}", 14, Role.GOOD if len(rungs) >= size else Role.WARN),
        )
        draw = partial(_ended, line, place)
        rows.append(Row(key=f"together.{number}", draw=draw, stop=False))
    return [*rows, blank("together.gap")]


def _ended(line: Line, text: str, columns: int) -> Line:
    """A line with a text in what room is left."""
    return (*line, cell(text, max(columns - taken(line), 0)))


def _head(patch: PatchView, size: int) -> Row:
    target = Target(
        message_id=patch.message_id,
        evidence=tuple(rung.evidence for rung in patch.landing),
    )
    return Row(key=patch.message_id, draw=partial(_head_line, patch, size), target=target)


def _head_line(patch: PatchView, size: int, columns: int) -> Line:
    stage = stage_traits(patch.stage).label
    line = (Span(" "), stage_sign(patch.stage), cell(f" {patch.position}/{size}", 7, Role.DIM))
    room = min(columns, PROSE) - taken(line) - len(stage) - 2
    return (*line, cell(patch.title, max(room, 10), Role.STRONG), Span(f" {stage}", Role.DIM))


def _rungs(patch: PatchView, revision: RevisionView, columns: int) -> list[Row]:
    rows = [] if _told(patch, RungName.POSTED) else [_posted(patch, revision)]
    for number, rung in enumerate(patch.landing):
        rows += _rung(f"{patch.message_id} {number}", patch, rung, columns)
    for number, gone in enumerate(patch.left):
        target = Target(message_id=patch.message_id, commit=gone.commit, evidence=(gone.evidence,))
        where = f"{tree_name(gone.tree)} {gone.branch}"
        text = f"was in {where} on {day(gone.seen)}, no longer on {day(gone.gone)}"
        rows += paragraph(f"{patch.message_id} left.{number}", text, columns, lead="   ◌ ",
                          role=Role.WARN, target=target)  # fmt: skip
    reached = [_CLIMB.index(rung.rung) for rung in patch.landing if rung.rung in _CLIMB]
    unknown = [rung.value for rung in _CLIMB[max(reached, default=0) + 1 :]]
    if unknown:
        line = (Span("   ○ ", Role.DIM), Span(f"{', '.join(unknown)}: not known", Role.DIM))
        rows.append(Row(key=f"{patch.message_id} rest", draw=fixed(line), stop=False))
    return rows


def _told(patch: PatchView, name: RungName) -> bool:
    return any(rung.rung is name for rung in patch.landing)


def _posted(patch: PatchView, revision: RevisionView) -> Row:
    """The first rung, which the patch itself proves."""
    line = (
        Span("   ● ", Role.GOOD),
        cell(RungName.POSTED.value, 10),
        cell(day(revision.date), 12, Role.DIM),
    )
    return Row(
        key=f"{patch.message_id} posted",
        draw=fixed(line),
        target=Target(message_id=patch.message_id),
    )


def _rung(key: str, patch: PatchView, rung: Rung, columns: int) -> list[Row]:
    """A rung, why it is believed, and what else speaks for or against it."""
    target = Target(
        message_id=rung.evidence.message_id or patch.message_id,
        line=rung.evidence.line,
        commit=rung.commit,
        evidence=(rung.evidence, *rung.others),
        edited=rung.commit if rung.edited and rung.commit else None,
    )
    sure = is_sure(rung, patch)
    rows = [Row(key=key, draw=partial(_rung_line, rung, sure), target=target)]
    if rung.rung is RungName.POSTED:
        return rows
    under = [(_why(rung, sure), Role.DIM)]
    if rung.edited:
        under.append(("the commit is not what was posted: Enter shows how it differs", Role.WARN))
    for number, (text, role) in enumerate(under):
        told = paragraph(f"{key} why.{number}", text, columns, lead=" " * 15, role=role)
        rows += [Row(key=row.key, draw=row.draw, stop=False) for row in told]
    for number, one in enumerate(rung.against):
        target = Target(message_id=one.message_id, line=one.line, commit=one.commit,
                        evidence=(one,))  # fmt: skip
        rows += paragraph(f"{key} against.{number}", _against(one), columns, lead=" " * 15,
                          role=Role.WARN, target=target)  # fmt: skip
    return rows


def _against(one: Evidence) -> str:
    """What speaks against a rung."""
    named = f"names {one.commit[:12]}" if one.commit else ""
    said = one.quote.strip()
    return f"against it: {', '.join(part for part in (named, said) if part) or one.rule}"


def _rung_line(rung: Rung, sure: bool, columns: int) -> Line:
    line = (
        Span(f"   {'●' if sure else '◐'} ", _role(rung, sure)),
        cell(rung.rung.value, 10),
        cell(day(rung.date), 12, Role.DIM),
        cell(rung.commit[:12] if rung.commit else "", 14, Role.INFO),
    )
    return (*line, cell(_place(rung), max(columns - taken(line), 0)))


def is_sure(rung: Rung, patch: PatchView) -> bool:
    """Whether a rung is proved: by itself, or as the place of a commit that is proved below."""
    if rung.rung is RungName.POSTED or rung.proved:
        return True
    below = [one for one in patch.landing if one.proved and one.commit == rung.commit]
    return rung.evidence.repository is not None and bool(rung.commit and below)


def _role(rung: Rung, sure: bool) -> Role:
    if rung.rung is RungName.REVERTED:
        return Role.BAD
    return Role.GOOD if sure else Role.WARN


def _place(rung: Rung) -> str:
    """Where, and by whom."""
    named = (tree_name(rung.tree or ""), rung.branch)
    where = rung.tag or " ".join(part for part in named if part)
    if rung.branch and not (rung.tree or rung.tag):
        where = place_name(None, rung.branch)
    parts = [where, rung.who]
    return " ".join(part for part in parts if part)


def _why(rung: Rung, sure: bool) -> str:
    """``proved by the commit's link, a notice; seen in linux; merge 0123456789ab``."""
    if sure and not rung.proved:
        told = ["the commit above"]
    else:
        proofs = ", ".join(PROOFS[one].label for one in dict.fromkeys((rung.proof, *rung.proofs)))
        claimed = PROOFS[rung.proof].claim
        told = [f"{'proved' if sure else 'claimed' if claimed else 'likely'} by {proofs}"]
    told += [f"seen in {rung.evidence.repository}"] if rung.evidence.repository else []
    told += [f"merge {rung.merge[:12]}"] if rung.merge else []
    return "; ".join(told)


def _claims(revision: RevisionView, columns: int) -> list[Row]:
    """Notices that name no commit, leave a doubt, or say that patches were dropped."""
    weak = [one for one in revision.notices if not one.commits or not one.sure or one.dropped]
    if not weak:
        return []
    rows = [blank("claims.gap"), heading("claims", " Only claimed")]
    for number, notice in enumerate(weak):
        target = Target(
            message_id=notice.message_id, line=notice.evidence.line, evidence=(notice.evidence,)
        )
        key = f"claim.{number} {notice.message_id}"
        rows.append(Row(key=key, draw=partial(_claim_line, notice), target=target))
    return rows


def _claim_line(notice: NoticeView, columns: int) -> Line:
    verb = "dropped" if notice.dropped else "applied"
    named = (tree_name(notice.tree or ""), notice.branch)
    where = " ".join(part for part in named if part)
    if notice.branch and not notice.tree:
        where = place_name(None, notice.branch)
    doubts = ["" if notice.commits else "no commit named", "" if notice.sure else "not sure"]
    doubt = "".join(f", {one}" for one in doubts if one)
    text = f"{name_of(notice.who)} says {verb}{f' to {where}' if where else ''}{doubt}"
    line = (Span("   ◐ ", Role.WARN), cell(day(notice.date), 12, Role.DIM))
    return (*line, cell(text, max(columns - taken(line), 10)))
