# SPDX-License-Identifier: GPL-2.0-or-later
"""Names and addresses as lists, bridges and archives rewrite them."""

from tracker.mail.phrases.vocabulary import Vocabulary

SENT_VIA = Vocabulary(
    r"\s+\(?(?:via|on behalf of|by way of|redacted sender)\s+[^<>]{1,60}$",
    "Ada Ray via B4 Relay",
    "Ada Ray",
)
ENCODED_ADDRESS = Vocabulary(
    r"([^\s@=]{1,60})=([\w-]{1,60}(?:\.[\w-]{1,60}){1,4})@",
    "ada=example.org@groups.io",
    "ada@example.org",
    case=True,
)
"""``ada=example.org@groups.io``: the list's address holds the person's."""
ADDRESS_ALONE = Vocabulary(
    r"[^\s@<>\"]{1,64}@[\w-]{1,60}(?:\.[\w-]{1,60}){1,5}",
    "ada@example.org",
    "Ada",
    case=True,
)
TRUNCATED_ADDRESS = Vocabulary(
    r"[^@]*$|.*\.\.\.|.*\u2026|[^@]*@x{3,}(?:[.x]*)$|.*@.*@",
    "a...@example.org",
    case=True,
)
"""What an archive leaves of an address: ``a...@example.org``, ``ada@xxxxxxxx``, ``[hidden]``."""
DEVNULL_ADDRESS = Vocabulary(
    r"devnull\+(.+)@kernel\.org$",
    "devnull+ada.example.org@kernel.org",
    "ada@kernel.org",
    case=True,
)
QUOTED_NAME = Vocabulary(
    r"^['\"](.*)['\"]$",
    '"Ada Ray"',
    "Ada Ray",
    case=True,
)
NAME_COMMENT = Vocabulary(
    r"\s*\([^()]{0,40}\)\s*$",
    "Ada Ray (Lamps)",
    "Ada Ray",
    case=True,
)
_DOT = r"(?:\.| dot | DOT | ?\(dot\) ?| ?\[dot\] ?| ! )"
_MASKED_ADDRESS = (
    r"([A-Za-z0-9][\w.+=-]{0,80}?)(?: at | AT | ?\(at\) ?| ?\[at\] ?| ?\(a\) ?| \(\) |_at_|&#64;)"
    rf"([A-Za-z0-9-]{{1,60}}(?:{_DOT}[A-Za-z0-9-]{{1,60}}){{1,5}})"
)
"""``ada at example.org``, ``ada(a)example.org``, marc.info's ``ada () example ! org``."""
MASKED_DOT = Vocabulary(
    _DOT,
    "example dot org",
    "example org",
    case=True,
)
MASKED_ADDRESS = Vocabulary(
    _MASKED_ADDRESS,
    "ada at example.org",
    "ada@example.org",
    case=True,
)
MASKED_IN_BRACKETS = Vocabulary(
    rf"<{_MASKED_ADDRESS}>",
    "Ada <ada at example.org>",
    "Ada <ada@example.org>",
    case=True,
)

BRACKETED_ADDRESS = Vocabulary(
    r"<\s*(?:mailto:)?([^<>\s@]{1,100}@[^<>\s]{1,200})(?:<mailto:[^<>]{0,300}>)?\s*>?",
    "Ada <ada@example.org>",
    "ada@example.org",
    case=True,
)
BARE_ADDRESS = Vocabulary(
    r"[\"']?(?:mailto:)?([^\s<>@\"',;:()]{1,100}@[\w.-]{1,200}\w)[\"']?",
    "ada@example.org",
    "Ada",
    case=True,
)
NAME_AND_ADDRESS = Vocabulary(
    r"(?P<name>(?:[^\W\d_][\w.'’-]{0,40}[ ,]{1,2}){1,4})"
    r"(?P<address>[^\s<>@\"',;:()]{1,100}@[\w.-]{1,200}\w)\W*$",
    "Ada Ray ada@example.org",
    "ada@example.org",
    case=True,
)
"""A person whose address lost its brackets."""
NAME_WORD = Vocabulary(
    r"[^\W\d_][\w.'’-]{0,40}|\([^()]{1,40}\)",
    "Ada",
    "1",
    case=True,
)
HIDDEN_ADDRESS = Vocabulary(
    r"<[^<>]{1,100}>",
    "Ada <hidden>",
    "Ada",
    case=True,
)
