"""Join sources, judgement and store: fetch, derive what changed, save, and say each step.

Each entry is a generator of ``Step``; the command line prints them, the terminal UI shows them.
Mail is stored first; the series derived from it, the fetch and the cursor follow in one
transaction, so that a killed run is simply run again.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path

from tracker.core.read import READ_VERSION, read
from tracker.core.refs import Ref, RefKind
from tracker.core.subjects import title_key
from tracker.derive import DERIVATION, derive_all, derive_around
from tracker.errors import Ambiguous, NotFound, Unreachable
from tracker.freshness import ago, last_fetch, thread_due, walk_name
from tracker.library import Library, ambiguous
from tracker.model.mail import ArchiveKind, Message, Stored
from tracker.model.relations import WALKED, Kind
from tracker.model.series import Series
from tracker.sources.archive import Archive
from tracker.sources.lore import Fetched, Lore
from tracker.sources.threadcache import ThreadCache
from tracker.store.load import Reader
from tracker.store.records import SavedCount, ThreadFetch
from tracker.store.save import Writer

BATCH = 2000
"""Mails that are read and stored at a time."""
MANY = 500
"""New mails from which on everything is derived anew, rather than what they touch."""
RELATED_FRESH = timedelta(days=1)
"""How long a related thread counts as fresh; the one asked for has the user's own limit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a sync, in words."""

    text: str
    warning: bool = False
    """It failed, and the answer goes on with what is at hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """How far a sync follows relations."""

    depth: int
    works: int
    fresh: timedelta
    """How long the thread asked for counts as fresh."""


class Sync:
    """Brings mail into one database. ``server`` is None without a network."""

    def __init__(
        self,
        database: Path,
        threads: ThreadCache,
        server: Lore | None,
        clock: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._threads = threads
        self._server = server
        self._clock = clock

    @property
    def server(self) -> Lore | None:
        """The server that is asked; its ``cancel`` stops what is under way."""
        return self._server

    # ---- local archives ------------------------------------------------------------------------

    def index(self, archives: Iterable[Archive]) -> Iterator[Step]:
        """Read what is new in local archives."""
        with Writer(self._database) as writer:
            for archive in archives:
                yield from self._index_one(writer, archive)

    def _index_one(self, writer: Writer, archive: Archive) -> Iterator[Step]:
        path = str(archive.path.resolve())
        number = writer.add_archive(archive.kind, path, None)
        with self._reader() as reader:
            since = None if reader.stale(READ_VERSION) else reader.cursor(archive.kind, path)
        reached = archive.cursor()
        total = SavedCount()
        fresh: list[str] = []
        mails = archive.read(since)
        while batch := list(islice(mails, BATCH)):
            count, names = self._save(writer, number, batch)
            total += count
            fresh += names
            yield Step(text=f"read {total.total} mails of {path}")
        yield Step(text=f"deriving series from {len(fresh)} mails")
        self._derive(writer, fresh, lambda: self._mark(writer, number, reached))
        yield Step(text=_told(path, total))

    def _save(
        self, writer: Writer, number: int, mails: Iterable[Stored]
    ) -> tuple[SavedCount, list[str]]:
        items = [(mail.key, read(mail)) for mail in mails]
        count = writer.save_mail(
            number, items, None, self._clock(), read_version=READ_VERSION, title_key=title_key
        )
        return count, [one.message_id for _, one in items if isinstance(one, Message)]

    def _mark(self, writer: Writer, number: int, cursor: str | None) -> None:
        writer.save_mail(
            number, (), cursor, self._clock(), read_version=READ_VERSION, title_key=title_key
        )

    def _derive(self, writer: Writer, names: list[str], also: Callable[[], None]) -> None:
        """Derive what new messages touch, and store it together with ``also``."""
        with self._reader() as reader:
            anew = len(names) >= MANY or reader.derivation() not in (None, DERIVATION)
            found: tuple[Series, ...] = (
                derive_all(reader.all_messages()) if anew else derive_around(reader, names)
            )
        with writer.atomic():
            if anew:
                writer.drop_derived()
            writer.save_series(found, DERIVATION)
            also()

    def rebuild(self) -> Iterator[Step]:
        """Derive everything again from the stored mail; what people said is kept."""
        with Writer(self._database) as writer:
            with self._reader() as reader:
                messages = reader.message_count()
                yield Step(text=f"deriving series from {messages} mails")
                found = derive_all(reader.all_messages())
            with writer.atomic():
                writer.drop_derived()
                writer.save_series(found, DERIVATION)
        yield Step(text=f"{len(found)} series")

    # ---- threads from a server -----------------------------------------------------------------

    def follow(self, ref: Ref, reach: Reach, *, force: bool = False) -> Iterator[Step]:
        """Bring in the series that a handle names, and the works it is related to.

        Raises NotFound, Unreachable where the handle's own thread cannot be had and is not at
        hand. What goes wrong with related threads is a warning.
        """
        with Writer(self._database) as writer:
            failed = False
            for step in self._ask_root(writer, ref, reach, force):
                failed = failed or step.warning
                yield step
            with self._reader() as reader:
                library = Library(reader, self._clock())
                name, asked = library.find(ref), library.candidates(ref)
            if failed or self._server is None:
                return
            for step in self._related(writer, name, reach, force):
                failed = failed or step.warning
                yield step
            if not failed:
                self._remember(writer, walk_name(asked[0]), 0, None, self._clock())

    def _ask_root(self, writer: Writer, ref: Ref, reach: Reach, force: bool) -> Iterator[Step]:
        with self._reader() as reader:
            held = Library(reader, self._clock()).candidates(ref)
        names = held or (self._look_up(ref) if self._server else ())
        if not names:
            return
        wanted = names[0]
        # What is not at hand is asked for each time: a mail may reach the server any minute.
        if self._server is None or (held and not force and not self._due(wanted, reach.fresh)):
            return
        yield Step(text=f"fetching {wanted}")
        try:
            answer = self._ask(writer, wanted)
            # Messages of one thread may share a shortened id; else it is nobody's to choose.
            if not held and not {*names} <= {one.key for one in answer.messages}:
                raise Ambiguous(ambiguous(ref, names))
            self._keep(writer, wanted, answer)
        except (Unreachable, NotFound) as error:
            if not held:
                raise
            yield Step(text=f"{self._instead(wanted)}; {error}", warning=True)

    def _instead(self, name: str) -> str:
        """What is shown where the server cannot be asked."""
        with self._reader() as reader:
            last = last_fetch(reader, name)
        if last is None:
            return "showing what is at hand"
        return f"showing what was fetched {ago(last.fetched_at, self._clock())}"

    def _look_up(self, ref: Ref) -> tuple[str, ...]:
        """The Message-IDs that the server knows a handle by."""
        assert self._server is not None
        match ref.kind:
            case RefKind.MESSAGE_ID:
                return (ref.id,)
            case RefKind.TRUNCATED:
                return self._server.partial(ref.id, ref.end)
            case RefKind.CHANGE_ID:
                found = [
                    read(mail) for mail in self._server.search(_quoted(f"change-id: {ref.id}"))
                ]
                mails = [one for one in found if isinstance(one, Message)]
                mails.sort(key=lambda one: one.date)
                return tuple(one.message_id for one in mails[-1:])
            case RefKind.COMMIT | RefKind.MESSAGE_HASH:
                return ()

    def _due(self, name: str, fresh: timedelta) -> bool:
        if self._server is None:
            return False
        with self._reader() as reader:
            return thread_due(reader, name, fresh, self._clock())

    def _fetch(self, writer: Writer, name: str) -> None:
        """One thread: asked for, kept, stored, derived."""
        self._keep(writer, name, self._ask(writer, name))

    def _ask(self, writer: Writer, name: str) -> Fetched:
        assert self._server is not None
        try:
            return self._server.fetch(name)
        except NotFound:
            with self._reader() as reader:
                held = reader.where(name) is not None
            if not held:
                self._remember(writer, name, 0, None, self._clock())
            raise

    def _keep(self, writer: Writer, name: str, answer: Fetched) -> None:
        assert self._server is not None
        now = self._clock()
        mails = self._threads.keep(name, answer.raw)
        number = writer.add_archive(ArchiveKind.THREAD, str(self._threads.path), self._server.url)
        _, names = self._save(writer, number, mails)
        with self._reader() as reader:
            newest = max((one.date for one in reader.messages(names).values()), default=None)
        self._derive(writer, names, lambda: self._remember(writer, name, len(names), newest, now))

    def _remember(
        self, writer: Writer, name: str, messages: int, newest: datetime | None, now: datetime
    ) -> None:
        assert self._server is not None
        writer.save_fetch(
            ThreadFetch(
                source=self._server.url,
                message_id=name,
                fetched_at=now,
                messages=messages,
                newest=newest,
            )
        )

    # ---- related works -------------------------------------------------------------------------

    def _related(self, writer: Writer, root: str, reach: Reach, force: bool) -> Iterator[Step]:
        """Fetch the other versions and the related works, breadth first, within the limits."""
        yield from self._writers_of(writer, root, force)
        depth = {root: 0}
        todo = [root]
        tried: set[str] = set()
        while todo:
            name = todo.pop(0)
            yield from self._targets(writer, name, tried)
            if depth[name] >= reach.depth:
                continue
            for other in self._neighbours(name):
                if other not in depth and len(depth) < reach.works:
                    depth[other] = depth[name] + 1
                    todo.append(other)

    def _targets(self, writer: Writer, name: str, tried: set[str]) -> Iterator[Step]:
        """Fetch the threads that a series points at, until its older versions are complete."""
        while True:
            with self._reader() as reader:
                links = Library(reader, self._clock()).outgoing(_now(reader, name))
            wanted = [
                one.message_id
                for one in links
                if one.message_id
                and one.kind in WALKED | {Kind.PREVIOUS_VERSION}
                and one.message_id not in tried
            ]
            due = [one for one in dict.fromkeys(wanted) if self._due(one, RELATED_FRESH)]
            tried |= set(wanted)
            if not due:
                return
            for target in due:
                if not self._due(target, RELATED_FRESH):
                    continue
                yield Step(text=f"fetching {target}")
                try:
                    self._fetch(writer, target)
                except NotFound:
                    yield Step(text=f"{target} is not in this archive", warning=False)
                except Unreachable as error:
                    yield Step(text=str(error), warning=True)
                    return

    def _neighbours(self, name: str) -> tuple[str, ...]:
        with self._reader() as reader:
            library = Library(reader, self._clock())
            linked = library.linked(_now(reader, name))
        return tuple(
            dict.fromkeys(
                one.other.series.id
                for one in linked
                if one.other is not None and one.relation.kind in WALKED
            )
        )

    def _writers_of(self, writer: Writer, root: str, force: bool) -> Iterator[Step]:
        """Ask the server who links to the series: newer versions, works that need or continue it.

        Where a newer version is found, it is asked who links to that.
        """
        searched: set[str] = set()
        while True:
            with self._reader() as reader:
                series = Library(reader, self._clock()).series(_now(reader, root))
                asked = f"links-to:{series.newest.message_id}"
                last = None if force else reader.fetch_of([asked])
            recent = last is not None and self._clock() - last.fetched_at < RELATED_FRESH
            if recent or asked in searched:
                return
            searched.add(asked)
            yield Step(text=f"searching for links to {series.newest.message_id}")
            try:
                yield from self._fetch_writers(writer, series)
            except (Unreachable, NotFound) as error:
                yield Step(text=str(error), warning=True)
                return
            self._remember(writer, asked, 0, None, self._clock())

    def _fetch_writers(self, writer: Writer, series: Series) -> Iterator[Step]:
        """Fetch the threads of those who name a revision, or carry the same change-id."""
        assert self._server is not None
        names = [one.message_id for one in series.revisions if not one.partial][-6:]
        changes = dict.fromkeys(one.change_id for one in series.revisions if one.change_id)
        wanted = [*names, *(f"change-id: {one}" for one in changes)]
        found = [read(one) for one in self._server.search(" OR ".join(map(_quoted, wanted)))]
        heads = [one for one in found if isinstance(one, Message) and not one.subject.is_reply]
        for head in heads[:20]:
            if head.message_id in series.messages or not self._due(head.message_id, RELATED_FRESH):
                continue
            yield Step(text=f"fetching {head.message_id}")
            self._fetch(writer, head.message_id)

    def _reader(self) -> Reader:
        reader = Reader.open(self._database)
        assert reader is not None
        return reader


def _quoted(words: str) -> str:
    """A search for words in what a mail does not quote."""
    return 'nq:"' + words.replace('"', " ") + '"'


def _now(reader: Reader, name: str) -> str:
    """The id of a series today: an older version that was found since gives it another."""
    return reader.series_of(name) or name


def _told(path: str, count: SavedCount) -> str:
    parts = [f"{count.new} new"]
    if count.copies:
        parts.append(f"{count.copies} known already")
    if count.known or count.replaced:
        parts.append(f"{count.known + count.replaced} read before")
    if count.unreadable:
        parts.append(f"{count.unreadable} unreadable (see 'tracker doctor')")
    return f"{path}: {count.total} mails, {', '.join(parts)}"
