# SPDX-License-Identifier: GPL-2.0-or-later
"""Handles that name no mail: words of a title, a row of the last list, a file, git's own lines."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Tracker, eml_folder
from tests.cli.threads import GADGETS, V1
from tests.mails import patch


@pytest.fixture
def filled(tracker: Tracker, mails: Path) -> Tracker:
    """The command line, with all invented mail indexed."""
    assert tracker("index", mails).status == 0
    return tracker


def shown(ran: object) -> str:
    """The id of the series that was shown."""
    return str(json.loads(ran.out)["id"])  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "words",
    [("make", "widgets"), ("make widgets better",), ("[PATCH v2 0/2] make widgets better",),
     ("Re: [PATCH] Make Widgets Better",), ("make", "widgets", "v2"),
     ("[kernel] v1 make widgets better",), ("make widgets better (v2)",)],
)  # fmt: skip
def test_words_of_a_title_lead_to_the_one_series_that_has_them(
    filled: Tracker, words: tuple[str, ...]
) -> None:
    """Typed, or pasted from a mail reader; what they were taken for is shown on stderr."""
    ran = filled("show", *words, "--offline", "--json")
    assert ran.status == 0, ran.err
    assert shown(ran) == V1
    assert "is taken for make widgets better" in ran.err


def test_words_that_several_series_have_name_them(tracker: Tracker, tmp_path: Path) -> None:
    """Nothing is guessed; a part within a word is no word."""
    raws = [
        patch(f"gizmo: Turn the {name}", message_id=f"{name}@example.org")
        for name in ("knob", "lever", "doorknob")
    ]
    assert tracker("index", eml_folder(tmp_path / "mails", raws)).status == 0
    ran = tracker("show", "turn the", "--offline")
    assert ran.status == 3
    assert all(f"<{name}@example.org>" in ran.err for name in ("knob", "lever", "doorknob"))
    assert tracker("show", "knob", "--offline").status == 0


@pytest.mark.parametrize("words", ["%", "*", "☃ ☃", "https://example.org/x y", "a b " * 400])
def test_words_that_no_title_has_are_no_handle(filled: Tracker, words: str) -> None:
    """The sentence says what is accepted."""
    ran = filled("show", words, "--offline")
    assert ran.status == 2
    assert "is accepted" in ran.err or "names nothing" in ran.err


def test_the_start_of_a_message_id_is_a_handle(tracker: Tracker, tmp_path: Path) -> None:
    """As a terminal or a mail reader cuts it; what it fits is named where that is more than one."""
    raws = [
        patch(f"gizmo: Turn the {name}", message_id=f"20250709120000.77-1-{name}@example.org")
        for name in ("knob", "lever")
    ]
    assert tracker("index", eml_folder(tmp_path / "mails", raws)).status == 0
    ran = tracker("show", "20250709120000.77-1-kn", "--offline")
    assert ran.status == 0, ran.err
    assert "is taken for 20250709120000.77-1-knob@example.org" in ran.err
    several = tracker("show", "20250709120000.77-1", "--offline")
    assert several.status == 3
    assert "20250709120000.77-1-lever@example.org" in several.err
    assert tracker("show", "20250709120000.78-1", "--offline").status == 2
    assert tracker("show", "20250709120000.77-1-knob%40example.org", "--offline").status == 0
    assert tracker("show", "msgid:20250709120000.77-1-knob@example.org", "--offline").status == 0


@pytest.mark.parametrize(
    "name", ["42", "HEAD", "deadbeefcafe", ".1748", "--json", "https://example.net/x", "/etc/x@y"]
)
def test_an_id_that_looks_like_something_else_is_a_handle_in_brackets(
    tracker: Tracker, tmp_path: Path, name: str
) -> None:
    """As a list in a pipe prints it."""
    mails = eml_folder(tmp_path / "mails", [patch("gizmo: Turn it", message_id=name)])
    assert tracker("index", mails).status == 0
    handle = tracker("list", "--all", "--offline").out.splitlines()[1].split()[-1]
    assert handle == f"<{name}>"
    ran = tracker("show", handle, "--offline", "--json")
    assert ran.status == 0, ran.err
    assert shown(ran) == name


def test_words_are_not_found_where_no_mail_is_cached(tracker: Tracker) -> None:
    """As a Message-ID is not; what is no handle at all is wrong use there too."""
    ran = tracker("show", "zebra", "crossing", "--offline")
    assert (ran.status, ran.out) == (3, "")
    assert "'zebra crossing': no mail is cached yet; try" in ran.err
    assert tracker("show", "%", "--offline").status == 2
    assert tracker("search", "zebra", "--offline").err.count("\n") == 1


def test_words_that_no_title_has_are_not_found(filled: Tracker) -> None:
    """Words are a handle: the sentence says so, beside what else is one."""
    ran = filled("show", "zebra crossing", "--offline")
    assert ran.status == 3
    assert "no series has these words in its title: 'zebra crossing'" in ran.err
    assert "words of a title, and the number of a row" in ran.err
    assert filled("show", "knobs", "--offline").status == 3


@pytest.mark.parametrize("command", [("show",), ("label",), ("seen",), ("note", "-m", "x")])
@pytest.mark.parametrize("words", ["ab " * 20_000, "a" * 60_000], ids=["words", "word"])
def test_a_handle_of_many_characters_is_wrong_use(
    filled: Tracker, command: tuple[str, ...], words: str
) -> None:
    """In one sentence, which does not repeat them all."""
    ran = filled(*command, words, "--offline")
    assert ran.status == 2
    assert ran.err.count("\n") == 1
    assert len(ran.err) < 400


@pytest.mark.parametrize(
    "command", [("label", V1, "+{}"), ("search", "state:{}"), ("list", "--all", "stage:{}"),
                ("note", "{}"), ("note", V1, "{}"), ("show", "--until={}", V1), ("{}",)],
)  # fmt: skip
def test_a_sentence_on_a_fault_repeats_no_whole_input(
    filled: Tracker, command: tuple[str, ...]
) -> None:
    """Some eighty characters of it are enough to know it by."""
    ran = filled(*(one.format("x1" * 30_000) for one in command))
    assert ran.status == 2
    assert len(ran.err) < 800


def test_a_row_of_the_last_list_is_a_handle(
    filled: Tracker, environment: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of what was printed on a terminal; a list in a pipe changes nothing."""
    assert "numbered at a terminal only" in filled("show", "1", "--offline").err
    monkeypatch.setattr("tracker.cli.series_rows.is_terminal", lambda: True)
    listed = filled("list", "--all", "--offline")
    rows = listed.out.splitlines()[1:]
    assert [line.split()[0] for line in rows] == [str(at + 1) for at in range(len(rows))]
    assert f"{len(rows)} series; 'tracker show N' shows that of row N" in listed.err
    monkeypatch.undo()
    monkeypatch.setenv("TRACKER_HOME", str(environment))
    at = next(at for at, line in enumerate(rows, 1) if "make widgets better" in line)
    assert shown(filled("show", str(at), "--offline", "--json")) == V1
    ran = filled("show", "99", "--offline")
    assert ran.status == 2
    assert f"rows 1 to {len(rows)}; there is no row 99" in ran.err


