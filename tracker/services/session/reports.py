# SPDX-License-Identifier: GPL-2.0-or-later
"""Reports and logs of a session: which series are asked for, and what is known of them."""

from datetime import datetime, timedelta
from functools import partial

from tracker.lazy_dataclass import replace
from tracker.model.board import Order
from tracker.model.query import NOBODY, Field, Query
from tracker.model.report import Asked, GroupBy, StatusReport
from tracker.model.rows import SeriesRow
from tracker.model.views import Holdings
from tracker.query.parse import parse_query, word_of_list
from tracker.services.board import rows_on_board
from tracker.services.candidates import Watch
from tracker.services.identity import UNKNOWN, who_asks
from tracker.services.library import Library
from tracker.services.report import Telling, tell_report
from tracker.services.session.session import Session
from tracker.store.board.memory import select_rows
from tracker.store.load import Reader


def telling_of(session: Session, asked: Asked, moment: datetime, watch: Watch = tuple) -> Telling:
    """Return which series a query asks for, and whose turn is the reader's. Raises Usage."""
    query = parse_query(tuple(filter(None, (asked.query, word_of_list(asked.mailing_list)))))
    query = _with_bodies(session, query, asked, moment)
    who = who_asks(session.config)
    me = who() if query.asks_me else NOBODY
    if query.asks_me and not me:
        session.say(UNKNOWN)
    return Telling(
        asked=asked,
        choose=partial(select_rows, query=query, as_of=moment, me=me),
        me=who,
        query=query,
        stalled=timedelta(days=session.config.stalled_days),
        late=timedelta(days=session.config.late_days),
        watch=watch,
    )


def _with_bodies(session: Session, query: Query, asked: Asked, moment: datetime) -> Query:
    """Return a query whose words of mails (``body:``) are looked up for rows in memory."""
    if not any(one.field is Field.BODY for one in query.terms):
        return query
    reader = Reader.open(session.example_database() if asked.example else session.paths.database)
    if reader is None:
        return query
    from tracker.services.full_text import with_bodies

    with reader:
        return with_bodies(reader, query, moment)


def held_by_board(session: Session, telling: Telling) -> tuple[SeriesRow, ...] | None:
    """Return the rows that a query holds from the board, so that they are not judged again.

    None where the board is not asked: of another day, of repositories of this run alone, of the
    example, or of the few that are tracked.
    """
    asked = telling.asked
    if asked.example or not asked.everything or not session.bring_up():
        return None
    text = " ".join(filter(None, (asked.query, word_of_list(asked.mailing_list))))
    return rows_on_board(
        session.paths.database,
        text,
        Order.ACTIVITY,
        everything=True,
        now=session.as_of,
        me=telling.me,
    )


def report_of(
    session: Session, library: Library | None, asked: Asked, since: datetime | None
) -> StatusReport:
    """Return the report of a query at the library's moment. Raises Usage."""
    if library is None:
        return empty_report(asked, session.as_of, since, GroupBy.FATE)
    telling = telling_of(session, asked, library.as_of)
    held = held_by_board(session, telling)
    return tell_report(library, replace(telling, since=since, held=held))


def empty_report(
    asked: Asked, as_of: datetime, since: datetime | None, group_by: GroupBy
) -> StatusReport:
    """Of nothing: there is no database yet."""
    return StatusReport(
        asked=asked,
        as_of=as_of,
        since=since,
        group_by=group_by,
        needs=(),
        groups=(),
        unchanged=(),
        left_out=(),
        graphs=(),
        held=Holdings(messages=0, newest=None, repositories=()),
    )
