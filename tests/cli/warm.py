# SPDX-License-Identifier: GPL-2.0-or-later
"""Programs that start at once: forked from an interpreter that has imported the tracker.

``python -m tracker`` imports for longer than most commands run, and tests start it hundreds of
times. A run here is a process of its own all the same: its own environment, folder, streams and
memory, and nothing of it outlives it. What is about the start itself (closed streams, locales,
permissions) has to use a real one.
"""

import gc
import importlib
import json
import os
import pkgutil
import socket
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType

STREAMS = 3
STARTED = (
    (0, "r", "surrogateescape"),
    (1, "w", "surrogateescape"),
    (2, "w", "backslashreplace"),
)
"""How Python opens them where the locale is C or C.UTF-8."""
LARGEST = 1 << 20
"""Bytes of a request: words and environment."""


class WarmStart:
    """The interpreter to fork from; one at a time uses it."""

    def __init__(self, top: Path) -> None:
        self._ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            command = [sys.executable, "-m", "tests.cli.warm", str(theirs.fileno())]
            env = {**os.environ, "PYTHONUTF8": "1", "PYTHONPATH": str(top)}
            self._server = subprocess.Popen(command, cwd=top, env=env, pass_fds=[theirs.fileno()])

    def __enter__(self) -> "WarmStart":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._ours.close()
        self._server.wait()

    def run(
        self,
        words: Sequence[str],
        cwd: Path,
        *,
        feed: bytes = b"",
        env: Mapping[str, str] = os.environ,
        stdout: str | None = None,
        closed: bool = False,
    ) -> tuple[int, bytes, bytes]:
        """Run the tracker; return its status, stdout and stderr.

        ``stdout`` names a file to print to; with ``closed``, all streams are closed at the start.
        """
        request = json.dumps([list(words), str(cwd), dict(env), closed]).encode()
        pipes = [os.pipe() for _ in range(STREAMS)]
        far = [pipes[0][0], pipes[1][1], pipes[2][1]]
        if stdout:
            os.close(far[1])
            far[1] = os.open(stdout, os.O_WRONLY)
        socket.send_fds(self._ours, [request], far)
        for one in far:
            os.close(one)
        kept: dict[int, bytes] = {}
        threads = [
            threading.Thread(target=_read_all, args=(pipes[n][0], n, kept)) for n in (1, 2)
        ] + [threading.Thread(target=_write_all, args=(pipes[0][1], feed))]
        for thread in threads:
            thread.start()
        answer = self._ours.recv(64)
        for thread in threads:
            thread.join()
        return int(answer), kept[1], kept[2]


def _read_all(file: int, number: int, kept: dict[int, bytes]) -> None:
    with os.fdopen(file, "rb") as stream:
        kept[number] = stream.read()


def _write_all(file: int, feed: bytes) -> None:
    try:
        with os.fdopen(file, "wb") as stream:
            stream.write(feed)
    except BrokenPipeError:
        """A program need not read all that it is given."""


def serve(ours: socket.socket) -> None:
    """Import everything, then fork for each request until the other end closes."""
    import tracker

    for module in pkgutil.walk_packages(tracker.__path__, "tracker."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    gc.freeze()
    while True:
        request, files, _, _ = socket.recv_fds(ours, LARGEST, STREAMS)
        if not request:
            return
        child = os.fork()
        if not child:
            ours.close()
            _become(*json.loads(request), files)
        for one in files:
            os.close(one)
        ours.send(str(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])).encode())


def _become(
    words: list[str], cwd: str, env: dict[str, str], closed: bool, files: list[int]
) -> None:
    """Run the program in this process; it leaves without taking every module apart."""
    from tracker.cli import main

    for number, file in enumerate(files):
        os.dup2(file, number)
        os.close(file)
    if closed:
        os.closerange(0, STREAMS)
        sys.stdin = sys.stdout = sys.stderr = None  # type: ignore[assignment]  # as Python has it
    else:
        sys.stdin, sys.stdout, sys.stderr = (
            open(number, mode, encoding="utf-8", errors=errors, closefd=False)  # noqa: SIM115 - kept open
            for number, mode, errors in STARTED
        )
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(env)
    sys.argv = ["tracker", *words]
    try:
        main()
    except SystemExit as end:
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        os._exit(end.code if isinstance(end.code, int) else int(end.code is not None))


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))
