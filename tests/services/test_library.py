# SPDX-License-Identifier: GPL-2.0-or-later
"""Answers from a real database: finding by any handle, relations both ways, replays."""

from pathlib import Path

import pytest

from tests.mails import ADA, MIA, REX, at, diff, mail, patch
from tests.posts import reply, sent, tagged
from tests.stored import Stock
from tests.webs import body, head, url
from tracker.errors import Ambiguous, NotFound
from tracker.mail.refs import Ref, RefKind, parse_ref
from tracker.model.relations import Kind
from tracker.model.status import Side, Stage
from tracker.services import library as judging
from tracker.services.library import Library
from tracker.state.graph import Limits

DAY = 24
FAR = Limits(depth=9, works=99)
CHANGE = "20250106-turn-it-0123456789ab"


def named(name: str) -> Ref:
    return Ref(kind=RefKind.MESSAGE_ID, id=name)


@pytest.fixture(scope="module")
def stock(tmp_path_factory: pytest.TempPathFactory) -> Stock:
    """axle (v1, v2) needs bolt; cog follows axle; a loose mail; one more patch with a change-id."""
    stock = Stock(tmp_path_factory.mktemp("library"))
    stock.take(
        [
            *sent("bolt", title="bolt: Turn bolt"),
            *sent("axle", title="axle: Turn axle", hours=1,
                  body=body((Kind.DEPENDS_ON, "bolt"), (Kind.DEPENDS_ON, "gone"))),
            reply("nak", "axle-0", "NAK. This breaks every gear.\n", hours=5),
            *sent("axle2", title="axle: Turn axle", version=2, hours=DAY,
                  body=body((Kind.DEPENDS_ON, "bolt")) + f"\n- Link to v1: {url('axle')}\n"),
            tagged("t", "axle2-1", hours=DAY + 2),
            *sent("cog", title="cog: Turn cog", hours=2 * DAY, body=body((Kind.FOLLOWS, "axle2"))),
            mail("hello", ADA, "Hello.\n", message_id="loose@example.org", date=at(3)),
            patch("dial: Turn dial", message_id="dial@example.org", date=at(4),
                  headers=[("X-Change-ID", CHANGE)]),
        ]
    )  # fmt: skip
    stock.track("axle2-2@example.org")
    return stock


@pytest.fixture
def library(stock: Stock) -> Library:
    return stock.library()


# ---- finding ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "handle",
    ["axle-0@example.org", "<axle-0@example.org>", "axle-2@example.org", "nak@example.org",
     "axle2-1@example.org", "t@example.org", "https://lore.kernel.org/r/axle2-0@example.org",
     "https://lore.kernel.org/widgets/t%40example.org/T/#u"],
)  # fmt: skip
def test_any_message_of_a_series_leads_to_it(handle: str, library: Library) -> None:
    assert library.find(parse_ref(handle)) == head("axle")


def test_a_change_id_leads_to_its_series(library: Library) -> None:
    assert library.find(Ref(kind=RefKind.CHANGE_ID, id=CHANGE)) == "dial@example.org"


def test_a_shortened_message_id_leads_to_its_series_if_one_fits(library: Library) -> None:
    assert library.find(Ref(kind=RefKind.TRUNCATED, id="dia")) == "dial@example.org"
    assert library.find(Ref(kind=RefKind.TRUNCATED, id="axle")) == head("axle")
    with pytest.raises(Ambiguous, match=r"fits \d+ messages; give one of them"):
        library.find(Ref(kind=RefKind.TRUNCATED, id="", end="-0@example.org"))


@pytest.mark.parametrize(
    ("ref", "said"),
    [
        (named("nobody@example.org"), "nobody@example.org is not cached"),
        (named("loose@example.org"), "belongs to no series"),
        (Ref(kind=RefKind.COMMIT, id="abcdef123456"), "abcdef123456"),
        (Ref(kind=RefKind.CHANGE_ID, id="20200101-other-0123456789ab"), "20200101-other"),
        (Ref(kind=RefKind.TRUNCATED, id="zzz"), "zzz"),
    ],
)
def test_what_is_not_at_hand_is_said(ref: Ref, said: str, library: Library) -> None:
    with pytest.raises(NotFound, match=said):
        library.find(ref)


