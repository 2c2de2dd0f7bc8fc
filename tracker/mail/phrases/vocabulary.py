# SPDX-License-Identifier: GPL-2.0-or-later
"""A vocabulary: the spellings of one thing, with a text that holds it and one that does not.

Where a ``Phrase`` gives a sentence its meaning, a vocabulary only finds words. A new spelling is
one alternative of its pattern. ``tests/mail/phrases/test_phrases.py`` runs every example and every
counter-example of every vocabulary.
"""

import re
from collections.abc import Callable, Iterator
from functools import cached_property

from tracker.lazy_dataclass import dataclass


@dataclass(frozen=True)
class Vocabulary:
    """Words that mean one thing; compiled when it is first searched for."""

    pattern: str
    """A regular expression whose repeats are bounded: a mail is hostile input."""
    example: str
    """A text in which it is found."""
    not_example: str = ""
    """A text that looks alike and in which it is not found; empty where none comes to mind."""
    case: bool = False
    """Whether capital letters are told from small ones."""

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern, 0 if self.case else re.IGNORECASE)

    @cached_property
    def _required(self) -> tuple[tuple[str, ...], ...]:
        """Of each of these a word stands in any text, folded, in which it is found."""
        from tracker.mail.phrases.required_words import required_words

        return required_words(self.pattern)

    def may_be_in(self, low: str) -> bool:
        """Return whether it may be found in a text; cheap. ``low`` is the text folded."""
        return all(any(map(low.__contains__, words)) for words in self._required)

    @cached_property
    def search(self) -> Callable[..., re.Match[str] | None]:
        """The method of ``re.Pattern``, called for texts that hold a word it cannot do without.

        A search costs up to twenty times as much as looking for those words; where no text holds
        one, the expression is never compiled.
        """
        from tracker.mail.phrases.required_words import folded

        if not self._required:
            return self._compiled.search
        words = self._required[0]

        def search_where_held(text: str, *span: int) -> re.Match[str] | None:
            low = folded(text)
            for word in words:
                if word in low:
                    return self._compiled.search(text, *span)
            return None

        return search_where_held

    @cached_property
    def match(self) -> Callable[..., re.Match[str] | None]:
        """The method of ``re.Pattern``."""
        return self._compiled.match

    @cached_property
    def fullmatch(self) -> Callable[..., re.Match[str] | None]:
        """The method of ``re.Pattern``."""
        return self._compiled.fullmatch

    @cached_property
    def finditer(self) -> Callable[..., Iterator[re.Match[str]]]:
        """The method of ``re.Pattern``."""
        return self._compiled.finditer

    @cached_property
    def sub(self) -> Callable[..., str]:
        """The method of ``re.Pattern``."""
        return self._compiled.sub

    @cached_property
    def split(self) -> Callable[..., list[str]]:
        """The method of ``re.Pattern``; the pattern holds no group."""
        return self._compiled.split

    @cached_property
    def findall(self) -> Callable[..., list[str]]:
        """The method of ``re.Pattern``; the pattern holds one group at most."""
        return self._compiled.findall
