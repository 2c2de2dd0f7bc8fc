# SPDX-License-Identifier: GPL-2.0-or-later
"""Ask a sashiko server what its review of a posting found: one request for a whole version.

``GET /api/patchset?id=MESSAGE-ID`` gives the patches with their Message-IDs and, per patch, a
review with a status and, as JSON in the field ``output``, its findings (``problem``, ``severity``,
``preexisting``). What was there before the series is told, and is no failure of it.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Self
from urllib.parse import quote

from tracker.errors import NotFound, Refused
from tracker.model.outside.states import OutsideAnswer, OutsideCheck, Service
from tracker.model.verdicts import CheckState, Severity
from tracker.sources.http import Client, HttpLimits
from tracker.sources.outside.json_answer import Fields, clean, objects, parse_json

CONTEXT = "review"
_STATES = {
    "failed": CheckState.WARNING,
    "failed to apply": CheckState.FAIL,
    "incomplete": CheckState.WARNING,
    "pending": CheckState.PENDING,
    "in review": CheckState.PENDING,
    "applying": CheckState.PENDING,
}
"""Statuses of a patchset or review that is not done; a review that failed says nothing."""
_BY_SEVERITY = {
    Severity.CRITICAL: CheckState.FAIL,
    Severity.HIGH: CheckState.FAIL,
    Severity.MEDIUM: CheckState.WARNING,
    Severity.LOW: CheckState.WARNING,
}
_MOST_BYTES = 32 << 20
_MOST_FINDINGS = 200


class Sashiko:
    """One sashiko server. Safe to use from several threads."""

    def __init__(
        self, url: str, clock: Callable[[], datetime], limits: HttpLimits | None = None
    ) -> None:
        """Take the server's URL. Raises ConfigError for what is no http(s) URL."""
        self.url = url.strip().rstrip("/")
        self._clock = clock
        self._client = Client((self.url,), limits)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def cancel(self) -> None:
        """End requests under way, from any thread; they raise Cancelled."""
        self._client.cancel()

    def of_posting(self, message_id: str) -> OutsideAnswer:
        """Return the checks of a posting, named by one of its mails; none where it was not seen.

        Raises Refused, Unreachable and Cancelled.
        """
        url = f"{self.url}/api/patchset?id={quote(message_id, safe='@')}"
        try:
            data = self._client.fetch(url, most=_MOST_BYTES).body
        except NotFound:
            return OutsideAnswer()
        found = Fields(parse_json(data, url), url)
        faults: list[str] = []
        checks = tuple(self._checks(found, faults))
        return OutsideAnswer(checks=checks, faults=tuple(faults))

    def _checks(self, found: Fields, faults: list[str]) -> list[OutsideCheck]:
        page = f"{self.url}/#/patchset/{_number(found)}"
        status = found.maybe_text("status").lower()
        cover = found.maybe_text("message_id").strip("<>")
        patches: dict[int, str] = {}
        for one in found.many("patches"):
            try:
                patches[one.whole("id")] = one.text("message_id").strip("<>")
            except Refused as fault:
                faults.append(str(fault))
        if status in _STATES:
            name = cover or next(iter(patches.values()), "")
            return [self._check(name, _STATES[status], None, page, status)] if name else []
        checks: list[OutsideCheck] = []
        for review in found.many("reviews"):
            try:
                name = patches.get(review.whole("patch_id"), "")
                if name:
                    checks += self._review(review, name, page)
            except Refused as fault:
                faults.append(str(fault))
        return checks

    def _review(self, review: Fields, name: str, page: str) -> list[OutsideCheck]:
        status = review.maybe_text("status").lower()
        if status in _STATES or status == "skipped":
            state = _STATES.get(status, CheckState.SUCCESS)
            return [self._check(name, state, None, page, review.maybe_text("result") or status)]
        raw = review.raw_text("output")
        if not raw:
            return [self._check(name, CheckState.SUCCESS, None, page, "no findings")]
        output = Fields(parse_json(raw.encode("utf-8", "replace"), review.where), review.where)
        listed = objects(output.value("findings") or [], f"{review.where}, field 'output'")
        found = [self._finding(one, name, page) for one in listed[:_MOST_FINDINGS]]
        return found or [self._check(name, CheckState.SUCCESS, None, page, "no findings")]

    def _finding(self, one: Fields, name: str, page: str) -> OutsideCheck:
        word = one.maybe_text("severity").lower()
        severity = Severity(word) if word in set(Severity) else None
        problem = one.maybe_text("problem") or one.maybe_text("message")
        if one.flag("preexisting"):
            words = f"(was there before) {problem}"
            return self._check(name, CheckState.SUCCESS, severity, page, words)
        state = _BY_SEVERITY[severity] if severity else CheckState.WARNING
        return self._check(name, state, severity, page, problem)

    def _check(
        self, name: str, state: CheckState, severity: Severity | None, page: str, words: str
    ) -> OutsideCheck:
        now = self._clock()
        # Findings of one review are told apart by their words.
        finding = severity is not None
        return OutsideCheck(
            service=Service.SASHIKO,
            server=self.url,
            message_id=name,
            context=f"{CONTEXT}: {clean(words)[:60]}" if finding else CONTEXT,
            state=state,
            severity=severity,
            who="sashiko",
            url=page,
            summary=clean(words),
            date=now,
            seen_at=now,
        )


def _number(found: Fields) -> str:
    try:
        return str(found.whole("id"))
    except Refused:
        return quote(found.maybe_text("message_id"), safe="@")