def test_a_series_is_known_by_its_id_alone(library: Library) -> None:
    assert library.series(head("axle")).id == head("axle")
    with pytest.raises(NotFound):
        library.series("axle-1@example.org")


# ---- telling ---------------------------------------------------------------------------------


def test_a_view_tells_versions_relations_and_turn(library: Library) -> None:
    view = library.view(head("axle"))
    assert [one.version for one in view.revisions] == [1, 2]
    assert view.stage is Stage.UNDER_REVIEW
    assert view.turn.side is Side.DEPENDENCY
    assert view.facts.blocked
    seen = {(one.kind, one.direction, one.target.id) for one in view.relations}
    assert (Kind.DEPENDS_ON, "out", head("bolt")) in seen
    assert (Kind.DEPENDS_ON, "out", None) in seen
    assert (Kind.PREVIOUS_VERSION, "out", head("axle")) in seen
    assert (Kind.FOLLOWS, "in", head("cog")) in seen
    assert not view.abridged


def test_a_view_replayed_knows_nothing_that_came_later(stock: Stock) -> None:
    view = stock.library(at(6)).view(head("axle"))
    assert [one.version for one in view.revisions] == [1]
    assert view.stage is Stage.CHANGES_REQUESTED
    assert all(one.direction == "out" for one in view.relations)
    assert all(one.date <= at(6) for one in view.events)
    with pytest.raises(NotFound, match=r"nothing of axle-0@example\.org had been sent"):
        stock.library(at(0.5)).view(head("axle"))


def test_the_graph_is_the_same_from_every_root(library: Library) -> None:
    graphs = [library.graph(head(name), FAR) for name in ("axle", "bolt", "cog")]
    for one in graphs:
        assert set(one.nodes) == set(graphs[0].nodes)
        assert set(one.edges) == set(graphs[0].edges)
    ends = {(one.source, one.target, one.kind) for one in graphs[0].edges}
    assert ends == {
        (head("axle"), head("bolt"), Kind.DEPENDS_ON),
        (head("axle"), head("gone"), Kind.DEPENDS_ON),
        (head("cog"), head("axle"), Kind.FOLLOWS),
    }


def test_reasons_hold_the_evidence_of_the_stage(library: Library) -> None:
    found = library.reasons(head("axle"))
    assert {one.topic for one in found} >= {"stage", "turn", "tag", "relation", "revision"}
    assert all(one.evidence.rule for one in found)


# ---- lists -----------------------------------------------------------------------------------


def test_rows_stand_last_active_first_and_mark_what_is_tracked(library: Library) -> None:
    rows = library.rows(library.all())
    assert [one.id for one in rows] == [
        head("cog"), head("axle"), "dial@example.org", head("bolt")
    ]  # fmt: skip
    assert [one.id for one in rows if one.tracked] == [head("axle")]
    assert library.tracked() == (head("axle"),)


def test_rows_and_views_agree(library: Library) -> None:
    for row in library.rows(library.all()):
        view = library.view(row.id)
        assert (row.title, row.stage, row.turn) == (view.title, view.stage, view.turn)
        assert row.blocked == view.facts.blocked
        assert [one.message_id for one in row.revisions] == [
            one.message_id for one in view.revisions
        ]


def test_rows_leave_out_what_had_not_been_sent(stock: Stock) -> None:
    early = stock.library(at(0.5))
    assert [one.id for one in early.rows(early.all())] == [head("bolt")]


