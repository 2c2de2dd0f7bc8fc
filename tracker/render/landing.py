# SPDX-License-Identifier: GPL-2.0-or-later
"""Where the patches landed: each step with its commits, who did it, and what proves it.

Patches that reached a step together share a row; the Landing tab has the steps of each patch
below.
"""

from collections.abc import Iterable, Sequence
from functools import partial

from tracker.lazy_dataclass import replace
from tracker.model.landing import (
    MERGE_TOLD,
    PROOFS,
    LandingStep,
    Left,
    Proof,
    StepName,
    place_name,
    proof_label,
    tree_name,
)
from tracker.model.relations import Kind
from tracker.model.roles import Role
from tracker.model.status import LANDED, Stage, stage_traits
from tracker.model.views import NoticeView, PatchView, RevisionView, SeriesView
from tracker.render.lines import (
    PROSE,
    Line,
    Row,
    RowTarget,
    Span,
    capped,
    cell,
    fixed,
    heading,
    line_of,
    paragraph,
    parts,
    prose_room,
    taken,
)
from tracker.render.sections import (
    SharedStep,
    is_sure,
    pulled_steps,
    series_target,
    shared_steps,
)
from tracker.render.words import day, name_of, number_ranges, stage_sign

_AGAINST = {
    "page.missing": "the web server did not know the commit that the notice names",
    "page.other": "the page of the commit that the notice names shows another patch",
}
_OTHER_COMMIT = "a notice names another commit, which that branch lacks now"
_DIGITS = 12
"""Digits of a commit id that the kernel asks for in ``Fixes:`` lines."""
_STEPS = 8
_CLAIMS = 3
_UNDER = " " * 14
_CLIMB = (StepName.POSTED, StepName.TREE, StepName.NEXT, StepName.MAINLINE, StepName.RELEASE)


def landing_rows(revision: RevisionView, columns: int, full: bool = False) -> list[Row]:
    """Return the steps of a version, those patches that are nowhere, and what is only claimed.

    ``full`` leaves nothing out.
    """
    steps = shared_steps(revision.patches) or pulled_steps(revision)
    gone = _left_rows(revision.patches, columns)
    claims = _claims(revision, columns, full)
    if not steps:
        nowhere = "nowhere any more" if gone else "nowhere yet, as far as is known"
        return [heading("landing", f"Landing: {nowhere}"), *gone, *claims]
    items: list[list[Row]] = []
    before: tuple[tuple[int, str | None], ...] = ()
    for number, step in enumerate(steps):
        items.append(_landing_step(f"step.{number}", step, before, len(revision.patches), columns))
        before = step.commits
    rows = [heading("landing", "Landing")]
    rows += capped("landing", items, None if full else _STEPS, hint="--full")
    return [*rows, *gone, *_nowhere(revision.patches, columns), *claims]


def landing_page(revision: RevisionView | None, columns: int = PROSE) -> list[Row]:
    """Return the Landing tab: the steps that patches share, then the steps of each patch."""
    if revision is not None and revision.landing:
        return landing_rows(revision, columns, full=True)
    if revision is None or not revision.patches:
        return [line_of("none", " no patches", Role.DIM)]
    size = revision.expected or len(revision.patches)
    together: list[Row] = []
    if size > 1:
        together = landing_rows(revision, columns)
    claims = [] if together else _claims(revision, columns, True)
    patches = [
        [_landing_patch(patch, size), *_steps(patch, revision, columns)]
        for patch in revision.patches
    ]
    return parts(together, *patches, claims)


_ENDED = frozenset({Stage.SUPERSEDED, Stage.WITHDRAWN, Stage.REJECTED})


def ended_rows(view: SeriesView, revision: RevisionView, columns: int) -> list[Row]:
    """Return why a version lands nowhere; nothing where it may, or where some of it did.

    A reader of a superseded version wants what took its place: Enter opens that.
    """
    landed = revision.landing or shared_steps(revision.patches) or pulled_steps(revision)
    if revision.stage not in _ENDED or landed or _left_rows(revision.patches, columns):
        return []
    claims = _claims(revision, columns, True)
    newest = view.newest
    target = series_target(view, "stage")
    if newest is not None and newest.version != revision.version:
        text = f"{newest.name} took the place of {revision.name}"
    else:
        text = next(iter(view.turn.reasons), stage_traits(revision.stage).label)
        other = next((one.target.id for one in view.relations
                      if one.kind is Kind.REPLACES and one.direction == "in"), None)  # fmt: skip
        target = replace(target, series=other) if other else target
    rows = paragraph("landing.ended", text, columns, lead="  ", target=target)
    title = f"Landing: none of {revision.name}, which is {stage_traits(revision.stage).label}"
    return [heading("landing", title), *rows, *claims]


