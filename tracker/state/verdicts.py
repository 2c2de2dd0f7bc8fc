# SPDX-License-Identifier: GPL-2.0-or-later
"""Judge what machines say: which posting each result is of, which is the latest, who answered it.

A machine is no reviewer: its results change no stage. A failing one that no person has answered
is the author's to look at where nothing else is open.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from tracker.lazy_dataclass import dataclass, replace
from tracker.mail.subjects import title_key
from tracker.model.checks import Check
from tracker.model.mail import Evidence, Message, Person
from tracker.model.series import Revision, Series
from tracker.model.status import Mover, Side, Stage, Turn
from tracker.model.verdicts import CheckState, Verdict
from tracker.review.threads import above, thread_of

if TYPE_CHECKING:
    from tracker.model.rows import CheckCounts


_UNREVIEWED = frozenset({Stage.NEW, Stage.UNDER_REVIEW})
_STATES = tuple(CheckState)
MAX_NAMED = 3
"""Failing contexts that a sentence names."""
_WORDS = {"build": "build fails", "apply": "it does not apply", "review": "a review found a bug"}
"""What a failing context is called in a sentence; another fails by its name."""


@dataclass(frozen=True, slots=True)
class _VerdictPlace:
    """What a result is of."""

    revision: Revision
    position: int | None


def find_checks(
    series: Series, messages: Mapping[str, Message], outside: Sequence[Message] = ()
) -> tuple[Check, ...]:
    """Return the latest result of each machine, context, version and patch, oldest first.

    ``outside`` are mails of machines that stand in no thread of the series and name one of its
    postings or titles, as build robots do of a commit that they met in a tree. Several results of
    one context in one mail, such as the findings of a review, all hold.
    """
    latest: dict[tuple[str, str, str, int | None], list[Check]] = {}
    answers = _answers(series, messages)
    for message, verdict, place in sorted(
        _placed(series, messages, outside), key=lambda one: (one[0].date, one[0].message_id)
    ):
        check = _verdict_check(message, verdict, place, answers)
        key = (check.source, check.context, check.revision, check.patch)
        held = latest.get(key)
        if held is not None and held[0].message_id == check.message_id:
            held.append(check)
        else:
            latest[key] = [check]
    found = [one for group in latest.values() for one in group]
    return tuple(sorted(found, key=lambda one: (one.date, one.message_id, one.evidence.line or 0)))


def _placed(
    series: Series, messages: Mapping[str, Message], outside: Sequence[Message]
) -> Iterator[tuple[Message, Verdict, _VerdictPlace]]:
    own = _own_places(series)
    seen: set[str] = set()
    for revision in series.revisions:
        if not any(messages[name].verdicts for name in revision.replies if name in messages):
            continue
        for answer in thread_of(revision, messages, series).answers:
            message = answer.message
            if not message.verdicts or message.message_id in seen or answer.elsewhere:
                continue
            seen.add(message.message_id)
            one = answer.patches[0].position if len(answer.patches) == 1 else None
            for verdict in message.verdicts:
                there = own.get(verdict.target) or _titled(verdict, revision)
                place = there or _VerdictPlace(revision, one)
                whole = verdict.series and len(revision.patches) != 1
                yield message, verdict, replace(place, position=None) if whole else place
    for message in outside:
        if message.message_id in seen:
            continue
        for verdict in message.verdicts:
            if there := own.get(verdict.target) or _posted_before(verdict, message.date, series):
                yield message, verdict, there


def _own_places(series: Series) -> dict[str, _VerdictPlace]:
    """Each posting of the series, by Message-ID."""
    found: dict[str, _VerdictPlace] = {}
    for revision in series.revisions:
        for name in revision.own:
            found[name] = _VerdictPlace(revision, None)
        for patch in revision.patches:
            found[patch.message_id] = _VerdictPlace(revision, patch.position)
    return found


def _titled(verdict: Verdict, revision: Revision) -> _VerdictPlace | None:
    """The patch of a revision whose title a result names; none where the mail answers just it."""
    key = title_key(verdict.title)
    named = [one for one in revision.patches if key and title_key(one.title) == key]
    return _VerdictPlace(revision, named[0].position) if len(named) == 1 else None


def _posted_before(verdict: Verdict, date: datetime, series: Series) -> _VerdictPlace | None:
    """The last posting of a patch of that title before a robot met it in a tree."""
    before = [one for one in series.revisions if one.date <= date]
    for revision in sorted(before, key=lambda one: one.date, reverse=True):
        if place := _titled(verdict, revision):
            return place
    return None


def _verdict_check(
    message: Message, verdict: Verdict, place: _VerdictPlace, answers: Mapping[str, str]
) -> Check:
    named = message.auto if message.auto not in ("", "bot") else ""
    return Check(
        context=verdict.context,
        state=verdict.state,
        severity=verdict.severity,
        source=named or message.sender.email or message.sender.name,
        url=verdict.url,
        date=message.date,
        version=place.revision.version,
        patch=place.position,
        message_id=message.message_id,
        summary=verdict.summary,
        answered_by=answers.get(message.message_id),
        revision=place.revision.message_id,
        evidence=Evidence(
            rule="check.mail",
            message_id=message.message_id,
            line=verdict.line,
            quote=verdict.quote[:400],
        ),
    )


def _answers(series: Series, messages: Mapping[str, Message]) -> dict[str, str]:
    """Each mail of a machine with results -> the first mail of a person below it."""
    found: dict[str, str] = {}
    replies = [
        messages[name]
        for revision in series.revisions
        for name in revision.replies
        if name in messages
    ]
    if not any(one.verdicts for one in replies):
        return found
    for reply in sorted(replies, key=lambda one: (one.date, one.message_id)):
        if not reply.bot:
            for name in above(reply, messages):
                parent = messages.get(name)
                if parent is not None and parent.verdicts:
                    found.setdefault(name, reply.message_id)
    return found


# ---- what follows ------------------------------------------------------------------------------


def checks_of(checks: Iterable[Check], revision: Revision) -> tuple[Check, ...]:
    """Return the checks of one posting, with those of the patches of it that were sent again."""
    own = {revision.message_id, *revision.own}
    return tuple(one for one in checks if one.revision in own)


def open_failures(checks: Iterable[Check], revision: Revision) -> tuple[Check, ...]:
    """Return the failing checks of one posting that no person has answered."""
    return tuple(one for one in checks_of(checks, revision) if one.open)


def is_green(checks: Iterable[Check], revision: Revision) -> bool | None:
    """Return whether no check of a posting fails; None where no result is known.

    An answered failure counts: somebody looked at it, and the machine still says no.
    """
    found = {one.state for one in checks_of(checks, revision)}
    if CheckState.FAIL in found:
        return False
    return True if found & {CheckState.SUCCESS, CheckState.WARNING} else None


def count_checks(checks: Iterable[Check], revision: Revision) -> CheckCounts:
    """Return how many checks of a posting are in each state, for a row."""
    from tracker.model.rows import CheckCounts

    own = checks_of(checks, revision)
    states = [one.state for one in own]
    return CheckCounts(
        **{state.value: states.count(state) for state in _STATES},
        failing=tuple(dict.fromkeys(one.context for one in own if one.open)),
    )


def failing_words(failing: Sequence[Check]) -> str:
    """Return what fails in few words: ``build fails``, ``CheckPatch and 3 more checks fail``."""
    names = tuple(dict.fromkeys(one.context for one in failing))
    plain = tuple(dict.fromkeys(_WORDS.get(name.partition(" ")[0], "") for name in names))
    if len(plain) == 1 and plain[0]:
        return plain[0]
    if len(names) == 1:
        return f"{names[0]} fails"
    if len(names) <= MAX_NAMED:
        return f"{', '.join(names[:-1])} and {names[-1]} fail"
    return f"{names[0]} and {len(names) - 1} more checks fail"


def with_checks(
    move: Turn, stage: Stage, checks: Sequence[Check], newest: Revision, heard: datetime | None
) -> Turn:
    """Return whose turn it is, failing checks taken into account.

    It is the author's where a machine failed on the newest version, no person has answered it,
    and nothing else is open: reviewers wait for that to be settled. They did not where one has
    written of the version since, which ``heard`` is the last moment of.
    """
    failing = open_failures(checks, newest)
    if not failing or move.side is not Side.REVIEWERS or stage not in _UNREVIEWED:
        return move
    if heard is not None and heard > max(one.date for one in failing):
        return move
    by_source: dict[str, list[Check]] = defaultdict(list)
    for one in failing:
        by_source[one.source].append(one)
    author: Person = newest.author
    return Turn(
        side=Side.AUTHOR,
        people=(Mover(author.name, author.email, "wrote it"),),
        since=min(one.date for one in failing),
        reasons=tuple(
            f"{failing_words(some)} ({source}), and no person has answered that"
            for source, some in by_source.items()
        ),
        proofs=tuple(tuple(one.evidence for one in some) for some in by_source.values()),
    )


# ---- what fails for everybody ------------------------------------------------------------------

MONTHS = 3
"""Months before a check that tell how often its context fails."""
ENOUGH = 20
"""Results in those months from which on a share counts."""
MOST = 0.33
"""A share of failures from which on a failure is the usual thing."""
Shares = Mapping[tuple[str, str, int], tuple[int, int]]
"""Machine, context and month -> failures, and all results."""


class UsualFailures:
    """How often each context of each machine fails, by the mail that is stored.

    A broken test of the machine says little of one patch: on linux-bluetooth one test of the mail
    bot failed for two postings of three over two years, and those series were merged all the same.
    """

    def __init__(self, count: Callable[[], Shares]) -> None:
        self._count = count

    @cached_property
    def _shares(self) -> Shares:
        return self._count()

    def marked(self, checks: tuple[Check, ...]) -> tuple[Check, ...]:
        """Return checks with the usual failures among them marked; later months tell nothing."""
        if not any(one.state is CheckState.FAIL for one in checks):
            return checks
        return tuple(replace(one, usual=self._is_usual(one)) for one in checks)

    def _is_usual(self, check: Check) -> bool:
        if check.state is not CheckState.FAIL:
            return False
        month = month_of(check.date)
        told = [
            self._shares.get((check.source, check.context, month - back), (0, 0))
            for back in range(1, MONTHS + 1)
        ]
        failed, all_of = sum(one for one, _ in told), sum(one for _, one in told)
        return all_of >= ENOUGH and failed >= MOST * all_of


def month_of(date: datetime) -> int:
    """Return a month as a number that counts on over years."""
    return date.year * 12 + date.month - 1
