# SPDX-License-Identifier: GPL-2.0-or-later
"""Several calls as one transaction."""

import pytest

from tracker.store.load import Reader
from tracker.store.save import Writer


def test_calls_joined_in_one_transaction_are_all_undone_by_a_failure(path, series, noon):
    """Mail, series and what a person said land together or not at all."""
    with Writer(path) as writer:
        with pytest.raises(ConnectionError), writer.atomic():
            writer.save_series([series("a@example.org")], 1)
            writer.track("a@example.org", noon)
            raise ConnectionError("the line went dead")
        writer.see("a@example.org", noon)
    with Reader.open(path) as reader:
        assert (reader.all_series(), reader.tracked()) == ((), ())
        assert len(reader.seen()) == 1


def test_a_part_that_fails_can_be_undone_alone(path, noon):
    """The inner transaction is undone, the outer one goes on."""
    with Writer(path) as writer, writer.atomic():
        writer.track("a@example.org", noon)
        with pytest.raises(ConnectionError), writer.atomic():
            writer.track("b@example.org", noon)
            raise ConnectionError("the line went dead")
        writer.track("c@example.org", noon)
    with Reader.open(path) as reader:
        assert [name for name, _ in reader.tracked()] == ["a@example.org", "c@example.org"]
