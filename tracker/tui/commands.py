# SPDX-License-Identifier: GPL-2.0-or-later
"""The user's own commands, with the values of a series filled in. Pure; no shell reads them.

A value comes from mail, so it is taken as it is or not at all: what a program could take for an
option, and what a terminal would obey, is refused.
"""

import re

from tracker.errors import ConfigError, Usage
from tracker.model.board import UserCommand
from tracker.model.terminal_text import clean
from tracker.model.views import SeriesView

_FIELD = re.compile(r"\{([a-z_]+)\}")


FIELDS = ("message_id", "url", "title", "author", "email", "change_id", "commit")
"""What can stand in braces."""


def check(command: UserCommand, number: int) -> None:
    """Raises ConfigError for a name in braces that stands for nothing.

    ``number`` is the command's place in the configuration, from 0.
    """
    for word in command.run:
        for name in _FIELD.findall(word):
            if name not in FIELDS:
                listed = ", ".join(FIELDS)
                raise ConfigError(
                    f"{{{name}}} stands for nothing; there are {listed}",
                    key=("commands", number, "run"),
                )


def filled(command: UserCommand, view: SeriesView, commit: str | None) -> tuple[str, ...]:
    """Return the words of a command for a series; each stays one argument.

    Raises Usage for a name that stands for nothing, a value that is not known, and one that
    cannot be handed to a program safely.
    """
    values = {
        "message_id": view.id,
        "url": view.url,
        "title": view.title,
        "author": view.author.name,
        "email": view.author.email,
        "change_id": view.change_id or "",
        "commit": commit or landed_commit(view) or "",
    }
    return tuple(_user_command_word(word, values) for word in command.run)


def landed_commit(view: SeriesView) -> str | None:
    """Return the commit that the newest version's first landed patch became."""
    patches = view.revisions[-1].patches if view.revisions else ()
    commits = (rung.commit for patch in patches for rung in reversed(patch.landing) if rung.commit)
    return next(commits, None)


def _user_command_word(word: str, values: dict[str, str]) -> str:
    def value(match: re.Match[str]) -> str:
        name = match[1]
        if name not in values:
            raise Usage(f"{{{name}}} stands for nothing; there are {', '.join(values)}")
        text = values[name]
        if not text:
            raise Usage(f"{{{name}}} is not known of this series; nothing was run")
        if text.startswith("-") and match.start() == 0:
            raise Usage(f"{{{name}}} begins with a dash, which reads as an option; nothing was run")
        if text != clean(text):
            raise Usage(f"{{{name}}} holds what a terminal would obey; nothing was run")
        return text

    return _FIELD.sub(value, word)
