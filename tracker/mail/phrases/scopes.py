# SPDX-License-Identifier: GPL-2.0-or-later
"""How the words around a tag say which patches it is for: "for the series, except patch 4"."""

from enum import Enum

from tracker.mail.phrases.phrase import Phrase, PhraseTable


class ScopeWord(Enum):
    """What a phrase names; ``count`` of its pattern holds how many, one where it holds none."""

    ALL = "all"
    HERE = "here"
    """The patch that is answered."""
    HEAD = "head"
    """The first ones of the series."""
    TAIL = "tail"
    """The last ones."""
    NEXT = "next"
    """Those after the one that is answered."""
    PREVIOUS = "previous"
    """Those before it."""
    REST = "rest"
    """All but the one that is answered."""
    EXCEPT = "except"
    """What follows is left out."""


COUNTS = {
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "couple": 2,
}
_SET = r"(?:patch )?(?:series|patch ?set|set|patches|lot)\b"
_OF = r"(?:(?:the|this|your|all|both|of|these) ){0,4}"
_N = rf"(?:{'|'.join(COUNTS)}|\d{{1,3}})"
_COUNT = rf"(?: (?P<count>{_N}))?(?: of (?:them|these))?(?: patch(?:es)?| ones?)?"
_FOR = r"(?:\b(?:for|on|to|and|both|in) (?:all )?(?:of )?(?:the )?|^\W*(?:the )?)"
_GOOD = r"(?:good|fine|great|ok|okay|nice|sane|reasonable|correct|right|perfect)"

SCOPES = PhraseTable(
    "scopes",
    (
        Phrase(
            r"(?:^|[.,;:!?(-] |\b(?:so|but|and|then|lgtm|good|fine|otherwise|fwiw|is|are)\b,? )\W*"
            rf"(?:for|to|on) {_OF}{_SET}",
            ScopeWord.ALL,
            "For the patch set, thanks:",
            "It is used later in this series.",
        ),
        Phrase(
            rf"\b(?:for|to|on) {_OF}{_SET}\W*$",
            ScopeWord.ALL,
            "You can have it for the series:",
            "Thanks for the patch.",
        ),
        Phrase(
            rf"\b(?:whole|entire|full|complete) (?:{_SET}|thing\b)",
            ScopeWord.ALL,
            "The whole thing is",
            "The whole lock is held.",
        ),
        Phrase(
            rf"(?:^|[.,;:!?] )\W*(?:the |this )?{_SET}(?: is| are)?\W*$",
            ScopeWord.ALL,
            "Otherwise, series:",
            "It makes the series complete.",
        ),
        Phrase(
            r"(?:^|[.,;:!?] )\W*(?:for )?(?:both|all|everything)(?: of them| of these)?\W*$|"
            rf"(?:^|[.,;:!?] )\W*(?:for )?all (?:{_N} |\w+ )?patches\W*$",
            ScopeWord.ALL,
            "All 4 patches:",
            "All is said.",
        ),
        Phrase(
            rf"\b(?:for|to|on) (?:all|both|each|every)(?: (?:of|the|these|this|your|them|those|"
            rf"{_N}))"
            r"{0,4}(?: (?:patch(?:es)?|series|set|patch ?set|mails?|ones))?"
            r"(?: (?:of|in) (?:this|the|your) (?:series|set|patch ?set))?\W*$|"
            r"\b(?:for|to|on) (?:everything|the (?:whole )?lot)\b",
            ScopeWord.ALL,
            "For all four of these patches:",
            "For all boards that I have:",
        ),
        Phrase(
            r"(?:^|[.,;:!?] )\W*(?:(?:(?:this|the|your)(?: whole)? )?(?:series|patch ?set)|"
            r"(?:this|the|"
            r"your) set) (?:all )?(?:looks?|is|"
            r"seems?) "
            rf"(?:all |very |really |pretty )?{_GOOD}\b(?! (?:enough|start|idea|but))",
            ScopeWord.ALL,
            "This patch set looks good to me.",
            "This patch looks good to me.",
        ),
        Phrase(
            rf"{_FOR}first{_COUNT}(?=\W*(?:$|and\b|,|is\b|are\b|look))",
            ScopeWord.HEAD,
            "For the first three patches:",
            "I first tested it.",
        ),
        Phrase(
            rf"{_FOR}last{_COUNT}(?=\W*(?:$|and\b|,|is\b|are\b|look))",
            ScopeWord.TAIL,
            "For the last two:",
            "At last it works.",
        ),
        Phrase(
            r"\b(?:and|for|both) (?:this and )?the next" + _COUNT + r"(?=\W*(?:$|and\b|,|is\b|"
            r"are\b|look))",
            ScopeWord.NEXT,
            "For this one and the next two:",
            "The next version will do.",
        ),
        Phrase(
            r"\b(?:and|for|both) (?:this and )?the (?:previous|preceding)"
            rf"(?: (?P<count>{_N}))?(?: patch(?:es)?| ones?)(?=\W*(?:$|and\b|,|is\b|are\b|look))",
            ScopeWord.PREVIOUS,
            "For this and the previous patch:",
            "Much better than the previous series.",
        ),
        Phrase(
            r"(?:\b(?:for|to|on|and) |^\W*(?:same for )?)(?:the )?(?:rest|remainder|remaining "
            r"patches|"
            r"others|other (?:patches|ones|two|three))(?: of (?:the|this|your) (?:series|set|"
            r"patches))?"
            rf"(?: (?:also |all )?(?:looks?|is|are|seems?) (?:all )?{_GOOD}.{{0,20}})?\W*$",
            ScopeWord.REST,
            "For the rest of the series:",
            "I had a look at the rest of the series, too.",
        ),
        Phrase(
            r"(?:\b(?:for|on|both|and)|^\W*(?:for |both )?) ?this(?: one| patch)?(?= and\b|,| &)|"
            r"^\W*(?:same|also|likewise)(?: goes)?,? for\b",
            ScopeWord.HERE,
            "For this one and 3/4:",
            "This is used in patch 3.",
        ),
    ),
)
"""Which patches a tag is for, beside those that are listed by their numbers."""

EXCEPTIONS = PhraseTable(
    "exceptions",
    (
        Phrase(
            r"(?:,? ?\b(?:but|except(?:ing)?(?: for)?|exclud(?:ing|es)|apart from|aside from|"
            r"other than|minus|without|with the exception of|save for|sans)) "
            r"(?=(?:the )?(?:patch(?:es)? ?)?(?:#?\d|first|last|this))",
            ScopeWord.EXCEPT,
            "For everything except patch 4:",
            "Apart from the comment below:",
        ),
    ),
)
"""What stands between the patches a tag is for and those that it is not for."""
