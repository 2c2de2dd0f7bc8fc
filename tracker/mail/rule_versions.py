# SPDX-License-Identifier: GPL-2.0-or-later
"""Which rules made what is stored; apart from the rules, so that asking does not load them."""

READ_VERSION = 82
"""Raised when a rule of reading changes, so that stored mail is read again."""
DERIVATION = 22
"""Raised when a rule of grouping changes, so that stored series are derived again."""
JUDGEMENT = 63
"""Raised when a rule of review, landing, relations or status changes, or what a row of the board
holds, so that the board's rows are judged again."""
