# SPDX-License-Identifier: GPL-2.0-or-later
"""Servers on loopback for tests: a real public-inbox over invented mail, and a rude one.

``inbox_of`` makes a public-inbox v2 archive and serves it with public-inbox-httpd, so that tests
meet what lore.kernel.org's own program answers. ``RudeServer`` misbehaves on purpose; the first
name in the path says how.
"""

import gzip
import os
import shutil
import signal
import socket
import subprocess
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.mails import MIA, REX, at, cover, mail, patch

COVER = "20250106-widgets-v1-0-0123456789ab@example.org"
FIRST = "20250106-widgets-v1-1-0123456789ab@example.org"
SECOND = "20250106-widgets-v1-2-0123456789ab@example.org"
REVIEW = "review-1@example.org"
NOTICE = "notice-1@example.org"
ODD = "odd/50%+plus=@example.org"
"""A Message-ID with characters that mean something in a URL."""
SHOUT = "From line in the body"

THREADS: tuple[bytes, ...] = (
    cover("make widgets better", total=2, message_id=COVER),
    patch("widget: be better", number=1, total=2, message_id=FIRST, in_reply_to=COVER),
    patch("widget: be best", number=2, total=2, message_id=SECOND, in_reply_to=COVER),
    mail(
        "Re: [PATCH 1/2] widget: be better",
        REX,
        "> Because it is better that way.\n\nReviewed-by: Rex Reviewer <rex@example.org>",
        message_id=REVIEW,
        date=at(2),
        references=(COVER, FIRST),
        in_reply_to=FIRST,
    ),
    mail(
        "Re: [PATCH 0/2] make widgets better",
        MIA,
        "Applied, thanks!\n",
        message_id=NOTICE,
        date=at(3),
        in_reply_to=COVER,
    ),
    mail(
        SHOUT,
        REX,
        "One.\n\nFrom now on, Mon Jan  6 10:00:00 2025, all is well.\n>From here too.\n",
        message_id=ODD,
        date=at(4),
    ),
)
"""One series of a cover and two patches with two replies, and a mail of its own.

The review ends without a line end, which public-inbox's mboxes do not tell from the next mail."""

_MISSING = (
    "these tests need public-inbox-httpd; on Debian: "
    "apt-get install --no-install-recommends public-inbox"
)


def add_to_epoch(repository: Path, mails: Iterable[bytes], file: str = "m") -> None:
    """Commit mails to a public-inbox v2 epoch, one a commit, making the epoch if need be.

    ``file`` is ``m`` for a message and ``d`` for the deletion of one. Commits are an hour apart.
    """
    if not repository.exists():
        _git("init", "--quiet", "--bare", "--initial-branch=master", str(repository))
    done = _git(f"--git-dir={repository}", "rev-list", "--count", "--all")
    count = int(done)
    stream = bytearray()
    for number, raw in enumerate(mails, count):
        when = int(at(number).timestamp())
        stream += b"commit refs/heads/master\n"
        stream += b"author Ada Author <ada@example.org> %d +0000\n" % when
        stream += b"committer inbox <inbox@example.org> %d +1900\n" % when
        stream += b"data 1\nx\n"
        if number == count and count:
            stream += b"from refs/heads/master^0\n"
        stream += b"deleteall\nM 100644 inline %s\ndata %d\n%s\n" % (file.encode(), len(raw), raw)
    _git(
        f"--git-dir={repository}",
        "fast-import",
        "--quiet",
        "--date-format=raw-permissive",
        feed=bytes(stream),
    )


@dataclass(frozen=True, slots=True)
class PublicInbox:
    """A running server of one inbox, named ``all``."""

    origin: str
    folder: Path
    """The v2 inbox folder."""
    mails: tuple[bytes, ...]
    process: "subprocess.Popen[bytes]"

    @property
    def url(self) -> str:
        """The inbox, as lore's ``/all``."""
        return f"{self.origin}/all"

    def deliver(self, mails: list[bytes], word: str) -> None:
        """Mail comes in; returns once a search for ``word``, which is in each of them, finds it."""
        add_to_epoch(self.folder / "git" / "0.git", mails)
        work = self.folder.parent
        env = {**os.environ, "HOME": str(work), "PI_CONFIG": str(work / "config")}
        command = ["public-inbox-index", "--no-fsync", str(self.folder)]
        subprocess.run(command, env=env, check=True, capture_output=True)
        # It keeps the index of searches open as it was; this lets it open all again.
        self.process.send_signal(signal.SIGHUP)
        found = ""
        while word not in found:
            time.sleep(0.1)
            page = f"{self.url}/?q=b:{word}&x=A"
            with suppress(urllib.error.HTTPError), urllib.request.urlopen(page) as answer:
                found = answer.read().decode()


