# SPDX-License-Identifier: GPL-2.0-or-later
"""Series are taken a batch at a time, those that are judged with one another together."""

from itertools import pairwise

from tracker.services.look_ahead import batches


def test_related_series_come_in_one_batch_and_the_others_in_their_order() -> None:
    names = ["lamp", "gear", "dial", "knob", "horn"]
    assert [*batches(names, [("knob", "lamp"), ("horn", "knob")], 3)] == [
        ["lamp", "knob", "horn"],
        ["gear", "dial"],
    ]


def test_a_relation_to_a_series_that_is_not_asked_for_joins_nothing() -> None:
    assert [*batches(["lamp", "gear"], [("lamp", "bell"), ("bell", "gear")], 1)] == [
        ["lamp"],
        ["gear"],
    ]


def test_of_more_related_series_than_a_batch_holds_each_comes_once() -> None:
    names = [f"lamp-{n}" for n in range(7)]
    some = [*batches(names, pairwise(names), 3)]
    assert [len(one) for one in some] == [3, 3, 1]
    assert sorted(name for one in some for name in one) == names
