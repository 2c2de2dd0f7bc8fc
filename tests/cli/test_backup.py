# SPDX-License-Identifier: GPL-2.0-or-later
"""The scripts of docs/backup.md, run by a shell as they stand there."""

import os
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import TOP, Tracker
from tests.cli.threads import GADGETS, V1

TABLES = ("tracked", "seen", "note", "label", "queue", "snooze", "said_link", "mark")


@pytest.fixture
def scripts(tmp_path: Path) -> dict[str, Path]:
    """Each block of the page as a file, by the word that it starts with."""
    found = {}
    page = (TOP / "docs" / "backup.md").read_text()
    for name, text in re.findall(r"^```sh\n# (\w+) [^\n]*\n(.*?)^```$", page, re.M | re.S):
        found[name] = tmp_path / f"{name}.sh"
        found[name].write_text(f"set -eu\n{text}")
    return found


def sh(script: Path, *words: Path) -> None:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["sh", script, *words], env={**os.environ, "PATH": path}, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr


def rows(database: Path) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(database)) as db:
        return {name: db.execute(f"SELECT * FROM {name}").fetchall() for name in TABLES}


def test_what_was_recorded_is_saved_and_restored(
    tracker: Tracker,
    mails: Path,
    environment: Path,
    tmp_path: Path,
    scripts: dict[str, Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Also where a table is empty; on the other machine nothing else is lost."""
    tracker("index", mails)
    for words in (
        ("track", V1),
        ("seen", V1),
        ("note", V1, "-m", 'two lines\nand "quotes" ß'),
        ("snooze", V1, "--until", "v9"),
        ("label", V1, "+todo"),
        ("queue", GADGETS, V1),
        ("link", GADGETS, "companion", "https://example.org/pull/7"),
    ):
        assert tracker(*words, "--offline").status == 0
    before = rows(environment / "tracker.db")
    assert [name for name in TABLES if not before[name]] == ["mark"]
    sh(scripts["save"], tmp_path / "saved.jsonl")
    copy = (environment / "tracker.recorded.jsonl").read_text()
    assert copy.partition('{"archive"')[0] == (tmp_path / "saved.jsonl").read_text()
    monkeypatch.setenv("TRACKER_HOME", str(tmp_path / "other"))
    tracker("index", mails)
    tracker("track", GADGETS, "--offline")
    for _ in range(2):
        sh(scripts["restore"], tmp_path / "saved.jsonl")
    after = rows(tmp_path / "other" / "tracker.db")
    assert after["queue"] == before["queue"]
    assert {row[0] for row in after["tracked"]} == {before["tracked"][0][0], GADGETS}
    for name in ("note", "label", "snooze", "said_link", "mark"):
        assert after[name] == before[name]
    assert [row[:2] for row in after["seen"]] == [row[:2] for row in before["seen"]]
    assert tracker("doctor", "--offline").status == 0
    assert tracker("undo").status == 0
    assert not rows(tmp_path / "other" / "tracker.db")["note"]


def test_the_example_of_the_page_is_read_and_written_as_it_is(
    tracker: Tracker, environment: Path, tmp_path: Path
) -> None:
    page = (TOP / "docs" / "backup.md").read_text()
    example = page[page.index('```\n{"schema"') + 4 :].partition("```")[0]
    (tmp_path / "example.jsonl").write_text(example)
    assert tracker("import", tmp_path / "example.jsonl").status == 0
    assert tracker("export").out == example


HEAD = '{"schema": "tracker/recorded/1"}'
LABEL = '{"label": {"message_id": "a@b.org", "name": "%s", "at": "2031-05-04T12:00:00Z"}}'
TRACKED = '{"tracked": {"message_id": "a@example.org", "since": "2031-05-04T12:00:00Z"}}'


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([], "it is empty"),
        ([TRACKED], ":1: this is no file of 'tracker export'"),
        (['{"schema": "tracker/recorded/9"}'], ":1: it is of the format"),
        ([HEAD, TRACKED, "{"], ":3: it is no JSON"),
        ([HEAD, "[" * 100_000], ":2: it is no JSON"),
        ([HEAD, '{"recipe": {}}'], ":2: its one key should be one of tracked, "),
        ([HEAD, TRACKED.replace('"since"', '"sinse"')], ":2: 'since' is missing of 'tracked'"),
        ([HEAD, TRACKED.replace("}}", ', "upto": 7}}')], ":2: 'upto' is no key of 'tracked'"),
        ([HEAD, TRACKED.replace("}}", ', "since": 7}}')], ":2: a key stands there twice"),
        ([HEAD, TRACKED.replace("12:00:00Z", "12:00:00")], ":2: 'since' should be a moment"),
        ([HEAD, TRACKED.replace("a@example.org", "")], ":2: 'message_id' should be a name"),
        ([HEAD, TRACKED.replace("a@example.org", "a\\u001b[2Jb")], ":2: 'message_id' should be"),
        ([HEAD, TRACKED.replace("a@example.org", "\\ud800")], ":2: 'message_id' holds what is no"),
        ([HEAD, LABEL % "todo later"], ":2: 'todo later' is no label: one word of letters"),
        ([HEAD, " " * (1 << 20) + TRACKED], ":2: a line of more than 1024 KiB"),
    ],
)
def test_a_malformed_line_is_named_and_nothing_is_imported(
    tracker: Tracker, environment: Path, tmp_path: Path, lines: list[str], said: str
) -> None:
    (tmp_path / "odd.jsonl").write_text("".join(f"{one}\n" for one in lines))
    ran = tracker("import", tmp_path / "odd.jsonl")
    assert (ran.status, ran.out) == (2, "")
    assert f"odd.jsonl{said}" in ran.err or said in ran.err
    assert ran.err.count("\n") == 1
    assert not (environment / "tracker.db").exists()


def test_two_records_of_one_thing_are_joined(
    tracker: Tracker, environment: Path, tmp_path: Path
) -> None:
    """The earlier start, the later snooze, both notes of one second."""
    note = '{"note": {"message_id": "a@example.org", "at": "2031-05-04T12:00:00Z", "text": "%s"}}'
    link = (
        '{"link": {"source": "a@example.org", "kind": "%s", "target": "b@example.org", "note": "",'
        ' "at": "2031-05-0%dT12:00:00Z", "cut": %s}}'
    )
    here = [HEAD, TRACKED, note % "one", link % ("follows", 4, "false")]
    there = [
        HEAD,
        TRACKED.replace("2031", "2030"),
        note % "two",
        note % "one",
        link % ("", 5, "true"),
    ]
    for number, lines in enumerate((here, there, here)):
        place = tmp_path / f"{number}.jsonl"
        place.write_text("".join(f"{one}\n" for one in lines))
        assert tracker("import", place).status == 0
    assert tracker("export").out.splitlines() == [
        HEAD,
        TRACKED.replace("2031", "2030"),
        note % "one",
        (note % "two").replace("12:00:00", "12:00:01"),
        link % ("", 5, "true"),
    ]


def test_a_new_database_keeps_the_copy_of_the_one_before(
    tracker: Tracker, mails: Path, environment: Path
) -> None:
    tracker("index", mails)
    tracker("note", V1, "-m", "Ask Mia.", "--offline")
    for one in environment.glob("tracker.db*"):
        one.unlink()
    tracker("index", mails)
    tracker("note", V1, "-m", "Ask Jo.", "--offline")
    kept = environment / "tracker.recorded.jsonl.1"
    assert f"tracker import {kept}" in tracker("doctor", "--offline").out
    assert tracker("import", kept).status == 0
    notes = [row[2] for row in rows(environment / "tracker.db")["note"]]
    assert sorted(map(str, notes)) == ["Ask Jo.", "Ask Mia."]
