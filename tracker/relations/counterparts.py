# SPDX-License-Identifier: GPL-2.0-or-later
"""Find counterparts: the part of a change in another project that a link points at.

A man page and the kernel patch it documents, a test and the fix it tests, a kernel series and its
part of iproute2 or QEMU. The project of a target is known by its mail, by the list or patchwork
project in its URL, or by the name of its repository.
"""

import re

from tracker.mail.links.targets import Shape, Target, list_in
from tracker.mail.phrases.links.named_titles import SYMBOL
from tracker.mail.phrases.links.server_urls import (
    PULL_REQUEST_URL,
    REPOSITORY_URL,
    SOURCE_FILE_URL,
    WHOLE_REPOSITORY_URL,
)
from tracker.mail.phrases.works.relations import CHANGED_PART, PROGRAM_NAMED, REQUEST_FOR
from tracker.model.mail import LinkUse
from tracker.model.relations import Kind
from tracker.relations.verdict import LinkSource, RelationVerdict
from tracker.series.projects import (
    KERNEL,
    project_named,
    project_of,
    project_of_list,
    series_project,
)

__all__ = ["by_project", "is_other_project", "may_be_counterpart", "target_project"]

NEAR = 60
"""Characters: words this close to a link speak of it, those further off of something near it."""
_DOCUMENTING = frozenset({"man-pages", "ltp", "fstests", "blktests", "kvm-unit-tests", "pynfs"})
"""Projects whose patches document or test another's: a posting that they link to, and of which
nothing is known, is more often the kernel's than their own."""


def target_project(source: LinkSource, link: LinkUse, target: Target) -> str | None:
    """Return what the target of a link is for, as far as anything shows it."""
    projects = source.projects
    found = series_project(target.series, projects) if target.series else None
    if found is None and (mail := target.message):
        files = mail.diff.files if mail.diff else ()
        found = project_of(mail.lists, mail.subject.words, files, projects)
    if found is None and target.shape is Shape.TREE:
        found = _repository_project(source, link.url)
    if found is None and (name := list_in(link.url)):
        found = None if _is_shared(source, name) else project_of_list(name, projects)
        found = _named_beside(source, link) or found if found == source.project else found
    return found


def _named_beside(source: LinkSource, link: LinkUse) -> str | None:
    """Return the project named right before a link, of those that have no list of their own.

    "iproute2 patch: URL", where the URL is of netdev, which carries both.
    """
    words = link.before[-NEAR:].lower()
    for one in source.projects:
        if not one.lists and one.name != source.project:
            for word in one.words:
                if re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", words):
                    return one.name
    return None


def _is_shared(source: LinkSource, name: str) -> bool:
    """Return whether a list carries the series' own project as well: nfs-utils goes to linux-nfs.

    A project that has a list of its own is found there, whatever lists it copies.
    """
    if any(one.lists for one in source.projects if one.name == source.project):
        return False
    return name in {address.partition("@")[0].lower() for address in source.revision.lists}


def _repository_project(source: LinkSource, url: str) -> str | None:
    match = REPOSITORY_URL.search(url)
    if match is None:
        return None
    name = next((one for one in match.groups() if one), "").lower().removesuffix(".git")
    if found := project_named(name, source.projects):
        return found
    return KERNEL if name.startswith("linux") or "/linux/kernel/git/" in url else None


def is_other_project(source: LinkSource, link: LinkUse, target: Target) -> bool:
    """Return whether a target is known to be for another project than the series."""
    other = target_project(source, link, target)
    return other is not None and source.project is not None and other != source.project


def may_be_counterpart(source: LinkSource, link: LinkUse, target: Target, distance: int) -> bool:
    """Return whether words of counterparts can be meant of a target.

    They stand right beside the link, or its list is another project's. A fork of the same
    project, a source file and a picture are no part of a change.
    """
    file = SOURCE_FILE_URL.search(link.url) and not _is_request(link)
    if target.shape is Shape.TREE and (file or _is_whole_repository(link)):
        return False
    other = target_project(source, link, target)
    if other is not None and source.project is not None:
        return other != source.project and (distance <= NEAR or target.shape is Shape.POSTED)
    # "The patches for QEMU to use this were submitted as an RFC and are available at [1]".
    reach = 2 * NEAR if target.shape is Shape.POSTED else NEAR
    return distance <= reach and target.shape is not Shape.LETTER


def _is_whole_repository(link: LinkUse) -> bool:
    """Return whether a link is to a repository as such, and the words before it speak of no change
    in it.

    "Tested with LTP (URL)", "we rely on the ATF firmware [3]", "the userspace daemon [1]" name what
    is used, not what changes.
    """
    if WHOLE_REPOSITORY_URL.search(link.url) is None:
        return False
    return CHANGED_PART.search(link.before) is None or bool(PROGRAM_NAMED.search(link.before))


def _is_request(link: LinkUse) -> bool:
    """Return whether a link is to a pull request, and is said to be one for something."""
    return bool(PULL_REQUEST_URL.search(link.url)) and REQUEST_FOR.search(link.before) is not None


def _is_in_changelog(link: LinkUse) -> bool:
    from tracker.mail.links.headings import is_changelog

    return is_changelog(link.section)


def by_project(source: LinkSource, link: LinkUse, target: Target) -> RelationVerdict | None:
    """Return a counterpart that is known by its project alone, where a posting links to it.

    One of the two has to be the kernel: a man page that cites a test of LTP is not its other half.
    """
    posted = target.shape is Shape.POSTED and not (link.commit and "/" not in link.url)
    posted = posted and not _is_in_changelog(link)
    if not posted or not source.is_posting or source.project is None:
        return None
    other = target_project(source, link, target)
    if other is None:
        unknown = target.message is None and target.series is None and list_in(link.url) is None
        if not (unknown and source.project in _DOCUMENTING):
            return None
        return RelationVerdict(kind=Kind.COMPANION, rule="documents", sure=0.4)
    if other == source.project or KERNEL not in (other, source.project):
        return None
    sure = 0.6 if _names_the_same(source, target) else 0.45
    return RelationVerdict(kind=Kind.COMPANION, rule="list", sure=sure)


def _names_the_same(source: LinkSource, target: Target) -> bool:
    """Return whether the titles of both name one symbol."""
    if target.message is None:
        return False
    ours = {*SYMBOL.findall(source.message.subject.title), *SYMBOL.findall(source.revision.title)}
    return bool(ours & set(SYMBOL.findall(target.message.subject.title)))
