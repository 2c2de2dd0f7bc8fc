"""Where the patches landed: one rung of the ladder after another, with the commits."""

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.model.landing import PROOFS, Proof, Rung, RungName, place_name, tree_name
from tracker.model.mail import Evidence
from tracker.model.roles import Role
from tracker.model.status import LANDED, Stage
from tracker.model.views import NoticeView, PatchView, RevisionView
from tracker.render.layout import block, capped
from tracker.render.style import Style
from tracker.render.words import day

_AGAINST = {
    "page.missing": "the web server did not know the commit that the notice names",
    "page.other": "the page of the commit that the notice names shows another patch",
}
_DIGITS = 12
"""Digits of a commit id that the kernel asks for in ``Fixes:`` lines."""
_GROUPS = 8
_CLAIMS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Patches that took the same rung together."""

    rung: Rung
    proofs: tuple[Proof, ...]
    edited: tuple[int, ...]
    """Positions of the patches whose diff was changed when they were applied."""
    commits: tuple[tuple[int, str | None], ...]
    """Position and commit of each patch."""
    against: tuple[tuple[int, Evidence], ...] = ()
    """What speaks against it, by position."""


def landing_lines(revision: RevisionView, style: Style, full: bool = False) -> list[str]:
    """The ladder of a revision; patches that share a rung stand on one line."""
    steps = steps_of(revision.patches)
    claims = _claims(_unproved(revision), style, full)
    gone = _gone(revision.patches, style)
    if not steps:
        nowhere = "nowhere any more" if gone else "nowhere yet, as far as is known"
        return [style.bold("Landing") + f": {nowhere}", *gone, *claims]
    lines = [style.bold("Landing")]
    told: list[list[str]] = []
    before: tuple[tuple[int, str | None], ...] = ()
    for step in steps:
        told.append(_step(step, before, len(revision.patches), style))
        before = step.commits
    lines += capped(told, _GROUPS, full, style)
    return [*lines, *gone, *_left(revision.patches, style), *claims]


def _gone(patches: Sequence[PatchView], style: Style) -> list[str]:
    """The branches that patches were in and are no longer."""
    groups: dict[tuple[str, str, str, str], list[str]] = {}
    for part in patches:
        for one in part.left:
            key = (tree_name(one.tree), one.branch, day(one.seen), day(one.gone))
            groups.setdefault(key, []).append(f"{part.position}:{one.commit[:_DIGITS]}")
    lines: list[str] = []
    for (tree, branch, seen, gone), commits in groups.items():
        where = f"{style.text(tree)} {style.text(branch)}"
        text = f"was in {where} on {seen}, no longer on {gone}: {style.text('  '.join(commits))}"
        lines += block(text, style, "  left      ", role=Role.WARN)
    return lines


def steps_of(patches: Sequence[PatchView]) -> tuple[Step, ...]:
    """The rungs above the posting, lowest first, each with the patches that took it together."""
    groups: dict[tuple[object, ...], list[tuple[int, Rung]]] = {}
    for part in patches:
        for rung in part.landing:
            if rung.rung is not RungName.POSTED:
                groups.setdefault(_together(rung), []).append((part.position, rung))
    steps = [
        Step(
            rung=found[0][1],
            proofs=tuple(
                sorted(
                    {one for _, rung in found for one in (rung.proof, *rung.proofs)}, reverse=True
                )
            ),
            edited=tuple(sorted({position for position, rung in found if rung.edited})),
            commits=tuple(sorted((position, rung.commit) for position, rung in found)),
            against=tuple((position, one) for position, rung in found for one in rung.against),
        )
        for found in (sorted(group, key=lambda pair: pair[0]) for group in groups.values())
    ]
    order = list(RungName)
    return tuple(sorted(steps, key=lambda step: (order.index(step.rung.rung), step.rung.date)))


def _together(rung: Rung) -> tuple[object, ...]:
    return rung.rung, rung.tree, rung.branch, rung.tag, rung.merge, rung.who, day(rung.date)


def where(rung: Rung, style: Style) -> str:
    """The tree, branch and tag of a rung: ``bpf-next.git master``."""
    names = (rung.tree and tree_name(rung.tree), rung.branch, rung.tag)
    if rung.branch and not (rung.tree or rung.tag):
        return style.text(place_name(None, rung.branch))
    return " ".join(style.text(name) for name in names if name) or "a tree that is not named"


def _step(
    step: Step, before: tuple[tuple[int, str | None], ...], patches: int, style: Style
) -> list[str]:
    rung = step.rung
    words = [where(rung, style), day(rung.date)]
    if rung.who:
        words.append(style.text(rung.who))
    if rung.merge:
        words.append(f"merge {style.text(rung.merge)[:_DIGITS]}")
    proofs = ", ".join(PROOFS[proof].label for proof in step.proofs)
    if rung.rung is RungName.RELEASE and rung.commit:
        proofs = "the first release tag that contains " + ("it" if patches == 1 else "them")
    role = Role.BAD if rung.rung is RungName.REVERTED else Role.PLAIN
    lines = block(f"{', '.join(words)} ({proofs})", style, f"  {rung.rung.value:<9} ", role=role)
    commits = "same commits" if step.commits == before else _commits(step, patches, style)
    lines += block(commits, style, " " * 12, role=Role.DIM, limit=20)
    if step.edited and commits != "same commits":
        edited = ", ".join(map(str, step.edited))
        text = f"edited when applied: {edited}" if patches > 1 else "edited when applied"
        lines += block(f"{text} (tracker why REF landing)", style, " " * 12, role=Role.WARN)
    return lines + [line for text in _against(step) for line in block(
        style.text(text), style, " " * 12, role=Role.WARN)]  # fmt: skip


def _against(step: Step) -> list[str]:
    """What speaks against a step, a sentence for each kind."""
    kinds: dict[str, list[str]] = {}
    for position, one in step.against:
        named = one.commit[:_DIGITS] if one.commit else "?"
        words = _AGAINST.get(one.rule, "a notice names another commit, which that branch lacks now")
        kinds.setdefault(words, []).append(f"{position}:{named}" if one.commit else str(position))
    return [f"{words}: {'  '.join(found)}" for words, found in kinds.items()]


def _commits(step: Step, patches: int, style: Style) -> str:
    """``1:dc704d0cfa43``, one word a patch so that no line breaks between the two."""
    if patches == 1:
        return style.text((step.commits[0][1] or "commit not named")[:40])
    return "  ".join(
        f"{position}:{style.text(commit)[:_DIGITS] if commit else '?'}"
        for position, commit in step.commits
    )


def _left(patches: Sequence[PatchView], style: Style) -> list[str]:
    """The patches that are nowhere, where others have landed, and those nobody tells of."""
    out = LANDED | {Stage.REVERTED}
    left = [
        part
        for part in patches
        if part.stage not in out and not any(r.rung is not RungName.POSTED for r in part.landing)
    ]
    rungs = [one for part in patches for one in part.landing if one.rung is not RungName.POSTED]
    seen = bool(rungs) and all(one.seen for one in rungs)
    told = (
        ("nowhere yet", [one for one in left if one.untold is None and not seen]),
        ("not told of", [one for one in left if one.untold is None and seen]),
        ("not known, listed without a commit", [one for one in left if one.untold is not None]),
    )
    return [
        line
        for words, parts in told
        if parts
        for line in block(f"{words}: {_numbers(parts)}", style, "  ", role=Role.WARN)
    ]


def _numbers(parts: Sequence[PatchView]) -> str:
    word = "patch" if len(parts) == 1 else "patches"
    return f"{word} {', '.join(str(one.position) for one in parts)}"


def _unproved(revision: RevisionView) -> list[NoticeView]:
    """The notices that no repository bears out."""
    proved = {
        rung.evidence.message_id
        for part in revision.patches
        for rung in part.landing
        if rung.evidence.repository
    }
    return [told for told in revision.notices if told.message_id not in proved or told.dropped]


def _claims(notices: Sequence[NoticeView], style: Style, full: bool) -> list[str]:
    """What somebody said that proves no commit: shown as a claim."""
    weak = [told for told in notices if not told.commits or not told.sure or told.dropped]
    return capped([_claim(told, style) for told in weak], _CLAIMS, full, style)


def _claim(told: NoticeView, style: Style) -> list[str]:
    verb = "dropped" if told.dropped else "applied"
    place = tree_name(told.tree) if told.tree else place_name(None, told.branch)
    to = f" to {style.text(place)}" if place and not told.dropped else ""
    named = "" if told.commits else ", no commit named"
    doubt = "" if told.sure else ", not for sure"
    who = style.text(told.who.name or told.who.email)
    text = f'{who} says {verb}{to}{named}{doubt}: "{style.text(told.evidence.quote)}"'
    return block(text, style, f"  {day(told.date)} ", limit=2)
