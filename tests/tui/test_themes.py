# SPDX-License-Identifier: GPL-2.0-or-later
"""Which theme is taken."""

import pytest

from tracker.errors import ConfigError
from tracker.tui.themes import theme_of

KNOWN = ("textual-light", "textual-dark", "ansi-light", "ansi-dark", "nord")


@pytest.mark.parametrize(
    ("wanted", "environ", "theme"),
    [
        ("", {}, "textual-dark"),
        ("", {"COLORFGBG": "0;15"}, "textual-light"),
        ("", {"COLORFGBG": "15;default;0"}, "textual-dark"),
        ("", {"COLORFGBG": "nonsense"}, "textual-dark"),
        ("light", {"COLORFGBG": "15;0"}, "textual-light"),
        ("nord", {}, "nord"),
        ("ansi", {"COLORFGBG": "0;7"}, "ansi-light"),
        ("nord", {"NO_COLOR": "1"}, "ansi-dark"),
    ],
)
def test_the_users_wish_comes_first_then_the_terminal(wanted, environ, theme) -> None:
    """NO_COLOR takes the terminal's own colours in any case."""
    assert theme_of(wanted, KNOWN, environ) == theme


def test_an_unknown_theme_is_refused_with_the_names() -> None:
    """Those that are short too."""
    with pytest.raises(ConfigError, match="ansi, ansi-dark, ansi-light, dark, light, nord"):
        theme_of("plaid", KNOWN, {})
