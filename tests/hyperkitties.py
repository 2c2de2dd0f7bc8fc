# SPDX-License-Identifier: GPL-2.0-or-later
"""A HyperKitty on loopback over invented threads: pages in its layout, its export, its moods.

The layout is that of HyperKitty 1.3's templates, as far as the tracker reads it. Pages name no
address, cut long links in print, and leave out what the mail above says already.
"""

import gzip
import html
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage, Message
from typing import cast
from urllib.parse import parse_qs, quote, urlsplit

from tests.loopback import Reply, served
from tracker.model.outside.web_threads import hyperkitty_hash

LIST = "widgets@lists.example.org"
LOGIN = '<html><body><form><input type="password" name="password"></form></body></html>'


def parsed(raw: bytes) -> EmailMessage:
    return cast(EmailMessage, message_from_bytes(raw, policy=policy.default))


def message_id(raw: bytes) -> str:
    return str(parsed(raw)["Message-ID"]).strip().strip("<>")


def hash_of(raw: bytes) -> str:
    return hyperkitty_hash(message_id(raw))


def linked(text: str) -> str:
    """A body as HyperKitty prints it: links whole in the target, cut in print."""
    out = []
    for word in html.escape(text).split(" "):
        start = word.find("https://")
        if start >= 0:
            url, tail = word[start:].split("\n")[0], word[start:].partition("\n")[2]
            cut = url if len(url) <= 79 else url[:76] + "..."
            word = f'{word[:start]}<a href="{url}">{cut}</a>\n{tail}'
        out.append(word)
    return " ".join(out)


def mail_part(raw: bytes, before: datetime | None, subject: str) -> tuple[str, datetime]:
    """One ``div.email``, and its date; what the mail above says already is left out."""
    mail = parsed(raw)
    sent = mail["Date"].datetime
    name = str(mail["From"].addresses[0].display_name)
    year = "" if before and before.year == sent.year else f" {sent.year}"
    day = f'<span class="date">{sent.day} {sent:%b}{year}</span>'
    if before and before.date() == sent.date():
        day = ""
    new = "" if not subject or mail["Subject"] == subject else f"New subject: {mail['Subject']}"
    body = mail.get_content()
    asked = quote(f"<{message_id(raw)}>", safe="")
    text = f"""<div class="email"><div id="{hash_of(raw)}" class="email-header">
<div class="email-author"><h2 class="name">{html.escape(name)}</h2></div>
<div class="email-date right">{day}
<div class="time"><span title="Sender's time: {sent:%B} {sent.day}, {sent.year}, 9:00 a.m.">7:00
a.m.</span></div></div><div class="subject">{html.escape(new)}</div></div>
<div class="email-body"><p>{linked(body)}</p></div>
<a class="reply reply-mailto" href="#">Reply</a>
<a class="reply-mailto" href="mailto:{LIST}?Subject=Re&amp;In-Reply-To={asked}">mail</a></div>"""
    if not new:
        text = text.replace('<div class="subject"></div>', "")
    return text, sent


def thread_page(mails: Sequence[bytes]) -> str:
    subject = str(parsed(mails[0])["Subject"])
    parts, before = [], None
    for raw in mails:
        part, before = mail_part(raw, before, subject)
        parts.append(part)
    return (
        f'<!DOCTYPE HTML>\n<html><head><meta charset="utf-8"><title>{html.escape(subject)}</title>'
        f'</head><body><div class="thread-header"><h3>{html.escape(subject)}</h3></div>'
        f"{''.join(parts)}</body></html>"
    )


def message_page(raw: bytes, root: bytes) -> str:
    subject = html.escape(str(parsed(raw)["Subject"]))
    part, _ = mail_part(raw, None, "")
    back = f"/archives/list/{LIST}/thread/{hash_of(root)}/#{hash_of(raw)}"
    return (
        f'<html><head><title>{subject}</title></head><body><div class="message-header">'
        f'<div class="message-back"><a href="{back}">thread</a></div><h1>{subject}</h1></div>'
        f"{part}</body></html>"
    )


def pasted(mails: Sequence[bytes]) -> str:
    """What a browser copies of a thread's page: cut links, no addresses, no Message-IDs."""
    out = [str(parsed(mails[0])["Subject"])]
    for n, raw in enumerate(mails):
        mail = parsed(raw)
        sent = mail["Date"].datetime
        out += [mail["From"].addresses[0].display_name, f"{sent.day} {sent:%b} {sent.year}"]
        out += ["7:00 a.m.", *([f"New subject: {mail['Subject']}"] if n else [])]
        for line in mail.get_content().splitlines():
            long = len(line) > 79 and "https://" in line
            out.append(line[:76] + "..." if long else line)
        out += ["0", "0", "Reply", "Sign in to reply online", "Use email software"]
    return "\n".join(out) + "\n"


@dataclass
class Kitty:
    """The archive. ``mood``: ``well``, ``no export``, ``login``, ``cut``, ``odd``."""

    threads: list[list[bytes]]
    mood: str = "well"
    port: int = 0
    asked: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/archives/list/{LIST}"

    def reply(self, path: str, _: Message) -> Reply:
        self.asked.append(path)
        status, body = self.answer(path)
        return Reply(body, status, len(body) * 2 if self.mood == "cut" else None)

    def answer(self, path: str) -> tuple[int, bytes]:
        parts = urlsplit(path)
        names = [one for one in parts.path.split("/") if one]
        if self.mood == "login":
            return 200, LOGIN.encode()
        if self.mood == "odd":
            return 200, b"<html><body><h1>Widgets</h1>new layout</body></html>"
        for mails in self.threads:
            if "export" in names and parse_qs(parts.query).get("thread") == [hash_of(mails[0])]:
                if self.mood == "no export":
                    return 403, b""
                lines = (b"From x Thu Jan  1 00:00:00 1970\n" + raw + b"\n\n" for raw in mails)
                return 200, gzip.compress(b"".join(lines))
            if "thread" in names and hash_of(mails[0]) in names:
                return 200, thread_page(mails).encode()
            for raw in mails:
                if "message" in names and hash_of(raw) in names:
                    return 200, message_page(raw, mails[0]).encode()
        return 404, b"not found"


@contextmanager
def kitty_of(*threads: Sequence[bytes]) -> Iterator[Kitty]:
    """Serve some threads as HyperKitty does."""
    kitty = Kitty([list(one) for one in threads])
    with served(kitty.reply) as kitty.port:
        yield kitty
