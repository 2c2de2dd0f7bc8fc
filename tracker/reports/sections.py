"""The sections of a status report: series sorted by what is to be done about them.

The manner is that of git.git's "What's cooking" mails: a section is a fate, and the first that
fits holds. What needs somebody's hand comes first, what is over comes last.
"""

from collections.abc import Sequence
from enum import StrEnum

from tracker.model.status import CLOSED, LANDED, Side, Stage
from tracker.model.views import QuestionView, SeriesView


class Section(StrEnum):
    """Where a series stands in the report, in the order of printing."""

    AUTHOR = "author"
    """It is the author's turn: changes were asked for, questions are open, patches are missing."""
    REVIEW = "review"
    MAINTAINER = "maintainer"
    BLOCKED = "blocked"
    LANDED = "landed"
    QUIET = "quiet"
    CLOSED = "closed"


TITLES = {
    Section.AUTHOR: "Needs its author",
    Section.REVIEW: "Under review",
    Section.MAINTAINER: "Reviewed, waiting for a maintainer",
    Section.BLOCKED: "Blocked by something that has not landed",
    Section.LANDED: "Applied or landed",
    Section.QUIET: "Quiet for four weeks or more",
    Section.CLOSED: "Over: superseded, withdrawn, rejected",
}
"""The heading of each section."""
_BY_TURN = {
    Side.AUTHOR: Section.AUTHOR,
    Side.REVIEWERS: Section.REVIEW,
    Side.MAINTAINER: Section.MAINTAINER,
    Side.DEPENDENCY: Section.BLOCKED,
    Side.NOBODY: Section.REVIEW,
}


def section_of(view: SeriesView) -> Section:
    """The section of one series: the first that fits; an open one goes by whose turn it is."""
    if view.stage in LANDED:
        return Section.LANDED
    if view.stage in CLOSED and view.stage is not Stage.REVERTED:
        return Section.CLOSED
    if view.facts.stalled:
        return Section.QUIET
    if view.facts.blocked and view.turn.side is not Side.AUTHOR:
        return Section.BLOCKED
    return _BY_TURN[view.turn.side]


def sort_views(
    views: Sequence[SeriesView],
) -> tuple[tuple[Section, tuple[SeriesView, ...]], ...]:
    """The sections that are not empty, each with its series; the longest waiting stand first."""
    oldest = sorted(views, key=lambda view: view.stage_since)
    found = {section: tuple(v for v in oldest if section_of(v) is section) for section in Section}
    return tuple((section, series) for section, series in found.items() if series)


def open_questions(view: SeriesView) -> tuple[QuestionView, ...]:
    """The questions of every version that nobody has answered, the oldest first."""
    return tuple(
        asked
        for posting in view.revisions
        for asked in posting.questions
        if asked.answered_by is None and asked.discussed_by is None
    )
