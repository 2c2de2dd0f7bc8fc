# SPDX-License-Identifier: GPL-2.0-or-later
"""The threads of a series as a tree, with what each message gives and whether it is unread."""

from collections.abc import Mapping, Sequence
from enum import Enum
from functools import partial
from types import MappingProxyType

from tracker.lazy_dataclass import replace
from tracker.model.roles import Role
from tracker.model.terminal_text import clean, fit
from tracker.model.views import ObjectionView, SeriesView, ThreadLine
from tracker.render.lines import Line, Row, RowTarget, Span, cell, fixed, taken
from tracker.render.words import day, name_of, short_age

DEEPEST = 12
"""Levels that are drawn; what hangs deeper stands at the last of them."""
NAME = 24
"""Columns that a name takes at most: the subject has to stay readable."""

_MARK = {
    "Reviewed-by": ("R", Role.GOOD),
    "Acked-by": ("A", Role.GOOD),
    "Tested-by": ("T", Role.GOOD),
    "Nacked-by": ("N", Role.BAD),
    "nack": ("N", Role.BAD),
    "changes": ("!", Role.WARN),
}
_NO_WORDS: Mapping[str, str] = MappingProxyType({})
_ROLE = {"notice": ("●", Role.GOOD), "bot": ("b", Role.DIM)}
_OPEN = ("?", Role.WARN)
_ANSWERED = ("✓", Role.DIM)
_PLAIN_MARK = {"●": "*", "✓": "v"}
"""As on the review page."""


def thread_rows(
    view: SeriesView,
    unread: frozenset[str] = frozenset(),
    openings: Mapping[str, str] = _NO_WORDS,
    collapsed: frozenset[str] = frozenset(),
) -> tuple[Row, ...]:
    """Return one row a message, in the order of the threads; ``unread`` are Message-IDs.

    What hangs below a mail of ``collapsed`` is left out, and the mail shows how many that are.
    ``openings`` are the words that replies begin with: they are looked up when a row is drawn, and
    stand where the subject says nothing new.
    """
    if not view.thread:
        none = Row(key="none", draw=fixed((Span(" no messages", Role.DIM),)), stop=False)
        return (none,)
    subjects = {line.message_id: line.subject for line in view.thread}
    guides = _guides([min(line.depth, DEEPEST) for line in view.thread])
    asking, answered = _asking(view), _thread_answered(view)
    quotes, objecting = _quotes(view), _objecting(view)
    whens = _whens(view)
    rows = []
    below = sub_threads(view, collapsed)
    hidden = frozenset().union(*below.values())
    for line, guide, when in zip(view.thread, guides, whens, strict=True):
        name = line.message_id
        if name in hidden:
            continue
        question = _OPEN if name in asking else _ANSWERED if name in answered else None
        said = openings if _thread_same(line, subjects) else None
        if said is not None and name in quotes:
            said = quotes
        if name in objecting:
            line = replace(line, marks=tuple(dict.fromkeys((*line.marks, objecting[name]))))
        draw = partial(_thread_line, line, guide, when, said, name in unread, question,
                       len(below.get(name, ())))  # fmt: skip
        rows.append(Row(key=name, draw=draw, target=RowTarget(message_id=name)))
    return tuple(rows)


class ThreadLimit(Enum):
    """What is shown of a thread, in the order of its key."""

    ALL = "all mails"
    UNREAD = "unread mails"
    PATCHES = "patches"
    QUESTIONS = "mails with open questions"
    AUTHOR = "mails of one author"


def limited(
    view: SeriesView, limit: ThreadLimit, unread: frozenset[str], author: str
) -> frozenset[str]:
    """Return the Message-IDs that a limit leaves; ``author`` is the Message-ID of one of theirs."""
    if limit is ThreadLimit.UNREAD:
        return unread
    if limit is ThreadLimit.QUESTIONS:
        return frozenset(open_mails(view))
    who = next((line.who for line in view.thread if line.message_id == author), None)
    return frozenset(
        line.message_id
        for line in view.thread
        if limit is ThreadLimit.ALL
        or (limit is ThreadLimit.PATCHES and line.role in ("cover", "patch"))
        or (limit is ThreadLimit.AUTHOR and who and line.who.email == who.email)
    )


def sub_threads(view: SeriesView, tops: frozenset[str]) -> dict[str, frozenset[str]]:
    """Return the Message-IDs of what hangs below each of the mails, in one pass."""
    above: list[tuple[int, set[str]]] = []
    found: dict[str, set[str]] = {}
    for line in view.thread:
        while above and above[-1][0] >= line.depth:
            above.pop()
        for _, names in above:
            names.add(line.message_id)
        if line.message_id in tops:
            above.append((line.depth, found.setdefault(line.message_id, set())))
    return {name: frozenset(names) for name, names in found.items()}


