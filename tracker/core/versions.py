"""Which rules made what is stored; apart from the rules, so that asking does not load them."""

READ_VERSION = 4
"""Raised when a rule of reading changes, so that stored mail is read again."""
DERIVATION = 2
"""Raised when a rule of grouping changes, so that stored series are derived again."""
