# SPDX-License-Identifier: GPL-2.0-or-later
"""Whom a question is put to, and what ends in a question mark and asks nothing."""

from tracker.mail.phrases.vocabulary import Vocabulary

URL_WITH_QUESTION_MARK = Vocabulary(
    r"https?://\S+\?\W*$",
    "https://example.org/x?",
    "why?",
    case=True,
)
WORD_OF_LETTERS = Vocabulary(
    r"[^\W\d_]{2,}",
    "why",
    "1_2",
    case=True,
)
ADDRESSED = Vocabulary(
    r"\W*(?:(?:[Hh]i|[Hh]ey|[Hh]ello|[Dd]ear|[Aa]nd|[Cc]c|[Bb]ut|[Pp]lease)[,:]? )?"
    r"@?([^\W\d_][\w'’.-]{1,20})(?: [A-Z][\w'’-]{1,20})?(?: ?[,:?]| -+) ?",
    "Ada, why?",
    case=True,
)
ENDS_WITH_NAME = Vocabulary(
    r"(?:, ?|(?<!\bfrom)(?<!\bby)(?<!\bof)(?<!\bwith)(?<!\bto)(?<!\bfor)(?<!\bin)(?<!\bon)"
    r"(?<!\bas)(?<!\band)(?<!\ba)(?<!\bthe)(?<!\bvia)(?<!\bthan)(?<!\blike) )"
    r"@?([A-Z][\w'’.-]{1,20})\?\W*$",
    "why, Ada?",
    "is this from Ada?",
    case=True,
)
LONE_NAME = Vocabulary(
    r"\W*@?([A-Z][\w'’.-]{1,20})(?: [A-Z][\w'’-]{1,20})?\?\W*$",
    "Mia?",
    "why?",
    case=True,
)
GREETED = Vocabulary(
    r"\W*(?:[Hh]i|[Hh]ey|[Hh]ello|[Dd]ear)[,:]? @?([A-Z][\w'’.-]{1,20})\b",
    "Hi Ada",
    "Ada",
    case=True,
)
UNMARKED_QUESTION = Vocabulary(
    r"\W*(?!and so does)(?:(?:and|but|so|also|or|instead|then|hm+|well|btw|here|otherwise)\W+){0,2}"
    r"(?:(?:can|could|would|will|is|are|isn|aren|don|doesn|can|couldn|shouldn|wouldn|won)'?t? "
    r"(?:we|you|this|that|it|these|those|there|they)\b|do (?:we|you|they)\b|does (?:it|this|"
    r"that)\b|"
    r"should (?:we|this|that|it|these|they)\b|why (?:not|is|are|do|does|did|can|should|would)\b)"
    r"(?! (?:is|are|was)\b)|[^?]{0,300}, (?:can|could|would) (?:we|you) .{0,200}:\W*$",
    "can't this function also be used here",
    "do this in the core",
    case=True,
)
"""The start of a folded sentence that asks, also where its question mark was forgotten."""
DITTO = Vocabulary(
    r"\W*(?:(?:and )?(?:ditto|same (?:here|as above|question|below)|likewise|as above|here too|"
    r"here as well|and here))\b",
    "Ditto.",
    "The same lock.",
)
"""What says once more whatever was said above."""
SPELLING_CORRECTION = Vocabulary(
    r"\W*s/[^/\n]{1,60}/",
    "s/teh/the/",
    "see the",
    case=True,
)
ORDER = Vocabulary(
    r"\b(?:please|pls|re-?send|re-?post|re-?spin|rebase|v[0-9]{1,2}|needs?|(?:don't|do not|doesn't|"
    r"does not|won't) (?:apply|build|compile)|breaks|changes requested)\b",
    "please rebase it",
    "it works",
)
"""What of a request is an order to whoever wrote the patch."""

POLITE_ORDER = Vocabulary(
    r"\b(?:(?:can|could|would) you|can we please|could we please)(?: please| pls| also| maybe| "
    r"just|"
    r" perhaps| instead| then| at least| kindly| either){0,3} (?:add|drop|remove|rename|move|split|"
    r"fix|change|rebase|re-?spin|re-?send|re-?post|(?:send|post) (?:it|this|these|them|a|an|the|"
    r"out)|"
    r"squash|fold|reword|rephrase|update|document|mention|replace|convert|rework|simplify|reorder|"
    r"sort|wrap|shorten|include|avoid|separate|merge this with|expand|clarify in|annotate|guard|"
    r"resubmit|put (?:it|this|that|these|the)|keep (?:it|this|that|these|the))\b",
    "Can you please add that to the commit message?",
    "Can you test it?",
)
"""A question that orders a change."""
OF_MAILS = Vocabulary(
    r"\b(?:your|a|the) (?:repl(?:y|ies)|e?-?mails?|answers?|quot\w+)\b|\btop[- ]post|\btrim\b|"
    r"\bbottom[- ]post|\b(?:plain text|html) (?:mail|only)\b",
    "Please trim your replies.",
    "Please shorten it.",
)
"""What an order to write mails otherwise speaks of."""

ADDRESS_MARK = Vocabulary(
    r"[^a-z]+",
    "mia.berg2",
    "mia",
)
"""What parts the words of an address before its ``@``."""

CHANGE_OFFERED = Vocabulary(
    r"\b(?:(?:should|shall|can|could|may|must|do) (?:i|we)|(?:want|like|prefer|rather)(?: it| "
    r"that)?"
    r"(?: if)? (?:me|i|we|us)|would it (?:be|help|make)|is it (?:ok|okay|fine|better|enough) "
    r"(?:if|to)|(?:how|what) about|would (?:that|this) (?:be|work|help|do|suffice|address|make))\b",
    "Should I merge them in v2?",
    "Is it the old lock?",
)
"""A question by which somebody offers to change a thing."""
DECLINES = Vocabulary(
    r"^\W*no\b|\bno need\b|\bas (?:is|it is|they are)\b|\b(?:keep|leave|ignore|forget|never ?mind|"
    r"scratch|either way|unnecessary|not (?:needed|necessary))\b",
    "No, it is fine as is.",
    "Sounds good.",
)
"""How such an offer is not taken."""
