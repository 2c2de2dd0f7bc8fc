# SPDX-License-Identifier: GPL-2.0-or-later
"""Text from mail, made safe for a terminal, and measured in columns.

Whatever came by mail goes through ``clean`` before it is shown. Nothing is dropped: what a
terminal would obey or hide is replaced by a visible stand-in of one column.

- C0 controls and DEL become their control pictures: an escape shows as ``␛``.
- C1 controls, bidi overrides and isolates, zero-width and other invisible characters, private
  and unassigned ones, lone surrogates become ``�`` (general categories of Unicode, UAX #44;
  the attacks are those of "Trojan Source", CVE-2021-42574).
- Every kind of space becomes a space; a combining mark past the fourth on one letter, ``�``.

All functions take time linear in the text.
"""

import re
import unicodedata

from tracker.lazy_patterns import lazy_pattern

STAND_IN = "\N{REPLACEMENT CHARACTER}"

_BEYOND_ASCII = lazy_pattern(r"[^\n\t\x20-\x7e]+")
_LINE_END = lazy_pattern(r"\r\n|[\u2028\u2029]")
_FOLD = lazy_pattern(r"\n[ \t]*")
_BLANK = lazy_pattern(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u2800\u3164\uffa0\ufe00-\ufe0f"
    "\U000e0100-\U000e01ef]"
)
"""Characters that count as printable and show nothing (Default_Ignorable_Code_Point)."""
_LOOKED_INTO = lazy_pattern("[^\x00-\u02ff\u2000-\u20cf\u2100-\u27ff]")
"""Holds every printable character that shows nothing or combines; no sign of a page is in it.
Written by what is not in it, which is compiled in a tenth of the time."""
_MARKS_KEPT = 4
_TAB = 8
_PLAIN = str.maketrans(
    {
        "\u2013": "-",
        "\u2014": "-",
        "\u2018": "'",
        "\u2019": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u2190": "<-",
        "\u2192": "->",
        "\u2264": "<=",
        "\u2265": ">=",
        "\u00d7": "x",
        "\u00df": "ss",
        "\u00e6": "ae",
        "\u00c6": "AE",
        "\u00f8": "o",
        "\u00d8": "O",
        "\u0142": "l",
        "\u0141": "L",
        "\u0111": "d",
        "\u0110": "D",
        "\u0131": "i",
        # What the pages are drawn with.
        **dict.fromkeys("│┃", "|"),
        **dict.fromkeys("├", "|"),
        **dict.fromkeys("└", "`"),
        **dict.fromkeys("─━", "-"),
        **dict.fromkeys("●◐◑", "*"),
        **dict.fromkeys("○◌", "o"),
        "•": "*",
        "·": ".",
        "✓": "v",
        "±": "+",
        "▸": ">",
        "▾": "v",
        "⋯": "...",
    }
)


def clean(text: str, multiline: bool = False, keep_tabs: bool = False) -> str:
    """Return the text as it may be shown: nothing in it moves the cursor, colours or reorders.

    Line ends are folded into one space, with the white space after them, unless ``multiline``
    keeps them (as ``\\n``). Tabs are expanded to stops of eight unless ``keep_tabs``.
    """
    if is_clean(text):
        return text
    text = _LINE_END.sub("\n", text)
    if not multiline:
        text = _FOLD.sub(" ", text)
    text = _BEYOND_ASCII.sub(_shown_run, text)
    return text if keep_tabs else text.expandtabs(_TAB)


def is_clean(text: str) -> bool:
    """Return whether a text, and each part of it, is shown as it is; quick, and right if True."""
    return text.isprintable() and (text.isascii() or _LOOKED_INTO.search(text) is None)


def width(text: str) -> int:
    """Columns that cleaned text takes on one line: wide characters two, combining marks none."""
    return len(text) if text.isascii() else sum(map(_terminal_text_columns, text))


def fit(text: str, columns: int, ellipsis: str = "…") -> str:
    """Return the text cut to so many columns, the ellipsis included where something was cut."""
    if text.isascii() and len(text) <= columns:
        return text
    room = columns - width(ellipsis)
    used = kept = 0
    for index, char in enumerate(text):
        used += _terminal_text_columns(char)
        if used <= room:
            kept = index + 1
        if used > columns:
            return text[:kept].rstrip() + (ellipsis if room >= 0 else "")
    return text


def pad(text: str, columns: int, right: bool = False) -> str:
    """The text filled up with spaces to so many columns; ``right`` puts it at the right edge."""
    fill = " " * (columns - width(text))
    return fill + text if right else text + fill


def ascii_only(text: str) -> str:
    """Return the text in ASCII, for terminals without UTF-8: accents go, the unknown becomes ``?``.

    The result can be longer than the text; measure it afterwards.
    """
    return text if text.isascii() else "".join(map(_ascii_char, text.translate(_PLAIN)))


def _shown_run(match: re.Match[str]) -> str:
    run = match[0]
    marks = 0
    shown = []
    for char in run:
        marks = marks + 1 if unicodedata.category(char) in ("Mn", "Me") else 0
        shown.append(_terminal_text_shown(char) if marks <= _MARKS_KEPT else STAND_IN)
    return "".join(shown)


def _terminal_text_shown(char: str) -> str:
    if char < " ":
        return chr(0x2400 + ord(char))
    if char == "\x7f":
        return "\N{SYMBOL FOR DELETE}"
    if char.isprintable():
        return STAND_IN if _BLANK.match(char) else char
    return " " if unicodedata.category(char) == "Zs" else STAND_IN


def _terminal_text_columns(char: str) -> int:
    if char < "\x7f":
        return 1
    if unicodedata.category(char) in ("Mn", "Me", "Cf") or "\u1160" <= char <= "\u11ff":
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1


def _ascii_char(char: str) -> str:
    """One character alone, so that a run of combining marks is not sorted again and again."""
    if char.isascii():
        return char
    if char == "\N{HORIZONTAL ELLIPSIS}":
        return "..."
    plain = "".join(c for c in unicodedata.normalize("NFKD", char) if c.isascii())
    return plain or ("" if unicodedata.combining(char) else "?")
