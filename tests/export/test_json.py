# SPDX-License-Identifier: GPL-2.0-or-later
"""The documents for scripts keep the shape that docs/schema/ describes."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from tests.views import attacks, graphs, reported, samples
from tracker import errors
from tracker.export.json import (
    error_json,
    graph_json,
    list_json,
    series_json,
    why_json,
)
from tracker.export.json_report import log_json, report_json
from tracker.model.landing import PROOFS, Proof, StepName
from tracker.model.mail import NoticeKind, Scope
from tracker.model.relations import Kind
from tracker.model.report import Fate, GroupBy, NeedKind
from tracker.model.status import Side, Stage
from tracker.model.terminal_text import clean

SCHEMAS = {
    path.name: json.loads(path.read_text(encoding="utf-8"))
    for path in (Path(__file__).parents[2] / "docs" / "schema").glob("*.json")
}
DEFS = SCHEMAS["common.schema.json"]["$defs"]
VIEWS = (samples.FULL, samples.EMPTY, attacks.hostile())
DOCUMENTS = {
    "series": [series_json(view) for view in VIEWS],
    "list": [list_json([]), list_json([samples.row(view) for view in VIEWS])],
    "graph": [graph_json(graphs.GRAPH), graph_json(replace(graphs.GRAPH, nodes=(), edges=()))],
    "why": [why_json("v1-0@example.org", samples.REASONS), why_json("v1-0@example.org", [])],
    "report": [
        report_json(reported.report(*VIEWS)),
        report_json(reported.report()),
        report_json(reported.WEEK),
        report_json(reported.evil()),
    ],
    "log": [log_json(reported.log(*reported.NEWS, *reported.EVIL_NEWS)), log_json(reported.log())],
    "error": [error_json(errors.NotFound("no series matches 'lever'"))],
}
PROMISED = {
    "": "id title author lists change_id url stage stage_since facts turn revisions relations "
    "checks events evidence",
    "facts": "rfc resend pull_request stalled blocked",
    "turn": "side people since reasons",
    "revisions": "version label message_id url date stage stage_since expected complete missing "
    "base_commit patches notices questions",
    "revisions patches": "position message_id title author patch_id stage tags landing",
    "revisions patches tags": "name person email message_id scope given_on_version carried stale "
    "withdrawn",
    "revisions patches landing": "rung tree branch commit merge tag date by proof evidence",
    "revisions questions": "message_id who date quote answered_by",
    "relations": "kind direction target evidence",
    "relations target": "message_id url title project stage id",
    "relations evidence": "rule message_id line quote repository commit url",
    "events": "date kind text message_id commit",
}


def validator(name):
    resources = [(key, Resource.from_contents(schema)) for key, schema in SCHEMAS.items()]
    registry = Registry().with_resources(resources)
    return Draft202012Validator(SCHEMAS[f"{name}.schema.json"], registry=registry)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_documents_fit_their_schema(name):
    """A full one, an empty one and a hostile one."""
    check = validator(name)
    for text in DOCUMENTS[name]:
        document = json.loads(text)
        assert [error.message for error in check.iter_errors(document)] == []
        assert next(iter(document)) == "schema"


@pytest.mark.parametrize("path", PROMISED)
def test_no_promised_key_is_missing(path):
    """The keys that the design names, at every place in the document."""
    found = [json.loads(series_json(samples.FULL))]
    for key in path.split():
        inner = [value[key] for value in found]
        found = [one for value in inner for one in (value if isinstance(value, list) else [value])]
    assert found
    for value in found:
        assert set(PROMISED[path].split()) <= set(value)


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_schemas_are_schemas_and_describe_every_key(name):
    """Of our own records nothing is open: no key is without a sentence, none may be added."""
    Draft202012Validator.check_schema(SCHEMAS[name])
    for part in objects(SCHEMAS[name]):
        assert part["additionalProperties"] is False
        assert set(part["required"]) == set(part["properties"])
        for key, value in part["properties"].items():
            described = DEFS.get(value.get("$ref", "").rpartition("/")[2], {})
            assert value.get("description") or described.get("description"), key


def objects(schema):
    if isinstance(schema, list):
        for item in schema:
            yield from objects(item)
    if isinstance(schema, dict):
        if isinstance(schema.get("properties"), dict) and schema.get("type") == "object":
            yield schema
        for value in schema.values():
            yield from objects(value)


@pytest.mark.parametrize(
    ("schema", "words"),
    [
        (DEFS["stage"], [stage.value for stage in Stage]),
        (DEFS["kind"], [kind.value for kind in Kind]),
        (DEFS["rung"], [rung.value for rung in StepName]),
        (DEFS["side"], [side.value for side in Side]),
        (DEFS["proof"], [PROOFS[proof].token for proof in Proof]),
        (
            SCHEMAS["report.schema.json"]["properties"]["group_by"],
            [by.value for by in GroupBy],
        ),
        (
            SCHEMAS["report.schema.json"]["properties"]["needs"]["items"]["properties"]["kind"],
            [kind.value for kind in NeedKind],
        ),
        (DEFS["section"], [fate.value for fate in Fate]),
        (DEFS["notice"]["properties"]["kind"], [kind.value for kind in NoticeKind]),
        (DEFS["notice"]["properties"]["scope"], [scope.value for scope in Scope]),
    ],
)
def test_closed_sets_are_the_same_in_schema_and_program(schema, words):
    """Word for word, in one order."""
    assert schema["enum"] == words


def test_every_error_of_the_tree_has_its_word():
    """The schema names the classes of errors.py and their exit statuses, and no others."""
    found = [errors.TrackerError]
    for kind in found:
        found.extend(kind.__subclasses__())
    ours = {kind for kind in found if kind.__module__ == "tracker.errors"}
    properties = SCHEMAS["error.schema.json"]["properties"]
    assert set(properties["error"]["enum"]) == {kind.__name__ for kind in ours}
    assert set(properties["exit"]["enum"]) == {int(kind.exit) for kind in ours}


def test_people_are_names_where_names_are_promised():
    """A tag's person, who asked, who applied and whose turn it is are plain words."""
    document = json.loads(series_json(samples.FULL))
    second = document["revisions"][1]
    tree = second["patches"][0]["landing"][1]
    assert document["turn"]["people"] == [
        {"name": "Ann Author", "email": "ann@example.org", "why": "wrote it"}
    ]
    assert second["patches"][0]["tags"][0]["person"] == "Rita Reviewer"
    assert second["questions"][0]["who"] == "Ron Root"
    assert (tree["by"], tree["by_email"]) == ("Mia Maintainer", "mia@example.org")
    assert tree["proof"] == "notice"
    assert document["stage_since"] == "2025-03-14T09:30:00Z"


