# SPDX-License-Identifier: GPL-2.0-or-later
"""Commit pages of cgit, the web server of git.kernel.org and of many others.

A page tells of a commit by its id: author, committer, dates, parents, message and the tags right
on it; its ``/patch/`` form is the commit as git-format-patch(1) writes it, from which comes the
patch-id. A page proves what a commit is, and not which branch holds it: forks on one server share
their objects, so that any of them shows it.

Only the servers that the user trusts are asked, and no redirect leads to another.
"""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from urllib.parse import urljoin

from bs4 import BeautifulSoup, Tag

from tracker.errors import NotFound, Refused
from tracker.lazy_dataclass import dataclass
from tracker.model.mail import Person
from tracker.model.repository import RawCommit
from tracker.sources.http import Client, ClientOwner, HttpLimits

LIMITS = HttpLimits(read=15.0, total=60.0, download=8 << 20, unpacked=32 << 20, gap=0.5)
_HEAD = 256 << 10
"""Bytes of a page that are read: its diff comes last, and may be long."""
_DIFF = b"<div class='diffstat-header'"
"""Where the diff begins; ``<`` is written ``&lt;`` in all that comes from the commit."""
_ID = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_SHOWN = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A commit as its page shows it."""

    url: str
    """Its own URL, after redirects."""
    commit: RawCommit
    """Its patch-id is empty for a merge, else None."""
    tags: tuple[str, ...]
    patch: str | None
    """The URL of its text form; None where the page names none on the same server."""


class Cgit(ClientOwner):
    """The trusted servers. ``cancel`` may come from another thread."""

    def __init__(self, prefixes: Iterable[str], limits: HttpLimits = LIMITS) -> None:
        """Trust what starts with one of the prefixes. Raises ConfigError for what is no URL."""
        self._prefixes = tuple(prefixes)
        self._client = Client(self._prefixes, limits)

    def page(self, url: str, digits: str) -> Page:
        """Return the page of the commit whose id starts with these digits.

        Raises NotFound where the server does not know it, Refused for what is no commit page,
        Unreachable and Cancelled.
        """
        answer = self._client.fetch(url, wanted=(200, 400, 404))
        found = BeautifulSoup(_cgit_head(answer.body), "html.parser")
        if answer.status == 404 or (answer.status == 400 and found.select_one("div.error")):
            raise NotFound(f"{url} is not known to the server ({answer.status})")
        table = found.select_one("table.commit-info")
        if table is None or answer.status != 200:
            title = " ".join((found.title.get_text() if found.title else "").split())[:_SHOWN]
            shown = "".join(one for one in title if one.isprintable())
            raise Refused(
                f"{url}: the answer is no commit page, but '{shown or 'a page'}';"
                " it has no field 'commit-info'"
            )
        commit = _cgit_commit(found, table, url)
        if not commit.id.startswith(digits):
            raise Refused(f"{url}: the answer is the page of another commit, {commit.id[:12]}")
        patch = self._patch_url(table, answer.url, commit)
        return Page(url=answer.url, commit=commit, tags=_cgit_tags(found), patch=patch)

    def _patch_url(self, table: Tag, url: str, commit: RawCommit) -> str | None:
        for link in table.select("td.oid a[href]"):
            target = urljoin(url, str(link["href"]))
            ours = target.startswith(self._prefixes) and f"/patch/?id={commit.id}" in target
            if ours and len(commit.parents) == 1:
                return target
        return None

    def diff(self, page: Page) -> list[str] | None:
        """Return the lines of the diff in a page's text form; None where there is none.

        Raises NotFound, Refused, Unreachable and Cancelled.
        """
        if page.patch is None:
            return None
        text = self._client.fetch(page.patch).body.decode("utf-8", "surrogateescape")
        if not text.startswith(f"From {page.commit.id} "):
            return None
        _, _, rest = text.partition("\n---\n")
        start = rest.find("\ndiff --git ")
        return rest[start + 1 :].split("\n") if start >= 0 else None


def _cgit_head(body: bytes) -> str:
    end = body.find(_DIFF)
    return body[: min(end, _HEAD) if end >= 0 else _HEAD].decode("utf-8", "replace")


def _cgit_commit(found: BeautifulSoup, table: Tag, url: str) -> RawCommit:
    """Return the commit. Raises Refused where a part is missing, which it names."""
    rows: dict[str, list[Tag]] = {}
    for row in table.select("tr"):
        if (head := row.find("th")) is not None:
            rows.setdefault(head.get_text(), []).append(row)
    name = _ids(rows.get("commit", []))
    author = _cgit_person(rows.get("author", []))
    committer = _cgit_person(rows.get("committer", []))
    subject = found.select_one("div.commit-subject")
    if not name or author is None or committer is None or subject is None:
        parts = {"commit": name, "author": author, "committer": committer}
        lost = [part for part, value in parts.items() if not value] or ["commit-subject"]
        raise Refused(f"{url}: the answer is no commit page that can be read: no field '{lost[0]}'")
    title = "".join(part.get_text() for part in subject.children if not _is_decoration(part))
    body = found.select_one("div.commit-msg")
    parents = _ids(rows.get("parent", []))
    return RawCommit(
        id=name[0],
        parents=parents,
        author=author[0],
        author_date=author[1],
        committer=committer[0],
        date=committer[1],
        message=f"{title}\n\n{body.get_text() if body else ''}",
        patch_id="" if len(parents) > 1 else None,
    )


def _ids(rows: list[Tag]) -> tuple[str, ...]:
    links = (row.select_one("td.oid a") for row in rows)
    texts = (link.get_text().strip().lower() for link in links if link)
    return tuple(one for one in texts if _ID.fullmatch(one))


def _cgit_person(rows: list[Tag]) -> tuple[Person, datetime] | None:
    """``Ada Author <ada@example.org>`` and the date beside it; addresses may be left out."""
    cells = rows[0].find_all("td") if rows else []
    if len(cells) < 2:
        return None
    name, _, address = cells[0].get_text().strip().rpartition("<")
    person = Person(name.strip(), address.rstrip("> ").lower()) if name else Person(address, "")
    moment = _cgit_moment(cells[-1].get_text().strip())
    return (person, moment) if moment else None


def _cgit_moment(text: str) -> datetime | None:
    """``2025-07-07 16:02:03 +0200``; older servers write ``(GMT)``."""
    try:
        found = datetime.strptime(text.replace("(GMT)", "+0000"), "%Y-%m-%d %H:%M:%S %z")
        return found.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _is_decoration(part: object) -> bool:
    return isinstance(part, Tag) and "decoration" in (part.get("class") or ())


def _cgit_tags(found: BeautifulSoup) -> tuple[str, ...]:
    marks = found.select("div.commit-subject span.decoration a")
    kinds = {"tag-annotated-deco", "tag-deco"}
    return tuple(one.get_text() for one in marks if kinds & set(one.get("class") or ()))
