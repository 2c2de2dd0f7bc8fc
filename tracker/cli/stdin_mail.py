# SPDX-License-Identifier: GPL-2.0-or-later
"""A mail on stdin as a handle: it is kept, so that it can be shown when no archive holds it."""

import hashlib
import sys
from pathlib import Path

from tracker.cli.context import CommandContext
from tracker.errors import Usage
from tracker.model.mail import Unreadable
from tracker.services.files import write_whole
from tracker.services.sync.guarded_read import read_guarded
from tracker.sources.archive import from_stdin
from tracker.sources.folders import Piped
from tracker.store.load import Reader

MAX_PIPED = 32 * 1024 * 1024
"""Bytes that are read from stdin at most."""


def take_in(context: CommandContext) -> str:
    """Return the Message-ID of the first mail on stdin; kept and indexed if it is not fetched.

    Raises Usage for what is no mail.
    """
    if sys.stdin is None or sys.stdin.isatty():
        raise Usage("'-' reads a mail from stdin; pipe one in: tracker show - < mail")
    return _taken(context, sys.stdin.buffer.read(MAX_PIPED), "what was piped in")


def take_in_file(context: CommandContext, path: Path) -> str:
    """Return the Message-ID of the first mail of a file; kept as one on stdin is.

    Raises Usage for what is no mail or cannot be read.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_PIPED)
    except OSError as error:
        raise Usage(f"{path} cannot be read: {error.strerror}") from error
    return _taken(context, raw, str(path))


def _taken(context: CommandContext, raw: bytes, where: str) -> str:
    stored = from_stdin(raw, where)[0]
    found = read_guarded(stored)
    if isinstance(found, Unreadable):
        raise Usage(f"{where} cannot be read: {found.why}")
    reader = Reader.open(context.paths.database)
    if reader is not None:
        with reader:
            if reader.where(found.message_id) is not None:
                return found.message_id
    folder = context.paths.cache / "piped"
    folder.mkdir(parents=True, exist_ok=True)
    name = hashlib.sha256(found.message_id.encode("utf-8", "replace")).hexdigest()[:32]
    write_whole(folder / f"{name}.eml", stored.raw)
    with context.sync() as sync:
        for _ in sync.index([Piped(folder)]):
            pass
    return found.message_id
