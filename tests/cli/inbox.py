# SPDX-License-Identifier: GPL-2.0-or-later
"""A small loopback server that answers as public-inbox does, counts what it is asked, and can fail.

It speaks what the tracker uses of public-inbox: ``/all/ID/t.mbox.gz``, the search of message
bodies, the page for a shortened id, and the help page. ``mood`` says how it behaves from now on.
"""

import gzip
import re
import threading
from collections.abc import Iterable, Sequence
from contextlib import suppress
from email import message_from_bytes
from enum import Enum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, quote, unquote, urlsplit

_PHRASE = re.compile(r'nq:"([^"]*)"')
_TITLE = re.compile(r's:"([^"]*)"')


class Mood(Enum):
    """How the server behaves."""

    WELL = "well"
    UNKNOWN = "404 for everything"
    BUSY = "429"
    CLOSED = "503 with a long Retry-After"
    PAGE = "a page of HTML with status 200"
    CUT = "half a body"
    GARBAGE = "bytes that are no gzip"
    SLOW = "no answer for long"
    DROP = "hangs up without an answer"


class Inbox:
    """The server. ``threads`` may be changed while it runs."""

    def __init__(self, *threads: Sequence[bytes]) -> None:
        self.threads: list[list[bytes]] = [list(mails) for mails in threads]
        self.mood = Mood.WELL
        self.upstream = ""
        """What it says that it mirrors a part of; nothing if empty."""
        self.fails_after: int | None = None
        """After so many requests it is busy."""
        self.stalls_at: int | None = None
        """It never answers the request of this number, from 1."""
        self.stalled = threading.Event()
        self.asked: list[str] = []
        """Method and path of each request, in order."""
        self.arrived = threading.Event()
        """Set when a request comes."""
        self.released = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self._runner = threading.Thread(target=self._server.serve_forever, args=(0.05,))
        self._runner.start()

    @property
    def url(self) -> str:
        """The inbox, as lore's ``/all``."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/all"

    def fetched(self) -> list[str]:
        """The Message-IDs whose threads were asked for."""
        found = (re.search("/all/([^/]+)/t.mbox.gz", line) for line in self.asked)
        return [unquote(one[1]) for one in found if one]

    def close(self) -> None:
        """End it."""
        self.released.set()
        self._server.shutdown()
        self._server.server_close()
        self._runner.join()


def mboxrd(mails: Iterable[bytes]) -> bytes:
    """Mails as public-inbox sends them."""
    parts = []
    for raw in mails:
        body = re.sub(rb"(?m)^(>*From )", rb">\1", raw)
        parts.append(b"From mboxrd@z Thu Jan  1 00:00:00 1970\n" + body + b"\n")
    return b"".join(parts)


def id_of(raw: bytes) -> str:
    """The Message-ID of a mail."""
    return str(message_from_bytes(raw)["Message-ID"]).strip("<>")


def _handler(inbox: Inbox) -> type[BaseHTTPRequestHandler]:
    class Handler(_Handler):
        served = inbox

    return Handler


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    served: Inbox

    def handle(self) -> None:
        with suppress(ConnectionError):
            super().handle()

    def log_message(self, format: str, *args: object) -> None:
        pass

    def do_GET(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.served.asked.append(f"{self.command} {self.path}")
        self.served.arrived.set()
        if len(self.served.asked) == self.served.stalls_at:
            self.served.stalled.set()
            self.served.released.wait()
            self.close_connection = True
            return
        tired = self.served.fails_after is not None
        if tired and len(self.served.asked) > self.served.fails_after:
            self.served.mood = Mood.BUSY
        mood = self.served.mood
        if mood is Mood.WELL:
            self._answer_well()
        elif mood is Mood.SLOW:
            self.served.released.wait()
            self.close_connection = True
        elif mood is Mood.DROP:
            self.close_connection = True
        elif mood is Mood.CUT:
            whole = gzip.compress(mboxrd(self.served.threads[0]))
            self._send(200, whole[: len(whole) // 2], length=len(whole))
            self.close_connection = True
        else:
            self._send(*_FAILURES[mood])

    do_POST = do_GET

    def _answer_well(self) -> None:
        parts = urlsplit(self.path)
        name = unquote(parts.path.split("/")[2])
        if name == "_":
            self._send(200, b"help")
        elif not name:
            self._search(parse_qs(parts.query)["q"][0])
        elif parts.path.endswith("/t.mbox.gz"):
            mails = [one for one in self.served.threads if name in map(id_of, one)]
            self._mails(mails[0] if mails else [])
        else:
            self._page(name)

    def _search(self, query: str) -> None:
        phrases = _PHRASE.findall(query)
        mails = [one for thread in self.served.threads for one in thread]
        titles = [f"{one}\n".encode() for one in _TITLE.findall(query)]
        found = [raw for raw in mails if any(one.encode() in raw for one in phrases)]
        self._mails(found + [raw for raw in mails if any(one in raw[:2000] for one in titles)])

    def _page(self, start: str) -> None:
        names = [id_of(raw) for thread in self.served.threads for raw in thread]
        fitting = [name for name in names if name.startswith(start)]
        links = "".join(f'<a href="/all/{quote(name, safe="@")}/">x</a>' for name in fitting)
        self._send(300 if fitting else 404, links.encode())

    def _mails(self, mails: Sequence[bytes]) -> None:
        if mails:
            self._send(200, gzip.compress(mboxrd(mails)))
        else:
            self._send(404, b"no")

    def _send(self, status: int, body: bytes, *, length: int | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        if self.served.upstream:
            self.send_header("X-Archive-Upstream", self.served.upstream)
        if status in (429, 503):
            self.send_header("Retry-After", "120")
        self.end_headers()
        self.wfile.write(body)


_FAILURES: dict[Mood, tuple[int, bytes]] = {
    Mood.UNKNOWN: (404, b"no"),
    Mood.BUSY: (429, b""),
    Mood.CLOSED: (503, b""),
    Mood.PAGE: (200, b"<!doctype html><title>Are you a person?</title>"),
    Mood.GARBAGE: (200, b"\x1f\x8bthis is no gzip data"),
}
