# SPDX-License-Identifier: GPL-2.0-or-later
"""docs/keys.md, made from the table of actions of the terminal UI."""

from tracker.tui.actions import ACTIONS, Action, actions_of, written
from tracker.tui.keys import TITLES

_HEAD = """\
# Keys of the terminal UI

Made from `tracker/tui/actions.py` by `python -m tools.pages`.

The configuration may give any action other keys, by its name; they take the place of these:

```toml
[keys]
filter = ["f", "/"]
seen = ["F2"]
```

"""


def keys_page(table: tuple[Action, ...] = ACTIONS) -> str:
    """Return the page, as it should stand in docs/."""
    parts = [_HEAD]
    for where, title in TITLES.items():
        parts.append(f"## {title}\n\n| key | action | does |\n|---|---|---|\n")
        parts += [_key_row(action) for action in actions_of(where, table)]
        parts.append("\n")
    return "".join(parts).rstrip("\n") + "\n"


def _key_row(action: Action) -> str:
    keys = " ".join(f"`{written(key)}`" for key in action.keys)
    return f"| {keys} | `{action.id}` | {action.help} |\n"
