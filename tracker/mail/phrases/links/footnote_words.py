# SPDX-License-Identifier: GPL-2.0-or-later
"""Footnotes, headings and items of lists, by the line that they stand on."""

from tracker.mail.phrases.vocabulary import Vocabulary

FOOTNOTE = Vocabulary(
    r"[\s*\-|]{0,12}(?:\[([\w.+-]{1,12})(?:\]|(?=\shttps?://))|\((\d{1,3})\)|(\d{1,3})[.):](?=\s)|"
    r"Links? \[?(\d{1,3})\]?(?=[\s:]))",
    "[1] https://example.org/x",
    "see this",
)
VERSION_LABEL = Vocabulary(
    r"(?:rfc|link to)?[ -]?v\d",
    "v2",
    "x2",
)
"""A version is a label that speaks for itself, not a number to be used elsewhere."""
NUMBER_BEHIND = Vocabulary(
    r"[\s#>]{0,6}\[(\w{1,6})\]\s*$",
    "  [1]",
    "[1] see",
    case=True,
)
NUMBER_USED = Vocabulary(
    r"\[(\w[\w.+-]{0,11}(?:\s?[,-]\s?\w{1,4}){0,8})\]",
    "see [1, 2]",
    "see (1)",
    case=True,
)
ROUND_NUMBER_USED = Vocabulary(
    r"\((\d{1,3})\)|\blinks? \[?(\d{1,3})\b",
    "see (1)",
    "see [1]",
)
LINKED_WORDS = Vocabulary(
    r"\b(?:the )?linked (?:to )?(?:patch(?:es|set)?|series|work|posting|mail|thread|commit|below|"
    r"above|here)\b|\blinked\b(?=\s*[.,;)])|\b(?:in|at|by|of|see) (?:the )?links?\b(?=\W{0,3}(?:"
    r"below|above|tags?|trailers?|$|[.,;:)]))",
    "the linked patch",
    "it links two lists",
)
"""Words of a text that stand for the one ``Link:`` among the trailers below it."""

NUMBER_FIRST = Vocabulary(
    r"\s{0,8}\[\w{1,3}\](?!:)(?![^\n]{0,400}://)",
    "  [1].",
    "[1] https://example.org/x",
    case=True,
)
"""A number of a footnote at the start of a line that lists no link."""
BEHIND_ITEM = Vocabulary(
    r"[\s>).,;]*(?:\[\w{1,3}\][\s,]*){0,4}(?:\([^()]{1,100}\)[\s.,;]*)?",
    "[4] (in the next branch)",
)
"""What may stand behind the link of an item that is otherwise a name: numbers, and where it is."""
LIST_ITEM = Vocabulary(
    r"\s*(?:[-*+•·o~]\s+|\(?\d{1,3}[.):]\s|\[[\w.+-]{1,12}\]|v\d{1,2}\s*:|Link \d{1,3}:|"
    r"[\w][\w .'-]{0,50}:\s{1,4}<?(?:https?://|[\w.+-]{8,200}@))",
    "- one",
    "one",
)
"""The start of a list item, of a footnote, or of a line that labels a link."""
_COUNTER = r"(?:rfc[ -]?|patch ?)?v\.?(?:ersion )?\d{1,2}(?:\.\d)?"
_CHANGED = (
    r"(?:no |major |main |notable )?(?:changes?|changed|changelogs?|differences?|diff|delta|"
    r"updates?|what's new|new|modifications)\b[^.]{0,30}\b"
)
CHANGELOG_HEADING = Vocabulary(
    r"[\s*#=\-\[(]{0,12}(?:"
    rf"{_CHANGED}(?:{_COUNTER}\b|rfc\b|version|(?:last|previous|prior) )|"
    r"(?:(?:patch|revision|version|change|series)[ -]?)?"
    r"(?:history|changelog|log|changes)\s{0,4}:?\s*$|"
    rf"(?:from |since )?{_COUNTER}\s{{0,3}}(?:->|=>|→|-->|to|\.\.|/|-|~)\s{{0,3}}(?:rfc[ -]?)?v?\d|"
    rf"(?:since |in )?{_COUNTER}\s{{0,3}}(?:\([^)]{{0,60}}\))?\s{{0,3}}[:\])]?\s*$|"
    r"(?:rfc|(?:previous(?:ly)?|prior|older|earlier)"
    r"(?: versions?| postings?| history| changes)?)\s{0,3}:?\s*$"
    r")",
    "Changes in v3:",
    "Changes of the lamp",
)
"""The heading of a changelog: ``Changes in v3:``, ``v2 -> v3``, ``v3:``, ``Changelog``."""
FUTURE_HEADING = Vocabulary(
    r"\b(?:future (?:work|plans?)|to-?do|next steps?|later work|planned|out of scope|"
    r"(?:open|remaining) (?:items?|parts?|work))\b",
    "Phase 2 (future work):",
    "Future of the lamp:",
)
"""The heading of what is not done yet: what stands below is no need of today."""
UNDERLINE = Vocabulary(
    r"\s*(?:={3,}|-{3,}|~{3,}|\^{3,}|\*{3,})\s*$",
    "=====",
    "==",
    case=True,
)
