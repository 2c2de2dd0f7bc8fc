# SPDX-License-Identifier: GPL-2.0-or-later
"""HyperKitty 1.3 itself over the shipped example: what it gives leads where the mail leads.

``TRACKER_HYPERKITTY`` is a Python that has HyperKitty and ``django-allauth[socialaccount]``.
"""

import json
import os
import subprocess
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import TOP, Ran, Tracker
from tracker.model.outside.web_threads import hyperkitty_hash

pytestmark = pytest.mark.server

SEED = "20250709-arm64_relax_jit_comp-v1-0-3850fe189092@bootlin.com"
REPLY = "aHZYcY_9JtK8so3C@willie-the-truck"
KSELFTEST, DWARVES = "linux-kselftest@vger.kernel.org", "dwarves@vger.kernel.org"
NOWHERE = "http://127.0.0.1:1/all"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of the archive; it holds the two lists of the example."""
    python = os.environ.get("TRACKER_HYPERKITTY", "")
    if not python:
        pytest.fail("TRACKER_HYPERKITTY names no Python with HyperKitty", pytrace=False)
    folder = tmp_path_factory.mktemp("kitty")
    words = []
    for name in (KSELFTEST, DWARVES):
        files = sorted((TOP / "cache/example" / name.partition("@")[0]).glob("*.eml"))
        parts = (b"From x Thu Jan  1 00:00:00 1970\n" + one.read_bytes() + b"\n" for one in files)
        (folder / name).write_bytes(b"".join(parts))
        words.append(f"{name}={folder / name}")
    command = [python, str(TOP / "tests" / "hyperkitty_site.py"), *words]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=folder) as site:
        assert site.stdout is not None
        port = site.stdout.readline().strip()
        assert port, "HyperKitty did not start"
        yield f"http://127.0.0.1:{int(port)}/list"
        site.terminate()


def had(url: str, place: Path) -> Path:
    """What the archive gives for a URL, in a file."""
    with urllib.request.urlopen(url) as answer:
        place.write_bytes(answer.read())
    return place


def told(ran: Ran) -> dict[str, object]:
    """What of an answer does not hang on who was addressed, which no export has."""
    assert ran.status == 0, ran.err
    found = json.loads(ran.out)
    kept = ("id", "title", "author", "change_id", "stage", "revisions", "objections")
    facts = {key: found[key] for key in kept}
    facts["relations"] = [(one["kind"], one["target"]["id"]) for one in found["relations"]]
    return facts


def test_what_both_lists_export_is_the_mail(
    tracker: Tracker, archive: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Versions, tags, questions, relations and landings are those of the mail as it was sent."""
    boxes = [
        had(f"{archive}/{name}/export/x.mbox.gz?start=2025-01-01&end=2026-01-01",
            tmp_path / f"{name}.mbox.gz")
        for name in (KSELFTEST, DWARVES)
    ]  # fmt: skip
    assert tracker("index", *boxes).status == 0
    exported = told(tracker("show", SEED, "--offline", "--json"))
    monkeypatch.setenv("TRACKER_HOME", str(tmp_path / "other"))
    assert tracker("index", TOP / "cache" / "example").status == 0
    assert exported == told(tracker("show", SEED, "--offline", "--json"))


@pytest.mark.parametrize(
    ("kind", "name"), [("thread", SEED), ("thread", REPLY), ("message", REPLY)]
)
def test_the_url_of_a_page_is_a_handle(
    tracker: Tracker, archive: str, kind: str, name: str
) -> None:
    """Where no public-inbox answers; also that of a reply."""
    url = f"{archive}/{KSELFTEST}/{kind}/{hyperkitty_hash(name)}/"
    assert told(tracker("show", url, "--source", NOWHERE, "--json"))["id"] == SEED


def test_saved_pages_lead_to_the_series_and_what_it_is_related_to(
    tracker: Tracker, archive: str, tmp_path: Path
) -> None:
    """Though the links in them are cut in print."""
    assert tracker("index", TOP / "cache" / "example").status == 0
    mails = told(tracker("show", SEED, "--offline", "--json"))
    for path in ("thread/{}/", "thread/{}/?noscript", "message/{}/"):
        where = path.format(hyperkitty_hash(SEED))
        page = had(f"{archive}/{KSELFTEST}/{where}", tmp_path / "page.html")
        ran = tracker("show", page, "--offline", "--json")
        assert told(ran) == mails
        assert "(sure)" in ran.err


def test_a_hash_that_it_does_not_have_is_not_found(tracker: Tracker, archive: str) -> None:
    ran = tracker("show", f"{archive}/{KSELFTEST}/thread/{'A' * 32}/", "--source", NOWHERE)
    assert (ran.status, ran.out) == (3, "")
    assert "has no mail or thread" in ran.err
