"""``tracker doctor``."""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click

from tracker.clean import clean
from tracker.cli.desk import Desk, open_desk
from tracker.cli.options import Reading, reading
from tracker.cli.output import put, put_json
from tracker.errors import Exit, TrackerError
from tracker.store.load import Reader


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    fine: bool
    subject: str
    text: str


@click.command("doctor")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON document (tracker/doctor/1).")
@reading
def command(options: Reading, as_json: bool) -> int:
    """Check the configuration, the database, the archives and the server.

    The exit status is 0 if all is well, 5 if the database is damaged, 4 if only a source fails:
    the server, or an archive that is gone.
    """
    desk = open_desk(options)
    found = [*_files(desk), *_database(desk), *_server(desk)]
    if as_json:
        rows = [{"fine": one.fine, "subject": one.subject, "text": one.text} for one in found]
        put_json(json.dumps({"schema": "tracker/doctor/1", "findings": rows}, ensure_ascii=False))
    else:
        # A file's name is as hostile as what is in it.
        lines = [f"{'ok' if one.fine else 'BAD':4}{one.subject}: {one.text}" for one in found]
        put("\n".join(clean(line) for line in lines))
    bad = {one.subject for one in found if not one.fine}
    if not bad:
        return Exit.DONE
    return Exit.UNREACHABLE if bad <= {"server", "archive"} else Exit.FAULT


def _files(desk: Desk) -> Iterator[Finding]:
    python = ".".join(map(str, sys.version_info[:3]))
    yield Finding(True, "python", python)
    there = "is read" if desk.paths.config.is_file() else "is not there; the defaults hold"
    yield Finding(True, "configuration", f"{desk.paths.config} {there}")
    yield Finding(True, "cache", str(desk.paths.cache))


def _database(desk: Desk) -> Iterator[Finding]:
    try:
        reader = Reader.open(desk.paths.database)
    except TrackerError as error:
        yield Finding(False, "database", str(error))
        return
    if reader is None:
        yield Finding(True, "database", f"{desk.paths.database} is not there yet")
        return
    with reader:
        faults = reader.check()
        size = f"{reader.message_count()} mails, {reader.series_count()} series"
        place = f"{desk.paths.database}, {size}"
        yield Finding(not faults, "database", "; ".join(faults) or place)
        for archive in reader.archives():
            when = f"read {archive.read_at:%Y-%m-%d %H:%M} UTC" if archive.read_at else "not read"
            there = Path(archive.path).exists()
            gone = "" if there else "; it is gone, and with it the text of its mails"
            yield Finding(there, "archive", f"{archive.kind.value} {archive.path}, {when}{gone}")
        unreadable = reader.unreadable()
        if unreadable:
            first = unreadable[0]
            text = f"{len(unreadable)}, such as {first.location}: {first.why}"
            yield Finding(True, "unreadable mails", text)


def _server(desk: Desk) -> Iterator[Finding]:
    if desk.server is None:
        yield Finding(True, "server", "none is asked")
        return
    lore = desk.lore()
    assert lore is not None
    with lore:
        try:
            lore.check()
        except TrackerError as error:
            yield Finding(False, "server", str(error))
        else:
            yield Finding(True, "server", f"{desk.server} answers")
