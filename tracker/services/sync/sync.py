# SPDX-License-Identifier: GPL-2.0-or-later
"""Join sources, judgement and store: fetch, derive what changed, save, and say each step.

Each entry is a generator of ``SyncStep``; the command line prints them, the terminal UI shows them.
Mail is stored first; the series derived from it, the fetch and the cursor follow in one
transaction, so that a killed run is simply run again.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path

from tracker.errors import Ambiguous, Broken, Cancelled, NotFound, Unreachable, Usage
from tracker.mail.refs import Ref, RefKind
from tracker.mail.rule_versions import DERIVATION, READ_VERSION
from tracker.model.project import Projects
from tracker.series.projects import PROJECTS
from tracker.services.mail_text import archive_at
from tracker.services.outside.ask import OutsideServices, ask_outside, posted_of
from tracker.services.session.handles import ambiguous
from tracker.services.staleness import ago, last_fetch, walk_name
from tracker.services.sync.archive_read import index_archives
from tracker.services.sync.commit_pages import Due, Pages, ask_pages, wanted_of
from tracker.services.sync.crawl import Crawl, CrawlLimits
from tracker.services.sync.derive import derive_all
from tracker.services.sync.fetch import ThreadFetcher
from tracker.services.sync.ingest import Ingest
from tracker.services.sync.processes import cores
from tracker.services.sync.read_ahead import read_ahead
from tracker.services.sync.refresh import Refreshed, Refresher
from tracker.services.sync.servers import (
    archive_ref,
    is_hyperkitty,
    remembered_server,
    server_name,
    server_of_list,
    typed_server,
)
from tracker.services.sync.sync_step import SyncStep
from tracker.services.sync.unread_mail import bring_unread
from tracker.sources.archive import Archive
from tracker.sources.lore import Lore
from tracker.sources.threadcache import ThreadCache
from tracker.sources.web_archives.hyperkitty import WebThread
from tracker.store.save import Writer

__all__ = ["CrawlLimits", "Refreshed", "Sync", "SyncStep"]


class Sync:
    """Brings mail into one database: stores it, fetches threads, and follows relations."""

    def __init__(
        self,
        database: Path,
        threads: ThreadCache,
        server: Lore | None,
        clock: Callable[[], datetime],
        projects: Projects = PROJECTS,
        pages: Pages | None = None,
        outside: OutsideServices | None = None,
        *,
        named: bool = False,
        servers: Sequence[tuple[str, str]] = (),
    ) -> None:
        """``server`` is None without a network, ``pages`` where no web server may be asked.

        ``outside`` is None where no service beside mail may be asked. ``named`` says that the user
        named the server for this run: no other is asked then. ``servers`` are the archives of
        single lists, by the list's address.
        """
        self._servers = tuple(servers)
        self._outside = outside
        self._database = database
        self._clock = clock
        self._ingest = Ingest(database, clock)
        self._fetcher = ThreadFetcher(self._ingest, threads, server, projects, pages)
        self._named = named
        self._elsewhere: Sync | None = None
        self._rest = (threads, clock, projects, pages, outside)

    def cancel(self) -> None:
        """Stop what is under way; may come from another thread."""
        self._fetcher.cancel()
        elsewhere = self._elsewhere
        if elsewhere is not None:
            elsewhere.cancel()
        if self._outside is not None:
            self._outside.cancel()

    # ---- local archives ------------------------------------------------------------------------

    def index(self, archives: Iterable[Archive]) -> Iterator[SyncStep]:
        """Read what is new in local archives; see ``index_archives``."""
        return index_archives(self._ingest, archives)

    def rebuild(self) -> Iterator[SyncStep]:
        """Derive everything again from the stored mail; what people said is kept.

        Mail that older rules read is read again where it lies.
        """
        with Writer(self._database) as writer:
            yield from self._read_again(writer)
            with self._ingest.reader() as reader:
                messages = reader.message_count()
                yield SyncStep(text=f"deriving series from {messages} mails")
                found = derive_all(reader)
                with writer.atomic():
                    writer.drop_derived()
                    count = writer.save_series(found, DERIVATION)
                    with writer.board() as board:
                        board.doubt()
        yield SyncStep(text=f"{count} series")

    def _read_again(self, writer: Writer) -> Iterator[SyncStep]:
        with self._ingest.reader() as reader:
            old = [one for one in reader.archives() if reader.stale(READ_VERSION, one.id)]
        for row in old:
            try:
                for items in read_ahead(archive_at(row.kind, row.path).read(None), cores()):
                    self._ingest.keep(writer, row.id, items)
                    yield SyncStep(text=f"reading {row.path} again")
            except (Usage, Broken) as error:
                yield SyncStep(text=f"{error}; its mail stays as it was read", warning=True)

    # ---- threads from a server -----------------------------------------------------------------

    def follow(self, ref: Ref, limits: CrawlLimits, *, force: bool = False) -> Iterator[SyncStep]:
        """Bring in the series that a handle names, and the works it is related to.

        A server that the user typed is asked first, and the configured one where that fails.
        Raises NotFound, Unreachable where the handle's own thread cannot be had and is not at
        hand. What goes wrong with related threads is a warning.
        """
        held: tuple[str, ...] = ()
        if self._database.exists():
            yield from bring_unread(self._ingest, ref)
            with self._ingest.reader() as reader:
                held = self._fetcher.library(reader).candidates(ref)
        other = self._other_server(ref, held)
        if other is not None:
            if not held:
                yield SyncStep(text=f"asking {other}, which the URL names", limit=True)
            try:
                with self._server_at(other) as elsewhere:
                    yield from elsewhere.follow(ref, limits, force=force)
                return
            except Cancelled:
                raise
            except (NotFound, Unreachable) as error:
                yield SyncStep(text=f"{error}; asking {self._fetcher.server_url}", limit=True)
        try:
            yield from self._follow_here(ref, limits, force, remember=self._named and not held)
        except NotFound as error:
            if held or isinstance(error, Ambiguous):
                raise
            yield from self._follow_lists(ref, limits, error)

    def _follow_lists(self, ref: Ref, limits: CrawlLimits, missing: NotFound) -> Iterator[SyncStep]:
        """Ask the archives of single lists for what the server of all does not hold.

        Raises ``missing`` where none of them does.
        """
        for url in dict.fromkeys(url for _, url in self._servers):
            yield SyncStep(text=f"asking {url}, which the configuration names", limit=True)
            try:
                if is_hyperkitty(url):
                    hashed = archive_ref(ref, url)
                    if hashed is not None:
                        yield from self._follow_here(hashed, limits, False, remember=False)
                        return
                    continue
                with self._server_at(url) as elsewhere:
                    yield from elsewhere.follow(ref, limits)
                return
            except Cancelled:
                raise
            except (NotFound, Unreachable) as error:
                yield SyncStep(text=str(error), limit=True)
        raise missing

    def _other_server(self, ref: Ref, held: Sequence[str]) -> str | None:
        """Return the server that is asked for a handle, if it is not the configured one.

        ``held`` are the cached messages that it names.
        """
        if self._fetcher.server is None or self._named:
            return None
        if not held:
            return typed_server(ref, self._fetcher.server_url)
        with self._ingest.reader() as reader:
            found = remembered_server(reader, held) or server_of_list(reader, held, self._servers)
        return found if found != self._fetcher.server_url else None

    @contextmanager
    def _server_at(self, url: str) -> Iterator["Sync"]:
        """The same with another server."""
        with Lore(url) as server:
            threads, clock = self._rest[:2]
            made = Sync(self._database, threads, server, clock, *self._rest[2:], named=True)
            self._elsewhere = made
            try:
                yield made
            finally:
                self._elsewhere = None

    def _follow_here(
        self, ref: Ref, limits: CrawlLimits, force: bool, *, remember: bool
    ) -> Iterator[SyncStep]:
        """Bring in a series from this server; ``remember`` keeps that it is asked from now on."""
        with Writer(self._database) as writer:
            failed = False
            for step in self._ask_root(writer, ref, limits, force):
                failed = failed or step.warning
                yield step
            with self._ingest.reader() as reader:
                library = self._fetcher.library(reader)
                name, asked = library.find(ref), library.candidates(ref)
            if self._fetcher.server is None:
                return
            if failed:
                # Services beside mail may answer where the server of mail does not.
                yield from self._ask_outside(writer, asked[0], limits, force)
                return
            if remember:
                self._fetcher.remember(writer, server_name(asked[0]), 0, None, self._clock())
            for step in Crawl(self._fetcher, writer, limits).run(name, force=force):
                failed = failed or step.warning
                yield step
            yield from self._ask_pages(writer, asked[0], limits, force)
            yield from self._ask_outside(writer, asked[0], limits, force)
            if not failed:
                self._fetcher.remember(writer, walk_name(asked[0]), 0, None, self._clock())

    def refresh(
        self, names: Sequence[str], limits: CrawlLimits, done: Refreshed
    ) -> Iterator[SyncStep]:
        """Bring in what is new for series that were followed before, asked for together.

        Series are named by their newest revision; ``done`` gets what came of it. Those in its
        ``stale`` are to be followed one by one.
        """
        for other, some in self._by_server(names).items():
            if other is None:
                yield from self._refresh_here(some, limits, done)
                continue
            with self._server_at(other) as elsewhere:
                yield from elsewhere._refresh_here(some, limits, done)

    def _by_server(self, names: Sequence[str]) -> dict[str | None, list[str]]:
        """Return the series of each server that is asked; None is the configured one."""
        found: dict[str | None, list[str]] = {}
        for name in names:
            ref = Ref(kind=RefKind.MESSAGE_ID, id=name)
            found.setdefault(self._other_server(ref, [name]), []).append(name)
        return found

    def _refresh_here(
        self, names: Sequence[str], limits: CrawlLimits, done: Refreshed
    ) -> Iterator[SyncStep]:
        with Writer(self._database) as writer:
            yield from Refresher(self._fetcher, writer, done).run(names)
            changed = [name for name in names if name in done.changed]
            for name in changed:
                with self._ingest.reader() as reader:
                    home = reader.series_of(name)
                if home is not None:
                    yield from Crawl(self._fetcher, writer, limits).run(home)
            for name in names:
                if name not in done.stale and name not in done.missed:
                    yield from self._ask_pages(writer, name, limits, force=True)
                    yield from self._ask_outside(writer, name, limits, force=True)

    def _ask_pages(
        self, writer: Writer, asked: str, limits: CrawlLimits, force: bool
    ) -> Iterator[SyncStep]:
        """Look at the pages of the commits that notices in the series of a message name."""
        if self._fetcher.pages is None:
            return
        due = Due(now=self._clock(), fresh=timedelta() if force else limits.fresh)
        with self._ingest.reader() as reader:
            library = self._fetcher.library(reader)
            home = library.home(asked)
            prefixes = self._fetcher.pages.prefixes
            wanted = wanted_of(library, reader, home, prefixes, due) if home else []
        if wanted:
            yield from ask_pages(self._fetcher.pages, writer, wanted, self._clock)

    def _ask_outside(
        self, writer: Writer, asked: str, limits: CrawlLimits, force: bool
    ) -> Iterator[SyncStep]:
        """Ask the services beside mail for the series of a message, unless they were just asked."""
        if self._outside is None:
            return
        with self._ingest.reader() as reader:
            library = self._fetcher.library(reader)
            home = library.home(asked)
            posted = posted_of(library, home) if home else None
            looked = self._outside.look_name(posted) if posted else ""
            last = reader.fetch_of([looked])
        fresh = last is not None and self._clock() - last.fetched_at < limits.fresh
        if posted is None or not posted.newest or (fresh and not force):
            return
        if (yield from ask_outside(self._outside, writer, posted)):
            self._fetcher.remember(writer, looked, 0, None, self._clock())

    def _ask_root(
        self, writer: Writer, ref: Ref, limits: CrawlLimits, force: bool
    ) -> Iterator[SyncStep]:
        with self._ingest.reader() as reader:
            held = self._fetcher.library(reader).candidates(ref)
        names = held or (self._fetcher.look_up(ref) if self._fetcher.server else ())
        if not names:
            return
        wanted = names[0]
        # What is not at hand is asked for each time: a mail may reach the server any minute.
        if self._fetcher.server is None or (
            held and not force and not self._fetcher.due(wanted, limits.fresh)
        ):
            return
        yield SyncStep(text=f"fetching {wanted}")
        try:
            answer = self._fetcher.ask(writer, wanted)
            # Messages of one thread may share a shortened id; else it is nobody's to choose.
            if not held and not {*names} <= {one.key for one in answer.messages}:
                raise Ambiguous(ambiguous(ref, names))
            self._fetcher.keep(writer, wanted, answer)
        except (Unreachable, NotFound) as error:
            copy = self._copy_of(ref, wanted, held)
            if copy is not None and copy.mails:
                yield SyncStep(text=f"{error}; kept as {copy.url} has it")
                self._fetcher.keep_copy(writer, copy)
                return
            if not held:
                raise
            yield SyncStep(text=f"{self._instead(wanted)}; {error}", warning=True)

    def _copy_of(self, ref: Ref, wanted: str, held: Sequence[str]) -> WebThread | None:
        """Return the thread as a web archive has it; one whose URL was typed is asked again."""
        if held and ref.kind is RefKind.MESSAGE_HASH:
            with suppress(NotFound, Unreachable):
                self._fetcher.look_up(ref)
        return self._fetcher.copies.get(wanted)

    def _instead(self, name: str) -> str:
        """Return what is shown where the server cannot be asked."""
        with self._ingest.reader() as reader:
            last = last_fetch(reader, name)
        if last is None:
            return "showing what is cached"
        return f"showing what was fetched {ago(last.fetched_at, self._clock())}"
