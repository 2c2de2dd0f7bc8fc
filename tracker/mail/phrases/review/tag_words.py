# SPDX-License-Identifier: GPL-2.0-or-later
"""How the name of a tag is written, right and wrong."""

from tracker.mail.phrases.vocabulary import Vocabulary

HYPHENS = "-_\N{HYPHEN}\N{NON-BREAKING HYPHEN}"
BY = Vocabulary(
    rf"[{HYPHENS}\s]by\b(?:['\"`*]{{0,2}})(\s{{0,2}}:)?",
    "Reviewed-by:",
    "Reviewed",
)
NAME_PARTS = Vocabulary(
    r"[^\W\d_]+|&|\+|/|,",
    "Reviewed",
    "1",
    case=True,
)
LETTER_TWICE = Vocabulary(
    r"(.)\1+",
    "revviewed",
    "reviewd",
    case=True,
)

BOT_COMMAND = Vocabulary(
    r"pw-bot:[ \t]*([a-z][a-z-]{1,30})",
    "pw-bot: changes-requested",
    "pw-bot:",
)
COPIES = Vocabulary(
    r"\b(?:to|from|in|on|keep) (?:the )?cc\b",
    "keep the cc",
    "a cc",
    case=True,
)
CHANGED_CODE = Vocabulary(
    r"[-+](?![-+])(?! ?(?:[Cc][Cc]|[Tt]o|[Aa]dding|Added)\b)"
    r"(?:\t|[^\n]{0,150}(?:[;{}=]|\w\(|\w_\w|->))",
    "+\tint x;",
    "+Cc Mia",
    case=True,
)
"""A changed line of code; not "+Cc Mia", and no item of a list in plain words."""
