# SPDX-License-Identifier: GPL-2.0-or-later
"""Series that were made from a pull request of a forge, as GitGitGadget makes them."""

import json
from collections.abc import Iterator
from email.message import Message
from pathlib import Path

import pytest

from tests.cli.conftest import Ran, Tracker, eml_folder
from tests.cli.inbox import Inbox
from tests.loopback import Reply, served
from tests.mails import at, cover, patch

REQUEST = "https://github.com/widgets-hub/widgets/pull/12"
FOOT = (
    "Published-As: https://github.com/widgets-hub/widgets/releases/tag/pr-12%2Fada%2Fwidgets-v1\n"
    f"Pull-Request: {REQUEST}\n"
)
V1, V2, OTHER = "pull.12.a@example.org", "pull.12.v2.a@example.org", "other-1@example.org"


@pytest.fixture
def indexed_requests(tracker: Tracker, tmp_path: Path) -> Tracker:
    mails = [
        cover("widgets: be better", total=1, message_id=V1, body=f"Words.\n\n{FOOT}"),
        patch("widget: turn", number=1, total=1, message_id="p1@example.org", in_reply_to=V1),
        cover("widgets: be better", total=1, version=2, message_id=V2, date=at(30),
              body=f"Words.\n\n{FOOT}"),
        patch("widget: turn", number=1, total=1, version=2, message_id="p2@example.org",
              in_reply_to=V2, date=at(30)),
        patch("lamp: shine", message_id=OTHER, date=at(40), log=f"As in {REQUEST}, be bright.\n"),
    ]  # fmt: skip
    assert tracker("index", eml_folder(tmp_path / "mails", mails)).status == 0
    return tracker


def test_a_pull_request_that_a_series_was_made_from_stands_with_it(
    indexed_requests: Tracker,
) -> None:
    """One that is merely linked does not."""
    shown = indexed_requests("show", V2, "--offline", "--json")
    assert json.loads(shown.out)["forge"] == [REQUEST]
    assert f"Forge    {REQUEST}" in indexed_requests("show", V2, "--offline").out
    assert json.loads(indexed_requests("show", OTHER, "--offline", "--json").out)["forge"] == []


@pytest.mark.parametrize("end", ["", "/", "/files", "#issuecomment-1"])
def test_the_url_of_a_pull_request_is_a_handle(indexed_requests: Tracker, end: str) -> None:
    """Of the series that was made from it; no forge is asked."""
    ran = indexed_requests("show", REQUEST + end, "--json")
    assert ran.status == 0, ran.err
    assert json.loads(ran.out)["revisions"][-1]["message_id"] == V2


def test_a_pull_request_that_no_mail_names_is_not_known(indexed_requests: Tracker) -> None:
    assert indexed_requests("show", REQUEST[:-1] + "3", "--offline").status == 3


def test_a_patchew_page_is_a_handle(indexed_requests: Tracker) -> None:
    ran = indexed_requests("show", f"https://patchew.org/WIDGETS/{V1}/", "--offline")
    assert ran.status == 0, ran.err


class ForgeServer:
    """GitHub and GitLab as their REST APIs are documented, over one request each."""

    def __init__(self) -> None:
        self.port = 0
        self.asked: list[str] = []
        self.answers: dict[str, object] = {
            "/api/v3/repos/ada/widgets/pulls/12": {"number": 12, "head": {"sha": "c0ffee"}},
            "/api/v3/repos/ada/widgets/commits/c0ffee/check-runs?per_page=100": {
                "total_count": 4,
                "check_runs": [
                    run("linux-gcc", conclusion="success"),
                    run("linux-clang", conclusion="failure"),
                    run("windows", status="in_progress", completed_at=None),
                    run("docs", conclusion="skipped"),
                ],
            },
            "/api/v3/repos/ada/widgets/commits/c0ffee/status?per_page=100": {
                "state": "success",
                "statuses": [
                    {"context": "dco", "state": "success", "description": "signed off",
                     "target_url": "https://dco.example.org/12",
                     "updated_at": "2025-01-07T10:00:00Z"},
                ],
            },
            "/api/v4/projects/mesa%2Fwidgets/merge_requests/7/pipelines": [
                {"id": 90, "sha": "c0ffee", "status": "failed"},
                {"id": 80, "sha": "beef", "status": "success"},
            ],
            "/api/v4/projects/mesa%2Fwidgets/pipelines/90/jobs?per_page=100": [
                job("build", "failed"),
                job("style", "failed", allow_failure=True),
                job("deploy", "manual"),
            ],
        }  # fmt: skip

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def reply(self, path: str, _: Message) -> Reply:
        self.asked.append(path)
        found = self.answers.get(path)
        if isinstance(found, bytes):
            return Reply(found)
        return Reply(json.dumps(found).encode(), 404 if found is None else 200)


def run(name: str, **more: object) -> dict[str, object]:
    return {
        "id": 1,
        "name": name,
        "status": "completed",
        "conclusion": None,
        "html_url": f"https://ci.example.org/{name}",
        "started_at": "2025-01-07T10:00:00Z",
        "completed_at": "2025-01-07T11:00:00Z",
        "output": {"title": f"{name} ran", "summary": None},
        "app": {"slug": "github-actions"},
        **more,
    }


