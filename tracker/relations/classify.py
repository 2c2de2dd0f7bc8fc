# SPDX-License-Identifier: GPL-2.0-or-later
"""What one link means: the rules in the order of their trust."""

from tracker.mail.links.meanings import ANSWERED, Meaning
from tracker.mail.links.targets import Shape, Target
from tracker.mail.links.upstream import names_upstream
from tracker.mail.links.words import PhraseHit, said_about
from tracker.mail.people import same_person
from tracker.mail.phrases.discussions import TROUBLE_TITLES
from tracker.mail.phrases.landing_words import REDIRECTED_LINK
from tracker.mail.phrases.links.footnote_words import FUTURE_HEADING
from tracker.mail.phrases.links.version_tokens import STABLE_MARK, VERSION_COUNTER
from tracker.model.mail import LinkUse, MailZone, Message
from tracker.model.relations import TAKEN_OVER, Kind
from tracker.model.series import Series
from tracker.relations.common_patches import (
    SAME_PATCHES,
    has_patches_of,
    has_title,
    holds_patches_of,
)
from tracker.relations.counterparts import NEAR, by_project, is_other_project, may_be_counterpart
from tracker.relations.trailers import said_by_trailer
from tracker.relations.verdict import COUNTER_PATCH, LinkSource, RelationVerdict
from tracker.relations.versions import by_item, by_version, is_older_posting, item_version


def judge(source: LinkSource, link: LinkUse, target: Target) -> RelationVerdict:
    """Ask the rules in the order of their trust; the first that knows has the word."""
    if link.message_id and link.message_id in source.revision.own:
        return RelationVerdict(kind=Kind.MENTIONS, rule="itself", sure=0.95)
    if link.trailer.lower() == "base-commit":
        return _by_base(source, target)
    if link.trailer == ANSWERED:
        return _by_answer(source, link, target)
    verdict = (
        _by_trailer(source, link, target)
        or by_version(source, link, target)
        or _by_target(source, link, target)
        or _by_words(source, link, target)
        or _by_shape(source, link, target)
    )
    untold = verdict.kind in (Kind.MENTIONS, Kind.DISCUSSION) or verdict.rule == TAKEN_OVER
    if untold and verdict.rule != "denied":
        return _by_patches(source, target) or verdict
    return verdict


def _by_patches(source: LinkSource, target: Target) -> RelationVerdict | None:
    """Return what the titles of the patches of both works show, where the words show nothing."""
    if has_patches_of(source, target):
        return RelationVerdict(kind=Kind.SPLIT_FROM, rule=SAME_PATCHES, sure=0.6)
    if not holds_patches_of(source, target):
        return None
    if target.series is not None and same_person(
        target.series.newest.author, source.revision.author
    ):
        return RelationVerdict(kind=Kind.REPLACES, rule=SAME_PATCHES, sure=0.6)
    return RelationVerdict(kind=Kind.BACKPORT_OF, rule=TAKEN_OVER, sure=0.55)


def _by_base(source: LinkSource, target: Target) -> RelationVerdict:
    """Judge a base: any tree is on another's commit, so it is needed where the two works touch
    each other.
    """
    other = target.series
    if other is None or other.id == source.series.id:
        return RelationVerdict(kind=Kind.MENTIONS, rule="base-commit", sure=0.3)
    if same_person(other.newest.author, source.revision.author) or _link_kind_files(
        other
    ) & _link_kind_files(source.series):
        return RelationVerdict(kind=Kind.DEPENDS_ON, rule="base-commit", sure=0.45)
    return RelationVerdict(kind=Kind.MENTIONS, rule="base-commit", sure=0.45)


def _by_answer(source: LinkSource, link: LinkUse, target: Target) -> RelationVerdict:
    """Return a patch that a reader put into an answer stands in place of the one that it
    answers.
    """
    other = target.series
    if is_older_posting(source.revision, source.message, link, target):
        return RelationVerdict(kind=Kind.PREVIOUS_VERSION, rule="answer", sure=0.6)
    if other is None or other.id == source.series.id or target.shape is not Shape.POSTED:
        return RelationVerdict(kind=Kind.MENTIONS, rule="answer", sure=0.3)
    apart = not _link_kind_files(other) & _link_kind_files(source.series)
    if apart or _is_copy(source, other):
        return RelationVerdict(kind=Kind.MENTIONS, rule="answer", sure=0.4)
    return RelationVerdict(kind=Kind.REPLACES, rule=COUNTER_PATCH, sure=0.6)


