# SPDX-License-Identifier: GPL-2.0-or-later
"""Requests to servers, with limits: time, size, hosts; and a cancel that works.

One ``Client`` asks one server (and its configured mirrors). It never follows a redirect to
another host or from https to http, keeps no cookies, and sends no passwords from ``.netrc``.
Proxies from the environment are used.
"""

import http.cookiejar
import math
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from typing import Self
from urllib.parse import SplitResult, urljoin, urlsplit

import requests

from tracker import __version__
from tracker.errors import Cancelled, ConfigError, Refused, Unreachable
from tracker.lazy_dataclass import dataclass
from tracker.sources.faults import refusal, seconds_of, told
from tracker.sources.gunzip import inflate
from tracker.sources.sockets import watched_session

USER_AGENT = f"tracker/{__version__}"
_ABOUT = "(follows patches sent by mail)"
_PORTS = {"http": 80, "https": 443}
_MOST_REDIRECTS = 5
_CHUNK = 1 << 16

Sender = Callable[[str, str], requests.Response]
"""Sends a request, method and URL, and returns the answer with its body still unread."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpLimits:
    """How long and how much; times in seconds, sizes in bytes."""

    connect: float = 5.0
    read: float = 30.0
    """For one piece of an answer."""
    total: float = 300.0
    """For one answer whole: connection, status line, headers and body."""
    download: int = 64 << 20
    unpacked: int = 256 << 20
    patience: float = 5.0
    """A Retry-After up to this long is waited for, once."""
    gap: float = 0.1
    """Between two requests to a server that is not on this machine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpAnswer:
    """What a server answered."""

    url: str
    status: int
    location: str
    """Where a redirect points; empty if it is none."""
    retry_after: float | None
    body: bytes
    """As sent, a Content-Encoding undone; empty unless the status was one of the wanted."""


