# SPDX-License-Identifier: GPL-2.0-or-later
"""Questions: which sentences ask something, and to whom they are put."""

from tracker.mail.phrases.opinions import GREETINGS, JOKES, SHORT_QUESTIONS
from tracker.mail.phrases.phrase import SentencePhrases
from tracker.mail.phrases.plans import HANDOVERS
from tracker.mail.phrases.review.question_words import (
    ADDRESSED,
    ENDS_WITH_NAME,
    GREETED,
    LONE_NAME,
    URL_WITH_QUESTION_MARK,
    WORD_OF_LETTERS,
)
from tracker.mail.phrases.talk import folded

_LAUGH = 3
"""Words of a sentence that only marks the one before as a joke."""


def asks(sentence: str) -> bool:
    """Return whether a sentence asks something: it ends with ``?``, and is no greeting or link.

    A joke ("Do you ever sleep? :)") asks nothing; a lone name ("Mia?") asks that person.
    """
    if not sentence.rstrip("\"')*_ ").endswith("?") or JOKES.search(sentence):
        return False
    low = folded(sentence)
    if GREETINGS.match(low) or URL_WITH_QUESTION_MARK.search(low):
        return False
    if LONE_NAME.match(sentence):
        return True
    named = ADDRESSED.match(sentence)
    return len(WORD_OF_LETTERS.findall(low)) > 2 or bool(
        SHORT_QUESTIONS.match(low, named.end() if named else 0)
    )


def laughs(sentence: str) -> bool:
    """Return whether a sentence is only the mark of a joke: ``;-)``, ``just kidding``."""
    return len(sentence.split()) <= _LAUGH and bool(JOKES.search(sentence))


def addressed_name(sentence: str) -> str:
    """Return the name that a sentence is addressed to, empty if it opens with none.

    ``Dirk`` in "Dirk, could you test this?"; whether that is anybody's name is known where the
    people of the thread are.
    """
    match = ADDRESSED.match(sentence)
    if match and match[1][0].isupper():
        return match[1]
    if lone := LONE_NAME.match(sentence):
        return lone[1]
    last = ENDS_WITH_NAME.search(sentence)
    return last[1] if last else ""


def deferred_name(sentence: str, said: SentencePhrases) -> str:
    """Return the name of a third person whose word a sentence waits for, empty if of none.

    ``Mia`` in "I'd like Mia to comment on this"; a name is known by its capital letter.
    """
    found = said.find(HANDOVERS, sentence)
    return found[1]["name"] if found else ""


def greeted_name(sentence: str) -> str:
    """Return the name that a mail greets in this sentence: ``Dirk`` in "Hi Dirk,"."""
    match = GREETED.match(sentence)
    return match[1] if match else ""
