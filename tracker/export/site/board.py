# SPDX-License-Identifier: GPL-2.0-or-later
"""The pages of a site that list series: the board by section, people, lists; and its index."""

import json
from collections.abc import Iterable, Mapping, Sequence

from tracker.export.json_keys import Json, as_json
from tracker.export.site.names import link, list_page, person_page, series_feed, series_page
from tracker.export.site.shell import (
    SitePage,
    dated,
    page_html,
    person_link,
    section_html,
    stage_chip,
    table_html,
)
from tracker.export.svg import text_of
from tracker.lazy_dataclass import dataclass
from tracker.model.people import Person
from tracker.model.rows import SeriesRow
from tracker.model.status import SIDES, Side
from tracker.render.words import list_of, name_of

_MOST = 100
"""Series of a section on the board; its own page has them all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteSection:
    """A section of the board, with what it holds."""

    name: str
    query: str
    file: str
    """The name of its files, without folder and ending."""
    rows: tuple[SeriesRow, ...]

    @property
    def page(self) -> str:
        """The path of its page."""
        return f"sections/{self.file}.html"

    @property
    def feed(self) -> str:
        """The path of its feed."""
        return f"sections/{self.file}.xml"


def board_html(title: str, sections: Sequence[SiteSection], rest: str) -> str:
    """Return the first page: every section, the newest of each; ``rest`` is a line below."""
    entries = "".join(
        f'<li><a href="{link(one.page, 0)}">{text_of(one.name)}</a>'
        f' <span class="count">{len(one.rows)}</span></li>'
        for one in sections
    )
    body = [
        f'<h1>{text_of(title)}</h1>\n<nav aria-label="Sections"><ul>{entries}</ul></nav>\n',
        *(
            section_html(
                f'<a href="{link(one.page, 0)}">{text_of(one.name)}</a>'
                f' <span class="count">{len(one.rows)}</span>',
                [
                    rows_table(one.rows[:_MOST], 0),
                    f'<p><a href="{link(one.feed, 0)}">Feed</a>{_query_code(one)}'
                    f"{_more(one)}</p>\n",
                ],
                one.file,
            )
            for one in sections
            if one.rows
        ),
        f"<footer><p>{text_of(rest)}</p></footer>\n",
    ]
    return page_html(SitePage(title=title, body="".join(body), depth=0))


def _query_code(one: SiteSection) -> str:
    return f" <code>{text_of(one.query)}</code>" if one.query else ""


def _more(one: SiteSection) -> str:
    left = len(one.rows) - _MOST
    return f' <a href="{link(one.page, 0)}">and {left} more</a>' if left > 0 else ""


def section_page(one: SiteSection) -> str:
    """Return the page of one section."""
    head = f"<h1>{text_of(one.name)}</h1>\n<p>{_query_code(one)}</p>\n"
    body = head + (rows_table(one.rows, 1) or "<p>no series</p>\n")
    return page_html(SitePage(title=one.name, body=body, depth=1, feed=one.feed))


def rows_table(rows: Iterable[SeriesRow], depth: int) -> str:
    """Return series, one a line."""
    return table_html(
        ("Stage", "Title", "Author", "Version", "Turn", "Last mail"),
        (
            (
                stage_chip(row.stage),
                f'<a class="title" href="{link(series_page(row.id), depth)}">'
                f"{text_of(row.title or row.id)}</a>",
                person_link(row.author, depth),
                text_of(row.newest.name) if row.newest else "",
                _turn_cell(row, depth),
                dated(row.last_activity),
            )
            for row in rows
        ),
    )


def _turn_cell(row: SeriesRow, depth: int) -> str:
    if row.turn.side is Side.NOBODY:
        return ""
    who = ", ".join(person_link(one, depth) for one in row.turn.people[:3])
    since = f" since {dated(row.turn.since)}" if row.turn.since else ""
    return f"{text_of(SIDES[row.turn.side].subject)}{f' ({who})' if who else ''}{since}"


def person_html(who: Person, own: Sequence[SeriesRow], waiting: Sequence[SeriesRow]) -> str:
    """Return the page of a person: what waits for them, and what they wrote."""
    body = (
        f'<h1>{text_of(name_of(who))}</h1>\n<p class="soft">{text_of(who.email)}</p>\n'
        + section_html("Their turn", [rows_table(waiting, 1)])
        + section_html("Their series", [rows_table(own, 1)])
    )
    return page_html(SitePage(title=name_of(who), body=body, depth=1))


def list_html(address: str, rows: Sequence[SeriesRow]) -> str:
    """Return the page of a mailing list."""
    head = f'<h1>{text_of(list_of(address))}</h1>\n<p class="soft">{text_of(address)}</p>\n'
    return page_html(SitePage(title=list_of(address), body=head + rows_table(rows, 1), depth=1))


def people_html(people: Mapping[str, Person], counts: Mapping[str, tuple[int, int]]) -> str:
    """Return the page that leads to everybody; counts are of their series and their turns."""
    ordered = sorted(people.values(), key=lambda one: (name_of(one).casefold(), one.email))
    rows = (
        (person_link(one, 1), str(counts[one.email][0]), str(counts[one.email][1]))
        for one in ordered
    )
    body = "<h1>People</h1>\n" + table_html(("Name", "Series", "Their turn"), rows)
    return page_html(SitePage(title="People", body=body, depth=1))


def lists_html(counts: Mapping[str, int]) -> str:
    """Return the page that leads to every mailing list."""
    rows = (
        (f'<a href="{link(list_page(one), 1)}">{text_of(list_of(one))}</a>', text_of(one), str(n))
        for one, n in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    )
    body = "<h1>Lists</h1>\n" + table_html(("List", "Address", "Series"), rows)
    return page_html(SitePage(title="Lists", body=body, depth=1))


def site_index(rows: Sequence[SeriesRow], sections: Sequence[SiteSection]) -> str:
    """Return the index of a site for programs: tracker/site/1."""
    boards: list[Json] = [
        {"name": one.name, "query": one.query, "page": one.page, "feed": one.feed,
         "series": len(one.rows)}
        for one in sections
    ]  # fmt: skip
    series: list[Json] = [
        {"id": row.id, "page": series_page(row.id), "feed": series_feed(row.id),
         "author_page": person_page(row.author.email) if row.author.email else None,
         "row": as_json(row)}
        for row in rows
    ]  # fmt: skip
    # One a line: an indent would take ten times as long.
    lists = (f'"sections": [\n{_lined(boards)}\n]', f'"series": [\n{_lined(series)}\n]')
    return '{"schema": "tracker/site/1",\n' + ",\n".join(lists) + "\n}\n"


def _lined(objects: Sequence[Json]) -> str:
    return ",\n".join(json.dumps(one, ensure_ascii=True) for one in objects)
