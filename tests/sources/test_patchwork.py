# SPDX-License-Identifier: GPL-2.0-or-later
"""What a Patchwork server says, as it says it, cut short, and with fields missing."""

import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.mails import at
from tests.patchworks import Pw, PwPatch, patchwork_of
from tracker.errors import ConfigError, NotFound, Refused
from tracker.model.verdicts import CheckState
from tracker.sources.outside.json_answer import objects, parse_json
from tracker.sources.outside.patchwork import Patchwork

NOW = datetime(2025, 2, 1, tzinfo=UTC)
ONE, TWO = "widgets-v1-1@example.org", "widgets-v1-2@example.org"


@pytest.fixture
def pw() -> Iterator[Pw]:
    with patchwork_of(
        PwPatch(number=1, message_id=ONE, state="accepted", delegate=("mia", "Mia@Example.org")),
        PwPatch(number=2, message_id=TWO, checks=[
            ("build", "fail", "2025-01-06T11:00:00"), ("build", "success", "2025-01-06T12:00:00"),
            ("style", "warning", "2025-01-06T11:00:00"),
        ]),
        PwPatch(number=3, message_id="other@example.org", email="eve@example.org", series=8),
    ) as found:  # fmt: skip
        yield found


def asked(pw: Pw, key: str = "") -> Patchwork:
    return Patchwork(pw.url, lambda: NOW, key=key)


def test_all_patches_of_a_sender_come_in_one_request(pw: Pw) -> None:
    found = asked(pw).of_sender("ada@example.org", at(0) - timedelta(1), at(0) + timedelta(1))
    assert [(one.message_id, one.state, one.series) for one in found.states] == [
        (ONE, "accepted", 7),
        (TWO, "new", 7),
    ]
    assert found.states[0].delegate == "mia"
    assert found.states[0].delegate_email == "mia@example.org"
    assert found.checked == {TWO}
    assert len(pw.asked) == 1


def test_of_each_context_the_latest_check_counts(pw: Pw) -> None:
    server = asked(pw)
    checks = server.checks_of(server.of_message(TWO).states).checks
    assert [(one.context, one.state) for one in checks] == [
        ("build", CheckState.SUCCESS),
        ("style", CheckState.WARNING),
    ]


def test_an_unknown_project_is_an_error_though_a_search_for_it_is_empty(pw: Pw) -> None:
    server = asked(pw)
    assert server.of_sender("ada@example.org", at(0), at(1), "nowhere").states == ()
    with pytest.raises(ConfigError, match="has no project 'nowhere'"):
        server.need_project("nowhere")
    assert server.need_project("widgets") == "widgets"


def test_the_key_is_sent_and_none_where_there_is_none(pw: Pw) -> None:
    asked(pw, key="0123abcd").of_message(ONE)
    asked(pw).of_message(ONE)
    assert pw.keys == ["Token 0123abcd", None]


def test_numbers_lead_to_mails(pw: Pw) -> None:
    """A series gives its cover letter first."""
    pw.covers[7] = "widgets-v1-0@example.org"
    pw.bundles["mia", "next"] = [2, 3]
    server = asked(pw)
    assert server.message_of("patches", "2") == (TWO,)
    assert server.message_of("series", "7") == ("widgets-v1-0@example.org", ONE, TWO)
    assert server.bundle("mia", "next") == (TWO, "other@example.org")
    with pytest.raises(NotFound):
        server.message_of("patches", "99")
    with pytest.raises(NotFound, match="no bundle 'later' of mia"):
        server.bundle("mia", "later")


def test_more_patches_than_a_page_holds_are_paged(pw: Pw) -> None:
    pw.patches = [PwPatch(number=n, message_id=f"p{n}@example.org") for n in range(500)]
    assert len(asked(pw).of_series(7).states) == 500
    assert len(pw.asked) == 3


@pytest.mark.parametrize("name", ["id", "msgid", "state"])
def test_an_entry_without_a_field_is_named_and_the_others_used(pw: Pw, name: str) -> None:
    whole = [pw.shown(one) for one in pw.patches]
    del whole[1][name]
    pw.say = json.dumps(whole).encode()
    found = asked(pw).of_series(7)
    assert len(found.states) == 2
    assert len(found.faults) == 1
    assert f"field '{name}'" in found.faults[0]
    assert "entry 2" in found.faults[0]


def test_optional_fields_may_be_missing(pw: Pw) -> None:
    pw.say = b'[{"id": 1, "msgid": "<a@example.org>", "state": "odd-state"}]'
    (found,) = asked(pw).of_series(1).states
    assert (found.state, found.delegate, found.series, found.url) == ("odd-state", "", None, pw.url)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b'[{"id": 1, "msg', "cut short"),
        (b"<html>Log in</html>", "a page where JSON was asked for"),
        (b'{"detail": "nope"}', "a list was expected, not an object"),
        (b"[[1]]", "an object was expected, not a list"),
        (b"[" * 100_000, "nested too deep"),
        (b"", "no JSON"),
    ],
)
def test_an_answer_of_another_kind_is_refused_in_a_sentence(
    pw: Pw, data: bytes, words: str
) -> None:
    pw.say = data
    with pytest.raises(Refused, match=words):
        asked(pw).of_series(7)


def test_what_an_answer_holds_cannot_move_a_cursor_or_lead_elsewhere(pw: Pw) -> None:
    shown = pw.shown(pw.patches[0])
    shown |= {"state": "new\x1b[31m\u202e", "web_url": "https://evil.example/"}
    pw.say = json.dumps([shown]).encode()
    (found,) = asked(pw).of_series(7).states
    assert (found.state, found.url) == ("new [31m", pw.url)


@pytest.mark.archive
@pytest.mark.parametrize(
    "name", ["patches", "patches_msgid", "f_multi", "f_series", "f_state", "page2", "f_badproj"]
)
def test_recorded_lists_of_a_real_patchwork_are_read_and_cut_short_refused(name: str) -> None:
    data = (Path(os.environ["TRACKER_SHARED"]) / "pages/patchwork" / f"{name}.json").read_bytes()
    with patchwork_of() as pw:
        pw.say = data
        found = asked(pw).of_series(1)
        assert len(found.states) == len(objects(parse_json(data, "x"), "x"))
        assert found.faults == ()
        for share in range(1, 10):
            pw.say = data[: len(data) * share // 10]
            with pytest.raises(Refused):
                asked(pw).of_series(1)


@pytest.mark.archive
def test_recorded_checks_and_a_series_of_a_real_patchwork_are_read() -> None:
    pages = Path(os.environ["TRACKER_SHARED"]) / "pages/patchwork"
    with patchwork_of(PwPatch(number=1, message_id=ONE)) as pw:
        states = asked(pw).of_message(ONE).states
        pw.say = (pages / "checks.json").read_bytes()
        checks = asked(pw).checks_of(states).checks
        assert {one.context: one.state.value for one in checks} == {
            "ci-build": "success",
            "checkpatch": "warning",
        }
        pw.say = (pages / "series1.json").read_bytes()
        assert len(asked(pw).message_of("series", "1")) == 3
