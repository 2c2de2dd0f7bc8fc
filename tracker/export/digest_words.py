# SPDX-License-Identifier: GPL-2.0-or-later
"""Headings and phrases of a status report."""

from collections.abc import Mapping
from shlex import join

from tracker.model.report import Asked, Fate, GroupBy, NeedKind

FATES: Mapping[str, str] = {
    Fate.LANDED: "Landed",
    Fate.MAINTAINER: "Ready: reviewed, waiting for a maintainer",
    Fate.REVIEW: "In review",
    Fate.AUTHOR: "Waiting for the author",
    Fate.BLOCKED: "Blocked by something that has not landed",
    Fate.QUIET: "Stalled: nobody has written for {stalled} or more",
    Fate.CLOSED: "Discarded: superseded, withdrawn, rejected",
}
"""The heading of each fate."""
SHORT: Mapping[Fate, str] = {
    Fate.LANDED: "landed",
    Fate.MAINTAINER: "ready",
    Fate.REVIEW: "in review",
    Fate.AUTHOR: "waiting for the author",
    Fate.BLOCKED: "blocked",
    Fate.QUIET: "stalled",
    Fate.CLOSED: "discarded",
}
"""The same in a word or two."""
NEEDS: Mapping[NeedKind, str] = {
    NeedKind.LANDED_AHEAD: "Landed ahead of what it needs",
    NeedKind.HALF_LANDED: "Half-landed: one part is in, the other will not follow by itself",
    NeedKind.REVERTED: "Taken out again",
    NeedKind.MINE: "Your turn",
    NeedKind.UNBLOCKED: "What it waited for has landed",
    NeedKind.READY: "Reviewed; somebody has to apply it",
    NeedKind.FAILING: "A machine fails it, and nobody has answered",
    NeedKind.STALE: "Carries tags that were given before it changed",
    NeedKind.LATE: "Waits for longer than {late}",
}
"""The heading of each kind of need."""
LISTED: Mapping[NeedKind, str] = {
    NeedKind.REVERTED: "state:reverted",
    NeedKind.MINE: "turn:me",
    NeedKind.READY: "turn:maintainer -is:blocked -is:stalled",
    NeedKind.FAILING: "is:failing is:open -is:stalled",
    NeedKind.STALE: "stale-tag:any is:open -is:stalled",
    NeedKind.LATE: "turn-age:>{late_days}d is:open -is:stalled",
}
"""The query that lists a kind of need; the others stand below, or take two series."""
_TURNS: Mapping[str, str] = {
    "author": "The author's turn",
    "reviewers": "The reviewers' turn",
    "maintainer": "A maintainer's turn",
    "dependency": "Waiting for something else",
    "nobody": "Nobody's turn",
    "unknown": "Whose turn it is is not known",
}
_NONE: Mapping[GroupBy, str] = {
    GroupBy.LIST: "Sent to no list",
    GroupBy.TREE: "In no tree yet",
    GroupBy.PROJECT: "Project not known",
    GroupBy.AUTHOR: "Author not named",
    GroupBy.PERSON: "Nobody's turn by name",
}


def group_title(by: GroupBy, key: str) -> str:
    """Return the heading of a section."""
    match by:
        case GroupBy.FATE:
            return FATES[key]
        case GroupBy.TURN:
            return _TURNS[key]
        case GroupBy.STAGE:
            return key.replace("-", " ").capitalize()
    return key or _NONE[by]


def listing(asked: Asked, words: str) -> str:
    """Return the command that lists the series of the report; empty where none does."""
    if not words or asked.example:
        return ""
    scope = ["--all"] if asked.everything and not asked.mailing_list else []
    scope += ["--list", asked.mailing_list] if asked.mailing_list else []
    scope += ["--as-of", asked.past] if asked.past else []
    asked_for = asked.query.split()
    more = [one for one in words.split() if one not in asked_for]
    return join(["tracker", "list", *scope, *asked_for, *more])


def headline(asked: Asked) -> str:
    """Return what the report is about: ``Status of linux-kselftest``."""
    if asked.mailing_list:
        about = asked.mailing_list
    elif asked.example:
        about = "the shipped example"
    else:
        about = "every local series" if asked.everything else "the tracked series"
    return f"Status of {about}" + (f": {asked.query}" if asked.query else "")