def _is_copy(source: LinkSource, other: Series) -> bool:
    """Return whether somebody sent along a patch of the series itself: ported, for a test."""
    author = source.message.author
    if same_person(author, source.message.sender) or not same_person(author, other.newest.author):
        return False
    return any(has_title(one, source.message.subject.title) for one in other.revisions)


def _link_kind_files(series: Series) -> set[str]:
    return {file for patch in series.newest.patches for file in patch.files}


def _by_trailer(source: LinkSource, link: LinkUse, target: Target) -> RelationVerdict | None:
    said = said_by_trailer(link, target.shape) or _taken_over(source, link, target)
    if said is None:
        return None
    kind, sure = said
    if kind is Kind.DISCUSSION and _is_trouble(source, target):
        return RelationVerdict(kind=Kind.BUG_REPORT, rule="thread", sure=0.7)
    earlier = is_older_posting(source.revision, source.message, link, target)
    if kind is Kind.BACKPORT_OF and (_is_origin(source, target) or _is_passed_on(source, target)):
        earlier = False
    same = earlier or (target.series is not None and target.series.id == source.series.id)
    if same and kind in (Kind.REPLACES, Kind.BACKPORT_OF, Kind.DEPENDS_ON):
        return RelationVerdict(kind=Kind.PREVIOUS_VERSION, rule="trailer", sure=0.9)
    return RelationVerdict(kind=kind, rule="trailer", sure=sure)


_MADE_BY_TOOLS = ("link", "message-id")
"""Trailers that maintainers' tools add to a patch that they apply: they name its posting."""


def _taken_over(source: LinkSource, link: LinkUse, target: Target) -> tuple[Kind, float] | None:
    """``Link:`` of an applied patch names its posting: in backports, and in others' patches."""
    if link.trailer.lower() not in _MADE_BY_TOOLS or link.place is not MailZone.TRAILER:
        return None
    message = source.message
    backport = _is_backport(message)
    redirect = target.shape is Shape.MAIL and REDIRECTED_LINK.search(link.url)
    posting = target.shape is Shape.POSTED or redirect
    others = not same_person(message.author, message.sender)
    if not posting or not source.is_posting or not (backport or others):
        return None
    if is_other_project(source, link, target):
        return Kind.COMPANION, 0.6
    return Kind.BACKPORT_OF, 0.75 if backport else 0.6


def _is_backport(message: Message) -> bool:
    """Return whether a patch is one for a stable tree, by its subject or the commit that it
    names.
    """
    if message.subject.stable or any(map(STABLE_MARK.match, message.subject.words)):
        return True
    return names_upstream(message)


def _is_origin(source: LinkSource, target: Target) -> bool:
    """Return whether a link of a backport is to its origin, which has its title and author."""
    return _is_backport(source.message) and not _is_stable_target(target)


def _is_passed_on(source: LinkSource, target: Target) -> bool:
    """Return whether a patch of another work is sent on, unchanged in title and author, within
    somebody else's series.
    """
    other = target.series is not None and target.series.id != source.series.id
    return other and not same_person(source.message.author, source.message.sender)


def _is_stable_target(target: Target) -> bool:
    """Return whether a link points at a posting that is itself for a stable tree."""
    return target.message is not None and _is_backport(target.message)


def _is_trouble(source: LinkSource, target: Target) -> bool:
    """Return whether a posting links to the start of a thread whose subject is about trouble.

    ``Link:`` to "6.17rc5: scrub, Freezing user space processes failed" is a bug report, to an
    answer in any thread it is talk.
    """
    mail = target.message
    if mail is None or not source.is_posting or target.shape is not Shape.LETTER:
        return False
    return not mail.subject.is_reply and TROUBLE_TITLES.find(mail.subject.title) is not None


