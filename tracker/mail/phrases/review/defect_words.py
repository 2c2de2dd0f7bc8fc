# SPDX-License-Identifier: GPL-2.0-or-later
"""How readers say below a quoted line of code what goes wrong there, in a plain statement."""

from tracker.mail.phrases.phrase import Phrase, PhraseTable
from tracker.mail.phrases.vocabulary import Vocabulary
from tracker.model.mail import RemarkKind

_LOST = (
    r"(?:free'?d|kfree'?d|released|put|unmapped|unlocked|dropped|destroyed|dereferenced|"
    r"overwritten|leaked|unregistered|clobbered)"
)

DOES_NOT_APPLY = Vocabulary(
    r"\b(?:does not|doesn't|did not|didn't|won't|fails to|no longer)(?: \w+){0,2} (?:apply|build|"
    r"compile|merge)\b|\bneeds? (?:an? |to be )?(?:re-?base|re-?basing|re-?based)\b",
    "It doesn't apply cleanly.",
    "It applies.",
)
"""What keeps a patch out whoever approves of it."""
DEFECTS = PhraseTable(
    "defects",
    (
        Phrase(
            rf"\b(?:is|are|gets?|being|was|been)(?: then| also| just| even)? {_LOST}"
            r"(?: \w+){0,3} (?:here|there|above|below|twice|at this point)\b|"
            rf"\b(?:is|are|was|were|been|gets?) already {_LOST}\b|"
            r"\b(?:is|are|gets?|being)(?: then| also| just| silently)? (?:leaked|lost|overwritten|"
            r"ignored|clobbered)(?= (?:here|on|if|when|in|then|now)\b|\W*$)",
            RemarkKind.FAULT,
            "The hook is freed here and used there.",
            "The hook is freed in the release callback.",
        ),
        Phrase(
            r"^\W*(?:so |and |but |also |now |then |here ){0,2}(?:you|we|i think you|i think we)"
            r"(?:'re| are|'ll| will| would)?(?: now| also| still| then| just){0,2} (?:leak(?:ing)?|"
            r"deadlock(?:ing)?|dereferenc(?:e|ing)|overwrit(?:e|ing)|overflow|double[- ]free)\b|"
            r"\byou(?:'re| are) (?:not|never) (?:checking|freeing|releasing|handling|unlocking|"
            r"dropping|putting|initiali[sz]ing|clearing|returning)\b",
            RemarkKind.FAULT,
            "You leak the hook on error.",
            "You can free the hook.",
        ),
        Phrase(
            r"(?<!\bif )\b[\w>.()\[\]*-]{1,40} (?:may|might|can|could)(?: also| still| well| now"
            r"| both)? be (?:null|negative|uninitiali[sz]ed|freed|stale|an? err(?:or[- ]?pointer|"
            r"[_-]?ptr))\b|\b(?:can't|cannot|can not|can never|could never) be (?:null|negative|"
            r"zero|true|false|reached)\b",
            RemarkKind.FAULT,
            "The hook may be NULL here.",
            "The hook may be new.",
        ),
        Phrase(
            r"\b(?:will|would) never (?:be (?!null|empty|merged)\w|happen|trigger|match|succeed|"
            r"run|get)|\b(?:is|are) never (?:free'?d|released|dropped|put|unlocked|called|used|"
            r"set|checked|reached|true|false|initiali[sz]ed|cleared|disabled|unregistered)\b|"
            r"\b(?:is|are) always (?:true|false|null|zero)\b|"
            r"\bnever (?:returns|fails|terminates|ends|executes|succeeds)\b",
            RemarkKind.FAULT,
            "This will never be true.",
            "I will never forget it.",
        ),
        Phrase(
            r"\b(?:is|are)(?:n't| not)(?: being)? (?:free'?d|released|dropped|put|unlocked|"
            r"checked|initiali[sz]ed|cleared|disabled|unregistered|cleaned up|unwound|undone)\b",
            RemarkKind.FAULT,
            "The irq is not freed on error.",
            "The irq is not new.",
        ),
        Phrase(
            r"\b(?:sleep(?:s|ing)?|gfp_kernel|mutex_lock(?:\(\))?)\b.{0,60}\b(?:spin ?lock|atomic|"
            r"interrupt context|irq (?:context|handler)|rcu)|\b(?:can't|cannot|can not|must not) "
            r"sleep (?:here|there|in|with|under)\b",
            RemarkKind.FAULT,
            "This sleeps with the spinlock held.",
            "The device sleeps at night.",
        ),
        Phrase(
            r"\bdangling\b|\bstale (?:pointer|data)\b|\bfreed memory\b|\bunreachable\b|\bdead code"
            r"\b|\b(?:integer|buffer|stack|heap|arithmetic|potential|possible) (?:over|under)flow"
            r"\b|\b(?:reads?|writes?|runs?|access(?:es)?|goes|go) (?:past|beyond|over) (?:the )?"
            r"end\b|\b(?:infinite|endless) loop\b|\b(?:underflows|overflows|wraps around)\b",
            RemarkKind.FAULT,
            "Integer overflow here.",
            "The basin is full.",
        ),
    ),
    unless=(
        r"\b(?:fix(?:es|ed|ing)?|prevent(?:s|ed)?|avoid(?:s|ed)?|solve[sd]?|closes?|resolve[sd]?|"
        r"without (?:this|the|your)|before this|previously|the old|old code|used to|no longer|gone|"
        r"indeed|fine|ok|okay|i see|no problem|that is why|that's why|wonder|not sure|maybe|"
        r"perhaps|thanks|don't see|do not see|i hit|reproduce|by devm|harmless|on purpose|"
        r"intentional(?:ly)?|expected|by design)\b|^\W*(?:right|before|ah|great|good|"
        r"nice|yes|yep|yeah|if|"
        r"since|because|as|oh|so|no|sure|correct|exactly|true|agreed|got it)\b[, ]|\?\W*$|"
        r"\bi(?:'ll| will)\b"
    ),
)
"""Defects of a line of code; a quoted line of prose makes a description of them."""
CODE_QUOTED = Vocabulary(
    r"\A\s*(?:\+(?!\+)|-(?:\t|\s\s)|@@ )|[;{}]\s*(?:\\|/\*.{0,80})?\s*\Z",
    "+\tkfree(hook);",
    "- the hook is freed in the release callback",
)
"""A quoted line of a patch or of code, by how it starts or ends."""
