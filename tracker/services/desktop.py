# SPDX-License-Identifier: GPL-2.0-or-later
"""What the terminal UI starts outside of itself: a web browser, tmux, the user's own commands."""

import os
import shlex
import signal
import subprocess
import sys
import threading
import webbrowser
from collections.abc import Sequence
from contextlib import suppress
from pathlib import PurePath
from shutil import which
from tempfile import TemporaryFile
from typing import IO

from tracker.errors import Broken, Usage
from tracker.model.board import Ended

TEXTUAL = frozenset({"browsh", "elinks", "links", "links2", "lynx", "w3m", "www-browser"})
"""Browsers that work in the terminal."""
_TAIL = 4096
"""Bytes that are looked at of what a program wrote."""
MAX_KEPT = 200_000
"""Bytes that are kept of it."""
_SOON = 1.0
"""Seconds in which a browser that cannot show a page is taken to say so."""


def browse(url: str) -> tuple[str, ...]:
    """Open a page in the user's web browser, which may not write on our terminal.

    ``$BROWSER`` is read as Python's ``webbrowser`` does: commands between colons, of which the
    first that is there is taken; ``%s`` stands for the URL, which else comes last. It is one
    argument, and no shell reads it. Gives the words of a browser that works in the terminal, which
    is not started. Raises Broken where there is no browser, or it ends with a failure at once.
    """
    given = os.environ.get("BROWSER", "")
    for command in filter(None, given.split(os.pathsep)):
        words = _desktop_words(command, url)
        if words and which(words[0]):
            return _started(words)
    if given.strip():
        raise Broken(f"$BROWSER names no program that is there: {given}; Y copies the URL")
    return _usual(url)


def _desktop_words(command: str, url: str) -> tuple[str, ...]:
    try:
        words = shlex.split(command)
    except ValueError as error:
        raise Broken(f"$BROWSER cannot be read: {error}; Y copies the URL") from error
    # webbrowser takes it for "in the background", as every one is started here.
    words = words[:-1] if words[-1:] == ["&"] else words
    filled = tuple(one.replace("%s", url) for one in words)
    return filled if "%s" in command else (*filled, url)


def _started(words: tuple[str, ...]) -> tuple[str, ...]:
    name = PurePath(words[0]).name
    if name in TEXTUAL:
        return words
    try:
        process = subprocess.Popen(
            words,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        status = process.wait(_SOON)
    except subprocess.TimeoutExpired:
        return ()
    except OSError as error:
        raise Broken(f"{name} could not be started: {error.strerror}; Y copies the URL") from error
    if status:
        raise Broken(f"the web browser {name} ended with status {status}; Y copies the URL")
    return ()


def _usual(url: str) -> tuple[str, ...]:
    """Return the browser of the desktop, or the one that is installed."""
    try:
        browser = webbrowser.get()
    except webbrowser.Error as error:
        raise Broken("no web browser was found; set $BROWSER, or copy the URL with Y") from error
    name = str(getattr(browser, "name", ""))
    if isinstance(browser, webbrowser.GenericBrowser) and PurePath(name).name in TEXTUAL:
        return (name, url)
    if not browser.open(url):
        raise Broken(f"the web browser {name} could not be started; copy the URL with Y")
    return ()


def copy(text: str) -> bool:
    """Hand a text to tmux, which passes it on to the clipboard of the terminal it is in.

    A terminal in tmux may not be asked directly: with ``set-clipboard external``, tmux drops what
    programs ask for. False without a tmux that takes it.
    """
    if not os.environ.get("TMUX"):
        return False
    try:
        done = subprocess.run(
            ("tmux", "load-buffer", "-w", "-"),
            input=text.encode("utf-8", "replace"),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=5,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def run(words: Sequence[str], *, terminal: bool, pause: bool = False, wait: bool = True) -> Ended:
    """Run a program without a shell; how it ended, and its last words.

    With ``terminal`` it works in ours, else it is given none, and what it wrote is kept. ``pause``
    waits for Enter in our terminal, as is done where it failed, unless ``wait`` is off. Raises
    Usage where it cannot be started.
    """
    if not words:
        raise Usage("an empty command could not be run")
    try:
        if terminal:
            return Ended(_in_front(list(words), pause=pause, wait=wait))
        with TemporaryFile() as out, TemporaryFile() as err:
            done = subprocess.run(
                list(words),
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=err,
                start_new_session=True,
            )
            last = _last_line(err if done.returncode else out)
            return Ended(done.returncode, last, _written(out) + _written(err))
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise Usage(f"'{words[0]}' could not be run: {why}") from error


def _in_front(
    words: list[str], data: bytes | None = None, *, pause: bool, wait: bool = True
) -> int:
    """Run a program in our terminal; its status.

    SIGTERM is handed on to it, so that it gives the terminal back before we leave as well: an
    editor would else go on over a shell's prompt. Raises OSError where it cannot be started.
    """
    with subprocess.Popen(words, stdin=None if data is None else subprocess.PIPE) as process:
        ended: list[int] = []

        def hand_on(number: int, _frame: object) -> None:
            ended.append(number)
            process.terminate()

        ours = threading.current_thread() is threading.main_thread()
        before = signal.signal(signal.SIGTERM, hand_on) if ours else None
        try:
            process.communicate(data)
        except BaseException:
            process.kill()
            raise
        finally:
            if ours:
                signal.signal(signal.SIGTERM, before)
    if ended and before is signal.SIG_DFL:
        os.kill(os.getpid(), signal.SIGTERM)
    status = process.returncode
    if wait and not ended and (pause or status):
        _wait_for_enter(status)
    return status


def _wait_for_enter(status: int) -> None:
    """Let the user read what was written before the screen is ours again."""
    ended = f", status {status}" if status else ""
    print(f"\n[ended{ended}; Enter goes back to tracker]", file=sys.__stderr__, flush=True)
    with suppress(OSError, ValueError, KeyboardInterrupt):
        sys.stdin.readline()


def pipe(data: bytes, command: str) -> Ended:
    """Run a command line of the user's own in their shell, with data on its stdin, and pause.

    The shell reads what the user typed and nothing else. Raises Usage where it cannot be run.
    """
    try:
        return Ended(_in_front(["sh", "-c", command], data, pause=True))
    except (OSError, ValueError) as error:
        raise Usage(f"the command could not be run: {error}") from error


def _written(file: IO[bytes]) -> str:
    """Return what a program wrote, the end of it where that is much."""
    size = file.seek(0, os.SEEK_END)
    file.seek(max(size - MAX_KEPT, 0))
    return file.read(MAX_KEPT).decode("utf-8", "replace")


def _last_line(file: IO[bytes]) -> str:
    size = file.seek(0, os.SEEK_END)
    file.seek(max(size - _TAIL, 0))
    lines = file.read(_TAIL).decode("utf-8", "replace").split("\n")
    return next((line.strip() for line in reversed(lines) if line.strip()), "")
