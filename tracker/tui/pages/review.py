"""The review tab: the table of one version, every tag with its fate, and what was asked."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from tracker.model.roles import Role
from tracker.model.views import QuestionView, RevisionView, SeriesView, TagView
from tracker.render.lines import (
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
from tracker.render.review_table import review_rows, role_of
from tracker.render.sections import is_open
from tracker.render.words import counted, day, name_of, number_ranges, short_age


@dataclass(frozen=True, slots=True)
class _Told:
    """Tags that read the same, and the patches they stand on."""

    tag: TagView
    lost: bool
    positions: tuple[int, ...]
    tags: tuple[TagView, ...]


def review_page(view: SeriesView, revision: RevisionView, columns: int) -> tuple[Row, ...]:
    """The page of one version for so many columns."""
    rows = [*review_rows(revision, columns), blank("gap.tags")]
    told = _told(revision)
    if told:
        note = "Enter opens the mail that gave it, at its line"
        rows += [heading("tags", " Tags", note), *_tags(told, revision, columns)]
        rows.append(blank("gap.objections"))
    said = [event for event in view.events if event.kind == "objection"]
    if said:
        rows.append(heading("objections", " Objections"))
        for number, event in enumerate(said):
            text = f"{event.text}, {day(event.date)}"
            target = Target(message_id=event.message_id)
            rows += paragraph(f"objection.{number}", text, columns, lead=" ! ", role=Role.BAD,
                              target=target)  # fmt: skip
        rows.append(blank("gap.questions"))
    return (*rows, *question_rows(view, revision, columns))


def question_rows(
    view: SeriesView, revision: RevisionView, columns: int, most: int | None = None
) -> list[Row]:
    """What nobody has answered yet, then what was answered and by what.

    With ``most`` only so many open ones.
    """
    waiting = [one for one in revision.questions if is_open(one)]
    done = [one for one in revision.questions if not is_open(one)]
    note = f"{len(done)} answered" if done else ""
    rows = [heading("open", " Open questions", note)]
    if not waiting:
        none = (Span(" none", Role.DIM),)
        rows.append(Row(key="open.none", draw=fixed(none), stop=False))
    for number, question in enumerate(waiting[:most]):
        rows += _question(f"open.{number}", question, view, columns)
    left = len(waiting) - len(waiting[:most])
    if left:
        more = (Span(f"   and {left} more", Role.DIM),)
        rows.append(Row(key="open.more", draw=fixed(more), stop=False))
    if most is None and done:
        rows += [blank("gap.answered"), heading("answered", " Answered questions")]
        for number, question in enumerate(done):
            rows += _question(f"answered.{number}", question, view, columns)
    return rows


def _told(revision: RevisionView) -> tuple[_Told, ...]:
    groups: dict[tuple[object, ...], list[tuple[int, TagView, bool]]] = {}
    for patch in revision.patches:
        for lost, tags in ((False, patch.tags), (True, patch.lost)):
            for tag in tags:
                groups.setdefault(_key(tag, lost), []).append((patch.position, tag, lost))
    found = [
        _Told(group[0][1], group[0][2], tuple(position for position, _, _ in group),
              tuple(tag for _, tag, _ in group))
        for group in groups.values()
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda one: (one.tag.date, one.positions)))


def _key(tag: TagView, lost: bool) -> tuple[object, ...]:
    """Equal for tags that read the same on two patches."""
    return (tag.name, tag.person, tag.email, tag.given_on_version, tag.carried, tag.stale,
            tag.changed_lines, tag.withdrawn, tag.conditional, lost)  # fmt: skip


def _tags(told: Iterable[_Told], revision: RevisionView, columns: int) -> list[Row]:
    rows = []
    for number, one in enumerate(told):
        tag = one.tag
        target = Target(
            message_id=tag.message_id,
            line=tag.evidence.line,
            evidence=tuple(each.evidence for each in one.tags),
        )
        draw = partial(_tag_line, one, revision)
        rows.append(Row(key=f"tag.{number} {tag.message_id}", draw=draw, target=target))
    return rows


def _tag_line(one: _Told, revision: RevisionView, columns: int) -> Line:
    tag = one.tag
    every = len(one.positions) == len(revision.patches) > 1
    where = "all patches" if every else f"{_word(one.positions)} {number_ranges(one.positions)}"
    narrow = columns < 120
    line = (
        Span(" "),
        cell(tag.name, 13, Role.WARN if one.lost else role_of(tag)),
        Span(" "),
        cell(tag.person or tag.email, 17 if narrow else 26),
        Span(" "),
        cell(where, 14 if narrow else 30, Role.DIM),
        Span(" "),
    )
    return (*line, cell(_fate(one, revision), max(columns - taken(line), 10), _fate_role(one)))


def _word(positions: tuple[int, ...]) -> str:
    return "patch" if len(positions) == 1 else "patches"


def _fate(one: _Told, revision: RevisionView) -> str:
    """Where it was given and what became of it: ``on v1, carried; 12 lines changed since``."""
    tag = one.tag
    told = []
    if tag.given_on_version != revision.version:
        told.append(f"on v{tag.given_on_version}")
    if tag.withdrawn:
        told.append("withdrawn")
    if one.lost:
        told.append("lost")
    elif tag.carried:
        told.append("carried" if told else "came with the patch")
    if tag.conditional:
        told.append("on a condition")
    change = _change(tag, one.lost)
    words = ", ".join(told)
    if not words:
        return f"{day(tag.date)}; {change}" if change else day(tag.date)
    return f"{words}; {change}" if change else words


def _change(tag: TagView, lost: bool) -> str:
    if tag.stale and tag.changed_lines is not None:
        return f"{counted(tag.changed_lines, 'line')} changed"
    if tag.stale:
        return "the patch changed"
    return "the patch did not change" if lost and tag.stale is False else ""


def _fate_role(one: _Told) -> Role:
    return Role.WARN if one.lost or one.tag.stale or one.tag.withdrawn else Role.DIM


def _question(key: str, question: QuestionView, view: SeriesView, columns: int) -> list[Row]:
    target = Target(
        message_id=question.message_id,
        line=question.evidence.line,
        evidence=(question.evidence,),
    )
    draw = partial(_asker, question, short_age(question.date, view.as_of))
    rows = [Row(key=key, draw=draw, target=target)]
    if question.under:
        under = paragraph(f"{key}.under", question.under, columns, lead="   │ ", role=Role.QUOTE)
        rows += [Row(key=row.key, draw=row.draw, stop=False) for row in under[:1]]
    said = paragraph(f"{key}.said", question.quote, columns, lead="   ", target=target)
    return [*rows, *(Row(key=row.key, draw=row.draw, target=target, stop=False) for row in said)]


def _asker(question: QuestionView, since: str, columns: int) -> Line:
    waits = is_open(question)
    sign = Span(" ? " if waits else " ✓ ", Role.WARN if waits else Role.GOOD)
    text = f"{name_of(question.who)}, {since} ago{_answer(question)}"
    return (sign, cell(text, columns - 4, Role.PLAIN if waits else Role.DIM))


def _answer(question: QuestionView) -> str:
    """By whom it was answered, and whether the patch changed there."""
    told = []
    if question.answered_by:
        told.append("answered by the author")
    elif question.discussed_by:
        told.append("another person answered")
    if question.changed is not None:
        changed = "changed" if question.changed else "did not change"
        told.append(f"the next version {changed} that line")
    return f"; {', '.join(told)}" if told else ""
