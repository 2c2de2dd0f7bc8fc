# SPDX-License-Identifier: GPL-2.0-or-later
"""Reading the configuration: every key is checked, and every fault has its line."""

import re
from pathlib import Path
from typing import Any

from tracker.config import Config, read_file
from tracker.config.checks import CHECKS, Value
from tracker.config.keys import TOP_KEYS, TOP_NAMES
from tracker.errors import ConfigError
from tracker.model.terminal_text import clean

_TWICE = re.compile(r"Cannot (?:overwrite a value|declare .* twice)")
_NO_VALUE = ("Invalid value", "Expected newline or end of document")
"""How tomllib starts what it says of such a value."""
_SHOWN = 60
"""Characters of a line that are quoted."""
_AT_LINE = re.compile(r" \(at line (\d+), column \d+\)$")


def read_all(path: Path) -> tuple[Config, tuple[ConfigError, ...]]:
    """Return the configuration as far as it can be used, and everything that is wrong with it."""
    try:
        data = read_file(path)
        return (Config(), ()) if data is None else parse_config(path, data)
    except ConfigError as error:
        return Config(), (error,)


def parse_config(
    path: Path, data: bytes, *, queries: bool = True
) -> tuple[Config, tuple[ConfigError, ...]]:
    """Return the configuration that a file holds, and what is wrong with it.

    A key that is wrong keeps its default. Without ``queries`` those of sections are not parsed.
    Raises ConfigError where the file is no TOML at all.
    """
    text, table = _parse_toml(path, data)
    top = Value(path=path, text=text, where=(), value=table, queries=queries)
    held: dict[str, Any] = {"path": path}
    faults = [*top.unknown_keys(TOP_NAMES)]
    for key in TOP_KEYS:
        if key.name in table:
            try:
                held[key.name] = CHECKS[key.check].read(top.within(key.name, key.check))
            except ConfigError as error:
                faults.append(error)
    return Config(**held), tuple(faults)


def _parse_toml(path: Path, data: bytes) -> tuple[str, dict[str, object]]:
    import tomllib

    try:
        # Some editors put a mark in front of UTF-8.
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ConfigError(f"{path}:{line}: this is no UTF-8") from error
    try:
        # TOML ends a line with a line feed, or with a carriage return before it.
        return text, tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        reason = str(error)
        at = _AT_LINE.search(reason)
        line = int(at[1]) if at else text.count("\n") + 1
        why = _given_twice(text, line) if _TWICE.match(reason) else _unquoted(text, line, reason)
        raise ConfigError(f"{path}:{line}: {why or _AT_LINE.sub('', reason)}") from error
    except (ValueError, RecursionError) as error:
        # Numbers of thousands of digits, brackets thousands deep.
        raise ConfigError(f"{path}: this is more than a configuration can hold") from error


def _unquoted(text: str, line: int, reason: str) -> str:
    """Return how to write a value that is no TOML; empty where the fault is another one.

    ``me = ada`` is what configurations of other programs have. A key at the top of the file says
    what it should hold; of others it is known that words stand in quotes.
    """
    *before, held = text.split("\n")[:line]
    if not held.strip() or not reason.startswith(_NO_VALUE):
        return ""
    key, equals, value = (one.strip() for one in held.partition("="))
    if equals and not value:
        return f"'{clean(key)}' has no value; give one, or leave the line out"
    top = not any(one.lstrip().startswith("[") for one in before)
    wants = {one.name: CHECKS[one.check].wants for one in TOP_KEYS if top}.get(key)
    right = f"'{key}' should be {wants}" if wants else 'write words in quotes, such as "word"'
    return f"{clean((value or key)[:_SHOWN])} is no value of TOML; {right}"


def _given_twice(text: str, line: int) -> str:
    """Name the key that a line gives for the second time; empty where that is not seen."""
    held = text.split("\n")[line - 1].strip()
    key = held if held.startswith("[") else held.partition("=")[0].strip()
    return f"{key} is given twice; leave one of them" if key else ""
