# SPDX-License-Identifier: GPL-2.0-or-later
"""Ask a server for threads, keep its answers and what is read from them."""

from datetime import datetime, timedelta

from tracker.errors import NotFound
from tracker.mail.refs import Ref, RefKind
from tracker.model.mail import ArchiveKind, Message
from tracker.model.project import Projects
from tracker.model.series import Series
from tracker.series.projects import PROJECTS
from tracker.services.library import Library
from tracker.services.staleness import thread_due
from tracker.services.sync.commit_pages import Pages
from tracker.services.sync.guarded_read import read_guarded
from tracker.services.sync.ingest import Ingest
from tracker.sources.lore import Fetched, Lore
from tracker.sources.threadcache import ThreadCache
from tracker.sources.web_archives.hyperkitty import HyperKitty, WebThread
from tracker.store.load import Reader
from tracker.store.records import ThreadFetch
from tracker.store.save import Writer


class ThreadFetcher:
    """Fetches threads from one server into one database; ``server`` is None without a network."""

    def __init__(
        self,
        ingest: Ingest,
        threads: ThreadCache,
        server: Lore | None,
        projects: Projects = PROJECTS,
        pages: Pages | None = None,
    ) -> None:
        self.ingest = ingest
        self.clock = ingest.clock
        self._cache = threads
        self._projects = projects
        self.server = server
        """The server that is asked."""
        self.copies: dict[str, WebThread] = {}
        """Threads as a web archive gave them, by the Message-ID that was asked for."""
        self._web: HyperKitty | None = None
        self.pages = pages
        """The web servers that are asked for commits; None if none is."""

    @property
    def server_url(self) -> str:
        """Where the configured server is."""
        assert self.server is not None
        return self.server.url

    def cancel(self) -> None:
        """Stop what is under way; may come from another thread."""
        if self.server is not None:
            self.server.cancel()
        if self.pages is not None:
            self.pages.cancel()
        if (web := self._web) is not None:
            web.cancel()

    def library(self, reader: Reader) -> Library:
        """Return what is known now."""
        return Library(reader, self.clock(), projects=self._projects)

    def look_up(self, ref: Ref) -> tuple[str, ...]:
        """Return the Message-IDs that the server knows a handle by."""
        assert self.server is not None
        match ref.kind:
            case RefKind.MESSAGE_ID:
                return (ref.id,)
            case RefKind.TRUNCATED:
                return self.server.partial(ref.id, ref.end)
            case RefKind.CHANGE_ID:
                found = [
                    read_guarded(mail)
                    for mail in self.server.search(quoted(f"change-id: {ref.id}"))
                ]
                mails = [one for one in found if isinstance(one, Message)]
                mails.sort(key=lambda one: one.date)
                return tuple(one.message_id for one in mails[-1:])
            case RefKind.MESSAGE_HASH:
                return self._look_at_archive(ref)
            case RefKind.COMMIT | RefKind.NUMBERED:
                return ()

    def _look_at_archive(self, ref: Ref) -> tuple[str, ...]:
        """Return the Message-ID of a mail that a HyperKitty URL names; its archive is asked.

        Only what a person typed is a handle; no link of a mail comes here.
        """
        assert ref.server is not None
        with HyperKitty(ref.server) as archive:
            self._web = archive
            try:
                found = archive.thread(ref.id)
            finally:
                self._web = None
        self.copies[found.message_id] = found
        return (found.message_id,)

    def keep_copy(self, writer: Writer, copy: WebThread) -> None:
        """Keep a thread as a web archive exported it, where no public-inbox holds it."""
        cache = ThreadCache(self._cache.path.parent / "hyperkitty")
        mails = cache.keep(copy.message_id, copy.raw)
        number = writer.add_archive(ArchiveKind.THREAD, str(cache.path), copy.url)
        _, names = self.ingest.save(writer, number, mails)
        self.ingest.derive(writer, names, lambda: None)

    def due(self, name: str, fresh: timedelta) -> bool:
        """Return whether the thread of a message should be asked for."""
        if self.server is None:
            return False
        with self.ingest.reader() as reader:
            return thread_due(reader, name, fresh, self.clock())

    def fetch(self, writer: Writer, name: str) -> None:
        """One thread: asked for, kept, stored, derived."""
        self.keep(writer, name, self.ask(writer, name))

    def ask(self, writer: Writer, name: str) -> Fetched:
        """Return the server's answer; that it does not hold the message is remembered."""
        assert self.server is not None
        try:
            return self.server.fetch(name)
        except NotFound:
            with self.ingest.reader() as reader:
                held = reader.where(name) is not None
            if not held:
                self.remember(writer, name, 0, None, self.clock())
            raise

    def keep(self, writer: Writer, name: str, answer: Fetched) -> None:
        """Keep an answer as it came, store what it holds and derive what that touches."""
        assert self.server is not None
        now = self.clock()
        mails = self._cache.keep(name, answer.raw)
        number = writer.add_archive(ArchiveKind.THREAD, str(self._cache.path), self.server.url)
        _, names = self.ingest.save(writer, number, mails)
        with self.ingest.reader() as reader:
            newest = max((one.date for one in reader.messages(names).values()), default=None)
        self.ingest.derive(
            writer, names, lambda: self.remember(writer, name, len(names), newest, now)
        )

    def remember(
        self, writer: Writer, name: str, messages: int, newest: datetime | None, now: datetime
    ) -> None:
        """Remember that something was asked for, under that name."""
        assert self.server is not None
        writer.save_fetch(
            ThreadFetch(
                source=self.server.url,
                message_id=name,
                fetched_at=now,
                messages=messages,
                newest=newest,
            )
        )


def names_searched(series: Series, most: int) -> tuple[str, ...]:
    """Return what mails of a series hold: names of its last versions, its change-ids."""
    names = [one.message_id for one in series.revisions if not one.partial][-most:]
    changes = dict.fromkeys(one.change_id for one in series.revisions if one.change_id)
    return (*names, *(f"change-id: {one}" for one in changes))


def quoted(words: str) -> str:
    """Return a search for words in what a mail does not quote."""
    return 'nq:"' + words.replace('"', " ") + '"'
