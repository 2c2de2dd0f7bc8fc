"""The versions of a series, newest first, each with its patches and what was said of them."""

from datetime import datetime
from functools import partial

from tracker.model.landing import tree_name
from tracker.model.views import NoticeView, PatchView, RevisionView, SeriesView, TagView
from tracker.tui.lines import Line, Look, Row, Span, Target, blank, cell, paragraph, taken
from tracker.tui.phrases import age, counted, day, name_of, stage_sign, stage_words


def version_rows(view: SeriesView, columns: int) -> tuple[Row, ...]:
    """The page for so many columns."""
    rows: list[Row] = []
    for revision in reversed(view.revisions):
        rows += [_head(revision, view)]
        rows += [_patch_row(patch, revision) for patch in revision.patches]
        if revision.missing:
            places = ", ".join(map(str, revision.missing))
            rows += paragraph(f"{revision.message_id}.missing", f"missing: {places}", columns,
                              lead="     ", look=Look.WARN)  # fmt: skip
        rows += [_notice_row(number, n) for number, n in enumerate(revision.notices)]
        rows.append(blank(f"{revision.message_id}.gap"))
    return tuple(rows[:-1])


def _head(revision: RevisionView, view: SeriesView) -> Row:
    target = Target(
        message_id=revision.message_id,
        evidence=tuple(e for e in view.evidence if e.message_id == revision.message_id),
        topics=frozenset({"revision"}),
    )
    draw = partial(_head_line, revision, view.title, view.as_of)
    return Row(key=revision.message_id, draw=draw, target=target)


def _head_line(revision: RevisionView, title: str, now: datetime, columns: int) -> Line:
    extras = [
        "RFC" if revision.rfc else "",
        "resend" if revision.resend else "",
        "" if revision.complete else "incomplete",
    ]
    told = ", ".join(extra for extra in extras if extra)
    line = (
        Span(" "),
        stage_sign(revision.stage),
        Span(" "),
        cell(revision.label or f"v{revision.version}", 6, Look.TITLE),
        cell(f"{day(revision.date)} {age(revision.date, now):>4} ago", 21, Look.DIM),
        cell(stage_words(revision.stage), 18),
        cell(counted(len(revision.patches), "patch", "patches"), 11, Look.DIM),
        Span(f"{told}  " if told else "", Look.WARN),
    )
    renamed = "" if revision.title == title else revision.title
    return (*line, cell(renamed, max(columns - taken(line), 0)))


def _patch_row(patch: PatchView, revision: RevisionView) -> Row:
    target = Target(
        message_id=patch.message_id,
        evidence=tuple(tag.evidence for tag in patch.tags),
    )
    key = f"{revision.message_id} {patch.message_id} {patch.position}"
    return Row(key=key, draw=partial(_patch_line, patch, revision.expected), target=target)


def _patch_line(patch: PatchView, size: int, columns: int) -> Line:
    tags = _tags(patch.tags)
    line = (Span("     "), cell(f"{patch.position}/{size or 1}", 6, Look.DIM))
    room = columns - taken(line) - taken(tags) - 2
    return (*line, cell(patch.title, max(room, 10)), Span(" "), *tags)


def _tags(tags: tuple[TagView, ...]) -> Line:
    """How many of each tag, by the first word of its name."""
    standing = [tag.name.removesuffix("-by") for tag in tags if not tag.withdrawn]
    names = [name for name in dict.fromkeys(standing) if name in _WORTH]
    return tuple(
        Span(
            f" {name.lower()}{f'×{standing.count(name)}' if standing.count(name) > 1 else ''}",
            Look.BAD if name == "Nacked" else Look.GOOD,
        )
        for name in names
    )


_WORTH = frozenset({"Reviewed", "Acked", "Tested", "Nacked"})


def _notice_row(number: int, notice: NoticeView) -> Row:
    target = Target(
        message_id=notice.message_id, line=notice.evidence.line, evidence=(notice.evidence,)
    )
    key = f"{notice.message_id} notice.{number}"
    return Row(key=key, draw=partial(_notice_line, notice), target=target)


def _notice_line(notice: NoticeView, columns: int) -> Line:
    verb = "dropped from" if notice.dropped else "applied to"
    named = (tree_name(notice.tree or ""), notice.branch)
    where = " ".join(part for part in named if part) or "a tree"
    doubt = "" if notice.sure else " (not sure)"
    text = f"{name_of(notice.who)} says: {verb} {where}{doubt}, {day(notice.date)}"
    look = Look.WARN if notice.dropped else Look.GOOD
    return (Span("     "), cell(text, max(columns - 5, 10), look))
