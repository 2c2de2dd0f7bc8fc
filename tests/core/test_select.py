"""The query language of lists."""

import pytest

from tests.core.posts import dossier, reply, sent, tagged
from tracker.core.select import parse_query
from tracker.core.tell import row
from tracker.errors import Usage
from tracker.model.views import SeriesRow

REX = "Rex Reviewer <rex@example.org>"


@pytest.fixture(scope="module")
def rows() -> tuple[SeriesRow, ...]:
    """A new one of Ada's, a reviewed one of Rex's, one with an open question to Ada."""
    made = (
        sent("a", title="widget: Turn the WHEEL"),
        [*sent("b", title="gear: Grind it", sender=REX),
         *(tagged(f"t{n}", f"b-{n}", sender="Mia Maintainer <mia@example.org>") for n in (1, 2))],
        [*sent("c", title="cog: Paint the wheel"),
         reply("q", "c-1", "> +better;\n\nWhy does it return a pointer here?\n")],
    )  # fmt: skip
    return tuple(row(dossier(*raws), (), tracked=True) for raws in made)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", "abc"),
        ("state:new", "a"),
        ("STATE:new", None),
        ("state:reviewed", "b"),
        ("state:under-review", "c"),
        ("turn:author", "c"),
        ("turn:maintainer", "b"),
        ("turn:ada", "c"),
        ("author:ada", "ac"),
        ("author:rex@example.org", "b"),
        ("author:Rex", "b"),
        ("list:widgets", "abc"),
        ("list:gears", ""),
        ("wheel", "ac"),
        ("the wheel", "ac"),
        ("wheel turn", "a"),
        ("wheel turn:author", "c"),
        ("gear:", "b"),
        ("state:new author:rex", ""),
    ],
)
def test_a_query_selects_what_meets_all_of_its_words(
    query: str, names: str | None, rows: tuple[SeriesRow, ...]
) -> None:
    if names is None:
        with pytest.raises(Usage):
            parse_query([query])
        return
    found = parse_query(query.split()).select(rows)
    assert "".join(one.id[0] for one in found) == names


def test_words_may_come_as_one_argument_or_several(rows: tuple[SeriesRow, ...]) -> None:
    assert parse_query(["wheel turn:author"]) == parse_query(["wheel", "turn:author"])


def test_the_order_of_the_rows_is_kept(rows: tuple[SeriesRow, ...]) -> None:
    turned = tuple(reversed(rows))
    assert parse_query([]).select(turned) == turned


def test_an_unknown_field_is_named_with_those_that_are_known() -> None:
    with pytest.raises(Usage, match=r"'colour:red' is not understood; the fields are state:"):
        parse_query(["wheel", "colour:red"])


@pytest.mark.parametrize("words", ["a:b:c", ":", "x:", "::", "10:30", "net-next:fix"])
def test_words_with_colons_that_name_no_field_are_no_fault_of_the_parser(words: str) -> None:
    """Titles hold colons; only ``letters:value`` is a field."""
    if words == "a:b:c":
        with pytest.raises(Usage):
            parse_query([words])
    else:
        assert parse_query([words]).terms[0].field == ""


def test_a_stage_that_does_not_exist_is_no_empty_answer() -> None:
    """The stages are named, so that the word can be mended."""
    with pytest.raises(Usage, match=r"'bogus' is no stage; the stages are .*under-review"):
        parse_query(["state:bogus"])
