# SPDX-License-Identifier: GPL-2.0-or-later
"""From a handle to Message-IDs."""

from datetime import timedelta

import pytest

from tracker.model.mail import Diff, LinkUse, MailZone, Person


def link(target=None, change_id=None):
    return LinkUse(
        url="x",
        message_id=target,
        change_id=change_id,
        place=MailZone.BODY,
        line=1,
        quote="x",
        used_line=1,
        words="x",
    )


def test_a_thread_is_found_from_any_of_its_messages_over_ones_not_at_hand(store, message, noon):
    """
    missing root
     +- a            (In-Reply-To)
     |   +- missing
     |       +- b    (In-Reply-To only)
     +- c            (References)
    other
    """
    later = [noon + timedelta(minutes=n) for n in range(4)]
    store.save(
        message("c@example.org", references=("root@example.org",), date=later[2]),
        message("b@example.org", in_reply_to="gap@example.org", date=later[1]),
        message("g@example.org", references=("a@example.org", "gap@example.org"), date=later[3]),
        message("a@example.org", in_reply_to="root@example.org", date=later[0]),
        message("other@example.org"),
    )
    whole = tuple(f"{name}@example.org" for name in "abcg")
    with store.reader() as reader:
        for start in (*whole, "root@example.org", "gap@example.org"):
            assert reader.thread_ids(start) == whole
        assert reader.thread_ids("other@example.org") == ("other@example.org",)
        assert reader.thread_ids("unknown@example.org") == ()


def test_a_thread_that_answers_itself_ends(store, message):
    """Two mails that claim to answer each other, and one that answers itself."""
    store.save(
        message("a@example.org", in_reply_to="b@example.org"),
        message("b@example.org", references=("a@example.org",)),
        message("c@example.org", in_reply_to="c@example.org"),
    )
    with store.reader() as reader:
        assert reader.thread_ids("a@example.org") == ("a@example.org", "b@example.org")
        assert reader.thread_ids("c@example.org") == ("c@example.org",)


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [
        ("2031-gizmo_x", "", ["2031-gizmo_x-v1@example.org", "2031-gizmo_x-v2@example.org"]),
        ("2031-GIZMO_X-V2", "", ["2031-gizmo_x-v2@example.org"]),
        ("2031", "v2@example.org", ["2031-gizmo_x-v2@example.org"]),
        ("2031-gizmo%", "", []),
        ("", "", []),
        ("2031-gizmo_x-v1@example.org", "example.org", []),
        ("\udcff", "", []),
        ("2031\0", "", []),
        ("back\\", "", ["back\\slash@example.org"]),
    ],
)
def test_a_shortened_id_finds_ids_and_its_wildcards_mean_themselves(
    store, message, start, end, found
):
    """An underscore is a letter of an id, not a wildcard."""
    names = ("gizmo_x-v1", "gizmo_x-v2", "gizmoyx-v1")
    store.save(
        *(message(f"2031-{name}@example.org") for name in names),
        message("back\\slash@example.org"),
    )
    with store.reader() as reader:
        assert list(reader.ids_like(start, end)) == found


def test_messages_are_found_by_what_they_carry_oldest_first(store, message, noon):
    """Change-id, folded title, sender and patch-id."""
    diff = Diff(patch_id="ab" * 20, files=(), added=1, removed=0, line=1)
    fields = {
        "change_id": "gizmo-1",
        "title": "Gizmo: Spin",
        "diff": diff,
        "sender": Person("Bob", "bob@example.org"),
    }
    store.save(
        message("new@example.org", date=noon, **fields),
        message("old@example.org", date=noon - timedelta(days=1), **fields),
        message("no@example.org", diff=Diff(patch_id="", files=(), added=0, removed=0, line=1)),
    )
    both = ("old@example.org", "new@example.org")
    with store.reader() as reader:
        assert reader.ids_by_change_id("gizmo-1") == both
        assert reader.ids_by_titles(["nothing", "gizmo: spin"]) == both
        assert reader.ids_by_sender("Bob@example.org") == both
        pairs = reader.ids_by_patch_ids(["", "ab" * 20])
        assert pairs == tuple(("ab" * 20, name) for name in both)
        assert reader.ids_by_change_id("gizmo") == ()


def test_links_are_found_from_their_target_once_each(store, message):
    store.save(
        message("a@example.org", links=(link("t@example.org"), link("t@example.org"))),
        message("b@example.org", links=(link("u@example.org"), link(change_id="gizmo-1"))),
        message("c@example.org", links=(link(),)),
    )
    with store.reader() as reader:
        assert reader.ids_linking_to(["t@example.org", "u@example.org", "v@example.org"]) == (
            ("a@example.org", "t@example.org"),
            ("b@example.org", "u@example.org"),
        )
        assert reader.ids_linking_to_change_id("gizmo-1") == ("b@example.org",)


@pytest.mark.parametrize("name", ["a\0b", "\udcff", "", "' OR 1 --"])
def test_hostile_names_find_nothing_and_break_nothing(store, message, name):
    """``a`` is at hand; a NUL must not cut ``a\\0b`` down to it."""
    store.save(message("a"))
    with store.reader() as reader:
        assert reader.messages([name]) == {}
        assert reader.thread_ids(name) == ()
        assert reader.series_of(name) is None
        assert reader.where(name) is None
        assert reader.ids_linking_to([name]) == ()


LOOKUPS = [
    "SELECT 1 FROM message WHERE message_id IN (SELECT value FROM json_each(?))",
    "SELECT 1 FROM message WHERE change_id IN (SELECT value FROM json_each(?))",
    "SELECT 1 FROM message WHERE title_number IN (SELECT value FROM json_each(?))",
    "SELECT 1 FROM message WHERE sender_email IN (SELECT value FROM json_each(?))",
    "SELECT 1 FROM message WHERE answers IN (SELECT value FROM json_each(?))",
    "SELECT 1 FROM message_target WHERE target IN (SELECT value FROM json_each(?))",
    "SELECT 1 FROM link_use WHERE message_id IN (SELECT value FROM json_each(?))",
    "SELECT 1 FROM link_use WHERE change_id IN (SELECT value FROM json_each(?))",
    "SELECT 1 FROM diff WHERE patch_id <> '' AND patch_id IN (SELECT value FROM json_each(?))",
    "SELECT 1 FROM membership WHERE message IN (SELECT value FROM json_each(?))",
]


@pytest.mark.parametrize("query", LOOKUPS)
def test_no_lookup_walks_a_whole_table(store, query):
    """SQLite's own plan names an index for each (https://sqlite.org/eqp.html)."""
    store.archive()
    with store.reader() as reader:
        plan = [row["detail"] for row in reader._rows(f"EXPLAIN QUERY PLAN {query}", "[]")]
    assert any(step.startswith("SEARCH") and "INDEX" in step for step in plan), plan
    assert not any(step.startswith("SCAN") and "json_each" not in step for step in plan), plan
