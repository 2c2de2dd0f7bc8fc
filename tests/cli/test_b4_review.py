# SPDX-License-Identifier: GPL-2.0-or-later
"""``check - --format b4``: run by b4's own code for external checks."""

import os
import shlex
import sys
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from b4.review import checks

from tests.cli.conftest import TOP
from tests.cli.threads import EVERY_MAIL, GADGETS, V1, V2
from tests.mails import patch


def raw_of(message_id: str) -> bytes:
    return next(one for one in EVERY_MAIL if f"Message-ID: <{message_id}>".encode() in one)


@pytest.fixture
def results(indexed: Path, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    """What b4 makes of our answer to a mail."""
    monkeypatch.setenv("TRACKER_HOME", str(indexed))
    monkeypatch.setenv("PYTHONPATH", str(TOP))
    command = shlex.join([sys.executable, "-m", "tracker", "check", "-", "--format", "b4",
                          "--offline"])  # fmt: skip

    def run(raw: bytes) -> list[dict[str, str]]:
        mail = message_from_bytes(raw, policy=policy.default)
        found: list[dict[str, str]] = checks.run_series_checks(
            ("x@example.org", mail), [command], os.fspath(TOP)
        )
        return found

    return run


def test_b4_shows_what_is_open(results) -> None:  # type: ignore[no-untyped-def]
    """An applied series, an older version of it, and one that came by the mail itself."""
    done = results(raw_of(V2))[0]
    assert (done["tool"], done["status"]) == ("tracker", "warn")
    assert "applied" in done["summary"]
    older = results(raw_of(V1))
    assert any("newer" in one["summary"] for one in older)
    assert all(one["url"].startswith("https://lore.kernel.org/r/") for one in older)
    (fresh,) = results(patch("hammer: Hit it", message_id="hammer@example.org"))
    assert fresh["status"] == "pass"
    needs = results(raw_of(GADGETS))
    assert {one["status"] for one in needs} <= {"pass", "warn", "fail"}
    assert needs


def test_a_mail_of_which_nothing_is_known_is_a_warning(results) -> None:  # type: ignore[no-untyped-def]
    from tests.mails import mail

    (one,) = results(mail("Lunch?", message_id="lunch@example.org"))
    assert one["status"] == "warn"
    assert "belongs to no series" in one["summary"]
