# SPDX-License-Identifier: GPL-2.0-or-later
"""``tracker diff``: two versions of a series, from the mails alone."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from tests.cli.conftest import TOP, Tracker, eml_folder
from tests.mails import at, cover, patch

SCHEMAS = TOP / "docs" / "schema"
EXAMPLE = "20250707-btf_skip_structs_on_stack-v3-0-29569e086c12@bootlin.com"


def gear(text: str, name: str = "gear") -> str:
    """A diff that adds one line to a file."""
    return (
        f"diff --git a/{name}.c b/{name}.c\n--- a/{name}.c\n+++ b/{name}.c\n"
        f"@@ -1,2 +1,3 @@ int {name}(void)\n {{\n+\t{text};\n }}\n"
    )


@pytest.fixture
def mails(tmp_path: Path) -> Path:
    """Two versions of a gear: one patch changed, one dropped, one put in."""
    folder = tmp_path / "posted"
    folder.mkdir()
    notes = "Turn it.\n\nChanges in v2:\n- turn it twice\n- no more oil\n\n---\n"
    raws = [
        cover("gear: Turn it", total=2, message_id="v1@example.org", date=at(0)),
        patch("gear: Turn", number=1, total=2, message_id="v1-1@example.org",
              in_reply_to="v1@example.org", date=at(0.1), change=gear("turn(1)")),
        patch("gear: Oil", number=2, total=2, message_id="v1-2@example.org",
              in_reply_to="v1@example.org", date=at(0.2), change=gear("oil()", "oil"),
              log="It squeaks.\n"),
        cover("gear: Turn it", total=2, version=2, message_id="v2@example.org", date=at(50),
              body=notes, in_reply_to="v1@example.org"),
        patch("gear: Turn", number=1, total=2, version=2, message_id="v2-1@example.org",
              in_reply_to="v2@example.org", date=at(50.1), change=gear("turn(2)")),
        patch("gear: Listen", number=2, total=2, version=2, message_id="v2-2@example.org",
              in_reply_to="v2@example.org", date=at(50.2), change=gear("listen()", "ear"),
              log="Nobody did.\n"),
    ]  # fmt: skip
    for number, raw in enumerate(raws):
        (folder / f"{number}.eml").write_bytes(raw)
    return folder


def test_a_pipe_gets_every_line_whole(tracker: Tracker, tmp_path: Path) -> None:
    """Whoever keeps the answer in a file has all of the patch; the list keeps to its columns."""
    long = "turn(" + "once, " * 30 + "last)"
    raws = [
        patch("gear: Turn", version=version, message_id=f"long-{version}@example.org",
              date=at(version), change=gear(text))
        for version, text in ((1, "turn()"), (2, long))
    ]  # fmt: skip
    assert tracker("index", eml_folder(tmp_path / "long", raws)).status == 0
    ran = tracker("diff", "long-2@example.org", "--offline")
    assert ran.status == 0, ran.err
    assert any(line.endswith("once, last);") for line in ran.out.splitlines())
    assert "…" not in ran.out


def test_words_that_differ_are_marked_as_git_marks_them(tracker: Tracker, mails: Path) -> None:
    """Where it is asked for; lines that took no other's place stay whole."""
    tracker("index", mails)
    ran = tracker("diff", "v1-1@example.org", "--offline", "--word-diff")
    assert ran.status == 0
    assert "turn([-1-]);" in ran.out
    assert "turn({+2+});" in ran.out
    assert "[-1-]" not in tracker("diff", "v1-1@example.org", "--offline").out


def test_the_two_newest_versions_are_compared(tracker: Tracker, mails: Path) -> None:
    """With what the author says of the newer one."""
    tracker("index", mails)
    ran = tracker("diff", "v1-1@example.org", "--offline")
    assert ran.status == 0
    lines = ran.out.splitlines()
    assert lines[0] == "v1 to v2: 1 changed, 1 added, 1 dropped"
    assert [line.split()[:3] for line in lines[1:4]] == [
        ["1", "!", "1"], ["-", ">", "2"], ["2", "<", "-"],
    ]  # fmt: skip
    assert "    - turn it twice" in lines
    told = [line.split() for line in lines]
    assert ["<", "+", "turn(1);"] in told
    assert [">", "+", "turn(2);"] in told


def test_the_list_alone_can_be_asked_for(tracker: Tracker, mails: Path) -> None:
    """Without what differs in each patch."""
    tracker("index", mails)
    ran = tracker("diff", "v2@example.org", "v1..v2", "--short", "--offline")
    assert "1 changed" in ran.out
    assert "turn(1)" not in ran.out


