# SPDX-License-Identifier: GPL-2.0-or-later
"""A series read line by line: every fact a line of words, as a screen reader wants it.

The rows are those of the page; only the review table and the tags are sentences of their own.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from functools import partial

from tracker.lazy_patterns import lazy_pattern
from tracker.model.review import Tag
from tracker.model.status import stage_traits
from tracker.model.terminal_text import clean
from tracker.model.views import PatchView, RevisionView, SeriesView
from tracker.render.lines import (
    UNWRAPPED,
    Line,
    Row,
    Span,
    capped,
    heading,
    line_of,
    parts,
    text_of,
)
from tracker.render.overview import PRINTED_PATCHES, sent_again_rows, series_rows
from tracker.render.review import tag_fate
from tracker.render.sections import with_rerolls
from tracker.render.words import counted, day

_SIGNS = lazy_pattern(r"[\u2190-\u21ff\u2500-\u27bf]")
"""Arrows, box drawing, shapes and check marks: read out as noise or not at all."""
_GAP = lazy_pattern(r" {2,80}")
_COMMIT = lazy_pattern(r"(\d{1,4}):([0-9a-f]{12})(?= |$)")
"""A commit of a patch below a landing step: ``2:2b2b2b2b2b2b``."""
_AGE = lazy_pattern(r"\b(\d{1,4})(mo|[ywdhm])(?= ago\b)")
_DAY_AND_AGE = lazy_pattern(r"(\b\d{4}-\d{2}-\d{2}) {1,80}(?=\d{1,4} ?[a-z]{1,7} ago\b)")
_UNITS = {"y": "year", "mo": "month", "w": "week", "d": "day", "h": "hour", "m": "minute"}


def series_in_words(view: SeriesView, full: bool = False, ends: datetime | None = None) -> str:
    """Return what ``tracker show --plain`` prints; ``full`` and ``ends`` as in the other text."""
    newest = view.newest
    review: list[Row] = []
    if newest:
        shown = with_rerolls(view, newest)
        review = [
            *_patches_in_words(view, shown, None if full else PRINTED_PATCHES),
            *sent_again_rows(view, newest, UNWRAPPED),
        ]
    return in_words(series_rows(view, UNWRAPPED, parts(review), full, ends))


def in_words(rows: Iterable[Row]) -> str:
    """Return laid out rows as lines of words; empty ones are left out."""
    lines = ((_lead_of(row.key), _line_in_words(row.draw(UNWRAPPED))) for row in rows)
    return "".join(f"{lead}{line}\n" for lead, line in lines if line)


def _lead_of(key: str) -> str:
    """Return what a row is called whose place on the page says it to the eye."""
    if key.startswith("reason."):
        return "Why: "
    return "Words: " if ".said." in key else ""


def _line_in_words(line: Line) -> str:
    """Return a line without signs and columns: ``tree: gadgets.git for-next, 2025-03-14``."""
    text = text_of(tuple(span for span in line if not _is_sign(span)))
    quoted = next((True for span in line if span.text.strip() == ">"), False)
    text = _SIGNS.sub("", clean(text)).strip().removeprefix("… ")
    if text.startswith("<") and text.endswith(">"):
        return f"Message-ID: {text[1:-1]}"
    text = _COMMIT.sub(r"patch \1 is commit \2,", text).removesuffix(",")
    text = _DAY_AND_AGE.sub(r"\1, ", text)
    text = _AGE.sub(lambda found: counted(int(found[1]), _UNITS[found[2]]), text)
    # The first gap of a row stands behind its label, the others between columns.
    text = _GAP.sub(", ", _GAP.sub(": ", text, count=1)).replace(" · ", "; ")
    return f"Under the line: {text}" if quoted else text


def _is_sign(span: Span) -> bool:
    """Return whether a span is nothing but a sign, such as ``?`` or ``-``."""
    text = span.text.strip()
    return bool(span.plain) or (len(text) == 1 and not text.isalnum())


def _patches_in_words(view: SeriesView, shown: RevisionView, most: int | None) -> list[Row]:
    """Return a sentence for each patch of a version, also for those that were not found."""
    size = shown.expected or len(shown.patches)
    name = shown.name
    asked = _open_by_patch(view, shown)
    told = {one.position: partial(_patch_words, one, size, shown.version, asked[one.message_id])
            for one in shown.patches}  # fmt: skip
    told |= {position: partial(_missing_words, position, size) for position in shown.missing}
    items = [[line_of(f"patch.{at}", told[at]())] for at in sorted(told)]
    head = f"Review of {name}, posted {day(shown.date)}: {counted(size, 'patch')}"
    return [heading("review", head), *capped("review", items, most, "patches", "--full")]


def _patch_words(patch: PatchView, size: int, version: int, asked: int) -> str:
    """Return ``Patch 2 of 4: TITLE. Applied. Reviewed by A; acked by B. 1 open question.``"""
    tags = [_tag_words(tag, False, version) for tag in patch.tags]
    tags += [_tag_words(tag, True, version) for tag in patch.lost]
    told = [
        f"Patch {patch.position} of {size}: {' '.join(clean(patch.title[:1000]).split())}",
        stage_traits(patch.stage).label.capitalize(),
        _joined(tags),
        counted(asked, "open question") if asked else "",
    ]
    return ". ".join(filter(None, told)) + "."


def _missing_words(position: int, size: int) -> str:
    return f"Patch {position} of {size}: not found."


def _joined(tags: list[str]) -> str:
    """Return tags in one sentence, or that there are none."""
    text = "; ".join(tags)
    return text[:1].upper() + text[1:] if text else "No tags"


def _tag_words(tag: Tag, lost: bool, version: int) -> str:
    """Return ``reviewed by A (on v1, carried)``."""
    fate = tag_fate(tag, lost, version)
    beside = "" if fate == day(tag.date) else f" ({fate})"
    name = clean(tag.name[:60]).replace("-", " ")
    return f"{name[:1].lower()}{name[1:]} {clean(tag.person.called[:200])}{beside}"


def _open_by_patch(view: SeriesView, shown: RevisionView) -> Counter[str]:
    """Return how many open questions hang in the thread below each patch, by its Message-ID."""
    parents = {one.message_id: one.parent for one in view.thread}
    patches = {one.message_id for one in shown.patches}
    found: Counter[str] = Counter()
    for question in shown.questions:
        at: str | None = question.message_id if question.is_open else None
        seen: set[str] = set()
        while at and at not in patches and at not in seen:
            seen.add(at)
            at = parents.get(at)
        if at in patches and at:
            found[at] += 1
    return found
