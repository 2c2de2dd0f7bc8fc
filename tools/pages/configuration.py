# SPDX-License-Identifier: GPL-2.0-or-later
"""docs/config.md, made from the keys of the configuration."""

import textwrap

from tracker.config.checks import CHECKS
from tracker.config.file import as_toml, described
from tracker.config.keys import TOP_KEYS, keys_below

_HEAD = """\
# Configuration

Made from the fields of `Config`, which also check the file: `python -m tools.pages`.

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
    "TRACKER_PAGER": "A program in which long answers are shown on a terminal, as less.",
    "COLUMNS": "How wide text is that goes to no terminal; 80 if it is not set.",
    "TERM": "dumb means no colour.",
    "LC_ALL, LC_CTYPE, LANG": "Where the locale has no UTF-8, text is spelled in ASCII.",
}
"""Variables of the environment, and what each does."""


def config_page() -> str:
    """Return the page, as it should stand in docs/."""
    parts = [_HEAD]
    for key in TOP_KEYS:
        shows = "An example:" if key.example else "The default:"
        text = textwrap.fill(f"{described(key)} {shows}", 100)
        parts.append(f"## {key.name}\n\n{text}\n\n```toml\n{as_toml(key)}\n```\n")
        rows = [
            textwrap.fill(
                f"- `{place.replace('*', 'NAME')}`: {one.help} Value: {CHECKS[one.check].wants}.",
                100,
                subsequent_indent="  ",
            )
            for place, one in keys_below(key.name)
        ]
        if rows:
            parts.append("\n".join(rows) + "\n")
    rows = [f"| `{name}` | {does} |" for name, does in ENVIRONMENT.items()]
    parts.append("\n".join(["## Environment\n\n| variable | what it does |\n|---|---|", *rows, ""]))
    return "\n".join(parts)
