# SPDX-License-Identifier: GPL-2.0-or-later
"""Read many mails on all cores, in their order, while the caller stores those read before.

Reading is most of the cost of an index and needs nothing but the mail, so processes that this one
forks do it; one process writes. A mail stays behind the same barrier wherever it is read.
"""

from collections.abc import Iterator
from itertools import chain, islice

from tracker.model.mail import Stored
from tracker.services.sync.guarded_read import read_chunk
from tracker.services.sync.processes import handed_out
from tracker.store.mail_writes import Keyed

CHUNK = 500
"""Mails that are read and stored at a time."""
CHUNK_BYTES = 8 << 20
"""Bytes of mail after which no further one is put into a chunk: logs of robots have megabytes."""
FIRST = 100
"""Mails that are read before the fork. What is made ready for them, such as five hundred
expressions (0.14 s of CPU), need not be made in each process."""
MANY = 1500
"""Mails from which on a fork is worth its start, about 0.3 s of CPU for each process."""


def read_ahead(mails: Iterator[Stored], processes: int) -> Iterator[list[Keyed]]:
    """Yield mails as they were read, ``CHUNK`` of them at a time, in their order.

    Where there are few, or a fork is not safe, they are read here. Raises what ``mails`` raises.
    """
    first = list(islice(mails, MANY))
    rest = chain(first, mails)
    chunks = iter(lambda: _chunk(rest, CHUNK), [])
    few = len(first) < MANY
    # The mails that are read would stay in memory by that name.
    del first
    if few or processes < 2:
        yield from map(read_chunk, chunks)
        return
    # What a command needs that reads few mails is loaded faster without it.
    from tracker.services.sync.read_process import may_fork, read_processes

    ready = read_chunk(_chunk(rest, FIRST))
    with read_processes(processes if may_fork() else 0) as idle:
        yield ready
        if not idle:
            yield from map(read_chunk, chunks)
            return
        yield from handed_out(chunks, idle)


def _chunk(mails: Iterator[Stored], most: int) -> list[Stored]:
    """Return the next mails, as many as are read at a time; none at the end."""
    found: list[Stored] = []
    size = 0
    for mail in islice(mails, most):
        found.append(mail)
        size += len(mail.raw)
        if size >= CHUNK_BYTES:
            break
    return found
