"""Narration on stderr: progress on a terminal, warnings always."""

import shutil
import sys
from collections.abc import Iterable, Iterator

import click

from tracker.clean import clean, fit
from tracker.cli.output import for_stderr, say
from tracker.sync import Step


def narrate(steps: Iterable[Step]) -> None:
    """Run through the steps of a sync, saying each."""
    for _ in narrated(steps):
        pass


def narrated(steps: Iterable[Step]) -> Iterator[Step]:
    """The same steps, each said as it comes: one line that is rewritten on a terminal."""
    live = sys.stderr is not None and sys.stderr.isatty()
    try:
        for step in steps:
            text = clean(step.text)
            if step.warning or step.limit:
                _wipe(live)
                say(text)
            elif live:
                columns = shutil.get_terminal_size((80, 24)).columns
                # Room for an ellipsis that is spelled in ASCII.
                line = for_stderr(fit(text, columns - 3))
                click.echo(f"\r\x1b[K{line}", err=True, nl=False)
            yield step
    finally:
        _wipe(live)


def _wipe(live: bool) -> None:
    if live:
        click.echo("\r\x1b[K", err=True, nl=False)
