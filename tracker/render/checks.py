"""What machines say of the newest version: failures first, the rest counted."""

from collections.abc import Sequence

from tracker.model.checks import Check
from tracker.model.roles import Role
from tracker.model.verdicts import CheckState
from tracker.render.layout import block, capped, counted, handle
from tracker.render.style import Style
from tracker.render.words import day

_SHOWN = 6
_TOLD = (CheckState.FAIL, CheckState.WARNING)
_ROLES = {CheckState.FAIL: Role.BAD, CheckState.WARNING: Role.WARN}
_NAMES = {
    CheckState.FAIL: "failing",
    CheckState.WARNING: "with warnings",
    CheckState.SUCCESS: "green",
    CheckState.PENDING: "pending",
}


def check_lines(checks: Sequence[Check], style: Style, full: bool = False) -> list[str]:
    """Return the checks of one version: each that fails or warns, the others by number."""
    if not checks:
        return []
    numbers = [(state, sum(one.state is state for one in checks)) for state in _NAMES]
    told = ", ".join(f"{number} {_NAMES[state]}" for state, number in numbers if number)
    head = block(f"{style.bold('Checks')}: {told}", style)
    worst = sorted((one for one in checks if one.state in _TOLD), key=lambda one: one.date)
    worst.sort(key=lambda one: _TOLD.index(one.state))
    return [*head, *capped([_check(one, style) for one in worst], _SHOWN, full, style)]


def checks_word(failing: Sequence[str]) -> str:
    """Return what a report says of failing checks: ``2 checks fail: CheckPatch, build``."""
    if not failing:
        return ""
    number = counted(len(failing), "check")
    return f"{number} {'fails' if len(failing) == 1 else 'fail'}: {', '.join(failing[:3])}"


def _check(one: Check, style: Style) -> list[str]:
    severity = f" [{one.severity.value}]" if one.severity else ""
    where = "" if one.patch is None else f", patch {one.patch}"
    answer = "" if one.answered_by or one.state is not CheckState.FAIL else "; no answer"
    text = f"{day(one.date)} {one.source} {one.context}: {one.state.value}{severity}{where}{answer}"
    lines = block(style.text(text), style, "  ", role=_ROLES[one.state], limit=2)
    if one.summary:
        lines += block(style.text(one.summary), style, " " * 4, limit=2)
    return lines + handle(f"<{style.text(one.message_id)}>", style, " " * 4)
