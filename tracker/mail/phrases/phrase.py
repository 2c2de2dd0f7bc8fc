# SPDX-License-Identifier: GPL-2.0-or-later
"""A phrase: a pattern, what it means, and the sentences that show where it holds and where not.

A table of phrases is the place where a maintainer teaches the tracker a new way of saying a thing:
one line and its example. ``tests/mail/phrases/test_phrases.py`` runs every example and every
counter-example of every table.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum
from functools import cached_property

from tracker.lazy_dataclass import dataclass
from tracker.mail.phrases.required_words import folded, required_words


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
        return not all(one.required for one in self.entries)

    @cached_property
    def _any_word(self) -> tuple[str, ...]:
        """Words without which no phrase of the table fits; a word within another stands for it."""
        every = {word for one in self.entries for words in one.required[:1] for word in words}
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
        return next(self.find_all(sentence), None)

    def find_all(self, sentence: str) -> Iterator[tuple[Phrase, "re.Match[str]"]]:
        """Return each phrase that a sentence says, in the order of the table."""
        low = folded(sentence)
        if self.may_be_in(low):
            yield from self.find_among(self.entries, sentence, low)

    def find_among(
        self, entries: Iterable["PhraseEntry"], sentence: str, low: str
    ) -> Iterator[tuple[Phrase, "re.Match[str]"]]:
        """Return each of some phrases of the table that a sentence says; ``low`` is it folded."""
        heard = False
        for entry in entries:
            if not entry.may_be_in(low) or not (found := entry.compiled.search(sentence)):
                continue
            # Most sentences say nothing of a table: what forbids it is looked for last.
            if not heard and self._unless is not None and self._unless.search(sentence):
                return
            heard = True
            yield entry.phrase, found

    def find_everywhere(self, text: str) -> Iterator[tuple[Phrase, "re.Match[str]"]]:
        """Return each phrase at each place of a text, in the order of the table."""
        low = folded(text)
        for entry in self.entries:
            if entry.may_be_in(low):
                for found in entry.compiled.finditer(text):
                    yield entry.phrase, found


class PhraseEntry:
    """A phrase of a table; its expression is compiled when a text may first hold it."""

    def __init__(self, phrase: Phrase) -> None:
        self.phrase = phrase
        self.required = required_words(phrase.pattern)

    def may_be_in(self, low: str) -> bool:
        """Return whether a folded text holds the words that the phrase cannot do without."""
        for words in self.required:
            for word in words:
                if word in low:
                    break
            else:
                return False
        return True

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The expression, which takes no account of case."""
        return re.compile(self.phrase.pattern, re.IGNORECASE)


class PhraseSieve:
    """Finds at once which phrases of some tables a whole text may hold.

    Its sentences are asked for no others: of a mail of six sentences that costs a third of asking
    each for the phrases of every table.
    """

    def __init__(self, *tables: PhraseTable) -> None:
        """Give each table a name of its own."""
        self._tables = tables

    @cached_property
    def _by_word(self) -> dict[str, tuple[tuple[str, int, PhraseEntry], ...]]:
        """By each word: the phrases that need it or another one of a set, with their places."""
        found: dict[str, list[tuple[str, int, PhraseEntry]]] = {}
        for table in self._tables:
            for place, entry in enumerate(table.entries):
                for word in entry.required[0] if entry.required else ("",):
                    found.setdefault(word, []).append((table.name, place, entry))
        return {word: tuple(some) for word, some in found.items()}

    def sift(self, text: str) -> "TextPhrases":
        """Return what sentences of a text may say; it holds them with single spaces between."""
        low = folded(text)
        held: dict[str, dict[int, PhraseEntry]] = {}
        for word, some in self._by_word.items():
            if word in low:
                for name, place, entry in some:
                    if entry.may_be_in(low):
                        held.setdefault(name, {})[place] = entry
        return TextPhrases(
            {name: tuple(one for _, one in sorted(some.items())) for name, some in held.items()}
        )


class TextPhrases:
    """The phrases that may be in one text, asked for its sentences."""

    def __init__(self, held: Mapping[str, tuple[PhraseEntry, ...]]) -> None:
        """``held`` are the phrases by the name of their table, in its order."""
        self._held = held

    def find(self, table: PhraseTable, sentence: str) -> tuple[Phrase, "re.Match[str]"] | None:
        """Return what ``table.find`` returns for a sentence of the text."""
        entries = self._held.get(table.name)
        if entries is None:
            return None
        return next(table.find_among(entries, sentence, folded(sentence)), None)
