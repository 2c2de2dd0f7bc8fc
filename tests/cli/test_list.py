# SPDX-License-Identifier: GPL-2.0-or-later
"""``list``: which series, in what order, and what is said of a query that means nothing."""

import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Ran, Tracker, as_any_user, eml_folder
from tests.cli.threads import GADGETS, V1, V1_FIRST
from tests.gitrepos import Repo
from tests.mails import patch


@pytest.fixture
def held(tracker: Tracker, indexed: Path) -> Tracker:
    """The invented mail is at hand; nothing is asked."""

    def call(*words: str | Path) -> Ran:
        return tracker("list", "--offline", *words)

    return call


def ids(ran: Ran, status: int = 0) -> list[str]:
    assert ran.status == status, ran.err
    return [one["id"] for one in json.loads(ran.out)["series"]]


def whole(ran: Ran) -> object:
    assert ran.status == 0, ran.err
    return json.loads(ran.out)


def unboard(home: Path) -> None:
    """As if no row had been judged yet."""
    with closing(sqlite3.connect(home / "tracker.db")) as database, database:
        database.execute("PRAGMA foreign_keys = ON")
        database.execute("DELETE FROM board_row")
        database.execute("DELETE FROM board_state")


def boarded(home: Path) -> int:
    with closing(sqlite3.connect(home / "tracker.db")) as database:
        (count,) = database.execute("SELECT count(*) FROM board_row WHERE shown").fetchone()
    return int(count)


# ---- which ------------------------------------------------------------------------------------


def test_words_and_fields_narrow_the_list(held: Tracker) -> None:
    assert set(ids(held("--all", "--json"))) == {V1, GADGETS}
    assert ids(held("--all", "--json", "is:landed")) == [V1]
    assert set(ids(held("--all", "--json", "-is:landed"))) == {GADGETS}
    assert ids(held("--all", "--json", "author:ada", "-gadget")) == [V1]
    assert ids(held("--json")) == []


def test_a_whole_list_is_every_series_that_was_sent_to_it(held: Tracker) -> None:
    assert set(ids(held("--list", "widgets", "--json"))) == {V1, GADGETS}
    assert held("--list", "gears", "--json").status == 3


def test_the_order_and_the_number_are_the_users(held: Tracker) -> None:
    by_title = ids(held("--all", "--json", "--sort", "title"))
    rows = {one["id"]: one["title"] for one in json.loads(held("--all", "--json").out)["series"]}
    assert by_title == sorted(rows, key=lambda name: rows[name].casefold())
    assert ids(held("--all", "--json", "--sort", "title", "--limit", "1")) == by_title[:1]
    assert ids(held("--all", "--json", "--limit", "0")) == []


@pytest.mark.parametrize("words", [["--sort", "colour"], ["--limit", "-1"], ["--limit", "x"],
                                   ["--bogus"], ["-is:landed", "--Json"]])  # fmt: skip
def test_options_that_there_are_not_are_wrong_use(held: Tracker, words: list[str]) -> None:
    """A word that is turned round starts with one dash, an option with two."""
    ran = held(*words)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("tracker: ")
    assert ran.err.endswith("try 'tracker list --help'\n")


