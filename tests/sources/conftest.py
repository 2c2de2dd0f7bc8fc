# SPDX-License-Identifier: GPL-2.0-or-later
"""Fixtures for the tests of sources."""

import gzip
from collections.abc import Iterator

import pytest

from tests.servers import THREADS, RudeServer


def mboxrd(*mails: bytes) -> bytes:
    """Mails as public-inbox sends them."""
    parts = []
    for raw in mails:
        lines = raw.splitlines(keepends=True)
        quoted = [b">" + line if line.lstrip(b">").startswith(b"From ") else line for line in lines]
        parts.append(b"From mboxrd@z Thu Jan  1 00:00:00 1970\n" + b"".join(quoted) + b"\n")
    return b"".join(parts)


@pytest.fixture
def rude() -> Iterator[RudeServer]:
    """A misbehaving server whose good answer is the thread of THREADS' cover."""
    server = RudeServer()
    server.thread = gzip.compress(mboxrd(*THREADS[:5]))
    yield server
    server.close()
