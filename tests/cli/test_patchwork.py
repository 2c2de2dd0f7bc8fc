# SPDX-License-Identifier: GPL-2.0-or-later
"""What Patchwork has the patches of a series as, beside what mail shows of them."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Tracker, age_fetches
from tests.cli.inbox import Inbox, Mood
from tests.cli.test_handles import ids
from tests.cli.threads import GADGETS, V1, V1_FIRST, V1_SECOND, V2, V2_FIRST, V2_SECOND
from tests.patchworks import Pw, PwPatch, patchwork_of

pytestmark = pytest.mark.usefixtures("example_made")


@pytest.fixture
def pw() -> Iterator[Pw]:
    with patchwork_of(
        PwPatch(number=1, message_id=V1_FIRST, state="superseded", series=6),
        PwPatch(number=2, message_id=V1_SECOND, state="superseded", series=6),
        PwPatch(number=3, message_id=V2_FIRST, state="accepted", date="2025-01-10T10:00:00",
                delegate=("mia", "mia@example.org")),
        PwPatch(number=4, message_id=V2_SECOND, state="changes-requested",
                date="2025-01-10T10:00:00", checks=[("build", "fail", "2025-01-10T11:00:00")]),
    ) as found:  # fmt: skip
        yield found


@pytest.fixture
def asking(tracker: Tracker, environment: Path, pw: Pw, inbox: Inbox) -> Tracker:
    """The command line, with that Patchwork and an inbox in its configuration."""
    environment.mkdir(exist_ok=True)
    text = f'server = "{inbox.url}"\npatchwork = "{pw.url}"\npages = []\n'
    (environment / "config.toml").write_text(text)
    return tracker


def outside(answer: str) -> dict[int, dict[str, object]]:
    """What the newest version is elsewhere, by the number of the patch."""
    found = json.loads(answer)["outside"]
    return {one["patch"]: one for one in found if one["version"] == 2}


def test_states_and_delegates_stand_beside_ours_with_their_source(asking: Tracker, pw: Pw) -> None:
    ran = asking("show", V1, "--json")
    assert ran.status == 0, ran.err
    first = outside(ran.out)[1]
    assert (first["state"], first["server"]) == ("accepted", pw.url)
    assert first["delegate"] == {"name": "mia", "email": "mia@example.org"}
    assert first["conflict"] is None
    text = " ".join(asking("show", V1, "--offline").out.split())
    assert "accepted at 127.0.0.1 (widgets)" in text
    assert "delegate mia" in text


def test_a_conflict_is_said(asking: Tracker) -> None:
    """Patch 2 was applied by mail; there its author is to change it."""
    second = outside(asking("show", V1, "--json").out)[2]
    assert second["conflict"] == "here it is applied"
    assert "Conflict: here it is applied" in asking("show", V1, "--offline").out


def test_one_request_asks_for_all_patches_of_the_series(asking: Tracker, pw: Pw) -> None:
    """A second asks for the checks of the one patch of the newest version that has any."""
    asking("show", V1)
    assert len([one for one in pw.asked if "submitter=ada" in one]) == 1
    assert [one.partition("?")[0] for one in pw.asked][1:] == ["/api/patches/4/checks/"]
    asking("show", V1)
    assert len(pw.asked) == 2


def test_its_checks_are_checks(asking: Tracker) -> None:
    (check,) = json.loads(asking("show", V1, "--json").out)["checks"]
    assert (check["context"], check["state"], check["patch"]) == ("build", "fail", 2)
    assert check["source"] == "bot (patchwork)"
    assert asking("check", V1, "--green", "--offline").status == 1


def test_a_state_that_moves_is_kept_with_its_time(asking: Tracker, pw: Pw) -> None:
    """Of another day what was known then is shown: before the first look nothing."""
    asking("show", V1)
    pw.patches[3].state = "accepted"
    asking("update", V1)
    ran = asking("show", V1, "--offline", "--json")
    assert outside(ran.out)[2]["state"] == "accepted"
    assert json.loads(asking("show", V1, "--as-of", "2025-02-01", "--json").out)["outside"] == []


def test_an_unknown_project_is_said(asking: Tracker, pw: Pw, tmp_path: Path) -> None:
    """Though the server answers with an empty list."""
    user = tmp_path / "user"
    user.mkdir()
    lines = f"[b4]\n\tpw-url = {pw.url}/\n\tpw-project = nowhere\n\tpw-key = 00ff\n"
    (user / ".gitconfig").write_text(lines)
    ran = asking("show", V1)
    assert ran.status == 0
    assert "has no project 'nowhere'" in ran.err
    assert set(pw.keys) == {"Token 00ff"}


def test_the_server_of_b4_is_asked_where_none_is_configured(
    tracker: Tracker, pw: Pw, inbox: Inbox, tmp_path: Path, environment: Path
) -> None:
    user = tmp_path / "user"
    user.mkdir()
    (user / ".gitconfig").write_text(f"[b4]\n\tpw-url = {pw.url}/\n\tpw-project = widgets\n")
    ran = tracker("show", V1, "--source", inbox.url, "--json")
    assert outside(ran.out)[1]["state"] == "accepted"


def test_it_is_asked_though_the_server_of_mail_fails(
    asking: Tracker, pw: Pw, inbox: Inbox, environment: Path
) -> None:
    """What is cached is shown with what Patchwork has it as today."""
    asking("show", V1)
    pw.patches[3].state = "accepted"
    age_fetches(environment, hours=30)
    inbox.mood = Mood.BUSY
    ran = asking("show", V1, "--json")
    assert ran.status == 0
    assert "429" in ran.err
    assert outside(ran.out)[2]["state"] == "accepted"


@pytest.mark.parametrize("path", ["patch/3/", "series/7"])
def test_a_short_url_of_the_configured_server_is_a_handle(
    asking: Tracker, pw: Pw, path: str
) -> None:
    """As old mails name it; of another host it is none."""
    ran = asking("show", f"{pw.url}/{path}", "--json")
    assert ran.status == 0, ran.err
    assert ids(ran.out)[-1] == V2
    assert asking("show", f"http://127.0.0.1:1/{path}").status == 2


def test_offline_nobody_is_asked(asking: Tracker, pw: Pw) -> None:
    asking("show", V1, "--offline")
    assert pw.asked == []


@pytest.mark.parametrize(
    "path", ["patch/3/", "project/widgets/list/?series=7", "api/1.3/series/7/"]
)
def test_a_number_of_a_server_is_a_handle(asking: Tracker, pw: Pw, path: str) -> None:
    """Asked of the server that was typed; offline as it was seen before."""
    url = f"{pw.url}/{path}".replace("/patch/3", "/api/patches/3")
    ran = asking("show", url, "--json")
    assert ran.status == 0, ran.err
    assert ids(ran.out)[-1] == V2
    assert asking("show", url, "--offline").status == 0


def test_a_number_that_nobody_knows_is_said(asking: Tracker, pw: Pw) -> None:
    url = f"{pw.url}/api/patches/99/"
    assert asking("show", url).status == 3
    offline = asking("show", url, "--offline")
    assert offline.status == 3
    assert "no cached mail is known by that number" in offline.err


def test_a_bundle_of_several_series_names_them(asking: Tracker, pw: Pw, inbox: Inbox) -> None:
    asking("show", V1)
    pw.patches.append(PwPatch(number=9, message_id=GADGETS, series=9))
    pw.bundles["mia", "next"] = [3, 4]
    pw.bundles["mia", "later"] = [3, 9]
    assert asking("show", f"{pw.url}/bundle/mia/next/").status == 0
    ran = asking("show", f"{pw.url}/bundle/mia/later/")
    assert ran.status == 3
    assert GADGETS in ran.err


def test_a_server_that_answers_otherwise_stops_nothing(asking: Tracker, pw: Pw) -> None:
    pw.say = b"<html><body>log in</body></html>"
    ran = asking("show", V1)
    assert ran.status == 0
    assert "a page where JSON was asked for" in ran.err
    assert "Traceback" not in ran.err
