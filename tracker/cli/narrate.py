# SPDX-License-Identifier: GPL-2.0-or-later
"""Narration on stderr: progress on a terminal, warnings always."""

import sys
from collections.abc import Iterable, Iterator, Sequence

import click

from tracker.cli.output import for_stderr, say
from tracker.model.terminal_text import clean, fit
from tracker.services.sync.sync_step import SyncStep

_MANY = 100
"""Series from which on it is told how far the judging has come."""
_CHUNK = 25


def narrate(steps: Iterable[SyncStep]) -> None:
    """Run through the steps of a sync, saying each."""
    for _ in narrated(steps):
        pass


def narrated(steps: Iterable[SyncStep]) -> Iterator[SyncStep]:
    """Yield the same steps, each said as it comes: one line that is rewritten on a terminal."""
    live = sys.stderr is not None and sys.stderr.isatty()
    try:
        for step in steps:
            text = clean(step.text)
            if step.warning or step.limit:
                _wipe(live)
                say(text)
            elif live:
                import shutil

                columns = shutil.get_terminal_size((80, 24)).columns
                # Room for an ellipsis that is spelled in ASCII.
                line = for_stderr(fit(text, columns - 3))
                click.echo(f"\r\x1b[K{line}", err=True, nl=False)
            yield step
    finally:
        _wipe(live)


def watched(names: Sequence[str]) -> Iterator[str]:
    """Yield the same names, telling on a terminal how many series were judged."""
    if len(names) < _MANY:
        yield from names
        return
    for start in _chunks(len(names)):
        yield from names[start : start + _CHUNK]


def _chunks(count: int) -> Iterator[int]:
    """Yield where each chunk of so many series starts, each said before it is judged."""
    starts = range(0, count, _CHUNK)
    steps = (SyncStep(text=f"{start} of {count} series judged") for start in starts)
    for start, _ in zip(starts, narrated(steps), strict=True):
        yield start


def _wipe(live: bool) -> None:
    if live:
        click.echo("\r\x1b[K", err=True, nl=False)
