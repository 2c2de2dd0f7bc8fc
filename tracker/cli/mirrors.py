# SPDX-License-Identifier: GPL-2.0-or-later
"""Lists that are mirrored over git beside the database."""

from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.cli.context import CommandContext


def fetch_mirrors(context: "CommandContext", urls: Iterable[str]) -> list[Path]:
    """Bring the mirrors of some lists up to date; return where they lie.

    Raises Usage for what is no list; NotFound, Refused and Unreachable.
    """
    from tracker.cli.narrate import narrate
    from tracker.services.sync.sync_step import SyncStep
    from tracker.sources.list_mirror import ListMirror

    found: list[Path] = []
    for url in urls:
        with closing(ListMirror(url, context.paths.mirrors)) as mirror:
            narrate(SyncStep(text=step.text) for step in mirror.fetch())
            found.append(mirror.path)
    return found


def fetch_known_mirrors(context: "CommandContext") -> None:
    """Bring every list that was mirrored before up to date; what fails is said, no more."""
    from tracker.cli.output import say
    from tracker.errors import Cancelled, NotFound, Unreachable
    from tracker.sources.list_mirror import mirrored

    if context.server is None:
        return
    for url in mirrored(context.paths.mirrors):
        try:
            fetch_mirrors(context, [url])
        except Cancelled:
            raise
        except (NotFound, Unreachable) as error:
            say(f"{error}; its mirror stays as it is")
