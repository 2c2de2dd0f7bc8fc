# SPDX-License-Identifier: GPL-2.0-or-later
"""What is known of a series as results of an external check of ``b4 review``.

The protocol is that of b4 0.16 (``b4/review/checks.py``): the mail on stdin, a JSON array on
stdout, each result with tool, status (``pass``, ``warn`` or ``fail``), summary, url and details.
Its screen has one place for each tool and patch, so all that is known is one result: the worst
status, what is open in the summary, and each point in the details.
"""

import json
from collections.abc import Iterator, Sequence

from tracker.export.json_keys import Object
from tracker.lazy_dataclass import dataclass
from tracker.model.status import LANDED, STAGES
from tracker.model.terminal_text import clean
from tracker.model.views import RevisionView, SeriesView
from tracker.render.links import LORE, message_url
from tracker.render.words import counted, name_of

_TOOL = "tracker"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Point:
    """One thing that a reviewer should know."""

    status: str
    summary: str
    url: str
    details: tuple[str, ...]


def b4_results(view: SeriesView, message_id: str) -> str:
    """Return the results for the version that a mail belongs to."""
    found = [*_of_version(view, message_id), *_of_needs(view)]
    newest = _revision_of(view, message_id)
    if newest is not None:
        found += [*_of_tags(newest), *_of_words(view, newest)]
    if not found:
        words = f"nothing is open; {STAGES[view.stage].label}"
        found.append(_result("pass", words, view.id, [view.summary]))
    return _lines(found)


_WORST = ("fail", "warn", "pass")


def b4_unknown(sentence: str) -> str:
    """Return the result for a mail of which nothing is known."""
    return _lines([_result("warn", sentence, "", [])])


def _lines(found: Sequence[_Point]) -> str:
    """Return the one result that the points make, the worst first."""
    points = sorted(found, key=lambda one: _WORST.index(one.status))
    details: list[str] = []
    for one in points:
        details.append(f"{one.status}: {one.summary} {one.url}".rstrip())
        details += [f"  {line}" for line in one.details]
    result: Object = {
        "tool": _TOOL,
        "status": points[0].status,
        "summary": "; ".join(one.summary.rstrip(".") for one in points),
        "url": points[0].url,
        "details": "\n".join(details),
    }
    return json.dumps([result], indent=1) + "\n"


def _revision_of(view: SeriesView, message_id: str) -> RevisionView | None:
    for one in view.revisions:
        if message_id == one.message_id or any(p.message_id == message_id for p in one.patches):
            return one
    return view.revisions[-1] if view.revisions else None


def _of_version(view: SeriesView, message_id: str) -> Iterator[_Point]:
    if view.stage in LANDED:
        yield _result("warn", view.summary, view.id, [])
    whole = [one for one in view.revisions if not one.partial]
    own = _revision_of(view, message_id)
    if own is not None and whole and own.date < whole[-1].date:
        newer = whole[-1].name
        yield _result("warn", f"{newer} is newer", whole[-1].message_id, [])
    if own is not None and own.missing:
        lacking = ", ".join(map(str, own.missing))
        yield _result("fail", f"patches are missing: {lacking}", own.message_id, [])


def _of_needs(view: SeriesView) -> Iterator[_Point]:
    found = view.readiness
    if found.unblocked is False:
        yield _result("fail", "what it needs is not in yet", view.id, found.reasons)
    elif found.unblocked is None:
        words = "whether what it needs is in is not known"
        yield _result("warn", words, view.id, found.reasons)


def _of_tags(revision: RevisionView) -> Iterator[_Point]:
    stale = [
        f"patch {patch.position}: {tag.name} {tag.person.called}"
        for patch in revision.patches
        for tag in patch.tags
        if tag.stale and tag.counts
    ]
    if stale:
        head = f"{counted(len(stale), 'tag')} older than the change of the patch"
        yield _result("warn", head, revision.message_id, stale)
    lost = [
        f"patch {patch.position}: {tag.name} {tag.person.called}"
        for patch in revision.patches
        for tag in patch.lost
    ]
    if lost:
        head = f"{counted(len(lost), 'tag')} of an older version not carried"
        yield _result("warn", head, revision.message_id, lost)


def _of_words(view: SeriesView, revision: RevisionView) -> Iterator[_Point]:
    asked = [one for one in revision.questions if one.is_open]
    if asked:
        details = [f"{name_of(one.who)}: {one.quote}" for one in asked]
        head = f"{counted(len(asked), 'open question')}"
        yield _result("warn", head, asked[0].message_id, details)
    against = [
        one for one in view.objections if one.state == "open" and one.version == revision.version
    ]
    if against:
        details = [f"{name_of(one.who)}: {one.quote}" for one in against]
        head = f"{counted(len(against), 'open objection')}"
        yield _result("fail", head, against[0].message_id, details)
    failing = [one for one in view.checks if one.open and one.version == revision.version]
    if failing:
        details = [f"{one.source}: {one.context}: {one.summary}" for one in failing]
        head = f"{counted(len(failing), 'failing check')}"
        yield _result("fail", head, failing[0].message_id, details)


def _result(status: str, summary: str, message_id: str, details: Sequence[str]) -> _Point:
    return _Point(
        status=status,
        summary=clean(summary),
        url=message_url(message_id, LORE) if message_id else "",
        details=tuple(map(clean, details)),
    )
