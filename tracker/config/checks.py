# SPDX-License-Identifier: GPL-2.0-or-later
"""What a value of the configuration should be: the words for it, and the function that checks it.

A check returns the value as the program uses it, or raises ConfigError with the file, the line and
the key. One that is added here needs a row in ``CHECKS``.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from tracker.config.keys import INNER_KEYS, REQUIRED
from tracker.config.lines import Where, key_lines, line_of
from tracker.errors import ConfigError, Usage
from tracker.lazy_dataclass import dataclass, replace
from tracker.model.board import COLUMN_NAMES, Section, UserCommand, UserHook
from tracker.model.project import Project, Projects

MAX_NUMBER = 10_000
_FILLED_IN = ("message_id", "url", "title", "author", "email", "change_id", "commit", "mail",
              "line", "patch", "version", "file", "repository", "draft", "mbox")  # fmt: skip
"""What a command may ask to have filled in."""
_BRACED = re.compile(r"\{([a-z_-]+)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A value of the file, where it stands, and what it should be."""

    path: Path
    text: str
    """The whole file."""
    where: Where
    value: object
    wants: str = ""
    """What it should be."""
    queries: bool = True
    """Whether queries are parsed."""

    def within(self, key: str, check: str = "") -> "Value":
        """Return what a key of this table holds; an empty text where it is missing."""
        held = self.value.get(key, "") if isinstance(self.value, dict) else ""
        wants = CHECKS[check].wants if check else ""
        return replace(self, where=(*self.where, key), value=held, wants=wants)

    def wrong(self) -> ConfigError:
        """Return the fault that it is not what it should be."""
        return self.fault(f"should be {self.wants}")

    def fault(self, why: str, *, below: str = "") -> ConfigError:
        """Return a fault with the file, the line and the key; ``below`` points at a word."""
        key = ".".join(one for one in self.where if isinstance(one, str))
        line = line_of(key_lines(self.text), self.where)
        place = f"{self.path}:{line}" if line else f"{self.path}"
        return ConfigError(f"{place}: '{key}' {why}", below=below)

    def unknown_keys(self, known: Iterable[str]) -> Iterator[ConfigError]:
        """Yield a fault for every key of this table that is not known."""
        for one in self.value if isinstance(self.value, dict) else ():
            if one not in known:
                yield self.within(one).fault(f"is not a key; {_check_nearest(one, known)}")


def _check_nearest(word: str, known: Iterable[str]) -> str:
    """Name the known word that may have been meant; all of them where none is near."""
    from difflib import get_close_matches

    words = sorted(known)
    near = get_close_matches(word.lower(), words, 1)
    return f"the nearest is '{near[0]}'" if near else f"the keys are {', '.join(words)}"


# ---- single values, and lists of them ----------------------------------------------------------


def _if(is_right: Callable[[object], bool]) -> Callable[[Value], Any]:
    """Build the check of a value that is used as it is."""

    def check(at: Value) -> object:
        if not is_right(at.value):
            raise at.wrong()
        return at.value

    return check


def _each_if(
    is_right: Callable[[object], bool], use: Callable[[str], str] = str, *, least: int = 0
) -> Callable[[Value], tuple[str, ...]]:
    """Build the check of a list of such values; ``use`` returns each as the program has it."""

    def check(at: Value) -> tuple[str, ...]:
        if not isinstance(at.value, list) or len(at.value) < least:
            raise at.wrong()
        if not all(map(is_right, at.value)):
            raise at.wrong()
        return tuple(map(use, at.value))

    return check


def is_word(value: object) -> bool:
    """Return whether a value is one word, without blanks and control characters."""
    return isinstance(value, str) and value.isprintable() and value.split() == [value]


def is_address(value: object) -> bool:
    """Return whether a value is a mail address, as far as its form tells."""
    before, _, after = value.partition("@") if isinstance(value, str) else ("", "", "")
    return is_word(before) and is_word(after) and "@" not in after


def _is_check_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MAX_NUMBER


def _is_check_url(value: object) -> bool:
    start, _, host = value.partition("://") if isinstance(value, str) else ("", "", "")
    return start in ("http", "https") and is_word(host) and not host.startswith("/")


def _is_list_or_word(value: object) -> bool:
    """Return whether it names something; an empty word would fit every mail."""
    return isinstance(value, str) and is_word(value.partition("@")[0])


