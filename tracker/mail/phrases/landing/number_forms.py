# SPDX-License-Identifier: GPL-2.0-or-later
"""The forms in which people list patches by number: "1->3", "#1 to #3", "1st and 2nd", "2 and up".

``mail.notices.numbers`` spells them all as "1-3" and "1,2".
"""

from tracker.mail.phrases.vocabulary import Vocabulary

_FROM = r"(?<![\w./:-])"
_TILL = r"(?![\w/]|[.:-]\d)"
_NAMED = r"(?:patch(?:es)?)"

DIGIT = Vocabulary(r"[0-9]", "patch 1", "patch one", case=True)
NUMBERED_ONE = Vocabulary(
    rf"{_FROM}([0-9]{{1,2}})(?:st|nd|rd|th)(?=(?: patch(?:es)?\b| one\b|(?:,| and| &) ?[0-9]))",
    "Applied the 1st patch",
    "the 1st of May",
)
GLUED_NUMBER = Vocabulary(
    r"\b(patch(?:es)?)(?=[0-9]{1,2}(?![\w.]))",
    "patch1 and patch2 applied",
    "patch v1",
)
SAID_AGAIN = Vocabulary(
    r"\b(?:this (?:one|patch)|(?:these|those|the) (?:\w+ )?patch(?:es)?|both|ones) "
    r"\((?:patch(?:es)? )?#?([0-9]{1,3}(?:/[0-9]{1,3})?"
    r"(?:[,&+/ -]{1,3}(?:and )?[0-9]{1,3}){0,20})\)",
    "these three patches (3,4,5) are applied",
    "these patches (3 in all)",
)
"""Numbers in brackets behind the words that they stand for."""
COMMA_FIRST = Vocabulary(
    r"\b(applied|queued|merged|picked|pushed|taken),(?= #?[0-9]{1,3} ?(?:,|-|and\b))",
    "applied, 3,4 and 5 to next",
    "applied, 3 of them",
)
FROM_NUMBER = Vocabulary(
    rf"\b(patch)(?:es)?,? from (?:{_NAMED} )?(?=#?\[?[0-9]{{1,3}}(?![\w.]))",
    "patches from 1 to 3",
    "a patch from Ada",
)
PATCH_RANGE = Vocabulary(
    rf"{_FROM}(?P<patch>{_NAMED} ?)?#?\[?0{{0,3}}(?P<first>[0-9]{{1,3}})(?:/[0-9]{{1,3}})?\]?"
    r"(?: ?(?:-{1,2}>|=>|\.{2,3}|→|-|–|—|\bto|\bthrough|\bthru|\bup to|\bupto|\buntil|\btill) ?"
    r"|(?<=[0-9]) ?(?:(?<=[0-9])[~>:]|(?<=[0-9] )[~>]) ?)"
    rf"(?:(?:and )?including )?(?:{_NAMED} ?)?#?\[?0{{0,3}}(?P<last>[0-9]{{1,3}})"
    rf"(?:/[0-9]{{1,3}})?\]?{_TILL}",
    "Patch 1 -> 2 applied",
    "from v5.1 to v5.2",
)
AND_THOSE_AFTER = Vocabulary(
    rf"(?<=patch )([0-9]{{1,3}}){_TILL}(?:\+(?! ?[0-9])| (?:and|or) (?:up(?:wards?)?|later|"
    rf"onwards?|above|"
    r"following|the (?:following|rest)\b(?: of (?:the|this) (?:series|set))?|beyond)| onwards?|"
    r" upwards?| through the end| to the (?:end|last(?: one)?))",
    "patch 2 and up",
    "patch 2 and the lock",
)
LISTED_NUMBERS = Vocabulary(
    r"(?<=[0-9])(?: ?, ?(?:and |& ?)?| ?\+ ?| and )(?=#?[0-9]{1,3}(?:-[0-9]{1,3})?(?:/[0-9]{1,3})?"
    r"(?: ?[,+] ?[0-9]| (?:and|&) #?[0-9]|:? (?:applied|queued|merged|picked|pushed|taken)))",
    "1-3, 5 applied",
    "1-3, but 5 fails",
)
NUMBERS_THEN_COLON = Vocabulary(
    r"((?:\bpatch(?:es)? [0-9]|^#?[0-9]{1,2}(?![0-9]))[0-9,/-]{0,40}) ?[:,](?= (?:applied|queued|"
    r"merged|picked|pushed|"
    r"taken)\b)",
    "Patch 1-3: applied for next",
    "Patch 1-3: it fails",
)