@pytest.mark.parametrize(
    "words", ["v1..v2", "1..2", "v1...v2", "v2", "2", "v1@example.org..v2@example.org"]
)
def test_versions_are_named_in_many_ways(tracker: Tracker, mails: Path, words: str) -> None:
    """By counter or Message-ID; one alone is compared with the one before."""
    tracker("index", mails)
    ran = tracker("diff", "v2@example.org", words, "--offline")
    assert ran.out.startswith("v1 to v2: ")


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        ("v1..v9", 3, "there are: v1, v2"),
        ("v9", 3, "there are: v1, v2"),
        ("v1", 3, "no version before v1"),
        ("v2..v2", 2, "compared with another one"),
        ("..", 3, "there are: v1, v2"),
    ],
)
def test_what_cannot_be_compared_says_why(
    tracker: Tracker, mails: Path, words: str, status: int, said: str
) -> None:
    """With the versions that there are."""
    tracker("index", mails)
    ran = tracker("diff", "v2@example.org", words, "--offline")
    assert ran.status == status
    assert said in ran.err


@pytest.mark.parametrize("ref", [EXAMPLE, "v1@example.org"])
def test_the_document_is_as_its_schema_says(tracker: Tracker, mails: Path, ref: str) -> None:
    """Of real mail that is abridged, and of a series at hand."""
    tracker("index", mails)
    found = [json.loads(path.read_text()) for path in SCHEMAS.glob("*.schema.json")]
    registry: Registry = Registry().with_resources(
        (one["$id"], Resource.from_contents(one)) for one in found
    )
    document = json.loads(tracker("diff", ref, "--json", "--offline").out)
    schema = registry.contents("diff.schema.json")
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema, registry=registry).validate(document)
    assert document["schema"] == "tracker/diff/1"
    assert document["abridged"] == (ref == EXAMPLE)
    assert bool(document["limits"]) == (ref == EXAMPLE)


def test_the_document_holds_what_differs(tracker: Tracker, mails: Path) -> None:
    """Line by line behind its mark."""
    tracker("index", mails)
    document = json.loads(tracker("diff", "v2@example.org", "--json", "--offline").out)
    changed = next(pair for pair in document["pairs"] if pair["fate"] == "changed")
    assert changed["old"]["message_id"] == "v1-1@example.org"
    assert changed["changed_lines"] == 2
    assert changed["files"][0]["path"] == "gear.c"
    assert [line for line in changed["files"][0]["lines"] if line[0] in "<>"] == [
        "<+\tturn(1);",
        ">+\tturn(2);",
    ]
    assert [(note["version"], note["lines"]) for note in document["notes"]] == [
        (2, ["- turn it twice", "- no more oil"])
    ]


def test_a_series_of_one_version_has_nothing_to_compare(tracker: Tracker, mails: Path) -> None:
    """It says so, and exits as for what is not found."""
    for path in mails.glob("[345].eml"):
        path.unlink()
    tracker("index", mails)
    ran = tracker("diff", "v1@example.org", "--offline")
    assert ran.status == 3
    assert "one version" in ran.err


def test_a_version_that_was_posted_again_is_named_with_what_was_taken(
    tracker: Tracker, mails: Path
) -> None:
    """One counter then names two postings, of which the last is taken."""
    tracker("index", mails)
    assert "more than once" not in tracker("diff", "v1@example.org", "v1..v2", "--offline").err
    again = [
        cover("gear: Turn it", total=2, version=2, message_id="again@example.org", date=at(60),
              in_reply_to="v1@example.org"),
        patch("gear: Turn", number=1, total=2, version=2, message_id="again-1@example.org",
              in_reply_to="again@example.org", date=at(60.1), change=gear("turn(3)")),
        patch("gear: Listen", number=2, total=2, version=2, message_id="again-2@example.org",
              in_reply_to="again@example.org", date=at(60.2), change=gear("listen()", "ear")),
    ]  # fmt: skip
    for number, raw in enumerate(again):
        (mails / f"again{number}.eml").write_bytes(raw)
    tracker("index", mails)
    ran = tracker("diff", "v1@example.org", "v1..v2", "--offline")
    assert (
        ran.err == "tracker: v2 was posted more than once; taken is the last, <again@example.org>\n"
    )
    assert "turn(3)" in ran.out
    assert (
        "v2 (again, <again@example.org>)"
        in tracker("diff", "v1@example.org", "v7", "--offline").err
    )
    heads = [
        one
        for one in tracker("show", "v1@example.org", "--offline").out.splitlines()
        if " v2 " in one
    ]
    assert [", posted again" in one for one in heads] == [True, False]
