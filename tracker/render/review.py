# SPDX-License-Identifier: GPL-2.0-or-later
"""The review of a version: the table, every tag with its fate, objections, checks, questions."""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import partial

from tracker.lazy_dataclass import dataclass
from tracker.model.checks import Check
from tracker.model.mail import RemarkKind
from tracker.model.review import Doubt, Question, Tag
from tracker.model.roles import Role
from tracker.model.terminal_text import clean, width
from tracker.model.views import ObjectionView, RevisionView, SeriesView
from tracker.render.checks import check_rows
from tracker.render.lines import (
    Line,
    Row,
    RowTarget,
    Span,
    capped,
    cell,
    heading,
    paragraph,
    parts,
    taken,
    whole,
)
from tracker.render.review_table import table_rows, tag_role
from tracker.render.sections import sent_anew
from tracker.render.words import counted, day, name_of, number_ranges, short_age

_DOUBTS = {
    Doubt.CLAIMED: "not counted: somebody else wrote it",
    Doubt.NAMESAKE: "not counted: the name is borrowed",
    Doubt.LOOK_ALIKE: "not counted: the name only looks alike",
}
_OBJECTED = {
    "changes": "asked for changes",
    "changes-requested": "asked for changes",
    "nack": "objected (NAK)",
    "refusal": "refused it",
    "elsewhere": "wrote that another change took its place",
}
"""What an objector did, by the kind of the objection."""
_OPEN = "open"
_NAME = 40
"""Characters of a name that are shown beside a tag."""
_ASKS = {RemarkKind.CHANGES: "asks for changes", RemarkKind.PROBLEM: "reports a problem"}


@dataclass(frozen=True, slots=True)
class _SharedTag:
    """Tags that read the same, and the patches they stand on."""

    tag: Tag
    lost: bool
    positions: tuple[int, ...]
    tags: tuple[Tag, ...]


def review_page(view: SeriesView, revision: RevisionView, columns: int) -> list[Row]:
    """Return the Review tab: one version."""
    done = [one for one in revision.questions if not one.is_open]
    answered = [
        row
        for number, one in enumerate(done)
        for row in _review_question(f"answered.{number}", one, view, columns)
    ]
    return parts(
        table_rows(revision, columns),
        tag_rows(revision, columns, "Enter opens the mail that gave it, at its line"),
        objection_rows(view, revision, columns),
        check_rows(checks_of(view, revision), columns),
        question_rows(view, revision.questions, columns),
        [heading("answered", "Answered questions"), *answered] if answered else [],
    )


def checks_of(view: SeriesView, revision: RevisionView) -> tuple[Check, ...]:
    """Return the checks of a version, and of its patches that were sent again since."""
    anew = {posting.message_id for posting in sent_anew(view, revision).values()}
    return tuple(one for one in view.checks if one.revision in {revision.message_id, *anew})


def asks(question: Question) -> str:
    """Return what somebody does by a question or report: ``asks``, ``asks for changes``."""
    return _ASKS.get(question.kind, "asks")


def tag_rows(revision: RevisionView, columns: int, note: str = "") -> list[Row]:
    """Return every tag with the patches it stands on, where it was given, and its fate."""
    told = _review_sentence(revision)
    return [heading("tags", "Tags", note), *_review_tags(told, revision, columns)] if told else []


def question_rows(
    view: SeriesView,
    questions: Sequence[Question],
    columns: int,
    most: int | None = None,
    *,
    ids: bool = False,
) -> list[Row]:
    """Return the open questions, and how many were answered.

    ``ids`` adds the Message-ID of each, where no key opens it.
    """
    waiting = [one for one in questions if one.is_open]
    done = len(questions) - len(waiting)
    note = f", {done} answered" if done else ""
    if not waiting:
        return [heading("open", f"Questions: none open{note}")] if done or not ids else []
    items = [
        _review_question(f"open.{number}", question, view, columns, ids=ids)
        for number, question in enumerate(waiting)
    ]
    rows = [heading("open", f"Questions: {len(waiting)} open{note}")]
    return [*rows, *capped("open", items, most, hint="--full" if ids else "")]


