# SPDX-License-Identifier: GPL-2.0-or-later
"""Ask services beside mail what they have the patches of a series as, and keep their answers.

One request asks for all that a sender posted in the time of the series; what it does not hold is
asked for by series number. What goes wrong is said and stops nothing.
"""

import threading
from collections.abc import Callable, Generator, Iterator, Sequence
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
from tracker.sources.outside.forges import Forge, forge_request
from tracker.sources.outside.patchwork import Patchwork
from tracker.sources.outside.sashiko import Sashiko
from tracker.state.outside.words import forge_copies
from tracker.store.save import Writer

OutsideServer = TypeVar("OutsideServer", Patchwork, Sashiko, Forge)
_SLACK = timedelta(hours=25)
"""Patchwork keeps the date of a mail; ours may be that of its arrival."""
_SENDERS = 3
_FAULTS = 3
"""Sentences about unusable fields that are said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideQuestion:
    """What of a series is asked for."""

    senders: tuple[str, ...]
    ids: tuple[str, ...]
    """Its patches and covers, those of the newest version last."""
    newest: tuple[str, ...]
    """The patches of the newest version."""
    posting: str
    """The newest version, by its cover or its only patch."""
    requests: tuple[str, ...] = ()
    """URLs of the pull or merge requests that it was made from."""
    first: datetime
    last: datetime


class OutsideServices:
    """The services that may be asked; nothing is asked before it is needed."""

    def __init__(
        self,
        place: PatchworkPlace | None,
        sashiko: str,
        clock: Callable[[], datetime],
        forges: Sequence[str] = (),
    ) -> None:
        """``place`` is None, the others empty, where no such server may be asked.

        ``forges`` are the starts of URLs of requests that may be asked for, each with a slash at
        its end, or one request's URL whole.
        """
        self.place = place
        self.sashiko = sashiko
        self.clock = clock
        self._forges = tuple(forges)
        self._lock = threading.Lock()
        self._open: Patchwork | Sashiko | Forge | None = None
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

    def requests_of(self, posted: OutsideQuestion) -> tuple[str, ...]:
        """Return the requests of a series whose forge was typed or configured."""
        return tuple(
            url
            for url in posted.requests
            if any(f"{url}/".startswith(f"{one.rstrip('/')}/") for one in self._forges)
        )

    def look_name(self, posted: OutsideQuestion) -> str:
        """Return under which name a look is remembered: what is asked, and for which version."""
        urls = (self.place.url if self.place else "", self.sashiko, *self.requests_of(posted))
        return f"outside:{' '.join(filter(None, urls))} {posted.posting}"

    def cancel(self) -> None:
        """End the look under way, and any later one; may come from another thread."""
        with self._lock:
            self._stopped = True
            if self._open is not None:
                self._open.cancel()


def outside_services(
    config: Config, clock: Callable[[], datetime], typed: str = ""
) -> OutsideServices | None:
    """Return the services that may be asked; None where none is named.

    ``typed`` is the request of a forge whose URL the user has typed; empty for none.
    """
    place, sashiko = patchwork_place(config), sashiko_url()
    forges = (*config.forges, *filter(None, (typed,)))
    if place is None and not sashiko and not forges:
        return None
    return OutsideServices(place, sashiko, clock, forges)


def posted_of(library: Library, name: str) -> OutsideQuestion:
    """Return what of a series is asked for."""
    series: Series = library.series(name)
    patches = [patch for one in series.revisions for patch in one.patches]
    ids = dict.fromkeys(
        [one.message_id for one in series.revisions] + [one.message_id for one in patches]
    )
    mails = library.load(list(ids))
    senders = dict.fromkeys(one.sender.email for one in mails.values() if one.sender.email)
    dates = [one.date for one in mails.values()] or [one.date for one in series.revisions]
    return OutsideQuestion(
        posting=series.newest.message_id,
        requests=forge_copies(one.evidence for one in library.outgoing(name)),
        senders=tuple(senders)[:_SENDERS],
        ids=tuple(ids),
        newest=tuple(one.message_id for one in series.newest.patches),
        first=min(dates),
        last=max(dates),
    )


def ask_outside(
    services: OutsideServices, writer: Writer, posted: OutsideQuestion
) -> Generator[SyncStep, None, bool]:
    """Ask every service for the patches of a series and keep what comes, saying each step.

    Returns whether all of them answered.
    """
    looks: list[tuple[str, Callable[[], OutsideAnswer]]] = []
    if (place := services.place) is not None:
        looks.append((place.url, partial(_patchwork, services, place, posted)))
    if services.sashiko:
        looks.append((services.sashiko, partial(_sashiko, services, posted)))
    for url in services.requests_of(posted):
        looks.append((url, partial(_forge, services, url, posted)))
    answered = True
    for url, look in looks:
        answered = (yield from _ask(url, writer, posted, look)) and answered
    return answered


def _ask(
    url: str, writer: Writer, posted: OutsideQuestion, look: Callable[[], OutsideAnswer]
) -> Generator[SyncStep, None, bool]:
    yield SyncStep(text=f"asking {url} for {len(posted.newest)} patches")
    try:
        found = look()
    except Cancelled:
        raise
    except (ConfigError, NotFound, Unreachable) as error:
        yield SyncStep(text=f"{error}; its states are not shown", limit=True)
        return False
    new = writer.save_outside(found)
    yield SyncStep(text=f"{url}: {len(found.states) or len(found.checks)} known there, {new} news")
    for fault in found.faults[:_FAULTS]:
        yield SyncStep(text=fault, limit=True)
    if len(found.faults) > _FAULTS:
        yield SyncStep(
            text=f"{len(found.faults) - _FAULTS} more entries cannot be used", limit=True
        )
    return True


def _patchwork(
    services: OutsideServices, place: PatchworkPlace, posted: OutsideQuestion
) -> OutsideAnswer:
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


def _sashiko(services: OutsideServices, posted: OutsideQuestion) -> OutsideAnswer:
    """Return the findings in the newest version; of other postings none are kept."""
    with services.look(Sashiko(services.sashiko, services.clock)) as server:
        found = server.of_posting(posted.newest[0])
    known = frozenset(posted.ids)
    checks = tuple(one for one in found.checks if one.message_id in known)
    return OutsideAnswer(checks=checks, faults=found.faults)


def _forge(services: OutsideServices, url: str, posted: OutsideQuestion) -> OutsideAnswer:
    """Return the checks of a request's head, which the newest version was made from."""
    request = forge_request(url)
    if request is None:
        return OutsideAnswer(faults=(f"{url} is no request of GitHub or GitLab; not asked",))
    with services.look(Forge(request, services.clock)) as server:
        return server.checks_for(posted.posting)


def _states(server: Patchwork, place: PatchworkPlace, posted: OutsideQuestion) -> OutsideAnswer:
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
