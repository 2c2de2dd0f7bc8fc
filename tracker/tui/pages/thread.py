"""The threads of a series as a tree, with what each message gives and whether it is unread."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from tracker.clean import clean, fit
from tracker.model.views import SeriesView, ThreadLine
from tracker.tui.lines import Line, Look, Row, Span, Target, cell, fixed, taken
from tracker.tui.pages.review import is_open
from tracker.tui.phrases import age, name_of

DEEPEST = 12
"""Levels that are drawn; what hangs deeper stands at the last of them."""
NAME = 24
"""Columns that a name takes at most: the subject has to stay readable."""

_MARK = {
    "Reviewed-by": ("R", Look.GOOD),
    "Acked-by": ("A", Look.GOOD),
    "Tested-by": ("T", Look.GOOD),
    "Nacked-by": ("N", Look.BAD),
    "nack": ("N", Look.BAD),
    "question": ("?", Look.DIM),
    "changes": ("!", Look.WARN),
}
_ROLE = {"notice": ("●", Look.GOOD), "bot": ("b", Look.DIM)}
_OPEN = ("?", Look.WARN)


def thread_rows(view: SeriesView, unread: frozenset[str] = frozenset()) -> tuple[Row, ...]:
    """One row a message, in the order of the threads; ``unread`` are Message-IDs."""
    if not view.thread:
        none = Row(key="none", draw=fixed((Span(" no messages at hand", Look.DIM),)), stop=False)
        return (none,)
    subjects = {line.message_id: line.subject for line in view.thread}
    guides = _guides([min(line.depth, DEEPEST) for line in view.thread])
    asking = frozenset(open_mails(view))
    return tuple(
        Row(
            key=line.message_id,
            draw=partial(
                _line,
                line,
                guide,
                _same(line, subjects),
                line.message_id in unread,
                line.message_id in asking,
                view.as_of,
            ),
            target=Target(message_id=line.message_id),
        )
        for line, guide in zip(view.thread, guides, strict=True)
    )


def open_mails(view: SeriesView) -> dict[str, int | None]:
    """The mails with questions that nobody has answered, in the order of the threads.

    Each with the line of its first one.
    """
    first: dict[str, int | None] = {}
    for revision in view.revisions[-1:]:
        for question in revision.questions:
            if is_open(question):
                first.setdefault(question.message_id, question.evidence.line)
    return {line.message_id: first[line.message_id] for line in view.thread
            if line.message_id in first}  # fmt: skip


def _same(line: ThreadLine, subjects: dict[str, str]) -> bool:
    """Whether the subject only repeats that of the message it answers."""
    above = subjects.get(line.parent or "")
    return above is not None and _bare(above) == _bare(line.subject)


def _bare(subject: str) -> str:
    return subject[3:].strip() if subject[:3].casefold() == "re:" else subject.strip()


def _guides(depths: Sequence[int]) -> list[str]:
    """The branches before each message, drawn from the last upwards in one pass."""
    drawn: list[str] = []
    open_levels: set[int] = set()
    for depth in reversed(depths):
        branch = "├─" if depth in open_levels else "└─"
        open_levels = {level for level in open_levels if level < depth} | {depth}
        stems = ("│ " if level in open_levels else "  " for level in range(1, depth))
        drawn.append("".join(stems) + branch if depth else "")
    return drawn[::-1]


def _marks(line: ThreadLine, asking: bool) -> list[Span]:
    """At most four letters for what a message gives."""
    known = [_MARK[mark] for mark in line.marks if mark in _MARK and mark != "question"]
    if line.role in _ROLE:
        known.insert(0, _ROLE[line.role])
    if asking or "question" in line.marks:
        known.append(_OPEN if asking else _MARK["question"])
    return [Span(letter, look) for letter, look in dict.fromkeys(known)][:4]


def _line(
    line: ThreadLine, guide: str, same: bool, unread: bool, asking: bool, now: datetime,
    columns: int,
) -> Line:  # fmt: skip
    marks = _marks(line, asking)
    own = line.role in ("cover", "patch")
    look_of_name = Look.DIM if line.role == "bot" else Look.STRONG if unread else Look.PLAIN
    head = (
        Span("•" if unread else " ", Look.INFO),
        cell(age(line.date, now), 5, Look.DIM),
        *marks,
        Span(" " * (5 - len(marks))),
        Span(guide, Look.DIM),
        Span(fit(clean(name_of(line.who)), NAME), look_of_name),
        Span("  "),
    )
    subject = "" if same else line.subject
    look = Look.STRONG if own else Look.DIM
    return (*head, cell(subject, max(columns - taken(head), 0), look))
