# SPDX-License-Identifier: GPL-2.0-or-later
"""Mail that notmuch finds: the program is run with the user's query, for whole threads."""

import subprocess
import tempfile

from tracker.errors import NotFound, Unreachable, Usage

MOST = 256 << 20
"""Bytes of mail that are taken from one query."""
_SECONDS = 300.0


def notmuch_mbox(query: str) -> bytes:
    """Return the threads of the mails that fit a query of notmuch's, as an mbox.

    Raises Usage for an empty query and for one that finds too much; NotFound where nothing fits;
    Unreachable where notmuch is not there or fails.
    """
    if not query.strip():
        raise Usage("an empty query is all mail; name what to look for: tag:review and from:ada")
    words = ("show", "--format=mbox", "--entire-thread=true", "--", query)
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as said:
        try:
            done = subprocess.run(
                ["notmuch", *words], stdin=subprocess.DEVNULL, stdout=out, stderr=said,
                check=False, timeout=_SECONDS,
            )  # fmt: skip
        except OSError as fault:
            raise Unreachable(f"notmuch cannot be run ({fault.strerror}); is it there?") from fault
        except subprocess.TimeoutExpired as fault:
            raise Unreachable(f"notmuch gave no answer within {_SECONDS:.0f} s") from fault
        said.seek(0)
        why = " ".join(said.read(500).decode("utf-8", "replace").split())
        if done.returncode:
            raise Unreachable(f"notmuch fails: {why or 'it gives no reason'}")
        out.seek(0)
        data = out.read(MOST + 1)
    if len(data) > MOST:
        raise Usage(f"the query finds more than {MOST >> 20} MiB of mail; narrow it down")
    if not data.strip():
        raise NotFound(f"notmuch finds no mail for '{query}'")
    return data
