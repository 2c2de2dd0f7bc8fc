# SPDX-License-Identifier: GPL-2.0-or-later
"""Whether a sentence says that patches were taken out again, or never went in after all."""

from tracker.lazy_dataclass import dataclass
from tracker.mail.notices.trees import Where, find_where
from tracker.mail.notices.verbs import find_form
from tracker.mail.phrases.dropped import DROPPED, DROPPED_IN_DOUBT
from tracker.mail.phrases.landing.drop_words import (
    BOT_WAS_WRONG,
    DROPPED_ALONE,
    DROPPED_FROM_TREE,
    NEWER_APPLIED,
    NOT_SHARED,
    NOT_YET_DROPPED,
    TAKEN_OUT,
    TREE_OF_ANOTHER_KIND,
    UNDONE_BY_SENDER,
    WRONG_MAIL,
)


@dataclass(frozen=True, slots=True)
class Drop:
    """What a sentence takes back."""

    where: Where | None = None
    """Where the patches were taken out of."""
    sure: bool = True
    moved: bool = False
    """Only the mail went astray: the newest posting is the one that was applied."""


def find_drop(sentence: str) -> Drop | None:
    """What a sentence takes back; None if it takes back nothing.

    A maintainer who disowns a bot's notice, or his own as sent to the wrong mail, drops it too.
    """
    if WRONG_MAIL.search(sentence):
        return Drop(moved=NEWER_APPLIED.search(sentence) is not None)
    if BOT_WAS_WRONG.search(sentence):
        return Drop()
    if TREE_OF_ANOTHER_KIND.search(sentence):
        return None
    if (found := DROPPED_FROM_TREE.search(sentence)) and find_form(sentence[: found.start()]):
        if sentence.rstrip().endswith("?") or sentence.count('"', 0, found.start()) % 2:
            return None
        sure = NOT_SHARED.match(found["place"]) is None
        return Drop(find_where(found["place"]), sure)
    found = UNDONE_BY_SENDER.search(sentence) or TAKEN_OUT.search(sentence)
    if found and not NOT_YET_DROPPED.search(sentence[: found.start()]):
        return Drop()
    if DROPPED.find(sentence):
        return Drop()
    doubtful = DROPPED_ALONE.match(sentence) or DROPPED_IN_DOUBT.find(sentence)
    return Drop(sure=False) if doubtful else None