def repeating(view: SeriesView) -> frozenset[str]:
    """Return the messages whose subject only repeats that of what they answer."""
    subjects = {line.message_id: line.subject for line in view.thread}
    return frozenset(line.message_id for line in view.thread if _thread_same(line, subjects))


def _whens(view: SeriesView) -> list[str]:
    """Return how old each message is, or its day where months would hide the order."""
    told = []
    for line in view.thread:
        since = short_age(line.date, view.as_of)
        told.append(since if since[-1] in "mhd" else day(line.date))
    size = max(4, *map(len, told)) if told else 4
    return [f"{one:<{size}}" for one in told]


def open_mails(view: SeriesView) -> dict[str, int | None]:
    """Return the mails with open questions, in the order of the threads.

    Each with the line of its first one.
    """
    first: dict[str, int | None] = {}
    for revision in view.revisions[-1:]:
        for question in revision.questions:
            if question.is_open:
                first.setdefault(question.message_id, question.evidence.line)
    return {line.message_id: first[line.message_id] for line in view.thread
            if line.message_id in first}  # fmt: skip


def _asking(view: SeriesView) -> frozenset[str]:
    """Return the mails with a question without an answer, of whatever version."""
    asked = (question for revision in view.revisions for question in revision.questions)
    return frozenset(question.message_id for question in asked if question.is_open)


def _open_objections(view: SeriesView) -> list[ObjectionView]:
    return [one for one in view.objections if one.state == "open"]


def _objecting(view: SeriesView) -> dict[str, str]:
    """Return the mails with an open objection, each with the mark of its kind."""
    return {
        one.message_id: "changes" if one.kind.startswith("changes") else "nack"
        for one in _open_objections(view)
    }


def _quotes(view: SeriesView) -> dict[str, str]:
    """Return the words for which a mail counts as asking or objecting, where that is open."""
    asked = [question for revision in view.revisions for question in revision.questions]
    found = {one.message_id: one.quote for one in reversed(asked) if one.is_open}
    return found | {one.message_id: one.quote for one in reversed(_open_objections(view))}


def _thread_answered(view: SeriesView) -> frozenset[str]:
    """Return the mails whose questions were all answered."""
    asked = [question for revision in view.revisions for question in revision.questions]
    waiting = {question.message_id for question in asked if question.is_open}
    return frozenset(question.message_id for question in asked) - waiting


def _thread_same(line: ThreadLine, subjects: dict[str, str]) -> bool:
    """Return whether the subject only repeats that of the message it answers."""
    above = subjects.get(line.parent or "")
    return above is not None and _thread_bare(above) == _thread_bare(line.subject)


def _thread_bare(subject: str) -> str:
    return subject[3:].strip() if subject[:3].casefold() == "re:" else subject.strip()


def _guides(depths: Sequence[int]) -> list[str]:
    """Return the branches before each message, drawn from the last upwards in one pass."""
    drawn: list[str] = []
    open_levels: set[int] = set()
    for depth in reversed(depths):
        branch = "├─" if depth in open_levels else "└─"
        open_levels = {level for level in open_levels if level < depth} | {depth}
        stems = ("│ " if level in open_levels else "  " for level in range(1, depth))
        drawn.append("".join(stems) + branch if depth else "")
    return drawn[::-1]


def _thread_marks(line: ThreadLine, question: tuple[str, Role] | None) -> list[Span]:
    """At most four letters for what a message gives."""
    known = [_MARK[mark] for mark in line.marks if mark in _MARK]
    if line.role in _ROLE:
        known.insert(0, _ROLE[line.role])
    if question:
        known.append(question)
    return [Span(one, role, _PLAIN_MARK.get(one, "")) for one, role in dict.fromkeys(known)][:4]


def _thread_line(
    line: ThreadLine, guide: str, when: str, openings: Mapping[str, str] | None, unread: bool,
    question: tuple[str, Role] | None, hidden: int, columns: int,
) -> Line:  # fmt: skip
    marks = _thread_marks(line, question)
    own = line.role in ("cover", "patch")
    role_of_name = Role.DIM if line.role == "bot" else Role.STRONG if unread else Role.PLAIN
    head = (
        Span("•" if unread else " ", Role.INFO),
        Span(f"{when} ", Role.DIM),
        *marks,
        Span(" " * (5 - len(marks))),
        Span(guide, Role.DIM),
        Span(fit(clean(name_of(line.who)[: 8 * NAME]), NAME), role_of_name),
        *((Span(f" +{hidden}", Role.KEY),) if hidden else ()),
        Span("  "),
    )
    text = line.subject if openings is None else openings.get(line.message_id, "")
    role = Role.STRONG if own else Role.DIM
    return (*head, cell(text, max(columns - taken(head), 0), role))
