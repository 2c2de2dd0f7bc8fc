# SPDX-License-Identifier: GPL-2.0-or-later
"""Everything that is known of one series at one moment: the middle of the flow, joined.

``compile_dossier`` is the one way from messages to judgement; views, lists, graphs and reports
are told from a ``Dossier`` and nothing else, so they cannot disagree.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import datetime
from operator import is_
from typing import TYPE_CHECKING

from tracker.landing.authority import keep_believed, keep_commands
from tracker.landing.notices import Told, credit, find_partial, notices_of, told_in_threads
from tracker.lazy_dataclass import dataclass, replace
from tracker.model.checks import Check
from tracker.model.committers import Committers
from tracker.model.landing import Landing, StableRow
from tracker.model.mail import Evidence, Message, NoticeKind, RemarkKind
from tracker.model.project import Projects
from tracker.model.review import Review
from tracker.model.series import Patch, Revision, Series
from tracker.model.status import LANDED, Stage
from tracker.review.claims import Familiar, foreign_command
from tracker.review.compile import JudgedLater, Reviews
from tracker.series.projects import PROJECTS, series_project
from tracker.state.closers import closers
from tracker.state.stage import Standing, series_standing, standing
from tracker.state.unknown_patches import Rest, find_untold, rest_of, told_missing
from tracker.state.verdicts import find_checks

if TYPE_CHECKING:
    from tracker.landing.steps import Seen
    from tracker.model.outside.pages import CommitPage
    from tracker.model.people import MaintainersSection


_IN_PART = LANDED | {Stage.PARTIALLY_APPLIED, Stage.REVERTED}
"""Stages that say that patches are or were in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """One series as it stood at ``as_of``."""

    series: Series
    project: str | None
    """What it changes: ``kernel``, ``pahole``; None where nothing tells."""
    messages: Mapping[str, Message]
    """The messages of the series that were sent by then."""
    reviews: Reviews
    """By Message-ID of the revision."""
    landings: Mapping[str, Landing]
    """By Message-ID of the patch."""
    standings: Mapping[str, Standing]
    """By Message-ID of the revision."""
    standing: Standing
    """Of the series."""
    last: datetime
    """Date of the last message by then."""
    as_of: datetime
    subsystems: tuple[MaintainersSection, ...] = ()
    """Sections of MAINTAINERS that it belongs to, the closest first."""
    checks: tuple[Check, ...] = ()
    """What machines say of its versions."""
    untold: Mapping[str, Evidence] = field(default_factory=dict)
    """The patches that a notice lists without a commit, and the line, by Message-ID."""
    believed: Mapping[str, Message] = field(default_factory=dict)
    """The messages with the notices of those alone whose word counts."""
    telling: tuple[str, ...] = ()
    """The repositories at hand that would tell of it."""
    committers: Committers | None = None
    """Who is known to commit; None where nobody asked."""
    stable_failures: tuple[StableRow, ...] = ()
    """The stable branches to which its patches failed to apply."""

    @property
    def rest(self) -> Rest | None:
        """What is said of those patches of the newest posting that did not land with the others."""
        if self.standing.stage is not Stage.PARTIALLY_APPLIED:
            return None
        mails = self.believed or self.messages
        notices = notices_of(self.current, mails)
        told = told_missing(self.series, self.current, mails, notices)
        return rest_of(self.current, self.landings, self.untold, told)

    @property
    def landed_revision(self) -> Revision | None:
        """The version that landed, so that the series did; None where its stage is no landing.

        An older version may have been in a tree while the series went on with a newer one.
        """
        if self.standing.stage not in _IN_PART:
            return None
        for revision in reversed(self.series.revisions):
            if not revision.partial and self.standings[revision.message_id] is self.standing:
                return revision
        return self.current

    @property
    def own_landings(self) -> tuple[Landing, ...]:
        """The landings by which the series has its stage; none where that is no landing."""
        if (revision := self.landed_revision) is None:
            return ()
        names = (revision.message_id, *(one.message_id for one in revision.patches))
        return tuple(self.landings[one] for one in names if one in self.landings)

    @property
    def current(self) -> Revision:
        """The newest posting, with the patches that were sent again one by one since."""
        return self.reviews.head

    @property
    def review(self) -> Review:
        """What was said about it."""
        return self.reviews.current


def compile_dossier(
    series: Series,
    messages: Mapping[str, Message],
    as_of: datetime,
    pushes: Sequence[Message] = (),
    seen: Seen | None = None,
    projects: Projects = PROJECTS,
    pages: Sequence[CommitPage] = (),
    committers: Committers | None = None,
    familiar: Familiar | None = None,
) -> Dossier | None:
    """Judge a series as it stood at a moment; None if nothing of it had been sent by then.

    ``pushes`` are mails of machines that name its patches from outside its threads, ``seen`` is
    what repositories hold of it, ``projects`` the table that tells what it changes, ``pages`` are
    those of the commits that its notices name; ``committers`` tells whose word counts, ``familiar``
    which addresses have written before.
    """
    sent = {name: one for name, one in messages.items() if one.date <= as_of}
    known = seen_at(series, sent)
    if known is None:
        return None
    believed = keep_believed(known, sent, committers)
    queued = {one.message_id: one for one in pushes if one.date <= as_of}
    if queued:
        from tracker.landing.pulls import with_merges

        queued = with_merges(queued)
    outside = [*keep_believed(known, queued, committers, sent).values()]
    told = told_in_threads(known, believed)
    landings = credit(known, believed, outside, told)
    if seen is not None:
        from tracker.landing.steps import climb, named_commits

        threaded = named_commits(credit(known, believed, (), told))
        seen = replace(seen, named={**seen.named, **threaded})
        landings = climb(known, landings, seen, as_of)
    landings = _confirmed(landings, pages, sent, as_of)
    said = _heard(known, sent, committers, familiar)
    standings = _Standings(known, said, landings, sent, believed, told)
    own = [sent[name] for name in known.messages if name in sent]
    return Dossier(
        series=known,
        project=series_project(known, projects),
        messages=sent,
        reviews=said,
        landings=landings,
        standings=standings,
        standing=series_standing(known, standings, landings, _anew(known, said, landings)),
        last=max(one.date for one in own),
        as_of=as_of,
        checks=find_checks(known, sent, [*queued.values()]),
        untold=find_untold(known, believed, landings, told),
        believed=believed,
        committers=committers,
        stable_failures=_failed_stable(known, [*sent.values(), *queued.values()]),
    )