class Client:
    """Asks one server. Safe to use from several threads; ``cancel`` may come from any."""

    def __init__(
        self, origins: Iterable[str], limits: HttpLimits | None = None, agent_plus: str = ""
    ) -> None:
        """Trust these servers, and no others.

        ``agent_plus`` is what the user's git configuration adds to the User-Agent.
        Raises ConfigError for what is no http(s) URL.
        """
        self.limits = limits or HttpLimits()
        self.session, self._sockets = watched_session()
        self.session.headers["User-Agent"] = (
            f"{USER_AGENT}{agent_plus and '+'}{agent_plus} {_ABOUT}"
        )
        self.session.headers["Accept-Encoding"] = "gzip"
        self.session.auth = _no_auth
        self.session.cookies.set_policy(http.cookiejar.DefaultCookiePolicy(allowed_domains=[]))
        self._origins = frozenset(_http_origin(urlsplit(url)) for url in origins)
        self._stop = threading.Event()
        self._turn = threading.Lock()
        self._last = -math.inf

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections."""
        self.session.close()
        self._sockets.close()

    def cancel(self) -> None:
        """End every request under way; each raises Cancelled, and so do later ones."""
        self._stop.set()
        self._sockets.shut()

    def resume(self) -> None:
        """Take requests again after a cancel."""
        self._sockets.reopen()
        self._stop.clear()

    def fetch(
        self,
        url: str,
        method: str = "GET",
        *,
        wanted: tuple[int, ...] = (200,),
        send: Sender | None = None,
        most: int | None = None,
    ) -> HttpAnswer:
        """Ask, and return an answer with one of the wanted statuses.

        ``send`` replaces the session's own sending, for a library that chooses among mirrors; it
        must not follow redirects nor read the body. ``most`` bytes of an answer are read at most,
        where that is less than the limit of all.
        Raises NotFound (404), Refused (other statuses, limits, a foreign redirect), Unreachable
        and Cancelled.
        """
        answer = self._followed(url, method, wanted, send or self._send, most)
        wait = answer.retry_after
        if answer.status in (429, 503) and wait is not None and wait <= self.limits.patience:
            if self._stop.wait(wait):
                raise Cancelled(f"{url}: stopped")
            answer = self._followed(url, method, wanted, send or self._send, most)
        if answer.status not in wanted:
            raise refusal(answer.url, answer.status, answer.retry_after)
        return answer

    def _followed(
        self, url: str, method: str, wanted: tuple[int, ...], send: Sender, most: int | None
    ) -> HttpAnswer:
        for _ in range(_MOST_REDIRECTS + 1):
            answer = self._asked(url, method, wanted, send, most)
            if not answer.location or answer.status in wanted:
                return answer
            url = self._next(url, answer)
            if method == "POST" and answer.status not in (307, 308):
                raise Refused(f"{answer.url}: the server sends the question elsewhere, to {url}")
        raise Refused(f"{url}: the server redirects in a circle")

    def _asked(
        self, url: str, method: str, wanted: tuple[int, ...], send: Sender, most: int | None
    ) -> HttpAnswer:
        self._wait_turn(url)
        with (
            self._cancellable(url),
            self._timed(url),
            told(url),
            closing(send(method, url)) as response,
        ):
            status = response.status_code
            return HttpAnswer(
                url=url,
                status=status,
                location=response.headers.get("Location", "") if 300 <= status < 400 else "",
                retry_after=seconds_of(response.headers.get("Retry-After")),
                body=self._body(url, response, most) if status in wanted else b"",
            )

    def _send(self, method: str, url: str) -> requests.Response:
        times = (self.limits.connect, self.limits.read)
        return self.session.request(method, url, timeout=times, stream=True, allow_redirects=False)

    def _body(self, url: str, response: requests.Response, most: int | None) -> bytes:
        limit = min(most or self.limits.download, self.limits.download)
        parts: list[bytes] = []
        size = 0
        while part := response.raw.read1(_CHUNK, decode_content=False):
            size += len(part)
            parts.append(part)
            if size > limit:
                fault = Refused(f"{url}: the answer is longer than {limit >> 20} MiB; refused")
                fault.unfit = True
                raise fault
        if response.headers.get("Content-Encoding", "") in ("gzip", "x-gzip"):
            return inflate(b"".join(parts), self.limits.unpacked, url)
        return b"".join(parts)

    @contextmanager
    def _cancellable(self, url: str) -> Iterator[None]:
        """Call a fault after a cancel what it is; an early end is a fault then, too."""
        try:
            yield
        except Unreachable as fault:
            if self._stop.is_set():
                raise Cancelled(f"{url}: stopped") from fault
            raise
        if self._stop.is_set():
            raise Cancelled(f"{url}: stopped")

    @contextmanager
    def _timed(self, url: str) -> Iterator[None]:
        """Hold one answer to its limit: a byte now and then keeps any read timeout quiet.

        When time is up every connection of this client is ended; requests in other threads fail
        as those of a server that hung up.
        """
        late = threading.Event()

        def stop() -> None:
            late.set()
            self._sockets.hang_up()

        timer = threading.Timer(self.limits.total, stop)
        timer.daemon = True
        timer.start()
        try:
            yield
        except Unreachable as fault:
            if late.is_set():
                raise self._too_slow(url) from fault
            raise
        finally:
            timer.cancel()
        if late.is_set():
            raise self._too_slow(url)

    def _too_slow(self, url: str) -> Unreachable:
        return Unreachable(f"{url}: the answer takes more than {self.limits.total:.0f} s")

    def _wait_turn(self, url: str) -> None:
        with self._turn:
            wait = 0.0 if _is_local(url) else self._last + self.limits.gap - time.monotonic()
            if self._stop.wait(max(0.0, wait)):
                raise Cancelled(f"{url}: stopped")
            self._last = time.monotonic()

    def _next(self, url: str, answer: HttpAnswer) -> str:
        """Return where a redirect leads, if it stays with this server."""
        target = urljoin(url, answer.location)
        try:
            old, new = _http_origin(urlsplit(url)), _http_origin(urlsplit(target))
        except (ValueError, ConfigError):
            raise Refused(f"{url}: the server redirects to something unreadable") from None
        upgrade = new[0] == "https" and (new[1], new[2]) == (old[1], 443) and old[2] == 80
        if new not in self._origins and not upgrade:
            where = f"{new[0]}://{new[1]}"
            raise Refused(f"{url}: the server redirects to {where}, which is not followed")
        return target


class ClientOwner:
    """A source that asks one server by a client of its own, and closes it at its end."""

    _client: Client

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections."""
        self._client.close()

    def cancel(self) -> None:
        """End requests under way, from any thread; they and later ones raise Cancelled."""
        self._client.cancel()


def _no_auth(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Add nothing: with any auth set, requests leaves ``.netrc`` alone."""
    return request


def _http_origin(parts: SplitResult) -> tuple[str, str, int]:
    """Scheme, host and port. Raises ConfigError for what is no http URL."""
    scheme = parts.scheme.lower()
    try:
        port = parts.port
    except ValueError:
        port = 0
    if scheme not in _PORTS or not parts.hostname or port == 0:
        raise ConfigError(f"{parts.geturl()!r} is no server that can be asked; give an http(s) URL")
    return scheme, parts.hostname, port or _PORTS[scheme]


def _is_local(url: str) -> bool:
    return urlsplit(url).hostname in ("127.0.0.1", "::1", "localhost")
