# SPDX-License-Identifier: GPL-2.0-or-later
"""What new mail costs from git to a true board, counted in a process of its own.

Everything is counted that a busy machine does not change: what SQLite is asked, which expressions
are compiled, which rows are judged. ``benchmarks/peers.py`` has the seconds.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.mails import at, mail
from tests.posts import reply, sent, tagged
from tests.servers import add_to_epoch

COUNTED = """
import json, re, sqlite3, sys

counts = {"opened": 0, "asked": 0, "compiled": 0, "judged": 0}


def counting(name, call):
    def counted(*words, **rest):
        counts[name] += 1
        return call(*words, **rest)

    return counted


class Counted(sqlite3.Connection):
    execute = counting("asked", sqlite3.Connection.execute)
    executemany = counting("asked", sqlite3.Connection.executemany)


connect = counting("opened", sqlite3.connect)
sqlite3.connect = lambda *words, **rest: connect(*words, **rest | {"factory": Counted})
re.compile = counting("compiled", re.compile)
from tracker.cli import run
from tracker.services.library import Library

Library.row = counting("judged", Library.row)
status = run(["index", sys.argv[1]])
print(json.dumps([status, counts]))
"""


def cost(home: Path, place: Path) -> dict[str, int]:
    """Index an archive; what was counted."""
    ran = subprocess.run(
        (sys.executable, "-c", COUNTED, str(place)),
        env=os.environ | {"TRACKER_HOME": str(home), "PYTHONPATH": str(Path(__file__).parents[1])},
        capture_output=True, check=True, text=True,
    )  # fmt: skip
    status, counts = json.loads(ran.stdout)
    assert status == 0
    return {name: int(counts[name]) for name in counts}


def test_a_tag_for_one_series_costs_as_much_on_a_long_list_as_on_a_short_one(
    tmp_path: Path,
) -> None:
    """One row is judged, and neither more nor other questions are asked of the database."""
    counts = []
    for number in (3, 30):
        place, home = tmp_path / f"{number}.git", tmp_path / f"home{number}"
        works = [sent(f"a{n}", title=f"wheel{n}: Turn it", hours=n) for n in range(number)]
        add_to_epoch(place, [raw for work in works for raw in work])
        cost(home, place)
        add_to_epoch(place, [tagged("t", "a1-1", hours=200)])
        counts.append(cost(home, place))
    assert counts[0] == counts[1]
    assert counts[1]["judged"] == 1
    assert counts[1]["opened"] <= 8
    assert counts[1]["asked"] <= 210
    assert counts[1]["compiled"] <= 134


def test_mail_that_belongs_to_no_series_judges_none(tmp_path: Path) -> None:
    place, home = tmp_path / "0.git", tmp_path / "home"
    add_to_epoch(place, [*sent("a", hours=1), reply("q", "a-1", "Why a pointer?\n", hours=9)])
    cost(home, place)
    add_to_epoch(place, [mail("a question", message_id="other@example.org", date=at(99))])
    found = cost(home, place)
    assert found["judged"] == 0
    assert found["asked"] <= 155
