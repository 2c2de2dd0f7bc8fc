# SPDX-License-Identifier: GPL-2.0-or-later
"""Every table of phrases: each example says what its phrase means, no counter-example does."""

import importlib
import pkgutil

import pytest

from tracker.mail import phrases
from tracker.mail.phrases.phrase import Phrase, PhraseTable
from tracker.mail.phrases.vocabulary import Vocabulary

ROOMS = [
    importlib.import_module(one.name)
    for one in pkgutil.walk_packages(phrases.__path__, f"{phrases.__name__}.")
]


def tables() -> list[PhraseTable]:
    held = [one for room in ROOMS for one in vars(room).values() if isinstance(one, PhraseTable)]
    return list({id(one): one for one in held}.values())


PHRASES = [(table, phrase) for table in tables() for phrase in table.phrases]


def vocabularies() -> dict[str, Vocabulary]:
    """Each by its name; those that stand in a list, by its name and their place in it."""
    found: dict[str, Vocabulary] = {}
    for room in ROOMS:
        for name, held in vars(room).items():
            several = held if isinstance(held, tuple) else (held,)
            for place, one in enumerate(several):
                if isinstance(one, Vocabulary):
                    found[name if held is one else f"{name} {place}"] = one
    return found


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


@pytest.mark.parametrize("name", vocabularies())
def test_a_vocabulary_holds_its_example_and_not_its_counter_example(name: str) -> None:
    one = vocabularies()[name]
    assert one.search(one.example)
    assert not one.not_example or not one.search(one.not_example)