def job(name: str, status: str, *, allow_failure: bool = False) -> dict[str, object]:
    return {"id": 1, "name": name, "stage": "test", "status": status,
            "allow_failure": allow_failure, "created_at": "2025-01-07T10:00:00.000Z",
            "finished_at": None, "web_url": f"https://ci.example.org/{name}"}  # fmt: skip


@pytest.fixture
def forge() -> Iterator[ForgeServer]:
    found = ForgeServer()
    with served(found.reply) as found.port:
        yield found


def made_from(forge: ForgeServer, path: str) -> list[bytes]:
    body = f"Words.\n\nPull-Request: {forge.url}/{path}\n"
    return [
        cover("widgets: be better", total=1, message_id=V1, body=body),
        patch("widget: turn", number=1, total=1, message_id="p1@example.org", in_reply_to=V1),
    ]


def checks(ran: Ran) -> list[tuple[str, str, str]]:
    found = json.loads(ran.out)["checks"]
    return sorted((one["context"], one["state"], one["source"]) for one in found)


GITHUB = [
    ("dco", "success", "127.0.0.1 (github)"),
    ("linux-clang", "fail", "github-actions (github)"),
    ("linux-gcc", "success", "github-actions (github)"),
    ("windows", "pending", "github-actions (github)"),
]
GITLAB = [("build", "fail", "127.0.0.1 (gitlab)"), ("style", "warning", "127.0.0.1 (gitlab)")]


@pytest.mark.parametrize(
    ("path", "found"),
    [("ada/widgets/pull/12", GITHUB), ("mesa/widgets/-/merge_requests/7", GITLAB)],
)
def test_the_checks_of_a_request_are_asked_for_where_its_forge_is_configured(
    tracker: Tracker,
    forge: ForgeServer,
    inbox: Inbox,
    environment: Path,
    path: str,
    found: list[tuple[str, str, str]],
) -> None:
    """They stand with the newest version, with their source and URL, and are asked for once."""
    inbox.threads = [made_from(forge, path)]
    environment.mkdir(exist_ok=True)
    config = environment / "config.toml"
    config.write_text(f'server = "{inbox.url}"\npages = []\nforges = ["{forge.url}/"]\n')
    ran = tracker("show", V1, "--json")
    assert (ran.status, checks(ran)) == (0, found), ran.err
    first = json.loads(ran.out)["checks"][0]
    assert first["url"].startswith("https://")
    assert (first["version"], first["patch"], first["message_id"]) == (1, None, V1)
    asked = len(forge.asked)
    tracker("show", V1)
    assert len(forge.asked) == asked
    assert tracker("check", V1, "--green", "--offline").status == 1


def test_a_forge_that_only_a_mail_names_is_not_asked_until_its_url_is_typed(
    tracker: Tracker, forge: ForgeServer, inbox: Inbox, environment: Path
) -> None:
    inbox.threads = [made_from(forge, "ada/widgets/pull/12")]
    environment.mkdir(exist_ok=True)
    (environment / "config.toml").write_text(f'server = "{inbox.url}"\npages = []\n')
    tracker("show", V1)
    assert forge.asked == []
    ran = tracker("show", f"{forge.url}/ada/widgets/pull/12/files", "--json")
    assert checks(ran) == GITHUB, ran.err
    asked = len(forge.asked)
    tracker("show", f"{forge.url}/ada/widgets/pull/12", "--offline")
    assert len(forge.asked) == asked


@pytest.mark.parametrize(
    ("path", "answer", "words"),
    [
        ("pulls/12", None, "is not known to the server"),
        ("pulls/12", b"<html>log in</html>", "a page where JSON"),
        ("pulls/12", {"head": {}}, "field 'sha'"),
        ("pulls/12", {}, "field 'head' is missing"),
        ("commits/c0ffee/check-runs?per_page=100", b'{"check_runs": [', "cut short"),
        ("commits/c0ffee/check-runs?per_page=100", {}, "field 'check_runs'"),
        ("commits/c0ffee/check-runs?per_page=100", {"check_runs": [{"name": "x"}]}, "'status'"),
        ("commits/c0ffee/status?per_page=100", {"statuses": [{"context": "x", "state": "odd"}]},
         "field 'state' is 'odd'"),
    ],
)  # fmt: skip
def test_a_forge_that_answers_otherwise_is_said_and_stops_nothing(
    tracker: Tracker, forge: ForgeServer, inbox: Inbox, path: str, answer: object, words: str
) -> None:
    """With the page and the field; the rest is used."""
    inbox.threads = [made_from(forge, "ada/widgets/pull/12")]
    tracker("show", V1, "--source", inbox.url)
    forge.answers[f"/api/v3/repos/ada/widgets/{path}"] = answer
    ran = tracker("show", f"{forge.url}/ada/widgets/pull/12", "--source", inbox.url)
    assert ran.status == 0, ran.err
    assert words in " ".join(ran.err.split())
    assert f"{forge.url}/api/v3/repos/ada/widgets/" in ran.err
    assert "Traceback" not in ran.err
