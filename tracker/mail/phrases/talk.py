# SPDX-License-Identifier: GPL-2.0-or-later
"""Phrases as patterns: short alternatives with named groups of words, and what must not be near.

A phrase is a regular expression over one sentence in lower case with single spaces. It looks for
fixed words with a bounded gap between them, so a sentence takes time linear in its length.
"""

from tracker.lazy_dataclass import dataclass
from tracker.lazy_patterns import lazy_pattern
from tracker.mail.phrases.vocabulary import Vocabulary

WORDS = {
    "posting": (
        "patch(?:es|set| set| ?series| serie)?|series|serie|set|version|revision|rev|posting|"
        "submission|v[0-9]{1,2}"
    ),
    "this": "(?:(?:this|these|the|that|my|both|all|whole|entire|above|of) ){1,4}",
    "next": (
        r"(?:v[0-9]{1,2}(?!\.[0-9])|(?:the |a |my |our )?(?:next|new|updated|another|follow-?up|"
        "upcoming) (?:version|revision|rev|ver|spin|iteration|round|posting|update|re-?spin|series|"
        "patch ?set|patch|submission|set)|(?:a |the )?(?:re-?spin|re-?roll|repost|resend))"
    ),
    "i_will": "(?:i|we)(?:'ll| will|'m going to| am going to| shall| can| (?:plan|intend) to)",
    "gap": "(?: [^ ]+)",
}
"""Groups of words that a phrase names in braces."""
_NAMED = lazy_pattern(r"\{([a-z_]+)\}")


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases that say one thing, and those beside which they do not say it."""

    said: Vocabulary
    unsaid: Vocabulary | None = None

    def fit(self, sentence: str) -> bool:
        """Whether a sentence, folded by ``folded``, says it."""
        if not self.said.search(sentence):
            return False
        return self.unsaid is None or not self.unsaid.search(sentence)


def phrases(*said: str, unless: tuple[str, ...] = ()) -> Phrases:
    """Phrases made from alternatives; ``{posting}`` and the like stand for ``WORDS``."""
    return Phrases(_pattern(said), _pattern(unless) if unless else None)


def folded(sentence: str) -> str:
    """A sentence in the form that phrases are written for."""
    return sentence.casefold().replace("’", "'")


def _pattern(alternatives: tuple[str, ...]) -> Vocabulary:
    whole = "|".join(alternatives)
    return Vocabulary(_NAMED.sub(lambda match: f"(?:{WORDS[match[1]]})", whole), "", case=True)
