"""One series, whole, for people: what ``tracker show`` prints."""

from collections.abc import Sequence
from datetime import datetime

from tracker.model.checks import Check
from tracker.model.mail import Person
from tracker.model.roles import Role
from tracker.model.status import Facts
from tracker.model.views import QuestionView, RevisionView, SeriesView
from tracker.render.abridged import abridged_lines
from tracker.render.checks import check_lines
from tracker.render.landing import landing_lines
from tracker.render.layout import block, capped, counted, handle, labelled
from tracker.render.notes import note_lines, said_lines
from tracker.render.readiness import half_landed_lines, readiness_lines
from tracker.render.relations import relation_lines
from tracker.render.review import review_lines
from tracker.render.sections import asks, newest_revision, open_questions, sent_anew, with_rerolls
from tracker.render.style import Style
from tracker.render.words import age, day, minute, since_words

_QUESTIONS = 6
_VERSIONS = 12
_EVENTS = 6


def series_text(
    view: SeriesView, style: Style, full: bool = False, ends: datetime | None = None
) -> str:
    """The whole story on one page; ``full`` leaves nothing out.

    The sentence that says where it stands comes first. Every line fits the width of the style.
    ``ends`` is when the mail at hand ends, where that is long before the moment that is told of.
    """
    newest = newest_revision(view)
    shown = with_rerolls(view, newest) if newest else None
    anew = _anew(view, newest, style) if newest else []
    parts = [
        half_landed_lines(view.readiness.half_landed, style),
        _head(view, newest, style, full),
        note_lines(view.notes, style, full),
        [*review_lines(shown, style, full), *anew] if shown else [],
        _questions(view, style, full),
        check_lines(_newest_checks(view, newest), style, full) if newest else [],
        landing_lines(shown, style, full) if shown else [],
        readiness_lines(view.readiness, style, full),
        relation_lines(view.relations, style, full),
        _versions(view, style, full),
        _events(view, style, full),
        _footer(view, style, ends),
    ]
    return "\n\n".join("\n".join(lines) for lines in parts if lines) + "\n"


def _newest_checks(view: SeriesView, newest: RevisionView) -> tuple[Check, ...]:
    """The checks of the newest version, and of its patches that were sent anew."""
    anew = {posting.message_id for posting in sent_anew(view, newest).values()}
    return tuple(one for one in view.checks if one.revision in {newest.message_id, *anew})


def _anew(view: SeriesView, newest: RevisionView, style: Style) -> list[str]:
    """The patches that were sent anew one by one since, each with its version."""
    lines: list[str] = []
    for position, posting in sorted(sent_anew(view, newest).items()):
        label = style.text(posting.label or f"v{posting.version}")
        lines += block(
            f"patch {position} was sent anew as {label}, {day(posting.date)}", style, "  "
        )
    return lines


def names(people: Sequence[Person], style: Style, most: int = 4) -> str:
    """``Mia Maintainer, Max Other and 2 others``."""
    shown = ", ".join(style.text(who.name or who.email) for who in people[:most])
    left = len(people) - most
    return shown + (f" and {counted(left, 'other')}" if left > 0 else "")


def fact_words(facts: Facts) -> list[str]:
    """The facts beside the stage that hold, as words."""
    told = (
        (facts.rfc, "RFC"),
        (facts.resend, "resend"),
        (facts.pull_request, "pull request"),
        (facts.blocked, "blocked by what it needs"),
        (facts.stalled, "quiet for four weeks or more"),
    )
    return [word for holds, word in told if holds]


def _head(view: SeriesView, newest: RevisionView | None, style: Style, full: bool) -> list[str]:
    author = f"{view.author.name} <{view.author.email}>" if view.author.email else view.author.name
    sent = ", ".join(view.lists) or "no list"
    project = f"{view.project}; " if view.project else ""
    lines = [*block(style.text(view.summary), style, role=Role.TITLE), ""] if view.summary else []
    lines += labelled("Title", style.text(view.title) or "(no title)", style)
    lines += labelled("Author", style.text(author) or "(not named)", style)
    lines += labelled("Sent to", style.text(project + sent), style)
    lines += handle(style.text(newest.url if newest else view.url), style, f"  {'Link':<8} ")
    if full and view.change_id:
        lines += labelled("Change", style.text(view.change_id), style)
    return [*lines, *_stage(view, style), *_turn(view, style), *said_lines(view, style, full)]


