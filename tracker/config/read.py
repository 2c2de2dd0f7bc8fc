"""Reading the configuration: every key is checked, and every fault has its line."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from tracker.config import Config, read_file, tables, values
from tracker.config.at import At, nearest
from tracker.config.keys import inner
from tracker.errors import ConfigError

T = TypeVar("T")
_TWICE = re.compile(r"Cannot (?:overwrite a value|declare .* twice)")
_AT_LINE = re.compile(r" \(at line (\d+), column \d+\)$")


@dataclass(slots=True)
class _Taker:
    """Takes the keys of a file one by one, and keeps what is wrong with them."""

    at: At
    faults: list[ConfigError] = field(default_factory=list)

    def take(self, key: str, reader: Callable[[At], T], default: T) -> T:
        """What a key holds; the default where it is left out or wrong."""
        if not isinstance(self.at.value, dict) or key not in self.at.value:
            return default
        try:
            return reader(self.at.within(key))
        except ConfigError as error:
            self.faults.append(error)
            return default


def read_all(path: Path) -> tuple[Config, tuple[ConfigError, ...]]:
    """The configuration as far as it can be followed, and everything that is wrong with it."""
    try:
        data = read_file(path)
        return (Config(), ()) if data is None else read_bytes(path, data)
    except ConfigError as error:
        return Config(), (error,)


def read_bytes(
    path: Path, data: bytes, *, queries: bool = True
) -> tuple[Config, tuple[ConfigError, ...]]:
    """The configuration that a file holds, and what is wrong with it.

    Without ``queries`` those of sections are not looked into. Raises ConfigError where it is no
    TOML at all.
    """
    top = _table(path, data)
    taker, base = _Taker(top), Config()
    sections = tables.sections if queries else tables.sections_as_told
    config = Config(
        server=taker.take("server", values.url, base.server),
        archives=taker.take("archives", values.paths, base.archives),
        depth=taker.take("depth", values.number, base.depth),
        works=taker.take("works", values.number, base.works),
        fresh_minutes=taker.take("fresh_minutes", values.number, base.fresh_minutes),
        repos=taker.take("repos", tables.repos, base.repos),
        projects=taker.take("projects", tables.projects, base.projects),
        me=taker.take("me", values.addresses, base.me),
        mailmap=taker.take("mailmap", values.path, base.mailmap),
        sections=taker.take("sections", sections, base.sections),
        keys=taker.take("keys", tables.keys, base.keys),
        commands=taker.take("commands", tables.commands, base.commands),
        theme=taker.take("theme", values.word, base.theme),
        pages=taker.take("pages", values.urls, base.pages),
        template=taker.take("template", values.path, base.template),
        path=path,
    )
    return config, (*_unknown(top), *taker.faults)


def _unknown(top: At) -> tuple[ConfigError, ...]:
    known = inner("")
    names = top.value if isinstance(top.value, dict) else {}
    return tuple(
        top.within(one).fault(f"is not a key; {nearest(one, known)}")
        for one in names
        if one not in known
    )


def _twice(text: str, line: int) -> str:
    """Which key a line gives for the second time; empty where that is not seen."""
    held = text.split("\n")[line - 1].strip()
    key = held if held.startswith("[") else held.partition("=")[0].strip()
    return f"{key} is given twice; leave one of them" if key else ""


def _table(path: Path, data: bytes) -> At:
    import tomllib

    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ConfigError(f"{path}:{line}: this is no UTF-8") from error
    try:
        # TOML ends a line with a line feed, or with a carriage return before it.
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        told = str(error)
        at = _AT_LINE.search(told)
        line = int(at[1]) if at else text.count("\n") + 1
        why = _twice(text, line) if _TWICE.match(told) else ""
        raise ConfigError(f"{path}:{line}: {why or _AT_LINE.sub('', told)}") from error
    return At(path=path, text=text, where=(), name="", value=table)
