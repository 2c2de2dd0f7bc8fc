# SPDX-License-Identifier: GPL-2.0-or-later
"""The query language of lists: what its words mean, and what is said of one that means nothing."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.posts import dossier, reply, sent, tagged
from tracker.errors import Usage
from tracker.model.board import SECTIONS, Order
from tracker.model.mail import Person
from tracker.model.query import Bound, Comparison, Field, Identity, Query
from tracker.model.rows import LandedRow, SeriesRow, TagCounts
from tracker.model.status import Facts, Side, Stage, Turn
from tracker.query.parse import MAX_QUERY, parse_query
from tracker.state.row import row
from tracker.store.board.memory import select_rows

REX = "Rex Reviewer <rex@example.org>"
IS_REX = Identity(addresses=frozenset({"rex@example.org"}))


@pytest.fixture(scope="module")
def rows() -> tuple[SeriesRow, ...]:
    """A new one of Ada's, a reviewed one of Rex's, one with an open question to Ada."""
    made = (
        sent("a", title="widget: Turn the WHEEL"),
        [*sent("b", title="gear: Grind it", sender=REX),
         *(tagged(f"t{n}", f"b-{n}", sender="Mia Maintainer <mia@example.org>") for n in (1, 2))],
        [*sent("c", title="cog: Paint the wheel"),
         reply("q", "c-1", "> +better;\n\nWhy does it return a pointer here?\n", sender=REX)],
    )  # fmt: skip
    return tuple(row(dossier(*raws), (), tracked=True) for raws in made)


def found(query: str, rows: tuple[SeriesRow, ...], me: Identity = IS_REX) -> str:
    as_of = rows[0].last_activity + timedelta(days=1)
    return "".join(one.id[0] for one in select_rows(rows, parse_query([query]), as_of, me))


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", "abc"),
        ("state:new", "a"),
        ("STATE:New", "a"),
        ("state:new,reviewed", "ab"),
        ("-state:new", "bc"),
        ("state:under-review", "c"),
        ("turn:author", "c"),
        # Reviewed long ago, and nothing tells whether it was applied.
        ("turn:unknown", "b"),
        ("turn:ada", "c"),
        ("author:ada", "ac"),
        ("author:rex@example.org", "b"),
        ("author:me", "b"),
        ('author:"me"', ""),
        ('author:"ada author"', "ac"),
        ("involved:me", "bc"),
        ("involved:mia", "b"),
        ("reviewer:mia", "b"),
        ("reviewer:me", ""),
        ("tag:reviewed", "b"),
        ("tag:Reviewed-by", "b"),
        ("list:widgets", "abc"),
        ("list:gears", ""),
        ("wheel", "ac"),
        ("the wheel", "ac"),
        ('"the wheel"', "ac"),
        ('"wheel the"', ""),
        ("wheel turn", "a"),
        ("wheel turn:author", "c"),
        ("wheel -paint", "a"),
        ("title:grind", "b"),
        ("title:ada", ""),
        ("ada", "ac"),
        ("gear:", "b"),
        ("state:new author:rex", ""),
        ("is:open", "abc"),
        ("is:closed", ""),
        ("is:open,closed", "abc"),
        ("is:tracked -is:seen", "abc"),
        ("version:1", "abc"),
        ("version:>1", ""),
        ("version:<=1", "abc"),
        ("v1", "abc"),
        ("V2", ""),
        ("wheel v1", "ac"),
        ("-v1", ""),
        ('"v1"', ""),
        ("v1x", ""),
        ("age:<30h", "abc"),
        ("age:>30h", ""),
        ("id:a-", "a"),
    ],
)
def test_a_query_selects_what_meets_all_of_its_words(
    query: str, names: str, rows: tuple[SeriesRow, ...]
) -> None:
    assert found(query, rows) == names


def test_words_may_come_as_one_argument_or_several() -> None:
    assert parse_query(["wheel turn:author"]) == parse_query(["wheel", "turn:author"])


def test_the_order_of_the_rows_is_kept(rows: tuple[SeriesRow, ...]) -> None:
    turned = tuple(reversed(rows))
    assert select_rows(turned, parse_query([]), rows[0].last_activity) == turned


# ---- who asks ----------------------------------------------------------------------------------


def waiting(row: SeriesRow, side: Side) -> SeriesRow:
    return replace(row, turn=Turn(side=side, since=row.last_activity))


def test_it_is_a_reviewers_turn_where_it_waits_for_reviewers_and_he_gave_no_tag(
    rows: tuple[SeriesRow, ...],
) -> None:
    """Rex asked about c; its newest version has no tag of his."""
    asked = waiting(rows[2], Side.REVIEWERS)
    rex = Person("Rex Reviewer", "rex@example.org")
    assert found("turn:me", (asked,)) == "c"
    assert found("turn:me", (replace(asked, reviewers=(rex,)),)) == ""
    assert found("turn:me", (replace(asked, author=rex),)) == ""
    assert found("turn:me", (replace(asked, involved=()),)) == ""
    assert found("turn:me", (waiting(rows[2], Side.MAINTAINER),)) == ""


def test_it_is_the_turn_of_who_is_named(rows: tuple[SeriesRow, ...]) -> None:
    assert found("turn:me", rows, Identity(addresses=frozenset({"ada@example.org"}))) == "c"


def test_nobody_is_me_without_an_identity(rows: tuple[SeriesRow, ...]) -> None:
    assert found("author:me", rows, Identity()) == ""
    assert found("-author:me", rows, Identity()) == "abc"


def test_an_address_that_is_shared_is_mine_under_my_name_only(rows: tuple[SeriesRow, ...]) -> None:
    shared = Identity(named=frozenset({Person("rex reviewer", "rex@example.org")}))
    assert found("author:me", rows, shared) == "b"
    other = Identity(named=frozenset({Person("rex other", "rex@example.org")}))
    assert found("author:me", rows, other) == ""


# ---- facts of a row ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def landed(rows: tuple[SeriesRow, ...]) -> SeriesRow:
    """In a tree for ten days, in a release for one; with a stale tag, and something it needs."""
    then = rows[0].last_activity
    return replace(
        rows[0],
        stage=Stage.RELEASED,
        turn=Turn(side=Side.NOBODY, since=then),
        facts=Facts(rfc=True, blocked=True),
        tags=TagCounts(acked=2),
        stale_tags=("Mia Maintainer",),
        blocked_by=("gear: Grind it",),
        landed=(
            LandedRow(rung="tree", tree="widgets/next.git", date=then - timedelta(days=9)),
            LandedRow(rung="release", tag="v6.17", date=then),
        ),
    )


@pytest.mark.parametrize(
    "query",
    ["landed:tree", "landed:v6.17", "landed:release", "tree:widgets", "is:landed", "is:rfc",
     "stale-tag:mia", "stale-tag:any", "blocked-by:grind", "is:blocked", "tag:acked",
     "landed-age:<2d", "-landed-age:>2d", "-turn-age:>0h"],
)  # fmt: skip
def test_a_fact_of_a_series_is_found(query: str, landed: SeriesRow) -> None:
    assert found(query, (landed,)) == "a"


@pytest.mark.parametrize(
    "query",
    ["landed:v6.1", "landed:widgets", "tree:gears", "is:open", "is:stalled", "stale-tag:rex",
     "blocked-by:wheel", "tag:tested", "landed-age:>2d", "turn-age:>0h"],
)  # fmt: skip
def test_a_fact_that_a_series_lacks_is_not_found(query: str, landed: SeriesRow) -> None:
    """A release is whole words: v6.1 is not v6.17. Nobody's turn has no age."""
    assert found(query, (landed,)) == ""


