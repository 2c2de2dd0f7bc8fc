# SPDX-License-Identifier: GPL-2.0-or-later
"""What a sashiko server found in a posting; its answers have the form that b4 reads."""

import json
from collections.abc import Iterator
from email.message import Message
from pathlib import Path

import pytest

from tests.cli.conftest import Tracker
from tests.cli.inbox import Inbox
from tests.cli.threads import V1, V2, V2_FIRST, V2_SECOND
from tests.loopback import Reply, served

pytestmark = pytest.mark.usefixtures("example_made")


def answer(**more: object) -> dict[str, object]:
    findings = [
        {"problem": "the lock is not released", "severity": "High", "preexisting": False},
        {"problem": "an old leak", "severity": "Critical", "preexisting": True},
    ]
    return {
        "id": 12,
        "message_id": V2,
        "status": "Reviewed",
        "patches": [{"id": 1, "message_id": V2_FIRST}, {"id": 2, "message_id": V2_SECOND}],
        "reviews": [
            {"patch_id": 1, "status": "Reviewed", "output": json.dumps({"findings": []})},
            {"patch_id": 2, "status": "Reviewed", "output": json.dumps({"findings": findings})},
        ],
        **more,
    }


class Served:
    """The server: what it says, and what it was asked."""

    def __init__(self) -> None:
        self.body: bytes | None = json.dumps(answer()).encode()
        self.asked: list[str] = []

    def reply(self, path: str, _: Message) -> Reply:
        self.asked.append(path)
        return Reply(self.body or b"", 404 if self.body is None else 200)


@pytest.fixture
def sashiko() -> Iterator[tuple[Served, str]]:
    found = Served()
    with served(found.reply) as port:
        yield found, f"http://127.0.0.1:{port}"


@pytest.fixture
def asking(
    tracker: Tracker, sashiko: tuple[Served, str], inbox: Inbox, environment: Path, tmp_path: Path
) -> Tracker:
    (tmp_path / "user").mkdir()
    (tmp_path / "user" / ".gitconfig").write_text(f"[b4]\n\tsashiko-url = {sashiko[1]}/\n")
    environment.mkdir(exist_ok=True)
    (environment / "config.toml").write_text(f'server = "{inbox.url}"\npages = []\n')
    return tracker


def checks(answered: str) -> list[tuple[int, str, str | None]]:
    found = json.loads(answered)["checks"]
    return [(one["patch"], one["state"], one["severity"]) for one in found]


def test_findings_are_checks_with_their_severity(
    asking: Tracker, sashiko: tuple[Served, str]
) -> None:
    """What was there before the series is no failure of it; one request serves the version."""
    ran = asking("show", V1, "--json")
    assert ran.status == 0, ran.err
    assert sorted(checks(ran.out), key=str) == [
        (1, "success", None),
        (2, "fail", "high"),
        (2, "success", "critical"),
    ]
    assert len(sashiko[0].asked) == 1
    text = " ".join(asking("show", V1, "--offline").out.split())
    assert "the lock is not released" in text
    assert "[high]" in text


def test_what_was_found_before_is_kept_once(asking: Tracker, sashiko: tuple[Served, str]) -> None:
    asking("show", V1)
    asking("update", V1)
    assert len(checks(asking("show", V1, "--offline", "--json").out)) == 3


@pytest.mark.parametrize(
    ("status", "state"),
    [("Pending", "pending"), ("Failed To Apply", "fail"), ("Incomplete", "warning")],
)
def test_a_review_that_is_not_done_says_how_it_is(
    asking: Tracker, sashiko: tuple[Served, str], status: str, state: str
) -> None:
    sashiko[0].body = json.dumps(answer(status=status)).encode()
    assert checks(asking("show", V1, "--json").out) == [(None, state, None)]


def test_a_posting_that_it_never_saw_has_no_checks(
    asking: Tracker, sashiko: tuple[Served, str]
) -> None:
    sashiko[0].body = None
    ran = asking("show", V1, "--json")
    assert (ran.status, checks(ran.out)) == (0, [])


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b'{"id": 1, "stat', "cut short"),
        (b"<html>", "a page where JSON"),
        (json.dumps(answer(patches=[{"id": "x"}])).encode(), "field 'message_id'"),
        (json.dumps(answer(reviews=[{"patch_id": 1, "output": "{"}])).encode(), "cut short"),
        (json.dumps(answer(reviews=[{"patch_id": 1, "output": '{"findings": 3}'}])).encode(),
         "a list was expected"),
    ],
)  # fmt: skip
def test_an_answer_of_another_kind_is_said_and_stops_nothing(
    asking: Tracker, sashiko: tuple[Served, str], body: bytes, words: str
) -> None:
    sashiko[0].body = body
    ran = asking("show", V1)
    assert ran.status == 0
    assert words in " ".join(ran.err.split())
    assert "Traceback" not in ran.err
