# SPDX-License-Identifier: GPL-2.0-or-later
"""The sources of mail and commits, and who asks, as ``tracker doctor`` looks at them."""

from collections.abc import Iterator
from pathlib import Path

from tracker.cli.context import CommandContext
from tracker.cli.doctor.findings import Finding
from tracker.errors import ConfigError, TrackerError
from tracker.store.headings.read import HeadingReader
from tracker.store.load import Reader


def archives(context: CommandContext) -> Iterator[Finding]:
    """Yield the archives that were read, and those of the configuration."""
    try:
        reader = Reader.open(context.paths.database)
    except (TrackerError, OSError):
        return  # The database is told of elsewhere.
    known: set[Path] = set()
    if reader is not None:
        with reader:
            for one in reader.archives():
                place = Path(one.path)
                known.add(place)
                when = f"read {one.read_at:%Y-%m-%d %H:%M} UTC" if one.read_at else "not read"
                told = f"{one.kind.value} {place}, {when}"
                if left := HeadingReader.beside(reader).count_headings(one.id):
                    told += (
                        f"; of {left} older mails the header ('tracker index --deep' reads them)"
                    )
                yield _source_archive(place, told, "it is gone, and with it the text of its mails")
    for place in context.config.archives:
        if place.resolve() not in known and place not in known:
            yield _source_archive(place, f"{place} of the configuration", "it is not there")


def _source_archive(place: Path, told: str, gone: str) -> Finding:
    if place.exists():
        return Finding(subject="archive", text=told)
    mend = f"put it back, or 'tracker index' it where it is now ({place.name} was moved or removed)"
    return Finding(subject="archive", text=f"{told}; {gone}", mend=mend, fine=False)


def server(context: CommandContext) -> Iterator[Finding]:
    """Yield whether the server answers; not asked when offline."""
    if context.server is None:
        yield Finding(subject="server", text="none is asked")
        return
    lore = context.lore()
    assert lore is not None
    with lore:
        try:
            lore.check()
        except TrackerError as error:
            mend = "try again later; '--offline' answers from what is cached"
            yield Finding(subject="server", text=str(error), mend=mend, fine=False)
        else:
            yield Finding(subject="server", text=f"{context.server} answers")


def identity(context: CommandContext) -> Iterator[Finding]:
    """Yield who "me" is."""
    from tracker.services.identity import UNKNOWN
    from tracker.services.identity import identity as who

    try:
        found = who(context.config.me, context.config.mailmap)
    except ConfigError:
        return  # The mailmap is told of with the configuration.
    if found:
        names = sorted({*found.addresses, *(one.email for one in found.named)})
        yield Finding(subject="identity", text=f"'me' is {', '.join(names)}")
    else:
        sentence, _, mend = UNKNOWN.partition(": ")
        yield Finding(subject="identity", text=sentence, mend=mend)
