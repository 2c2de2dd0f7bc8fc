# SPDX-License-Identifier: GPL-2.0-or-later
"""Series that were made from a pull request of a forge, as GitGitGadget makes them."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Tracker, eml_folder
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