def test_a_series_is_stalled_by_the_clock_that_is_given(rows: tuple[SeriesRow, ...]) -> None:
    asked, then = parse_query(["is:stalled"]), rows[0].last_activity
    assert select_rows(rows[:1], asked, then + timedelta(weeks=4)) == rows[:1]
    assert select_rows(rows[:1], asked, then + timedelta(weeks=4, seconds=-1)) == ()


# ---- order -------------------------------------------------------------------------------------


def test_who_is_to_move_for_the_longest_comes_first_and_nobody_last(
    rows: tuple[SeriesRow, ...],
) -> None:
    now = rows[0].last_activity
    one = replace(rows[0], turn=Turn(side=Side.NOBODY, since=now - timedelta(days=9)))
    two = replace(rows[1], turn=Turn(side=Side.AUTHOR, since=now))
    three = replace(rows[2], turn=Turn(side=Side.REVIEWERS, since=now - timedelta(days=1)))
    told = select_rows((one, two, three), Query(), now, order=Order.TURN)
    assert told == (three, two, one)


@pytest.mark.parametrize(
    ("order", "names"),
    [(Order.TITLE, "cba"), (Order.STAGE, "bca"), (Order.AUTHOR, "acb")],
)
def test_rows_are_put_in_order(order: Order, names: str, rows: tuple[SeriesRow, ...]) -> None:
    """Where two are equal the last active comes first."""
    later = replace(rows[0], last_activity=rows[0].last_activity + timedelta(days=1))
    told = select_rows((*rows[1:], later), Query(), rows[0].last_activity, order=order)
    assert "".join(one.id[0] for one in told) == names


# ---- words that mean nothing -------------------------------------------------------------------


def fault(*words: str) -> Usage:
    with pytest.raises(Usage) as told:
        parse_query(words)
    return told.value


def test_an_unknown_field_is_named_with_those_that_are_known() -> None:
    assert "'colour:red' is not understood" in str(fault("wheel", "colour:red"))
    assert "fields are state:, turn:" in str(fault("wheel", "colour:red"))


def test_the_nearest_field_is_proposed_with_the_whole_word() -> None:
    assert "did you mean -state:new?" in str(fault("-staet:new"))


