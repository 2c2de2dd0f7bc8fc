# SPDX-License-Identifier: GPL-2.0-or-later
"""Hostile mails, indexed for real: on every tab, in the reader, in the evidence."""

import asyncio
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.tui.screens.conftest import Run, Running
from tests.tui.screens.test_hostile import check
from tracker.cli import run as run_command
from tracker.cli.backend.backend import TuiBackend
from tracker.cli.context import open_context
from tracker.cli.options import Reading
from tracker.model.board import Order
from tracker.tui.screens.reader import ReaderScreen

pytestmark = [pytest.mark.asyncio, pytest.mark.slow]

THREADS, MAILS = 2, 60
PATCHES = 3
TABS = "1234567"
BITS = (
    b"\x1b]52;c;aGk=\x07", b"\x1b[2J", b"\x9b31m", b"\x00", b"\x08\x08\x7f", b"\xff\xfe\x80",
    b"\r", b"\t\t", b"[red]x[/red]", b"[@click=app.quit]q[/]", b"[/]", b"$(reboot)`id`",
    b"../../etc/passwd", b"<script>alert(1)</script>", b"%s%n{0}{nope}", b"\\u001b[2J",
    "\u202eright\u2066".encode(), "\u200b\ufeff\u00ad".encode(), "灯".encode() * 40,
    ("e" + "\u0301" * 60).encode(), "\U000e0041\U0001f468\u200d\U0001f469".encode(),
    "\u2028\u2029\x85".encode(), b"=?utf-8?b?/////w==?=", b"=?x-none?q?=1B=5B2J?=",
    b"x" * 3_000, b"> " * 200, b"[" * 300, b"(" * 300 + b")" * 300,
)  # fmt: skip
"""What a terminal, a page, a shell or a slow rule could take amiss."""
LINES = (
    b"Reviewed-by: %s <rik@example.org>", b"Nacked-by: %s", b"Acked-by: Rik <%s>",
    b"Why not %s?", b"NAK, %s", b"Link: https://lore.example.org/%s/",
    b'Fixes: 0123456789ab ("%s")',
    b"Changes in v2:\n - %s", b"Depends-on: <%s@example.org>", b"This needs [1] %s",
    b"[1] https://lore.kernel.org/all/%s@example.org/", b"Applied to %s, thanks!",
    b"On Monday, %s wrote:", b"> %s", b">>> %s", b"prerequisite-patch-id: %s", b"change-id: %s",
    b"Here is the summary with links:\n  - [1/3] %s\n    https://git.kernel.org/x/c/0123456789ab",
    b"base-commit: %s", b"--- %s", b"diff --git a/%s b/%s", b"@@ -1 +1 @@ %s", b"-- \n%s", b"%s",
)  # fmt: skip
"""Lines that the rules role for, to be filled."""


def filled(dice: random.Random, words: bytes) -> bytes:
    """A line with bits in its holes."""
    return b"".join(
        part + (b"".join(dice.choices(BITS, k=2)) if more else b"")
        for more, part in zip([*[1] * words.count(b"%s"), 0], words.split(b"%s"), strict=True)
    )


def mail(dice: random.Random, thread: int, number: int) -> bytes:
    """One of a thread: a cover letter, patches, then replies to any of those before it."""
    subject = b" ".join(dice.choices(BITS, k=2)).replace(b"\r", b"").replace(b"\x00", b"")
    if number <= PATCHES:
        subject = b"[PATCH v2 %d/%d] " % (number, PATCHES) + subject
        above = 0
    else:
        subject, above = b"Re: " + subject, dice.randrange(number)
    who = dice.choice(BITS).replace(b"\r", b"").replace(b"<", b"")
    body = b"\n".join(filled(dice, dice.choice(LINES)) for _ in range(dice.randrange(1, 30)))
    if 0 < number <= PATCHES:
        body += b"\n---\n lamp.c | 2 +-\n\ndiff --git a/lamp.c b/lamp.c\n--- a/lamp.c\n+++ b/lamp.c"
        body += b"\n@@ -%d,2 +%d,2 @@\n-\told();\n+\tnew(%d);\n }\n-- \n2.0\n" % ((number,) * 3)
    charset = dice.choice([b"utf-8", b"us-ascii", b"x-none", b"utf-16", b"iso-2022-jp"])
    head = [
        b"From: %s <%s@example.org>" % (who, b"ann" if number <= PATCHES else b"rik"),
        b"Subject: " + subject,
        b"Message-ID: <t%d.%d[red]$(id)@example.org>" % (thread, number),
        b"Date: Mon, 2 Mar 2026 %02d:%02d:00 +0000" % divmod(number, 60),
        b"To: linux-lamps@example.org",
        b"Cc: " + filled(dice, b'"%s" <%s@example.org>, %s').replace(b"\r", b""),
        b"List-Id: " + filled(dice, b"%s <%s>").replace(b"\r", b""),
        b"DKIM-Signature: v=1; d=" + filled(dice, b"%s; s=%s; b=x").replace(b"\r", b""),
        b"Content-Type: text/plain; charset=" + charset,
    ]
    if number:
        head.append(b"In-Reply-To: <t%d.%d[red]$(id)@example.org>" % (thread, above))
    return b"\n".join(head) + b"\n\n" + body + b"\n"


@pytest.fixture
def backend(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TuiBackend]:
    """A database with all of them."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("TRACKER_HOME", str(tmp_path / "home"))
    folder = tmp_path / "mails"
    folder.mkdir()
    dice = random.Random(7)
    for thread in range(THREADS):
        for number in range(MAILS):
            (folder / f"{thread}-{number}.eml").write_bytes(mail(dice, thread, number))
    assert run_command(["index", str(folder)]) == 0
    context = open_context(Reading(as_of=None, offline=True, sources=(), config=None))
    made = TuiBackend(context, context.paths.database, live=False)
    made.freshen(len)
    yield made


def sound(tui: Running, columns: int) -> None:
    """Nothing on the screen that it could obey, and nothing wider than it."""
    text = tui.text
    check(text)
    assert max(map(cell_len, text.splitlines())) <= columns


async def read_all(tui: Running, columns: int) -> set[str]:
    """Read the threads of a series from the first mail to the last; their names."""
    await tui.press("6", "g", "enter")
    screen = tui.app.screen
    assert isinstance(screen, ReaderScreen)
    for line in screen.thread:
        if line is not screen.thread[0]:
            screen.action_mail(1)
        for _ in range(20_000):
            if screen.mail and screen.mail.message_id == line.message_id:
                break
            await asyncio.sleep(0.002)
        assert screen.mail
        assert screen.mail.message_id == line.message_id
        sound(tui, columns)
    return {line.message_id for line in screen.thread}


async def test_hostile_mails_are_shown_and_not_obeyed(backend: TuiBackend, run: Run) -> None:
    """Threads as series, at two sizes; every mail is read, every tab and its rows are seen."""
    read: set[str] = set()
    board = backend.board("", Order.TITLE, everything=True)
    for at in range(len(board)):
        columns, height = ((80, 24), (200, 60))[at % 2]
        name = board.row(at).id
        async with run(backend, name, size=(columns, height)) as tui:
            for key in TABS:
                await tui.press(key, "pagedown", "G")
                sound(tui, columns)
            await tui.press("e")
            sound(tui, columns)
            await tui.press("q")
            read |= await read_all(tui, columns)
    assert len(read) == THREADS * MAILS
