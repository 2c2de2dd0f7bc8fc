# SPDX-License-Identifier: GPL-2.0-or-later
"""A public-inbox server: lore.kernel.org, a mirror, or any other.

``liblore.LoreNode`` chooses among the mirrors that the user's git configuration names; the
session, limits, redirects and reading of bodies are ours (``http.py``), because the node neither
ends a request under way nor limits what it unpacks. Its own fetching is not used: it asks again
with HEAD after a 404, posts a body that turns every search into one for whole threads, and its
way of asking for updates takes refusals for "nothing new".
"""

import io
import logging
import re
from collections.abc import Iterable
from fnmatch import fnmatchcase
from urllib.parse import quote, quote_plus, unquote, urlsplit

import requests
from liblore import LibloreError
from liblore.node import LoreNode

from tracker.errors import ConfigError, NotFound, Refused, Unreachable, Usage
from tracker.lazy_dataclass import dataclass
from tracker.model.mail import Stored
from tracker.sources.feed import FeedItem, feed_items
from tracker.sources.gunzip import MAGIC, inflate
from tracker.sources.http import Client, ClientOwner, HttpAnswer, HttpLimits
from tracker.sources.mbox import is_separator, message_id_of, split
from tracker.sources.mirrors import Mirrors, mirrors_of

