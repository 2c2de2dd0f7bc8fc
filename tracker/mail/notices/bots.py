# SPDX-License-Identifier: GPL-2.0-or-later
"""Notices that machines write; each has a fixed form, and is known by its sender.

The footer "Deet-doot-dot, I am a bot." proves nothing: people quote it. Only the sender does.
"""

from collections.abc import Iterator, Sequence

from tracker.mail.lines import Line
from tracker.mail.notices.thanks import commit_in_url, patchwork_items, unquoted
from tracker.mail.parts import Parts
from tracker.mail.phrases.landing.machine_notices import (
    GITLAB_COMMIT,
    GITLAB_PUSH,
    NAME_AND_ADDRESS,
    PATCHWORK_APPLIED,
    PULL_MERGED,
    TIP_COMMIT,
    TIP_FIELD,
    TIP_MERGED,
)
from tracker.model.mail import Notice, NoticeItem, NoticeKind, Person, Scope

_HEADS = "refs/heads/"
_TRUNKS = frozenset({"master", "main"})
"""Branches of a GitHub push that count; numbers and others are branches of test runs."""


def find_bot_notice(parts: Parts) -> Notice | None:
    """What a bot's mail says was applied; None where it says nothing of the kind."""
    lines = unquoted(parts.lines)
    match parts.auto:
        case "patchwork-bot":
            return _patchwork(parts, lines)
        case "tip-bot":
            return _bot_tip(parts, lines)
        case "pr-tracker-bot":
            return _pull(parts, lines)
        case "github":
            return _push(lines)
        case "gitlab":
            return _gitlab_push(lines)
        case _:
            return None


def find_borrowed_form(parts: Parts) -> tuple[Notice, ...]:
    """What a mail in the form of tip-bot2 says where somebody else sent it: their word, no more."""
    lines = unquoted(parts.lines)
    start = next((line for line in lines[:8] if TIP_MERGED.match(line.text)), None)
    found = TIP_MERGED.match(start.text) if start else None
    if start is None or found is None or parts.is_patch:
        return ()
    return (
        Notice(
            kind=NoticeKind.PERSON,
            scope=Scope.PATCH,
            tree=found[2],
            branch=found[1],
            by=parts.sender,
            line=start.number,
            quote=start.text.strip(),
        ),
    )


def person_in(text: str) -> Person | None:
    """``NAME <ADDRESS>`` as a person."""
    found = NAME_AND_ADDRESS.match(text.strip())
    return Person(found[1].strip('" '), found[2].lower()) if found else None


def _patchwork(parts: Parts, lines: Sequence[Line]) -> Notice | None:
    """patchwork-bot of kernel.org; the name may stand on a second line, or be missing (to 2021)."""
    for index, line in enumerate(lines[:12]):
        joined = " ".join(one.text.strip() for one in lines[index : index + 3])
        if found := PATCHWORK_APPLIED.match(joined):
            return Notice(
                kind=NoticeKind.PATCHWORK,
                scope=Scope.LISTED,
                tree=found[1],
                branch=found[2].removeprefix(_HEADS),
                by=Person(found[3].strip(), found[4].lower()) if found[4] else None,
                items=patchwork_items(parts.lines),
                line=line.number,
                quote=line.text.strip(),
            )
    return None


def _bot_tip(parts: Parts, lines: Sequence[Line]) -> Notice | None:
    """tip-bot2: one commit a mail, with the patch itself below."""
    start = next((line for line in lines[:8] if TIP_MERGED.match(line.text)), None)
    found = TIP_MERGED.match(start.text) if start else None
    fields = dict(_bot_fields(lines[:20]))
    commit = TIP_COMMIT.match(fields.get("Commit-ID", ""))
    if start is None or found is None or commit is None:
        return None
    item = NoticeItem(
        title=parts.subject.title,
        commit=commit[0],
        url=fields.get("Gitweb"),
        author=person_in(fields.get("Author", "")),
        line=start.number,
    )
    return Notice(
        kind=NoticeKind.TIP,
        scope=Scope.LISTED,
        tree=found[2],
        branch=found[1],
        by=person_in(fields.get("Committer", "")),
        items=(item,),
        line=start.number,
        quote=start.text.strip(),
    )


