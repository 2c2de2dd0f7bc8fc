# SPDX-License-Identifier: GPL-2.0-or-later
"""Who sent a mail or is named in one."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody by the name and address they used in one place."""

    name: str
    email: str
    """Lower case; empty where only a name was given."""
