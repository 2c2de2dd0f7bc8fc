# SPDX-License-Identifier: GPL-2.0-or-later
"""``tracker mbox``."""

import sys
from pathlib import Path

import click

from tracker.cli.context import open_context
from tracker.cli.options import OutputFile, Reading, reading
from tracker.cli.output import say
from tracker.errors import Usage
from tracker.model.terminal_text import clean


@click.command("mbox")
@click.argument("ref")
@click.option("--with-needs", is_flag=True, help="What it needs and has not landed goes first.")
@click.option("--partial", is_flag=True, help="Take the cached patches where some are missing.")
@click.option(
    "-o",
    "--out",
    type=OutputFile(),
    help="The file to write, which must not be there; its cover goes to FILE.cover; '-' is stdout.",
)
@reading
def mbox_command(
    options: Reading, ref: str, *, with_needs: bool, partial: bool, out: Path | None
) -> None:
    """Write a series as b4 am would: the newest version, with the tags of its answers.

    b4 makes it from the mails cached, in a process of its own and without the network. Patches
    for several projects go to a file each: FILE-PROJECT. Without -o it goes to stdout.

    \b
    tracker mbox REF -o series.mbx && git am -3 series.mbx
    tracker mbox REF --with-needs -o stack.mbx
    """
    from tracker.services.files import need_free, write_whole
    from tracker.services.patches.stacks import file_names, make_mboxes

    context = open_context(options)
    with context.open(ref) as (library, name):
        ready = make_mboxes(library, name, with_needs=with_needs, partial=partial)
    for note in ready.notes:
        say(clean(note))
    if out is None:
        if len(ready.files) > 1:
            names = ", ".join(one.project or "unknown" for one in ready.files)
            raise Usage(f"these are patches for several projects ({names}); name a file with -o")
        sys.stdout.buffer.write(ready.files[0].mbox)
        return
    files = list(zip(file_names(out, ready.files), ready.files, strict=True))
    covers = [path.with_name(f"{path.name}.cover") for path, made in files if made.cover]
    for place in (*(path for path, _ in files), *covers):
        need_free(place)
    for path, made in files:
        write_whole(path, made.mbox)
        say(f"{path}: {len(made.steps)} series for {made.project or 'a project not known'}")
        if made.cover:
            write_whole(path.with_name(f"{path.name}.cover"), made.cover.encode())