def _bot_fields(lines: Sequence[Line]) -> Iterator[tuple[str, str]]:
    for line in lines:
        if found := TIP_FIELD.match(line.text):
            yield found[1], found[2].strip()


def _pull(parts: Parts, lines: Sequence[Line]) -> Notice | None:
    """pr-tracker-bot: a pull request was merged, as a rule into mainline."""
    for index, line in enumerate(lines):
        if not (found := PULL_MERGED.match(line.text)):
            continue
        named = next(
            (n for one in lines[index + 1 : index + 4] if (n := commit_in_url(one.text))), None
        )
        item = NoticeItem(
            title=parts.subject.title,
            commit=named.commit if named else None,
            url=named.url if named else None,
            line=line.number,
        )
        return Notice(
            kind=NoticeKind.PR_TRACKER,
            scope=Scope.LISTED,
            tree=found[1],
            items=(item,),
            line=line.number,
            quote=line.text.strip(),
        )
    return None


def _push(lines: Sequence[Line]) -> Notice | None:
    """A push mail of GitHub: it threads with nothing and lists commits with author and title."""
    start = next((line for line in lines[:10] if line.text.strip().startswith("Branch:")), None)
    if start is None:
        return None
    fields = dict(_bot_fields(lines[:10]))
    branch = fields.get("Branch", "")
    items = tuple(_pushed(lines))
    if not branch.startswith(_HEADS) or branch.removeprefix(_HEADS) not in _TRUNKS or not items:
        return None
    return Notice(
        kind=NoticeKind.GITHUB,
        scope=Scope.LISTED,
        tree=fields.get("Home"),
        branch=branch.removeprefix(_HEADS),
        items=items,
        line=start.number,
        quote=start.text.strip(),
    )


def _gitlab_push(lines: Sequence[Line]) -> Notice | None:
    """A push mail of GitLab: as GitHub's, with eight digits of each commit and no addresses."""
    start = next((line for line in lines[:10] if GITLAB_PUSH.match(line.text)), None)
    found = GITLAB_PUSH.match(start.text) if start else None
    if start is None or found is None or found["branch"] not in _TRUNKS:
        return None
    items: list[NoticeItem] = []
    for index, line in enumerate(lines):
        if head := GITLAB_COMMIT.match(line.text):
            below = (one.text.strip() for one in lines[index + 1 : index + 4])
            title = next((one for one in below if one), "")
            author = Person(head["author"].strip(), "")
            items.append(
                NoticeItem(title=title, commit=head["commit"], author=author, line=line.number)
            )
    if not items:
        return None
    return Notice(
        kind=NoticeKind.GITHUB,
        scope=Scope.LISTED,
        tree=found["project"].replace(" / ", "/"),
        branch=found["branch"],
        items=tuple(items),
        line=start.number,
        quote=start.text.strip(),
    )


def _pushed(lines: Sequence[Line]) -> Iterator[NoticeItem]:
    """The commits of a push: ``Commit:``, ``Author:``, and the line under ``Log Message:``."""
    commit = ""
    author: Person | None = None
    number = 0
    for index, line in enumerate(lines):
        if found := TIP_FIELD.match(line.text):
            if found[1] == "Commit" and (digits := TIP_COMMIT.match(found[2])):
                commit, author, number = digits[0], None, line.number
            elif found[1] == "Author" and commit:
                author = person_in(found[2])
        elif commit and line.text.strip() == "Log Message:":
            title = next(
                (one.text.strip() for one in lines[index + 2 : index + 5] if one.text.strip()), ""
            )
            yield NoticeItem(title=title, commit=commit, author=author, line=number)
            commit = ""
