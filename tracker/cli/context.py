# SPDX-License-Identifier: GPL-2.0-or-later
"""What every command works with: folders, configuration, the database, and the way to mail.

``CommandContext.open`` fetches what a handle needs and yields a ``Library`` to answer from. What
needs the network or sqlite-utils, and the ``Library`` itself, is imported only where it is used, so
that a cached answer, a help text and a shell's completion start fast.
"""

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.cli.options import Reading
from tracker.config import Config, read_config
from tracker.errors import Ambiguous, Broken, NotFound, Unreachable, Usage
from tracker.lazy_dataclass import dataclass, replace
from tracker.model.project import Projects
from tracker.paths import Paths, find_paths
from tracker.services.session.session import Session, drop, session_reader

if TYPE_CHECKING:
    from tracker.mail.refs import Ref
    from tracker.services.commits import CommitOccurrences
    from tracker.services.library import Library
    from tracker.services.maintainers import Upkeep
    from tracker.services.session.occurrences import Tell
    from tracker.services.sync.sync import CrawlLimits, Sync
    from tracker.services.sync.sync_step import SyncStep
    from tracker.sources.archive import Archive
    from tracker.sources.lore import Lore


def now() -> datetime:
    """Return the clock; the only one."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandContext:
    """One command's view of the world."""

    paths: Paths
    config: Config
    reading: Reading

    @property
    def session(self) -> Session:
        """What answers are drawn from; what there is to say goes to stderr."""
        return Session(
            paths=self.paths,
            config=self.config,
            clock=now,
            moment=self.reading.as_of,
            repos=self.reading.repos,
            server=self.server,
            tell=_narrate_texts,
        )

    @property
    def as_of(self) -> datetime:
        """The moment that is shown."""
        return self.reading.as_of or now()

    @property
    def today(self) -> bool:
        """Whether that is now, and no other day."""
        return self.reading.as_of is None

    @property
    def server(self) -> str | None:
        """The URL of the server to ask; None if none may be."""
        if self.reading.offline:
            return None
        named = [one for one in self.reading.sources if is_url(one)]
        if named:
            return named[0]
        return None if self.reading.sources else self.config.server

    @property
    def archives(self) -> tuple[Path, ...]:
        """The archives on this machine that were named with ``--source``."""
        return tuple(Path(one) for one in self.reading.sources if not is_url(one))

    @property
    def projects(self) -> Projects:
        """The table by which the project of a series is known, with the user's own rows."""
        return self.session.projects

    @property
    def upkeep(self) -> "Upkeep":
        """What the configuration says of who maintains what."""
        return self.session.upkeep

    # ---- answers -------------------------------------------------------------------------------

    @contextmanager
    def open(self, text: str) -> "Iterator[tuple[Library, str]]":
        """The library and the id of the series that a handle names, fetched if need be.

        Raises Usage for a handle of no known form; NotFound; Unreachable where a server failed
        and nothing is cached. Offline, or where no server answers, what is not cached is looked for
        in the shipped example.
        """
        ref = self._mail_of(self.ref(text))
        asked = self.server is not None
        try:
            self.bring(ref)
        except Unreachable as error:
            if not self._in_example(ref):
                raise
            from tracker.cli.output import say

            say(f"{error}; this is the shipped example")
            asked = False
        with self.library() as library:
            if library is not None:
                try:
                    name = library.find(ref)
                except Ambiguous:
                    raise
                except NotFound:
                    library.reader.need_whole()
                    if asked or not self._in_example(ref):
                        raise
                else:
                    self._say_taken(ref, library)
                    yield library, name
                    return
            elif asked or not self._in_example(ref):
                raise NotFound(f"{ref.id} is not cached; nothing was fetched or indexed yet")
        with self.example() as library:
            name = library.find(ref)
            self._say_taken(ref, library)
            yield library, name

    @contextmanager
    def own(self, ref: "Ref") -> "Iterator[tuple[Library, str]]":
        """The user's own library and the id of a series in it. Raises NotFound."""
        with self.library() as library:
            if library is None:
                raise NotFound(f"{ref.id} is not cached; nothing was fetched or indexed yet")
            try:
                name = library.find(ref)
            except NotFound:
                library.reader.need_whole()
                raise
            yield library, name

    def _mail_of(self, ref: "Ref") -> "Ref":
        """Return the mail that a commit of a repository links to; any other handle as it is."""
        from tracker.mail.refs import Ref, RefKind

        if ref.kind is not RefKind.COMMIT or self.server is None:
            return ref
        if not self.paths.database.exists():
            with self.occurrences():
                pass
        with self.library() as library:
            found = library.mail_of(ref.id) if library is not None else None
        return Ref(kind=RefKind.MESSAGE_ID, id=found) if found else ref

    def _say_taken(self, ref: "Ref", library: "Library") -> None:
        """Say which message a shortened Message-ID was taken for; another may fit it elsewhere."""
        from tracker.mail.refs import RefKind

        if ref.kind is RefKind.TRUNCATED:
            from tracker.cli.output import say

            say(f"{ref.id}...{ref.end} is taken for {library.candidates(ref)[0]}")

    def _in_example(self, ref: "Ref") -> bool:
        if self.reading.sources:
            return False
        with self.example() as library:
            return bool(library.candidates(ref))

    def library(self) -> "AbstractContextManager[Library | None]":
        """The user's library; None if there is no database yet."""
        return self.session.library()

    def example(self) -> "AbstractContextManager[Library]":
        """The library of the shipped example."""
        return self.session.example()

    def occurrences(
        self, *, quiet: bool = False, tell: "Tell | None" = None
    ) -> "AbstractContextManager[CommitOccurrences | None]":
        """What the named and the configured repositories hold, as they are now; None of none.

        ``quiet`` says nothing on the terminal, which the terminal UI paints; ``tell`` takes what
        there is to say instead of the terminal.
        """
        return self.session.occurrences(tell or (drop if quiet else None))

    def example_database(self) -> Path:
        """Return where the example's own database is."""
        return self.session.example_database()

    # ---- bringing mail in ----------------------------------------------------------------------

    def ref(self, text: str) -> "Ref":
        """Return a handle taken apart; ``-`` reads a mail from stdin and keeps it if it is new.

        Raises Usage for a handle of no known form; Ambiguous for words that several series have.
        """
        if text != "-":
            return self.session.ref(text, self._take_file)
        from tracker.cli.stdin_mail import take_in
        from tracker.mail.refs import Ref, RefKind

        return Ref(kind=RefKind.MESSAGE_ID, id=take_in(self))

    def _take_file(self, path: Path) -> str:
        from tracker.cli.stdin_mail import take_in_file

        return take_in_file(self, path)

    def bring(self, ref: "Ref") -> None:
        """Read the named archives, and fetch what the handle needs from the server."""
        self.read_archives()
        self.session.read_unread(ref)
        if self.server is None or (not ref.request and self._is_fresh(ref)):
            return
        self._read_repositories()
        from tracker.cli.narrate import narrate

        try:
            with self.sync(ref.request) as sync:
                narrate(sync.follow(ref, self.crawl_limits()))
        except Broken as error:
            # A full disk stops no answer from what is cached.
            if not self._holds(ref):
                raise
            from tracker.cli.output import say

            say(f"{error}; showing what is cached")

    def _holds(self, ref: "Ref") -> bool:
        """Return whether a handle names a series that is cached. Raises Broken for damage."""
        with self.library() as library:
            return library is not None and bool(library.candidates(ref))

    def _read_repositories(self) -> None:
        """Read on what the repositories hold, which then needs no page of a web server."""
        named = (*self.reading.repos, *self.config.repos)
        if named and self.config.pages:
            from tracker.services.session.occurrences import read_on

            read_on(self.paths.database, named, now, _narrate_texts)

    def read_archives(self, *, known: bool = False) -> bool:
        """Read what is new in the archives that were named, and in all that are known.

        Whether there was any.
        """
        paths = [*self.archives, *(self._known_archives() if known else ())]
        if not paths:
            return False
        from tracker.cli.narrate import narrate
        from tracker.sources.archive import open_archive

        archives = (open_archive(path) for path in paths)
        with suppress(Usage, Unreachable):
            # One that cannot be opened is named when those before it are read.
            if self.read_already([open_archive(path) for path in paths]):
                return True
        narrate(self.index(archives))
        return True

    def index(self, archives: "Iterable[Archive]") -> "Iterator[SyncStep]":
        """Read what is new in archives on this machine, without what asks servers."""
        from tracker.services.sync.archive_read import index_archives
        from tracker.services.sync.ingest import Ingest

        return index_archives(Ingest(self.paths.database, now), archives)

    def read_already(self, archives: "Sequence[Archive]") -> bool:
        """Return whether archives hold nothing that is not read, and note that they were seen."""
        from tracker.services.sync.unchanged import note_unchanged

        return note_unchanged(self.paths.database, archives, now())

    def _known_archives(self) -> tuple[Path, ...]:
        """Archives of the configuration, and those read before that are still there."""
        reader = session_reader(self.paths.database)
        before: list[Path] = []
        if reader is not None:
            from tracker.model.mail import ArchiveKind

            with reader:
                before = [
                    Path(one.path)
                    for one in reader.archives()
                    if one.kind not in (ArchiveKind.THREAD, ArchiveKind.STDIN)
                ]
        found = dict.fromkeys([*self.config.archives, *before])
        return tuple(path for path in found if path.exists())

    def _is_fresh(self, ref: "Ref") -> bool:
        """Return whether the last look at the server is recent enough; cheap, for a warm start."""
        reader = session_reader(self.paths.database)
        if reader is None:
            return False
        from tracker.services.library import Library

        with reader:
            library = Library(reader, self.as_of, projects=self.projects, today=self.today)
            return library.is_fresh(ref, self._fresh(), now())

    def _fresh(self) -> timedelta:
        return timedelta(minutes=self.config.fresh_minutes)

    def crawl_limits(self) -> "CrawlLimits":
        """Return how far relations are followed."""
        from tracker.services.sync.sync import CrawlLimits

        return CrawlLimits(depth=self.config.depth, works=self.config.works, fresh=self._fresh())

    @contextmanager
    def sync(self, request: str = "") -> "Iterator[Sync]":
        """The way to bring mail into the user's database.

        ``request`` is a pull or merge request whose URL the user typed; its forge may be asked.
        """
        from tracker.services.outside.ask import outside_services
        from tracker.services.sync.commit_pages import Pages
        from tracker.services.sync.sync import Sync
        from tracker.sources.threadcache import ThreadCache

        lore = self.lore()
        outside = outside_services(self.config, now, request) if lore is not None else None
        try:
            threads = ThreadCache(self.paths.threads)
            pages = Pages(self.config.pages) if lore is not None and self.config.pages else None
            named = any(map(is_url, self.reading.sources))
            servers = () if named else self.config.servers
            base = (self.paths.database, threads, lore, now, self.projects)
            yield Sync(*base, pages, outside, named=named, servers=servers)
        finally:
            if lore is not None:
                lore.close()

    def lore(self) -> "Lore | None":
        """Return the server, if one may be asked."""
        if self.server is None:
            return None
        from tracker.sources.lore import Lore

        return Lore(self.server)