def _check_text(at: Value) -> str:
    if not isinstance(at.value, str) or not at.value.strip() or not at.value.isprintable():
        raise at.wrong()
    return at.value.strip()


def _check_path(at: Value) -> Path:
    """Return a path; a relative one starts at the folder of the configuration file."""
    if not isinstance(at.value, str) or not at.value or "\0" in at.value:
        raise at.wrong()
    try:
        return at.path.parent / Path(at.value).expanduser()
    except RuntimeError as error:  # The user after a tilde is not known.
        raise at.fault(f"cannot be followed: '{at.value}' names nobody's home") from error


def _check_paths(at: Value) -> tuple[Path, ...]:
    if not isinstance(at.value, list):
        raise at.wrong()
    return tuple(_check_path(replace(at, value=one)) for one in at.value)


def _check_query(at: Value) -> str:
    if not isinstance(at.value, str):
        raise at.wrong()
    if at.queries:
        from tracker.query.parse import parse_query

        try:
            parse_query([at.value])
        except Usage as error:
            raise at.fault(f"cannot be followed: {error}", below=error.below) from error
    return at.value


def _check_columns(at: Value) -> tuple[str, ...]:
    """Return the heads of columns of the board, as the board writes them."""
    named = {one.casefold(): one for one in COLUMN_NAMES}
    heads: tuple[str, ...] = _each_if(
        lambda one: isinstance(one, str) and one.casefold() in named,
        lambda one: named[one.casefold()],
    )(at)
    return tuple(dict.fromkeys(heads))


def _check_program(at: Value) -> tuple[str, ...]:
    """Return the words of a command.

    ``{mesage_id}`` is refused; braces that are near to nothing of ours are the program's own.
    """
    words: tuple[str, ...] = _each_if(lambda one: isinstance(one, str), least=1)(at)
    if not words[0].strip() or any("\0" in one for one in words):
        raise at.wrong()
    asked = {match[1] for one in words for match in _BRACED.finditer(one)}
    for found in sorted(asked.difference(_FILLED_IN)):
        from difflib import get_close_matches

        near = get_close_matches(found, _FILLED_IN, 1, 0.75)
        if near:
            raise at.fault(f"has '{{{found}}}', which is not filled in; is '{{{near[0]}}}' meant?")
    return words


def _check_action_keys(at: Value) -> tuple[str, ...]:
    one_or_more = at if isinstance(at.value, list) else replace(at, value=[at.value])
    return _each_if(is_word, least=1)(one_or_more)


# ---- tables ------------------------------------------------------------------------------------


def _check_named(at: Value, check: str) -> Iterator[tuple[str, Value]]:
    """Yield what each name of a table holds."""
    if not isinstance(at.value, dict):
        raise at.wrong()
    for name in at.value:
        yield name, at.within(name, check)


def _check_rows(at: Value, table: str) -> Iterator[tuple[Value, Any]]:
    """Yield each table of a list of tables, and its values by key."""
    if not isinstance(at.value, list) or not at.value:
        raise at.wrong()
    for number, row in enumerate(at.value):
        held = replace(at, where=(*at.where, number), value=row)
        yield held, _check_values(held, table)


def _check_values(at: Value, table: str) -> dict[str, Any]:
    """Return the checked values of one table; what is left out has its default."""
    if not isinstance(at.value, dict):
        raise at.wrong()
    keys = INNER_KEYS[table]
    for fault in at.unknown_keys([key.name for key in keys]):
        raise fault
    return {
        key.name: CHECKS[key.check].read(at.within(key.name, key.check))
        if key.name in at.value or key.default is REQUIRED
        else key.default
        for key in keys
    }


def _check_repos(at: Value) -> tuple[tuple[str, Path], ...]:
    found = []
    for name, held in _check_named(at, "path"):
        if not name.strip() or not name.isprintable():
            raise held.fault("should have a name that can be printed")
        found.append((name, _check_path(held)))
    return tuple(found)


def _check_servers(at: Value) -> tuple[tuple[str, str], ...]:
    found = []
    for name, held in _check_named(at, "url"):
        if "@" not in name or not is_address(name):
            raise held.fault("should be named by a list's address, such as list@example.org")
        found.append((name.lower(), str(CHECKS["url"].read(held)).rstrip("/")))
    return tuple(found)


