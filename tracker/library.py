"""Answers about stored mail at one moment: joins the store's reader with the judging core.

It reads and never fetches or writes, so it is safe to use while another process updates.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from tracker.core.dossier import Dossier, compile_dossier
from tracker.core.linked import Linked, replacement
from tracker.core.reasons import reasons
from tracker.core.refs import Ref, RefKind
from tracker.core.relate import relate, series_project
from tracker.core.rollup import roll_up
from tracker.core.said import Heard, Word, heed
from tracker.core.tell import row, tell, turn_of
from tracker.core.walk import Limits, draw
from tracker.errors import Ambiguous, NotFound
from tracker.freshness import walk_due
from tracker.model.mail import Message
from tracker.model.readiness import Readiness
from tracker.model.relations import Kind, Relation
from tracker.model.series import Series
from tracker.model.status import LANDED, Turn
from tracker.model.views import Graph, Reason, SeriesRow, SeriesView
from tracker.store.load import Reader

MAX_INCOMING = 200
"""Messages that link to a series which are looked at for relations from elsewhere."""
MAX_CANDIDATES = 10


class Library:
    """What is known at ``as_of``; every answer is kept for the life of the object."""

    def __init__(self, reader: Reader, as_of: datetime) -> None:
        self._reader = reader
        self.as_of = as_of
        self._homes: dict[str, str | None] = {}
        self._series: dict[str, Series] = {}
        self._dossiers: dict[str, Dossier | None] = {}
        self._heard: dict[str, Heard] = {}
        self._words: tuple[Word, ...] | None = None
        self._commits: dict[str, str | None] = {}
        self._linked_to: dict[str, tuple[Linked, ...]] = {}
        self._told_of: dict[str, tuple[Linked, ...]] = {}
        self._crowded: set[str] = set()
        self._messages: dict[str, Message] = {}

    def preload(self) -> None:
        """Load everything at once, for answers about all series."""
        self._messages = {one.message_id: one for one in self._reader.all_messages()}
        for series in self._reader.all_series():
            self._series[series.id] = series
            self._homes |= dict.fromkeys(series.messages, series.id)
        self._homes |= {name: self._homes.get(name) for name in self._messages}

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
                return self._reader.ids_by_commit(ref.id)
            case RefKind.MESSAGE_HASH:
                return ()

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
        if name not in self._dossiers:
            series = self.series(name)
            messages = self._load(series.messages)
            pushes = self._load(self._reader.ids_noticing(_titles(series)))
            self._dossiers[name] = compile_dossier(
                series, messages, self.as_of, tuple(pushes.values())
            )
        return self._dossiers[name]

    def _load(self, names: Sequence[str]) -> dict[str, Message]:
        lacking = [name for name in names if name not in self._messages]
        if lacking:
            self._messages |= self._reader.messages(lacking)
        return {name: self._messages[name] for name in names if name in self._messages}

    def outgoing(self, name: str) -> tuple[Relation, ...]:
        """The links that the author of a series wrote, and what a person said of them."""
        return self.heard(name).relations

    def heard(self, name: str) -> Heard:
        """The same, with what a person's word has taken out."""
        if name not in self._heard:
            dossier = self.dossier(name)
            if dossier is None:
                return Heard(relations=())
            self._heard[name] = heed(name, self._read(dossier), self.words(), self._end_of)
        return self._heard[name]

    def _read(self, dossier: Dossier) -> tuple[Relation, ...]:
        links = [link for one in dossier.messages.values() for link in one.links]
        targets = [link.message_id for link in links if link.message_id]
        commits = dict.fromkeys(link.commit for link in links if link.commit)
        targets += [patch for one in commits if (patch := self.posted(one))]
        at_hand = {**self._load(targets), **dossier.messages}
        return relate(dossier.series, at_hand, self.known, self.posted)

    def posted(self, commit: str) -> str | None:
        """The patch that became a commit, by a notice in the patch's own threads."""
        if commit not in self._commits:
            self._commits[commit] = None
            for notice in reversed(self._reader.ids_by_commit(commit)):
                home = self.home(notice)
                dossier = self.dossier(home) if home else None
                if dossier and (patch := patch_of(commit, dossier.landings.values())):
                    self._commits[commit] = patch
                    break
        return self._commits[commit]

    def words(self) -> tuple[Word, ...]:
        """What a person said of relations, both sides found as far as they are at hand."""
        if self._words is None:
            self._words = tuple(
                Word(
                    link=link,
                    source=self.home(link.source) or link.source,
                    target=self.home(link.target) or link.target,
                )
                for link in self._reader.said_links()
            )
        return self._words

    def _end_of(self, relation: Relation) -> str:
        name = relation.message_id
        return (name and self.home(name)) or name or relation.url

    def linked(self, name: str, *, incoming: bool = True) -> tuple[Linked, ...]:
        """The relations of a series: what its author wrote, then what others wrote of it."""
        if name not in self._linked_to:
            self._linked_to[name] = tuple(self._linked(one, "out") for one in self.outgoing(name))
        out = self._linked_to[name]
        return (*out, *self._incoming(name)) if incoming else out

    def _linked(self, relation: Relation, direction: str) -> Linked:
        name = relation.message_id if direction == "out" else relation.evidence.message_id
        home = self.home(name) if name else None
        other = self.dossier(home) if home else None
        return Linked(
            relation=relation,
            direction=direction,
            other=other,
            message=self._load([name]).get(name) if name else None,
            project=series_project(other.series) if other else None,
            instead=self._instead(other) if other and relation.kind in _PARTS else None,
        )

    def _instead(self, dossier: Dossier) -> Dossier | None:
        """The later work by which the author of what has not landed replaced it."""
        if dossier.standing.stage in LANDED:
            return None
        later = replacement(dossier, self._incoming(dossier.series.id))
        return later.other if later else None

    def _incoming(self, name: str) -> tuple[Linked, ...]:
        if name not in self._told_of:
            own = set(self.series(name).messages)
            self._told_of[name] = tuple(
                self._linked(relation, "in")
                for home in sorted(self._writers(name, own))
                for relation in self.outgoing(home)
                if relation.message_id in own and relation.kind is not Kind.PREVIOUS_VERSION
            )
        return self._told_of[name]

    def _writers(self, name: str, own: set[str]) -> set[str]:
        """The series whose authors link to this one, and those that a person said lead here."""
        series = self.series(name)
        found = [writer for writer, _ in self._reader.ids_linking_to(own)]
        for change in {one.change_id for one in series.revisions if one.change_id}:
            found += self._reader.ids_linking_to_change_id(change)
        found += self._reader.ids_linking_to_commits(self._commits_of(name))
        found = list(dict.fromkeys(found))
        if len(found) > MAX_INCOMING:
            self._crowded.add(name)
        homes = {home for writer in found[:MAX_INCOMING] if (home := self.home(writer))}
        return (homes | {word.source for word in self.words() if word.target == name}) - {name}

    # ---- telling -------------------------------------------------------------------------------

    def view(self, name: str) -> SeriesView:
        """A series, whole; raises NotFound if nothing of it had been sent at ``as_of``."""
        dossier = self._needed(name)
        fetch = self._reader.fetch_of(dossier.series.messages)
        return tell(dossier, self.linked(name), fetch.fetched_at if fetch else None)

    def _needed(self, name: str) -> Dossier:
        dossier = self.dossier(name)
        if dossier is None:
            when = f"{self.as_of:%Y-%m-%d %H:%M} UTC"
            raise NotFound(f"nothing of {name} had been sent at {when}")
        return dossier

    def graph(self, name: str, limits: Limits) -> Graph:
        """The works around a series."""
        return draw(self._needed(name), self.linked, self._turn, limits)

    def _turn(self, dossier: Dossier) -> str | None:
        linked = self.linked(dossier.series.id)
        return turn_of(dossier, linked).side.value

    def reasons(self, name: str) -> tuple[Reason, ...]:
        """Every fact of a series with its evidence."""
        return reasons(self.view(name), self._needed(name).standing.evidence)

    def rows(self, names: Iterable[str]) -> tuple[SeriesRow, ...]:
        """Series for a list, the last active first; those not yet sent are left out."""
        tracked = {home for one, _ in self._reader.tracked() if (home := self.home(one))}
        rows = [
            row(dossier, self.linked(name), tracked=name in tracked)
            for name in names
            if (dossier := self.dossier(name)) is not None
        ]
        return tuple(sorted(rows, key=lambda one: (one.last_activity, one.id), reverse=True))

    def tracked(self) -> tuple[str, ...]:
        """Ids of the series that the user follows."""
        homes = [self.home(name) for name, _ in self._reader.tracked()]
        return tuple(dict.fromkeys(home for home in homes if home))

    def all(self) -> tuple[str, ...]:
        """Ids of every series at hand."""
        return tuple(one.id for one in self._reader.all_series())


