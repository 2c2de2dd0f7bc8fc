# SPDX-License-Identifier: GPL-2.0-or-later
"""What was typed wrong is named as what it is, and nothing of it is obeyed."""

from pathlib import Path

import pytest

from tests.cli.conftest import Tracker
from tests.cli.threads import V1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("reply", V1, "--applied", "--offline"), "--applied needs TREE, and --offline is an"),
        (("note", V1, "--message", "--delete"), "--message needs TEXT, and --delete is an option"),
        (("snooze", V1, "--until", "--wake"), "--until needs WHEN, and --wake is an option"),
        (("list", "--list", "--all"), "--list needs NAME, and --all is an option of its own"),
        (("show", V1, "--json", "--format", "html"), "leave out one of it and --format html"),
        (("graph", V1, "--format=dot", "--json"), "leave out one of it and --format dot"),
        (("report", "--all", "--json", "--format", "mail"), "one of it and --format mail"),
        (("show", V1, "extra"), "one series is shown at a time; name one REF"),
        (("show", "1", "2"), "one series is shown at a time; name one REF"),
        (("--config",), "option '--config' requires an argument"),
        (("list", "--limit", "x"), "'x' is not a whole number"),
        (("link", V1, "likes", V1), "invalid value for 'KIND': 'likes' is not one of"),
        (("completion", "ksh"), "invalid value for 'SHELL': 'ksh' is not one of"),
        (("drafts", "--delete"), "name the draft: tracker drafts 1 --delete"),
        (("show", "/dev/../etc/hostname", "--offline"), "hostname is no mail and no mbox"),
    ],
)  # fmt: skip
def test_what_was_typed_wrong_is_named(
    tracker: Tracker, indexed: Path, words: tuple[str, ...], said: str
) -> None:
    ran = tracker(*words)
    assert ran.status == 2, ran.err
    assert said in ran.err
    assert ran.err.count("\n") == 1
    assert tracker("undo").status == 3


def test_an_option_behind_two_dashes_is_a_word(tracker: Tracker, indexed: Path) -> None:
    """And --json may be asked for in both ways."""
    assert tracker("list", "--all", "--json", "--", "--list", "--all").status == 0
    assert tracker("show", V1, "--json", "--format", "json", "--offline").status == 0


def test_a_folder_without_lists_is_said_to_have_none(tracker: Tracker, tmp_path: Path) -> None:
    ran = tracker("index", tmp_path, "--list", "widgets")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.endswith("is no folder of mirrors: it holds no list at all\n")


def test_a_search_that_finds_nothing_prints_nothing(tracker: Tracker, indexed: Path) -> None:
    """So that nothing in a pipe takes the sentence for a mail."""
    ran = tracker("search", "zebra", "--offline")
    assert (ran.status, ran.out, ran.err) == (3, "", "tracker: no mail matches\n")
