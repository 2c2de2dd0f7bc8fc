# SPDX-License-Identifier: GPL-2.0-or-later
"""Which posting an author means by a title, by their own series or by somebody's."""

from dataclasses import replace

import pytest

from tests.relations.test_find import ANN, BEN, message, series
from tests.work import steps
from tracker.mail.subjects import title_key
from tracker.model.mail import Message, Remark, RemarkKind
from tracker.model.relations import Kind, Relation
from tracker.model.series import Series
from tracker.relations.find import relate
from tracker.relations.named import NamedWorks, fitting

MAIL = message("m@example.org", subject="[PATCH] ladder: add a rung")


def remark(word: str) -> Remark:
    what = "the patch " if "ladder" in word else ""
    quote = f"It depends on {what}{word.removeprefix('title:')}"
    return Remark(kind=RemarkKind.NEEDS_WORK, line=3, quote=quote, word=word)


def posted(name: str, title: str, days: int, sender=ANN) -> Message:
    return message(f"{name}@example.org", subject=f"[PATCH] {title}", days=days, sender=sender)


def fit(word: str, *others: Message) -> list[str]:
    return [one.message_id[0] for one in fitting(remark(word), MAIL, others)]


def test_a_title_is_that_of_a_posting_sent_before() -> None:
    title = "title:Ladder: clean up rungs"
    assert fit(title, posted("a", "ladder: clean up rungs", -9)) == ["a"]
    assert fit(title, posted("a", "ladder: clean up rungs", 30)) == []
    assert fit(title, posted("a", "ladder: clean up rungs again", -9)) == []


@pytest.mark.parametrize(
    ("title", "days", "sender", "hit"),
    [
        ("ladder: rung cleanup", -5, ANN, True),
        ("ladder: rung cleanup", -5, BEN, False),
        ("ladder: rung cleanup", -500, ANN, False),
        ("hinge: oil it", -5, ANN, False),
    ],
)
def test_my_work_is_the_authors_own_of_late(title: str, days: int, sender, hit: bool) -> None:
    assert bool(fit("mine:rung cleanup patch", posted("a", title, days, sender))) is hit


def test_the_work_of_somebody_is_found_by_name_and_words() -> None:
    ours, theirs = posted("a", "ladder: rungs", -5, ANN), posted("b", "ladder: rungs", -5, BEN)
    assert fit("of Ben: ladder series", ours, theirs) == ["b"]


def related(word: str, *others: Message, quote: str = "") -> tuple[Relation, ...]:
    mail = message("m@example.org", subject="[PATCH] ladder: add a rung")
    object.__setattr__(mail, "remarks", (replace(remark(word), quote=quote or remark(word).quote),))
    works: dict[str, Series] = {one.message_id: series(one) for one in others}
    return relate(
        series(mail),
        {one.message_id: one for one in (mail, *others)},
        works.get,
        named=lambda said, sent: tuple(one.message_id for one in fitting(said, sent, others)),
    )


def test_a_title_that_one_work_has_is_a_need() -> None:
    (found,) = related("title:ladder: count rungs", posted("a", "ladder: count rungs", -5))
    assert (found.kind, found.message_id) == (Kind.DEPENDS_ON, "a@example.org")
    assert found.evidence.rule == "relation.depends-on.named"


def test_a_need_that_is_named_and_linked_is_one_relation() -> None:
    """Beside it a link leads to what is not cached."""
    text = "It needs https://lore.kernel.org/r/a@example.org and https://lore.kernel.org/r/x@y.org"
    mail = message("m@example.org", text, subject="[PATCH] ladder: add a rung")
    object.__setattr__(mail, "remarks", (remark("title:ladder: count rungs"),))
    other = posted("a", "ladder: count rungs", -5)
    works = {other.message_id: series(other)}
    found = relate(
        series(mail), {one.message_id: one for one in (mail, other)}, works.get,
        named=lambda said, sent: (other.message_id,),
    )  # fmt: skip
    assert [one.message_id for one in found if one.kind is Kind.DEPENDS_ON].count(
        "a@example.org"
    ) == 1


def test_what_a_series_goes_on_with_is_known_by_its_title_where_one_work_has_it() -> None:
    word = "follows:ladder: count rungs"
    (found,) = related(word, posted("a", "ladder: count rungs", -5))
    assert (found.kind, found.message_id) == (Kind.FOLLOWS, "a@example.org")
    assert related(word) == ()