_KERNEL = "https://lore.kernel.org"
_WORD = re.compile(r"\w+")
_MOST_LAYERS = 2
"""Times that an answer is unpacked: a proxy may gzip what is gzip already."""
_MOST_LINKS = 1000
_UPSTREAM = "X-Archive-Upstream"
"""How a mirror of a part names the archive that it mirrors (liblore 0.10)."""
_PLAIN_URL = re.compile(r"https?://[A-Za-z0-9.-]{1,200}(?::\d{1,5})?(?:/[A-Za-z0-9._/-]{0,200})?")
_FEED = 4 << 20
"""Bytes of a feed."""
_LIST_ID = re.compile(rb"^list-id:[^\r\n<]{0,200}<([^>\s]{1,200})>", re.IGNORECASE | re.MULTILINE)
_TRUSTED_LIST = re.compile(
    rb"^list-id:[^\r\n]{0,300}\.(?:kernel\.org|linux\.dev)>", re.IGNORECASE | re.MULTILINE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A thread as a server gave it."""

    message_id: str
    """The id that was asked for; any message of the thread."""
    url: str
    """What was fetched."""
    raw: bytes
    """The gzipped mboxrd as sent, for the cache."""
    messages: tuple[Stored, ...]


class Lore(ClientOwner):
    """One public-inbox server. Safe to use from several threads."""

    def __init__(
        self, url: str = _KERNEL, limits: HttpLimits | None = None, mirrors: Mirrors | None = None
    ) -> None:
        """Take a server by the URL of an inbox (``.../all/``) or of the server itself.

        ``mirrors`` left out is what the user's git configuration says. Raises ConfigError for
        what is no http(s) URL. Nothing is asked yet.
        """
        parts = urlsplit(url.strip())
        self.url = parts._replace(query="", fragment="").geturl().rstrip("/")
        if self.url == _KERNEL:
            self.url += "/all"
        found = mirrors_of(self.url) if mirrors is None else mirrors
        self._prefer = found.prefer
        self._upstream = ""
        base = limits or HttpLimits()
        self._times = found.timeout or (base.connect, base.read)
        self._client = Client((self.url, *found.fallbacks), limits, found.agent_plus)
        self._origin = f"{parts.scheme}://{parts.netloc}"
        _quieten(("liblore", "b4"))
        try:
            self._node = LoreNode(
                self.url,
                fallback_urls=list(found.fallbacks),
                request_timeout=self._times,
                follow_upstream=False,
            )
        except LibloreError as fault:
            raise ConfigError(f"the mirrors of {self.url} cannot be used: {fault}") from fault
        self._node.set_requests_session(self._client.session)

    def close(self) -> None:
        """Close all connections."""
        self._node.close()
        self._client.close()

    def resume(self) -> None:
        """Take requests again after a cancel."""
        self._client.resume()

    def thread(self, message_id: str) -> tuple[Stored, ...]:
        """Return all messages of the thread that holds this one; see ``fetch``."""
        return self.fetch(message_id).messages

    def fetch(self, message_id: str) -> Fetched:
        """Return the thread that holds this message, in one request (two at a bare origin).

        Raises NotFound if the server does not hold the message; Refused if it sends something
        else than the message's thread; Unreachable and Cancelled.
        """
        url = f"{self._inbox_of(message_id)}/{_lore_escaped(message_id)}/t.mbox.gz"
        try:
            answer = self._client.fetch(url, send=self._send)
        except NotFound as fault:
            raise NotFound(f"{self.url} does not hold {message_id}{self._elsewhere()}") from fault
        messages = self._stored(answer)
        if message_id not in {stored.key for stored in messages}:
            what = f"a thread of {len(messages)} without it" if messages else "an empty thread"
            raise Refused(f"{self.url} answers for {message_id} with {what}; try again later")
        return Fetched(message_id=message_id, url=url, raw=answer.body, messages=messages)

    def check(self) -> None:
        """Ask for the server's own help page, which every public-inbox has.

        Raises Refused, Unreachable and Cancelled; NotFound where the URL is no inbox.
        """
        self._client.fetch(f"{self.url}/_/text/help/", send=self._send)

    def search(
        self, query: str, full_threads: bool = False, *, most: int | None = None
    ) -> tuple[Stored, ...]:
        """Return the messages that match, or the whole threads they stand in; none if nothing does.

        The query is one of public-inbox (``nq:"change-id: X"``, ``patchid:X``, ``s:title``).
        Raises Usage for an empty query, which would fetch the archive; Refused, also for an answer
        of more than ``most`` bytes, Unreachable and Cancelled. A server of many inboxes can only be
        searched by the URL of one of them.
        """
        if not query.strip():
            raise Usage("an empty search would fetch the whole archive; name something to look for")
        threads = "&t=1" if full_threads else ""
        url = f"{self.url}/?x=m{threads}&q={quote_plus(query, errors='replace')}"
        try:
            return self._stored(self._client.fetch(url, "POST", send=self._send, most=most))
        except NotFound:
            return ()

    def feed(self) -> tuple[FeedItem, ...]:
        """Return the newest mails of the inbox, as its Atom feed names them; 25 at public-inbox.

        Raises Refused, Unreachable and Cancelled; NotFound where there is no feed.
        """
        answer = self._client.fetch(f"{self.url}/new.atom", send=self._send, most=_FEED)
        return feed_items(answer.body)

    def partial(self, start: str, end: str = "") -> tuple[str, ...]:
        """Return the Message-IDs at this server that start, and end, like a shortened one.

        The page for an unknown id lists those that continue it; where it lists none (over many
        inboxes old servers do not) the id's words are searched for.
        """
        url = f"{self.url}/{_lore_escaped(start)}/"
        try:
            answer = self._client.fetch(url, wanted=(200, 300), send=self._send)
            found = _ids_linked(answer.body.decode("utf-8", "replace"), start)
        except NotFound:
            found = ()
        if not found and (words := _whole_words(start)):
            found = tuple(stored.key for stored in self.search(f"m:{words}"))
        fitting = (name for name in found if name.startswith(start) and name.endswith(end))
        return tuple(sorted(set(fitting)))

    def _inbox_of(self, message_id: str) -> str:
        """Return the inbox to ask; a bare origin redirects to the one that holds the message."""
        if self.url != self._origin:
            return self.url
        page = f"{self.url}/{_lore_escaped(message_id)}/"
        try:
            answer = self._client.fetch(page, "HEAD", wanted=(200, 301, 302), send=self._send)
        except NotFound as fault:
            raise NotFound(f"{self.url} does not hold {message_id}") from fault
        path = urlsplit(answer.location).path.strip("/")
        inbox = path.rpartition("/")[0]
        return f"{self.url}/{inbox}" if inbox else self.url

    def _send(self, method: str, url: str) -> requests.Response:
        data = b"" if method == "POST" else None
        try:
            response = self._node.request(
                method, url, timeout=self._times, stream=True, allow_redirects=False, data=data
            )
            self._upstream = response.headers.get(_UPSTREAM, self._upstream)
            return response
        except LibloreError as fault:
            cause = fault.__cause__
            if isinstance(cause, requests.RequestException):
                raise cause from None
            raise Unreachable(f"{url}: {fault}") from fault

    def _elsewhere(self) -> str:
        """Return where the rest is, in words, where the server says that it mirrors a part.

        It is not asked by itself: a server must not choose which other one is.
        """
        url = self._upstream.strip()
        plain = _PLAIN_URL.fullmatch(url)
        return f"; it holds a part of {url}, which '--source {url}' asks" if plain else ""

    def _list_rank(self, raw: bytes) -> int:
        """Return how much a copy is wanted, by its list: 0 is most.

        As b4's ``listid-preference`` has it, else lists of kernel.org and linux.dev first.
        """
        head = _lore_head(raw)
        if not self._prefer:
            return int(_TRUSTED_LIST.search(head) is None)
        found = _LIST_ID.search(head)
        name = found[1].decode("ascii", "replace").lower() if found else ""
        fits = (n for n, one in enumerate(self._prefer) if fnmatchcase(name, one.lower()))
        return next(fits, len(self._prefer))

    def _stored(self, answer: HttpAnswer) -> tuple[Stored, ...]:
        """Return the messages of an mbox; of copies of one message that of a trusted list first."""
        data = answer.body
        for _ in range(_MOST_LAYERS):
            if data.startswith(MAGIC):
                data = inflate(data, self._client.limits.unpacked, answer.url)
        if data and not is_separator(data.split(b"\n", 1)[0]):
            raise Refused(
                f"{answer.url}: the server sends a page where mail was asked for; open it in a "
                "browser to see what it wants, or use a mirror or local archive"
            )
        raws = [raw for _, raw in split(io.BytesIO(data))]
        names = [message_id_of(raw) for raw in raws]
        if len(set(names)) < len(names):
            raws.sort(key=self._list_rank)
            names = [message_id_of(raw) for raw in raws]
        return tuple(
            Stored(raw=raw, archive=self.url, key=name)
            for name, raw in zip(names, raws, strict=True)
        )


def _lore_escaped(message_id: str) -> str:
    return quote(message_id, safe="@", errors="surrogatepass")


def _lore_head(raw: bytes) -> bytes:
    return raw[: max(raw.find(b"\n\n"), 0) or 1 << 16]


def _ids_linked(page: str, start: str) -> tuple[str, ...]:
    """Return the names in the links of a page that start so, unescaped."""
    from bs4 import BeautifulSoup

    links = BeautifulSoup(page, "html.parser").find_all("a", href=True, limit=_MOST_LINKS)
    found: dict[str, None] = {}
    for link in links:
        names = (unquote(name) for name in str(link["href"]).split("/"))
        found.update((name, None) for name in names if name.startswith(start) and name != start)
    return tuple(found)


def _whole_words(start: str) -> str:
    """Return the words of an id's start that are surely whole, as a phrase: all but the last."""
    words = _WORD.findall(start)
    if start and not start[-1].isalnum():
        words.append("")
    return '"' + " ".join(words[:-1]) + '"' if len(words) > 2 else ""


def _quieten(loggers: Iterable[str]) -> None:
    """Keep the libraries' log lines from stderr, where Python prints what no one handles."""
    for name in loggers:
        logger = logging.getLogger(name)
        if not logger.handlers:
            logger.addHandler(logging.NullHandler())
        logger.propagate = False
