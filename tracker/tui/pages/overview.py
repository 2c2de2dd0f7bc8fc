"""The first tab: where the series stands, whose turn it is, the review table, open questions."""

from functools import partial

from tracker.model.views import QuestionView, RevisionView, SeriesView
from tracker.tui.lines import Look, Row, Span, Target, blank, cell, fixed, heading, paragraph
from tracker.tui.pages.table import review_rows
from tracker.tui.phrases import age, counted, day, list_of, name_of, turn_words

_ABRIDGED = (
    "told from the mails that ship with the program: headers and facts are real, the words are "
    "ours, abridged"
)


def overview_rows(view: SeriesView, columns: int) -> tuple[Row, ...]:
    """The page for so many columns."""
    newest = newest_of(view)
    rows = [*_standing(view, columns), blank("gap.1"), *_about(view, columns)]
    if newest:
        rows += [blank("gap.2"), *review_rows(newest, columns)]
        rows += [blank("gap.3"), *_questions(view, newest, columns)]
    return tuple(rows)


def newest_of(view: SeriesView) -> RevisionView | None:
    """The newest revision that stands for the series: a partial reroll replaces none."""
    whole = [revision for revision in view.revisions if not revision.partial]
    held = whole or list(view.revisions)
    return held[-1] if held else None


def _standing(view: SeriesView, columns: int) -> list[Row]:
    stage = Target(message_id=view.id, topics=frozenset({"stage"}))
    turn = Target(message_id=view.id, topics=frozenset({"turn"}))
    rows = list(paragraph("summary", view.summary, columns, look=Look.STRONG, lead=" ",
                          target=stage))  # fmt: skip
    said = turn_words(view.turn, view.as_of)
    rows += paragraph("turn", said, columns, lead=" turn     ", target=turn)
    for number, reason in enumerate(view.turn.reasons):
        rows += paragraph(f"reason.{number}", reason, columns, lead=" because  ", target=turn)
    return rows


def _about(view: SeriesView, columns: int) -> list[Row]:
    here = Target(message_id=view.id, topics=frozenset({"revision"}))
    newest = view.revisions[-1] if view.revisions else None
    told = [
        ("by", name_of(view.author)),
        ("to", ", ".join(map(list_of, view.lists))),
        ("sent", _sent(view) if newest else ""),
        ("facts", ", ".join(_facts(view))),
        ("change", view.change_id or ""),
        ("at", view.url),
        ("note", _ABRIDGED if view.abridged else ""),
    ]
    rows: list[Row] = []
    for name, text in told:
        lead = f" {name:<8} "
        rows += paragraph(
            name,
            text,
            columns,
            look=Look.WARN if name == "facts" else Look.PLAIN,
            lead=lead,
            target=here,
        )
    return rows


def _sent(view: SeriesView) -> str:
    first, last = view.revisions[0], view.revisions[-1]
    if first is last:
        return f"{day(first.date)}, {age(first.date, view.as_of)} ago"
    many = counted(len(view.revisions), "version")
    return f"{day(first.date)} to {day(last.date)}, {many}"


def _facts(view: SeriesView) -> list[str]:
    facts = view.facts
    told = {
        "RFC": facts.rfc,
        "resend": facts.resend,
        "pull request": facts.pull_request,
        "stalled": facts.stalled,
        "blocked": facts.blocked,
    }
    return [name for name, holds in told.items() if holds]


def _questions(view: SeriesView, newest: RevisionView, columns: int) -> list[Row]:
    waiting = [
        question
        for question in newest.questions
        if question.answered_by is None and question.discussed_by is None
    ]
    answered = len(newest.questions) - len(waiting)
    note = f"{answered} answered" if answered else ""
    if not waiting:
        none = Row(key="open.none", draw=fixed((Span(" none", Look.DIM),)), stop=False)
        return [heading("open", " Open questions", note), none]
    rows = [heading("open", " Open questions", note)]
    for number, question in enumerate(waiting):
        rows += _question(f"open.{number}", question, view, columns)
    return rows


def _question(key: str, question: QuestionView, view: SeriesView, columns: int) -> list[Row]:
    target = Target(
        message_id=question.message_id,
        line=question.evidence.line,
        evidence=(question.evidence,),
    )
    draw = partial(_asker, question, age(question.date, view.as_of))
    return [
        Row(key=key, draw=draw, target=target),
        *paragraph(f"{key}.said", question.quote, columns, lead="   ", look=Look.QUOTE,
                   target=target),
    ]  # fmt: skip


def _asker(question: QuestionView, since: str, columns: int) -> tuple[Span, ...]:
    return (
        Span(" ? ", Look.WARN),
        cell(f"{name_of(question.who)}, {since} ago", columns - 4),
    )
