"""The configuration explained: the file that ``tracker init`` makes, and docs/config.md.

``python -m tracker.config.page > docs/config.md`` makes the page.
"""

import textwrap

from tracker.config import Config
from tracker.config.keys import KEYS, Key, default, inner, shown, toml

_FILE_HEAD = """\
# Configuration of tracker.
#
# Every key stands here with its default or, where that says nothing, with an example. Take away
# the '#' right before a key to set it. 'tracker doctor' checks this file.
"""

_PAGE_HEAD = """\
# Configuration

Made from the table that also checks the file: `python -m tracker.config.page > docs/config.md`.

`tracker init` makes the file with every key in it, explained; `tracker doctor` checks it. It is
`~/.config/tracker/config.toml` (`$XDG_CONFIG_HOME/tracker/config.toml`), or
`$TRACKER_HOME/config.toml`; `--config FILE` names another. It is TOML, and all of it is optional.
A relative path starts at the folder of the file, `~` is your home.

A fault is one line with the file, the line and the key, and exit status 2:

```
tracker: config.toml:7: 'depht' is not a key; the nearest is 'depth'
tracker: config.toml:9: 'works' should be a whole number from 0 to 10000
```

Keys that stand alone come first in the file, then the tables.
"""

ENVIRONMENT = {
    "TRACKER_HOME": "A folder that holds the database, the cache and the configuration.",
    "XDG_CONFIG_HOME, XDG_DATA_HOME, XDG_CACHE_HOME": "Where they are otherwise.",
    "NO_COLOR": "Set to anything: no colour.",
    "COLUMNS": "How wide text is that goes to no terminal; 80 if it is not set.",
    "TERM": "dumb means no colour.",
    "LC_ALL, LC_CTYPE, LANG": "Where the locale has no UTF-8, text is spelled in ASCII.",
}
"""Variables of the environment, and what each does."""


def file_text(chosen: Config | None = None) -> str:
    """The file: what is chosen is set, the rest stands behind a ``#``."""
    parts = [_FILE_HEAD]
    for key in _outer():
        told = textwrap.wrap(_told(key).replace("`", "'"), 98)
        lines = _set(key, chosen) or [f"#{line}" for line in shown(key).splitlines()]
        parts.append("\n".join([*(f"# {line}" for line in told), *lines]) + "\n")
    return "\n".join(parts)


def page() -> str:
    """The page, as it should stand in docs/."""
    parts = [_PAGE_HEAD]
    for key in _outer():
        told = "An example:" if key.example else "The default:"
        text = textwrap.fill(f"{_told(key)} {told}", 100)
        parts.append(f"## {key.name}\n\n{text}\n\n```toml\n{shown(key)}\n```\n")
        rows = [
            textwrap.fill(
                f"- `{_inside(one)}`: {one.help} {_kind(one)}", 100, subsequent_indent="  "
            )
            for one in KEYS
            if one.name.startswith(f"{key.name}.")
        ]
        if rows:
            parts.append("\n".join(rows) + "\n")
    rows = [f"| `{name}` | {told} |" for name, told in ENVIRONMENT.items()]
    parts.append("\n".join(["## Environment\n\n| variable | what it does |\n|---|---|", *rows, ""]))
    return "\n".join(parts)


def _set(key: Key, chosen: Config | None) -> list[str]:
    """The lines that set a key to what was chosen; none where that is the default."""
    value = default(key)
    if chosen is not None:
        value = getattr(chosen, key.name)
    if value == default(key):
        return []
    if key.name == "repos":
        assert chosen is not None
        rows = (f"{toml(name)} = {toml(str(path))}" for name, path in chosen.repos)
        return [f"[{key.name}]", *rows]
    return [f"{key.name} = {toml(value)}"]


def _outer() -> list[Key]:
    return [key for key in KEYS if key.name in inner("")]


def _inside(key: Key) -> str:
    """The place of an inner key, as people write it: ``projects.NAME.words``."""
    return key.name.replace("*", "NAME")


def _told(key: Key) -> str:
    return f"{key.help} {_kind(key)}"


def _kind(key: Key) -> str:
    return f"Value: {key.kind}."


if __name__ == "__main__":
    import sys

    sys.stdout.write(page())
