# SPDX-License-Identifier: GPL-2.0-or-later
"""Every table of phrases: each example says what its phrase means, no counter-example does."""

import importlib
import pkgutil

import pytest

from tracker.mail import phrases
from tracker.mail.phrases.phrase import Phrase, PhraseTable


def tables() -> list[PhraseTable]:
    names = [one.name for one in pkgutil.iter_modules(phrases.__path__)]
    rooms = [importlib.import_module(f"{phrases.__name__}.{name}") for name in names]
    held = [one for room in rooms for one in vars(room).values() if isinstance(one, PhraseTable)]
    return list({id(one): one for one in held}.values())


PHRASES = [(table, phrase) for table in tables() for phrase in table.phrases]


def names(pair: tuple[PhraseTable, Phrase]) -> str:
    return f"{pair[0].name}: {pair[1].example[:60]}"


@pytest.mark.parametrize("pair", PHRASES, ids=names)
def test_an_example_says_what_its_phrase_means(pair: tuple[PhraseTable, Phrase]) -> None:
    table, phrase = pair
    assert phrase.example
    found = [one for one, _ in table.find_all(phrase.example)]
    assert phrase in found, "its own pattern does not find it"
    assert found[0].means is phrase.means, f"{found[0].pattern} comes first"


@pytest.mark.parametrize("pair", [one for one in PHRASES if one[1].not_example], ids=names)
def test_a_counter_example_does_not_say_it(pair: tuple[PhraseTable, Phrase]) -> None:
    table, phrase = pair
    found = table.find(phrase.not_example)
    assert found is None or found[0].means is not phrase.means


def test_a_table_finds_its_first_phrase_and_says_nothing_where_it_must_not() -> None:
    from tracker.model.mail import RemarkKind

    first = Phrase(r"\bdrop it\b", RemarkKind.NACK, "Please drop it.")
    table = PhraseTable("sample", (first,), unless=r"\bnot drop\b")
    assert table.find("PLEASE drop it") is not None
    assert table.find("Let us keep it") is None
    assert table.find("Do not drop anything, drop it later") is None