def test_a_stage_that_does_not_exist_is_no_empty_answer() -> None:
    """The stages are named, so that the word can be mended."""
    assert str(fault("state:bogus")).startswith("'bogus' is no stage; the stages are reverted, ")
    assert "did you mean reviewed?" in str(fault("state:reviwed"))


def test_what_a_series_cannot_be_is_said_with_what_it_can() -> None:
    assert "did you mean open?" in str(fault("is:opne"))
    assert "it knows open, landed" in str(fault("is:xyz"))


@pytest.mark.parametrize("word", ["age:2w", "age:>2", "age:>w", "age:=2w", "age:>999999w", "age:>"])
def test_an_age_that_cannot_be_compared_shows_how_to_write_one(word: str) -> None:
    assert "write age:>2w or age:<3d" in str(fault(word))


@pytest.mark.parametrize("word", ["version:x", "version:>", "version:1.5", "version:99999999"])
def test_a_version_that_is_no_number_shows_how_to_write_one(word: str) -> None:
    assert "write version:3 or version:>2" in str(fault(word))


def test_a_fault_points_at_the_word_in_columns() -> None:
    """Two columns for each wide character; a terminal obeys nothing of the query."""
    told = fault("漢字", "colour:red", "more")
    assert told.below.splitlines() == ["  漢字 colour:red more", "       ^^^^^^^^^^"]
    assert "\x1b" not in fault("\x1b[31m colour:\x1b").below
    assert "\x1b" not in str(fault("\x1b[31m colour:\x1b"))


def test_a_quotation_that_does_not_end_is_pointed_at() -> None:
    told = fault('wheel "turn it')
    assert str(told) == "the quotation mark is not closed"
    assert told.below.splitlines()[1] == "        ^^^^^^^^"


def test_a_field_without_a_value_lacks_one() -> None:
    assert str(fault("list:")).startswith("'list:' lacks a value; write list:word")
    assert "lacks a value" in str(fault("list:a,,b"))
    assert "lacks a value" in str(fault('list:""'))


def test_a_query_has_its_limits() -> None:
    assert "at most 2000 characters" in str(fault("x" * (MAX_QUERY + 1)))
    assert "at most 50 words" in str(fault(" ".join("x" * 51)))


@pytest.mark.parametrize(
    "word",
    [
        ":",
        "x:",
        "::",
        "10:30",
        "net-next:fix",
        "https://example.org/a",
        "kernel::str",
        "author::x",
        "a,b",
        "--",
    ],
)
def test_words_of_titles_are_no_fields(word: str) -> None:
    """Titles hold colons and commas; only ``letters:value`` is a field."""
    (term,) = parse_query([word]).terms
    assert term.field is Field.WORDS


def test_letters_with_a_value_that_name_no_field_are_a_fault() -> None:
    assert "'a:b:c' is not understood" in str(fault("a:b:c"))


def test_ages_and_versions_are_numbers() -> None:
    age, version = parse_query(["age:>2w,<=3D version:v3"]).terms
    assert age.bounds == (
        Bound(sign=Comparison.MORE, value=1_209_600),
        Bound(sign=Comparison.AT_MOST, value=259_200),
    )
    assert version.bounds == (Bound(sign=Comparison.EQUAL, value=3),)


def test_what_no_text_can_hold_is_no_fault() -> None:
    """A shell may hand over bytes that are no UTF-8."""
    (term,) = parse_query(["caf\udce9"]).terms
    assert term.values == ("caf?",)


def test_the_shipped_sections_are_queries() -> None:
    assert all(parse_query([one.query]) for one in SECTIONS)
    assert parse_query([SECTIONS[0].query]).asks_me


@pytest.mark.parametrize(
    ("query", "hint"),
    [
        ("lever OR gear", "state:a,b for either"),
        ("lever AND gear", "leave it out"),
        ("NOT gear", "write -word for not"),
        ("(state:new lever)", "no brackets"),
        ("!(state:new", "no brackets"),
        ("-", "write -word for not"),
        ("lever - gear", "write -word for not"),
        ("state:new or state:reviewed", "state:a,b for either"),
        ("list:lamp and is:blocked", "leave it out"),
    ],
)
def test_operators_of_other_query_languages_are_refused_with_ours(query: str, hint: str) -> None:
    """They would be looked for as words, and nothing would be found."""
    with pytest.raises(Usage) as caught:
        parse_query([query])
    assert hint in str(caught.value)
    assert "^" in caught.value.below


@pytest.mark.parametrize("query", ['"OR"', '"-"', "or", "(v2)", "not", "levers(1)"])
def test_what_only_looks_like_an_operator_is_a_word(query: str) -> None:
    (term,) = parse_query([query]).terms
    assert term.field is Field.WORDS


def test_a_small_or_is_a_word_beside_other_words() -> None:
    assert len(parse_query(["state:new lever or gear"]).terms) == 4
    assert len(parse_query(['state:new "or" is:blocked']).terms) == 3


def test_a_month_is_written_either_way() -> None:
    assert parse_query(["age:>2m"]) == parse_query(["age:>2mo"]) == parse_query(["age:>2MO"])