def test_a_list_in_a_pipe_cuts_no_title(
    tracker: Tracker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Unless COLUMNS says how wide it is."""
    title = "gizmo: " + "turn it and turn it again " * 6 + "until it stops"
    mails = eml_folder(tmp_path / "mails", [patch(title, message_id="long@example.org")])
    assert tracker("index", mails).status == 0
    monkeypatch.delenv("COLUMNS", raising=False)
    assert title in tracker("list", "--all", "--offline").out
    monkeypatch.setenv("COLUMNS", "80")
    assert title not in tracker("list", "--all", "--offline").out


def test_the_path_of_a_mail_is_a_handle(tracker: Tracker, tmp_path: Path) -> None:
    """As the same mail on stdin is; what is no mail is said with the path."""
    mail = tmp_path / "one.eml"
    mail.write_bytes(patch("gizmo: Turn it", message_id="filed@example.org"))
    assert shown(tracker("show", mail, "--offline", "--json")) == "filed@example.org"
    (tmp_path / "empty.eml").write_bytes(b"")
    ran = tracker("show", tmp_path / "empty.eml", "--offline")
    assert ran.status == 2
    assert "empty.eml" in ran.err


@pytest.mark.parametrize(
    "line",
    ['0123456789ab ("widgets: grow")', 'Fixes: 0123456789ab ("widgets: grow")',
     'commit 0123456789ab ("widgets: grow")'],
)  # fmt: skip
def test_a_commit_as_kernel_people_write_it_is_a_handle(filled: Tracker, line: str) -> None:
    """Abbreviated, with its subject, after Fixes:."""
    assert shown(filled("show", line, "--offline", "--json")) == V1


def test_head_needs_a_repository(filled: Tracker) -> None:
    """The sentence says how to name one."""
    ran = filled("show", "HEAD~2", "--offline")
    assert ran.status == 2
    assert "--repo NAME=PATH" in ran.err


def test_yesterday_is_a_moment(filled: Tracker) -> None:
    """As --since has it."""
    assert filled("show", GADGETS, "--as-of", "yesterday", "--offline").status == 0
    assert "or yesterday" in filled("show", GADGETS, "--as-of", "yesteryear", "--offline").err


def test_a_pull_request_leads_to_the_series_that_links_to_it(
    tracker: Tracker, tmp_path: Path
) -> None:
    """Where no mail links to it, that is said: no forge is asked."""
    pull = "https://github.com/example/gizmo/pull/211"
    raws = [
        patch("gizmo: Turn the knob", log=f"See {pull}/commits.\n", message_id="k@x.y"),
        patch("gizmo: Pull it", log=f"As in {pull}0 of Rex.\n", message_id="p@x.y"),
    ]
    assert tracker("index", eml_folder(tmp_path / "mails", raws)).status == 0
    for handle in (pull, f"{pull}/files"):
        assert shown(tracker("show", handle, "--offline", "--json")) == "k@x.y"
    for handle in (pull[:-1], "https://codeberg.org/a/b/pulls/211"):
        ran = tracker("show", handle, "--offline")
        assert ran.status == 3, handle
        assert "no cached mail links to" in ran.err


def test_a_title_without_quotation_marks_is_told_to_have_them(filled: Tracker) -> None:
    """Only 'show' takes several words; of an option that is none nothing is said of titles."""
    ran = filled("graph", "make", "widgets", "--offline")
    assert ran.status == 2
    assert "put the words of a title in quotation marks; try 'tracker graph --help'" in ran.err
    assert "quotation" not in filled("graph", "make", "--bogus").err
    assert "quotation" not in filled("doctor", "make").err
