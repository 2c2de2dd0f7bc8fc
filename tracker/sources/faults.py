# SPDX-License-Identifier: GPL-2.0-or-later
"""What went wrong on the way to a server, in a sentence for the user."""

import contextlib
import email.utils
import http.client
import socket
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime

import requests
from urllib3.exceptions import (
    ConnectTimeoutError,
    HTTPError,
    IncompleteRead,
    NameResolutionError,
    NewConnectionError,
    ReadTimeoutError,
    SSLError,
)

from tracker.errors import NotFound, Refused, TrackerError, Unreachable

_DAY = 86400.0
_LATER = "try again later, or use --offline to answer from what is cached"

_REASONS: tuple[tuple[tuple[type[BaseException], ...], str], ...] = (
    (
        (NameResolutionError, socket.gaierror),
        f"the name of the server cannot be resolved; check it, or {_LATER}",
    ),
    (
        (requests.exceptions.SSLError, SSLError, ssl.SSLError),
        "the server cannot prove who it is: its certificate is not accepted",
    ),
    (
        (requests.exceptions.InvalidURL, requests.exceptions.MissingSchema),
        "this is no URL that can be asked",
    ),
    (
        (ConnectionRefusedError,),
        f"nothing answers there (connection refused); check the address, or {_LATER}",
    ),
    (
        (requests.exceptions.ChunkedEncodingError, IncompleteRead),
        f"the answer is cut short; {_LATER}",
    ),
    ((ReadTimeoutError, TimeoutError), f"the server does not answer in time; {_LATER}"),
    ((NewConnectionError, requests.ConnectionError), f"the connection failed; {_LATER}"),
    ((ConnectTimeoutError, requests.Timeout), f"the server does not answer in time; {_LATER}"),
)
"""The first that fits a fault or what lies behind it; urllib3's kinds are each other's children."""


@contextlib.contextmanager
def told(url: str) -> Iterator[None]:
    """Turn every fault of the network into Unreachable, with the URL and what to do."""
    try:
        yield
    except (requests.RequestException, HTTPError, http.client.HTTPException, OSError) as fault:
        raise Unreachable(f"{url}: {_fault_reason(fault)}") from fault


def refusal(url: str, status: int, retry_after: float | None) -> TrackerError:
    """Return what a status other than the expected one means: NotFound or Refused."""
    if status in (404, 410):
        return NotFound(f"{url} is not known to the server ({status})")
    if status == 501:
        # What a public-inbox without an index of words says to a search.
        return NotFound(f"{url}: the server does not offer this ({status})")
    if status == 429 or (status == 503 and retry_after is not None):
        when = "" if retry_after is None else f" for {retry_after:.0f} s"
        if retry_after is not None and retry_after >= _DAY:
            when = " for a day or more"
        return Refused(f"{url}: the server asks to be left alone{when} ({status}); {_LATER}")
    if status >= 500:
        return Refused(f"{url}: the server has a fault ({status}); {_LATER}")
    if status in (401, 403):
        return Refused(f"{url}: the server does not let us in ({status})")
    fault = Refused(f"{url}: the server answers with status {status}, not with mail")
    fault.unfit = True
    return fault


def seconds_of(retry_after: str | None) -> float | None:
    """Seconds that a Retry-After header asks for (RFC 9110, 10.2.3); None if it says nothing.

    At most a day: clocks of servers are wrong by decades.
    """
    text = (retry_after or "").strip()
    if text.isascii() and text.isdigit() and len(text) < 10:
        return min(float(text), _DAY)
    try:
        then = email.utils.parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    if then.tzinfo is None:
        then = then.replace(tzinfo=UTC)
    return min(max(0.0, (then - datetime.now(UTC)).total_seconds()), _DAY)


def _fault_reason(fault: BaseException) -> str:
    causes = tuple(_causes(fault))
    for kinds, words in _REASONS:
        if any(isinstance(cause, kinds) for cause in causes):
            return words
    return f"the answer is cut short or damaged ({type(fault).__name__}); try again"


def _causes(fault: BaseException) -> Iterator[BaseException]:
    """Yield the fault and what lies behind it, as requests and urllib3 nest them."""
    queue, seen = [fault], set[int]()
    while queue and len(seen) < 30:
        one = queue.pop(0)
        if id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        inner = (one.__cause__, one.__context__, getattr(one, "reason", None), *one.args)
        queue += [item for item in inner if isinstance(item, BaseException)]
