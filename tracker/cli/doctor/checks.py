# SPDX-License-Identifier: GPL-2.0-or-later
"""The tracker's own files and surroundings, as ``tracker doctor`` looks at them."""

import contextlib
import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from tracker.cli.context import CommandContext
from tracker.cli.doctor.findings import Finding
from tracker.config.lines import with_line
from tracker.errors import Broken, ConfigError, TrackerError
from tracker.store.board.reads import BoardReader
from tracker.store.faults import MEND
from tracker.store.load import Reader
from tracker.store.recorded.copy import copies_aside, copy_path

_LIBRARIES = ("b4", "liblore", "textual", "sqlite-utils", "click")
B4_TRIED = "0.16."
_PROBE = b"""\
From: Ada Author <ada@example.org>
To: widgets@example.org
Subject: [PATCH] widget: turn
Date: Mon, 06 Jan 2025 10:00:00 +0000
Message-ID: <probe-1@example.org>

Turn it.

Signed-off-by: Ada Author <ada@example.org>
---
diff --git a/w b/w
--- a/w
+++ b/w
@@ -1 +1 @@
-a
+b
"""
_MEGABYTE = 1 << 20
_LOW, _NONE = 500, 20
"""Megabytes of free space below which a disk is getting full, and is full."""


def programs() -> Iterator[Finding]:
    """Python, the libraries and git."""
    from importlib.metadata import PackageNotFoundError, version

    yield Finding(subject="python", text=".".join(map(str, sys.version_info[:3])))
    known = []
    for name in _LIBRARIES:
        with contextlib.suppress(PackageNotFoundError):
            known.append(f"{name} {version(name)}")
    yield Finding(subject="libraries", text=", ".join(known))
    yield from b4_answers(B4_TRIED)
    git = shutil.which("git")
    yield Finding(
        subject="git",
        text=git or "not on PATH; archives and repositories in git cannot be read",
        mend="" if git else "install git",
        fine=git is not None,
    )


def b4_answers(tried: str) -> Iterator[Finding]:
    """Yield whether a b4 of another version than the one ``tried`` still makes an mbox for us."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        here = version("b4")
    except PackageNotFoundError:
        return
    if here.startswith(tried):
        return
    from tracker.sources.b4_am import make_ready

    text = f"b4 {here} is not the {tried}x that was tried"
    try:
        make_ready([_PROBE])
    except TrackerError as error:
        mend = f"install 'b4~={tried}0'; until then 'tracker apply' and 'mbox' fail"
        yield Finding(subject="b4", text=f"{text}, and it breaks: {error}", mend=mend, fine=False)
    else:
        yield Finding(subject="b4", text=f"{text}; 'b4 am' answers as that did")


def configuration(
    context: CommandContext, path: Path, faults: Sequence[ConfigError]
) -> Iterator[Finding]:
    """Yield the file, each of its faults, and whether what it names is there."""
    if not faults and not path.is_file():
        text = f"{path} is not there; the defaults hold"
        yield Finding(subject="configuration", text=text, mend="'tracker init' makes one")
    elif not faults:
        yield Finding(subject="configuration", text=f"{path} is read")
    for fault in faults:
        yield _misconfigured(str(fault), "mend that line; 'tracker init --print' explains each key")
    with contextlib.suppress(ImportError):
        yield from _for_terminal(context, path)
    for name in ("mailmap", "template"):
        place = getattr(context.config, name)
        if place is not None and not os.access(place, os.R_OK):
            fault = ConfigError(f"{place} cannot be read", key=(name,))
            yield _misconfigured(
                str(with_line(context.config.path, fault)), "mend the path, or leave the key out"
            )
    for command in context.config.commands:
        if shutil.which(command.run[0]) is None:
            text = f"the command '{command.label}' runs {command.run[0]}, which is not on PATH"
            yield Finding(subject="configuration", text=text, mend=f"install {command.run[0]}")
    yield from _moved_keys(context)


def _moved_keys(context: CommandContext) -> Iterator[Finding]:
    """Yield the shipped keys that mean something else now; a fault was told already."""
    from tracker.tui.keys import moved

    with contextlib.suppress(ConfigError):
        for text in moved(context.config.keys, context.config.commands):
            yield Finding(subject="configuration", text=f"keys: {text}")


def _for_terminal(context: CommandContext, path: Path) -> Iterator[Finding]:
    """Yield the keys and the theme, which only the terminal UI can judge."""
    from textual.theme import BUILTIN_THEMES

    from tracker.tui.keys import sound, with_own

    try:
        sound(context.config.commands)
        with_own(context.config.keys, context.config.commands)
    except ConfigError as error:
        yield _misconfigured(
            str(with_line(context.config.path, error)),
            "'?' in the terminal UI has the actions and their keys",
        )
    theme = context.config.theme
    if theme and theme not in BUILTIN_THEMES:
        known = ", ".join(sorted(BUILTIN_THEMES))
        fault = ConfigError(f"'{theme}' is not a theme", key=("theme",))
        yield _misconfigured(str(with_line(context.config.path, fault)), f"the themes are {known}")


def _misconfigured(text: str, mend: str) -> Finding:
    return Finding(subject="configuration", text=text, mend=mend, fine=False)


def folders(context: CommandContext) -> Iterator[Finding]:
    """Yield where our files lie: whether they can be written, and whether the disk is full."""
    yield from _check_folder("folder", context.paths.database.parent)
    for one in copies_aside(context.paths.database):
        text = f"{one} is what was recorded in an earlier database"
        mend = f"'tracker import {one}' brings it back; else remove it"
        yield Finding(subject="folder", text=text, mend=mend)
    if context.paths.cache != context.paths.database.parent:
        yield from _check_folder("cache", context.paths.cache)
    left = [one for one in _children(context.paths.cache) if _is_left_over(one)]
    if left:
        text = f"{len(left)} folders of runs that were killed, such as {left[0]}"
        yield Finding(subject="cache", text=text, mend="remove them while no tracker is running")


def _check_folder(subject: str, place: Path) -> Iterator[Finding]:
    there = next(one for one in (place, *place.parents) if _exists(one))
    if there.is_dir() and os.access(there, os.W_OK | os.X_OK):
        text = str(place) if there == place else f"{place} is not there yet"
        yield Finding(subject=subject, text=text)
    else:
        text = f"{place} cannot be written; nothing can be fetched or tracked"
        mend = f"give yourself the right to write in {there}, or set TRACKER_HOME to a folder"
        yield Finding(subject=subject, text=text, mend=mend, fine=False)
    with contextlib.suppress(OSError):
        free = shutil.disk_usage(there).free // _MEGABYTE
        if free < _LOW:
            text = f"the disk of {place} has {free} MB left"
            yield Finding(subject=subject, text=text, mend="make room", fine=free >= _NONE)


def _exists(place: Path) -> bool:
    try:
        return place.exists()
    except OSError:
        return False


def _children(place: Path) -> list[Path]:
    try:
        return sorted(place.iterdir())
    except OSError:
        return []


def _is_left_over(place: Path) -> bool:
    """Return a folder in which a killed run was making the example's database."""
    return place.name.startswith("example-") and place.suffix != ".db" and place.is_dir()


