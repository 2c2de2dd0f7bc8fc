# SPDX-License-Identifier: GPL-2.0-or-later
"""A status report as a page: whole, harmless, and readable for everybody."""

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from tests.views import attacks, graphs, samples
from tests.views.reported import WEEK, evil, page, report
from tracker.model.status import STAGE_GROUPS

PAGES = {"a week": WEEK, "hostile": evil(), "nothing": report(), "plain": report(samples.FULL)}
VOID = {"meta", "link", "br", "img", "path", "rect", "circle"}
MAY = {
    "html", "head", "meta", "title", "style", "body", "a", "header", "h1", "h2", "h3", "p", "nav",
    "ul", "li", "span", "main", "section", "article", "div", "time", "strong", "details", "summary",
    "footer", "svg", "desc", "g", "rect", "path", "text", "circle",
}  # fmt: skip
"""The elements of our pages: none of them runs or fetches."""
LINKS = ("https://lore.kernel.org/r/", "https://git.kernel.org/torvalds/c/", "#")


class Reader(HTMLParser):
    """A page taken apart: elements in order, what is open, and the text of each."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: dict[str, list[str]] = {}
        self.open: list[str] = []
        self.faults: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)
            self.texts.setdefault(tag, []).append("")

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(tag)

    def handle_data(self, data):
        for tag in set(self.open):
            self.texts[tag][-1] += data

    def values(self, name):
        return [more[name] for _, more in self.elements if name in more]

    def all(self, tag):
        return [more for one, more in self.elements if one == tag]


@pytest.fixture(params=PAGES, ids=str)
def read(request):
    return Reader(page(PAGES[request.param]))


def test_a_page_is_well_formed_and_holds_only_what_neither_runs_nor_fetches(read):
    assert read.faults == []
    assert read.open == []
    assert {tag for tag, _ in read.elements} <= MAY
    assert not {name for _, more in read.elements for name in more} & {"style", "src", "srcset"}
    assert [name for _, more in read.elements for name in more if name.startswith("on")] == []


def test_links_lead_to_the_archive_a_commit_or_a_place_that_is_there(read):
    ids = read.values("id")
    assert len(ids) == len(set(ids))
    for link in read.values("href"):
        assert link.startswith(LINKS)
        assert not link.startswith("#") or link[1:] in ids
    assert set(read.values("aria-labelledby")) <= set(ids)


def test_the_policy_allows_the_one_style_of_the_page_and_nothing_else():
    text = page(WEEK)
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)[1]
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert f'<meta http-equiv="Content-Security-Policy" content="{policy}">' in text
    assert text.count("<style") == 1
    assert text.index("Content-Security-Policy") < text.index("<style>")
    assert "url(" not in style
    assert "@import" not in style


def test_headings_are_in_order_and_pictures_have_words(read):
    levels = [int(tag[1]) for tag, _ in read.elements if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    for picture in read.all("svg"):
        assert picture["role"] == "img"
    assert len(read.texts.get("desc", [])) == len(read.all("svg"))
    assert all(one.strip() for one in read.texts.get("desc", []))


def test_a_page_can_be_read_without_a_mouse_and_on_a_telephone():
    read = Reader(page(WEEK))
    assert read.all("html")[0]["lang"] == "en"
    assert {"name": "viewport", "content": "width=device-width, initial-scale=1"} in read.all(
        "meta"
    )
    assert read.all("a")[0] == {"class": "skip", "href": "#main"}
    wide = [more for more in read.all("div") if more.get("class") == "wide"]
    assert wide
    assert all(more["tabindex"] == "0" and more["aria-label"] for more in wide)
    widths = [int(float(one["width"])) for one in read.all("svg") if one.get("class") == "timeline"]
    assert widths
    assert max(widths) <= 340


def test_a_page_says_what_the_text_says():
    words = " ".join(Reader(page(WEEK)).texts["body"][0].split())
    for said in (
        "Status of gadgets",
        "new since 2025-03-11 09:30 UTC",
        "Half-landed: one part is in",
        "rope is in, but its counterpart was withdrawn.",
        "under review → partially applied",
        "2025-03-13 Ron Root asked (no answer yet): What keeps the lever?",
        "Next move: author (Ann Author)",
        "your turn",
        "rope: nothing new",
        "Not listed, for nothing happened to them: 4 landed, 2 stalled.",
        "v2, posted 2025-03-10: 4 tags, 1 question, 4 landings.",
        "4 series, 5 relations.",
    ):
        assert said in words


def test_the_place_of_a_series_is_the_same_in_every_page():
    """So that a link to it goes on working next week."""
    places = [more["id"] for more in Reader(page(WEEK)).all("article")]
    later = replace(WEEK, groups=tuple(reversed(WEEK.groups)))
    assert places
    assert {more["id"] for more in Reader(page(later)).all("article")} == set(places)


def test_hostile_mail_shows_as_text():
    text = page(evil())
    assert "<script" not in text
    assert "&lt;script&gt;" in text
    assert not set(text) & set("\x1b\x07\x9b\u202e\u2066\u200b")
    assert attacks.HOSTILE not in text
    text.encode()


def test_a_long_list_of_what_is_not_new_is_closed_at_first():
    many = replace(WEEK, unchanged=WEEK.unchanged * 21)
    assert "<details open>" in page(WEEK)
    assert "<details>" in page(many)


# ---- colours ---------------------------------------------------------------------------------


def luminance(colour: str) -> float:
    """Of a colour ``#rrggbb`` (WCAG 2.2, relative luminance)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def palettes() -> list[dict[str, str]]:
    """The colours by name, for light pages and for dark ones."""
    blocks = re.findall(r":root \{(.*?)\}", page(report()), re.DOTALL)
    return [dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", block)) for block in blocks]


@pytest.mark.parametrize("which", [0, 1], ids=["light", "dark"])
def test_text_stands_out_from_its_ground(which):
    """At least 4.5 to 1 (WCAG 2.2, 1.4.3, level AA)."""
    names = palettes()[which]
    pairs = [(names[ink], names[ground]) for ink in ("ink", "soft", "link", "alarm")
             for ground in ("ground", "card")]  # fmt: skip
    pairs += [(names[group], names[f"{group}-ground"]) for group in (*STAGE_GROUPS, "alarm")]
    pairs += [(names["ground"], names[mark]) for mark in ("landed", "attention", "alarm")]
    assert min(contrast(*pair) for pair in pairs) >= 4.5
    assert contrast(names["focus"], names["ground"]) >= 3


def test_both_palettes_name_the_same_colours():
    light, dark = palettes()
    assert set(light) == set(dark)
    assert len(light) > 15


def test_graphs_are_drawn_once_each():
    told = page(report(samples.FULL, graphs=(graphs.GRAPH, graphs.GRAPH)))
    assert told.count('class="wide"') == 2
    assert told.count("<style>") == 1


def test_a_flood_in_a_mail_is_cut():
    """A page of one hostile series stays readable, whatever the length of its lines."""
    read = Reader(page(evil()))
    assert max(map(len, read.texts["li"])) < 1_200
    assert max(map(len, read.texts["h3"])) < 300
    assert max(map(len, read.texts["p"])) < 1_200