@contextmanager
def inbox_of(mails: Iterable[bytes], work: Path, level: str = "full") -> Iterator[PublicInbox]:
    """Serve mails with a real public-inbox-httpd, ended afterwards; ``basic`` has no search."""
    if shutil.which("public-inbox-httpd") is None:
        pytest.fail(_MISSING, pytrace=False)
    served = tuple(mails)
    folder, origin = work / "all", f"http://127.0.0.1:{_free_port()}"
    add_to_epoch(folder / "git" / "0.git", served)
    env = {**os.environ, "HOME": str(work), "PI_CONFIG": str(work / "config")}
    with (work / "log").open("wb") as log:

        def run(*command: str) -> None:
            subprocess.run(command, env=env, check=True, stdout=log, stderr=log)

        url = f"{origin}/all"
        run("public-inbox-init", "-V2", "-L", level, "all", str(folder), url, "all@example.org")
        run("public-inbox-index", "--no-fsync", str(folder))
        command = ("public-inbox-httpd", "-l", origin, "-W0")
        server = subprocess.Popen(command, env=env, stdout=log, stderr=log)
    try:
        _wait_for(f"{url}/_/text/help/")
        yield PublicInbox(origin, folder, served, server)
    finally:
        server.terminate()
        server.wait(timeout=10)


@contextmanager
def extindex_of(lists: Mapping[str, Iterable[bytes]], work: Path) -> Iterator[str]:
    """Serve lists, and over them all an extindex named ``all``, as kernel.org does; its origin."""
    if shutil.which("public-inbox-extindex") is None:
        pytest.fail(_MISSING, pytrace=False)
    origin = f"http://127.0.0.1:{_free_port()}"
    env = {**os.environ, "HOME": str(work), "PI_CONFIG": str(work / "config")}
    with (work / "log").open("wb") as log:

        def run(*command: str) -> None:
            subprocess.run(command, env=env, check=True, stdout=log, stderr=log)

        for name, mails in lists.items():
            folder = work / name
            add_to_epoch(folder / "git" / "0.git", mails)
            place = (name, str(folder), f"{origin}/{name}", f"{name}@example.org")
            run("public-inbox-init", "-V2", "-L", "basic", *place)
            run("public-inbox-index", "--no-fsync", str(folder))
        with (work / "config").open("a") as config:
            config.write(f'[extindex "all"]\n\ttopdir = {work / "all"}\n\turl = {origin}/all\n')
        run("public-inbox-extindex", "--no-fsync", "--all", "-L", "full", str(work / "all"))
        command = ("public-inbox-httpd", "-l", origin, "-W0")
        server = subprocess.Popen(command, env=env, stdout=log, stderr=log)
    try:
        _wait_for(f"{origin}/all/_/text/help/")
        yield origin
    finally:
        server.terminate()
        server.wait(timeout=10)


