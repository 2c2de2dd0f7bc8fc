# SPDX-License-Identifier: GPL-2.0-or-later
"""The barrier between one mail and all others: whatever a mail does to its reader, it stops no one.

A mail is written by strangers. One that makes a rule raise, or take longer than its limit, becomes
an ``Unreadable`` record with the reason, and the rest of the batch is stored.
"""

import signal
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import FrameType

from tracker.mail.mime.headings import read_heading
from tracker.mail.reader import read_all
from tracker.model.headings import Heading
from tracker.model.mail import Message, Stored, Unreadable
from tracker.store.mail_writes import Keyed

SECONDS = 2.0
"""CPU seconds that any mail may take, and for each ``BYTES`` of it ..."""
PER_MEGABYTE = 0.5
"""... so many more. The longest real mail seen (3.4 MB) takes one second in all."""


class _TookTooLong(BaseException):
    """Raised inside a rule; no ``except Exception`` on the way may swallow it."""


def read_guarded(mail: Stored) -> Message | Unreadable:
    """Return ``read_all_guarded`` for the mail itself, without further patches attached to it."""
    return read_all_guarded(mail)[0]


def read_all_guarded(mail: Stored) -> tuple[Message | Unreadable, ...]:
    """Read one mail, each patch attached to it a record.

    What raises or takes too long is ``Unreadable`` and says why. Never raises.
    """
    allowed = SECONDS + PER_MEGABYTE * len(mail.raw) / 1e6
    where = f"{mail.archive}:{mail.key}"
    try:
        with _limited(allowed):
            return read_all(mail)
    except _TookTooLong:
        why = f"reading it took longer than {allowed:.1f} CPU seconds"
    # The one place that catches everything: which rule fails on which mail cannot be foreseen.
    except Exception as error:  # noqa: BLE001 - the barrier itself
        why = f"reading it failed ({type(error).__name__}); please report it with the mail"
    return (Unreadable(location=where, why=why),)


def read_heading_guarded(mail: Stored) -> Heading | None:
    """Return ``read_heading`` of a mail; None for one that makes it raise. Never raises."""
    try:
        return read_heading(mail)
    # What it was is told when the mail is read whole, which None asks for.
    except Exception:  # noqa: BLE001 - the barrier again
        return None


def read_chunk(mails: Sequence[Stored]) -> list[Keyed]:
    """Read some mails here; each patch attached to one is a record under the mail's key."""
    return [(mail.key, one) for mail in mails for one in read_all_guarded(mail)]


@contextmanager
def _limited(seconds: float) -> Iterator[None]:
    """Interrupt what is done inside after so much CPU time of this thread.

    Signals reach the main thread only (signal(7)); in another one, as in the terminal UI, a watcher
    does it.
    """
    if threading.current_thread() is not threading.main_thread():
        from tracker.services.sync.thread_limit import limited_thread

        with limited_thread(seconds, _TookTooLong):
            yield
        return

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise _TookTooLong

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