def _check_sections(at: Value) -> tuple[Section, ...]:
    found: dict[str, Section] = {}
    for row, values in _check_rows(at, "sections"):
        made = Section(**values)
        if made.name in found:
            again = f"'{made.name}' is given twice; no two tabs have one name"
            raise row.within("name").fault(again)
        found[made.name] = made
    return tuple(found.values())


def _check_keys(at: Value) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return keys of actions; whether there is such an action is known where the UI starts."""
    return tuple((name, _check_action_keys(held)) for name, held in _check_named(at, "action_keys"))


def _check_commands(at: Value) -> tuple[UserCommand, ...]:
    return tuple(UserCommand(**values) for _, values in _check_rows(at, "commands"))


def _check_hooks(at: Value) -> tuple[UserHook, ...]:
    return tuple(UserHook(**values) for _, values in _check_rows(at, "hooks"))


def _check_projects(at: Value) -> Projects:
    return tuple(_check_project(name, held) for name, held in _check_named(at, "project"))


def _check_project(name: str, at: Value) -> Project:
    if not is_word(name) or not at.value:
        raise at.wrong()
    values = _check_values(at, "projects.*")
    return Project(
        name=name,
        lists=tuple(one.partition("@")[0].lower() for one in values["lists"]),
        words=tuple(one.lower() for one in values["words"]),
        files=values["files"],
    )


# ---- the table ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ValueCheck:
    """What a value should be."""

    wants: str
    """Ends the sentence "'works' should be ..."."""
    read: Callable[[Value], object]


CHECKS: Mapping[str, ValueCheck] = {
    "url": ValueCheck("a URL in quotes", _if(_is_check_url)),
    "service": ValueCheck(
        "a URL in quotes, or none",
        _if(lambda value: value in ("", "none") or _is_check_url(value)),
    ),
    "urls": ValueCheck(
        "a list of URLs in quotes",
        # Each ends with a slash, so that none is the start of another host's.
        _each_if(_is_check_url, lambda one: f"{one.rstrip('/')}/"),
    ),
    "number": ValueCheck(f"a whole number from 0 to {MAX_NUMBER}", _if(_is_check_number)),
    "flag": ValueCheck("true or false", _if(lambda value: isinstance(value, bool))),
    "path": ValueCheck("a path in quotes", _check_path),
    "paths": ValueCheck("a list of paths in quotes", _check_paths),
    "addresses": ValueCheck(
        'a list of mail addresses in quotes, such as ["you@example.org"]',
        _each_if(is_address, str.lower),
    ),
    "word": ValueCheck("one word in quotes", _if(is_word)),
    "times": ValueCheck('"utc" or "local"', _if(lambda value: value in ("utc", "local"))),
    "words": ValueCheck(
        "a list of words in quotes, none empty or with blanks", _each_if(_is_list_or_word)
    ),
    "columns": ValueCheck(f"a list of {', '.join(COLUMN_NAMES)}, in quotes", _check_columns),
    "patterns": ValueCheck(
        "a list of path patterns or names of sections in quotes",
        _each_if(lambda one: isinstance(one, str) and bool(one.strip())),
    ),
    "text": ValueCheck("words in quotes", _check_text),
    "query": ValueCheck("a query in quotes", _check_query),
    "key": ValueCheck('a key in quotes, such as "x", "^x" or "F5"', _if(is_word)),
    "action_keys": ValueCheck(
        'a key, or a list of keys, in quotes, such as "x", "^x" or "F5"', _check_action_keys
    ),
    "program": ValueCheck("a list of words in quotes, the first of them a program", _check_program),
    "repos": ValueCheck("a table of names and paths in quotes", _check_repos),
    "servers": ValueCheck("a table of lists' addresses and URLs in quotes", _check_servers),
    "sections": ValueCheck("tables, each with a name and a query", _check_sections),
    "keys": ValueCheck("a table of actions and their keys", _check_keys),
    "commands": ValueCheck("tables, each with a key, a label and what to run", _check_commands),
    "hooks": ValueCheck("tables, each with what to run", _check_hooks),
    "projects": ValueCheck("a table for each project", _check_projects),
    "project": ValueCheck(
        "named by one word and a table with any of lists, words, files",
        lambda at: _check_project(str(at.where[-1]), at),
    ),
}
