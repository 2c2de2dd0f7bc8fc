# SPDX-License-Identifier: GPL-2.0-or-later
"""A phrase: a pattern, what it means, and the sentences that show where it holds and where not.

A table of phrases is the place where a maintainer teaches the tracker a new way of saying a thing:
one line and its example. ``tests/mail/phrases/test_phrases.py`` runs every example and every
counter-example of every table.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from functools import cached_property, lru_cache

from tracker.lazy_dataclass import dataclass
from tracker.mail.phrases.required_words import Required, folded, required_by_branch
from tracker.mail.phrases.word_search import WordSearch

_FEW = 10
"""Phrases of a table that is searched for one by one."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One way of saying a thing."""

    pattern: str
    """A regular expression, searched without regard to case. Its repeats are bounded: a mail is
    hostile input."""
    means: Enum
    """What it says."""
    example: str
    """A sentence that says it, as people write it."""
    not_example: str = ""
    """A sentence that looks alike and does not say it; empty where none comes to mind."""


@dataclass(frozen=True)
class PhraseTable:
    """Phrases of one subject, in order: where several fit, the first decides."""

    name: str
    phrases: Sequence[Phrase]
    unless: str = ""
    """A regular expression: a sentence in which it is found says none of these things."""

    @cached_property
    def entries(self) -> tuple["PhraseEntry", ...]:
        """The phrases, each with what is looked for before it."""
        return tuple(map(PhraseEntry, self.phrases))

    @cached_property
    def _unrestricted(self) -> bool:
        """Whether a phrase of the table may be found without any word."""
        return not all(one.branches for one in self.entries)

    @cached_property
    def _any_word(self) -> tuple[str, ...]:
        """Words without which no phrase of the table fits; a word within another stands for it."""
        every = {word for one in self.entries for branch in one.branches for word in branch[0]}
        return tuple(
            sorted((one for one in every if not any(w != one and w in one for w in every)), key=len)
        )

    def may_be_in(self, low: str) -> bool:
        """Return whether a folded text may hold a phrase of the table; cheap."""
        if self._unrestricted:
            return True
        for word in self._any_word:  # noqa: SIM110 - a generator takes three times as long
            if word in low:
                return True
        return False

    @cached_property
    def _unless(self) -> re.Pattern[str] | None:
        return re.compile(self.unless, re.IGNORECASE) if self.unless else None

    def find(self, sentence: str) -> tuple[Phrase, "re.Match[str]"] | None:
        """Return the first phrase that a sentence says, and where; None if it says none."""
        held = self.entries_in(folded(sentence))
        return next(self.find_among(held, sentence), None) if held else None

    def find_all(self, sentence: str) -> Iterator[tuple[Phrase, "re.Match[str]"]]:
        """Return each phrase that a sentence says, in the order of the table."""
        return self.find_among(self.entries_in(folded(sentence)), sentence)

    def find_among(
        self, entries: Iterable["PhraseEntry"], sentence: str
    ) -> Iterator[tuple[Phrase, "re.Match[str]"]]:
        """Return each of some phrases of the table, which may be in a sentence, that it says."""
        heard = False
        for entry in entries:
            if not (found := entry.compiled.search(sentence)):
                continue
            # Most sentences say nothing of a table: what forbids it is looked for last.
            if not heard and self._unless is not None and self._unless.search(sentence):
                return
            heard = True
            yield entry.phrase, found

    @cached_property
    def _sieve(self) -> "PhraseSieve":
        return PhraseSieve(self)

    def find_everywhere(self, text: str) -> Iterator[tuple[Phrase, "re.Match[str]"]]:
        """Return each phrase at each place of a text, in the order of the table."""
        return everywhere(self.entries_in(folded(text)), text)

    def entries_in(self, low: str) -> list["PhraseEntry"]:
        """Return the phrases that a folded text may hold, in order."""
        if len(self.phrases) > _FEW:
            return self._sieve.entries_in(low)
        # These are asked in less time than the words of a text are looked up in.
        return [one for one in self.entries if one.may_be_in(low)] if self.may_be_in(low) else []


