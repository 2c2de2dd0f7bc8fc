# SPDX-License-Identifier: GPL-2.0-or-later
"""What machines and other services say of a version: failures first, the rest counted."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from tracker.model.checks import Check
from tracker.model.outside.states import OutsideWord
from tracker.model.roles import Role
from tracker.model.verdicts import CheckState
from tracker.render.lines import Row, RowTarget, capped, heading, paragraph, whole
from tracker.render.words import counted, day

_SHOWN = 6
_KEPT = 200
"""Characters that are kept of what a check found."""
_TOLD = (CheckState.FAIL, CheckState.WARNING)
_ROLES = {CheckState.FAIL: Role.BAD, CheckState.WARNING: Role.WARN}
_NAMES = {
    CheckState.FAIL: "failing",
    CheckState.WARNING: "with warnings",
    CheckState.SUCCESS: "green",
    CheckState.PENDING: "pending",
}


def check_rows(checks: Sequence[Check], columns: int, full: bool = False) -> list[Row]:
    """Return the checks of one version: each that fails or warns, the others by number."""
    if not checks:
        return []
    numbers = [(state, sum(one.state is state for one in checks)) for state in _NAMES]
    told = ", ".join(f"{number} {_NAMES[state]}" for state, number in numbers if number)
    worst = sorted((one for one in checks if one.state in _TOLD), key=lambda one: one.date)
    worst.sort(key=lambda one: _TOLD.index(one.state))
    items = [_check(f"check.{number}", one, columns) for number, one in enumerate(worst)]
    most = None if full else _SHOWN
    return [heading("checks", f"Checks: {told}"), *capped("checks", items, most, hint="--full")]


def checks_word(failing: Sequence[str]) -> str:
    """Return what a report says of failing checks: ``2 checks fail: CheckPatch, build``."""
    if not failing:
        return ""
    number = counted(len(failing), "check")
    return f"{number} {'fails' if len(failing) == 1 else 'fail'}: {', '.join(failing[:3])}"


def _check(key: str, one: Check, columns: int) -> list[Row]:
    severity = f" [{one.severity.value}]" if one.severity else ""
    where = "" if one.patch is None else f", patch {one.patch}"
    answer = "" if one.answered_by or one.state is not CheckState.FAIL else "; no answer"
    answer = "; fails for many others too" if one.usual else answer
    text = f"{day(one.date)} {one.source} {one.context}: {one.state.value}{severity}{where}{answer}"
    target = RowTarget(message_id=one.message_id, line=one.evidence.line, evidence=(one.evidence,))
    rows = paragraph(key, text, columns, lead="  ", role=_ROLES[one.state], target=target, most=2)
    said = one.summary
    if len(said) >= _KEPT:
        # Only its beginning is kept, which may end within a word.
        said = f"{said.rpartition(' ')[0] or said}…"
    rows += paragraph(f"{key}.summary", said, columns, lead=" " * 4, most=2, stop=False)
    return [*rows, whole(f"{key}.mail", f"<{one.message_id}>", " " * 4)]


def outside_rows(
    words: Sequence[OutsideWord], version: int | None, columns: int, full: bool = False
) -> list[Row]:
    """Return what services have one version as; patches of the same state share a line."""
    own = [one for one in words if one.version == version]
    if not own:
        return []
    groups: dict[tuple[str, ...], list[OutsideWord]] = {}
    for one in own:
        state = one.state
        key = (state.server, state.project, state.state, state.delegate, one.conflict)
        groups.setdefault((*key, "archived" if state.archived else ""), []).append(one)
    items = [
        _outside_group(f"outside.{n}", some, columns) for n, some in enumerate(groups.values())
    ]
    most = None if full else _SHOWN
    return [heading("outside", "Elsewhere"), *capped("outside", items, most, hint="--full")]


def _outside_group(key: str, some: list[OutsideWord], columns: int) -> list[Row]:
    first = some[0].state
    positions = [one.patch for one in some if one.patch is not None]
    which = f"patch {', '.join(map(str, positions))}: " if positions else ""
    host = urlsplit(first.server).hostname or first.server
    where = f"{host} ({first.project})" if first.project else host
    delegate = f"; delegate {first.delegate}" if first.delegate else ""
    put_away = "; archived there" if first.archived else ""
    text = f"{which}{first.state} at {where} since {day(first.first_at)} or before"
    target = RowTarget(message_id=first.message_id, topics=frozenset({"stage"}))
    rows = paragraph(key, text + delegate + put_away, columns, lead="  ", target=target, most=3)
    if some[0].conflict:
        words = f"Conflict: {some[0].conflict}"
        rows += paragraph(f"{key}.not", words, columns, lead=" " * 4, role=Role.WARN, most=3)
    page = first.series_url or first.url
    return [*rows, whole(f"{key}.page", page, " " * 4)] if page else rows