@pytest.mark.parametrize("command", ["list", "report"])
def test_a_word_with_a_dash_is_no_bundle_of_options(
    command: str, held: Tracker, tracker: Tracker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``-is:snoozed`` holds an o, and ``report`` has ``-o FILE``."""
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.iterdir())
    words = ["--all", "--offline", "--json"]
    ran = tracker(command, *words, "-is:snoozed", "-wheelof", "is:landed")
    assert ran.status == 0, ran.err
    assert [one["id"] for one in json.loads(ran.out)["series"]] == [V1]
    after_dashes = tracker(command, *words, "is:landed", "--", "-is:snoozed")
    assert [one["id"] for one in json.loads(after_dashes.out)["series"]] == [V1]
    assert sorted(tmp_path.iterdir()) == before


def test_a_list_in_a_pipe_ends_each_line_with_a_handle(held: Tracker, tracker: Tracker) -> None:
    """Where ``COLUMNS`` says how wide it is, titles are cut to that and the ids left out."""
    head, *lines = held("--all").out.splitlines()
    assert head.split()[-2:] == ["title", "id"]
    assert {line.split()[-1] for line in lines} == {V1, GADGETS}
    assert tracker("queue", V1, "--offline").status == 0
    assert tracker("queue", "--offline").out.splitlines()[1].split()[-1] == V1
    assert tracker("done", V1, "--offline").status == 0
    assert tracker("done", "--offline").out.splitlines()[1].split()[-1] == V1


def test_a_list_of_a_given_width_has_no_ids(held: Tracker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    assert V1 not in held("--all").out


# ---- from the board or judged now -------------------------------------------------------------


def test_the_board_tells_what_judging_tells(held: Tracker, environment: Path) -> None:
    """To the byte: first from the board, then judged, as any day is that is named."""
    first = held("--all", "--json")
    assert boarded(environment) == 2
    unboard(environment)
    assert held("--all", "--json", "--as-of", "2040-01-01").out == first.out
    assert boarded(environment) == 0
    assert held("--all", "--json").out == first.out
    assert boarded(environment) == 2


def test_another_day_is_judged_and_kept_nowhere(held: Tracker) -> None:
    now = json.loads(held("--all", "--json").out)["series"]
    then = json.loads(held("--all", "--json", "--as-of", "2025-01-07").out)["series"]
    assert [one["id"] for one in then] == [V1]
    assert then[0]["stage"] != next(one["stage"] for one in now if one["id"] == V1)
    assert json.loads(held("--all", "--json").out)["series"] == now


def test_what_is_tracked_is_told_at_once(held: Tracker, tracker: Tracker) -> None:
    held("--json")
    assert tracker("track", V1_FIRST, "--offline").status == 0
    assert ids(held("--json")) == [V1]
    assert ids(held("--json", "is:tracked")) == [V1]
    assert tracker("untrack", V1, "--offline").status == 0
    assert ids(held("--json")) == []


def test_a_repository_for_this_run_alone_changes_no_row(
    held: Tracker, tracker: Tracker, environment: Path, tmp_path: Path
) -> None:
    before = held("--all", "--json").out
    repo = Repo(tmp_path / "widget")
    with closing(sqlite3.connect(environment / "tracker.db")) as database:
        judged = database.execute("SELECT series, judged, stale FROM board_row").fetchall()
        assert held("--all", "--json", "--repo", f"widget={repo.path}").status == 0
        assert database.execute("SELECT series, judged, stale FROM board_row").fetchall() == judged
    assert held("--all", "--json").out == before


def test_a_database_that_cannot_be_written_is_judged_in_memory(
    process: Tracker, held: Tracker, environment: Path
) -> None:
    wanted = held("--all", "--json").out
    unboard(environment)
    with closing(sqlite3.connect(environment / "tracker.db")) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for place in (*environment.rglob("*"), environment):
        place.chmod(0o555 if place.is_dir() else 0o444)
    try:
        ran = process("list", "--all", "--json", "--offline", preexec_fn=as_any_user)
    finally:
        environment.chmod(0o755)
        for place in environment.rglob("*"):
            place.chmod(0o755 if place.is_dir() else 0o644)
    assert (ran.status, ran.out) == (0, wanted)
    assert boarded(environment) == 0


def test_mail_that_another_command_brings_is_listed(
    held: Tracker, tracker: Tracker, tmp_path: Path
) -> None:
    """``index`` judges what it brings; ``list`` has nothing left to do."""
    assert len(ids(held("--all", "--json"))) == 2
    more = eml_folder(tmp_path / "more", [patch("gear: Grind it", message_id="gear@example.org")])
    assert tracker("index", more).status == 0
    assert "gear@example.org" in ids(held("--all", "--json"))


def test_rebuilding_judges_every_row_again(
    held: Tracker, tracker: Tracker, environment: Path
) -> None:
    before = held("--all", "--json").out
    with closing(sqlite3.connect(environment / "tracker.db")) as database, database:
        database.execute(
            "UPDATE board_record SET record = replace(record, 'widgets', 'gears'), sum = NULL"
        )
    assert held("--all", "--json").out != before
    assert tracker("rebuild").status == 0
    assert boarded(environment) == 2
    assert held("--all", "--json").out == before


# ---- what is wrong with a query ---------------------------------------------------------------


def test_a_fault_points_at_the_word_on_a_terminal(held: Tracker) -> None:
    ran = held("--all", "wheel", "staet:new", "\x1b[31m")
    assert (ran.status, ran.out) == (2, "")
    said, query, mark = ran.err.splitlines()
    assert said.startswith("tracker: 'staet:new' is not understood; did you mean state:new?")
    assert query == "  wheel staet:new ␛[31m"
    assert mark == "        ^^^^^^^^^"


def test_a_fault_in_json_is_the_sentence(held: Tracker) -> None:
    ran = held("--all", "staet:new", "--json")
    told = json.loads(ran.out)
    assert (ran.status, told["error"], told["exit"]) == (2, "Usage", 2)
    assert "\n" not in told["message"]
    assert "^" not in ran.err


def test_a_wrong_query_is_said_though_nothing_is_at_hand(tracker: Tracker) -> None:
    assert tracker("list", "state:bogus").status == 2


# ---- me ---------------------------------------------------------------------------------------


def config(home: Path, text: str) -> None:
    home.mkdir(exist_ok=True)
    (home / "config.toml").write_text(text, encoding="utf-8")


def test_me_is_who_the_configuration_names(held: Tracker, environment: Path) -> None:
    config(environment, 'me = ["rex@example.org"]\n')
    assert ids(held("--all", "--json", "involved:me")) == [V1]
    assert ids(held("--all", "--json", "author:me"), status=3) == []


def test_nobody_is_me_where_nothing_tells_and_that_is_said(
    held: Tracker, environment: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(environment)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    ran = held("--all", "--json", "author:me")
    assert ids(ran, status=3) == []
    assert "it is not known who 'me' is: run 'tracker init'" in ran.err
    assert "who 'me' is" not in held("--all", "author:ada").err


def test_the_document_holds_what_it_held(held: Tracker) -> None:
    """Keys never vanish."""
    (first, *_) = whole(held("--all", "--json"))["series"]  # type: ignore[index]  # an object
    assert list(first)[:15] == ["id", "title", "author", "lists", "project", "stage", "turn",
                                "last_activity", "revisions", "tracked", "reviewed",
                                "open_questions", "checks", "blocked", "summary"]  # fmt: skip


@pytest.mark.parametrize("command", ["list", "report", "log"])
def test_a_list_that_is_not_at_hand_is_not_known(
    command: str, held: Tracker, tracker: Tracker
) -> None:
    """The nearest that is at hand is named; a query that holds nothing of a list is no fault."""
    ran = tracker(command, "--offline", "--list", "widgtes")
    assert (ran.status, ran.out) == (3, "")
    assert ran.err == "tracker: no mail of list 'widgtes' is cached; did you mean widgets?\n"
    assert "did you mean" not in tracker(command, "--offline", "--list", "qqqq").err


def test_a_query_that_nothing_matches_is_an_answer_with_the_status_of_a_search(
    held: Tracker,
) -> None:
    """As the README says: 3; the document is written all the same, and a limit is no query."""
    ran = held("--list", "widgets", "state:rejected,withdrawn")
    assert (ran.status, ran.out, ran.err) == (3, "", "tracker: no series matches\n")
    assert ids(held("--all", "--json", "state:rejected"), status=3) == []
    assert held("--list", "widgets", "--limit", "0").status == 0
    assert held("--json").status == 0


@pytest.mark.parametrize("command", ["list", "report"])
def test_someone_of_a_query_who_is_not_cached_is_named(
    command: str, held: Tracker, tracker: Tracker
) -> None:
    """Of ``turn:`` it is a slip, of other fields a person may be still to come."""
    ran = tracker(command, "--offline", "--all", "turn:mee")
    assert (ran.status, ran.out) == (3, "")
    assert "no one called mee is in the mail cached; did you mean turn:me?" in ran.err
    assert "author, reviewers, maintainer" in ran.err
    nothing = 3 if command == "list" else 0
    ran = tracker(command, "--offline", "--all", "author:mee")
    assert ran.status == nothing
    assert "no one called mee" in ran.err
    for known, status in (
        ("turn:nobody,author", 0),
        ("author:ada state:rejected", nothing),
        ("-author:mee state:rejected", nothing),
    ):
        ran = tracker(command, "--offline", "--all", *known.split())
        assert (ran.status, "no one called" in ran.err) == (status, False)


@pytest.mark.parametrize("home", ["/proc/no/such", "FILE", "FILE/below"])
@pytest.mark.parametrize(
    "words", [("list", "--all"), ("show", "a@example.org"), ("log",), ("report", "--all")]
)
def test_a_home_that_cannot_be_is_said_by_reading_commands(
    home: str,
    words: tuple[str, ...],
    tracker: Tracker,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    """As ``tracker index`` says it; a home that is only not there yet is no fault."""
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("TRACKER_HOME", home.replace("FILE", str(tmp_path / "file")))
    ran = tracker(*words, "--offline")
    assert (ran.status, ran.out) == (5, "")
    assert "cannot be made" in ran.err
    monkeypatch.setenv("TRACKER_HOME", str(tmp_path / "new" / "home"))
    ran = tracker(*words, "--offline")
    assert ran.status in (0, 3)
    assert "yet" in ran.err
    assert not (tmp_path / "new").exists() or words[0] == "show"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("shwo", "x"), "did you mean show?"),
        (("qqqq",), "try 'tracker --help'"),
        (("list", "--lmit", "3"), "try 'tracker list --help'"),
        (("show",), "try 'tracker show --help'"),
    ],
)
def test_wrong_use_is_one_line(tracker: Tracker, words: tuple[str, ...], said: str) -> None:
    ran = tracker(*words)
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err
    assert ran.err.count("\n") == 1
