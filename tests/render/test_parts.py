# SPDX-License-Identifier: GPL-2.0-or-later
"""Lists, reasons, the status report, and the small parts that all reports share."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.views import samples
from tracker.model.checks import Check
from tracker.model.mail import Evidence
from tracker.model.query import NOBODY as NOT_ME
from tracker.model.rows import CheckCounts, SeriesRow, TagCounts
from tracker.model.status import Side, Stage, Turn
from tracker.model.terminal_text import width
from tracker.model.verdicts import CheckState
from tracker.render.board import list_legend, list_text
from tracker.render.checks import check_rows
from tracker.render.evidence import evidence_text
from tracker.render.lines import capped, line_of, paragraph, text_of, whole, wrap
from tracker.render.links import message_url
from tracker.render.preview import block, why_here
from tracker.render.style import Style
from tracker.render.words import age, short_age

STYLE = Style()
NOBODY = Turn(side=Side.NOBODY)


def test_a_list_has_one_line_a_series():
    """Stage, turn, version, reviewed, questions, age, list and title, under a heading."""
    head, line = list_text([samples.row(samples.FULL)], STYLE, samples.NOW).splitlines()
    assert head.split() == ["turn", "ver", "rev", "open", "rel", "age", "list", "title"]
    assert line.split(maxsplit=8) == [
        "◑", "author", "v2", "2/3", "1?", "w1", "5d", "gadgets", "gadgets: levers without a driver",
    ]  # fmt: skip


def test_a_list_drops_columns_that_say_nothing():
    """The room goes to the titles; tracked series carry a star."""
    row = samples.row(samples.FULL, open_questions=0, turn=NOBODY, tracked=True)
    head, line = list_text([row], STYLE, samples.NOW).splitlines()
    assert head.split() == ["ver", "rev", "rel", "age", "list", "author", "title"]
    assert line.startswith("* ◑ v2 ")


def test_a_list_gives_up_what_every_row_says_before_it_gives_up_the_author():
    """Where that makes no room for the author, both stay away, and the title has the room."""
    one = samples.row(samples.FULL)
    other = samples.row(samples.FULL, lists=("linux-winches@lists.example.org",))

    def named(*rows: SeriesRow, columns: int = 80) -> list[str]:
        style = replace(STYLE, width=columns)
        return list_text(rows, style, samples.NOW).splitlines()[0].split()

    assert {"list", "author"} & {*named(one, one)} == {"author"}
    assert {"list", "author"} & {*named(one, other)} == {"list"}
    assert not {"list", "author"} & {*named(one, one, columns=66)}
    assert {"list", "author", "stage"} <= {*named(one, one, columns=120)}


def test_a_title_has_nine_twentieths_of_a_narrow_list():
    """Of a list of many columns the mailing list gives way first."""
    tags, checks = TagCounts(reviewed=1), CheckCounts(failing=("ci",))
    many = samples.row(samples.FULL, checks=checks, tags=tags)
    other = replace(many, lists=("linux-winches@lists.example.org",))
    head = list_text([many, other], replace(STYLE, width=80), samples.NOW).splitlines()[0]
    assert "RATN" in head
    assert "list" not in head
    assert len(head) - len("title") <= 80 - 36


def test_a_narrow_list_has_a_legend_of_its_signs():
    """From the width on at which stages stand in words it needs none."""
    rows = [samples.row(samples.FULL), samples.row(samples.FULL)]
    assert list_legend(rows, replace(STYLE, colour=True)) == "◑ partially applied"
    assert list_legend(rows, replace(STYLE, width=110)) == ""


def test_a_list_names_the_list_that_a_series_is_for():
    """Not linux-kernel, which gets a copy of everything; the project only if there is no list."""

    def named(*lists: str) -> str:
        row = samples.row(samples.FULL, lists=lists, project="winch")
        return list_text([row], STYLE, samples.NOW).splitlines()[1].split()[7]

    assert named("linux-kernel@lists.example.org", "linux-levers@lists.example.org") == "levers"
    assert named("linux-kernel@lists.example.org") == "kernel"
    assert named() == "winch"


def test_a_list_tells_of_the_newest_version_that_is_whole():
    """A partial reroll replaces single patches: its count is not the count of the series."""
    row = samples.row(samples.FULL)
    reroll = replace(row.revisions[-1], label="v2.1", expected=1, partial=True)
    line = list_text([replace(row, revisions=(*row.revisions, reroll))], STYLE, samples.NOW)
    assert line.splitlines()[1].split()[2:4] == ["v2", "2/3"]
    alone = list_text([replace(row, revisions=(reroll,))], STYLE, samples.NOW)
    assert alone.splitlines()[1].split()[2:4] == ["v2.1", "2/1"]


def test_why_gives_rule_message_line_and_words():
    """And the commit where the proof is one."""
    text = evidence_text(samples.REASONS, STYLE)
    assert "  rule    notice.patchwork\n" in text
    assert "  mail    https://lore.kernel.org/all/notice@example.org/\n  line    3\n" in text
    assert "  words   > This series was applied\n" in text
    assert f"  commit  {'1a' * 20} in linux\n" in text
    assert "no evidence" in evidence_text([], STYLE)
    assert "https://mail.example.org/x/notice@" in evidence_text(
        samples.REASONS, STYLE, "https://mail.example.org/x/"
    )


def test_a_message_id_never_becomes_a_path():
    """Slashes, queries and dots of a parent folder are escaped or harmless."""
    assert message_url("a/../b?c#d@example.org").endswith("/all/a%2F..%2Fb%3Fc%23d@example.org/")
    assert message_url("\ud800 \x1b@example.org").endswith("/all/%3F%20%1B@example.org/")


@pytest.mark.parametrize(
    ("passed", "words", "short"),
    [
        (timedelta(seconds=-5), "0 minutes", "0m"),
        (timedelta(minutes=90), "1 hour", "1h"),
        (timedelta(days=1), "1 day", "1d"),
        (timedelta(days=13), "13 days", "13d"),
        (timedelta(days=14), "2 weeks", "2w"),
        (timedelta(days=59), "8 weeks", "8w"),
        (timedelta(days=60), "2 months", "2mo"),
        (timedelta(days=729), "24 months", "24mo"),
        (timedelta(days=730), "2 years", "2y"),
    ],
)
def test_ages_are_told_in_the_unit_people_use(passed, words, short):
    """The larger unit from two of it on."""
    assert age(samples.NOW - passed, samples.NOW) == words
    assert short_age(samples.NOW - passed, samples.NOW) == short


def test_wrapping_fills_lines_breaks_giants_and_cuts_the_rest():
    """Words stay whole where they fit; what goes past the last line ends in an ellipsis."""
    assert wrap("one two three four", 9) == ("one two", "three", "four")
    assert wrap("漢字漢字漢", 4) == ("漢字", "漢字", "漢")
    assert wrap("abcdefgh ij", 5) == ("abcde", "fgh", "ij")
    assert wrap("a " * 1_000, 9, 2) == ("a a a a a", "a a a a…")
    assert wrap("x" * 1_000_000, 10, 2) == ("x" * 10, "x" * 9 + "…")
    assert wrap("one two", 3, 2) == ("one", "two")
    assert wrap("", 9) == ()


def printed(rows, columns=80):
    """Rows as lines of text."""
    return Style(width=columns).page(rows).splitlines()


def test_a_paragraph_hangs_under_its_first_line():
    """The indent counts against the width."""
    lines = printed(paragraph("p", "words " * 30, 30, lead="  label  "), 30)
    assert lines[0].startswith("  label  words")
    assert all(line.startswith(" " * 9 + "words") for line in lines[1:])
    assert max(map(width, lines)) <= 30


def test_a_handle_is_never_broken_unless_it_is_none():
    """It may be wider than the terminal; what holds a space is cut."""
    url = "https://lists.example.org/" + "x" * 90
    assert printed([whole("u", url, "  ")], 40) == [f"  {url}"]
    (cut,) = printed([whole("u", f"{url} {url}", "  ")], 40)
    assert width(cut) <= 40


def test_cutting_counts_items_and_spares_a_single_one():
    """A line that says "1 more" would take the room of that one."""
    items = [[line_of(f"{n}", str(n)), line_of(f"{n}+", "more of it")] for n in range(5)]
    assert capped("c", items, 4) == [row for item in items for row in item]
    assert printed(capped("c", items, 2, hint="--full"))[-1] == "  … and 3 more (--full)"
    assert len(capped("c", items, None)) == 10


def test_in_ascii_a_line_is_no_wider_than_the_terminal():
    """The stand-in of an ellipsis takes three columns."""
    rows = paragraph("p", "word " * 9, 20, most=1)
    (line,) = Style(unicode=False, width=20).page(rows).splitlines()
    assert line.isascii()
    assert len(line) == 20
    assert line.endswith("...")


def test_what_has_no_room_in_the_block_is_seen_to_be_cut():
    """The last line that fits says that more was there; the turn is not said twice."""
    lists = tuple(f"linux-gadgets-{number}@lists.example.org" for number in range(9))
    row = samples.row(samples.FULL, lists=lists)
    whole = block(row, "state:reviewed", samples.NOW, NOT_ME, 80, 20)
    heads = [line[0].text.split() for line in whole]
    cut = next(at for at, head in enumerate(heads) if head == ["where"]) + 1
    assert not heads[cut]
    assert text_of(block(row, "", samples.NOW, NOT_ME, 80, cut)[-1]).endswith("…")
    assert ["turn"] not in heads


def test_what_a_check_found_is_cut_between_words():
    """200 characters are kept of it; what is shorter is whole."""
    words = ("word " * 39).strip()
    for text, end in ((f"{words} frobnicate"[:200], "word…"), (words, "word"), ("x" * 200, "x…")):
        found = Check(
            context="build", state=CheckState.FAIL, severity=None, source="lkp", url=None,
            date=samples.NOW, version=1, patch=None, message_id="c@example.org", summary=text,
            answered_by=None, revision="a@example.org",
            evidence=Evidence(rule="check", message_id="c@example.org"),
        )  # fmt: skip
        rows = [text_of(row.draw(4000)) for row in check_rows([found], 4000)]
        assert "".join(rows).partition("<")[0].rstrip().endswith(end), rows


def test_a_row_that_is_in_says_what_it_landed_ahead_of():
    row = samples.row(samples.FULL, blocked=True, blocked_by=("hinges",))
    for stage, words in (
        (Stage.APPLIED, "landed ahead of hinges"),
        (Stage.NEW, "waits for hinges"),
    ):
        assert why_here(replace(row, stage=stage), "is:blocked", samples.NOW) == words
