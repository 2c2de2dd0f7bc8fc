# SPDX-License-Identifier: GPL-2.0-or-later
"""Ask web servers for the pages of commits that notices name and no repository cached holds.

Politely: one request after another, a limited number a look, only servers of the configuration,
never one that a mail names. What came is kept for good; a commit that the server does not know is
asked for again after a day. What goes wrong is said and stops nothing: the notice stays a claim.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tracker.errors import Cancelled, NotFound, Unreachable
from tracker.landing.page_urls import Wanted, read_page, trusted, wanted_pages
from tracker.lazy_dataclass import dataclass
from tracker.model.outside.pages import CommitPage, PageState
from tracker.services.library import Library
from tracker.services.sync.sync_step import SyncStep
from tracker.store.load import Reader
from tracker.store.save import Writer

if TYPE_CHECKING:
    from tracker.sources.cgit import Cgit

MOST = 20
"""Commits that are asked for in one look: two requests each, the page and its text form."""
AGAIN = timedelta(days=1)
"""When a commit that was not known is asked for again."""
_FAULTS = 2
"""After so many answers in a row that failed the servers are left alone."""


class Pages:
    """The trusted web servers; nothing is asked, nor loaded, before it is needed."""

    def __init__(self, prefixes: tuple[str, ...]) -> None:
        self.prefixes = trusted(prefixes)
        self._lock = threading.Lock()
        self._cgit: Cgit | None = None
        self._stopped = False

    @contextmanager
    def open(self) -> "Iterator[Cgit]":
        """The servers, for one look."""
        from tracker.sources.cgit import Cgit

        with Cgit(self.prefixes) as cgit:
            with self._lock:
                self._cgit = cgit
                if self._stopped:
                    cgit.cancel()
            try:
                yield cgit
            finally:
                with self._lock:
                    self._cgit = None

    def cancel(self) -> None:
        """End the look under way, and any later one; may come from another thread."""
        with self._lock:
            self._stopped = True
            if self._cgit is not None:
                self._cgit.cancel()


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """When what was asked before is asked again."""

    now: datetime
    fresh: timedelta
    """For what failed."""

    def is_due(self, page: CommitPage) -> bool:
        """Return whether an answer is too old to be believed still."""
        if page.state is PageState.FOUND:
            return False
        wait = AGAIN if page.state is PageState.MISSING else self.fresh
        return self.now - page.fetched_at >= wait


def wanted_of(
    library: Library, reader: Reader, name: str, prefixes: tuple[str, ...], due: Due
) -> list[Wanted]:
    """Return the commits of a series for which a server should be asked."""
    dossier = library.dossier(name)
    named = wanted_pages(dossier.landings, prefixes) if dossier else ()
    if not named:
        return []
    digits = [one.digits for one in named]
    held = [one.id for one in reader.commits_by_digits(reader.repositories(), digits)]
    asked: dict[str, list[CommitPage]] = {}
    for page in reader.pages(digits):
        asked.setdefault(page.digits, []).append(page)
    return [
        one
        for one in named
        if all(due.is_due(page) for page in asked.get(one.digits, ()))
        and not any(full.startswith(one.digits) for full in held)
    ]


def ask_pages(
    pages: Pages, writer: Writer, wanted: list[Wanted], clock: Callable[[], datetime]
) -> Iterator[SyncStep]:
    """Ask for commits and keep each answer, saying each step; what failed is said as a limit."""
    faults = 0
    with pages.open() as cgit:
        for done, one in enumerate(wanted[:MOST]):
            if faults >= _FAULTS:
                left = len(wanted) - done
                yield SyncStep(text=f"{left} commit pages were not asked for", limit=True)
                return
            yield SyncStep(text=f"asking {urlsplit(one.url).hostname} for commit {one.digits[:12]}")
            page, step = _ask(cgit, one, clock())
            writer.save_page(page)
            faults = faults + 1 if page.state is PageState.FAILED else 0
            if step is not None:
                yield step
    if len(wanted) > MOST:
        text = f"{len(wanted) - MOST} more commit pages are left for the next look"
        yield SyncStep(text=text, limit=True)


def _ask(cgit: "Cgit", one: Wanted, now: datetime) -> tuple[CommitPage, SyncStep | None]:
    """Return one answer, and what to say of it."""

    def without(state: PageState, error: Exception) -> CommitPage:
        return CommitPage(
            digits=one.digits, url=one.url, fetched_at=now, state=state, why=str(error)
        )

    try:
        page = cgit.page(one.url, one.digits)
    except Cancelled:
        raise
    except NotFound as error:
        return without(PageState.MISSING, error), SyncStep(text=str(error))
    except Unreachable as error:
        said = f"{error}; commit {one.digits[:12]} stays a claim"
        return without(PageState.FAILED, error), SyncStep(text=said, limit=True)
    said = ""
    try:
        diff = cgit.diff(page)
    except Cancelled:
        raise
    except (NotFound, Unreachable) as error:
        diff, said = None, f"{error}; the diff of {one.digits[:12]} is not compared"
    found = CommitPage(
        digits=one.digits,
        url=page.url,
        fetched_at=now,
        state=PageState.FOUND,
        commit=read_page(page.commit, diff),
        tags=page.tags,
    )
    return found, SyncStep(text=said, limit=True) if said else None
