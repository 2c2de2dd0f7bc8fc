# SPDX-License-Identifier: GPL-2.0-or-later
"""A phrase: a pattern, what it means, and the sentences that show where it holds and where not.

A table of phrases is the place where a maintainer teaches the tracker a new way of saying a thing:
one line and its example. ``tests/mail/phrases/test_phrases.py`` runs every example and every
counter-example of every table.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property


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
    def _compiled(self) -> tuple[tuple[re.Pattern[str], Phrase], ...]:
        return tuple((re.compile(one.pattern, re.IGNORECASE), one) for one in self.phrases)

    @cached_property
    def _unless(self) -> re.Pattern[str] | None:
        return re.compile(self.unless, re.IGNORECASE) if self.unless else None

    def find(self, sentence: str) -> tuple[Phrase, "re.Match[str]"] | None:
        """Return the first phrase that a sentence says, and where; None if it says none."""
        return next(self.find_all(sentence), None)

    def find_all(self, sentence: str) -> Iterator[tuple[Phrase, "re.Match[str]"]]:
        """Return each phrase that a sentence says, in the order of the table."""
        heard = False
        for pattern, phrase in self._compiled:
            if not (found := pattern.search(sentence)):
                continue
            # Most sentences say nothing of a table: what forbids it is looked for last.
            if not heard and self._unless is not None and self._unless.search(sentence):
                return
            heard = True
            yield phrase, found

    def find_everywhere(self, text: str) -> Iterator[tuple[Phrase, "re.Match[str]"]]:
        """Return each phrase at each place of a text, in the order of the table."""
        for pattern, phrase in self._compiled:
            for found in pattern.finditer(text):
                yield phrase, found
