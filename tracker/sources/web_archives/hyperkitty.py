# SPDX-License-Identifier: GPL-2.0-or-later
"""Ask one list of a HyperKitty archive (Mailman 3) for a thread, named by the hash in its URL.

The mbox export has the addresses and Message-IDs that the pages leave out, so it is asked first;
it is made again from the stored parts (no Cc, References, Received or List-Id), so a copy of the
thread at a public-inbox is better still. Where the export is off, the page names the Message-IDs.
"""

import io

from tracker.errors import NotFound, Refused, Usage
from tracker.lazy_dataclass import dataclass
from tracker.model.mail import Stored
from tracker.model.outside.web_threads import PageText, hyperkitty_hash
from tracker.sources.gunzip import MAGIC, inflate
from tracker.sources.http import Client, ClientOwner, HttpLimits
from tracker.sources.mbox import is_separator, message_id_of, split
from tracker.sources.web_archives.pages import looks_like_page, read_page, thread_linked


@dataclass(frozen=True, slots=True, kw_only=True)
class WebThread:
    """A thread as an archive gave it."""

    message_id: str
    """Of the mail that was asked for by its hash."""
    url: str
    mails: tuple[Stored, ...] = ()
    """From the export; empty where only the page could be had."""
    raw: bytes = b""
    """The export as sent, to be kept."""


class HyperKitty(ClientOwner):
    """One list at a HyperKitty. Safe to use from several threads."""

    def __init__(self, url: str, limits: HttpLimits | None = None) -> None:
        """Take the URL of a list's archive, ``https://lists.example.org/archives/list/a@b``."""
        self.url = url.rstrip("/")
        self._client = Client((self.url,), limits)

    def thread(self, name: str) -> WebThread:
        """Return the thread that holds the mail with this hash.

        Raises NotFound where the archive has no such mail; Refused for an answer that is neither
        mail nor such a page; Unreachable and Cancelled.
        """
        export = self._export(name)
        page = None
        if export is None:
            page = self._page(name)
            root = thread_linked(page)
            export = self._export(root) if root and root != name else None
        if export is not None and (asked := _hashed(export.mails, name)):
            return WebThread(message_id=asked, url=export.url, mails=export.mails, raw=export.raw)
        return self._from_page(name, self._page(name) if page is None else page)

    def _export(self, name: str) -> WebThread | None:
        """Return the export of a thread; None where the archive gives none."""
        url = f"{self.url}/export/thread.mbox.gz?thread={name}"
        try:
            # 401 and 403: the export is switched off or needs a login; the page may be open.
            answer = self._client.fetch(url, wanted=(200, 401, 403))
        except NotFound:
            return None
        if answer.status != 200:
            return None
        data = answer.body
        if data.startswith(MAGIC):
            data = inflate(data, self._client.limits.unpacked, url)
        if not is_separator(data.split(b"\n", 1)[0]):
            return None
        mails = tuple(
            Stored(raw=raw, archive=self.url, key=message_id_of(raw))
            for _, raw in split(io.BytesIO(data))
        )
        return WebThread(message_id="", url=url, mails=mails, raw=answer.body)

    def _page(self, name: str) -> bytes:
        for where in (f"thread/{name}/?noscript", f"message/{name}/"):
            try:
                return self._client.fetch(f"{self.url}/{where}").body
            except NotFound:
                continue
        raise NotFound(f"{self.url} has no mail or thread {name}")

    def _from_page(self, name: str, data: bytes) -> WebThread:
        url = f"{self.url}/thread/{name}/"
        if not looks_like_page(data):
            raise Refused(f"{url}: the archive answers with neither mail nor a page")
        try:
            page = read_page(data, url)
        except Usage as fault:
            raise Refused(str(fault)) from fault
        return WebThread(message_id=_named(page, name, url), url=url)


def _hashed(mails: tuple[Stored, ...], name: str) -> str:
    return next((one.key for one in mails if hyperkitty_hash(one.key) == name), "")


def _named(page: PageText, name: str, url: str) -> str:
    """Return the Message-ID with a hash, of those that a page's reply links name."""
    ids = [one.message_id for one in page.mails if one.message_id]
    found = next((one for one in ids if hyperkitty_hash(one) == name), "")
    if not found:
        raise Refused(
            f"{url}: the page names no Message-ID for {name}, field 'reply-mailto'; "
            "give the Message-ID, or the archive's mbox export to 'tracker index'"
        )
    return found
