# SPDX-License-Identifier: GPL-2.0-or-later
"""``tracker export``."""

from pathlib import Path

import click

from tracker.cli.options import OutputFile
from tracker.cli.output import put_json, tell


@click.command("export")
@click.option(
    "-o",
    "--output",
    type=OutputFile(),
    metavar="FILE",
    help="Write a file instead of printing; '-' is stdout.",
)
def export_command(output: Path | None) -> None:
    """Print what you recorded: tracked series, notes, snoozes, looks, links, reports.

    Each is a line of JSON that names a message by its Message-ID. 'tracker import' reads them, on
    another machine too. Mail is not in it: that is fetched and indexed again.

    \b
    tracker export > recorded.jsonl
    tracker export -o ~/backup/tracker.jsonl
    tracker export | jq -r 'select(.note) | .note.text'
    """
    from tracker.paths import find_paths
    from tracker.services.files import write_whole
    from tracker.services.recorded.carry import export_text

    text = export_text(find_paths().database)
    if output is None:
        put_json(text)
        return
    write_whole(output, text.encode())
    tell(f"{max(text.count(chr(10)) - 1, 0)} records written to {output}")
