"""The review table: patches down, people across, the tags they gave where the two meet."""

from functools import partial

from tracker.clean import clean, width
from tracker.model.status import CLOSED, Stage
from tracker.model.views import PatchView, RevisionView, TagView
from tracker.tui.lines import Line, Look, Row, Span, Target, cell, fixed, heading, paragraph
from tracker.tui.phrases import counted, initials, stage_sign

LETTER = {
    "Reviewed-by": "R",
    "Acked-by": "A",
    "Tested-by": "T",
    "Nacked-by": "N",
}
"""One letter for the tags that people ask for; ``+`` stands for any other."""
_COUNTED = frozenset(LETTER)
_ROOM = 5
"""Columns for each person."""
_BESIDE = 11
"""Columns of a patch's line beside its title and the people."""


def review_rows(revision: RevisionView, columns: int) -> tuple[Row, ...]:
    """The table of one revision, and the key to its letters below it."""
    title = f" Review of {revision.label or f'v{revision.version}'}"
    size = revision.expected or len(revision.patches)
    people = _people(revision)
    wide = columns
    shown = people[: max((columns - 34) // _ROOM, 0)]
    longest = max((width(clean(patch.title)) for patch in revision.patches), default=0)
    columns = min(columns, longest + _BESIDE + _ROOM * len(shown))
    names = dict(zip(shown, _short(shown), strict=True))
    head = heading("review", title, counted(size, "patch", "patches"))
    rows = [head, _people_row(names, columns)] if names else [head]
    for patch in revision.patches:
        target = Target(
            message_id=patch.message_id,
            evidence=tuple(tag.evidence for tag in patch.tags),
        )
        draw = partial(_line, patch, size, shown)
        rows.append(Row(key=f"patch.{patch.message_id}", draw=draw, target=target))
    rows += [_absent(position, size) for position in revision.missing]
    if not names:
        words = " no tags" if revision.stage in CLOSED else " no tags yet"
        none = Row(key="legend.none", draw=fixed((Span(words, Look.DIM),)), stop=False)
        return (*rows, none)
    return (*rows, *_legend(names, len(people) - len(shown), wide))


def _people(revision: RevisionView) -> list[str]:
    """Who gave tags that count, in the order of their first."""
    tags = sorted(
        (tag for patch in revision.patches for tag in patch.tags if tag.name in _COUNTED),
        key=lambda tag: tag.date,
    )
    return list(dict.fromkeys(tag.person or tag.email for tag in tags))


def _short(people: list[str]) -> list[str]:
    """Initials that tell the people apart."""
    seen: dict[str, int] = {}
    short = []
    for name in people:
        two = initials(name)
        seen[two] = seen.get(two, 0) + 1
        short.append(two if seen[two] == 1 else f"{two}{seen[two]}")
    return short


def _people_row(names: dict[str, str], columns: int) -> Row:
    room = columns - _ROOM * len(names)
    line = (Span(" " * room), *(cell(short, _ROOM, Look.DIM) for short in names.values()))
    return Row(key="people", draw=fixed(line), stop=False)


def _line(patch: PatchView, size: int, people: list[str], columns: int) -> Line:
    number = f"{patch.position}/{size}"
    room = columns - _ROOM * len(people) - _BESIDE
    return (
        Span(" "),
        stage_sign(patch.stage),
        cell(f" {number}", 7, Look.DIM),
        cell(patch.title, room, Look.PLAIN),
        Span(" "),
        *(_given(patch, person) for person in people),
    )


def _given(patch: PatchView, person: str) -> Span:
    """The letters of one person's tags on one patch."""
    tags = [tag for tag in patch.tags if (tag.person or tag.email) == person]
    tags = [tag for tag in tags if tag.name in _COUNTED]
    if not tags:
        return cell("·", _ROOM, Look.DIM)
    letters = "".join(dict.fromkeys(_letter(tag) for tag in tags))
    return cell(letters, _ROOM, min((_look(tag) for tag in tags), key=_RANK.index))


def _letter(tag: TagView) -> str:
    mark = "-" if tag.withdrawn else "~" if tag.stale else "?" if tag.conditional else ""
    return LETTER[tag.name] + mark


_RANK = (Look.BAD, Look.GOOD, Look.WARN, Look.DIM)
"""What a cell looks like if its tags differ: the first of these."""


def _look(tag: TagView) -> Look:
    if tag.withdrawn:
        return Look.DIM
    if tag.name == "Nacked-by":
        return Look.BAD
    return Look.WARN if tag.stale or tag.conditional else Look.GOOD


def _absent(position: int, size: int) -> Row:
    line = (
        Span(" "),
        stage_sign(Stage.INCOMPLETE),
        cell(f" {position}/{size}", 7, Look.DIM),
        Span("not at hand"),
    )
    return Row(key=f"absent.{position}", draw=fixed(line), stop=False)


def _legend(names: dict[str, str], more: int, columns: int) -> tuple[Row, ...]:
    told = [f"{short} {name}" for name, short in names.items()]
    told += [f"and {more} more"] if more > 0 else []
    signs = "R reviewed  A acked  T tested  N nacked  ~ stale  - withdrawn  ? conditional"
    return tuple(
        Row(key=row.key, draw=row.draw, stop=False)
        for row in (
            *paragraph("legend", ", ".join(told), columns, look=Look.DIM, lead=" "),
            *paragraph("signs", signs, columns, look=Look.DIM, lead=" "),
        )
    )
