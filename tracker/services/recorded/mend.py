# SPDX-License-Identifier: GPL-2.0-or-later
"""Make a damaged database again: what the user recorded first, then the mail, from where it lies.

The damaged file is moved aside, never thrown away, once the new one is whole.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path

from tracker.errors import Broken, TrackerError
from tracker.model.mail import ArchiveKind
from tracker.services.mail_text import archive_at
from tracker.services.sync.archive_read import index_archives
from tracker.services.sync.ingest import Ingest
from tracker.services.sync.sync_step import SyncStep
from tracker.sources.archive import Archive, open_archive
from tracker.sources.threadcache import ThreadCache
from tracker.store.damage.salvage import Salvaged, salvage
from tracker.store.recorded.copy import copy_path
from tracker.store.recorded.lines import text_of
from tracker.store.save import Writer

_BESIDE = ("", "-wal", "-shm", "-journal")
"""The files of a database, by what follows its name."""


def mend(
    database: Path, threads: Path, archives: Iterable[Path], clock: Callable[[], datetime]
) -> Iterator[SyncStep]:
    """Make the database again and put it in the place of the damaged one, saying each step.

    Mail is read from the archives that the damaged file names, from these archives and from the
    fetched threads. Raises Broken where the new file cannot be written; the old one stays then.
    """
    saved = salvage(database)
    stamp = f"{clock():%Y%m%dT%H%M%S}"
    words = _write_saved(database, saved, stamp)
    yield SyncStep(text=f"{len(saved.rows)} records are saved as {words}", limit=True)
    fresh = database.with_name(f".{database.name}.{stamp}")
    try:
        with Writer(fresh) as writer, writer.user_actions() as said:
            said.take_in(saved.rows)
        yield from _read_mail(fresh, threads, saved, tuple(archives), clock)
        aside = _put_in_place(database, fresh, stamp)
    finally:
        for end in _BESIDE:
            fresh.with_name(f"{fresh.name}{end}").unlink(missing_ok=True)
        copy_path(fresh).unlink(missing_ok=True)
    yield SyncStep(text=f"the damaged file is kept as {aside}", limit=True)
    if not saved.whole:
        text = "some of what was recorded could not be read; put an export back if you have one"
        yield SyncStep(text=text, warning=True)


def _write_saved(database: Path, saved: Salvaged, stamp: str) -> Path:
    """Write what was recorded as text, before anything else is touched."""
    place = database.with_name(f"{database.stem}.saved-{stamp}.jsonl")
    try:
        with place.open("x", encoding="utf-8") as file:
            place.chmod(0o600)
            file.write(text_of(saved.rows))
    except OSError as error:
        raise Broken(f"{place} cannot be written: {error.strerror}; nothing was changed") from error
    return place


def _read_mail(
    fresh: Path,
    threads: Path,
    saved: Salvaged,
    archives: tuple[Path, ...],
    clock: Callable[[], datetime],
) -> Iterator[SyncStep]:
    """Read what the archives hold into the new database; one that is gone is said."""
    ingest = Ingest(fresh, clock)
    for kind, path, url in _places(threads, saved, archives):
        try:
            archive: Archive = open_archive(Path(path)) if kind is None else archive_at(kind, path)
            with Writer(fresh) as writer:
                writer.add_archive(archive.kind, str(archive.path.resolve()), url)
            yield from index_archives(ingest, [archive])
        except Broken as error:
            if not Path(path).is_relative_to(threads):
                raise
            yield SyncStep(text=f"{error}", warning=True)
        except TrackerError as error:
            yield SyncStep(text=f"{error}; its mail is not there", warning=True)


def _places(
    threads: Path, saved: Salvaged, archives: tuple[Path, ...]
) -> Iterator[tuple[ArchiveKind | None, str, str | None]]:
    seen: set[str] = set()
    urls = [url for kind, _, url in saved.archives if kind is ArchiveKind.THREAD]
    if ThreadCache(threads).holds_threads():
        seen.add(str(threads.resolve()))
        yield ArchiveKind.THREAD, str(threads), next(iter(urls), None)
    for kind, path, url in saved.archives:
        if path not in seen:
            seen.add(path)
            # Archives of the kinds that paths tell are looked at again: a flipped bit lies.
            told = kind in (ArchiveKind.STDIN, ArchiveKind.THREAD)
            yield (kind if told else None), path, url
    for place in archives:
        if str(place.resolve()) not in seen:
            yield None, str(place), None


def _put_in_place(database: Path, fresh: Path, stamp: str) -> Path:
    """Move the damaged file aside, and the new one into its place."""
    aside = database.with_name(f"{database.name}.damaged-{stamp}")
    try:
        for end in _BESIDE[1:]:
            old = database.with_name(f"{database.name}{end}")
            if old.exists():
                old.replace(aside.with_name(f"{aside.name}{end}"))
        if database.exists():
            database.replace(aside)
        fresh.replace(database)
        if copy_path(fresh).exists():
            copy_path(fresh).replace(copy_path(database))
    except OSError as error:
        raise Broken(f"{database} cannot be replaced: {error.strerror}") from error
    return aside