class PhraseEntry:
    """A phrase of a table; its expression is compiled when a text may first hold it."""

    def __init__(self, phrase: Phrase) -> None:
        self.phrase = phrase
        self.branches = required_by_branch(phrase.pattern)

    def may_be_in(self, low: str) -> bool:
        """Return whether a folded text holds the words of one of its alternatives."""
        return not self.branches or any([_hold(one, low) for one in self.branches])

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The expression, which takes no account of case."""
        return re.compile(self.phrase.pattern, re.IGNORECASE)


def everywhere(
    entries: Iterable[PhraseEntry], text: str
) -> Iterator[tuple[Phrase, "re.Match[str]"]]:
    """Yield each of some phrases at each place of a text."""
    for entry in entries:
        for found in entry.compiled.finditer(text):
            yield entry.phrase, found


def _hold(required: Required, low: str) -> bool:
    """Return whether a folded text holds a word of each set."""
    for words in required:
        for word in words:
            if word in low:
                break
        else:
            return False
    return True


_Placed = tuple[str, int, PhraseEntry, Required]
"""A phrase with the name of its table and its place there, and what else it cannot do without."""


_WORDS = WordSearch()
"""The words of all tables that were asked for: a new word of a text is looked into once."""


# Several rooms ask for the phrases of one sentence in turn.
@lru_cache(maxsize=128)
def _words_in(low: str) -> set[str]:
    return _WORDS.words_in(low)


class PhraseSieve:
    """Finds at once which phrases of some tables the sentences of a text may hold.

    They are asked for no others: that costs a fraction of asking each for the phrases of every
    table.
    """

    def __init__(self, *tables: PhraseTable) -> None:
        """Give each table a name of its own."""
        self._tables = tables

    @cached_property
    def _by_word(self) -> dict[str, tuple[_Placed, ...]]:
        """By each word: the phrases that need it or another one of a set, with their places."""
        found: dict[str, list[_Placed]] = {}
        for table in self._tables:
            for place, entry in enumerate(table.entries):
                for first, *rest in entry.branches or ((("",),),):
                    for word in first:
                        found.setdefault(word, []).append((table.name, place, entry, (*rest,)))
        _WORDS.add(found)
        _words_in.cache_clear()
        return {word: tuple(some) for word, some in found.items()}

    def sift(self, sentences: Sequence[str]) -> list["SentencePhrases"]:
        """Return what each of some sentences of one text may say."""
        by_word = self._by_word
        return [
            SentencePhrases(low, [by_word[one] for one in by_word.keys() & _words_in(low)])
            for low in map(folded, sentences)
        ]

    def find_everywhere(self, text: str) -> Iterator[tuple[Phrase, "re.Match[str]"]]:
        """Return each phrase at each place of a text, in the order of the tables."""
        return everywhere(self.entries_in(folded(text)), text)

    def entries_in(self, low: str) -> list[PhraseEntry]:
        """Return the phrases that a folded text may hold, in the order of the tables."""
        by_word = self._by_word
        words = by_word.keys() & _words_in(low)
        if not words:
            return []
        held = {
            (self._order[name], place): entry
            for word in words
            for name, place, entry, rest in by_word[word]
            if not rest or _hold(rest, low)
        }
        return [held[one] for one in sorted(held)]

    @cached_property
    def _order(self) -> dict[str, int]:
        return {table.name: n for n, table in enumerate(self._tables)}


class SentencePhrases:
    """The phrases that may be in one sentence."""

    def __init__(self, low: str, each: Iterable[Sequence[_Placed]]) -> None:
        """``low`` is the sentence folded; ``each`` are, of words in it, the phrases they begin."""
        self._held: dict[str, dict[int, PhraseEntry]] = {}
        """By the name of their table, and their place there."""
        held = self._held
        for some in each:
            for name, place, entry, rest in some:
                # As ``_hold``, of which a mail would need a hundred calls.
                for words in rest:
                    for word in words:
                        if word in low:
                            break
                    else:
                        break
                else:
                    held.setdefault(name, {})[place] = entry

    def __bool__(self) -> bool:
        """Return whether the sentence may hold any of the phrases."""
        return bool(self._held)

    def may_hold(self, *tables: PhraseTable) -> bool:
        """Return whether the sentence may hold a phrase of one of some tables."""
        held = self._held
        return any([table.name in held for table in tables])

    def find(self, table: PhraseTable, sentence: str) -> tuple[Phrase, "re.Match[str]"] | None:
        """Return what ``table.find`` returns for the sentence, or for a part of it."""
        if (fit := self._held.get(table.name)) is None:
            return None
        return next(table.find_among([fit[one] for one in sorted(fit)], sentence), None)