def unknown(ref: Ref) -> str:
    """The sentence for a handle that fits nothing at hand."""
    match ref.kind:
        case RefKind.MESSAGE_ID:
            return f"{ref.id} is not at hand"
        case RefKind.TRUNCATED:
            end = f" and ends with '{ref.end}'" if ref.end else ""
            return f"no Message-ID at hand starts with '{ref.id}'{end}"
        case RefKind.CHANGE_ID:
            return f"no mail at hand carries the change-id {ref.id}"
        case RefKind.COMMIT:
            return f"no mail at hand says of a patch that it became commit {ref.id}"
        case RefKind.MESSAGE_HASH:
            return f"{ref.id} is HyperKitty's name of a mail; give its Message-ID"


def _titles(series: Series) -> tuple[str, ...]:
    """Titles of all its patches."""
    return tuple({one.title for revision in series.revisions for one in revision.patches})


def ambiguous(ref: Ref, names: Sequence[str]) -> str:
    """The sentence for a handle that fits several messages."""
    shown = "\n  ".join(names[:MAX_CANDIDATES])
    more = len(names) - MAX_CANDIDATES
    tail = f"\n  and {more} more" if more > 0 else ""
    return f"{ref.id}... fits {len(names)} messages; give one of them:\n  {shown}{tail}"