def step_place(rung: LandingStep) -> str:
    """Return the tree, branch and tag of a step: ``bpf-next.git master``."""
    names = (rung.tree and tree_name(rung.tree), rung.branch, rung.tag)
    if rung.branch and not (rung.tree or rung.tag):
        return place_name(None, rung.branch)
    return " ".join(name for name in names if name) or "a tree that is not named"


def _landing_sign(rung: LandingStep, sure: bool) -> Span:
    role = Role.GOOD if sure else Role.WARN
    sign, plain = ("●", "*") if sure else ("◐", "+")
    return Span(sign, Role.BAD if rung.rung is StepName.REVERTED else role, plain)


def _proof_words(rung: LandingStep, proofs: Iterable[Proof], sure: bool) -> str:
    """Return ``proved by the commit's link to the patch``, ``claimed by a notice ...``."""
    if sure and not rung.proved:
        return "the commit above"
    verb = "proved" if sure else "claimed" if PROOFS[rung.proof].claim else "likely"
    return f"{verb} by {', '.join(proof_label(rung, one) for one in dict.fromkeys(proofs))}"


def _landing_step(
    key: str,
    step: SharedStep,
    before: tuple[tuple[int, str | None], ...],
    patches: int,
    columns: int,
) -> list[Row]:
    """Return one step that patches share, its commits, and what speaks against it."""
    rung = step.rung
    words = [step_place(rung), day(rung.date)]
    words += [who] if (who := rung.who or _merge_teller(rung)) else []
    words += [f"merge {rung.merge[:_DIGITS]}"] if rung.merge else []
    proof = _proof_words(rung, step.proofs, step.sure)
    if rung.rung is StepName.RELEASE and rung.commit:
        proof = "the first release tag that contains " + ("it" if patches == 1 else "them")
    target = RowTarget(
        message_id=rung.evidence.message_id,
        line=rung.evidence.line,
        commit=rung.commit,
        evidence=step.evidence,
        topics=frozenset({"landing"}),
    )
    lead: Line = (Span("  "), _landing_sign(rung, step.sure), Span(f" {rung.rung.value:<9} "))
    role = Role.BAD if rung.rung is StepName.REVERTED else Role.PLAIN
    told = f"{', '.join(words)} ({proof})"
    rows = paragraph(key, told, columns, lead=lead, role=role, target=target)
    commits = "same commits" if step.commits == before else _landing_commits(step, patches)
    rows += paragraph(f"{key}.commits", commits, columns, lead=_UNDER, role=Role.DIM, most=20,
                      stop=False)  # fmt: skip
    if step.edited and commits != "same commits":
        which = f": {', '.join(map(str, step.edited))}" if patches > 1 else ""
        text = f"edited when applied{which} (tracker why REF landing)"
        rows += paragraph(f"{key}.edited", text, columns, lead=_UNDER, role=Role.WARN, stop=False)
    for number, text in enumerate(_against_landing(step)):
        rows += paragraph(f"{key}.against.{number}", text, columns, lead=_UNDER, role=Role.WARN,
                          stop=False)  # fmt: skip
    return rows


def _merge_teller(rung: LandingStep) -> str:
    return "pr-tracker-bot says" if rung.evidence.rule == MERGE_TOLD else ""


def _against_landing(step: SharedStep) -> list[str]:
    """Return what speaks against a step, a sentence for each kind."""
    kinds: dict[str, list[str]] = {}
    for position, one in step.against:
        named = f"{position}:{one.commit[:_DIGITS]}" if one.commit else str(position)
        kinds.setdefault(_AGAINST.get(one.rule, _OTHER_COMMIT), []).append(named)
    return [f"{words}: {'  '.join(found)}" for words, found in kinds.items()]


def _landing_commits(step: SharedStep, patches: int) -> str:
    """Return ``1:dc704d0cfa43``, one word a patch so that no line breaks between the two."""
    if not patches and step.commits[0][1]:
        return f"merge commit {step.commits[0][1][:40]}"
    if patches <= 1:
        return (step.commits[0][1] or "commit not named")[:40]
    if not any(commit for _, commit in step.commits):
        plural = "es" if len(step.commits) > 1 else ""
        return f"patch{plural} {number_ranges([position for position, _ in step.commits])}"
    return "  ".join(
        f"{position}:{commit[:_DIGITS] if commit else '?'}" for position, commit in step.commits
    )


