"""What one link means: the rules in the order of their trust."""

import re
from dataclasses import dataclass

from tracker.mail.links.targets import Shape, Target, list_in
from tracker.mail.links.words import Said, said_about
from tracker.mail.people import same_person
from tracker.model.mail import LinkUse, Message
from tracker.model.mail import Place as Part
from tracker.model.project import Projects
from tracker.model.relations import Kind
from tracker.model.series import Revision, Series
from tracker.relations.trailers import said_by_trailer
from tracker.relations.versions import is_older_posting, item_version, says_version
from tracker.series.projects import PROJECTS, project_named, project_of, series_project


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a link means, by which rule, and how sure that is."""

    kind: Kind
    rule: str
    sure: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a link stands."""

    series: Series
    revision: Revision
    message: Message
    project: str | None
    """What the series is for."""
    projects: Projects = PROJECTS
    """The table that tells the projects of what is linked to."""


def judge(place: Place, link: LinkUse, target: Target) -> Verdict:
    """Ask the rules in the order of their trust; the first that knows has the word."""
    if link.message_id and link.message_id in place.revision.own:
        return Verdict(kind=Kind.MENTIONS, rule="itself", sure=0.95)
    if link.trailer.lower() == "base-commit":
        return _by_base(place, target)
    return (
        _by_trailer(place, link, target)
        or _by_version(place, link, target)
        or _by_target(place, link, target)
        or _by_words(place, link, target)
        or _by_shape(place, link, target)
    )


def _by_base(place: Place, target: Target) -> Verdict:
    """Any tree stands on somebody's commit: it is needed where the two works touch each other."""
    other = target.series
    if other is None or other.id == place.series.id:
        return Verdict(kind=Kind.MENTIONS, rule="base-commit", sure=0.3)
    if same_person(other.newest.author, place.revision.author) or _files(other) & _files(
        place.series
    ):
        return Verdict(kind=Kind.DEPENDS_ON, rule="base-commit", sure=0.45)
    return Verdict(kind=Kind.MENTIONS, rule="base-commit", sure=0.45)


def _files(series: Series) -> set[str]:
    return {file for patch in series.newest.patches for file in patch.files}


def _by_trailer(place: Place, link: LinkUse, target: Target) -> Verdict | None:
    said = said_by_trailer(link, target.shape) or _taken_over(place, link, target)
    if said is None:
        return None
    kind, sure = said
    earlier = is_older_posting(place.revision, place.message, link, target)
    same = earlier or (target.series is not None and target.series.id == place.series.id)
    if same and kind in (Kind.REPLACES, Kind.BACKPORT_OF, Kind.DEPENDS_ON):
        return Verdict(kind=Kind.PREVIOUS_VERSION, rule="trailer", sure=0.9)
    return Verdict(kind=kind, rule="trailer", sure=sure)


def _taken_over(place: Place, link: LinkUse, target: Target) -> tuple[Kind, float] | None:
    """``Link:`` of an applied patch names its posting: in backports, and in others' patches."""
    if link.trailer.lower() != "link" or link.place is not Part.TRAILER:
        return None
    message = place.message
    backport = message.subject.stable or any(map(_STABLE.match, message.subject.words))
    redirect = target.shape is Shape.MAIL and _REDIRECT.search(link.url)
    posting = target.shape is Shape.POSTED or redirect
    if not posting or not (backport or message.author.email != message.sender.email):
        return None
    return Kind.BACKPORT_OF, 0.75 if backport else 0.6


_STABLE = re.compile(
    r"(?:linux-|v)?\d{1,2}\.\d{1,3}(?:\.(?:y|x|\d{1,4}))?(?:[/-].{0,20})?$", re.IGNORECASE
)
"""A stable tree in the subject's brackets: ``[PATCH 6.1.y]``."""
_REDIRECT = re.compile(r"//(?:(?:lkml|lore)\.kernel\.org/r/|(?:patch\.)?msgid\.link/)")
"""Where maintainers' tools point at the posting of a patch that they apply."""


def _by_version(place: Place, link: LinkUse, target: Target) -> Verdict | None:
    """``v2:``, ``Link to v2:`` on the link's own line, or as the heading of a bare link."""
    counter = says_version(link)
    if counter is None or target.shape in (Shape.REPORT, Shape.ISSUE, Shape.COMMIT, Shape.PAGE):
        return None
    if not counter.rfc and counter.number > place.revision.version:
        return Verdict(kind=Kind.MENTIONS, rule="newer", sure=0.6)
    other = target.series is not None and target.series.id != place.series.id
    if counter.by_heading and (other or target.shape is not Shape.POSTED):
        return None
    sure = 0.75 if counter.by_heading or other else 0.95
    return Verdict(kind=Kind.PREVIOUS_VERSION, rule="label", sure=sure)


def _by_target(place: Place, link: LinkUse, target: Target) -> Verdict | None:
    """What is known of the target itself, whatever the words."""
    if target.series is not None and target.series.id == place.series.id:
        posting = next((one for one in target.series.revisions if link.message_id in one.own), None)
        if posting is None:
            return None
        if posting.date > place.revision.date:
            return Verdict(kind=Kind.MENTIONS, rule="newer", sure=0.9)
        return Verdict(kind=Kind.PREVIOUS_VERSION, rule="own", sure=0.95)
    if target.shape is Shape.REPORT:
        return Verdict(kind=Kind.BUG_REPORT, rule="robot", sure=0.9)
    older = is_older_posting(place.revision, place.message, link, target)
    if target.shape is Shape.POSTED and older and not _called_counterpart(place, link, target):
        return Verdict(kind=Kind.PREVIOUS_VERSION, rule="same-work", sure=0.85)
    return None


