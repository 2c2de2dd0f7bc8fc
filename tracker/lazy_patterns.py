# SPDX-License-Identifier: GPL-2.0-or-later
"""Regular expressions that are compiled when they are first used.

A command that shows what is stored reads few of the rules' modules and none of their expressions;
compiling them all took a tenth of a warm start.
"""

import re
from typing import cast


class _LazyPattern:
    """Stands for a compiled expression and passes on whatever is asked of one."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._of = (pattern, flags)

    def __getattr__(self, name: str) -> object:
        """Compile the expression, and keep its methods so that later calls go to them directly."""
        if name.startswith("__"):
            raise AttributeError(name)
        compiled = re.compile(*self._of)
        for method in ("search", "match", "fullmatch", "sub", "finditer", "findall", "split"):
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def lazy_pattern(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return what ``re.compile`` returns, except that a wrong pattern fails at its first use.

    Pass it to no function of ``re``: those take a compiled expression only.
    """
    return cast("re.Pattern[str]", _LazyPattern(pattern, flags))