def _by_target(source: LinkSource, link: LinkUse, target: Target) -> RelationVerdict | None:
    """Return what is known of the target itself, whatever the words."""
    if target.series is not None and target.series.id == source.series.id:
        posting = next((one for one in target.series.revisions if link.message_id in one.own), None)
        if posting is None:
            return None
        if posting.date > source.revision.date:
            return RelationVerdict(kind=Kind.MENTIONS, rule="newer", sure=0.9)
        return RelationVerdict(kind=Kind.PREVIOUS_VERSION, rule="own", sure=0.95)
    if target.shape is Shape.REPORT:
        return RelationVerdict(kind=Kind.BUG_REPORT, rule="robot", sure=0.9)
    if target.shape is not Shape.POSTED or _is_called_counterpart(source, link, target):
        return None
    same = is_older_posting(source.revision, source.message, link, target)
    if same or _is_renamed(source, link, target):
        return RelationVerdict(kind=Kind.PREVIOUS_VERSION, rule="same-work", sure=0.85)
    return None


def _is_called_counterpart(source: LinkSource, link: LinkUse, target: Target) -> bool:
    """Return whether a posting of one name or title is for another project: the other half of a
    change.
    """
    said = _link_kind_recorded(link, target)
    named = said is not None and said.rule.kind is Kind.COMPANION and said.distance <= NEAR
    return named or is_other_project(source, link, target)


_OWN_WORK = (Kind.REPLACES, Kind.FOLLOWS, Kind.SPLIT_FROM, Kind.DEPENDS_ON)


def _is_renamed(source: LinkSource, link: LinkUse, target: Target) -> bool:
    """Return whether the titles share half of their words, and the author does not say what else
    it is.

    "The discussion on that previous attempt is here": another work of nearly the same title.
    """
    if not is_older_posting(source.revision, source.message, link, target, loosely=True):
        return False
    if target.series is not None and _are_parallel(source.series, target.series):
        return False
    said = _link_kind_recorded(link, target)
    return said is None or said.rule.kind not in _OWN_WORK or said.distance > NEAR


def _are_parallel(series: Series, other: Series) -> bool:
    """Return whether two works were sent under the same versions: the same work has each once."""
    ours, theirs = (
        {revision.version for revision in one.revisions if not revision.rfc}
        for one in (series, other)
    )
    return other.id != series.id and len(theirs) > 1 and bool(ours & theirs)


def _link_kind_recorded(link: LinkUse, target: Target) -> PhraseHit | None:
    title = target.message.subject.title if target.message else ""
    return said_about(link.words, link.before, target.shape, title)


_UNCLEAR = 0.35
"""What is less sure is no more than a mention."""
_WEAK = (Kind.DISCUSSION, Kind.MENTIONS, Kind.PREVIOUS_VERSION)
_WITHIN = (
    Kind.MENTIONS,
    Kind.BUG_REPORT,
    Kind.PREVIOUS_VERSION,
    Kind.REPLACES,
    Kind.SPLIT_FROM,
    Kind.BACKPORT_OF,
)
"""What is no report, version, origin or earlier attempt if it is for another project."""
_OF_WORKS = (Kind.DEPENDS_ON, Kind.FOLLOWS, Kind.REPLACES, Kind.COMPANION, Kind.PREVIOUS_VERSION)
_LOOKING_BACK = (Meaning.CITED.value, Meaning.SPLIT.value, Meaning.BACKPORT.value)
"""What a man page says of the patch it documents: "introduced in", "extracted from"."""


def _by_words(source: LinkSource, link: LinkUse, target: Target) -> RelationVerdict | None:
    """Return the words nearest to the link; those of a footnote's use are weaker than its own
    line's.
    """
    said = _link_kind_recorded(link, target)
    if (item := by_item(source, link, target)) and (said is None or said.rule.kind in _WEAK):
        return item
    if said is None or not _fits(source, link, target, said):
        return None
    kind = said.rule.kind
    # A cached series is known to be no talk; of an id alone that is not known.
    within = (*_WITHIN, Kind.DISCUSSION) if target.series else _WITHIN
    half = by_project(source, link, target) if kind in within else None
    if half and (is_other_project(source, link, target) or said.rule in _LOOKING_BACK):
        return half
    later = not source.is_posting and _comes_later(source, target, kind)
    if later or _counts_further(source, link, target, said):
        return RelationVerdict(kind=Kind.MENTIONS, rule="newer", sure=0.5)
    sure = round(said.rule.sure - _link_kind_doubt(source, link, target, said), 2)
    if sure < _UNCLEAR:
        return RelationVerdict(kind=Kind.MENTIONS, rule=said.rule.name, sure=0.5)
    return RelationVerdict(kind=kind, rule=said.rule.name, sure=sure)


