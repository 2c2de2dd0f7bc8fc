# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs that are killed before any statement they send to the database; ``benchmarks/kills.py`` does
it hundreds of times."""

from pathlib import Path

import pytest

from benchmarks.kills import Case, start
from tests.cli.conftest import eml_folder
from tests.cli.threads import EVERY_MAIL, V1

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A folder to work in, with a home that is filled, and a folder of mails."""
    work = tmp_path_factory.mktemp("kills")
    mails = eml_folder(work / "mails", EVERY_MAIL[:8])
    assert start(work / "ready", ("index", str(mails)))[0] == 0
    assert start(work / "ready", ("note", V1, "-m", "Ask Mia.", "--offline"))[0] == 0
    return work, mails


def test_an_index_that_is_killed_anywhere_is_run_again(places: tuple[Path, Path]) -> None:
    """Every table is then as an undisturbed run leaves it."""
    work, mails = places
    case = Case(work, work / "nothing", ("index", str(mails)))
    for share in (0.3, 0.6, 0.9):
        assert case.kill(int(case.statements * share)) == "equal"


def test_a_user_action_that_is_killed_loses_no_earlier_one(places: tuple[Path, Path]) -> None:
    work, _ = places
    case = Case(work, work / "ready", ("track", V1, "--offline"))
    for share in (0.5, 0.9):
        assert case.kill(int(case.statements * share)) == "equal"
