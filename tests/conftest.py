# SPDX-License-Identifier: GPL-2.0-or-later
"""Fixtures for the whole tree; every test is sealed off from the user and the network."""

import gc
import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.servers import THREADS, PublicInbox, inbox_of

LOOPBACK = ("127.", "::1", "localhost", "/", "\0")
"""Where a test may connect to: this machine, and sockets in files."""

HANGS = 600
"""Seconds after which a run ends that hangs; ``faulthandler_timeout`` has printed its stack."""


def pytest_configure() -> None:
    """Hear an interrupt, and let programs of tests hear one, in a shell's background job too.

    A shell without job control starts these with SIGINT ignored, which children inherit.
    """
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_finish() -> None:
    """Keep the collector from going through thousands of tests again and again: a tenth of CPU."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def ended() -> Iterator[None]:
    """End a run that waits for what never comes; no test needs a limit of its own."""
    signal.alarm(HANGS)
    yield
    signal.alarm(0)


@pytest.fixture(autouse=True)
def sealed(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own for each test, and no connection beyond loopback."""
    home = tmp_path_factory.mktemp("home")
    folders = ("XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME")
    for name in ("PYTHONUNBUFFERED", "NO_COLOR", "COLUMNS", *folders):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("TRACKER_HOME", str(home / "tracker"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setattr(socket.socket, "connect", _only_loopback(socket.socket.connect))
    return home


def _only_loopback(connect):  # type: ignore[no-untyped-def]  # it takes what connect takes
    def checked(self: socket.socket, address: object) -> None:
        host = address[0] if isinstance(address, tuple) else address
        if not str(host).startswith(LOOPBACK):
            raise AssertionError(f"a test tried to reach {host}")
        connect(self, address)

    return checked


@pytest.fixture(scope="session")
def lore_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PublicInbox]:
    """A real public-inbox server of the invented threads; tests that use it are marked server."""
    with inbox_of(THREADS, tmp_path_factory.mktemp("lore")) as server:
        yield server
