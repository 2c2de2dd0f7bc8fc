# SPDX-License-Identifier: GPL-2.0-or-later
"""What is open in a series."""

from dataclasses import replace

from tracker.model.views import QuestionView, RevisionView, SeriesView
from tracker.render.lines import RowTarget


def newest_revision(view: SeriesView) -> RevisionView | None:
    """Return the newest version that is not a partial reroll; None for a series without any."""
    whole = [posting for posting in view.revisions if not posting.partial]
    found = whole or list(view.revisions)
    return found[-1] if found else None


def series_target(view: SeriesView, topic: str) -> RowTarget:
    """Return what a line about the whole series leads to: its newest posting, which an answer is
    for, and what a topic rests on."""
    newest = newest_revision(view)
    name = newest.message_id if newest else view.id
    return RowTarget(message_id=name, topics=frozenset({topic}))


def open_questions(view: SeriesView) -> tuple[QuestionView, ...]:
    """Return the open questions of every version, the oldest first."""
    return tuple(
        asked for posting in view.revisions for asked in posting.questions if asked.is_open
    )


def sent_anew(view: SeriesView, newest: RevisionView) -> dict[int, RevisionView]:
    """By position, the last partial reroll of each patch of the newest whole posting."""
    later = (one for one in view.revisions if one.partial and one.date > newest.date)
    titles = {part.position: part.title for part in newest.patches}
    return {
        part.position: posting
        for posting in sorted(later, key=lambda one: one.date)
        if posting.message_id != newest.message_id
        for part in posting.patches
        # A fix on top of a patch has a title of its own.
        if posting.version > newest.version or titles.get(part.position) == part.title
    }


def with_rerolls(view: SeriesView, newest: RevisionView) -> RevisionView:
    """Return the newest whole posting with each patch in its last version."""
    anew = {
        part.position: part
        for position, posting in sent_anew(view, newest).items()
        for part in posting.patches
        if part.position == position
    }
    return replace(newest, patches=tuple(anew.get(part.position, part) for part in newest.patches))