class RudeServer:
    """A server that misbehaves as the first name in the path says: ``URL/hang/any@id``."""

    def __init__(self) -> None:
        self.requests: list[tuple[str, str, int]] = []
        """Method, path and length of the body of each request."""
        self.agents: set[str] = set()
        self.release = threading.Event()
        """Set at the end: whoever hangs goes home."""
        self.thread = b""
        """What a well-behaved path answers: a gzipped mbox."""
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self._runner = threading.Thread(target=self._server.serve_forever, args=(0.05,))
        self._runner.start()

    @property
    def origin(self) -> str:
        """Scheme, host and port."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def inbox(self, behaviour: str) -> str:
        """The URL of an inbox that behaves so."""
        return f"{self.origin}/{behaviour}"

    def count(self, behaviour: str) -> int:
        """How many requests came for it."""
        return sum(path.startswith(f"/{behaviour}/") for _, path, _ in self.requests)

    def close(self) -> None:
        """End it."""
        self.release.set()
        self._server.shutdown()
        self._server.server_close()
        self._runner.join()


def _handler(rude: RudeServer) -> type[BaseHTTPRequestHandler]:
    class Handler(_Rude):
        server_of_test = rude

    return Handler


class _Rude(BaseHTTPRequestHandler):
    """One method for each behaviour."""

    protocol_version = "HTTP/1.1"
    server_of_test: RudeServer

    def handle(self) -> None:
        """Take requests; that the other side went away is what some tests want."""
        with suppress(ConnectionError):
            super().handle()

    def finish(self) -> None:
        with suppress(ConnectionError):
            super().finish()

    def do_GET(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        self.rfile.read(length)
        self.server_of_test.requests.append((self.command, self.path, length))
        self.server_of_test.agents.add(self.headers.get("User-Agent", ""))
        name = self.path.split("/")[1]
        getattr(self, f"be_{name}")()

    do_POST = do_GET
    do_HEAD = do_GET

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet."""

    def answer(self, body: bytes, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        if "Content_Length" not in headers:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def be_good(self) -> None:
        self.answer(self.server_of_test.thread, Content_Type="application/gzip")

    def be_encoded(self) -> None:
        self.answer(gzip.compress(self.server_of_test.thread), Content_Encoding="gzip")

    def be_hang(self) -> None:
        self.server_of_test.release.wait()

    def be_drip(self) -> None:
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        while not self.server_of_test.release.wait(0.05):
            self.wfile.write(b"1\r\nx\r\n")
            self.wfile.flush()

    def be_headdrip(self) -> None:
        self.send_response(200)
        self.flush_headers()
        while not self.server_of_test.release.wait(0.05):
            self.wfile.write(b"X-More: x\r\n")
            self.wfile.flush()

    def be_wrongly(self) -> None:
        """Labelled as packed twice, packed once."""
        self.answer(self.server_of_test.thread, Content_Encoding="gzip")

    def be_missing(self) -> None:
        self.answer(b"no", 404)

    def be_busy(self) -> None:
        self.answer(b"", 429, Retry_After="120")

    def be_dated(self) -> None:
        self.answer(b"", 503, Retry_After="Fri, 01 Jan 2100 00:00:00 GMT")

    def be_soon(self) -> None:
        if self.server_of_test.count("soon") > 1:
            self.be_good()
        else:
            self.answer(b"", 503, Retry_After="0")

    def be_broken(self) -> None:
        self.answer(b"oops", 502)

    def be_closed(self) -> None:
        self.answer(b"", 403)

    def be_challenge(self) -> None:
        self.answer(b"<!doctype html><title>Are you a bot?</title>", Content_Type="text/html")

    def be_cut(self) -> None:
        half = self.server_of_test.thread[: len(self.server_of_test.thread) // 2]
        self.answer(half, Content_Length=str(len(self.server_of_test.thread)))
        self.close_connection = True

    def be_chunkcut(self) -> None:
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        self.wfile.write(b"400\r\n" + self.server_of_test.thread[:100])
        self.close_connection = True

    def be_short(self) -> None:
        self.answer(self.server_of_test.thread[:-20])

    def be_bomb(self) -> None:
        self.answer(gzip.compress(bytes(20 << 20)))

    def be_pieces(self) -> None:
        self.answer(gzip.compress(b"", mtime=0) * 20_000)

    def be_long(self) -> None:
        self.send_response(200)
        self.end_headers()
        while not self.server_of_test.release.is_set():
            self.wfile.write(bytes(1 << 16))

    def be_away(self) -> None:
        self.answer(b"", 302, Location="http://localhost:9/good/")

    def be_near(self) -> None:
        self.answer(b"", 302, Location=self.path.replace("/near/", "/good/"))

    def be_circle(self) -> None:
        self.answer(b"", 302, Location=self.path)

    def be_empty(self) -> None:
        self.answer(gzip.compress(b""))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(url: str) -> None:
    for _ in range(1000):
        with suppress(OSError), urllib.request.urlopen(url, timeout=5):
            return
        time.sleep(0.03)
    pytest.fail(f"public-inbox-httpd does not answer at {url}", pytrace=False)


def _git(*arguments: str, feed: bytes = b"") -> bytes:
    env = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    command = ("git", *arguments)
    return subprocess.run(command, input=feed, check=True, capture_output=True, env=env).stdout
