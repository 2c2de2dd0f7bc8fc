# SPDX-License-Identifier: GPL-2.0-or-later
"""The frame of a web service on loopback: a function answers each GET."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple


class Reply(NamedTuple):
    """What is sent; ``length`` is a Content-Length that is not true."""

    body: bytes
    status: int = 200
    length: int | None = None


@contextmanager
def served(answer: Callable[[str, Message], Reply]) -> Iterator[int]:
    """Serve what ``answer`` gives for a path and its headers; yield the port."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body, status, length = answer(self.path, self.headers)
            self.send_response(status)
            self.send_header("Content-Length", str(len(body) if length is None else length))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    runner = threading.Thread(target=server.serve_forever, args=(0.05,))
    runner.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        runner.join()
        server.server_close()
