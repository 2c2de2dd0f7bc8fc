# SPDX-License-Identifier: GPL-2.0-or-later
"""What a link is judged by, and the judgement."""

from tracker.lazy_dataclass import dataclass
from tracker.model.mail import Message
from tracker.model.project import Projects
from tracker.model.relations import Kind
from tracker.model.series import Revision, Series
from tracker.series.projects import PROJECTS

COUNTER_PATCH = "counter-patch"
"""The rule for a patch that a reader put into an answer, in place of the one answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationVerdict:
    """What a link means, by which rule, and how sure that is."""

    kind: Kind
    rule: str
    sure: float


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkSource:
    """The message that a link stands in, and the work that it belongs to."""

    series: Series
    revision: Revision
    message: Message
    project: str | None
    """What the series is for."""
    projects: Projects = PROJECTS
    """The table by which the projects of link targets are found."""

    @property
    def is_posting(self) -> bool:
        """Return whether the message is a cover letter or patch, and no answer of the author."""
        return self.message.message_id in self.revision.own
