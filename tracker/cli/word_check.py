# SPDX-License-Identifier: GPL-2.0-or-later
"""Options that cannot stand beside each other, found before any is obeyed."""

from collections.abc import Sequence
from itertools import pairwise

import click

from tracker.errors import Usage


def check_words(command: click.Command, words: Sequence[str]) -> None:
    """Make sure that no option is taken for the value of another, and that one form is asked for.

    ``reply REF --applied --offline`` would write that the patches were applied to "--offline", and
    ``show REF --json --format html`` asks for two documents. Raises Usage.
    """
    words = words[: words.index("--")] if "--" in words else words
    options = [one for one in command.params if isinstance(one, click.Option)]
    known = {name for one in options for name in one.opts}
    valued = {name: one for one in options if not (one.is_flag or one.count) for name in one.opts}
    for word, after in pairwise(words):
        if word in valued and after in known and after.startswith("--"):
            form = valued[word].metavar or "a value"
            raise Usage(f"{word} needs {form}, and {after} is an option of its own")
    if "--json" not in words or "--format" not in valued:
        return
    given = [after for word, after in pairwise(words) if word == "--format"]
    given += [one.partition("=")[2] for one in words if one.startswith("--format=")]
    if other := next((one for one in given if one != "json"), ""):
        raise Usage(
            f"--json is the same as --format json; leave out one of it and --format {other}"
        )