def _nowhere(patches: Sequence[PatchView], columns: int) -> list[Row]:
    """Return the patches that are nowhere, where others have landed."""
    out = LANDED | {Stage.REVERTED}
    left = [
        part
        for part in patches
        if part.stage not in out and not any(r.rung is not StepName.POSTED for r in part.landing)
    ]
    rungs = [one for part in patches for one in part.landing if one.rung is not StepName.POSTED]
    seen = bool(rungs) and all(one.seen for one in rungs)
    told = (
        ("nowhere yet", [one for one in left if one.untold is None and not seen]),
        ("not mentioned", [one for one in left if one.untold is None and seen]),
        ("not known, listed without a commit", [one for one in left if one.untold is not None]),
    )
    rows: list[Row] = []
    for words, found in told:
        if found:
            word = "patch" if len(found) == 1 else "patches"
            text = f"{words}: {word} {number_ranges([one.position for one in found])}"
            rows += paragraph(f"nowhere {words}", text, columns, lead="  ", role=Role.WARN)
    return rows


def _claims(revision: RevisionView, columns: int, full: bool) -> list[Row]:
    """Return the notices that name no commit, leave a doubt, or say that patches were dropped.

    One that a repository confirms is no mere claim.
    """
    proved = {
        rung.evidence.message_id
        for part in revision.patches
        for rung in part.landing
        if rung.evidence.repository
    }
    weak = [
        one
        for one in revision.notices
        if (one.message_id not in proved or one.dropped)
        and (not one.commits or not one.sure or one.dropped or not one.authority.counts)
    ]
    items = [
        landing_claim(f"claim.{n} {one.message_id}", one, columns) for n, one in enumerate(weak)
    ]
    if not items:
        return []
    most = None if full else _CLAIMS
    return [heading("claims", "Only claimed"), *capped("claims", items, most, hint="--full")]


def landing_claim(key: str, told: NoticeView, columns: int) -> list[Row]:
    """Return what somebody said of the landing, and whether they are known to commit here."""
    verb = "dropped" if told.dropped else "applied"
    place = place_name(told.tree, told.branch)
    to = f" to {place}" if place and not told.dropped else ""
    named = "" if told.commits else ", no commit named"
    doubt = "" if told.sure else ", not for sure"
    who = name_of(told.who)
    if not told.authority.counts:
        text = (
            f"{who} says it was {verb}{to}; {who} is not known to commit here: "
            f'"{told.evidence.quote}"'
        )
    else:
        text = f'{who} says {verb}{to}{named}{doubt}: "{told.evidence.quote}"'
    target = RowTarget(
        message_id=told.message_id, line=told.evidence.line, evidence=(told.evidence,)
    )
    lead: Line = (Span("  "), Span("◐", Role.WARN, "+"), Span(f" {day(told.date)} ", Role.DIM))
    return paragraph(key, text, columns, lead=lead, target=target, most=2)


# ---- the steps of one patch ------------------------------------------------------------------


def _landing_patch(patch: PatchView, size: int) -> Row:
    proofs = tuple(rung.evidence for rung in patch.landing)
    target = RowTarget(message_id=patch.message_id, evidence=proofs)
    return Row(key=patch.message_id, draw=partial(_landing_patch_line, patch, size), target=target)


def _landing_patch_line(patch: PatchView, size: int, columns: int) -> Line:
    stage = stage_traits(patch.stage).label
    line = (stage_sign(patch.stage), cell(f" {patch.position}/{size}", 7, Role.DIM))
    room = prose_room(columns) - taken(line) - len(stage) - 2
    return (*line, cell(patch.title, max(room, 10), Role.STRONG), Span(f" {stage}", Role.DIM))


