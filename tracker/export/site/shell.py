# SPDX-License-Identifier: GPL-2.0-or-later
"""What every page of a site has: its head, the policy that lets nothing else in, the navigation.

The Content-Security-Policy allows the one style by its hash (CSP Level 3, section 8.4), so a page
may be opened from a folder, from any web server or inside a forge's pages, and neither runs nor
fetches a thing. Text from mail is cleaned and escaped; links lead into the site, to the archive or
to a commit.
"""

from collections.abc import Iterable
from datetime import datetime

from tracker.export.site.names import link, person_page
from tracker.export.site.style import SITE_STYLE
from tracker.export.svg import style_policy, text_of
from tracker.lazy_dataclass import dataclass
from tracker.model.people import Person
from tracker.model.status import Stage, stage_traits
from tracker.render.words import day, name_of

NAVIGATION = (
    ("Board", "index.html"),
    ("People", "people/index.html"),
    ("Lists", "lists/index.html"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SitePage:
    """One page, before its shell is put around it."""

    title: str
    body: str
    """HTML."""
    depth: int
    """How many folders below the site's top it is."""
    feed: str = ""
    """The path of its feed; empty for none."""
    alone: bool = False
    """It is no part of a site: no navigation."""


def page_html(page: SitePage) -> str:
    """Return a whole page."""
    title = text_of(page.title)
    feed = (
        f'<link rel="alternate" type="application/atom+xml" title="{title}"'
        f' href="{link(page.feed, page.depth)}">\n'
        if page.feed
        else ""
    )
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{style_policy(SITE_STYLE)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{title}</title>\n{feed}<style>{SITE_STYLE}</style>\n</head>\n<body>\n"
        f'<a class="skip" href="#main">Skip to the content</a>\n{_navigation(page)}'
        f'<main id="main">\n{page.body}</main>\n</body>\n</html>\n'
    )


def moved_html(target: str) -> str:
    """Return the page of a posting whose series has its page under another name."""
    place = link(target, 0)
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">\n'
        f'<meta http-equiv="refresh" content="0; url={place}">\n'
        "<title>A version of a series</title>\n</head>\n<body>\n"
        f'<p><a href="{place}">The page of its series</a></p>\n</body>\n</html>\n'
    )


def _navigation(page: SitePage) -> str:
    if page.alone:
        return ""
    entries = "".join(
        f'<li><a href="{link(path, page.depth)}">{name}</a></li>' for name, path in NAVIGATION
    )
    return f'<nav aria-label="Site"><ul>{entries}</ul></nav>\n'


# ---- parts ---------------------------------------------------------------------------------------


def stage_chip(stage: Stage | None) -> str:
    """Return a stage with its sign and colour."""
    traits = stage_traits(stage)
    return f'<span class="stage tone-{traits.group}">{traits.sign.letter} {traits.label}</span>'


def anchor(url: str, text: str) -> str:
    """Return a link; the text alone where there is no address."""
    return f'<a href="{text_of(url)}">{text_of(text)}</a>' if url else text_of(text)


def person_link(who: Person, depth: int, known: bool = True) -> str:
    """Return a person's name, and a link to their page where there is one."""
    if not known or not who.email:
        return text_of(name_of(who))
    return f'<a href="{link(person_page(who.email), depth)}">{text_of(name_of(who))}</a>'


def dated(moment: datetime | None) -> str:
    """Return a day as a machine reads it too; empty for none."""
    if moment is None:
        return ""
    return f'<time datetime="{day(moment)}">{day(moment)}</time>'


def section_html(title: str, body: Iterable[str], ident: str = "") -> str:
    """Return a part of a page under its heading; empty where it holds nothing."""
    inside = "".join(body)
    named = f' id="{ident}"' if ident else ""
    return f"<section{named}>\n<h2>{title}</h2>\n{inside}</section>\n" if inside else ""


_PLAIN = frozenset({"Stage", "Title", "Patch", "Name", "Tags", "List"})
"""Heads of columns whose cells need no name."""


def table_html(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a table of cells that are HTML already; empty without rows."""
    heads = tuple(heads)
    # A narrow screen has no line of heads: a cell that does not speak for itself names its own.
    starts = [f'<td data-head="{one}">' if one and one not in _PLAIN else "<td>" for one in heads]
    cells = ("".join(f"{a}{b}</td>" for a, b in zip(starts, row, strict=True)) for row in rows)
    lines = "".join(f"<tr>{one}</tr>\n" for one in cells)
    if not lines:
        return ""
    top = "".join(f'<th scope="col">{head}</th>' for head in heads)
    return (
        f'<div class="wide"><table>\n<thead><tr>{top}</tr></thead>\n'
        f"<tbody>\n{lines}</tbody>\n</table></div>\n"
    )
