# SPDX-License-Identifier: GPL-2.0-or-later
"""A relay on loopback between the tracker and a server: it counts, and it can do harm by dice."""

import random
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

_PASSED = ("Accept-Encoding", "Content-Encoding", "Content-Type")
Harm = Callable[["Relayed"], None]
"""Changes an answer before it is passed on, or closes the connection."""


class Relayed:
    """One answer on its way."""

    def __init__(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.status = status
        self.headers = headers
        self.body = body
        self.length: int | None = None
        """A Content-Length that is no true one."""
        self.reset = False
        """The connection is ended with an error in place of an answer."""


class Relay:
    """Passes each request on, and its answer back; ``harm`` may be changed while it runs."""

    def __init__(self, origin: str, harm: Harm | None = None) -> None:
        self.harm = harm
        self.asked: list[tuple[str, str, int]] = []
        """Method, path and bytes of the answer of each request."""
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self, origin))
        self._server.daemon_threads = True
        self._runner = threading.Thread(target=self._server.serve_forever, args=(0.05,))
        self._runner.start()

    @property
    def origin(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def bytes(self) -> int:
        """How many bytes of bodies were passed on."""
        return sum(size for _, _, size in self.asked)

    def close(self) -> None:
        """End it."""
        self._server.shutdown()
        self._server.server_close()
        self._runner.join()


def _handler(relay: Relay, origin: str) -> type[BaseHTTPRequestHandler]:
    host = urlsplit(origin).netloc

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle(self) -> None:
            with suppress(ConnectionError):
                super().handle()

        def log_message(self, format: str, *args: object) -> None:
            pass

        def do_GET(self) -> None:
            fed = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            kept = {k: v for k, v in self.headers.items() if k in _PASSED}
            server = HTTPConnection(host, timeout=20)
            server.request(self.command, self.path, body=fed, headers=kept)
            got = server.getresponse()
            wanted = ("content-type", "content-encoding", "location")
            headers = {k: v for k, v in got.getheaders() if k.lower() in wanted}
            answer = Relayed(got.status, headers, got.read())
            server.close()
            if relay.harm is not None:
                relay.harm(answer)
            relay.asked.append((self.command, self.path, len(answer.body)))
            if answer.reset:
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
                self.close_connection = True
                return
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            length = len(answer.body) if answer.length is None else answer.length
            self.send_header("Content-Length", str(length))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(answer.body)
            self.close_connection = self.close_connection or length != len(answer.body)

        do_POST = do_HEAD = do_GET

    return Handler


PAGE = b"<!doctype html><html><body>Making sure you are not a bot</body></html>"


def harm_by(dice: random.Random, share: float) -> Harm:
    """Faults of real servers and proxies, in that share of the answers."""

    def harm(answer: Relayed) -> None:
        if dice.random() < share:
            dice.choice(_HARMS)(answer, dice)

    return harm


def _status(answer: Relayed, dice: random.Random) -> None:
    answer.status = dice.choice([403, 404, 429, 500, 502, 503])
    answer.headers = dice.choice([{}, {"Retry-After": "3600"}, {"Retry-After": "soon"}])
    answer.body = PAGE


def _login(answer: Relayed, dice: random.Random) -> None:
    answer.status, answer.headers, answer.body = 200, {"Content-Type": "text/html"}, PAGE


def _cut(answer: Relayed, dice: random.Random) -> None:
    answer.length = len(answer.body)
    answer.body = answer.body[: dice.randrange(len(answer.body) + 1)]


def _cut_whole(answer: Relayed, dice: random.Random) -> None:
    answer.body = answer.body[: dice.randrange(len(answer.body) + 1)]


def _garbled(answer: Relayed, dice: random.Random) -> None:
    data = bytearray(answer.body)
    for _ in range(min(len(data), 20)):
        data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
    answer.body = bytes(data)


def _empty(answer: Relayed, dice: random.Random) -> None:
    answer.body = b""


def _reset(answer: Relayed, dice: random.Random) -> None:
    answer.reset = True


def _away(answer: Relayed, dice: random.Random) -> None:
    answer.status, answer.body = 302, b""
    answer.headers = {"Location": "http://127.0.0.2:9/all/"}


def _labelled(answer: Relayed, dice: random.Random) -> None:
    answer.headers["Content-Encoding"] = dice.choice(["gzip", "br", "identity"])


_HARMS = (_status, _login, _cut, _cut_whole, _garbled, _empty, _reset, _away, _labelled)
