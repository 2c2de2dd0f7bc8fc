# SPDX-License-Identifier: GPL-2.0-or-later
"""Run a program of the user's for an event, with its values in the environment.

No shell reads a value. A program that does not end in its time is ended with all that it started.
"""

import os
import signal
import subprocess
from collections.abc import Callable
from contextlib import suppress

from tracker.mail.refs import url_of
from tracker.model.board import UserHook
from tracker.model.report import LogEntry
from tracker.model.terminal_text import clean


def run_hook(hook: UserHook, entry: LogEntry, say: Callable[[str], None]) -> None:
    """Run the program and wait for it; what goes wrong is said, and stops nothing."""
    command = hook.run[0]
    try:
        program = subprocess.Popen(
            hook.run,
            env={**os.environ, **hook_values(entry)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        say(f"the hook {command} cannot be run: {reason}")
        return
    try:
        status = program.wait(hook.seconds)
    except subprocess.TimeoutExpired:
        _end(program)
        say(f"the hook {command} did not end in {hook.seconds} seconds and was ended")
        return
    except BaseException:
        _end(program)
        raise
    if status:
        say(f"the hook {command} ended with status {status}")


def _end(program: "subprocess.Popen[bytes]") -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(program.pid, signal.SIGKILL)
    program.wait()


def hook_values(entry: LogEntry) -> dict[str, str]:
    """Return an event as variables of the environment; no value holds a control character."""
    event = entry.event
    name = event.message_id or entry.id
    values = {
        "KIND": event.kind,
        "DATE": event.date.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "TEXT": event.text,
        "ID": entry.id,
        "TITLE": entry.title,
        "PROJECT": entry.project or "",
        "VERSION": "" if event.version is None else str(event.version),
        "MESSAGE_ID": event.message_id or "",
        "COMMIT": event.commit or "",
        "URL": url_of(name),
    }
    return {f"TRACKER_{name}": clean(value) for name, value in values.items()}
