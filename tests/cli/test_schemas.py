# SPDX-License-Identifier: GPL-2.0-or-later
"""What scripts read: every JSON document is as docs/schema/ describes it."""

import json
import os
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from tests.cli.conftest import TOP, Ran, Tracker
from tests.cli.threads import V1
from tracker.services.demo import EXAMPLE, TRACKED

pytestmark = pytest.mark.usefixtures("example_made")

SCHEMAS = TOP / "docs" / "schema"
SHARED = Path(os.environ.get("TRACKER_SHARED", TOP.parent / "shared" / "archive"))
DAYS = ("2025-07-15T13:45:00Z", "2025-07-17T12:00:00Z", "2026-01-01")


@pytest.fixture(scope="module")
def registry() -> Registry:
    """The schema files, which name each other."""
    found = [json.loads(path.read_text()) for path in SCHEMAS.glob("*.schema.json")]
    return Registry().with_resources((one["$id"], Resource.from_contents(one)) for one in found)


def check(registry: Registry, ran: Ran, name: str) -> dict[str, object]:
    """The document, which must be of that name and fit its schema."""
    found: dict[str, object] = json.loads(ran.out)
    assert found["schema"] == f"tracker/{name}/1"
    schema = registry.contents(f"{name}.schema.json")
    Draft202012Validator(schema, registry=registry).validate(found)
    return found


def test_the_schemas_are_schemas(registry: Registry) -> None:
    """Each file is one, and there is one for each document."""
    for path in SCHEMAS.glob("*.schema.json"):
        Draft202012Validator.check_schema(json.loads(path.read_text()))
    names = {path.name.partition(".")[0] for path in SCHEMAS.glob("*.schema.json")}
    assert names >= {"series", "list", "graph", "why", "report", "log", "doctor", "error"}


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("ref", TRACKED)
def test_documents_about_one_work(tracker: Tracker, registry: Registry, ref: str, day: str) -> None:
    """Of the example, on days when it was new, applied and long done."""
    words = (ref, "--offline", "--as-of", day, "--json")
    series = check(registry, tracker("show", *words), "series")
    graph = check(registry, tracker("graph", *words), "graph")
    check(registry, tracker("why", *words), "why")
    assert graph["root"] == series["id"]


def test_documents_about_many(tracker: Tracker, registry: Registry, indexed: Path) -> None:
    """Of what was indexed; and of nothing."""
    for words in (("list",), ("list", "--all"), ("report",), ("report", "--all")):
        check(registry, tracker(*words, "--json"), words[0])
    found = check(registry, tracker("list", "--all", "--json"), "list")
    assert isinstance(found["series"], list)
    assert len(found["series"]) == 2
    report = check(registry, tracker("report", "--all", "--json"), "report")
    assert isinstance(report["series"], list)
    assert len(report["series"]) == 2


def test_list_and_show_agree_on_ids(tracker: Tracker, registry: Registry, indexed: Path) -> None:
    """And a series of the list is shown by its id."""
    rows = check(registry, tracker("list", "--all", "--json"), "list")["series"]
    assert isinstance(rows, list)
    for row in rows:
        shown = check(registry, tracker("show", row["id"], "--offline", "--json"), "series")
        assert (shown["id"], shown["stage"]) == (row["id"], row["stage"])


def test_other_documents(tracker: Tracker, registry: Registry, mails: Path) -> None:
    """The doctor's findings, the example, and what went wrong."""
    check(registry, tracker("doctor", "--offline", "--json"), "doctor")
    check(registry, tracker("demo", "--json"), "series")
    check(registry, tracker("drafts", "--json"), "drafts")
    for words in (
        ("show", "nobody@example.org", "--offline", "--json"),
        ("graph", "nobody@example.org", "--offline", "--format", "json"),
        ("show", "nonsense", "--json"),
        ("show", "--json"),
        ("list", "foo:bar", "--json"),
    ):
        ran = tracker(*words)
        said = check(registry, ran, "error")
        assert said["exit"] == ran.status


def test_format_json_is_json(tracker: Tracker, indexed: Path) -> None:
    """``--json`` and ``--format json`` print the same."""
    day = ("--offline", "--as-of", "2025-02-01")
    for words in (("graph", V1), ("report", "--all")):
        assert tracker(*words, *day, "--json") == tracker(*words, *day, "--format", "json")


@pytest.mark.archive
def test_documents_about_real_mail(tracker: Tracker, registry: Registry) -> None:
    """The whole threads that the example was cut from."""
    assert tracker("index", *sorted((SHARED / "mail").iterdir())).status == 0
    check(registry, tracker("list", "--all", "--json"), "list")
    check(registry, tracker("report", "--all", "--json"), "report")
    for ref in TRACKED:
        check(registry, tracker("show", ref, "--offline", "--json"), "series")
        check(registry, tracker("graph", ref, "--offline", "--json"), "graph")
        check(registry, tracker("why", ref, "--offline", "--json"), "why")
    assert EXAMPLE in TRACKED


def test_the_index_of_a_site(
    tracker: Tracker, registry: Registry, indexed: Path, tmp_path: Path
) -> None:
    assert tracker("site", tmp_path / "site", "--offline").status == 0
    text = (tmp_path / "site" / "index.json").read_text(encoding="utf-8")
    check(registry, Ran(0, text, ""), "site")


def test_what_a_search_found(tracker: Tracker, registry: Registry, indexed: Path) -> None:
    found = check(registry, tracker("search", "better", "--json"), "search")
    assert found["total"]
    check(registry, tracker("search", "nosuchword", "--json"), "search")


def test_events_a_line_each(tracker: Tracker, registry: Registry, mails: Path) -> None:
    ran = tracker("watch", "--all", "--once", "--offline", "--source", mails, "--json")
    assert ran.status == 0, ran.err
    for line in ran.out.splitlines():
        check(registry, Ran(0, line, ""), "event")
