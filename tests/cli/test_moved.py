# SPDX-License-Identifier: GPL-2.0-or-later
"""A checkout or a home that was moved in part: the database without the fetched threads, or those
at another place. Answers come from the database; a mail that is gone says how to get it again."""

import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Tracker
from tests.cli.inbox import Inbox
from tests.cli.threads import V1, V1_FIRST, V2
from tracker.cli.backend.backend import TuiBackend
from tracker.cli.context import open_context
from tracker.cli.options import Reading
from tracker.errors import NotFound
from tracker.paths import find_paths


def text_of(name: str) -> str:
    context = open_context(Reading(as_of=None, offline=True, sources=(), config=None))
    return TuiBackend(context, context.paths.database, live=False).text(name)


@pytest.fixture
def fetched(tracker: Tracker, inbox: Inbox) -> Inbox:
    assert tracker("show", V1, "--source", inbox.url).status == 0
    return inbox


def test_without_its_cache_a_database_still_answers(tracker: Tracker, fetched: Inbox) -> None:
    shutil.rmtree(find_paths().threads)
    for words in (("show", V1), ("list", "--all"), ("graph", V1), ("diff", V1, V2)):
        ran = tracker(*words, "--offline")
        assert ran.status in (0, 3), ran
        assert "Traceback" not in ran.err


def test_a_mail_that_went_with_the_cache_says_how_to_get_it_again(
    tracker: Tracker, fetched: Inbox
) -> None:
    """One line with the command; the command does it."""
    assert "widget" in text_of(V1_FIRST)
    shutil.rmtree(find_paths().threads)
    with pytest.raises(NotFound) as caught:
        text_of(V1_FIRST)
    assert f"'tracker update {V1_FIRST}' fetches it again" in str(caught.value)
    assert "\n" not in str(caught.value)
    assert tracker("update", V1_FIRST, "--source", fetched.url).status == 0
    assert "widget" in text_of(V1_FIRST)


def test_a_home_that_was_moved_whole_reads_the_threads_where_they_are_now(
    tracker: Tracker, fetched: Inbox, environment: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The database has the place of the cache when it was fetched, which is gone."""
    moved = environment.with_name("elsewhere")
    environment.rename(moved)
    monkeypatch.setenv("TRACKER_HOME", str(moved))
    assert tracker("show", V1, "--offline").status == 0
    with pytest.raises(NotFound, match="tracker update"):
        text_of(V1_FIRST)
    assert tracker("update", V1_FIRST, "--source", fetched.url).status == 0
    assert "widget" in text_of(V1_FIRST)
