# SPDX-License-Identifier: GPL-2.0-or-later
"""What the name of a trailer says of the link that is its value.

Documentation/process/submitting-patches.rst and maintainer-tip.rst (Fixes, Closes, Link,
Reported-by), b4's documentation (prerequisite lines, Message-ID and Link of applied mail), QEMU's
submitting-a-patch.rst (Based-on, Supersedes).
"""

from tracker.mail.links.targets import Shape
from tracker.model.mail import LinkUse
from tracker.model.relations import Kind

_NEEDS = frozenset(
    {
        "depends-on",
        "depends",
        "depends-upon",
        "dependency",
        "prerequisite",
        "prereq",
        "based-on",
        "requires",
        "needs",
        "prerequisite-change-id",
        "prerequisite-message-id",
    }
)
_CLOSES = frozenset(
    {
        "closes",
        "close",
        "bug",
        "buglink",
        "bugzilla",
        "issue",
        "resolves",
        "syzbot",
        "reported-at",
    }
)
_REPLACES = frozenset({"supersedes", "obsoletes", "replaces"})
_LINKS = frozenset(
    {"link", "links", "reference", "references", "ref", "refs", "url", "lore", "thread"}
)
_NAMES = (
    (_NEEDS, Kind.DEPENDS_ON),
    (_REPLACES, Kind.REPLACES),
    (frozenset({"follow-up-to", "follows"}), Kind.FOLLOWS),
    (frozenset({"reverts", "reverted"}), Kind.REVERTS),
    (frozenset({"split-from"}), Kind.SPLIT_FROM),
    (frozenset({"companion"}), Kind.COMPANION),
    (
        frozenset(
            {
                "backport-of",
                "backport",
                "cherry-picked-from",
                "origin",
                "upstream",
                "upstream-commit",
                "mainline-commit",
            }
        ),
        Kind.BACKPORT_OF,
    ),
    (frozenset({"discussion", "thread", "suggested-by"}), Kind.DISCUSSION),
)


def said_by_trailer(link: LinkUse, shape: Shape) -> tuple[Kind, float] | None:
    """Return the kind a trailer names and how sure that is; None where its name says nothing."""
    name = link.trailer.lower()
    if not name:
        return None
    if name in ("fixes", "fix"):
        return _fixes(link, shape)
    if name in _CLOSES or (name.startswith("report") and name.endswith("-by")):
        return Kind.BUG_REPORT, 0.95
    for names, kind in _NAMES:
        if name in names:
            return kind, 0.9 if kind is not Kind.BACKPORT_OF else 0.85
    if name in _LINKS:
        return _trailer_kind_link(shape)
    return (Kind.BUG_REPORT, 0.8) if shape in (Shape.REPORT, Shape.ISSUE) else None


def _fixes(link: LinkUse, shape: Shape) -> tuple[Kind, float]:
    if link.commit or shape is Shape.POSTED:
        return Kind.FIXES, 0.95 if link.commit else 0.7
    return (Kind.BUG_REPORT, 0.9) if shape is not Shape.TREE else (Kind.FIXES, 0.5)


def _trailer_kind_link(shape: Shape) -> tuple[Kind, float] | None:
    """``Link:`` names no kind; what it points at does."""
    if shape in (Shape.REPORT, Shape.ISSUE):
        return Kind.BUG_REPORT, 0.85
    return (Kind.DISCUSSION, 0.75) if shape is Shape.LETTER else None
