# SPDX-License-Identifier: GPL-2.0-or-later
"""``tracker label``."""

from collections import Counter

import click

from tracker.cli.context import CommandContext, now, open_context
from tracker.cli.options import Reading, reading
from tracker.cli.output import put, say, tell
from tracker.errors import Usage
from tracker.model.terminal_text import clean


@click.command("label", context_settings={"ignore_unknown_options": True})
@click.argument("labelled", nargs=-1, metavar="[REF...] [+LABEL...] [-LABEL...]")
@reading
def label_command(options: Reading, labelled: tuple[str, ...]) -> None:
    """Put labels on series, or take them off; without a label print those of a series.

    A label is one word, yours alone: 'label:todo' asks for it in a query, list and board show it.
    Without a series every label is printed, with how many series have it. 'tracker undo' takes
    the last step back.

    \b
    tracker label REF +todo -later
    tracker label REF
    tracker list --all label:todo
    """
    from tracker.cli.find_series import spoken_of
    from tracker.services.user_actions.label_actions import label

    wrong = next((one for one in labelled if one.startswith("--")), None)
    if wrong is not None:
        raise Usage(f"no such option: {wrong}; a label is taken off with one dash")
    refs = [one for one in labelled if one == "-" or one[:1] not in ("+", "-")]
    added = [one[1:] for one in labelled if one.startswith("+")]
    removed = [one[1:] for one in labelled if one.startswith("-") and one != "-"]
    context = open_context(options)
    if not refs:
        if added or removed:
            raise Usage("name the series: tracker label REF +todo")
        _print_labels(context)
        return
    for word in refs[1:]:
        if word.isascii() and word.isalpha():
            raise Usage(f"{word!r} is no series; a label is put on with +{word}, off with -{word}")
    works = [spoken_of(context, text) for text in refs]
    if added or removed:
        tell(label(context.paths.database, works, added, removed, now()).sentence)
        return
    for work in works:
        names = _labels_of(context, work.messages)
        if names:
            put("".join(f"{clean(name)}\n" for name in names))
        else:
            say(f"no label on “{clean(work.title)}” yet; put one on with +LABEL")


def _labels_of(context: CommandContext, messages: tuple[str, ...]) -> tuple[str, ...]:
    from tracker.store.load import Reader

    reader = Reader.open(context.paths.database)
    if reader is None:
        return ()
    with reader:
        return reader.labels_of(messages)


def _print_labels(context: CommandContext) -> None:
    """Print every label, and how many series have it."""
    with context.library() as library:
        known = library.labels() if library is not None else {}
    counted = Counter(name for names in known.values() for name in names)
    if counted:
        put("".join(f"{number:>4}  {clean(name)}\n" for name, number in sorted(counted.items())))
    else:
        say("no series has a label yet; tracker label REF +todo")