def objection_rows(
    view: SeriesView,
    revision: RevisionView,
    columns: int,
    most: int | None = None,
    *,
    full: bool = True,
) -> list[Row]:
    """Return the objections to a version with what became of each, and how many came before.

    Only those that are open on the newest version keep a series out, and are red. ``full`` lists
    the settled ones, too.
    """
    newest = not view.revisions or revision.version == max(one.version for one in view.revisions)
    own = [one for one in view.objections if one.version == revision.version]
    waiting = [one for one in own if one.state == _OPEN]
    items = [
        _review_objection(number, one, revision, columns, red=newest and one.state == _OPEN)
        for number, one in enumerate([*waiting, *(one for one in own if one not in waiting)])
        if full or one.state == _OPEN
    ]
    before = [one for one in view.objections if one.version < revision.version]
    rows = capped("objection", items, most) if items else []
    if before:
        text = f"objections to earlier versions: {_objected_versions(before)}"
        rows += paragraph("objections.before", text, columns, lead="    ", role=Role.DIM)
    if not rows:
        return []
    done = f", {len(own) - len(waiting)} settled" if len(own) > len(waiting) else ""
    title = f"Objections: {len(waiting) or 'none'} open{done}"
    return [heading("objections", title), *rows]


def _review_objection(
    number: int, one: ObjectionView, revision: RevisionView, columns: int, *, red: bool
) -> list[Row]:
    where = (
        ""
        if len(one.positions) in (0, len(revision.patches))
        else (f" on {_review_word(one.positions)} {number_ranges(one.positions)}")
    )
    said = _OBJECTED.get(one.kind, f"marked it {one.kind}")
    quote = f": {one.quote}" if one.quote else ""
    state = "" if one.state == _OPEN else f", {one.state}"
    text = f"{name_of(one.who)} {said}{where}, {day(one.date)}{state}{quote}"
    target = RowTarget(message_id=one.message_id, line=one.evidence.line, evidence=(one.evidence,))
    role = Role.BAD if red else Role.PLAIN if one.state == _OPEN else Role.DIM
    return paragraph(f"objection.{number}", text, columns, lead="  ! " if red else "    ",
                     role=role, target=target)  # fmt: skip


def _objected_versions(before: Sequence[ObjectionView]) -> str:
    """How many were made to each version, in order: ``3 to v1, 1 to v2``."""
    counts = Counter(one.version for one in before)
    return ", ".join(f"{counts[version]} to v{version}" for version in sorted(counts))


def _review_sentence(revision: RevisionView) -> tuple[_SharedTag, ...]:
    groups: dict[tuple[object, ...], list[tuple[int, Tag, bool]]] = {}
    for patch in revision.patches:
        for lost, tags in ((False, patch.tags), (True, patch.lost)):
            for tag in tags:
                groups.setdefault(_review_key(tag, lost), []).append((patch.position, tag, lost))
    found = [
        _SharedTag(group[0][1], group[0][2], tuple(position for position, _, _ in group),
              tuple(tag for _, tag, _ in group))
        for group in groups.values()
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda one: (one.tag.date, one.positions)))


def _review_key(tag: Tag, lost: bool) -> tuple[object, ...]:
    """Return what is equal for tags that read the same on two patches."""
    return (tag.name, tag.person, tag.given_on_version, tag.carried, tag.stale,
            tag.changed_lines, tag.withdrawn, tag.doubt, tag.conditional, lost)  # fmt: skip


def _review_tags(told: Iterable[_SharedTag], revision: RevisionView, columns: int) -> list[Row]:
    tags = tuple(told)
    where = [_tagged_patches(one, revision, 14 if columns < 120 else 30) for one in tags]
    fates = [tag_fate(one.tag, one.lost, revision.version) for one in tags]
    who = [clean(one.tag.person.called[:_NAME]) for one in tags]
    # What became of a tag is shown whole before a name is.
    where_room, fate = (max(map(width, found), default=0) for found in (where, fates))
    room = max(min(max(map(width, who), default=0), columns - 20 - where_room - fate), 12)
    rows = []
    for number, (one, place, name, end) in enumerate(zip(tags, where, who, fates, strict=True)):
        target = RowTarget(
            message_id=one.tag.message_id,
            line=one.tag.evidence.line,
            evidence=tuple(each.evidence for each in one.tags),
        )
        line = (
            Span("  "),
            cell(one.tag.name, 13, Role.WARN if one.lost else tag_role(one.tag)),
            Span(" "),
            cell(name, room),
            Span("  "),
            cell(place, where_room, Role.DIM),
            Span("  "),
        )
        draw = partial(_tag_line, line, Span(end, _fate_role(one)))
        rows.append(Row(key=f"tag.{number} {one.tag.message_id}", draw=draw, target=target))
    return rows


