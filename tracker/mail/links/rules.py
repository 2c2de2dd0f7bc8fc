"""What a rule about words is: the words, the links they may speak of, and what they then say."""

import re
from dataclasses import dataclass

from tracker.mail.links.targets import Shape
from tracker.model.relations import Kind

POSTED = frozenset({Shape.POSTED, Shape.MAIL})
"""Patches and covers, and mail that may be either."""
LETTERS = frozenset({Shape.LETTER, Shape.MAIL})
ANY_MAIL = POSTED | LETTERS
CODE = ANY_MAIL | {Shape.TREE}
COMMITS = POSTED | {Shape.COMMIT}
TROUBLE = LETTERS | {Shape.REPORT, Shape.ISSUE, Shape.PAGE}
EVERY = frozenset(Shape)

WORK = r"(?:patch(?:es|set|-set)?|series|work|posting|changes?|rfc)"
PAST = r"(?:previous|prior|earlier|last|first|initial|original|old|older|former|preceding|past)"
ADDRESS = re.compile(r"https?://[^\s<>]{1,400}|[^\s<>@]{4,200}@[\w.-]{2,100}")
"""Words in a link's own address say nothing."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Words, what they say of a link, and of which links they say it."""

    kind: Kind
    name: str
    """The last part of the rule's name in evidence."""
    pattern: re.Pattern[str]
    shapes: frozenset[Shape]
    sure: float
    """Confidence where the words stand right beside the link."""
    unless: re.Pattern[str] | None = None
    """Words shortly before that take the meaning away."""


def words(*alternatives: str) -> re.Pattern[str]:
    """Alternatives, each at the start of a word, whatever the case.

    They are tried on a few hundred characters and repeat single words a few times at most.
    """
    return re.compile(rf"(?<![\w-])(?:{'|'.join(alternatives)})", re.IGNORECASE)
