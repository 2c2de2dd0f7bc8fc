"""Tables of the configuration: repositories, sections, keys, commands and projects."""

import re
from collections.abc import Iterable
from pathlib import Path

from tracker.config.at import At
from tracker.config.values import is_word, path, text, word
from tracker.errors import Usage
from tracker.model.board import Section, UserCommand
from tracker.model.project import Project, Projects

_KNOWN = ("message_id", "url", "title", "author", "email", "change_id", "commit")
"""What a command may ask to have filled in."""
_BRACED = re.compile(r"\{([a-z_-]+)\}")


def repos(at: At) -> tuple[tuple[str, Path], ...]:
    """Names and paths of repositories."""
    if not isinstance(at.value, dict):
        raise at.wrong()
    found = []
    for name in at.value:
        held = at.within(name, "*")
        if not name.strip() or not name.isprintable():
            raise held.fault("should have a name that can be printed")
        found.append((name, path(held)))
    return tuple(found)


def sections(at: At) -> tuple[Section, ...]:
    """Tabs of the board. Raises ConfigError that points at the word of a query."""
    for row in at.rows():
        _check_query(row.within("query"))
    return sections_as_told(at)


def sections_as_told(at: At) -> tuple[Section, ...]:
    """The same, the queries not looked into: for whoever shows no board, and starts faster."""
    found: dict[str, Section] = {}
    for row in at.rows():
        row.known()
        name, query = text(row.within("name")), row.within("query")
        if name in found:
            raise row.within("name").fault(f"'{name}' is given twice; no two tabs have one name")
        if not isinstance(query.value, str):
            raise query.wrong()
        found[name] = Section(name=name, query=query.value)
    return tuple(found.values())


def keys(at: At) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Keys of actions; whether there is such an action is known where the UI starts."""
    if not isinstance(at.value, dict):
        raise at.wrong()
    return tuple((name, _keys(at.within(name, "*"))) for name in at.value)


def commands(at: At) -> tuple[UserCommand, ...]:
    """The user's own commands."""
    return tuple(map(_command, at.rows()))


def projects(at: At) -> Projects:
    """The user's own projects."""
    if not isinstance(at.value, dict):
        raise at.wrong()
    return tuple(_project(name, at.within(name, "*")) for name in at.value)


def _check_query(at: At) -> None:
    if not isinstance(at.value, str):
        raise at.wrong()
    from tracker.query.parse import parse_query

    try:
        parse_query([at.value])
    except Usage as error:
        raise at.fault(f"cannot be followed: {error}", below=error.below) from error


def _keys(at: At) -> tuple[str, ...]:
    values = at.value if isinstance(at.value, list) else [at.value]
    if not values or not all(map(is_word, values)):
        raise at.wrong()
    return tuple(map(str, values))


def _command(row: At) -> UserCommand:
    held = row.known()
    run, terminal = row.within("run"), held.get("terminal", True)
    words = run.value
    if not isinstance(words, list) or not words or not all(isinstance(one, str) for one in words):
        raise run.wrong()
    if not words[0].strip() or any("\0" in one for one in words):
        raise run.wrong()
    _check_blanks(run, words)
    if not isinstance(terminal, bool):
        raise row.within("terminal").wrong()
    key, label = word(row.within("key")), text(row.within("label"))
    return UserCommand(key=key, label=label, run=tuple(words), terminal=terminal)


def _check_blanks(at: At, words: Iterable[str]) -> None:
    """Refuse ``{mesage_id}``; braces that are near to nothing of ours are the program's own."""
    asked = {match[1] for one in words for match in _BRACED.finditer(one)}
    for found in sorted(asked.difference(_KNOWN)):
        from difflib import get_close_matches

        near = get_close_matches(found, _KNOWN, 1, 0.75)
        if near:
            raise at.fault(f"has '{{{found}}}', which is not filled in; is '{{{near[0]}}}' meant?")


def _project(name: str, at: At) -> Project:
    if not is_word(name) or not isinstance(at.value, dict) or not at.value:
        raise at.wrong()
    at.known()
    lists, words, files = (_words(at, one) for one in ("lists", "words", "files"))
    return Project(
        name=name,
        lists=tuple(one.partition("@")[0].lower() for one in lists),
        words=tuple(one.lower() for one in words),
        files=files,
    )


def _words(at: At, key: str) -> tuple[str, ...]:
    """The words of one key of a project; an empty one would fit every mail."""
    if not isinstance(at.value, dict) or key not in at.value:
        return ()
    held = at.within(key)
    if not isinstance(held.value, list) or not all(
        isinstance(one, str) and is_word(one.partition("@")[0]) for one in held.value
    ):
        raise held.wrong()
    return tuple(map(str, held.value))