def _tagged_patches(one: _SharedTag, revision: RevisionView, room: int) -> str:
    """Return which patches carry a tag, or how many: the table above shows which."""
    if len(one.positions) == len(revision.patches) > 1:
        return "all patches"
    where = f"{_review_word(one.positions)} {number_ranges(one.positions)}"
    return where if width(where) <= room else counted(len(one.positions), "patch", "patches")


def _tag_line(line: Line, fate: Span, columns: int) -> Line:
    return (*line, cell(fate.text, max(columns - taken(line), 10), fate.role))


def _review_word(positions: tuple[int, ...]) -> str:
    return "patch" if len(positions) == 1 else "patches"


def tag_fate(tag: Tag, lost: bool, version: int) -> str:
    """Return what became of a tag by a version: ``on v1, carried; 12 lines changed``."""
    told = []
    if tag.given_on_version != version:
        told.append(f"on v{tag.given_on_version}")
    if tag.withdrawn:
        told.append("withdrawn")
    if tag.doubt is not None:
        told.append(_DOUBTS[tag.doubt])
    if lost:
        told.append("lost")
    elif tag.carried:
        told.append("carried" if told else "came with the patch")
    if tag.conditional:
        told.append("on a condition")
    change = _review_change(tag, lost)
    words = ", ".join(told)
    if not words:
        return f"{day(tag.date)}; {change}" if change else day(tag.date)
    return f"{words}; {change}" if change else words


def _review_change(tag: Tag, lost: bool) -> str:
    if tag.stale and tag.changed_lines is not None:
        return f"{counted(tag.changed_lines, 'line')} changed"
    if tag.stale:
        return "patch changed"
    return "patch unchanged" if lost and tag.stale is False else ""


def _fate_role(one: _SharedTag) -> Role:
    return Role.WARN if one.lost or one.tag.stale or not one.tag.counts else Role.DIM


def _review_question(
    key: str, question: Question, view: SeriesView, columns: int, *, ids: bool = False
) -> list[Row]:
    """Return who asks and when, the line it stands under, and the words."""
    target = RowTarget(
        message_id=question.message_id,
        line=question.evidence.line,
        evidence=(question.evidence,),
    )
    waits = question.is_open
    sign = Span("? ", Role.WARN) if waits else Span("✓ ", Role.GOOD)
    since = short_age(question.date, view.as_of)
    text = f"{name_of(question.who)} {asks(question)}, {day(question.date)} ({since} ago)"
    text += _review_answer(question)
    rows = paragraph(key, text, columns, lead=(Span("  "), sign), target=target,
                     role=Role.PLAIN if waits else Role.DIM, most=2)  # fmt: skip
    rows += paragraph(f"{key}.under", question.under, columns, lead="    > ", under="    > ",
                      role=Role.QUOTE, most=2, stop=False)  # fmt: skip
    rows += paragraph(f"{key}.said", question.quote, columns, lead=" " * 4, target=target, most=4,
                      stop=False)  # fmt: skip
    return [*rows, whole(f"{key}.mail", f"<{question.message_id}>", " " * 4)] if ids else rows


def _review_answer(question: Question) -> str:
    """Return by whom it was answered, and whether the patch changed there."""
    told = []
    if question.discussed_by:
        told.append("another person answered")
    elif question.answered_by:
        told.append("answered by the author")
    elif question.overtaken_by:
        told.append("not answered, a new version was posted")
    if question.changed is not None:
        changed = "changed" if question.changed else "did not change"
        told.append(f"the next version {changed} that line")
    return f"; {', '.join(told)}" if told else ""
