# SPDX-License-Identifier: GPL-2.0-or-later
"""A real extindex over three lists: asked for threads over HTTP, its lists mirrored over git."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Tracker
from tests.servers import COVER, NOTICE, REVIEW, THREADS, extindex_of

pytestmark = pytest.mark.server
LISTS = ("widgets", "reviews", "trees")


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The posting went to one list, its review to the second alone, its notice to the third."""
    mails = {"widgets": THREADS[:3], "reviews": (THREADS[0], THREADS[3]), "trees": THREADS[4:]}
    with extindex_of(mails, tmp_path_factory.mktemp("extindex")) as found:
        yield found


def held(tracker: Tracker) -> tuple[str, list[str], list[str]]:
    shown = json.loads(tracker("show", COVER, "--offline", "--json").out)
    (revision,) = shown["revisions"]
    tags = [tag["message_id"] for one in revision["patches"] for tag in one["tags"]]
    return shown["stage"], tags, [one["message_id"] for one in revision["notices"]]


def test_the_extindex_has_the_mail_of_all_its_lists(tracker: Tracker, origin: str) -> None:
    assert tracker("show", COVER, "--source", f"{origin}/all").status == 0
    stage, tags, notices = held(tracker)
    assert (stage, tags, notices) == ("applied", [REVIEW], [NOTICE])


def test_one_list_of_it_lacks_what_others_have(tracker: Tracker, origin: str) -> None:
    assert tracker("show", COVER, "--source", f"{origin}/widgets").status == 0
    assert held(tracker) == ("new", [], [])


def test_its_lists_are_mirrored_into_one_database(
    tracker: Tracker, origin: str, tmp_path: Path
) -> None:
    words = [word for name in LISTS for word in ("--mirror", f"{origin}/{name}")]
    ran = tracker("index", *words)
    assert ran.status == 0, ran.err
    assert held(tracker) == ("applied", [REVIEW], [NOTICE])
    # The cover is in two lists, and one message of both.
    shown = json.loads(tracker("show", COVER, "--offline", "--json").out)
    assert len(shown["revisions"]) == 1
    again = tracker("index", *words)
    assert again.status == 0
    assert again.err.count(": 0 mails, 0 new") == 3
