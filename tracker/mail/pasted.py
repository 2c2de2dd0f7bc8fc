# SPDX-License-Identifier: GPL-2.0-or-later
"""Read text that was copied from a page of a web archive: titles, names, days, links.

No field of it is where a mail has it, so each is known by its own form. A browser copies a thread
of HyperKitty's as title, name, ``9 Jul 2025``, ``8:36 a.m.``, body; replies as name, ``9 Jul``,
time, ``New subject: ...``; public-inbox's as mail headers.
"""

from datetime import date

from tracker.mail.phrases.forms.pasted_text import (
    PASTED_CHANGE_ID,
    PASTED_DAYS,
    PASTED_FROM,
    PASTED_MESSAGE_ID,
    PASTED_NAME,
    PASTED_TITLE,
    PASTED_URL,
)
from tracker.model.outside.web_threads import ShownMail, ShownThread

MAX_TEXT = 8 << 20
"""Characters that are read; what follows is left."""
_MOST_FOUND = 500
_LINE = 1000
_LINES = 100_000
_NEAR = 6
"""Lines around a title in which the name and the day of its mail stand."""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SHORT_DATE_LINE = 60


def read_pasted(text: str, where: str) -> ShownThread:
    """Return what a pasted text shows of a thread; no mails where it shows no title of a patch."""
    text = text[:MAX_TEXT]
    lines = [line.strip()[:_LINE] for line in text.splitlines()[:_LINES]]
    lines = [line for line in lines if line]
    titled = [
        (at, found[1]) for at, line in enumerate(lines) if (found := PASTED_TITLE.match(line))
    ]
    year = next((one.year for line in lines if (one := _day_in(line, None))), None)
    ids = [found[1] for found in PASTED_MESSAGE_ID.finditer(text)][:_MOST_FOUND]
    mails = [_mail_at(lines, at, title, year) for at, title in titled[:_MOST_FOUND]]
    named = [ShownMail(message_id=name) for name in dict.fromkeys(ids) if _is_whole(name)]
    return ShownThread(
        where=where,
        mails=(*named, *mails),
        links=links_in(text),
        change_ids=change_ids_in(text),
    )


def links_in(text: str) -> tuple[str, ...]:
    """Return the URLs in a text, also those cut with ``...``, each once."""
    found = (match[0].rstrip(").,;") for match in PASTED_URL.finditer(text[:MAX_TEXT]))
    cut = (match[0].rstrip(")>,;") for match in PASTED_URL.finditer(text[:MAX_TEXT]))
    pairs = zip(found, cut, strict=True)
    urls = (long if long.endswith("...") else short for short, long in pairs)
    return tuple(dict.fromkeys(urls))[:_MOST_FOUND]


def change_ids_in(text: str) -> tuple[str, ...]:
    """Return the change-ids that lines of a text give, each once."""
    found = (match[1] for match in PASTED_CHANGE_ID.finditer(text[:MAX_TEXT]))
    return tuple(dict.fromkeys(found))[:_MOST_FOUND]


def _mail_at(lines: list[str], at: int, title: str, year: int | None) -> ShownMail:
    """Return the mail whose title stands in a line; its name and day are the nearest ones."""
    near = sorted(
        range(max(0, at - _NEAR), min(len(lines), at + _NEAR + 1)), key=lambda n: abs(n - at)
    )
    name, day = "", None
    for row in near:
        line = lines[row]
        if found := PASTED_FROM.match(line):
            name = name or found[1].strip().strip("\"'")
        if day is None and len(line) <= _SHORT_DATE_LINE and (one := _day_in(line, year)):
            day = one
            above = lines[row - 1] if row else ""
            if not name and PASTED_NAME.fullmatch(above) and not PASTED_TITLE.match(above):
                name = above
    return ShownMail(title=title, name=name, day=day)


def _day_in(line: str, year: int | None) -> date | None:
    for pattern in PASTED_DAYS:
        found = pattern.search(line[:200])
        if found is None or not (found["y"] or year):
            continue
        month = found["m"].lower()[:3]
        number = int(month) if month.isdigit() else _MONTHS.index(month) + 1
        try:
            return date(int(found["y"] or year or 1), number, int(found["d"]))
        except ValueError:
            continue
    return None


def _is_whole(message_id: str) -> bool:
    """Return whether an id is neither cut nor masked, as archives print addresses."""
    return "..." not in message_id and "…" not in message_id and message_id.count("@") == 1
