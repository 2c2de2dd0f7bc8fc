"""Answers about stored mail at one moment: joins the store's reader with the judging core.

It reads and never fetches or writes, so it is safe to use while another process updates.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from tracker.errors import Ambiguous, NotFound
from tracker.mail.refs import Ref, RefKind
from tracker.model.mail import Message
from tracker.model.pages import CommitPage
from tracker.model.project import Projects
from tracker.model.readiness import Readiness
from tracker.model.relations import Relation
from tracker.model.report import Holdings
from tracker.model.said import Snooze
from tracker.model.series import Series
from tracker.model.status import Turn
from tracker.model.views import Graph, Reason, SeriesRow, SeriesView
from tracker.series.projects import PROJECTS
from tracker.services.committers import KnownCommitters
from tracker.services.dependencies import Looks
from tracker.services.maintainers import NO_UPKEEP, KnownMaintainers, Upkeep
from tracker.services.not_found import ambiguous, unknown
from tracker.services.relations import Related
from tracker.services.sync.staleness import mail_ends, walk_due
from tracker.services.user_rows import with_words
from tracker.state.checks import is_applied, is_reviewed, passes_checks
from tracker.state.dossier import Dossier, compile_dossier
from tracker.state.graph import Limits, draw
from tracker.state.half_landed import half_landed
from tracker.state.linked import DIGITS, Linked, settled
from tracker.state.readiness import roll_up
from tracker.state.reasons import reasons
from tracker.state.row import row, turn_of
from tracker.state.view import tell, with_settled
from tracker.store.load import Reader

if TYPE_CHECKING:
    from tracker.landing.steps import Seen
    from tracker.services.commits import Sightings


class Library:
    """What is known at ``as_of``; every answer is kept for the life of the object."""

    def __init__(
        self,
        reader: Reader,
        as_of: datetime,
        repositories: "Sightings | None" = None,
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
        self._homes: dict[str, str | None] = {}
        self._series: dict[str, Series] = {}
        self._dossiers: dict[str, Dossier | None] = {}
        self._views: dict[str, SeriesView] = {}
        self._committers = KnownCommitters(reader, as_of, self._maintainers)
        self.looks = Looks()
        self.related = Related(reader, self)
        self._messages: dict[str, Message] = {}
        self._absent: set[str] = set()
        self._names: tuple[str, ...] | None = None
        """Of every series, once they are loaded."""
        self._whole = False
        """Everything is loaded."""

    def preload(self) -> None:
        """Load everything at once, for answers about all series."""
        self._messages = {one.message_id: one for one in self._reader.all_messages()}
        self.all()
        self._homes |= {name: self._homes.get(name) for name in self._messages}
        self._whole = True

    def at(self, as_of: datetime) -> "Library":
        """The same facts, told for another moment; what is loaded is shared."""
        seen = self.repositories.at(as_of) if self.repositories else None
        other = Library(self._reader, as_of, seen, self.projects, today=False, upkeep=self._upkeep)
        other._maintainers = self._maintainers
        other._messages, other._absent = self._messages, self._absent
        other._series, other._homes, other._whole = self._series, self._homes, self._whole
        other._names = self._names
        return other

    def held(self) -> Holdings:
        """What answers are told from."""
        messages, newest = self._reader.sent_by(self.as_of)
        names = self.repositories.names if self.repositories else ()
        return Holdings(messages=messages, newest=newest, repositories=names)

    def ends(self) -> datetime | None:
        """When what is at hand ends, where that is long before the moment that is told of."""
        return mail_ends(self._reader, self.as_of)

    # ---- finding -------------------------------------------------------------------------------

    def find(self, ref: Ref) -> str:
        """The id of the series that a handle names.

        Raises NotFound; Ambiguous where a shortened Message-ID fits several messages.
        """
        names = self.candidates(ref)
        homes = {home for name in names if (home := self.home(name)) is not None}
        if len(homes) == 1:
            return homes.pop()
        if len(homes) > 1 and ref.kind is RefKind.TRUNCATED:
            raise Ambiguous(ambiguous(ref, names))
        if homes:
            return sorted(homes, key=lambda one: self.series(one).newest.date)[-1]
        if names:
            raise NotFound(f"{names[0]} is at hand, but belongs to no series of patches")
        raise NotFound(unknown(ref))

    def candidates(self, ref: Ref) -> tuple[str, ...]:
        """Message-IDs at hand that a handle may mean."""
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
                return ()

    def _of_commit(self, digits: str) -> tuple[str, ...]:
        """The patch that became a commit, by a repository; else the mails that name it."""
        if self.repositories and (name := self.repositories.posted(digits, self._reader)):
            return (name,)
        return self._reader.ids_by_commit(digits)

    def mail_of(self, digits: str) -> str | None:
        """The mail that a commit of a repository was, or links to; it need not be at hand."""
        if self.repositories is None:
            return None
        return self.repositories.posted(digits, self._reader) or self.repositories.link_of(digits)

    def in_repository(self, commit: str) -> str | None:
        """The patch at hand that became a commit, where a repository tells."""
        if self.repositories is None or len(commit) < DIGITS:
            return None
        return self.repositories.posted(commit, self._reader)

    def is_fresh(self, ref: Ref, fresh: timedelta, now: datetime) -> bool:
        """Whether what is at hand of a handle needs no look at the server."""
        names = self.candidates(ref)
        return bool(names) and not walk_due(self._reader, names[0], fresh, now, self.as_of)

    def home(self, message_id: str) -> str | None:
        """The series that a message belongs to, if it is at hand."""
        if message_id not in self._homes:
            self._homes[message_id] = self._reader.series_of(message_id)
        return self._homes[message_id]

    def series(self, name: str) -> Series:
        """A series by its id; raises NotFound."""
        self.looks.see(name)
        if name not in self._series:
            found = self._reader.series([name])
            if not found:
                raise NotFound(f"no series is known as {name}")
            self._series[name] = found[0]
            self._homes |= dict.fromkeys(found[0].messages, name)
        return self._series[name]

    def known(self, name: str) -> Series | None:
        """The series that a message belongs to, or that carries a change-id."""
        home = self.home(name)
        if home is None and "@" not in name:
            carriers = self._reader.ids_by_change_id(name)
            home = self.home(carriers[-1]) if carriers else None
        return self.series(home) if home else None

    # ---- judging -------------------------------------------------------------------------------

    def dossier(self, name: str) -> Dossier | None:
        """A series as it stood; None if nothing of it had been sent."""
        self.looks.see(name)
        if name in self._dossiers:
            self.looks.again("dossier", name)
            return self._dossiers[name]
        with self.looks.at("dossier", name):
            series = self.series(name)
            messages = self.load(series.messages)
            pushes = self.load(self._reader.ids_telling_of(_titles(series), series.messages))
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
            self._dossiers[name] = self._maintainers.with_sections(found)
        return self._dossiers[name]

    def _pages(self, mails: Iterable[Message]) -> tuple[CommitPage, ...]:
        """What web servers showed of the commits that notices among mails name."""
        digits = {item.commit for m in mails for n in m.notices for item in n.items if item.commit}
        return self._reader.pages(digits) if digits else ()

    def _seen(self, series: Series, mails: Iterable[Message]) -> "Seen | None":
        """What repositories hold of a series."""
        if self.repositories is None:
            return None
        from tracker.services.other_postings import look

        return look(self.repositories, self, self._reader, series, mails)

    def text(self, message_id: str) -> str:
        """The text of a mail, read where it lies. Raises NotFound."""
        from tracker.services.sync.mail_text import mail_text

        return mail_text(self._reader, message_id)

    def texts(self, names: Sequence[str]) -> dict[str, str]:
        """The texts of those mails that can be read."""
        from tracker.services.sync.mail_text import mail_texts

        return mail_texts(self._reader, names)

    def load(self, names: Sequence[str]) -> dict[str, Message]:
        """The messages of these ids that are at hand."""
        lacking = {*names} - self._messages.keys() - self._absent
        if lacking and not self._whole:
            self._messages |= self._reader.messages(lacking)
            self._absent |= lacking - self._messages.keys()
        return {name: self._messages[name] for name in names if name in self._messages}

    def outgoing(self, name: str) -> tuple[Relation, ...]:
        """The links that the author of a series wrote, and what a person said of them."""
        return self.related.heard(name).relations

    def linked(self, name: str, *, incoming: bool = True) -> tuple[Linked, ...]:
        """The relations of a series: what its author wrote, then what others wrote of it."""
        return self.related.linked(name, incoming=incoming)

    # ---- telling -------------------------------------------------------------------------------

    def view(self, name: str) -> SeriesView:
        """A series, whole; raises NotFound if nothing of it had been sent at ``as_of``."""
        if name not in self._views:
            dossier = self._needed(name)
            fetch = self._reader.fetch_of(dossier.series.messages)
            fetched = fetch.fetched_at if fetch else None
            told = tell(dossier, self.linked(name), fetched, self.readiness(name))
            relations = with_settled(told.relations, lambda one: self._settled(one).standing.stage)
            told = replace(told, relations=relations)
            self._views[name] = self._with_words(told, dossier.series)
        return self._views[name]

    def _with_words(self, view: SeriesView, series: Series) -> SeriesView:
        """A series with what the user said of it; notes hold for any moment, as links do."""
        return replace(
            view,
            notes=self._reader.notes(series.messages),
            snooze=self.snooze(series.id),
            seen=self._reader.seen_at(series.messages),
            unread=self._unread(view, series),
        )

    def _unread(self, view: SeriesView, series: Series) -> tuple[str, ...]:
        """The messages of a series that came since the last look."""
        seen = self._reader.seen_at(series.messages)
        if seen is None:
            return ()
        later = self._reader.later_than_seen(series.messages) if self._today else None
        return tuple(
            line.message_id
            for line in view.thread
            if (line.date > seen if later is None else line.message_id in later)
        )

    def snooze(self, name: str) -> Snooze | None:
        """The snooze of a series; None where there is none, or where it has ended."""
        said = self._reader.snooze_of(self.series(name).messages)
        return next((one.snooze for one in self.rows([name])), None) if said else None

    def snoozed(self) -> tuple[tuple[str, Snooze], ...]:
        """The series that are out of sight, by id, each with its snooze; the first said first."""
        homes = [self.home(one.message_id) for one in self._reader.snoozes()]
        found = ((name, self.snooze(name)) for name in dict.fromkeys(homes) if name)
        return tuple((name, snooze) for name, snooze in found if snooze)

    def _needed(self, name: str) -> Dossier:
        dossier = self.dossier(name)
        if dossier is None:
            when = f"{self.as_of:%Y-%m-%d %H:%M} UTC"
            raise NotFound(f"nothing of {name} had been sent at {when}")
        return dossier

    def _settled(self, name: str) -> Dossier:
        """A series as it stood, with what its author put in its place."""
        return settled(self._needed(name), self.linked(name))

    def needed(self, name: str) -> Dossier:
        """A series as it stood; raises NotFound if nothing of it had been sent."""
        return self._needed(name)

    def is_applied(self, name: str) -> bool:
        """Whether every patch is in a tree. Raises NotFound as ``view``."""
        return is_applied(self._needed(name))

    def is_reviewed(self, name: str) -> bool:
        """Whether every patch is approved and nobody objects. Raises NotFound as ``view``."""
        return is_reviewed(self._needed(name))

    def is_green(self, name: str) -> bool | None:
        """Return whether no machine fails the newest version; None where no result is known.

        Raises NotFound as ``view``.
        """
        return passes_checks(self._needed(name))

    def readiness(self, name: str) -> Readiness:
        """Whether a series can be applied, and what it waits for. Raises NotFound as ``view``."""
        return roll_up(self._needed(name), self.linked, self._turn)

    def graph(self, name: str, limits: Limits) -> Graph:
        """The works around a series."""
        found = draw(
            self._needed(name),
            self.linked,
            lambda dossier: self._turn(dossier).side.value,
            limits,
            self.related.absence,
        )
        halves = {
            (half.landed, half.other): half
            for node in found.nodes
            if not node.missing
            for half in half_landed(self._needed(node.id), self.linked(node.id))
        }
        cut = self.related.cut(node.id for node in found.nodes)
        nodes = tuple(
            node if node.missing else replace(node, stage=self._settled(node.id).standing.stage)
            for node in found.nodes
        )
        return replace(
            found, nodes=nodes, half_landed=tuple(halves.values()), limits=(*found.limits, *cut)
        )

    def _turn(self, dossier: Dossier) -> Turn:
        return turn_of(dossier, self.linked(dossier.series.id))

    def reasons(self, name: str) -> tuple[Reason, ...]:
        """Every fact of a series with its evidence."""
        view, overruled = self.view(name), self.related.overruled(name)
        return reasons(view, self._settled(name).standing.evidence, overruled)

    def rows(self, names: Iterable[str]) -> tuple[SeriesRow, ...]:
        """Series for a list, the last active first; those not yet sent are left out."""
        found = [one for name in names if (one := self.row(name)) is not None]
        said = with_words(found, self._reader, self.home, self.as_of, today=self._today)
        return tuple(sorted(said, key=lambda one: (one.last_activity, one.id), reverse=True))

    def row(self, name: str) -> SeriesRow | None:
        """One series for a list, without what the user said of it; None if it was not sent yet."""
        dossier = self.dossier(name)
        return None if dossier is None else row(dossier, self.linked(name), tracked=False)

    def tracked(self) -> tuple[str, ...]:
        """Ids of the series that the user follows."""
        homes = [self.home(name) for name, _ in self._reader.tracked()]
        return tuple(dict.fromkeys(home for home in homes if home))

    def all(self) -> tuple[str, ...]:
        """Ids of every series at hand."""
        if self._names is None:
            found = self._reader.all_series()
            self._series |= {one.id: one for one in found}
            self._homes |= {name: one.id for one in found for name in one.messages}
            self._names = tuple(one.id for one in found)
        return self._names


def _titles(series: Series) -> tuple[str, ...]:
    """Titles of all its patches."""
    return tuple({one.title for revision in series.revisions for one in revision.patches})