def _failed_stable(series: Series, mails: Sequence[Message]) -> tuple[StableRow, ...]:
    """The stable branches to which patches failed to apply; the rules are loaded where one did."""
    failed = [
        mail
        for mail in mails
        if any(one.kind is NoticeKind.STABLE and not one.sure for one in mail.notices)
    ]
    if not failed:
        return ()
    from tracker.landing.stable_table import find_failures

    return find_failures(series, failed)


def _confirmed(
    landings: Mapping[str, Landing],
    pages: Sequence[CommitPage],
    sent: Mapping[str, Message],
    as_of: datetime,
) -> Mapping[str, Landing]:
    """The landings, with what the pages of commits that notices name confirm of them."""
    if not pages:
        return landings
    from tracker.landing.commit_match import posting_of
    from tracker.landing.commit_pages import bear_out

    patches = {name: posting_of(one) for name, one in sent.items() if one.diff}
    return bear_out(landings, pages, patches, as_of)


def _heard(
    series: Series,
    sent: Mapping[str, Message],
    committers: Committers | None,
    familiar: Familiar | None,
) -> Reviews:
    """The reviews; commands that were not theirs to give who gave them are shown as such."""
    heard = keep_commands(series, sent, committers)
    foreign = {name for name, one in sent.items() if one.remarks != heard[name].remarks}
    words = {
        revision.message_id: tuple(
            foreign_command(sent[name], remark)
            for name in revision.replies
            if name in foreign
            for remark in sent[name].remarks
            if remark.kind is RemarkKind.COMMAND
        )
        for revision in (series.revisions if foreign else ())
    }
    return Reviews(series, heard, familiar, closers(series, sent, committers), words)


class _Standings(JudgedLater[Standing]):
    """Where each revision stands."""

    def __init__(
        self,
        series: Series,
        said: Reviews,
        landings: Mapping[str, Landing],
        sent: Mapping[str, Message],
        believed: Mapping[str, Message],
        told: Told,
    ) -> None:
        super().__init__(series)
        self._said = said
        self._landings = landings
        self._sent = sent
        self._believed = believed
        self._told = told
        self._partly = find_partial(told)

    def _judge(self, revision: Revision) -> Standing:
        name = revision.message_id
        found = standing(
            revision,
            lambda: self._said[name],
            self._landings,
            _successor(revision, self._series),
            told_missing(self._series, revision, self._believed, self._told.get(name, ())),
            self._partly.get(name),
        )
        if found.stage is not Stage.WITHDRAWN:
            return found
        since = _dossier_taken_back(self._said[name], self._sent)
        return replace(found, since=since or found.since)


def _anew(series: Series, said: Reviews, landings: Mapping[str, Landing]) -> Standing | None:
    """The newest posting's standing with the patches sent anew; None where there are none."""
    head = said.head
    if head is series.newest:
        return None
    return standing(head, lambda: said.current, landings, None)


def seen_at(series: Series, sent: Mapping[str, Message]) -> Series | None:
    """The series without what had not been sent yet."""
    revisions = [cut for one in series.revisions if (cut := _cut_dossier(one, sent)) is not None]
    if not revisions:
        return None
    evidence = tuple(
        one for one in series.evidence if one.message_id is None or one.message_id in sent
    )
    whole = len(evidence) == len(series.evidence)
    if (
        whole
        and all(map(is_, revisions, series.revisions))
        and len(revisions) == len(series.revisions)
    ):
        return series
    return replace(series, revisions=tuple(revisions), evidence=evidence)


def _cut_dossier(revision: Revision, sent: Mapping[str, Message]) -> Revision | None:
    every = (*revision.own, *revision.replies)
    named = revision.cover == revision.message_id or (revision.patches and not revision.cover)
    if named and revision.message_id in sent and all(map(sent.__contains__, every)):
        return revision
    patches: tuple[Patch, ...] = tuple(one for one in revision.patches if one.message_id in sent)
    cover = revision.cover if revision.cover in sent else None
    if not patches and cover is None:
        return None
    name = revision.message_id if revision.message_id in sent else patches[0].message_id
    return replace(
        revision,
        message_id=cover or name,
        cover=cover,
        patches=patches,
        spare=tuple(name for name in revision.spare if name in sent),
        replies=tuple(name for name in revision.replies if name in sent),
    )


def _dossier_taken_back(review: Review, sent: Mapping[str, Message]) -> datetime | None:
    """When the author took a posting back."""
    mail = sent.get(review.withdrawn.message_id or "") if review.withdrawn else None
    return mail.date if mail else None


def _successor(revision: Revision, series: Series) -> Revision | None:
    """The next whole revision, which took this one's place; a reroll of parts takes no place."""
    later = [
        one
        for one in series.revisions[series.revisions.index(revision) + 1 :]
        if not one.partial and (one.patches or not one.missing)
    ]
    return later[0] if later else None
