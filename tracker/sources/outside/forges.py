# SPDX-License-Identifier: GPL-2.0-or-later
"""Ask GitHub or GitLab what their CI says of a pull or merge request; nothing is changed.

GitHub (REST, version 2022-11-28): the request names its head commit, whose check runs and commit
statuses are asked for. GitLab (REST, v4): the newest pipeline of the request, then its jobs. Three
requests for the one, two for the other, no token. What was skipped says nothing and is left out.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from urllib.parse import quote, urlsplit

from tracker.errors import Refused
from tracker.lazy_dataclass import dataclass
from tracker.lazy_patterns import lazy_pattern
from tracker.model.outside.states import OutsideAnswer, OutsideCheck, Service
from tracker.model.verdicts import CheckState
from tracker.sources.http import Client, ClientOwner, HttpLimits
from tracker.sources.outside.json_answer import Fields, objects, parse_json, read_each

_GITHUB = "https://github.com"
_GITHUB_API = "https://api.github.com"
_MOST_BYTES = 16 << 20
_PAGE = 100
_REQUEST = lazy_pattern(
    r"(?P<origin>https?://[\w.-]{1,100}(?::\d{1,5})?)/(?P<path>(?:[\w.-]{1,100}/){1,6}?[\w.-]{1,100})/"
    r"(?:(?P<github>pull)|-/merge_requests)/(?P<number>\d{1,9})(?!\w)"
)
_DONE = {
    "success": CheckState.SUCCESS,
    "neutral": CheckState.SUCCESS,
    "failure": CheckState.FAIL,
    "timed_out": CheckState.FAIL,
    "startup_failure": CheckState.FAIL,
    "cancelled": CheckState.WARNING,
    "action_required": CheckState.WARNING,
    "stale": CheckState.WARNING,
}
"""Conclusions of GitHub's check runs; ``skipped`` is none."""
_STATUS = {
    "success": CheckState.SUCCESS,
    "pending": CheckState.PENDING,
    "failure": CheckState.FAIL,
    "error": CheckState.FAIL,
}
"""States of GitHub's commit statuses."""
_JOB = {
    "success": CheckState.SUCCESS,
    "failed": CheckState.FAIL,
    "canceled": CheckState.WARNING,
    **dict.fromkeys(
        ("created", "waiting_for_resource", "preparing", "pending", "running", "scheduled"),
        CheckState.PENDING,
    ),
}
"""Statuses of GitLab's jobs; ``skipped`` and ``manual`` are none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ForgeRequest:
    """A pull or merge request, by its URL taken apart."""

    service: Service
    origin: str
    path: str
    """Owner and repository, or groups and project."""
    number: str


def forge_request(url: str) -> ForgeRequest | None:
    """Return the request that a URL is the page of; None for a URL of any other kind."""
    found = _REQUEST.match(url)
    if found is None or ".." in found["path"]:
        return None
    service = Service.GITHUB if found["github"] else Service.GITLAB
    if service is Service.GITHUB and found["path"].count("/") != 1:
        return None
    return ForgeRequest(
        service=service, origin=found["origin"], path=found["path"], number=found["number"]
    )


class Forge(ClientOwner):
    """One forge. Safe to use from several threads."""

    def __init__(
        self, request: ForgeRequest, clock: Callable[[], datetime], limits: HttpLimits | None = None
    ) -> None:
        """Take a request; only its host is asked, of github.com that of its API.

        Raises ConfigError for what is no http(s) URL.
        """
        self._asked = request
        self._clock = clock
        self.url = request.origin
        if request.service is Service.GITLAB:
            self._api = f"{self.url}/api/v4"
        else:
            self._api = _GITHUB_API if self.url == _GITHUB else f"{self.url}/api/v3"
        self._client = Client((self._api,), limits)

    def checks_for(self, message_id: str) -> OutsideAnswer:
        """Return what CI says of the request's head, as checks of one mail.

        Raises NotFound where the forge shows no such request; Refused, Unreachable, Cancelled.
        """
        faults: list[str] = []
        if self._asked.service is Service.GITLAB:
            found = list(self._jobs(message_id, faults))
        else:
            found = list(self._runs(message_id, faults))
        return OutsideAnswer(checks=tuple(found), faults=tuple(faults))

    def _runs(self, message_id: str, faults: list[str]) -> Iterable[OutsideCheck]:
        """Yield the check runs and the commit statuses of a GitHub request's head."""
        repository = f"{self._api}/repos/{self._asked.path}"
        pull = self._object(f"{repository}/pulls/{self._asked.number}")
        head = pull.inner("head")
        if head is None:
            raise Refused(f"{pull.where}: field 'head' is missing")
        commit = f"{repository}/commits/{quote(head.text('sha'), safe='')}"
        runs = self._object(f"{commit}/check-runs?per_page={_PAGE}")
        yield from _known(self._listed(runs, "check_runs", faults), self._run, message_id, faults)
        both = self._object(f"{commit}/status?per_page={_PAGE}")
        yield from _known(self._listed(both, "statuses", faults), self._status, message_id, faults)

    def _jobs(self, message_id: str, faults: list[str]) -> Iterable[OutsideCheck]:
        """Yield the jobs of a GitLab request's newest pipeline."""
        project = f"{self._api}/projects/{quote(self._asked.path, safe='')}"
        pipelines = self._list(f"{project}/merge_requests/{self._asked.number}/pipelines")
        numbers = list(read_each(pipelines, lambda one: one.whole("id"), faults))
        if numbers:
            jobs = self._list(f"{project}/pipelines/{max(numbers)}/jobs?per_page={_PAGE}")
            yield from _known(jobs, self._job, message_id, faults)

    # ---- reading -------------------------------------------------------------------------------

    def _run(self, one: Fields, message_id: str) -> OutsideCheck | None:
        done = one.text("status") == "completed"
        state = _state(one, "conclusion", _DONE, "skipped") if done else CheckState.PENDING
        output, app = one.inner("output"), one.inner("app")
        return self._check(
            state, message_id, one.text("name"), (one.maybe_text("completed_at"),
            one.maybe_text("started_at")), one.maybe_text("html_url"),
            output.maybe_text("title") if output else "", app.maybe_text("slug") if app else "",
        )  # fmt: skip

    def _status(self, one: Fields, message_id: str) -> OutsideCheck | None:
        return self._check(
            _state(one, "state", _STATUS), message_id, one.text("context"),
            (one.maybe_text("updated_at"),), one.maybe_text("target_url"),
            one.maybe_text("description"), "",
        )  # fmt: skip

    def _job(self, one: Fields, message_id: str) -> OutsideCheck | None:
        state = _state(one, "status", _JOB, "skipped", "manual")
        if state is CheckState.FAIL and one.flag("allow_failure"):
            state = CheckState.WARNING
        return self._check(
            state, message_id, one.text("name"),
            (one.maybe_text("finished_at"), one.maybe_text("created_at")),
            one.maybe_text("web_url"), one.maybe_text("failure_reason"), "",
        )  # fmt: skip

    def _check(
        self,
        state: CheckState | None,
        message_id: str,
        context: str,
        dates: Iterable[str],
        url: str,
        summary: str,
        who: str,
    ) -> OutsideCheck | None:
        if state is None:
            return None
        now = self._clock()
        page = f"{self.url}/{self._asked.path}"
        return OutsideCheck(
            service=self._asked.service,
            server=self.url,
            message_id=message_id,
            context=context,
            state=state,
            who=who or urlsplit(self.url).hostname or self.url,
            url=url if url.startswith(("http://", "https://")) else page,
            summary=summary,
            date=_forge_date(dates, now),
            seen_at=now,
        )

    def _listed(self, found: Fields, name: str, faults: list[str]) -> tuple[Fields, ...]:
        """Return a list inside an answer; that there is none is a fault, and stops nothing."""
        try:
            return objects(found.value(name), f"{found.where}, field '{name}'")
        except Refused as fault:
            faults.append(str(fault))
            return ()

    def _object(self, url: str) -> Fields:
        return Fields(parse_json(self._client.fetch(url, most=_MOST_BYTES).body, url), url)

    def _list(self, url: str) -> tuple[Fields, ...]:
        return objects(parse_json(self._client.fetch(url, most=_MOST_BYTES).body, url), url)


def _known(
    items: tuple[Fields, ...],
    read: Callable[[Fields, str], OutsideCheck | None],
    message_id: str,
    faults: list[str],
) -> Iterable[OutsideCheck]:
    """Yield the checks that say something, of those that can be read."""
    found = read_each(items, lambda one: read(one, message_id), faults)
    return (one for one in found if one is not None)


def _state(
    one: Fields, name: str, states: dict[str, CheckState], *silent: str
) -> CheckState | None:
    """Return the state that a field holds; None for one that says nothing. Raises Refused."""
    word = one.text(name)
    if word in silent:
        return None
    if word not in states:
        raise Refused(f"{one.where}: field '{name}' is '{word[:40]}', which is not known")
    return states[word]


def _forge_date(dates: Iterable[str], now: datetime) -> datetime:
    """Return the first of some dates that is one; else the moment of the look."""
    for text in dates:
        try:
            found = datetime.fromisoformat(text)
        except ValueError:
            continue
        if found.tzinfo is not None:
            return found.astimezone(now.tzinfo)
    return now