def _called_counterpart(place: Place, link: LinkUse, target: Target) -> bool:
    """Whether a posting of one name or title is for another project: the other half of a change."""
    said = said_about(link.words, link.before, target.shape)
    named = said is not None and said.rule.kind is Kind.COMPANION and said.distance <= _NEAR
    return named or _other_project(place, link, target)


_NEAR = 60
"""Characters: words this close to a link speak of it, those further off of something near it."""
_UNCLEAR = 0.35
"""What is less sure is no more than a mention."""
_WEAK = (Kind.DISCUSSION, Kind.MENTIONS, Kind.PREVIOUS_VERSION)
_WITHIN = (Kind.MENTIONS, Kind.BUG_REPORT, Kind.PREVIOUS_VERSION, Kind.REPLACES)
"""What is no report, version or earlier attempt if it is for another project."""
_OF_WORKS = (Kind.DEPENDS_ON, Kind.FOLLOWS, Kind.REPLACES, Kind.COMPANION, Kind.PREVIOUS_VERSION)


def _by_words(place: Place, link: LinkUse, target: Target) -> Verdict | None:
    """The words nearest to the link; those of a footnote's use are weaker than its own line's."""
    said = said_about(link.words, link.before, target.shape)
    if (item := _by_item(place, link, target)) and (said is None or said.rule.kind in _WEAK):
        return item
    if said is None or not _fits(place, link, target, said):
        return None
    kind = said.rule.kind
    # A series that is at hand is known to be no talk; of an id alone that cannot be said.
    within = (*_WITHIN, Kind.DISCUSSION) if target.series else _WITHIN
    if kind in within and target.shape is Shape.POSTED and _other_project(place, link, target):
        return Verdict(kind=Kind.COMPANION, rule="list", sure=0.55)
    sure = round(said.rule.sure - _doubt(place, link, target, said), 2)
    if sure < _UNCLEAR:
        return Verdict(kind=Kind.MENTIONS, rule=said.rule.name, sure=0.5)
    return Verdict(kind=kind, rule=said.rule.name, sure=sure)


_WEIGHED = ("needs", "based")
"""In an answer people weigh what a change would need, and say what gave them an idea."""


def _doubt(place: Place, link: LinkUse, target: Target, said: Said) -> float:
    """How much less than the rule says the words prove of this link."""
    doubt = 0.15 if said.distance > _NEAR else 0.0
    if said.rule.name in _WEIGHED and place.message.message_id not in place.revision.own:
        doubt += 0.4
    if link.used_line != link.line:
        doubt += 0.05
    if target.shape in (Shape.LETTER, Shape.MAIL) and said.rule.kind is not Kind.DISCUSSION:
        doubt += 0.1
    return doubt


def _fits(place: Place, link: LinkUse, target: Target, said: Said) -> bool:
    """Whether the words can be meant of such a target."""
    kind = said.rule.kind
    if kind is Kind.COMPANION and not _may_be_counterpart(place, link, target, said.distance):
        return False
    if target.shape is not Shape.LETTER:
        return target.shape is not Shape.ISSUE or kind is not Kind.MENTIONS
    if kind is Kind.MENTIONS:
        return said.rule.name == "cited"
    changelog = kind is Kind.PREVIOUS_VERSION and item_version(link) is not None
    return not changelog and (kind not in _OF_WORKS or said.distance <= _NEAR)


def _by_item(place: Place, link: LinkUse, target: Target) -> Verdict | None:
    """``v2: drop the lock; URL``: the posting stands at the end of what changed in it."""
    counter = item_version(link)
    if counter is None or target.shape is not Shape.POSTED:
        return None
    if counter.number >= place.revision.version and not counter.rfc:
        return None
    return Verdict(kind=Kind.PREVIOUS_VERSION, rule="item", sure=0.65)


def _may_be_counterpart(place: Place, link: LinkUse, target: Target, distance: int) -> bool:
    """A counterpart is named right beside the link, or its list is another project's."""
    near = distance <= _NEAR and target.shape is not Shape.LETTER
    return near or _other_project(place, link, target)


def _other_project(place: Place, link: LinkUse, target: Target) -> bool:
    other = target_project(place, link, target)
    return other is not None and place.project is not None and other != place.project


def target_project(place: Place, link: LinkUse, target: Target) -> str | None:
    """What the target of a link is for, as far as anything tells."""
    other = series_project(target.series, place.projects) if target.series else None
    if other is None and (mail := target.message):
        files = mail.diff.files if mail.diff else ()
        other = project_of(mail.lists, mail.subject.words, files, place.projects)
    if other is None and (name := list_in(link.url)):
        other = project_named(name, place.projects)
    return other


def _by_shape(place: Place, link: LinkUse, target: Target) -> Verdict:
    if target.shape is Shape.ISSUE:
        return Verdict(kind=Kind.BUG_REPORT, rule="tracker", sure=0.7)
    if target.shape is Shape.LETTER:
        return Verdict(kind=Kind.DISCUSSION, rule="letter", sure=0.6)
    if target.shape is Shape.MAIL and link.message_id and link.trailer:
        return Verdict(kind=Kind.DISCUSSION, rule="letter", sure=0.5)
    if target.shape is Shape.POSTED and _other_project(place, link, target):
        return Verdict(kind=Kind.COMPANION, rule="list", sure=0.5)
    return Verdict(kind=Kind.MENTIONS, rule="link", sure=0.5)