def _stage(view: SeriesView, style: Style) -> list[str]:
    beside = "".join(f"; {word}" for word in fact_words(view.facts))
    word = view.stage.value.replace("-", " ")
    text = f"{word} {since_words(view.stage_since, view.as_of)}{beside}"
    return block(text, style, f"  {'Stage':<8} {style.glyph(view.stage)} ", " " * 13)


def _turn(view: SeriesView, style: Style) -> list[str]:
    turn = view.turn
    who = f": {names(turn.people, style)}" if turn.people else ""
    when = f", {since_words(turn.since, view.as_of)}" if turn.since else ""
    lines = labelled("Turn", f"{turn.side.value}{who}{when}", style)
    for reason in turn.reasons:
        lines += block(style.text(reason), style, " " * 11 + "- ", " " * 13, limit=4)
    return lines


def _questions(view: SeriesView, style: Style, full: bool) -> list[str]:
    asked = open_questions(view)
    answered = sum(len(posting.questions) for posting in view.revisions) - len(asked)
    tail = f", {answered} answered" if answered else ""
    if not asked:
        return [style.bold("Questions") + f": none open{tail}"] if answered else []
    head = style.bold("Questions") + f": {len(asked)} open{tail}"
    return [head, *capped([_question(one, style) for one in asked], _QUESTIONS, full, style)]


def _question(asked: QuestionView, style: Style) -> list[str]:
    who = style.text(asked.who.name or asked.who.email)
    lines = block(f"{day(asked.date)} {who} {asks(asked)}:", style, "  ", role=Role.WARN, limit=2)
    if asked.under:
        under = style.text(asked.under)
        lines += block(under, style, "    > ", "    > ", role=Role.DIM, limit=2)
    lines += block(style.text(asked.quote), style, " " * 4, limit=4)
    return lines + handle(f"<{style.text(asked.message_id)}>", style, " " * 4)


def _versions(view: SeriesView, style: Style, full: bool) -> list[str]:
    if not view.revisions:
        return [style.bold("Versions") + ": none at hand"]
    newest_first = [_version(posting, style) for posting in reversed(view.revisions)]
    return [style.bold("Versions"), *capped(newest_first, _VERSIONS, full, style)]


def _version(posting: RevisionView, style: Style) -> list[str]:
    label = style.fit(style.text(posting.label or f"v{posting.version}"), 8)
    words = [posting.stage.value.replace("-", " "), _size(posting)]
    if posting.missing and not posting.partial:
        words.append(f"missing {', '.join(map(str, posting.missing))}")
    words += [word for holds, word in ((posting.rfc, "RFC"), (posting.resend, "resend")) if holds]
    start = f"{label:<4} {day(posting.date)}  "
    rest = " " * (4 + len(start))
    lines = block(", ".join(words), style, f"  {style.glyph(posting.stage)} {start}", rest, limit=3)
    return lines + handle(f"<{style.text(posting.message_id)}>", style, " " * 9)


def _size(posting: RevisionView) -> str:
    held = len(posting.patches)
    if not posting.expected:
        return "pull request"
    if posting.partial:
        return f"{counted(held, 'patch')} sent anew"
    return counted(held, "patch") + ("" if held == posting.expected else f" of {posting.expected}")


def _events(view: SeriesView, style: Style, full: bool) -> list[str]:
    if not view.events:
        return []
    told = [
        block(style.text(one.text), style, f"  {day(one.date)}  ", limit=3) for one in view.events
    ]
    return [style.bold("Last events"), *capped(told, _EVENTS, full, style)]


def _footer(view: SeriesView, style: Style, ends: datetime | None) -> list[str]:
    source = "read from local archives" + (f", which end {day(ends)}" if ends else "")
    if view.fetched is not None:
        before = view.fetched <= view.as_of
        when = f" ({age(view.fetched, view.as_of)} before)" if before else ""
        source = f"threads fetched {minute(view.fetched)}{when}"
    lines = block(f"As of {minute(view.as_of)}; {source}.", style, role=Role.DIM)
    return lines + abridged_lines(view.abridged, style)
