# SPDX-License-Identifier: GPL-2.0-or-later
"""Failing checks, signatures and maintainers, as a user asks for them."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Tracker
from tests.mails import ADA, MIA, REX, at, mail, patch
from tests.sources.test_signatures import NAME, PUBLIC, signed

ID = "a-1@example.org"
CI = "Acme CI <ci@example.org>"


def folder(tmp_path: Path, *raws: bytes) -> Path:
    place = tmp_path / "mail"
    place.mkdir(parents=True, exist_ok=True)
    for number, raw in enumerate(raws):
        (place / f"{number}.eml").write_bytes(raw)
    return place


def result(body: str) -> bytes:
    return mail("Re: [PATCH] widget: spin", CI, body, message_id="c@example.org", in_reply_to=ID)


@pytest.mark.parametrize(
    ("raws", "status"),
    [
        ([], 3),
        ([result("build: pass\n")], 0),
        ([result("build: pass\nkunit: fail\n")], 1),
        ([result("build: pending\n")], 3),
    ],
)
def test_green_is_yes_no_or_not_known(
    tracker: Tracker, tmp_path: Path, raws: list[bytes], status: int
) -> None:
    place = folder(tmp_path, patch("widget: spin", message_id=ID), *raws)
    tracker("index", place)
    assert tracker("check", ID, "--green", "--offline").status == status


def test_a_no_says_why_on_stderr(tracker: Tracker, tmp_path: Path) -> None:
    """Which machine fails, by which mail; how many patches are approved."""
    posted = patch("widget: spin", message_id=ID)
    tracker("index", folder(tmp_path, posted, result("build: pass\nkunit: fail\n")))
    green = tracker("check", ID, "--green", "--offline")
    assert (green.status, green.out) == (1, "")
    assert "kunit fails" in green.err
    assert "<c@example.org>" in green.err
    reviewed = tracker("check", ID, "--reviewed", "--offline")
    assert reviewed.status == 1
    assert "0 of 1 patches are approved" in reviewed.err


def test_what_fails_is_asked_for_and_shown(tracker: Tracker, tmp_path: Path) -> None:
    posted = patch("widget: spin", message_id=ID)
    tracker("index", folder(tmp_path, posted, result("build: pass\nkunit: fail\n")))
    assert "widget: spin" in tracker("list", "--all", "is:failing", "--offline").out
    assert "widget: spin" not in tracker("list", "--all", "-is:failing", "--offline").out
    shown = tracker("show", ID, "--offline").out
    assert "1 failing, 1 green" in shown
    assert "ci@example.org kunit: fail" in shown
    document = json.loads(tracker("show", ID, "--json", "--offline").out)
    assert [(one["context"], one["state"], one["patch"]) for one in document["checks"]] == [
        ("build", "success", 1),
        ("kunit", "fail", 1),
    ]
    (listed,) = json.loads(tracker("list", "--all", "--json", "--offline").out)["series"]
    assert listed["checks"]["failing"] == ["kunit"]
    why = tracker("why", ID, "check", "--offline").out
    assert "kunit is fail" in why


def test_why_tells_what_a_cached_key_proves(
    tracker: Tracker, tmp_path: Path, environment: Path
) -> None:
    body = mail("Re: [PATCH] widget: spin", MIA, f"Reviewed-by: {MIA}\n", in_reply_to=ID)
    tracker("index", folder(tmp_path, patch("widget: spin", message_id=ID), signed(body)))
    assert tracker("why", ID, "signature", "--offline").status == 3
    assert json.loads(tracker("show", ID, "--json", "--offline").out)["signatures"] is None
    keys = environment / "cache" / "dkim"
    keys.mkdir(parents=True)
    (keys / f"{NAME}.txt").write_bytes(b"v=DKIM1; k=ed25519; p=" + PUBLIC)
    told = tracker("why", ID, "signature", "--offline")
    assert "the dkim signature of example.org proves its sender" in " ".join(told.out.split())
    (shown,) = json.loads(tracker("show", ID, "--json", "--offline").out)["signatures"]
    assert (shown["kind"], shown["state"], shown["of_sender"]) == ("dkim", "valid", True)


def test_a_maintainers_file_names_whose_turn_it_is(
    tracker: Tracker, tmp_path: Path, environment: Path
) -> None:
    listed = tmp_path / "MAINTAINERS"
    listed.write_text(f"WIDGETS\nM:\t{MIA}\nF:\t*\nF:\t*/\n")
    environment.mkdir(exist_ok=True)
    (environment / "config.toml").write_text(
        f'me = ["mia@example.org"]\nmaintainers = "{listed}"\n'
    )
    tag = mail("Re: [PATCH] widget: spin", "Rex Reviewer <rex@example.org>",
               "Reviewed-by: Rex Reviewer <rex@example.org>\n", in_reply_to=ID)  # fmt: skip
    tracker("index", folder(tmp_path, patch("widget: spin", message_id=ID), tag))
    soon = ("--as-of", "2025-01-10")
    mine = tracker("list", "--all", "--json", "--offline", *soon, "turn:me")
    (one,) = json.loads(mine.out)["series"]
    assert one["turn"]["side"] == "maintainer"
    assert [who["email"] for who in one["turn"]["people"]] == ["mia@example.org"]
    for query, count in (("subsystem:widg", 1), ("maintainer:me", 1), ("subsystem:gear", 0)):
        found = json.loads(tracker("list", "--all", "--json", "--offline", query).out)["series"]
        assert len(found) == count, query
    listed.write_text("GEARS\nM:\tx@example.org\nF:\t*\nF:\t*/\n")
    found = json.loads(tracker("list", "--all", "--json", "--offline", "subsystem:gear").out)
    assert len(found["series"]) == 1


TAG = "Reviewed-by: Rex Reviewer <rex@example.org>\n"


def test_what_changes_are_asked_for_is_not_reviewed(tracker: Tracker, tmp_path: Path) -> None:
    """Though each patch has a tag: the author wrote that a change will come."""
    tagged = mail("Re: [PATCH] widget: spin", REX, TAG, message_id="t@x.y", in_reply_to=ID)
    more = mail("Re: [PATCH] widget: spin", ADA, "I will fix that in v2.\n",
                message_id="w@x.y", in_reply_to="t@x.y", date=at(9))  # fmt: skip
    tracker("index", folder(tmp_path, patch("widget: spin", message_id=ID), tagged))
    assert tracker("check", ID, "--reviewed", "--offline").status == 0
    tracker("index", folder(tmp_path / "more", more))
    shown = json.loads(tracker("show", ID, "--json", "--offline").out)
    assert shown["stage"] == "changes-requested"
    ran = tracker("check", ID, "--reviewed", "--offline")
    assert ran.status == 1
    assert "it is changes requested" in ran.err


def test_whether_a_pull_request_is_reviewed_is_not_known(tracker: Tracker, tmp_path: Path) -> None:
    """It shows no patches; where somebody objects to it, that is a no."""
    text = "The following changes since commit 1234567890ab:\n"
    pull = mail("[GIT PULL] widgets for 6.20", MIA, text, message_id=ID)
    tracker("index", folder(tmp_path, pull))
    ran = tracker("check", ID, "--reviewed", "--offline")
    assert ran.status == 3
    assert "it is a pull request" in ran.err
    assert "0 of 0" not in ran.err


def test_whether_missing_patches_are_reviewed_is_not_known(
    tracker: Tracker, tmp_path: Path
) -> None:
    """The reason counts all that there are."""
    first = patch("widget: spin", number=1, total=7, message_id=ID)
    tagged = mail("Re: [PATCH 1/7] widget: spin", REX, TAG, message_id="t@x.y", in_reply_to=ID)
    tracker("index", folder(tmp_path, first, tagged))
    ran = tracker("check", ID, "--reviewed", "--offline")
    assert ran.status == 3
    assert "1 of 7 patches are approved, 6 are not fetched" in ran.err


def test_the_form_for_b4_takes_no_question(tracker: Tracker) -> None:
    assert tracker("check", ID, "--green", "--format", "b4", "--offline").status == 2