def test_what_a_series_takes_the_place_of_is_known_by_its_title() -> None:
    (found,) = related("replaces:count rungs", posted("a", "count rungs", -5))
    assert (found.kind, found.message_id) == (Kind.REPLACES, "a@example.org")


def test_a_series_that_may_be_anybodys_is_needed_where_the_author_sent_it() -> None:
    word = "perhaps:rung Part-1 series"
    (found,) = related(word, posted("a", "ladder: rung infrastructure (Part-1)", -5))
    assert found.kind is Kind.DEPENDS_ON
    assert related(word, posted("a", "ladder: rung infrastructure", -5)) == ()
    assert related(word, posted("a", "ladder: rung (Part-1)", -5, BEN)) == ()


@pytest.mark.parametrize(
    ("word", "own", "wanted"),
    [
        ("title:Ladder: count", False, True),
        ("title:ladder: sum", True, False),
        ("of Ann: ladder series", False, True),
        ("of Ben: ladder series", True, False),
        ("mine:ladder series", True, True),
        ("mine:ladder series", False, False),
        ("any:ladder series", True, False),
    ],
)
def test_a_name_may_mean_a_work_of_that_title_or_author(word: str, own: bool, wanted: bool) -> None:
    works = NamedWorks([("naming@x", "ann@example.org", word)])
    people = {"ann@example.org"} if own else {"ben@example.org"}
    found = works.may_name({title_key("ladder: count")}, {"ann", "author"}, people)
    assert found == (["naming@x"] if wanted else [])


def test_mails_that_may_name_a_work_come_in_their_order() -> None:
    words = ("mine:ladders", "title:ladder: count", "of ann: ladders", "title:rung: count")
    works = NamedWorks([(f"{n}@x", "ann@example.org", word) for n, word in enumerate(words)])
    found = works.may_name({title_key("ladder: count")}, {"ann"}, {"ann@example.org"})
    assert found == ["0@x", "1@x", "2@x"]


def test_a_work_is_looked_up_among_many_names_as_among_few() -> None:
    def look_up(count: int) -> int:
        words = [(f"{n}@x", f"u{n}@example.org", f"of u{n}: ladders") for n in range(count)]
        words += [(f"t{n}@x", f"u{n}@example.org", f"title:ladder: {n}") for n in range(count)]
        works = NamedWorks(words)
        return steps(lambda: works.may_name({"ladder 3"}, {"u3"}, {"u3@example.org"}))

    assert look_up(400) == look_up(20)


def test_a_title_that_no_posting_has_is_a_need_that_is_not_at_hand() -> None:
    (found,) = related("title:ladder: count rungs")
    assert (found.kind, found.message_id, found.url) == (
        Kind.DEPENDS_ON, None, "ladder: count rungs"
    )  # fmt: skip


def test_a_series_without_a_subsystem_in_its_title_is_called_one() -> None:
    word, quote = (
        "title:counted rungs everywhere",
        "It goes on top of Tim's {}counted rungs everywhere",
    )
    (found,) = related(word, quote=quote.format("series "))
    assert found.url == "counted rungs everywhere"
    assert related(word, quote=quote.format("idea of ")) == ()


def test_a_patch_of_the_series_itself_is_no_need() -> None:
    assert related("title:shade: draw", quote='It depends on the patch "shade: draw".') == ()


def test_a_title_that_several_works_have_is_no_guess_and_names_them_all() -> None:
    others = [posted(name, "ladder: count rungs", -int(days)) for name, days in ("a5", "b6", "c7")]
    (found,) = related("title:ladder: count rungs", *others)
    assert found.message_id is None
    assert found.candidates == ("a@example.org", "b@example.org", "c@example.org")


@pytest.mark.parametrize(
    ("word", "quote", "name"),
    [
        ("of Tim: rung rework", "This depends on Tim's rung rework.", "rung rework (Tim)"),
        ("mine:rung rework", "It goes on top of my rung rework.", "rung rework (Ann Author)"),
    ],
)
def test_a_work_that_is_needed_outright_is_said_where_it_is_not_found(
    word: str, quote: str, name: str
) -> None:
    (found,) = related(word, quote=quote)
    assert (found.kind, found.message_id, found.url) == (Kind.DEPENDS_ON, None, name)
    assert related(word, quote=quote.replace("depends on", "is based on").replace(
        "goes on top of", "is based on")) == ()  # fmt: skip


def test_quoted_words_that_are_no_title_and_a_bare_branch_are_no_need() -> None:
    assert related("title:issues: write and read") == ()
    assert related("title:some words in quotes") == ()
    assert related("tree:for-next") == ()
