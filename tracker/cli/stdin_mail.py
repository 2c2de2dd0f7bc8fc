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
from tracker.sources.gunzip import MAGIC, inflate
from tracker.sources.single import mails_in
from tracker.store.load import Reader

MAX_PIPED = 32 * 1024 * 1024
"""Bytes that are read from stdin at most."""
_PIPED = "what was piped in"
_START = 8_000
"""Bytes in which a zero is looked for, as git does it to see what is binary."""
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def take_in(context: CommandContext) -> str:
    """Return the Message-ID of the first mail on stdin; kept and indexed if it is not fetched.

    A page of a web archive, or text pasted from one, is taken for the thread that it shows.
    Raises Usage for what is neither; NotFound and Ambiguous for such a page.
    """
    if sys.stdin is None or sys.stdin.isatty():
        raise Usage("'-' reads a mail from stdin; pipe one in: tracker show - < mail")
    return _taken(context, sys.stdin.buffer.read(MAX_PIPED), _PIPED)


def take_in_file(context: CommandContext, path: Path) -> str:
    """Return the Message-ID of the first mail of a file; kept as one on stdin is.

    Raises Usage for what is neither mail nor a page or cannot be read; NotFound and Ambiguous.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_PIPED)
    except OSError as error:
        raise Usage(f"{path} cannot be read: {error.strerror}") from error
    return _taken(context, raw, str(path))


def _taken(context: CommandContext, raw: bytes, where: str) -> str:
    """Return the first mail's Message-ID; all mails are kept, where the first is not fetched."""
    if raw.startswith(MAGIC):
        raw = inflate(raw, MAX_PIPED, where)
    if not raw.strip():
        raise Usage(f"{'stdin' if where == _PIPED else where} was empty; a mail is read from it")
    if not mails_in(raw):
        if b"\0" in raw[:_START] and not raw.startswith(_UTF_16):
            raise Usage(f"{where} is binary, and neither a mail nor a page")
        from tracker.cli.shown_page import take_page

        return take_page(context, raw, where)
    return keep_mails(context, raw, where)[0]


def take_in_all(context: CommandContext) -> list[str]:
    """Return the Message-IDs of all mails on stdin, kept as the first is. Raises as ``take_in``."""
    if sys.stdin is None or sys.stdin.isatty():
        raise Usage("'-' reads mail from stdin; pipe it in: lei q -f mboxrd ... | tracker track -")
    raw = sys.stdin.buffer.read(MAX_PIPED)
    if raw.startswith(MAGIC):
        raw = inflate(raw, MAX_PIPED, _PIPED)
    if len(mails_in(raw)) < 2:
        return [_taken(context, raw, _PIPED)]
    return keep_mails(context, raw, _PIPED)


def keep_mails(context: CommandContext, raw: bytes, where: str) -> list[str]:
    """Keep the mails of an mbox that are not cached yet; return the Message-IDs of all.

    Raises Usage where the first cannot be read.
    """
    piped = [(one, read_guarded(one)) for one in from_stdin(raw, where)]
    first = piped[0][1]
    if isinstance(first, Unreadable):
        raise Usage(f"{where} cannot be read: {first.why}")
    found = {one.message_id: stored for stored, one in piped if not isinstance(one, Unreadable)}
    reader = Reader.open(context.paths.database)
    held: frozenset[str] = frozenset()
    if reader is not None:
        with reader:
            held = frozenset(reader.messages(found))
    folder = context.paths.cache / "piped"
    folder.mkdir(parents=True, exist_ok=True)
    for message_id, stored in found.items():
        if message_id not in held:
            name = hashlib.sha256(message_id.encode("utf-8", "replace")).hexdigest()[:32]
            write_whole(folder / f"{name}.eml", stored.raw)
    if held.symmetric_difference(found):
        for _ in context.index([Piped(folder)]):
            pass
    return list(found)
