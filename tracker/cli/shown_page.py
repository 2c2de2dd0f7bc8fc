# SPDX-License-Identifier: GPL-2.0-or-later
"""A page of a web archive, or text pasted from one, as a handle: saved, or piped in."""

from contextlib import ExitStack
from typing import TYPE_CHECKING

from tracker.cli.output import say
from tracker.errors import NotFound, Unreachable
from tracker.mail.pasted import read_pasted
from tracker.services.shown_threads import (
    FoundThread,
    find_among,
    find_shown,
    need_thread,
    server_queries,
    thread_of_page,
)
from tracker.sources.web_archives.pages import looks_like_page, read_page
from tracker.store.load import Reader

if TYPE_CHECKING:
    from tracker.cli.context import CommandContext
    from tracker.model.outside.web_threads import ShownThread

_MOST_FAULTS = 5
_MOST_ANSWER = 4 << 20
"""Bytes of the mails that a search of the server may give."""


def take_page(context: "CommandContext", data: bytes, where: str) -> str:
    """Return the Message-ID of the mail that a page or pasted text stands for, and say why.

    What is cached is looked through, offline also the shipped example; a Message-ID that the page
    names is returned although it is not cached, so that it is fetched. Raises Usage for what shows
    no thread; NotFound; Ambiguous.
    """
    shown = _read(data, where)
    need_thread(shown)
    for fault in shown.faults[:_MOST_FAULTS]:
        say(f"{where}: {fault}")
    if len(shown.faults) > _MOST_FAULTS:
        say(f"{where}: {len(shown.faults) - _MOST_FAULTS} more fields are missing")
    found = _cached(context, shown)
    say(f"{where} is taken for {found.message_id}: {found.why} ({found.sure})")
    return found.message_id


def _read(data: bytes, where: str) -> "ShownThread":
    if not looks_like_page(data):
        return read_pasted(_text_of(data), where)
    page = read_page(data, where)
    return thread_of_page(page, where, read_pasted(page.text, where))


def _text_of(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _cached(context: "CommandContext", shown: "ShownThread") -> FoundThread:
    """Return what fits in the user's database; else in the example; else what can be fetched."""
    missing: NotFound | None = None
    with ExitStack() as stack:
        reader = Reader.open(context.paths.database)
        readers = [stack.enter_context(reader)] if reader is not None else []
        if context.server is None and not context.reading.sources:
            readers.append(stack.enter_context(context.example()).reader)
        for one in readers:
            try:
                return find_shown(one, shown)
            except NotFound as error:
                missing = missing or error
    named = next((one.message_id for one in shown.mails if one.message_id), "")
    if named and context.server is not None:
        return FoundThread(message_id=named, why="its Message-ID stands on the page", sure="sure")
    if (found := _searched(context, shown)) is not None:
        return found
    raise missing or NotFound(f"{shown.where}: nothing was fetched or indexed yet")


def _searched(context: "CommandContext", shown: "ShownThread") -> FoundThread | None:
    """Return what the server finds by the change-id or a title of a page that names no mail.

    None without a network, and where it finds nothing or cannot be asked, which is said.
    Raises Ambiguous.
    """
    from tracker.model.mail import Message
    from tracker.services.sync.guarded_read import read_guarded

    lore = context.lore()
    if lore is None:
        return None
    with lore:
        for query in server_queries(shown):
            say(f"searching {lore.url} for {query}")
            try:
                mails = [read_guarded(one) for one in lore.search(query, most=_MOST_ANSWER)]
            except Unreachable as error:
                say(str(error))
                return None
            if found := find_among(shown, (one for one in mails if isinstance(one, Message))):
                return found
    return None
