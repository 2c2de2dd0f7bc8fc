# SPDX-License-Identifier: GPL-2.0-or-later
"""Projects of the user's own configuration, told wherever a series is told."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Tracker, eml_folder
from tests.cli.inbox import Inbox
from tests.mails import at, diff, patch
from tracker.cli.backend.backend import TuiBackend
from tracker.cli.context import open_context
from tracker.cli.options import Reading

LORE = "https://lore.kernel.org"
SHADE, BULB = "shade@example.org", "bulb@example.org"
LAMP = "20250106-lamp-v1-1-0123456789ab@example.org"
"""As b4 names a patch, so that a link to it is one to a posting before it is at hand."""
BEN = "Ben Builder <ben@example.org>"
THREADS = [
    [
        patch("shade: Dim it", message_id=SHADE, date=at(9), lists=("netdev@vger.kernel.org",),
              change=diff("drivers/shade.c"), below=f"See also {LORE}/lamps/{LAMP}/\n")
    ],
    [
        patch("lamp: Shine", BEN, message_id=LAMP, date=at(5), lists=("lamps@lists.example.org",),
              change=diff("src/lamp.c"), below=f"This depends on {LORE}/r/{BULB}\n")
    ],
    [
        patch("bulb: Glow", BEN, prefix="PATCH liburing", message_id=BULB, date=at(1),
              lists=("lamps@lists.example.org",), change=diff("src/bulb.c"))
    ],
]  # fmt: skip
"""A change of the kernel, its half in a project of the user's, and what that half needs."""
CONFIG = '[projects.lamps]\nlists = ["lamps"]\n'


@pytest.fixture
def mailed(tmp_path: Path, tracker: Tracker) -> Tracker:
    """The program with the mail indexed."""
    mails = eml_folder(tmp_path / "mails", [raw for thread in THREADS for raw in thread])
    assert tracker("index", mails).status == 0
    return tracker


@pytest.fixture
def server() -> Iterator[Inbox]:
    inbox = Inbox(*THREADS)
    yield inbox
    inbox.close()


def configure(home: Path, text: str) -> None:
    home.mkdir(exist_ok=True)
    (home / "config.toml").write_text(text)


def shown(tracker: Tracker, name: str) -> dict[str, object]:
    ran = tracker("show", name, "--offline", "--json")
    assert ran.status == 0, ran.err
    found = json.loads(ran.out)
    assert isinstance(found, dict)
    return found


def in_graph(tracker: Tracker) -> dict[str, str | None]:
    ran = tracker("graph", SHADE, "--offline", "--json")
    assert ran.status == 0, ran.err
    return {node["id"]: node["project"] for node in json.loads(ran.out)["nodes"]}


def test_a_project_of_the_configuration_is_told_in_every_view(
    mailed: Tracker, environment: Path
) -> None:
    assert shown(mailed, LAMP)["project"] is None
    listed = mailed("list", "--all", "project:lamps", "--offline", "--json")
    assert json.loads(listed.out)["series"] == []
    configure(environment, CONFIG)
    assert shown(mailed, LAMP)["project"] == "lamps"
    listed = mailed("list", "--all", "project:lamps", "--offline", "--json")
    assert [one["id"] for one in json.loads(listed.out)["series"]] == [LAMP]
    context = open_context(Reading(as_of=None, offline=True, sources=(), config=None))
    backend = TuiBackend(context, environment / "tracker.db", live=False)
    assert backend.series(LAMP).project == "lamps"


def test_its_half_of_a_change_is_a_counterpart_in_the_graph(
    mailed: Tracker, environment: Path
) -> None:
    assert in_graph(mailed) == {SHADE: "kernel"}
    configure(environment, CONFIG)
    assert in_graph(mailed) == {SHADE: "kernel", LAMP: "lamps", BULB: "liburing"}


def test_it_takes_the_place_of_a_shipped_one_of_its_name(
    mailed: Tracker, environment: Path
) -> None:
    assert shown(mailed, BULB)["project"] == "liburing"
    configure(environment, '[projects.liburing]\nfiles = ["src/lamp"]\n')
    assert shown(mailed, LAMP)["project"] == "liburing"
    assert shown(mailed, BULB)["project"] is None


def test_what_is_fetched_follows_it(tracker: Tracker, server: Inbox, environment: Path) -> None:
    """A counterpart is fetched, and what that needs."""
    configure(environment, CONFIG)
    ran = tracker("graph", SHADE, "--source", server.url, "--json")
    assert ran.status == 0, ran.err
    assert {node["id"] for node in json.loads(ran.out)["nodes"]} == {SHADE, LAMP, BULB}
    assert len(server.fetched()) == 3


def test_what_is_only_mentioned_is_not_fetched(tracker: Tracker, server: Inbox) -> None:
    ran = tracker("graph", SHADE, "--source", server.url, "--json")
    assert ran.status == 0, ran.err
    assert len(server.fetched()) == 1


@pytest.mark.parametrize("words", [("show", LAMP), ("graph", LAMP), ("list",)])
def test_a_project_that_cannot_be_followed_is_wrong_use(
    tracker: Tracker, environment: Path, words: tuple[str, ...]
) -> None:
    configure(environment, '[projects.lamps]\nwords = "lamps"\n')
    ran = tracker(*words, "--offline")
    assert (ran.status, ran.out) == (2, "")
    assert "'projects.lamps.words' should be a list" in ran.err
    assert len(ran.err.splitlines()) == 1


def test_doctor_tells_it_among_its_findings_with_the_line(
    tracker: Tracker, environment: Path
) -> None:
    configure(environment, '[projects.lamps]\nwords = "lamps"\n')
    ran = tracker("doctor", "--offline")
    assert ran.status == 2
    assert "config.toml:2: 'projects.lamps.words' should be a list" in ran.out
