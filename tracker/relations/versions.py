# SPDX-License-Identifier: GPL-2.0-or-later
"""Links to older postings of the same work: ``v2: URL``, ``Link to v2:``, and ids of b4 and git.

b4 makes Message-IDs as ``DATE-NAME-vN-POSITION-HEX@host`` and keeps the name over all versions
(b4 documentation, "b4 send"), so the id alone shows an older posting.
"""

import re

from tracker.lazy_dataclass import dataclass
from tracker.mail.links.targets import Shape, Target
from tracker.mail.people import same_person
from tracker.mail.phrases.links.version_tokens import (
    B4_PATCH_ID,
    CHANGE_ID_TOKEN,
    DATE_TOKEN,
    DONE_BY,
    SPACED_VERSION,
    VERSION_APART,
    VERSION_ITEM,
    VERSION_MARK,
    VERSION_NOTED,
    VERSION_TOKEN,
)
from tracker.mail.phrases.version_words import (
    BARE_LABELS,
    CHANGES_HEADING,
    PREVIOUS_HEADING,
    VERSION_FILLING,
)
from tracker.mail.subjects import title_key
from tracker.model.mail import LinkUse, Message
from tracker.model.relations import Kind
from tracker.model.series import Revision
from tracker.relations.verdict import LinkSource, RelationVerdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Counter:
    """A version that a line names beside a link."""

    number: int
    """0 where only an earlier one is spoken of."""
    rfc: bool
    by_heading: bool
    """The heading above names it, not the line itself."""


_DRAFTS = frozenset({"rfc", "rft", "poc"})


def says_version(link: LinkUse) -> Counter | None:
    """Return the version that stands beside a link on its own line, else over a link without
    words.
    """
    if link.trailer.lower() == "link" and (noted := VERSION_NOTED.search(link.quote)):
        return Counter(number=0, rfc=noted["rfc"] is not None, by_heading=False)
    label = VERSION_MARK.sub("", link.label, count=1)
    if beside := _beside(label):
        return beside
    bare = label.strip("[]():0123456789 .-*").lower()
    if link.used_line != link.line or bare not in BARE_LABELS or _has_words(link):
        return None
    if PREVIOUS_HEADING.match(link.section.rstrip()):
        return Counter(number=0, rfc=False, by_heading=True)
    found = CHANGES_HEADING.match(link.section)
    if not found or not (found["number"] or found["rfc"]):
        return None
    # "v3 has been done by Wei:" says itself that somebody else's posting is meant.
    alone = DONE_BY.search(link.section) is None
    return Counter(number=int(found["number"] or 1), rfc=bool(found["rfc"]), by_heading=alone)


def _beside(label: str) -> Counter | None:
    """Return the first version of a label that holds no other words than such labels hold."""
    tokens = [
        word.strip("-+.\"'") for word in VERSION_APART.split(SPACED_VERSION.sub("v", label.lower()))
    ]
    counters = [found for word in tokens if (found := VERSION_TOKEN.fullmatch(word))]
    drafts = [word for word in tokens if word in _DRAFTS]
    others = [word for word in tokens if word and not VERSION_TOKEN.fullmatch(word)]
    if not all(
        word in VERSION_FILLING or word in _DRAFTS or DATE_TOKEN.fullmatch(word) for word in others
    ):
        return None
    if not counters and not drafts:
        return None
    rfc = bool(drafts) or bool(counters[0]["rfc"])
    number = int(counters[0]["number"]) if counters else 1
    return Counter(number=number, rfc=rfc, by_heading=False)


def item_version(link: LinkUse) -> Counter | None:
    """Return the version that the item of a list is about, at whose end the link stands."""
    found = VERSION_ITEM.match(link.words) if link.used_line == link.line else None
    if not found or not link.quote.rstrip(" >).,;").endswith(link.url):
        return None
    return Counter(number=int(found["number"]), rfc=bool(found["rfc"]), by_heading=True)


def _has_words(link: LinkUse) -> bool:
    """Return whether a sentence of its own leads to the link."""
    lead = link.before.removesuffix(link.label).replace(link.section.strip(), "")
    return len(re.findall(r"[A-Za-z]{3,}", lead)) > 2