_WEIGHED = ("needs", "based")
"""In an answer people weigh what a change would need, and say what gave them an idea."""


def _link_kind_doubt(source: LinkSource, link: LinkUse, target: Target, said: PhraseHit) -> float:
    """Return how much less than the rule says the words prove of this link."""
    doubt = 0.15 if said.distance > NEAR else 0.0
    if said.rule.name in _WEIGHED and not source.is_posting:
        doubt += 0.4
    if said.rule.name in _WEIGHED and said.distance > NEAR:
        doubt += 0.15
    if said.rule.kind is Kind.DEPENDS_ON:
        if FUTURE_HEADING.search(link.section):
            doubt += 0.6
        elif _is_old_news(source, link):
            doubt += 0.4
    if link.used_line != link.line:
        doubt += 0.05
    if said.rule.kind in _OWN_WORK and link.words.rstrip().endswith("?"):
        doubt += 0.6
    if target.shape in (Shape.LETTER, Shape.MAIL) and said.rule.kind is not Kind.DISCUSSION:
        doubt += 0.1
    return doubt


def _is_old_news(source: LinkSource, link: LinkUse) -> bool:
    """Return whether a link stands in what changed in an older version: "Changes in v3:" of a
    v7.
    """
    from tracker.mail.links.headings import is_changelog

    if not is_changelog(link.section):
        return False
    counters = [int(found) for found in VERSION_COUNTER.findall(link.section)]
    return bool(counters) and max(counters) < source.revision.version


def _counts_further(source: LinkSource, link: LinkUse, target: Target, said: PhraseHit) -> bool:
    """Return whether "v4 [1] of a patch" counts further than the posting: another's."""
    words = link.words[said.start : said.end]
    if said.rule != Meaning.COUNTER.value or "rfc" in words.lower():
        return False
    mail, found = target.message, VERSION_COUNTER.findall(words)
    if mail is not None and same_person(mail.author, source.message.author):
        return False
    return bool(found) and min(map(int, found)) > source.revision.version


def _comes_later(source: LinkSource, target: Target, kind: Kind) -> bool:
    """Return whether an answer of the author speaks of work that came after the posting answered.

    "Merged, and I sent a follow-up: URL", "I submitted this to replace it, URL", "we decided to
    revert [1] the commit": the posting itself neither follows, replaces nor reverts those.
    """
    if kind is Kind.REVERTS:
        return True
    other = target.message
    if kind is Kind.FOLLOWS:
        return other is None or other.date > source.revision.date
    return kind is Kind.REPLACES and other is not None and other.date > source.revision.date


def _fits(source: LinkSource, link: LinkUse, target: Target, said: PhraseHit) -> bool:
    """Return whether the words can be meant of such a target."""
    kind = said.rule.kind
    if kind is Kind.COMPANION and not may_be_counterpart(source, link, target, said.distance):
        return False
    if target.shape is not Shape.LETTER:
        return target.shape is not Shape.ISSUE or kind is not Kind.MENTIONS
    if kind is Kind.MENTIONS:
        return said.rule.name == "cited"
    changelog = kind is Kind.PREVIOUS_VERSION and item_version(link) is not None
    reach = 2 * NEAR if said.rule == Meaning.DEPENDS.value and source.is_posting else NEAR
    return not changelog and (kind not in _OF_WORKS or said.distance <= reach)


def _by_shape(source: LinkSource, link: LinkUse, target: Target) -> RelationVerdict:
    if target.shape is Shape.ISSUE:
        return RelationVerdict(kind=Kind.BUG_REPORT, rule="tracker", sure=0.7)
    if target.shape is Shape.LETTER:
        if _is_trouble(source, target):
            return RelationVerdict(kind=Kind.BUG_REPORT, rule="thread", sure=0.6)
        return RelationVerdict(kind=Kind.DISCUSSION, rule="letter", sure=0.6)
    if target.shape is Shape.MAIL and link.message_id and link.trailer:
        return RelationVerdict(kind=Kind.DISCUSSION, rule="letter", sure=0.5)
    if link.trailer.lower() == "message-id":
        # git-am(1) --message-id: the posting of this very patch, and no other work.
        return RelationVerdict(kind=Kind.MENTIONS, rule="message-id", sure=0.6)
    if half := by_project(source, link, target):
        return half
    return RelationVerdict(kind=Kind.MENTIONS, rule="link", sure=0.5)
