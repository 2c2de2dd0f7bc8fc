# SPDX-License-Identifier: GPL-2.0-or-later
"""The keys of the configuration as rows: those of ``Config``, and those inside of its tables."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import fields

from tracker.config import Config
from tracker.lazy_dataclass import dataclass

REQUIRED = object()
"""The default of a key that may not be left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One key of the file, or of a table in it."""

    name: str
    """``*`` stands for a name of the user's."""
    check: str
    """What it should be: a name in ``checks.CHECKS``."""
    help: str
    """What it is for, in sentences."""
    example: str = ""
    """TOML lines that show it, where the default shows nothing."""
    default: object = REQUIRED


TOP_KEYS: tuple[Key, ...] = tuple(
    Key(
        name=one.name,
        check=one.metadata["check"],
        help=one.metadata["help"],
        example=one.metadata["example"],
        default=one.default,
    )
    for one in fields(Config)
    if one.metadata
)
"""The keys that stand alone, then the tables."""

INNER_KEYS: Mapping[str, tuple[Key, ...]] = {
    "repos": (Key(name="*", check="path", help="Where one repository is."),),
    "servers": (Key(name="*", check="url", help="The archive of one list."),),
    "sections": (
        Key(name="name", check="text", help="The label of the tab; no two are the same."),
        Key(name="query", check="query", default="",
            help="Which series stand in it; an empty query holds every one."),
    ),
    "keys": (Key(name="*", check="action_keys", help="The keys of one action."),),
    "commands": (
        Key(name="key", check="key", help="The key."),
        Key(name="label", check="text", help="One or two words for the footer."),
        Key(name="run", check="program",
            help="The program and its arguments. Filled in as they are, and read by no shell: of"
            " the series `{message_id}`, `{url}`, `{title}`, `{author}`, `{email}`, `{change_id}`,"
            " `{commit}`; of the mail under the cursor `{mail}` (its Message-ID), `{line}`,"
            " `{patch}`, `{version}`, `{file}` (in a diff); and `{repository}`, the path of the one"
            " named as the project, else of the first."),
        Key(name="terminal", check="flag", default=True,
            help="Whether it takes over the terminal until it ends; it does if left out. What it"
            " writes beside the terminal is kept, and `!` shows it."),
        Key(name="pause", check="flag", default=False,
            help="Whether Enter is waited for at its end; it always is where it failed."),
    ),
    "hooks": (
        Key(name="run", check="program",
            help="The program and its arguments. The event is in the environment: `TRACKER_KIND`,"
            " `TRACKER_TEXT`, `TRACKER_DATE`, `TRACKER_TITLE`, `TRACKER_ID`, `TRACKER_PROJECT`,"
            " `TRACKER_VERSION`, `TRACKER_MESSAGE_ID`, `TRACKER_COMMIT` and `TRACKER_URL`."),
        Key(name="query", check="query", default="",
            help="For which series; without one for all that are watched."),
        Key(name="events", check="words", default=(),
            help="For which events, by the word that `tracker log --json` has for their kind;"
            " without any for all."),
        Key(name="seconds", check="number", default=30,
            help="After how many seconds it is ended, with all that it started."),
    ),
    "projects": (Key(name="*", check="project", help="One project."),),
    "projects.*": (
        Key(name="lists", check="words", default=(),
            help="Names or addresses of lists that carry this project and no other."),
        Key(name="words", check="words", default=(), help="Words in the brackets of subjects."),
        Key(name="files", check="words", default=(),
            help="Starts of paths that no other project here has."),
    ),
}  # fmt: skip
"""The keys inside of each table, by the table's place."""

TOP_NAMES = tuple(key.name for key in TOP_KEYS)


def keys_below(table: str) -> Iterator[tuple[str, Key]]:
    """Yield every key inside of a table with its place: ``projects.*.words``."""
    for key in INNER_KEYS.get(table, ()):
        place = f"{table}.{key.name}"
        yield place, key
        yield from keys_below(place)


def to_toml(value: object) -> str:
    """Return a value as TOML; JSON's strings, numbers and lists are TOML's too."""
    return json.dumps(value, ensure_ascii=False, default=str).replace("\x7f", "\\u007f")
