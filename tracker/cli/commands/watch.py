# SPDX-License-Identifier: GPL-2.0-or-later
"""``tracker watch``."""

import sys
import time
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

import click

from tracker.cli.asking import query_words
from tracker.cli.context import CommandContext, open_context
from tracker.cli.options import Reading, reading
from tracker.cli.output import NOTHING_TRACKED, put, put_json, say
from tracker.cli.query_words import QueryCommand
from tracker.errors import NotFound, TrackerError, Unreachable, Usage
from tracker.lazy_patterns import lazy_pattern
from tracker.model.board import Order
from tracker.model.query import Identity
from tracker.query.parse import parse_query, word_of_list
from tracker.services.board import open_board

if TYPE_CHECKING:
    from tracker.model.report import LogEntry
    from tracker.services.watch.arrivals import WatchMark

_SHORTEST = timedelta(seconds=60)
"""Between two questions to a server."""
_SPAN = lazy_pattern(r"([0-9]{1,4})(m|min|h|d|w)")
"""Here ``m`` is minutes; in ``--since`` it is months, for no one asks what is new since minutes."""
_UNITS = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1),
          "w": timedelta(weeks=1)}  # fmt: skip


class _Span(click.ParamType[timedelta]):
    """A span such as ``10m`` or ``1h``."""

    name = "span"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> timedelta:
        """Return the span; fails with a sentence that shows what one looks like."""
        span = _SPAN.fullmatch(str(value).strip())
        if span is None:
            self.fail(f"'{value}' is no span; write 10m, 1h, 6h or 1d", param, ctx)
        return int(span[1]) * _UNITS[span[2][0]]


@click.command("watch", cls=QueryCommand)
@click.argument("query", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="A JSON document a line (tracker/event/1).")
@click.option(
    "--interval",
    type=_Span(),
    default="1h",
    show_default=True,
    metavar="SPAN",
    help="How long between two updates: 10m, 1h, 1d; a minute at least.",
)
@click.option("--once", is_flag=True, help="Update once, print what came, and end.")
@click.option("--stdin", "piped", is_flag=True, help="Read mail from stdin instead of updating.")
@click.option("--list", "mailing_list", metavar="NAME", help="Every series of a mailing list.")
@click.option("--all", "everything", is_flag=True, help="Every series cached, not just tracked.")
@reading
def watch_command(
    options: Reading,
    query: tuple[str, ...],
    as_json: bool,
    interval: timedelta,
    once: bool,
    piped: bool,
    mailing_list: str | None,
    everything: bool,
) -> None:
    """Print events as they come: one line each, the oldest first, until it is ended.

    Archives are read on and the server is asked at each interval, as 'tracker update' does; with
    --stdin an mbox or a mail is read as it comes, and it ends with the stream. An event counts when
    its mail arrives, however old the mail is. [[hooks]] of the configuration are run for events.

    \b
    tracker watch turn:me --json
    tracker watch --all --once
    lei q -f mboxrd ... | tracker watch --all --stdin --json
    """
    if options.as_of is not None:
        raise Usage("what is to come has no --as-of; 'tracker log' has what happened")
    words = (*query_words(query), *filter(None, (word_of_list(mailing_list),)))
    parse_query(words)
    context = open_context(options, queries=True)
    context.read_archives()
    if not everything and not mailing_list:
        with context.library() as library:
            if library is None or not library.tracked():
                say(NOTHING_TRACKED)
    watch = _Watch(context, " ".join(words), everything or bool(mailing_list))
    for _ in _rounds(context, max(interval, _SHORTEST), once=once, piped=piped):
        for entry in watch.news():
            _print(entry, as_json)
            watch.run_hooks(entry)
        if sys.stdout is not None:
            sys.stdout.flush()


def _rounds(
    context: CommandContext, interval: timedelta, *, once: bool, piped: bool
) -> Iterator[None]:
    """Bring mail in, again and again; what fails is reported, and tried again the next time."""
    if piped:
        from tracker.cli.mail_stream import read_stream

        for _ in read_stream(context, batch=1):
            yield
        return
    while True:
        missed: list[TrackerError] = []
        try:
            missed += _bring_in(context)
        except TrackerError as error:
            missed.append(error)
        if not once:
            for fault in missed:
                say(str(fault))
        yield
        if once:
            if missed:
                raise _all_missed(missed)
            return
        time.sleep(interval.total_seconds())


def _all_missed(faults: Sequence[TrackerError]) -> TrackerError:
    """Return what to end with, of the faults of one round."""
    text = "\n  ".join(map(str, faults))
    lost = all(isinstance(fault, NotFound) for fault in faults)
    return NotFound(text) if lost else Unreachable(text)


def _bring_in(context: CommandContext) -> tuple[TrackerError, ...]:
    """Read archives on and ask the server; what could not be brought up to date."""
    from tracker.cli.commands.update import tracked_faults

    context.read_archives(known=True)
    if context.server is None:
        return ()
    with context.library() as library:
        tracked = library.tracked() if library else ()
        names = [library.series(one).newest.message_id for one in tracked] if library else []
    return tuple(tracked_faults(context, names))


class _Watch:
    """What was there at the last round."""

    def __init__(self, context: CommandContext, query: str, everything: bool) -> None:
        from tracker.services.watch.arrivals import watch_mark

        self._context = context
        self._query = query
        self._everything = everything
        context.session.bring_up()
        self._mark: WatchMark = watch_mark(context.paths.database)
        self._hooked: dict[str, frozenset[str]] = {}

    def news(self) -> "tuple[LogEntry, ...]":
        """Return what happened since the last round."""
        from tracker.services.watch.arrivals import arrived, watch_mark

        context = self._context
        context.session.bring_up()
        before, now = self._mark, watch_mark(context.paths.database)
        self._mark = now
        with context.library() as library:
            if library is None:
                return ()
            self._hooked = {
                hook.query: frozenset(self._ids(hook.query)) for hook in context.config.hooks
            }
            return arrived(library, self._ids(self._query), before, now)

    def _ids(self, query: str) -> tuple[str, ...]:
        rows = open_board(
            self._context.paths.database,
            query,
            Order.ACTIVITY,
            everything=self._everything,
            now=self._context.as_of,
            me=self._me,
        )
        return tuple(row.id for row in rows.all() if row.id)

    def _me(self) -> Identity:
        from tracker.services.identity import who_asks

        return who_asks(self._context.config)()

    def run_hooks(self, entry: "LogEntry") -> None:
        """Run the programs that the user wants run for such an event."""
        from tracker.services.watch.hooks import run_hook

        for hook in self._context.config.hooks:
            wanted = not hook.events or entry.event.kind in hook.events
            if wanted and entry.id in self._hooked.get(hook.query, ()):
                run_hook(hook, entry, say)


def _print(entry: "LogEntry", as_json: bool) -> None:
    if as_json:
        from tracker.export.json_report import event_line

        put_json(event_line(entry))
        return
    from tracker.model.terminal_text import clean
    from tracker.render.words import minute

    event = entry.event
    put(f"{minute(event.date)}  {clean(event.text)}  [{clean(entry.title)}]\n")
