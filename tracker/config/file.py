# SPDX-License-Identifier: GPL-2.0-or-later
"""The file that ``tracker init`` makes: every key with its help and its default."""

import textwrap

from tracker.config import Config
from tracker.config.checks import CHECKS
from tracker.config.keys import TOP_KEYS, Key, to_toml
from tracker.model.board import SECTIONS

_HEAD = """\
# Configuration of tracker.
#
# Every key stands here with its default or, where that shows nothing, with an example. Take away
# the '#' right before a key to set it. 'tracker doctor' checks this file.
"""


def file_text(chosen: Config | None = None) -> str:
    """Return the file: what is chosen is set, the rest stands behind a ``#``."""
    parts = [_HEAD]
    for key in TOP_KEYS:
        comment = textwrap.wrap(described(key).replace("`", "'"), 98)
        lines = _set(key, chosen) or [f"#{line}" for line in as_toml(key).splitlines()]
        parts.append("\n".join([*(f"# {line}" for line in comment), *lines]) + "\n")
    return "\n".join(parts)


def described(key: Key) -> str:
    """Return the help of a key, and what its value should be."""
    return f"{key.help} Value: {CHECKS[key.check].wants}."


def as_toml(key: Key) -> str:
    """Return a key as TOML: its example, else its default."""
    if key.example:
        return key.example
    if key.name == "sections":
        return "\n".join(
            f"[[sections]]\nname = {to_toml(one.name)}\nquery = {to_toml(one.query)}"
            for one in SECTIONS
        )
    return f"{key.name} = {to_toml(key.default)}"


def _set(key: Key, chosen: Config | None) -> list[str]:
    """Return the lines that set a key to what was chosen; none where that is the default."""
    value = key.default if chosen is None else getattr(chosen, key.name)
    if chosen is None or value == key.default:
        return []
    if key.name == "repos":
        rows = (f"{to_toml(name)} = {to_toml(str(path))}" for name, path in chosen.repos)
        return ["[repos]", *rows]
    if key.name == "servers":
        return ["[servers]", *(f"{to_toml(name)} = {to_toml(url)}" for name, url in chosen.servers)]
    return [f"{key.name} = {to_toml(value)}"]