def test_hostile_text_reads_back_and_does_no_harm_on_a_terminal():
    """Controls and bidi overrides are written as escapes; lone surrogates never."""
    view = replace(samples.FULL, title=attacks.HOSTILE + "漢字 é", summary="\ud800")
    text = series_json(view)
    assert clean(text, multiline=True) == text
    assert "漢字 é" in text
    assert json.loads(text)["title"] == attacks.HOSTILE + "漢字 é"
    assert json.loads(text)["summary"] == "\ufffd"
    text.encode("utf-8")


def test_a_list_has_a_line_for_each_series():
    """So that grep finds whole series, and long lists are written fast."""
    text = list_json([samples.row(samples.FULL), samples.row(attacks.hostile())])
    assert len(text.split("\n")) == 4
    assert json.loads(text.split("\n")[1].rstrip(","))["id"] == "v1-0@example.org"


def test_documents_say_whether_they_are_told_from_abridged_mails():
    """The example's are; nothing else is."""
    whole = replace(samples.FULL, abridged=False)
    pairs = (
        (graph_json(graphs.GRAPH), graph_json(replace(graphs.GRAPH, abridged=True))),
        (why_json("a@example.org", []), why_json("a@example.org", [], (), True)),
        (
            report_json(reported.report(whole)),
            report_json(reported.report(whole, samples.FULL)),
        ),
    )
    for plain, short in pairs:
        assert [json.loads(one)["abridged"] for one in (plain, short)] == [False, True]