def is_older_posting(
    revision: Revision, message: Message, link: LinkUse, target: Target, *, loosely: bool = False
) -> bool:
    """Return whether the target is an older posting of the same work, by b4's id or title and
    author.

    ``loosely`` also takes titles of which half of the words are the same, in an older version.
    """
    found = B4_PATCH_ID.match(link.message_id or "")
    if found and found["name"] in _version_names(revision):
        return int(found["number"]) < revision.version
    other = target.message
    if other is None or target.shape is not Shape.POSTED or other.date >= message.date:
        return False
    if other.author.email != message.author.email and other.author.name != message.author.name:
        return False
    counted = other.subject.version < revision.version or other.subject.rfc
    titles = (title_key(revision.title), title_key(message.subject.title))
    theirs = title_key(other.subject.title)
    return any(
        theirs == one or (loosely and counted and _version_half(theirs, one)) for one in titles
    )


def _version_half(one: str, other: str) -> bool:
    """Return whether two titles share half of their words."""
    first, second = set(one.split()), set(other.split())
    return 2 * len(first & second) >= len(first | second)


def work_name(handle: str) -> str | None:
    """b4's name of a work, by a Message-ID or change-id of it; None for any other handle."""
    if found := B4_PATCH_ID.match(handle):
        return found["name"]
    found = CHANGE_ID_TOKEN.fullmatch(handle.partition(":")[0])
    return found[1] if found else None


def work_version(handle: str) -> int | None:
    """Return the version that a Message-ID of b4 names, or a change-id with its version
    (``ID:v6``).
    """
    if found := B4_PATCH_ID.match(handle):
        return int(found["number"])
    counter = handle.rpartition(":v")[2]
    return int(counter) if ":v" in handle and counter.isascii() and counter.isdigit() else None


def _version_names(revision: Revision) -> set[str]:
    """b4's names of this work: in its own Message-ID and its change-id."""
    own = B4_PATCH_ID.match(revision.message_id)
    change = CHANGE_ID_TOKEN.fullmatch(revision.change_id or "")
    return {found[1] for found in (own, change) if found}


def by_version(source: LinkSource, link: LinkUse, target: Target) -> RelationVerdict | None:
    """``v2:``, ``Link to v2:`` on the link's own line, or as the heading of a bare link."""
    counter = says_version(link)
    if counter is None or target.shape in (Shape.REPORT, Shape.ISSUE, Shape.COMMIT, Shape.PAGE):
        return None
    newer = not counter.rfc and counter.number > source.revision.version
    if newer and not _was_sent_before(source, link, target):
        return RelationVerdict(kind=Kind.MENTIONS, rule="newer", sure=0.6)
    other = target.series is not None and target.series.id != source.series.id
    apart = other and not _has_counter(source, target, counter.number)
    if counter.by_heading and (apart or target.shape is not Shape.POSTED):
        return None
    sure = 0.75 if counter.by_heading or other else 0.95
    return RelationVerdict(kind=Kind.PREVIOUS_VERSION, rule="label", sure=sure)


def _has_counter(source: LinkSource, target: Target, number: int) -> bool:
    """Return whether a posting of the same author has the version that a heading names."""
    mail = target.message
    if mail is None or mail.subject.version != number:
        return False
    return same_person(mail.author, source.message.author)


def _was_sent_before(source: LinkSource, link: LinkUse, target: Target) -> bool:
    """Return whether a link to a later counter is to an older posting: the subject lost its
    ``v6``.
    """
    if target.message is not None:
        return target.message.date < source.message.date
    return link.label.lower().startswith("link to v") and source.is_posting


def by_item(source: LinkSource, link: LinkUse, target: Target) -> RelationVerdict | None:
    """``v2: drop the lock; URL``: the posting stands at the end of what changed in it."""
    counter = item_version(link)
    if counter is None or target.shape is not Shape.POSTED:
        return None
    if counter.number >= source.revision.version and not counter.rfc:
        return None
    return RelationVerdict(kind=Kind.PREVIOUS_VERSION, rule="item", sure=0.65)