def database(path: Path) -> Iterator[Finding]:
    """Yield the database: whether it is whole, ours, of this version, and up to date."""
    journal = path.with_name(f"{path.name}-journal")
    if _exists(journal):
        text = f"{journal} is there: a tracker is writing, or was killed while it did"
        mend = "nothing, if one is running; else the next command undoes what it left half done"
        yield Finding(subject="database", text=text, mend=mend)
    try:
        reader = Reader.open(path)
    except TrackerError as error:
        mend = _REPLACE if _exists(path) else "set TRACKER_HOME to a folder that can be made"
        yield Finding(subject="database", text=str(error), mend=mend, fine=False)
        return
    except OSError as error:
        text = f"{path}: {error.strerror}"
        mend = f"give yourself the right to read it and to enter {path.parent}"
        yield Finding(subject="database", text=text, mend=mend, fine=False)
        return
    if reader is None:
        text = f"{path} is not there yet"
        mend = "'tracker show REF' fetches a thread, 'tracker index PATH' reads an archive"
        yield Finding(subject="database", text=text, mend=mend)
        return
    with reader:
        yield from _contents(reader, path)


_REPLACE = (
    "'tracker doctor --mend' saves what you recorded, reads the mail again and keeps the old file"
)


def is_damaged(path: Path) -> bool:
    """Return whether there is a database that cannot be read, or not all of it.

    Raises Broken for one that is another program's, locked, or of a newer version: nothing that
    mending would help.
    """
    try:
        reader = Reader.open(path)
    except Broken as error:
        if not _is_damage(error, path):
            raise
        return True
    if reader is None:
        return bool(copy_path(path).exists())
    with reader:
        return bool(reader.check())


def _is_damage(error: Broken, path: Path) -> bool:
    """Return whether an error of opening is one of what lies in the file."""
    if MEND in str(error):
        return True
    ours = copy_path(path).exists()
    return ours and any(words in str(error) for words in ("is no database", "is not the tracker's"))


def _contents(reader: Reader, path: Path) -> Iterator[Finding]:
    from tracker.mail.rule_versions import DERIVATION, READ_VERSION

    faults = reader.check()
    if faults:
        yield Finding(subject="database", text="; ".join(faults), mend=_REPLACE, fine=False)
        return
    size = f"{reader.message_count()} mails, {reader.series_count()} series"
    yield Finding(subject="database", text=f"{path}, {size}")
    if reader.stale(READ_VERSION) or reader.derivation() not in (DERIVATION, None):
        text = "its mail was read by the rules of another version"
        yield Finding(subject="database", text=text, mend="'tracker rebuild' reads it again")
    with_rows = BoardReader.open(path)
    if with_rows is not None:
        with with_rows:
            if with_rows.is_due():
                text = "rows of the board are to be judged again"
                mend = "nothing to do: 'tracker list' and the board do it"
                yield Finding(subject="database", text=text, mend=mend)
    if others := reader.under_one_id():
        name = others[0].rpartition("#")[0]
        text = f"{len(others)} whose Message-ID another mail bears, such as {name}; both are kept"
        yield Finding(subject="mails of one name", text=text)
    unreadable = reader.unreadable()
    if unreadable:
        first = unreadable[0]
        text = f"{len(unreadable)}, such as {first.location}: {first.why}"
        mend = "nothing to do: they are counted, and read again by each new version"
        yield Finding(subject="unreadable mails", text=text, mend=mend)


def terminal() -> Iterator[Finding]:
    """Yield what stdout can show, and the terminal's name."""
    from tracker.cli.output import style

    look = style()
    name = os.environ.get("TERM", "")
    asked = os.environ.get("NO_COLOR")
    text = f"{name or 'TERM is not set'}, {sys.stdout.encoding}"
    text += ", no colour as NO_COLOR asks" if asked else ""
    mend = "" if look.unicode else "LC_ALL=C.UTF-8 shows names and signs as they are"
    yield Finding(subject="terminal", text=text, mend=mend)
