# SPDX-License-Identifier: GPL-2.0-or-later
"""What the user said of a series stands on its page, and in its JSON document."""

import json
from dataclasses import replace

import pytest

from tests.views import samples
from tracker.export.json import series_json
from tracker.model.said import Note, Snooze, Until
from tracker.render.overview import series_text
from tracker.render.style import Style

SNOOZE = Snooze(message_id="v1@example.org", until=Until.ANSWER, at=samples.at(12))
PLAIN = series_text(samples.FULL, Style())


def page(full: bool = False, **fields: object) -> str:
    view = replace(samples.FULL, **fields)  # type: ignore[arg-type]  # the fields of the record
    return series_text(view, Style(), full=full)


def notes(*texts: str) -> tuple[Note, ...]:
    return tuple(
        Note(message_id="v1@example.org", at=samples.at(day), text=text)
        for day, text in enumerate(texts, 1)
    )


def test_where_nothing_was_said_nothing_is_shown() -> None:
    assert not {"Snoozed", "Your notes", "Seen"} & set(PLAIN.split())
    assert "Your notes" not in PLAIN


def test_a_snooze_stands_in_the_head() -> None:
    text = page(snooze=SNOOZE)
    assert "  Snoozed  until somebody answers, since 2025-03-12\n" in text
    assert text.index("  Turn ") < text.index("  Snoozed ") < text.index("Versions")


def test_the_last_look_is_told_in_full_only() -> None:
    assert "Seen" not in page(seen=samples.at(12))
    assert "  Seen     2025-03-12\n" in page(True, seen=samples.at(12))


def test_notes_stand_newest_first_with_their_lines() -> None:
    text = page(notes=notes("first", "second\n\nwith more"))
    assert (
        "Your notes\n  2025-03-02  second\n\n              with more\n  2025-03-01  first\n" in text
    )


def test_many_notes_and_long_ones_are_cut_and_full_leaves_nothing_out() -> None:
    many = notes(*(f"note {n}" for n in range(20)))
    assert "note 19" in page(notes=many)
    assert "note 3\n" not in page(notes=many)
    assert "and 14 more (--full)" in page(notes=many)
    long = notes("\n".join(f"line {n}" for n in range(30)))
    assert "and 22 more lines (--full)" in page(notes=long)
    assert "line 29" not in page(notes=long)
    assert all(f"line {n}" in page(True, notes=long) for n in range(30))
    assert all(f"note {n}\n" in page(True, notes=many) for n in range(20))


def test_what_a_terminal_would_obey_is_made_visible() -> None:
    text = page(
        notes=notes("red \x1b[31m\u202e"), snooze=replace(SNOOZE, until=Until.TAG, tag="\x1b[2J")
    )
    assert not {"\x1b", "\u202e"} & set(text)
    assert "red ␛[31m" in text


@pytest.mark.parametrize(
    ("snooze", "told"),
    [
        (SNOOZE, ("answer", None, None, None)),
        (replace(SNOOZE, until=Until.VERSION, version=3), ("version", None, None, 4)),
        (replace(SNOOZE, until=Until.TAG, tag="v6.17", version=3), ("tag", None, "v6.17", None)),
        (
            replace(SNOOZE, until=Until.DATE, date=samples.at(30)),
            ("date", "2025-03-30T09:30:00Z", None, None),
        ),
    ],
)
def test_the_document_tells_what_a_snooze_waits_for(
    snooze: Snooze, told: tuple[str | int | None, ...]
) -> None:
    found = json.loads(series_json(replace(samples.FULL, snooze=snooze)))["snooze"]
    assert tuple(found[key] for key in ("until", "date", "tag", "version")) == told
    assert (found["message_id"], found["at"]) == ("v1@example.org", "2025-03-12T09:30:00Z")


def test_the_document_has_every_note_as_written() -> None:
    found = json.loads(series_json(replace(samples.FULL, notes=notes("one\ntwo", "\x1b“ß”"))))
    assert [one["text"] for one in found["notes"]] == ["one\ntwo", "\x1b“ß”"]
    assert json.loads(series_json(samples.FULL))["notes"] == []
    assert json.loads(series_json(samples.FULL))["seen"] is None