def test_mail_that_is_let_go_of_changes_no_row(
    stock: Stock, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = stock.library()
    rows = whole.rows(whole.all())
    monkeypatch.setattr(judging, "MOST_LOADED", 0)
    monkeypatch.setattr(judging, "BATCH", 1)
    one_by_one = stock.library()
    assert one_by_one.rows(one_by_one.all()) == rows
    held = [one.loaded for _, one in one_by_one.in_turn(one_by_one.all())]
    assert len(held) == len(rows)
    assert max(held) < whole.loaded


def test_a_later_work_in_its_place_ends_the_turn_of_the_older(tmp_path: Path) -> None:
    stock = Stock(tmp_path)
    stock.take(
        [
            *sent("old", title="widget: Turn it by hand"),
            *sent("new", title="gear: Turn it by motor", hours=DAY,
                  body=body((Kind.REPLACES, "old"))),
        ]
    )  # fmt: skip
    view = stock.library().view(head("old"))
    assert view.turn.side is Side.NOBODY
    assert "gear: Turn it by motor" in view.turn.reasons[0]


def counter_patch(name: str, words: str, under: str = "-- >8 --") -> bytes:
    """An answer of Rex's to ``old-1`` that holds a patch of his own to the same file."""
    own = patch("widget: Turn it safely", REX, change=diff(new="safely"))
    held = own.decode().partition("\n\n")[2]
    head = f"From: {REX}\nSubject: [PATCH] widget: Turn it safely\n\n"
    text = f"{words}\n\n{under}\n{head}{held}"
    return reply(name, "old-1", text, REX)


@pytest.mark.parametrize("under", ["-- >8 --", "---8<---", "--- 8< --- cut here --- 8< ---"])
def test_a_readers_patch_in_an_answer_leaves_it_to_the_author_until_it_went_in(
    tmp_path: Path, under: str
) -> None:
    stock = Stock(tmp_path)
    old = patch("widget: Turn it", message_id="old-1@example.org", change=diff(new="turn"))
    stock.take([old, counter_patch("counter", "How about this instead?", under)])
    view = stock.library().view("old-1@example.org")
    assert (len(view.revisions), view.turn.side) == (1, Side.AUTHOR)
    assert view.turn.reasons == ("Rex Reviewer posted “widget: Turn it safely” in its place",)
    agreed = reply("agreed", "counter", f"Better.\n\nReviewed-by: {ADA}\n", ADA, hours=6)
    stock.take([agreed, reply("took", "agreed", "Rex, I applied your version.\n", MIA, hours=7)])
    view = stock.library().view("old-1@example.org")
    assert (view.stage, view.turn.side) == (Stage.SUPERSEDED, Side.NOBODY)
    assert view.turn.reasons[0].endswith("by Rex Reviewer went in instead")


def test_a_readers_port_of_one_of_the_patches_takes_nothings_place(tmp_path: Path) -> None:
    """I ported it to 5.10, but it fails; all patches are attached."""
    stock = Stock(tmp_path)
    held = patch("widget: Turn it", ADA, change=diff(new="on 5.10")).decode().partition("\n\n")[2]
    text = f"It fails here.\n\n-- >8 --\nFrom: {ADA}\nSubject: [PATCH] widget: Turn it\n\n{held}"
    parts = ("widget: Oil it", "widget: Turn it")
    whole = sent("old", title="widget: Let it be turned", parts=parts)
    stock.take([*whole, reply("ported", "old-0", text, REX)])
    assert stock.library().view("old-0@example.org").stage is not Stage.SUPERSEDED


def test_the_authors_own_new_version_in_an_answer_is_no_counter_patch(tmp_path: Path) -> None:
    stock = Stock(tmp_path)
    whole = patch("widget: Turn it", version=2, change=diff(new="twice")).decode()
    held = whole.partition("\n\n")[2]
    words = f"Like this?\n\n-- >8 --\nSubject: [PATCH v2] widget: Turn it\n\n{held}"
    stock.take(
        [
            patch("widget: Turn it", message_id="old-1@example.org", change=diff(new="turn")),
            reply("mine", "old-1", words, ADA),
        ]
    )
    view = stock.library().view("old-1@example.org")
    assert (len(view.revisions), view.turn.side) == (2, Side.REVIEWERS)