def _narrate_texts(texts: Iterable[str], warning: bool) -> None:
    """Say texts on stderr."""
    from tracker.cli.narrate import narrate
    from tracker.services.sync.sync_step import SyncStep

    narrate(SyncStep(text=text, warning=warning) for text in texts)


def open_context(reading: Reading, *, queries: bool = False) -> CommandContext:
    """Build the context of one command; ``queries`` is for one that shows the board.

    Raises ConfigError.
    """
    paths = find_paths()
    place, named = reading.config or paths.config, reading.config is not None
    config = read_config(place, required=named, queries=queries)
    odd = [one for one in reading.sources if "://" in one and not is_url(one)]
    if odd:
        raise Usage(f"--source '{odd[0]}' cannot be asked; give an http(s) URL or a path")
    return CommandContext(paths=paths, config=config, reading=_with_paths(reading, config))


def _with_paths(reading: Reading, config: Config) -> Reading:
    """Return the options with the path of each repository that is only named."""
    known = dict(config.repos)
    for name, path in reading.repos:
        if path == Path() and name not in known:
            raise Usage(f"no repository is called {name}; write --repo {name}=PATH")
    repos = tuple((name, known[name] if path == Path() else path) for name, path in reading.repos)
    return replace(reading, repos=repos) if repos != reading.repos else reading


def is_url(source: str) -> bool:
    """Return whether a source is a server rather than a path."""
    return source.startswith(("http://", "https://"))


def is_terminal() -> bool:
    """Return whether answers go to a person's terminal."""
    return sys.stdout.isatty()


__all__ = ["CommandContext", "Unreachable", "is_terminal", "is_url", "now", "open_context"]
