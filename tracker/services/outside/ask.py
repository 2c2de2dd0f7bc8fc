# SPDX-License-Identifier: GPL-2.0-or-later
"""Ask services beside mail what they have the patches of a series as, and keep their answers.

One request asks for all that a sender posted in the time of the series; what it does not hold is
asked for by series number. What goes wrong is said and stops nothing.
"""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial
from typing import TypeVar

from tracker.config import Config
from tracker.errors import Cancelled, ConfigError, NotFound, Unreachable
from tracker.lazy_dataclass import dataclass
from tracker.model.outside.states import OutsideAnswer, OutsideState
from tracker.model.series import Series
from tracker.services.library import Library
from tracker.services.outside.places import PatchworkPlace, patchwork_place, sashiko_url
from tracker.services.sync.sync_step import SyncStep
from tracker.sources.outside.patchwork import Patchwork
from tracker.sources.outside.sashiko import Sashiko
from tracker.store.load import Reader
from tracker.store.save import Writer

OutsideServer = TypeVar("OutsideServer", Patchwork, Sashiko)
_SLACK = timedelta(hours=25)
"""Patchwork keeps the date of a mail; ours may be that of its arrival."""
_SENDERS = 3
_FAULTS = 3
"""Sentences about unusable fields that are said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """What of a series is asked for."""

    senders: tuple[str, ...]
    ids: tuple[str, ...]
    """Its patches and covers, those of the newest version last."""
    newest: tuple[str, ...]
    """The patches of the newest version."""
    first: datetime
    last: datetime


class OutsideServices:
    """The services that may be asked; nothing is asked before it is needed."""

    def __init__(
        self, place: PatchworkPlace | None, sashiko: str, clock: Callable[[], datetime]
    ) -> None:
        """``place`` is None, and ``sashiko`` empty, where no such server may be asked."""
        self.place = place
        self.sashiko = sashiko
        self.clock = clock
        self._lock = threading.Lock()
        self._open: Patchwork | Sashiko | None = None
        self._stopped = False

    @contextmanager
    def look(self, server: OutsideServer) -> Iterator[OutsideServer]:
        """Take a server for one look, so that a cancel ends it."""
        with server:
            with self._lock:
                self._open = server
                if self._stopped:
                    server.cancel()
            try:
                yield server
            finally:
                with self._lock:
                    self._open = None

    def asked_last(self, reader: Reader, ids: Sequence[str]) -> datetime | None:
        """Return when one of the services last answered for one of these mails."""
        urls = [one for one in (self.place.url if self.place else "", self.sashiko) if one]
        found = [at for url in urls if (at := reader.outside_asked(url, ids))]
        return min(found, default=None) if len(found) == len(urls) else None

    def cancel(self) -> None:
        """End the look under way, and any later one; may come from another thread."""
        with self._lock:
            self._stopped = True
            if self._open is not None:
                self._open.cancel()


def outside_services(config: Config, clock: Callable[[], datetime]) -> OutsideServices | None:
    """Return the services that may be asked; None where none is named."""
    place, sashiko = patchwork_place(config), sashiko_url()
    return OutsideServices(place, sashiko, clock) if place is not None or sashiko else None


def posted_of(library: Library, name: str) -> Posted:
    """Return what of a series is asked for."""
    series: Series = library.series(name)
    patches = [patch for one in series.revisions for patch in one.patches]
    ids = dict.fromkeys(
        [one.message_id for one in series.revisions] + [one.message_id for one in patches]
    )
    mails = library.load(list(ids))
    senders = dict.fromkeys(one.sender.email for one in mails.values() if one.sender.email)
    dates = [one.date for one in mails.values()] or [one.date for one in series.revisions]
    return Posted(
        senders=tuple(senders)[:_SENDERS],
        ids=tuple(ids),
        newest=tuple(one.message_id for one in series.newest.patches),
        first=min(dates),
        last=max(dates),
    )


def ask_outside(services: OutsideServices, writer: Writer, posted: Posted) -> Iterator[SyncStep]:
    """Ask every service for the patches of a series and keep what comes, saying each step."""
    place = services.place
    if place is not None:
        look = partial(_patchwork, services, place, posted)
        yield from _ask(place.url, writer, posted, look)
    if services.sashiko:
        yield from _ask(services.sashiko, writer, posted, partial(_sashiko, services, posted))


def _ask(
    url: str, writer: Writer, posted: Posted, look: Callable[[], OutsideAnswer]
) -> Iterator[SyncStep]:
    yield SyncStep(text=f"asking {url} for {len(posted.newest)} patches")
    try:
        found = look()
    except Cancelled:
        raise
    except (ConfigError, NotFound, Unreachable) as error:
        yield SyncStep(text=f"{error}; its states are not shown", limit=True)
        return
    new = writer.save_outside(found)
    yield SyncStep(text=f"{url}: {len(found.states) or len(found.checks)} known there, {new} news")
    for fault in found.faults[:_FAULTS]:
        yield SyncStep(text=fault, limit=True)
    if len(found.faults) > _FAULTS:
        yield SyncStep(
            text=f"{len(found.faults) - _FAULTS} more entries cannot be used", limit=True
        )


def _patchwork(services: OutsideServices, place: PatchworkPlace, posted: Posted) -> OutsideAnswer:
    """Return the states of a series' patches, and the checks of the newest version's."""
    with services.look(Patchwork(place.url, services.clock, key=place.key)) as server:
        states = _states(server, place, posted)
        checks = server.checks_of(
            one
            for one in states.states
            if one.message_id in states.checked and one.message_id in posted.newest
        )
    faults = (*states.faults, *checks.faults)
    return OutsideAnswer(states=states.states, checks=checks.checks, faults=faults)


def _sashiko(services: OutsideServices, posted: Posted) -> OutsideAnswer:
    """Return the findings in the newest version; of other postings none are kept."""
    with services.look(Sashiko(services.sashiko, services.clock)) as server:
        found = server.of_posting(posted.newest[0])
    known = frozenset(posted.ids)
    checks = tuple(one for one in found.checks if one.message_id in known)
    return OutsideAnswer(checks=checks, faults=found.faults)


def _states(server: Patchwork, place: PatchworkPlace, posted: Posted) -> OutsideAnswer:
    """Return the states of the patches asked for, and of no others."""
    found: list[OutsideAnswer] = []
    for sender in posted.senders:
        since, before = posted.first - _SLACK, posted.last + _SLACK
        found.append(server.of_sender(sender, since, before, place.project))
    missing = _missing(found, posted.newest)
    if missing and not any(_of(one, posted.ids) for one in found):
        found.append(server.of_message(missing[0]))
        number = next((one.series for one in _of(found[-1], posted.ids) if one.series), None)
        if number is not None and len(missing) > 1:
            found.append(server.of_series(number))
    states = {
        (one.project, one.message_id): one for answer in found for one in _of(answer, posted.ids)
    }
    wanted = [one for one in states.values() if not place.project or one.project == place.project]
    if place.project and not wanted:
        # An unknown project gives an empty list as well.
        server.need_project(place.project)
    return OutsideAnswer(
        states=tuple(wanted),
        checked=frozenset(name for answer in found for name in answer.checked),
        faults=tuple(fault for answer in found for fault in answer.faults),
    )


def _of(answer: OutsideAnswer, ids: Sequence[str]) -> list[OutsideState]:
    known = frozenset(ids)
    return [one for one in answer.states if one.message_id in known]


def _missing(found: Sequence[OutsideAnswer], wanted: Sequence[str]) -> list[str]:
    held = {one.message_id for answer in found for one in answer.states}
    return [name for name in wanted if name not in held]
