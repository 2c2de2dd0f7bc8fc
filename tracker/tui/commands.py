# SPDX-License-Identifier: GPL-2.0-or-later
"""The user's own commands, with the values of a series filled in. Pure; no shell reads them.

A value comes from mail, so it is taken as it is or not at all: what a program could take for an
option, and what a terminal would obey, is refused.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from tracker.errors import ConfigError, Usage
from tracker.model.board import UserCommand
from tracker.model.terminal_text import clean
from tracker.model.views import SeriesView

_FIELD = re.compile(r"\{([a-z_]+)\}")


FIELDS = ("message_id", "url", "title", "author", "email", "change_id", "commit", "mail", "line",
          "patch", "version", "file", "repository")  # fmt: skip
"""What can stand in braces."""


class Spot(NamedTuple):
    """Where the cursor is, for the values that are of one mail."""

    mail: str = ""
    """Its Message-ID; empty where the cursor is on none."""
    line: int | None = None
    file: str = ""
    """The path of the file whose diff the cursor is in."""
    commit: str | None = None


_READS_CODE = re.compile(
    r"(?:ba|da|a|c|tc|fi|k|mk|ya|z|xon)?sh|busybox|rc|ed|ex|emacs(?:client)?|[gn]?vim?|vimdiff|view|"
    r"hx|kak|[gm]?awk|sed|lua|node|perl|php|python[\d.]*|ruby|tclsh"
)
"""Programs that run a text which is given behind an option."""
_JOINS_WORDS = re.compile(
    r"eval|parallel|screen|script|ssh|su|tmux|watch|xargs|xterm|u?rxvt|gnome-terminal|alacritty|"
    r"kitty|foot|konsole"
)
"""Programs that may hand their words to a shell as one text."""
_CODE_OPTION = re.compile(
    r"(?:-[A-Za-z]*[ceE]|--(?:eval|execute|cmd|command|exec|expression))(?:=.*)?$"
)
"""The option behind which they take it: ``-c``, ``-lc``, ``-e``, ``--eval``."""


def check(command: UserCommand, number: int) -> None:
    """Raises ConfigError for a name in braces that stands for nothing, or would be run as code.

    ``number`` is the command's place in the configuration, from 0.
    """
    if read := read_as_code(command.run):
        raise ConfigError(
            f"'{read[0]}' would run what a mail says in {read[1]} as a command; give it as an "
            'argument: ["sh", "-c", "echo \\"$1\\"", "sh", "{title}"]',
            key=("commands", number, "run"),
        )
    for word in command.run:
        for name in _FIELD.findall(word):
            if name not in FIELDS:
                listed = ", ".join(FIELDS)
                raise ConfigError(
                    f"{{{name}}} stands for nothing; there are {listed}",
                    key=("commands", number, "run"),
                )


def read_as_code(words: Sequence[str]) -> tuple[str, str] | None:
    """Return a program and a value of a mail that it would run as code; None where there is none.

    ``sh -c "echo {title}"``, ``vim "+{title}"``, ``perl -e "print {author}"``: to no program that
    reads code, behind whatever starts it (``env``, ``nice``), is a value given inside of its code.
    """
    names = [word.rpartition("/")[2] for word in words]
    reads = (_READS_CODE, _JOINS_WORDS)
    found = (n for n, name in enumerate(names) if any(one.fullmatch(name) for one in reads))
    first = next(found, None)
    if first is None:
        return None
    for index in range(first + 1, len(words)):
        field = _FIELD.search(words[index])
        if field is None:
            continue
        before = words[index - 1]
        inside = _CODE_OPTION.match(before) or _CODE_OPTION.match(words[index][: field.start()])
        script = names[first] in ("sed", "awk", "gawk", "mawk") and index == first + 1
        plus = words[index].startswith("+")
        if _JOINS_WORDS.fullmatch(names[first]) or inside or script or plus:
            return names[first], field[0]
    return None


def filled(
    command: UserCommand, view: SeriesView, spot: Spot, repository: str = ""
) -> tuple[str, ...]:
    """Return the words of a command for a series; each stays one argument.

    Raises Usage for a name that stands for nothing, a value that is not known, and one that
    cannot be handed to a program safely.
    """
    if read := read_as_code(command.run):
        raise Usage(f"'{read[0]}' would run {read[1]} as a command; nothing was run")
    values = {
        "message_id": view.id,
        "url": view.url,
        "title": view.title,
        "author": view.author.name,
        "email": view.author.email,
        "change_id": view.change_id or "",
        "commit": spot.commit or landed_commit(view) or "",
        "mail": spot.mail or view.id,
        "line": str(spot.line or ""),
        "file": spot.file,
        "repository": repository,
        **_posted_at(view, spot.mail),
    }
    return tuple(_user_command_word(word, values) for word in command.run)


def _posted_at(view: SeriesView, mail: str) -> dict[str, str]:
    """Return the patch and version of a mail, by what it answers; the newest version for none."""
    above = {line.message_id: line.parent for line in view.thread}
    name: str | None = mail
    for _ in range(len(above) + 1):
        for revision in reversed(view.revisions):
            version = str(revision.version)
            if name == revision.message_id and not any(
                name == patch.message_id for patch in revision.patches
            ):
                return {"patch": "0", "version": version}
            for patch in revision.patches:
                if patch.message_id == name:
                    return {"patch": str(patch.position), "version": version}
        name = above.get(name or "")
    newest = str(view.revisions[-1].version) if view.revisions else ""
    return {"patch": "", "version": newest}


def file_at(lines: Sequence[str], line: int | None) -> str:
    """Return the path of the file whose diff a line of a mail is in; empty outside of a diff."""
    for text in reversed(lines[: line or 0]):
        if text.startswith("+++ b/"):
            return text.removeprefix("+++ b/").split("\t")[0]
        if text.startswith("diff --git a/") and " b/" in text:
            return text.rpartition(" b/")[2]
        if text in ("-- ", "---"):
            return ""
    return ""


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
        if text.startswith("+") and match.start() == 0:
            raise Usage(
                f"{{{name}}} begins with +, which editors read as a command; nothing was run"
            )
        if text != clean(text):
            raise Usage(f"{{{name}}} holds what a terminal would obey; nothing was run")
        return text

    return _FIELD.sub(value, word)
