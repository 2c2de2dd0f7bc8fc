# SPDX-License-Identifier: GPL-2.0-or-later
"""Pull requests: a maintainer lists what is in a tree of theirs, for the next one to take.

git-request-pull(1) names the tree and adds ``git shortlog``: each author with a count, and below
it the titles, indented. Nothing of it says where the patches were posted; titles and authors do.
"""

from collections.abc import Iterator, Sequence

from tracker.mail.lines import Line
from tracker.mail.notices.thanks import unquoted
from tracker.mail.parts import Parts
from tracker.mail.people import same_person
from tracker.mail.phrases.forms.line_marks import SHORTLOG_HEAD
from tracker.mail.phrases.landing.pull_forms import AVAILABLE_AT, PULLED_FROM
from tracker.mail.subjects import parse_subject
from tracker.model.mail import Notice, NoticeItem, NoticeKind, Person, Scope, Subject

_MAX_ITEMS = 2_000
"""Patches that one request may list; the largest of a merge window have as many."""
_NEAR = 4
"""Lines below "available in the Git repository at:" where the tree stands."""
_TAGS = "tags/"


def find_pull_request(parts: Parts) -> Notice | None:
    """Return what a pull request lists as in its sender's tree; None for any other mail."""
    if not _may_ask(parts.subject):
        return None
    lines = unquoted(parts.lines)
    start = next((n for n, line in enumerate(lines) if AVAILABLE_AT.match(line.text)), None)
    if start is None:
        return None
    items = tuple(_shortlog(lines[start + 1 :], parts.sender))
    if not items:
        return None
    tree, branch = _place(lines[start : start + _NEAR])
    return Notice(
        kind=NoticeKind.PULL,
        scope=Scope.LISTED,
        tree=tree,
        branch=branch,
        by=parts.sender,
        items=items,
        line=lines[start].number,
        quote=lines[start].text.strip(),
    )


def _may_ask(subject: Subject) -> bool:
    """Whether a mail may be a request: by its name, or the cover of patches to be pulled."""
    if subject.is_reply:
        return False
    return subject.pull or subject.position == 0 or "pull" in subject.raw[:200].lower()


def _place(lines: Sequence[Line]) -> tuple[str | None, str | None]:
    """The tree that is named, and its branch; a tag is none."""
    first = AVAILABLE_AT.match(lines[0].text)
    for text in (first[1] or "" if first else "", *(line.text for line in lines[1:])):
        if found := PULLED_FROM.match(text):
            ref = found[2]
            return found[1], None if ref is None or ref.startswith(_TAGS) else ref
    return None, None


def _shortlog(lines: Sequence[Line], sender: Person) -> Iterator[NoticeItem]:
    """The titles below each author's name and count."""
    author: Person | None = None
    count = 0
    for line in lines:
        if SHORTLOG_HEAD.match(line.text):
            name = line.text.rpartition(" (")[0].strip()
            author = sender if same_person(Person(name, ""), sender) else Person(name, "")
        elif not line.text[:1].isspace():
            author = None
        elif author is not None and count < _MAX_ITEMS:
            count += 1
            yield NoticeItem(
                title=parse_subject(" ".join(line.text.split())).title,
                author=author,
                line=line.number,
            )
