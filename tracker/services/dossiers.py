# SPDX-License-Identifier: GPL-2.0-or-later
"""The series cached, each judged as it stood at one moment.

It reads and never fetches or writes, so it is safe to use while another process updates.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from tracker.errors import Ambiguous, NotFound
from tracker.landing.notices import credit
from tracker.lazy_dataclass import replace
from tracker.mail.refs import Ref, RefKind
from tracker.model.mail import Message
from tracker.model.project import Projects
from tracker.model.series import Series
from tracker.model.views import Holdings
from tracker.series.projects import PROJECTS
from tracker.services.committers import KnownCommitters
from tracker.services.look_ahead import LookAhead, of_posters, targets
from tracker.services.maintainers import NO_UPKEEP, KnownMaintainers, Upkeep
from tracker.services.staleness import mail_ends, walk_due
from tracker.state.checks import with_telling
from tracker.state.closers import without_muted
from tracker.state.dossier import Dossier, compile_dossier, seen_at
from tracker.state.linked import DIGITS
from tracker.state.verdicts import UsualFailures
from tracker.store.load import Reader

if TYPE_CHECKING:
    from tracker.landing.steps import Seen
    from tracker.model.outside.pages import CommitPage
    from tracker.services.commits import CommitOccurrences
MAX_WORKS = 40
"""Other works that are looked at for one commit; a patch posted more often is a test mail."""


class _Collecting:
    """Collects what one answer is made of. A dozen are made for a series, so no generator is."""

    __slots__ = ("_answer", "_kept", "_open")

    def __init__(
        self,
        open_: list[set[str]],
        kept: dict[Hashable, frozenset[str]],
        answer: tuple[Hashable, ...],
    ) -> None:
        self._open, self._kept, self._answer = open_, kept, answer

    def __enter__(self) -> None:
        self._open.append(set())

    def __exit__(self, *_: object) -> None:
        found = self._open.pop()
        self._kept[self._answer] = frozenset(found)
        if self._open:
            self._open[-1] |= found


class DependencyRecorder:
    """Which series each answer was drawn from, noted while it is made and kept with it.

    The board keeps rows; to find which are stale it must know what each was made of. Answers are
    made of kept answers, whose series count for whatever uses them.
    """

    def __init__(self) -> None:
        self._open: list[set[str]] = []
        """One for each answer under way, the innermost last."""
        self._kept: dict[Hashable, frozenset[str]] = {}

    def add(self, series: str) -> None:
        """A series was looked at."""
        if self._open:
            self._open[-1].add(series)

    def add_kept(self, *answer: Hashable) -> None:
        """A kept answer was used: what it was made of was looked at."""
        if self._open:
            self._open[-1] |= self._kept.get(answer, frozenset())

    def collect(self, *answer: Hashable) -> _Collecting:
        """While an answer is made: what is looked at is kept with it."""
        return _Collecting(self._open, self._kept, answer)

    def of(self, *answer: Hashable) -> frozenset[str]:
        """Return the series that an answer was drawn from."""
        return self._kept.get(answer, frozenset())


class Dossiers:
    """The series cached and what is known of each at ``as_of``.

    Every answer is kept for the life of the object.
    """

    def __init__(
        self,
        reader: Reader,
        as_of: datetime,
        repositories: CommitOccurrences | None = None,
        projects: Projects = PROJECTS,
        *,
        today: bool = True,
        upkeep: Upkeep = NO_UPKEEP,
    ) -> None:
        self._reader = self.reader = reader
        self._upkeep = upkeep
        self._maintainers = KnownMaintainers(upkeep, repositories)
        self.as_of = as_of
        self._today = today
        """What is new goes by arrival; told for another day, by the dates of the mails."""
        self.repositories = repositories
        self.projects = projects
        self._usual = UsualFailures(reader.check_shares)
        self._committers = KnownCommitters(reader, as_of, self._maintainers)
        self._names: tuple[str, ...] | None = None
        """Of every series, once they are loaded."""
        self._start_empty()

    def _start_empty(self) -> None:
        self._homes: dict[str, str | None] = {}
        self._series: dict[str, Series] = {}
        self._dossiers: dict[str, Dossier | None] = {}
        self.dependencies = DependencyRecorder()
        self.ahead = LookAhead(self._reader)
        self._messages: dict[str, Message] = {}
        self._absent: set[str] = set()

    def load_ahead(self, names: Sequence[str]) -> None:
        """Load series and their mail in a few queries, for answers about each of them."""
        self.load_series(names)
        some = [self._series[name] for name in names if name in self._series]
        found = self.ahead.gather(some)
        mails = self.load([name for one in some for name in one.messages])
        self.load([*found, *targets(mails.values())])
        # What they are related to is judged with them.
        ends = list(dict.fromkeys((*found, *targets(of_posters(some, mails)))))
        if fresh := [name for name in ends if name not in self._homes]:
            self._homes |= {**dict.fromkeys(fresh), **self._reader.series_of_each(fresh)}
        homes = [home for name in ends if (home := self._homes.get(name))]
        self.load_series(homes)
        others = [self._series[home] for home in homes if home in self._series]
        self.ahead.gather(others)
        mails |= self.load([name for one in others for name in one.messages])
        self.ahead.gather_naming(
            dict.fromkeys(
                link.commit for one in mails.values() for link in one.links if link.commit
            )
        )

    def any_sent(self, *, everything: bool) -> bool:
        """Return whether there is a series at all, or one that the user follows."""
        return bool(self._reader.series_count() if everything else self._reader.tracked())

    def load_series(self, names: Iterable[str]) -> None:
        """Load series in a few queries, without their mail."""
        fresh = [name for name in names if name not in self._series]
        found = self._reader.series(fresh) if fresh else ()
        self._series |= {one.id: one for one in found}
        self._homes |= {name: one.id for one in found for name in one.messages}

    @property
    def loaded(self) -> int:
        """How many messages are in memory."""
        return len(self._messages)

    def held(self) -> Holdings:
        """Return what answers are told from."""
        messages, newest = self._reader.sent_by(self.as_of)
        names = self.repositories.names if self.repositories else ()
        return Holdings(messages=messages, newest=newest, repositories=names)

    def ends(self) -> datetime | None:
        """When what is cached ends, where that is long before the moment of the answer."""
        return mail_ends(self._reader, self.as_of)

    # ---- finding -------------------------------------------------------------------------------

    def find(self, ref: Ref) -> str:
        """Return the id of the series that a handle names.

        Raises NotFound; Ambiguous where a shortened Message-ID fits several messages.
        """
        names = self.candidates(ref)
        homes = {home for name in names if (home := self.home(name)) is not None}
        if len(homes) == 1:
            return homes.pop()
        if len(homes) > 1 and ref.kind is RefKind.TRUNCATED:
            from tracker.services.session.handles import ambiguous

            raise Ambiguous(ambiguous(ref, names))
        if homes:
            return sorted(homes, key=lambda one: self.series(one).newest.date)[-1]
        if names:
            raise NotFound(f"{names[0]} is cached, but belongs to no series of patches")
        from tracker.services.session.handles import unknown

        raise NotFound(unknown(ref))

    def candidates(self, ref: Ref) -> tuple[str, ...]:
        """Return Message-IDs cached that a handle may mean."""
        match ref.kind:
            case RefKind.MESSAGE_ID:
                return tuple(self._reader.messages([ref.id]))
            case RefKind.TRUNCATED:
                return self._reader.ids_like(ref.id, ref.end)
            case RefKind.CHANGE_ID:
                return self._reader.ids_by_change_id(ref.id)
            case RefKind.COMMIT:
                return self._of_commit(ref.id)
            case RefKind.MESSAGE_HASH:
                return self._reader.ids_hashed([ref.id])
            case RefKind.NUMBERED:
                return self._numbered(ref)

    def _numbered(self, ref: Ref) -> tuple[str, ...]:
        kind, _, name = ref.id.partition("/")
        known = ref.server is not None and name.isdecimal()
        return self._reader.ids_numbered(ref.server or "", kind, int(name)) if known else ()

    def _of_commit(self, digits: str) -> tuple[str, ...]:
        """Return the patch that became a commit, by a repository; else the mails that name it."""
        if self.repositories and (name := self.repositories.posted(digits, self._reader)):
            return (name,)
        return self._reader.ids_by_commit(digits)

    def mail_of(self, digits: str) -> str | None:
        """The mail that a commit of a repository was, or links to; it need not be cached."""
        if self.repositories is None:
            return None
        return self.repositories.posted(digits, self._reader) or self.repositories.link_of(digits)

    def in_repository(self, commit: str) -> str | None:
        """Return the patch cached that became a commit, where a repository tells."""
        if self.repositories is None or len(commit) < DIGITS:
            return None
        return self.repositories.posted(commit, self._reader)

    def is_fresh(self, ref: Ref, fresh: timedelta, now: datetime) -> bool:
        """Return whether what is cached of a handle needs no look at the server."""
        names = self.candidates(ref)
        return bool(names) and not walk_due(self._reader, names[0], fresh, now, self.as_of)

    def home(self, message_id: str) -> str | None:
        """Return the series that a message belongs to, if it is cached."""
        if message_id not in self._homes:
            self._homes[message_id] = self._reader.series_of(message_id)
        return self._homes[message_id]

    def series(self, name: str) -> Series:
        """Return a series by its id; raises NotFound."""
        self.dependencies.add(name)
        if name not in self._series:
            found = self._reader.series([name])
            if not found:
                raise NotFound(f"no series is known as {name}")
            self._series[name] = found[0]
            self._homes |= dict.fromkeys(found[0].messages, name)
        return self._series[name]

    def known(self, name: str) -> Series | None:
        """Return the series that a message belongs to, or that carries a change-id."""
        home = self.home(name)
        if home is None and "@" not in name:
            carriers = self._reader.ids_by_change_id(name)
            home = self.home(carriers[-1]) if carriers else None
        return self.series(home) if home else None

    # ---- judging -------------------------------------------------------------------------------

    def dossier(self, name: str) -> Dossier | None:
        """Return a series as it stood; None if nothing of it had been sent."""
        self.dependencies.add(name)
        if name in self._dossiers:
            self.dependencies.add_kept("dossier", name)
            return self._dossiers[name]
        with self.dependencies.collect("dossier", name):
            series = self.series(name)
            messages = without_muted(self.load(series.messages), self._upkeep.mute)
            pushes = self.load(self.ahead.telling_of(series))
            mails = tuple({**messages, **pushes}.values())
            found = compile_dossier(
                series,
                messages,
                self.as_of,
                tuple(pushes.values()),
                self._seen(series, mails),
                self.projects,
                self._pages(mails),
                self._committers.of(series, {**messages, **pushes}),
                self._committers.familiar(series, messages.values()),
            )
            self._dossiers[name] = with_telling(
                self._with_usual(
                    self._with_outside(self._maintainers.with_sections(found, self.texts))
                ),
                self.repositories.remotes if self.repositories else {},
            )
        return self._dossiers[name]

    def _with_outside(self, dossier: Dossier | None) -> Dossier | None:
        """Return a series with the checks that other services keep of its patches."""
        series = dossier.series if dossier else None
        if dossier is None or series is None or not self.ahead.has_outside_checks:
            return dossier
        found = self._reader.outside_checks(series.messages, self.as_of)
        if not found:
            return dossier
        from tracker.state.outside.words import outside_verdicts

        return replace(dossier, checks=(*dossier.checks, *outside_verdicts(found, dossier.series)))

    def _with_usual(self, dossier: Dossier | None) -> Dossier | None:
        """A series as it stood, with its failures marked that are the usual thing."""
        if dossier is None or not dossier.checks:
            return dossier
        return replace(dossier, checks=self._usual.marked(dossier.checks))

    def _pages(self, mails: Iterable[Message]) -> tuple[CommitPage, ...]:
        """Return what web servers showed of the commits that notices among mails name."""
        if not self.ahead.has_pages:
            return ()
        digits = {item.commit for m in mails for n in m.notices for item in n.items if item.commit}
        return self._reader.pages(digits) if digits else ()

    def _seen(self, series: Series, mails: Iterable[Message]) -> Seen | None:
        """Return what repositories hold of a series; None without a repository.

        One patch may be posted in several works: alone, and then as part of a series. A commit is
        credited to one posting, so what notices say of the others must be known too.
        """
        found = self.repositories.of_mails(mails, self._reader) if self.repositories else None
        if found is None:
            return None
        own = set(series.messages)
        others = [one.message_id for one in found.postings if one.message_id not in own]
        return replace(found, named=self._named_for(others))

    def _named_for(self, postings: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Return the commits that notices name for postings of other works."""
        from tracker.landing.steps import named_commits

        homes = dict.fromkeys(home for one in postings if (home := self.home(one)))
        out: dict[str, tuple[str, ...]] = {}
        for home in list(homes)[:MAX_WORKS]:
            series = self.series(home)
            messages = self.load(series.messages)
            sent = {name: one for name, one in messages.items() if one.date <= self.as_of}
            known = seen_at(series, sent)
            if known is not None:
                out |= named_commits(credit(known, sent))
        return out

    def text(self, message_id: str) -> str:
        """Return the text of a mail, read where it lies. Raises NotFound."""
        from tracker.services.mail_text import mail_text

        return mail_text(self._reader, message_id)

    def texts(self, names: Sequence[str]) -> dict[str, str]:
        """Return the texts of those mails that can be read."""
        from tracker.services.mail_text import mail_texts

        return mail_texts(self._reader, names)

    def load(self, names: Sequence[str]) -> dict[str, Message]:
        """Return the messages of these ids that are cached."""
        known = self._messages
        found = {name: one for name in names if (one := known.get(name)) is not None}
        if len(found) == len(names):
            return found
        # Asked name by name: a set less a view of keys walks all that is loaded.
        lacking = {name for name in names if name not in known} - self._absent
        if lacking:
            known |= self._reader.messages(lacking)
            self._absent |= lacking - known.keys()
        return {name: known[name] for name in names if name in known}

    def all(self) -> tuple[str, ...]:
        """Return ids of every series cached."""
        if self._names is None:
            found = self._reader.all_series()
            self._series |= {one.id: one for one in found}
            self._homes |= {name: one.id for one in found for name in one.messages}
            self._names = tuple(one.id for one in found)
        return self._names
