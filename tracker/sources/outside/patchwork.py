# SPDX-License-Identifier: GPL-2.0-or-later
"""Ask a Patchwork server (REST API 1.2 and later) what it has patches as; nothing is changed.

What the server says that its documentation does not: an unknown project, state or parameter gives
an empty list or everything, not an error, so a project is looked up by its own URL first; a
``msgid`` stands without angle brackets in a question and with them in an answer; only one is asked
for at a time, so the patches of a series, or of one sender in a time, come in one request; dates
of checks have no zone and are the server's local time.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from urllib.parse import quote, urlencode

import requests

from tracker.errors import ConfigError, NotFound, Refused
from tracker.model.outside.states import OutsideAnswer, OutsideCheck, OutsideState, Service
from tracker.model.verdicts import CheckState
from tracker.sources.http import Client, ClientOwner, HttpLimits
from tracker.sources.outside.json_answer import Fields, objects, parse_json, read_each

PAGE = 250
"""Patches in one answer; what Patchwork's own settings allow."""
_MOST_PAGES = 8
_MOST_BYTES = 32 << 20
_CHECKED = 60
"""Patches whose checks are asked for in one look: a request each."""


class Patchwork(ClientOwner):
    """One Patchwork server. Safe to use from several threads."""

    def __init__(
        self,
        url: str,
        clock: Callable[[], datetime],
        *,
        key: str = "",
        limits: HttpLimits | None = None,
    ) -> None:
        """Take the server's URL; ``key`` is the user's token, sent to this server alone.

        Raises ConfigError for what is no http(s) URL.
        """
        self.url = url.strip().rstrip("/").removesuffix("/api")
        self._clock = clock
        self._key = key.strip()
        self._client = Client((self.url,), limits)

    def need_project(self, name: str) -> str:
        """Return a project's link name. Raises ConfigError where the server has no such project."""
        try:
            found = self._one(f"projects/{quote(name, safe='')}/")
        except NotFound as fault:
            raise ConfigError(
                f"{self.url} has no project '{name}'; see its list of projects"
            ) from fault
        return found.text("link_name")

    def of_sender(
        self, email: str, since: datetime, before: datetime, project: str = ""
    ) -> OutsideAnswer:
        """Return what one sender posted in a time: all patches of a series in one request.

        Raises NotFound where the server knows no such sender; Refused, Unreachable, Cancelled.
        """
        asked = {"submitter": email, "since": _plain(since), "before": _plain(before)}
        return self._patches(asked | ({"project": project} if project else {}))

    def of_series(self, number: int) -> OutsideAnswer:
        """Return the patches of a series by the server's own number."""
        return self._patches({"series": str(number)})

    def of_message(self, message_id: str) -> OutsideAnswer:
        """Return the patch of a Message-ID, once for each project that has it."""
        return self._patches({"msgid": message_id})

    def message_of(self, kind: str, number: str) -> tuple[str, ...]:
        """Return the Message-IDs behind a number of the server's: a patch, a cover, a series.

        A series gives its cover letter first. Raises NotFound, Refused, Unreachable, Cancelled.
        """
        found = self._one(f"{kind}/{quote(number, safe='')}/")
        if kind in ("patches", "covers"):
            return (_bare_id(found),)
        cover = found.inner("cover_letter")
        parts = (*((cover,) if cover else ()), *found.many("patches"))
        return tuple(dict.fromkeys(_bare_id(one) for one in parts))

    def bundle(self, owner: str, name: str) -> tuple[str, ...]:
        """Return the Message-IDs of the patches in a public bundle. Raises NotFound and the rest.

        The REST API knows bundles by number alone, so those of an owner are looked through.
        """
        where = f"{self.url}/api/bundles/"
        for one in self._many("bundles/", {"owner": owner, "q": name}):
            if one.maybe_text("name") == name:
                return tuple(_bare_id(patch) for patch in one.many("patches"))
        raise NotFound(f"{where} shows no bundle '{name}' of {owner}")

    def checks_of(self, states: Iterable[OutsideState]) -> OutsideAnswer:
        """Return the latest check of each context, for patches that have any; one request each."""
        found: list[OutsideCheck] = []
        faults: list[str] = []
        for state in list(states)[:_CHECKED]:
            try:
                items = self._many(f"patches/{state.number}/checks/", {})
            except NotFound:
                continue
            except Refused as fault:
                faults.append(str(fault))
                continue
            found += self._latest(items, state.message_id, faults)
        return OutsideAnswer(checks=tuple(found), faults=tuple(faults))

    def _latest(
        self, items: tuple[Fields, ...], message_id: str, faults: list[str]
    ) -> list[OutsideCheck]:
        """Return the newest check of each context."""
        latest: dict[str, OutsideCheck] = {}
        for one in read_each(items, lambda item: self._check(item, message_id), faults):
            if one.context not in latest or latest[one.context].date <= one.date:
                latest[one.context] = one
        return list(latest.values())

    # ---- reading -------------------------------------------------------------------------------

    def _patches(self, asked: dict[str, str]) -> OutsideAnswer:
        faults: list[str] = []
        items = self._many("patches/", {**asked, "order": "id"})
        pairs = [(one, item.maybe_text("check")) for item in items
                 for one in read_each((item,), self._state, faults)]  # fmt: skip
        # A patch without checks is "pending" too.
        checked = frozenset(one.message_id for one, check in pairs if check not in ("", "pending"))
        states = tuple(one for one, _ in pairs)
        return OutsideAnswer(states=states, checked=checked, faults=tuple(faults))

    def _state(self, one: Fields) -> OutsideState:
        now = self._clock()
        project, delegate = one.inner("project"), one.inner("delegate")
        series = one.many("series")
        return OutsideState(
            service=Service.PATCHWORK,
            server=self.url,
            project=project.maybe_text("link_name") if project else "",
            message_id=_bare_id(one),
            number=one.whole("id"),
            url=self._page(one.maybe_text("web_url")),
            state=one.text("state"),
            archived=one.flag("archived"),
            delegate=_person(delegate) if delegate else "",
            delegate_email=delegate.maybe_text("email").lower() if delegate else "",
            series=series[-1].whole("id") if series else None,
            series_url=self._page(series[-1].maybe_text("web_url")) if series else "",
            first_at=now,
            last_at=now,
        )

    def _check(self, one: Fields, message_id: str) -> OutsideCheck:
        user = one.inner("user")
        state = one.text("state")
        if state not in set(CheckState):
            raise Refused(f"{one.where}: field 'state' is '{state[:40]}', none of Patchwork's")
        return OutsideCheck(
            service=Service.PATCHWORK,
            server=self.url,
            message_id=message_id,
            context=one.text("context"),
            state=CheckState(state),
            who=(user.maybe_text("username") if user else "") or "patchwork",
            url=_http(one.maybe_text("target_url")) or None,
            summary=one.maybe_text("description"),
            date=one.moment("date"),
            seen_at=self._clock(),
        )

    def _page(self, url: str) -> str:
        """Return a page's URL if it is one of this server; a foreign one is not handed on."""
        return url if url.startswith(f"{self.url}/") else self.url

    def _one(self, path: str) -> Fields:
        url = f"{self.url}/api/{path}"
        return Fields(parse_json(self._ask(url), url), url)

    def _many(self, path: str, asked: dict[str, str]) -> tuple[Fields, ...]:
        """Return the entries of all pages of a list; a page past the last one ends it."""
        found: list[Fields] = []
        for page in range(1, _MOST_PAGES + 1):
            words = {**asked, "per_page": str(PAGE), **({"page": str(page)} if page > 1 else {})}
            url = f"{self.url}/api/{path}?{urlencode(words)}"
            try:
                items = objects(parse_json(self._ask(url), url), url)
            except NotFound:
                if page == 1:
                    raise
                break
            found += items
            if len(items) < PAGE:
                break
        return tuple(found)

    def _ask(self, url: str) -> bytes:
        return self._client.fetch(url, send=self._send, most=_MOST_BYTES).body

    def _send(self, method: str, url: str) -> requests.Response:
        limits = self._client.limits
        headers = {"Authorization": f"Token {self._key}"} if self._key else {}
        return self._client.session.request(
            method,
            url,
            timeout=(limits.connect, limits.read),
            stream=True,
            allow_redirects=False,
            headers={"Accept": "application/json", **headers},
        )


def _bare_id(one: Fields) -> str:
    name = one.text("msgid").strip("<> ")
    if not name or " " in name:
        raise Refused(f"{one.where}: field 'msgid' is no Message-ID")
    return name


def _person(one: Fields) -> str:
    full = f"{one.maybe_text('first_name')} {one.maybe_text('last_name')}".strip()
    return full or one.maybe_text("username")


def _http(url: str) -> str:
    return url if url.startswith(("http://", "https://")) else ""


def _plain(moment: datetime) -> str:
    """Return a moment as Patchwork compares it: UTC, without a zone."""
    return moment.replace(tzinfo=None).isoformat(timespec="seconds")
