# SPDX-License-Identifier: GPL-2.0-or-later
"""On which line of a TOML text each key stands; ``tomllib`` keeps no lines (https://toml.io)."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from tracker.errors import ConfigError

Where = tuple[str | int, ...]
"""The way to a value: names of keys, and numbers (from 0) of tables in a list of tables."""

_TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}'
    r"|'''.*?'{3,5}"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'"
    r"|\#[^\n]*|\n|[\[\]{}=]|[A-Za-z0-9_-]+",
    re.DOTALL,
)
_OPEN, _CLOSE = frozenset("[{"), frozenset("]}")


def key_lines(text: str) -> Mapping[Where, int]:
    """Return the line, from 1, of each key and each table of a text that ``tomllib`` has accepted.

    Keys inside braces have no line of their own; ``line_of`` gives that of what holds them.
    """
    found: dict[Where, int] = {}
    counts: dict[Where, int] = {}
    table: Where = ()
    for line, lists, names in _statements(text):
        where: Where = table if lists == 0 else ()
        for place, name in enumerate(names):
            where = (*where, name)
            last = place == len(names) - 1
            found.setdefault(where, line)
            if last and lists == 2:
                counts[where] = counts.get(where, 0) + 1
            if lists and where in counts:
                where = (*where, counts[where] - 1)
                found.setdefault(where, line)
        if lists:
            table = where
    return found


def line_of(lines: Mapping[Where, int], where: Where) -> int | None:
    """Return the line of a key, or of the nearest thing around it."""
    while where and where not in lines:
        where = where[:-1]
    return lines.get(where)


def _statements(text: str) -> Iterator[tuple[int, int, list[str]]]:
    """Each line that starts something: its number, how many brackets open it, and its names."""
    line, start, depth, lists = 1, 1, 0, 0
    names: list[str] = []
    in_value = False
    for match in _TOKEN.finditer(text):
        token = match[0]
        if token == "\n" and depth == 0:
            if names:
                yield start, lists, names
            names, lists, in_value = [], 0, False
        elif in_value:
            depth += (token in _OPEN) - (token in _CLOSE)
        elif token == "=":
            in_value = True
        elif token == "[":
            lists += 1
        elif token[0] not in "#\n]{}":
            start = start if names else line
            names.append(_line_unquoted(token))
        line += token.count("\n")
    if names:
        yield start, lists, names


def _line_unquoted(token: str) -> str:
    if token[0] not in "\"'":
        return token
    import tomllib

    return str(tomllib.loads(f"key = {token}")["key"])


def with_line(path: Path | None, error: ConfigError) -> ConfigError:
    """Return a fault that was found after ``path`` was read, with the file, the line and the key.

    It stays as it is where it names no key, or where there is no file.
    """
    if path is None or not error.key:
        return error
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        text = ""
    line = line_of(key_lines(text), error.key)
    place = f"{path}:{line}" if line else f"{path}"
    key = ".".join(one for one in error.key if isinstance(one, str))
    return ConfigError(f"{place}: '{key}': {error}")
