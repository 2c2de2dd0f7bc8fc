# SPDX-License-Identifier: GPL-2.0-or-later
"""Read a page of a web archive: HyperKitty's layout field by field, any other as its words.

HyperKitty's fields (1.3, of its templates ``thread.html`` and ``message.html``): a mail is a
``div.email``; its hash the id of ``div.email-header``; the sender's name ``.email-author .name``,
never an address; the day ``.email-date .date``, without the year in replies of the first mail's
year; the Message-ID stands only in the ``mailto:`` of ``a.reply-mailto``.
"""

import re
from datetime import date
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from tracker.errors import Usage
from tracker.lazy_patterns import lazy_pattern
from tracker.model.outside.web_threads import PageText, ShownMail

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

MAX_PAGE = 16 << 20
"""Bytes of a page; a thread of 500 mails is 4 MB."""
_MOST_MAILS = 2000
_DEEPEST = 1000
"""Tags open within each other; the fields of a page that has more are not looked for."""
_TOO_DEEP = "the page is nested too deep to look for the field 'div.email'; its words are read"
_NOT_WORDS = ("script", "style", "noscript", "template", "nav", "form", "head")
_LINES = ("br", "p", "div", "h1", "h2", "h3", "li", "tr", "span", "pre", "blockquote")
_VOID = (
    "br",
    "hr",
    "img",
    "input",
    "link",
    "meta",
    "area",
    "base",
    "col",
    "embed",
    "source",
    "wbr",
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY = lazy_pattern(r"\s*(\d{1,2})\s+([A-Za-z]{3})[a-z]{0,6}\.?(?:\s+(\d{4}))?\s*")
_SENT = lazy_pattern(r"Sender's time: ([A-Z][a-z]{2,8})\.? (\d{1,2}), (\d{4})")
_TAG = lazy_pattern(r"<(?:!doctype html|html|body|div|head|pre)", re.IGNORECASE)
_HASHED = lazy_pattern(r"[A-Z2-7]{32}")
_NEW_SUBJECT = "New subject:"
_MASKS = ("＠", "(a)", "@", " at ")
"""What stands in a name that is an address, which the archive masks."""


class PageWords(HTMLParser):
    """The words of a page, in one pass; a link's text is cut in print, so its target stands for it.

    What runs, and what asks for input, holds no words of a mail.
    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.deepest = 0
        """How many tags stand open within each other at most."""
        self._depth = 0
        self._parts: list[str] = []
        self._shut = ""
        """The tag whose content is left out; empty outside of such."""
        self._shut_depth = 0
        self._target = ""
        self._link: list[str] | None = None

    def text(self) -> str:
        """Return the words so far."""
        return "".join(self._parts)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a tag: a line of its own, a link, or something without words."""
        if tag not in _VOID:
            self._depth += 1
            self.deepest = max(self.deepest, self._depth)
        if self._shut:
            self._shut_depth += tag == self._shut
        elif tag in _NOT_WORDS:
            self._shut, self._shut_depth = tag, 1
        elif tag == "a":
            self._end_link()
            self._target = next((value or "" for name, value in attrs if name == "href"), "")
            self._link = []
        elif tag in _LINES:
            self._say("\n")

    def handle_endtag(self, tag: str) -> None:
        """Close a tag."""
        self._depth = max(0, self._depth - (tag not in _VOID))
        if self._shut:
            self._shut_depth -= tag == self._shut
            if not self._shut_depth:
                self._shut = ""
        elif tag == "a":
            self._end_link()
        elif tag in _LINES:
            self._say("\n")

    def handle_data(self, data: str) -> None:
        """Take words."""
        if not self._shut:
            self._say(data)

    def close(self) -> None:
        """End the page; a link that is open ends with it."""
        super().close()
        self._end_link()

    def _say(self, text: str) -> None:
        (self._parts if self._link is None else self._link).append(text)

    def _end_link(self) -> None:
        if self._link is None:
            return
        words, self._link = "".join(self._link), None
        whole = self._target.startswith(("http://", "https://")) and "://" in words
        self._parts.append(self._target if whole else words)


def looks_like_page(data: bytes) -> bool:
    """Return whether some bytes start as an HTML page does, in any charset with ASCII in it."""
    start = data[:4096].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return start.startswith(b"<") and _TAG.search(start.decode("latin-1")) is not None


def read_page(data: bytes, where: str) -> PageText:
    """Return the mails and words of a page. Raises Usage for a login page and for one too long."""
    if len(data) > MAX_PAGE:
        raise Usage(f"{where} is a page of more than {MAX_PAGE >> 20} MiB; it is not read")
    from bs4 import BeautifulSoup
    from bs4.dammit import UnicodeDammit

    markup = UnicodeDammit(data, is_html=True).unicode_markup or data.decode("latin-1")
    words = PageWords()
    words.feed(markup)
    words.close()
    if words.deepest > _DEEPEST:
        return PageText(mails=(), text=words.text(), faults=(_TOO_DEEP,))
    soup = BeautifulSoup(markup, "html.parser")
    shown = soup.find_all("div", class_="email", limit=_MOST_MAILS)
    if not shown and soup.find("input", attrs={"type": "password"}) is not None:
        raise Usage(
            f"{where} is a page to log in, field 'password', not a thread; log in with a browser "
            "and save the page, or give the archive's mbox export to 'tracker index'"
        )
    heading = _heading(soup)
    mails: list[ShownMail] = []
    faults: list[str] = []
    for number, one in enumerate(shown, 1):
        read = _shown_mail(one, heading if number == 1 else "", mails[-1].day if mails else None)
        faults += [f"mail {number} of the page has no {field}" for field in _lacking(one, read)]
        mails.append(read)
    if not shown and heading:
        faults.append(
            "the page has no field 'div.email' of HyperKitty's layout; its words are read"
        )
    return PageText(mails=tuple(mails), text=words.text(), faults=tuple(faults))


def _lacking(tag: "Tag", mail: ShownMail) -> list[str]:
    """Return the fields that a mail's part of a page has not; a masked name is one."""
    fields = {
        "sender's name, field 'email-author'": tag.select_one(".email-author .name"),
        "readable day, field 'email-date'": mail.day,
        "Message-ID or hash, fields 'reply-mailto' and 'email-header'": mail.message_id
        or mail.hash,
    }
    return [name for name, value in fields.items() if not value]


def thread_linked(data: bytes) -> str:
    """Return the hash of the thread that a message's page links back to; empty if it links none."""
    from bs4 import BeautifulSoup

    for link in BeautifulSoup(data[:MAX_PAGE], "html.parser").select(".message-back a[href]"):
        names = urlsplit(str(link["href"])).path.split("/")
        found = [name for name in names if _HASHED.fullmatch(name)]
        if found:
            return found[0]
    return ""


def _heading(soup: "BeautifulSoup") -> str:
    for where in (".thread-header h3", ".message-header h1", "h1", "title"):
        if (found := soup.select_one(where)) is not None and (text := _line(found)):
            return text
    return ""


def _shown_mail(tag: "Tag", title: str, before: date | None) -> ShownMail:
    """Return one mail; ``before`` is the day of the mail above it, which is not printed again."""
    header = tag.select_one(".email-header")
    name = tag.select_one(".email-author .name")
    subject = tag.select_one(".email-header .subject")
    hashed = str(header.get("id", "")) if header is not None else ""
    return ShownMail(
        title=_line(subject).removeprefix(_NEW_SUBJECT).strip() if subject is not None else title,
        name=_name(_line(name)) if name is not None else "",
        day=_day_of(tag, before),
        hash=hashed if _HASHED.fullmatch(hashed) else "",
        message_id=_answered(tag),
    )


def _day_of(tag: "Tag", before: date | None) -> date | None:
    """Return the day of a mail: as printed, else the sender's, else that of the mail above.

    A reply of the first mail's year has no year, one of the day of the mail above has no day.
    """
    shown = tag.select_one(".email-date .date")
    if shown is not None and (day := _day(_line(shown), before.year if before else None)):
        return day
    title = tag.select_one(".email-date .time span[title]")
    sent = _SENT.search(str(title["title"])) if title is not None else None
    if sent is not None and (day := _day(f"{sent[2]} {sent[1]} {sent[3]}", None)):
        return day
    return before if shown is None and title is not None else None


def _name(text: str) -> str:
    """Return a sender's name; empty for an address, which the archive has masked."""
    return "" if any(mask in text for mask in _MASKS) else text[:200]


def _answered(tag: "Tag") -> str:
    """Return the Message-ID that the mail's reply link names."""
    for link in tag.select("a.reply-mailto[href]"):
        try:
            asked = parse_qs(urlsplit(str(link["href"])).query)
        except ValueError:
            continue
        for key, values in asked.items():
            if key.lower() == "in-reply-to":
                name = values[0].strip().strip("<>").strip()
                return name if "@" in name and name.isprintable() and len(name) <= 900 else ""
    return ""


def _day(text: str, year: int | None) -> date | None:
    found = _DAY.fullmatch(text)
    month = found[2].lower() if found else ""
    if found is None or month not in _MONTHS or not (found[3] or year):
        return None
    try:
        return date(int(found[3] or year or 1), _MONTHS.index(month) + 1, int(found[1]))
    except ValueError:
        return None


def _line(tag: "Tag") -> str:
    return " ".join(tag.get_text(" ").split())[:1000]
