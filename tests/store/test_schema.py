# SPDX-License-Identifier: GPL-2.0-or-later
"""The schema explains itself, and its page is the schema."""

import pytest

from tracker.store.columns import Group
from tracker.store.migrations import TABLES


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_table_and_column_has_its_sentence(table):
    assert table.comment.endswith((".", ">."))
    for column in table.columns:
        assert column.comment.endswith((".", "address>.")), column.name
        assert "\n" not in column.comment


def test_the_three_kinds_of_facts_never_lean_on_each_other_in_the_file():
    """What is derived or said names messages by Message-ID, not by a number that may change."""
    groups = {table.name: table.group for table in TABLES}
    for table in TABLES:
        for column in table.columns:
            if column.parent:
                assert groups[column.parent] is table.group, (table.name, column.name)


def test_what_a_person_said_hangs_on_message_ids_alone():
    """Those rows survive a rebuild of everything else, and can be carried to another machine.

    How far a report has told, and what can be taken back, name no message.
    """
    apart = {"mark", "said_step", "said_before"}
    said = {table.name: table.key[0] for table in TABLES if table.group is Group.SAID}
    assert apart < set(said)
    assert {key for name, key in said.items() if name not in apart} == {"message_id", "source"}


def test_every_parent_is_a_table_with_a_number_as_its_key():
    """A foreign key without a column names the primary key (https://sqlite.org/foreignkeys.html)."""
    numbered = {table.name for table in TABLES if table.has_row_id}
    parents = {column.parent for table in TABLES for column in table.columns if column.parent}
    assert parents <= numbered