def _steps(patch: PatchView, revision: RevisionView, columns: int) -> list[Row]:
    """Return each step of a patch, the branches it has left, and the steps that are not known."""
    told = any(rung.rung is StepName.POSTED for rung in patch.landing)
    rows = [] if told else [_landing_posted(patch, revision)]
    for number, rung in enumerate(patch.landing):
        rows += _patch_step(f"{patch.message_id} {number}", patch, rung, columns)
    rows += _left_rows([patch], columns)
    reached = [_CLIMB.index(rung.rung) for rung in patch.landing if rung.rung in _CLIMB]
    unknown = [rung.value for rung in _CLIMB[max(reached, default=0) + 1 :]]
    if unknown:
        text = f"  ○ {', '.join(unknown)}: not known"
        rows.append(line_of(f"{patch.message_id} rest", text, Role.DIM))
    return rows


def _landing_posted(patch: PatchView, revision: RevisionView) -> Row:
    """Return the first step, which the patch itself proves."""
    line = (
        Span("  "),
        Span("● ", Role.GOOD),
        cell(StepName.POSTED.value, 10),
        cell(day(revision.date), 12, Role.DIM),
    )
    target = RowTarget(message_id=patch.message_id)
    return Row(key=f"{patch.message_id} posted", draw=fixed(line), target=target)


def _patch_step(key: str, patch: PatchView, rung: LandingStep, columns: int) -> list[Row]:
    """Return a step, what proves it, and what speaks against it."""
    target = RowTarget(
        message_id=rung.evidence.message_id or patch.message_id,
        line=rung.evidence.line,
        commit=rung.commit,
        evidence=(rung.evidence, *rung.others),
        edited=rung.commit if rung.edited and rung.commit else None,
    )
    sure = is_sure(rung, patch)
    rows = [Row(key=key, draw=partial(_step_line, rung, sure), target=target)]
    if rung.rung is StepName.POSTED:
        return rows
    words = [_proof_words(rung, (rung.proof, *rung.proofs), sure)]
    words += [f"seen in {rung.evidence.repository}"] if rung.evidence.repository else []
    words += [f"merge {rung.merge[:_DIGITS]}"] if rung.merge else []
    rows += paragraph(f"{key} why", "; ".join(words), columns, lead=_UNDER, role=Role.DIM,
                      stop=False)  # fmt: skip
    if rung.edited:
        text = "the commit is not what was posted: Enter shows how it differs"
        rows += paragraph(f"{key} edited", text, columns, lead=_UNDER, role=Role.WARN, stop=False)
    for number, one in enumerate(rung.against):
        other = RowTarget(message_id=one.message_id, line=one.line, commit=one.commit,
                          evidence=(one,))  # fmt: skip
        named = f" ({one.commit[:_DIGITS]})" if one.commit else ""
        said = f": {one.quote.strip()}" if one.quote.strip() else ""
        text = f"against it: {_AGAINST.get(one.rule, _OTHER_COMMIT)}{named}{said}"
        rows += paragraph(f"{key} against.{number}", text, columns, lead=_UNDER, role=Role.WARN,
                          target=other)  # fmt: skip
    return rows


def _step_line(rung: LandingStep, sure: bool, columns: int) -> Line:
    line = (
        Span("  "),
        _landing_sign(rung, sure),
        Span(" "),
        cell(rung.rung.value, 10),
        cell(day(rung.date), 12, Role.DIM),
        cell(rung.commit[:_DIGITS] if rung.commit else "", 14, Role.INFO),
    )
    named = bool(rung.tree or rung.branch or rung.tag)
    where = " ".join(part for part in (step_place(rung) if named else "", rung.who) if part)
    return (*line, cell(where, max(columns - taken(line), 0)))


def _left_rows(patches: Sequence[PatchView], columns: int) -> list[Row]:
    """Return the branches that patches were in and are no longer in, with their commits."""
    groups: dict[str, list[tuple[int, Left]]] = {}
    for part in patches:
        for gone in part.left:
            where = f"{tree_name(gone.tree)} {gone.branch}"
            told = f"was in {where} on {day(gone.seen)}, no longer on {day(gone.gone)}"
            groups.setdefault(told, []).append((part.position, gone))
    rows: list[Row] = []
    for number, (told, found) in enumerate(groups.items()):
        commits = "  ".join(f"{position}:{gone.commit[:_DIGITS]}" for position, gone in found)
        target = RowTarget(commit=found[0][1].commit,
                           evidence=tuple(gone.evidence for _, gone in found))  # fmt: skip
        lead: Line = (Span("  "), Span("◌ ", Role.DIM))
        rows += paragraph(f"left.{number} {patches[0].message_id}", f"{told}: {commits}", columns,
                          lead=lead, role=Role.WARN, target=target)  # fmt: skip
    return rows
