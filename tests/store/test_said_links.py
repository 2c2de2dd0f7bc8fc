# SPDX-License-Identifier: GPL-2.0-or-later
"""What a person said of relations is kept as it was said, and outlives what can be derived."""

from datetime import timedelta

import pytest

from tests.store.conftest import NOON, make_series
from tracker.model.relations import Kind, SaidLink
from tracker.store.load import Reader
from tracker.store.save import Writer

MADE = SaidLink(source="a@x", target="b@x", kind=Kind.COMPANION, note="the other half", at=NOON)
CUT = SaidLink(source="a@x", target="c@x", kind=None, at=NOON + timedelta(hours=1))


def said(path):
    with Reader.open(path) as reader:
        return reader.said_links()


def say(path, *links):
    with Writer(path) as writer:
        for link in links:
            with writer.user_actions() as said:
                said.link(link)


def test_words_come_back_as_they_were_said(path):
    say(path, CUT, MADE)
    assert said(path) == (MADE, CUT)


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_can_be_kept(path, kind):
    link = SaidLink(source="a@x", target="https://example.org/1", kind=kind, at=NOON)
    say(path, link)
    assert said(path) == (link,)


def test_a_new_word_takes_the_place_of_the_old_one(path):
    """Whatever kind that was, and cut or not."""
    again = SaidLink(source="a@x", target="b@x", kind=None, at=NOON)
    say(path, MADE, again)
    assert said(path) == (again,)
    say(path, MADE)
    assert said(path) == (MADE,)


def test_forgetting_takes_the_pairs_that_are_named(path):
    say(path, MADE, CUT)
    with Writer(path) as writer, writer.user_actions() as words:
        words.unlink([("a@x", "b@x"), ("c@x", "a@x")])
    assert said(path) == (CUT,)


def test_words_outlive_what_is_derived_again(path):
    say(path, MADE)
    with Writer(path) as writer:
        writer.save_series([make_series("a@x")], 1)
        writer.drop_derived()
    assert said(path) == (MADE,)
