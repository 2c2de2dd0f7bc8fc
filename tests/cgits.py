# SPDX-License-Identifier: GPL-2.0-or-later
"""Commit pages on loopback for tests: a real cgit over repositories, and written pages.

``RealCgit`` runs the program that git.kernel.org runs, one process a request. ``PageServer``
answers with what it was given, in the shape of cgit's pages with invented content.
"""

import os
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest

PROGRAM = Path("/usr/lib/cgit/cgit.cgi")
_MISSING = "these tests need cgit; on Debian: apt-get install --no-install-recommends cgit"
HEX = "0123456789abcdef0123456789abcdef01234567"


def commit_page(
    commit: str = HEX,
    title: str = "widget: Turn it",
    *,
    author: str = "Ada Author <ada@example.org>",
    made: str = "2025-01-06 11:00:00 +0100",
    committer: str = "Mia Maintainer <mia@example.org>",
    kept: str = "2025-01-07 09:00:00 +0000",
    parents: tuple[str, ...] = ("f" * 40,),
    body: str = "Because it is better that way.\n",
    tags: tuple[str, ...] = (),
    base: str = "/acme/widget.git",
    head: str = "",
) -> str:
    """A page of one commit; ``head`` stands above it."""
    rows = [("author", author, made), ("committer", committer, kept)]
    lines = [
        f"<tr><th>{name}</th><td>{escape(who)}</td><td class='right'>{when}</td></tr>"
        for name, who, when in rows
    ]
    lines.append(
        f"<tr><th>commit</th><td colspan='2' class='oid'><a href='{base}/commit/?id={commit}'>"
        f"{commit}</a> (<a href='{base}/patch/?id={commit}'>patch</a>)</td></tr>"
    )
    lines += [
        f"<tr><th>parent</th><td colspan='2' class='oid'><a href='{base}/commit/?id={one}'>{one}"
        "</a></td></tr>"
        for one in parents
    ]
    marks = "".join(f"<a class='tag-annotated-deco' href='{base}/tag/?h={t}'>{t}</a>" for t in tags)
    deco = f"<span class='decoration'><a class='branch-deco'>main</a>{marks}</span>" if tags else ""
    return (
        f"<!DOCTYPE html><html><head><title>{escape(title)} - acme</title></head><body>{head}"
        f"<table summary='commit info' class='commit-info'>{''.join(lines)}</table>"
        f"<div class='commit-subject'>{escape(title)}{deco}</div>"
        f"<div class='commit-msg'>{escape(body)}</div>"
        "<div class='diffstat-header'>Diffstat</div></body></html>"
    )


def patch_text(change: str, commit: str = HEX, title: str = "widget: Turn it") -> str:
    """The text form of a commit."""
    return (
        f"From {commit} Mon Sep 17 00:00:00 2001\nFrom: Ada Author <ada@example.org>\n"
        f"Date: Mon, 6 Jan 2025 11:00:00 +0100\nSubject: {title}\n\nBecause.\n---\n"
        f" lib/widget.c | 2 +-\n\n{change}-- \ncgit v1.2.3\n"
    )


class PageServer:
    """Answers each path with a status and a body; any other with 404, as cgit words it."""

    def __init__(self) -> None:
        self.answers: dict[str, tuple[int, str]] = {}
        """By path and query; a body that starts with a slash is where a redirect leads."""
        self.asked: list[str] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self._runner = threading.Thread(target=self._server.serve_forever, args=(0.05,))
        self._runner.start()

    @property
    def prefix(self) -> str:
        """What a user would trust."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/"

    def put(self, path: str, body: str, status: int = 200) -> str:
        """Answer a path so; its URL."""
        self.answers[f"/{path}"] = (status, body)
        return self.prefix + path

    def close(self) -> None:
        """End it."""
        self._server.shutdown()
        self._server.server_close()
        self._runner.join()

    def answer(self, path: str) -> tuple[int, str]:
        """What a path is answered with."""
        self.asked.append(path)
        return self.answers.get(path, (404, _error("Bad commit reference")))


def _error(text: str) -> str:
    return f"<html><title>acme</title><div class='error'>{text}</div></html>"


class RealCgit:
    """cgit over repositories, by name; ``/NAME/c/ID`` redirects as git.kernel.org does."""

    def __init__(self, folder: Path, repositories: dict[str, Path]) -> None:
        rows = [f"repo.url={name}\nrepo.path={path}" for name, path in repositories.items()]
        self._config = folder / "cgitrc"
        self._config.write_text("virtual-root=/\ncache-size=0\n" + "\n".join(rows) + "\n")
        self.asked: list[str] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._runner = threading.Thread(target=self._server.serve_forever, args=(0.05,))
        self._runner.start()

    @property
    def prefix(self) -> str:
        """What a user would trust."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/"

    def close(self) -> None:
        """End it."""
        self._server.shutdown()
        self._server.server_close()
        self._runner.join()

    def answer(self, path: str) -> tuple[int, str]:
        """What a path is answered with."""
        self.asked.append(path)
        parts = urlsplit(path)
        if "/c/" in parts.path:
            name, _, commit = parts.path.rpartition("/c/")
            return 302, f"{name}/commit/?id={commit}"
        env = {
            "PATH": os.environ["PATH"], "CGIT_CONFIG": str(self._config), "SCRIPT_NAME": "/",
            "PATH_INFO": parts.path, "QUERY_STRING": parts.query, "REQUEST_METHOD": "GET",
            "HTTP_HOST": "127.0.0.1", "SERVER_NAME": "127.0.0.1",
        }  # fmt: skip
        done = subprocess.run([PROGRAM], env=env, capture_output=True, check=True)
        head, _, body = done.stdout.decode("utf-8", "surrogateescape").partition("\n\n")
        status = [line for line in head.split("\n") if line.startswith("Status: ")]
        return int(status[0].split()[1]) if status else 200, body


@contextmanager
def real_cgit(folder: Path, **repositories: Path) -> Iterator[RealCgit]:
    """Serve repositories with a real cgit; it is ended afterwards."""
    if not PROGRAM.exists():
        pytest.fail(_MISSING, pytrace=False)
    server = RealCgit(folder, repositories)
    try:
        yield server
    finally:
        server.close()


def _handler(server: PageServer | RealCgit) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            status, body = server.answer(self.path)
            data = b"" if 300 <= status < 400 else body.encode("utf-8", "surrogateescape")
            self.send_response(status)
            if 300 <= status < 400:
                self.send_header("Location", body)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:
            """Keep quiet."""

    return Handler
