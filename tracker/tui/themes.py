# SPDX-License-Identifier: GPL-2.0-or-later
"""Which of Textual's themes is taken, by the configuration and the terminal."""

from collections.abc import Collection, Mapping

from tracker.errors import ConfigError

LIGHT, DARK = "textual-light", "textual-dark"
ANSI_LIGHT, ANSI_DARK = "ansi-light", "ansi-dark"
"""Those that use the terminal's own colours."""

_FEW = ("linux", "-16color", "ansi", "vt100", "vt220")
"""Ends of names of terminals with 16 colours or less."""
_SHORT = {"light": LIGHT, "dark": DARK}


def theme_of(
    wanted: str,
    known: Collection[str],
    environ: Mapping[str, str],
    *,
    background: bool | None = None,
) -> str:
    """Return the name of a theme; ``light``, ``dark`` and ``ansi`` are short for the usual ones.

    Without a wish the terminal's background decides: ``background`` says whether it is light, None
    before the terminal has said so, when ``COLORFGBG`` is asked, which rxvt, Konsole and others
    set. ``NO_COLOR`` takes the terminal's own colours. Raises ConfigError for a theme that is not
    known.
    """
    light = _is_light(environ.get("COLORFGBG", "")) if background is None else background
    few = not wanted and environ.get("TERM", "").endswith(_FEW)
    if "NO_COLOR" in environ or wanted == "ansi" or few:
        return ANSI_LIGHT if light else ANSI_DARK
    if not wanted:
        return LIGHT if light else DARK
    name = _SHORT.get(wanted, wanted)
    if name not in known:
        from difflib import get_close_matches

        names = sorted({*known, *_SHORT, "ansi"})
        near = get_close_matches(wanted.lower(), names, 1)
        hint = f"did you mean '{near[0]}'?" if near else f"the themes are {', '.join(names)}"
        raise ConfigError(f"'{wanted}' is not a theme; {hint}", key=("theme",))
    return name


def _is_light(colors: str) -> bool:
    """Return whether ``foreground;background`` names a light background: 7, or 9 and above."""
    background = colors.rpartition(";")[2]
    return background.isdecimal() and (background == "7" or 9 <= int(background[:3]) <= 15)
