# SPDX-License-Identifier: GPL-2.0-or-later
"""What lets most sentences pass unsearched loses none of what a phrase says."""

import random
import re

import pytest

from tests.mail.phrases.test_phrases import PHRASES, names, tables, vocabularies
from tracker.mail.notices.claims import find_claim, may_claim
from tracker.mail.phrases.phrase import Phrase, PhraseSieve, PhraseTable
from tracker.mail.phrases.required_words import folded, required_by_branch, required_words
from tracker.mail.phrases.vocabulary import Vocabulary

HELD = [
    (r"\bapplied to\b", (("applied to",),)),
    (r"appl(?:y|ied)", (("appl",),)),
    (r"(?:queued|picked) up", (("queued", "picked"), (" up",))),
    (r"(?:queued )?picked", (("picked",),)),
    (r"drop{1,2}ed", (("drop",), ("ed",))),
    (r"colou?r", (("colo",),)),
    (r"no[ -]op", (("no",), ("op",))),
    (r"(?<!not )merged(?! by)", (("merged",),)),
    (r"(?P<who>mia|rex) \S+ took", (("mia", "rex"), (" took",))),
    (r"A\.B\\C\n", (("a.b\\c\n",),)),
    (r"[]ab]cde[^]x]fg", (("cde",), ("fg",))),
    (r"(?-i:CI) failed", ((" failed",), ("ci",))),
    (r"x{,3}tail", (("tail",),)),
    (r"a{b}c", (("a{b}c",),)),
    (r"(?:a|b)|word", ()),
    (r"(?:->|→) x", (("->", "→"), (" x",))),
    (r"é|word", ()),
    (r"\w+", ()),
    ("", ()),
    (r"(?:one)?|two", ()),
    (r"(x)?(?(1)word|other)", ()),
    (r"\x41bcd", ()),
    (r"na\u00efve", ()),
    (r"(unclosed", ()),
]


@pytest.mark.parametrize(("pattern", "words"), HELD)
def test_what_an_expression_cannot_do_without(
    pattern: str, words: tuple[tuple[str, ...], ...]
) -> None:
    found = required_words(pattern)
    assert {frozenset(one) for one in found} == {frozenset(one) for one in words}


@pytest.mark.parametrize("pair", PHRASES, ids=names)
def test_an_example_holds_what_its_phrase_requires(pair: tuple[PhraseTable, Phrase]) -> None:
    low = folded(pair[1].example)
    for words in required_words(pair[1].pattern):
        assert any(word in low for word in words)


def test_most_phrases_require_something() -> None:
    bare = [phrase.pattern for _, phrase in PHRASES if not required_words(phrase.pattern)]
    assert len(bare) * 20 < len(PHRASES), bare


def test_no_sentence_of_any_table_is_lost() -> None:
    """Each expression is searched in every example; where it is found its words are."""
    texts = [text for _, one in PHRASES for text in (one.example, one.not_example) if text]
    texts += [text.upper() for text in texts[::7]]
    lows = [folded(one) for one in texts]
    for table in tables():
        for phrase in table.phrases:
            search = re.compile(phrase.pattern, re.IGNORECASE).search
            needed = required_words(phrase.pattern)
            for text, low in zip(texts, lows, strict=True):
                if not all(any(word in low for word in words) for words in needed):
                    assert search(text) is None, (phrase.pattern, text)


def test_letters_that_only_look_like_others_are_found_as_the_expression_finds_them() -> None:
    for letter in map(chr, range(0x3000)):
        for plain in "abcdefghijklmnopqrstuvwxyz":
            if re.match(plain, letter, re.IGNORECASE):
                assert plain in folded(letter), (plain, letter)


def made(source: random.Random, depth: int = 0) -> tuple[str, str]:
    """An expression, and a text that it matches."""
    kind = source.randrange(8 if depth < 3 else 3)
    if kind < 2:
        word = "".join(source.choice("abcXYZ _") for _ in range(source.randint(1, 4)))
        return word, word.swapcase() if source.random() < 0.5 else word
    if kind == 2:
        return source.choice([("[a-c]", "b"), (r"\w", "z"), (".", "q"), (r"\b", ""), ("(?!~)", "")])
    if kind < 5:
        parts = [made(source, depth + 1) for _ in range(source.randint(2, 3))]
        return "".join(one for one, _ in parts), "".join(text for _, text in parts)
    if kind == 5:
        parts = [made(source, depth + 1) for _ in range(source.randint(2, 3))]
        return f"(?:{'|'.join(one for one, _ in parts)})", source.choice(parts)[1]
    inner, text = made(source, depth + 1)
    times, count = source.choice(
        [("?", 0), ("*", 2), ("+", 1), ("{0,2}", 0), ("{2}", 2), ("??", 1)]
    )
    return f"(?:{inner}){times}", text * count


@pytest.mark.parametrize("seed", range(4))
def test_a_text_that_an_expression_matches_holds_what_it_requires(seed: int) -> None:
    source = random.Random(seed)
    for _ in range(500):
        pattern, text = made(source)
        around = f"~{text}~"
        if re.search(pattern, around, re.IGNORECASE):
            low = folded(around)
            for words in required_words(pattern):
                assert any(word in low for word in words), (pattern, around)
            branches = required_by_branch(pattern)
            assert not branches or any(
                all(any(word in low for word in words) for words in branch) for branch in branches
            ), (pattern, around)


def test_sentences_of_a_sifted_text_say_what_they_say_alone() -> None:
    """All examples as one text, some asked for each table: the sieve loses none and adds none."""
    every = [phrase.example for _, phrase in PHRASES]
    sifted = PhraseSieve(*tables()).sift(every)
    for number in range(0, len(every), len(every) // 40):
        sentence, said = every[number], sifted[number]
        for table in tables():
            alone, found = table.find(sentence), said.find(table, sentence)
            assert (alone and alone[0]) is (found and found[0])
            if alone:
                assert said and said.may_hold(table)


def test_a_text_without_the_words_of_a_table_says_nothing_of_it() -> None:
    table, phrase = PHRASES[0]
    (said,) = PhraseSieve(table).sift([phrase.example])
    assert said.find(table, phrase.example)
    (none,) = PhraseSieve(table).sift(["zzz"])
    assert none.find(table, phrase.example) is None
    assert not none and not none.may_hold(table)


def test_words_are_rare_by_their_letters() -> None:
    """Most sentences hold " to ", which is four characters long."""
    assert required_words("added to (?:it|this)") == (("added to ",), ("it", "this"))
    assert required_words("[a-c] to (?:review|test)") == (("review", "test"), (" to ",))


def test_an_example_of_a_vocabulary_holds_the_words_that_it_cannot_do_without() -> None:
    for vocabulary in vocabularies().values():
        assert vocabulary.may_be_in(folded(vocabulary.example)), vocabulary.pattern
    assert not Vocabulary("merged|applied", "merged").may_be_in("queued")


def test_each_table_has_a_name_of_its_own() -> None:
    assert len({one.name for one in tables()}) == len(tables())


def test_what_claims_that_something_was_applied_holds_a_word_that_is_looked_for_first() -> None:
    texts = [text for _, one in PHRASES for text in (one.example, one.not_example) if text]
    claims = [text for text in texts if find_claim(text, None)]
    assert len(claims) > 20
    assert all(may_claim(claims))
    assert may_claim(["The lamp is on.", "Applied, thanks."]) == [False, True]
