# SPDX-License-Identifier: GPL-2.0-or-later
"""Relations between series at hand: from both ends, through commits and change-ids, and by hand."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.gitrepos import Repo, part
from tests.landings import Landings
from tests.mails import at, diff, mail, patch
from tests.posts import reply, sent
from tests.stored import LATE, Stock
from tests.webs import body, head, url
from tracker.model.relations import Kind, SaidLink
from tracker.model.status import Side, Stage
from tracker.model.views import Graph
from tracker.relations.manual import RULE
from tracker.services import relations as related
from tracker.state.graph import Limits
from tracker.store.save import Writer

SHA = "0123456789abcdef0123456789abcdef01234567"
CHANGE = "20250106-bolt-0123456789ab"
FAR = Limits(depth=9, works=99)
NEEDS, FOLLOWS = Kind.DEPENDS_ON, Kind.FOLLOWS
BEN = "Ben Builder <ben@example.org>"


@pytest.fixture
def stock(tmp_path: Path) -> Stock:
    return Stock(tmp_path)


def bolt(stock: Stock) -> None:
    """A series that was applied, its first patch as ``SHA``."""
    tail = f"Words.\n\n---\nchange-id: {CHANGE}\n"
    notice = (
        "Both patches are applied to widgets.git (main), thanks!\n\n"
        f"[1/2] bolt: Turn bolt, part 1\n      commit: {SHA}\n"
        "[2/2] bolt: Turn bolt, part 2\n      commit: 89abcdef0123456789abcdef0123456789abcdef\n"
    )
    mia = "Mia Maintainer <mia@example.org>"
    stock.take([*sent("bolt", title="bolt: Turn bolt", body=tail)])
    stock.take([reply("done", "bolt-0", notice, mia, hours=9)])


def axle(stock: Stock, text: str, **more: object) -> None:
    stock.take(sent("axle", title="axle: Turn axle", hours=48, sender=BEN, body=text, **more))  # type: ignore[arg-type]


def edges(graph: Graph) -> set[tuple[str, str, Kind]]:
    return {(one.source, one.target, one.kind) for one in graph.edges}


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (f"This follows commit {SHA[:12]} (bolt: Turn bolt, part 1).", FOLLOWS),
        (f"This depends on commit {SHA} in widgets.", NEEDS),
        (f"This replaces the commit {SHA[:16]} of last week.", Kind.REPLACES),
        (f"prerequisite-change-id: {CHANGE}:v1", NEEDS),
        (f"base-commit: {SHA}", NEEDS),
    ],
)
def test_a_commit_and_a_change_id_lead_to_their_series_from_both_ends(
    stock: Stock, words: str, kind: Kind
) -> None:
    bolt(stock)
    axle(stock, f"Words.\n\n{words}\n")
    for root in ("axle", "bolt"):
        found = edges(stock.library().graph(head(root), FAR))
        assert found == {(head("axle"), head("bolt"), kind)}


@pytest.mark.parametrize(
    ("sender", "path", "kind"),
    [
        (BEN, "gears.txt", Kind.MENTIONS),
        ("Ada Author <ada@example.org>", "gears.txt", NEEDS),
        (BEN, "lib/widget.c", NEEDS),
    ],
)
def test_a_base_commit_is_a_weak_need_where_the_works_touch_each_other(
    stock: Stock, sender: str, path: str, kind: Kind
) -> None:
    """By author or by file; else it is only where the tree stood."""
    bolt(stock)
    below = f"base-commit: {SHA}\n"
    stock.take([patch("cog: Turn cog", sender, below=below, change=diff(path),
                      message_id="cog@example.org", date=at(48))])  # fmt: skip
    (one,) = stock.library().linked("cog@example.org")
    assert (one.relation.kind, one.other is not None) == (kind, True)
    assert one.relation.confidence < 0.5
    assert one.relation.evidence.rule == f"relation.{kind}.base-commit"


def test_an_unknown_base_is_no_relation(stock: Stock) -> None:
    axle(stock, f"Words.\n\nbase-commit: {SHA}\n")
    assert stock.library().linked(head("axle")) == ()


def test_a_repository_tells_of_commits_as_well(tmp_path: Path) -> None:
    posted = part(1, "widget: Turn it", "v1-1", 0, total=1)
    repo = Repo(tmp_path / "widget")
    commit = repo.am(posted, 10)
    later = patch("cog: Turn cog", BEN, below=f"This follows commit {commit[:12]}.\n",
                  message_id="cog@example.org", date=at(48))  # fmt: skip
    landings = Landings(tmp_path / "home", posted, later)
    landings.add("widget", repo.path)
    with landings.library() as library:
        (one,) = library.linked("cog@example.org")
    assert (one.relation.kind, one.relation.message_id) == (FOLLOWS, "v1-1@example.org")


def test_a_commit_that_nobody_tells_of_is_shown_as_missing(stock: Stock) -> None:
    axle(stock, f"This depends on commit {SHA[:12]}.\n")
    node = stock.library().graph(head("axle"), FAR).nodes[1]
    assert (node.id, node.missing) == (SHA[:12], True)
    assert node.absence == "neither a notice nor a local repository shows the commit"


FOREIGN = (
    "https://patchwork.example.org/project/widgets/list/?series=4711",
    "https://lkml.org/lkml/2025/1/6/77",
    "https://www.spinics.net/lists/widgets/msg04711.html",
    "https://lists.example.org/hyperkitty/list/widgets@lists.example.org/thread/"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567/",
)


@pytest.mark.parametrize("link", FOREIGN)
def test_pages_without_a_message_id_are_targets_by_their_url(stock: Stock, link: str) -> None:
    axle(stock, f"This series depends on the widget series: {link}\n")
    found = stock.library().graph(head("axle"), FAR)
    (edge,) = found.edges
    assert (edge.kind, edge.target) == (NEEDS, link)
    assert (found.nodes[1].url, found.nodes[1].missing) == (link, True)
    assert "not followed" in (found.nodes[1].absence or "")


def test_what_the_server_does_not_hold_is_told_as_such(stock: Stock) -> None:
    from tracker.store.records import ThreadFetch

    axle(stock, body((NEEDS, "gone")))
    assert stock.library().graph(head("axle"), FAR).nodes[1].absence is None
    with Writer(stock.path) as writer:
        writer.save_fetch(
            ThreadFetch(source="https://lore.example.org/all", message_id=head("gone"),
                        fetched_at=at(90), messages=0, newest=None)
        )  # fmt: skip
    absence = stock.library().graph(head("axle"), FAR).nodes[1].absence
    assert absence == "https://lore.example.org/all does not hold it (2025-01-10)"


# ---- by hand -----------------------------------------------------------------------------------


def say(stock: Stock, source: str, kind: Kind | None, target: str) -> None:
    with Writer(stock.path) as writer, writer.user_actions() as said:
        said.link(SaidLink(source=source, target=target, kind=kind, at=at(99)))


def test_a_link_by_hand_is_seen_from_both_ends_and_on_any_day(stock: Stock) -> None:
    """It hangs on messages; any message of a series will do."""
    bolt(stock)
    axle(stock, "Words.\n")
    say(stock, "axle-1@example.org", Kind.COMPANION, "bolt-2@example.org")
    for root, direction in (("axle", "out"), ("bolt", "in")):
        (one,) = stock.library(LATE - timedelta(days=9)).linked(head(root))
        assert (one.direction, one.relation.kind) == (direction, Kind.COMPANION)
        assert one.relation.evidence.rule == RULE
        assert one.other is not None


def test_a_cut_takes_the_edge_out_of_both_graphs_and_why_tells_it(stock: Stock) -> None:
    bolt(stock)
    axle(stock, body((NEEDS, "bolt")))
    say(stock, head("bolt"), None, head("axle"))
    library = stock.library()
    for root in ("axle", "bolt"):
        assert library.graph(head(root), FAR).edges == ()
        (why,) = [one for one in library.reasons(head(root)) if "cut" in one.fact]
        assert why.fact.startswith(
            f"not depends on {head('bolt')}: cut, recorded here on 2025-01-10"
        )
        assert why.evidence.message_id == head("axle")


def test_a_cut_blocker_blocks_no_more(stock: Stock) -> None:
    stock.take(sent("bolt", title="bolt: Turn bolt"))
    axle(stock, body((NEEDS, "bolt")))
    assert stock.library().view(head("axle")).facts.blocked
    say(stock, head("axle"), None, head("bolt"))
    view = stock.library().view(head("axle"))
    assert (view.facts.blocked, view.readiness.unblocked) == (False, True)


def test_a_replaced_part_is_waited_for_by_what_replaced_it(stock: Stock) -> None:
    """bolt was replaced by its author's cog: axle waits for cog, which has not landed."""
    stock.take(sent("bolt", title="bolt: Turn bolt"))
    stock.take(sent("cog", title="dial: Read wheel", hours=24, body=f"Supersedes: {url('bolt')}\n"))
    axle(stock, body((NEEDS, "bolt")))
    view = stock.library().view(head("axle"))
    assert [one.id for one in view.readiness.waits_for] == [head("cog")]


def test_two_that_replace_each_other_are_no_endless_search(stock: Stock) -> None:
    stock.take(sent("bolt", title="bolt: Turn bolt", body=f"Supersedes: {url('cog')}\n"))
    stock.take(sent("cog", title="dial: Read wheel", hours=24, body=f"Supersedes: {url('bolt')}\n"))
    axle(stock, body((NEEDS, "bolt")))
    assert len(stock.library().view(head("axle")).readiness.waits_for) == 1


# ---- many --------------------------------------------------------------------------------------


def test_a_graph_of_thousands_is_held_and_says_what_it_left_out(
    stock: Stock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of those who link here, so many are looked at; of those found, so many are drawn."""
    monkeypatch.setattr(related, "MAX_INCOMING", 40)
    bolt(stock)
    stock.take(
        patch(f"gear: Turn gear number {n}", f"Gus {n} <gus{n}@example.org>",
              below=f"This patch depends on {url('bolt')}\n",
              message_id=f"gear{n}@example.org", date=at(100 + n))
        for n in range(60)
    )  # fmt: skip
    found = stock.library().graph(head("bolt"), Limits(depth=3, works=10))
    assert len(found.nodes) == 10
    assert found.limits == (
        "31 more related series are past the limits (depth 3, 10 series)",
        f"60 messages link to {head('bolt')}; the first 40 were looked at",
    )


def test_a_work_that_its_author_replaced_by_another_is_superseded(stock: Stock) -> None:
    """Its page, row, graph and evidence say so, from the day on which the author said it."""
    ann = "Ann Author <ann@example.org>"
    stock.take(sent("bolt", title="bolt: Turn bolt", sender=ann))
    stock.take(sent("cog", title="cog: Turn cog", hours=48, sender=ann,
                    body=f"This replaces the bolt series: {url('bolt')}\n"))  # fmt: skip
    name, early, late = head("bolt"), stock.library(at(47)), stock.library(at(99))
    assert early.view(name).stage is Stage.NEW
    view = late.view(name)
    assert (view.stage, view.stage_since) == (Stage.SUPERSEDED, at(48))
    assert view.revisions[-1].stage is Stage.SUPERSEDED
    assert view.summary.endswith("its author went on with “cog: Turn cog”.")
    assert (view.turn.side, view.facts.stalled) == (Side.NOBODY, False)
    (row,) = late.rows([name])
    assert (row.stage, row.stage_since, row.summary) == (view.stage, at(48), view.summary)
    stages = {node.id: node.stage for node in late.graph(head("cog"), FAR).nodes}
    assert stages == {head("cog"): Stage.NEW, name: Stage.SUPERSEDED}
    (why,) = [one for one in late.reasons(name) if one.topic == "stage"]
    assert (why.evidence.message_id, why.evidence.rule[:17]) == (head("cog"), "relation.replaces")
    assert late.view(head("cog")).stage is Stage.NEW


def test_what_landed_or_was_replaced_by_somebody_else_is_not_superseded(stock: Stock) -> None:
    bolt(stock)
    stock.take(sent("cog", title="cog: Turn cog", hours=48,
                    body=f"This replaces the bolt series: {url('bolt')}\n"))  # fmt: skip
    stock.take(sent("gear", title="gear: Turn gear", hours=1))
    axle(stock, f"This replaces the gear series: {url('gear')}\n")
    library = stock.library()
    assert library.view(head("bolt")).stage is Stage.APPLIED
    assert library.view(head("gear")).stage is Stage.NEW


def pahole(stock: Stock, more: str = "") -> None:
    """A kernel change, and its counterpart in pahole on another list."""
    other = "[PATCH dwarves] encoder: Leave cogs out"
    stock.take([mail(other, body="Words.\n\n---\n" + diff("btf_encoder.c"),
                     message_id="cog@example.org", to="dwarves@vger.kernel.org")])  # fmt: skip
    axle(stock, f"The pahole side leaves them out [1]. {more}\n\n[1] {COG}\n")


COG = "https://lore.kernel.org/r/cog@example.org"
FIRST = "Once the pahole side is merged, the check can go."


def test_a_counterpart_that_has_to_be_in_first_blocks_and_shows_the_sentence(stock: Stock) -> None:
    pahole(stock, FIRST)
    library = stock.library()
    view = library.view(head("axle"))
    (link,) = view.relations
    assert (link.kind, link.needed is not None and link.needed.quote) == (Kind.COMPANION, FIRST)
    assert (view.facts.blocked, view.turn.side) == (True, Side.DEPENDENCY)
    assert [one.id for one in view.readiness.waits_for] == ["cog@example.org"]
    rules = {one.evidence.rule for one in library.reasons(head("axle"))}
    assert "relation.companion.needed" in rules
    (edge,) = library.graph(head("axle"), FAR).edges
    assert (edge.kind, edge.evidence.quote) == (Kind.COMPANION, FIRST)


def test_a_counterpart_of_which_nothing_is_said_blocks_nothing(stock: Stock) -> None:
    pahole(stock)
    view = stock.library().view(head("axle"))
    assert [(one.kind, one.needed) for one in view.relations] == [(Kind.COMPANION, None)]
    assert not view.facts.blocked


def test_the_target_of_a_relation_stands_where_its_own_page_says(stock: Stock) -> None:
    """Superseded, where its author replaced it by another work."""
    stock.take(sent("old", title="old: Try it", sender=BEN))
    axle(stock, f"Supersedes: {url('old')}\n")
    library = stock.library()
    (link,) = library.view(head("axle")).relations
    assert library.view(head("old")).stage is Stage.SUPERSEDED
    assert link.target.stage is Stage.SUPERSEDED


@pytest.mark.parametrize(
    ("words", "name"),
    [("This is a backport of", "origin"), ("Patch 1 is taken from", "taken-over")],
)
def test_a_patch_that_was_picked_up_is_told_from_a_backport(
    stock: Stock, words: str, name: str
) -> None:
    bolt(stock)
    axle(stock, f"{words} {url('bolt')}\n")
    (one,) = stock.library().linked(head("axle"))
    assert one.relation.evidence.rule == f"relation.backport-of.{name}"


# ---- a patch that is posted again in a larger set --------------------------------------------


def bolted(name: str, title: str, hours: float, files: list[str], **more: object) -> list[bytes]:
    """A set of patches, each in a file of its own; of one file a bare patch."""
    lone = len(files) == 1
    return [
        patch(f"bolt: Turn {path}", message_id=f"{name}-{n}@example.org", date=at(hours),
              number=None if lone else n, total=None if lone else len(files),
              in_reply_to=f"{name}-1@example.org" if n > 1 else "",
              change=diff(path, new=f"{title} {path}"), **more)  # type: ignore[arg-type]
        for n, path in enumerate(files, 1)
    ]  # fmt: skip


def test_a_patch_that_is_posted_again_in_a_larger_set_is_superseded_by_it(stock: Stock) -> None:
    lone, larger = "bolt-1@example.org", "more-1@example.org"
    stock.take(bolted("more", "turned", -48, ["x.c", "y.c"], version=2))
    stock.take(bolted("bolt", "turned", 9, ["a.c"]))
    assert stock.library().view(lone).stage is Stage.NEW
    stock.take(bolted("next", "turned", 48, ["x.c", "y.c", "a.c"], version=3))
    library = stock.library()
    assert library.view(lone).stage is Stage.SUPERSEDED
    (edge,) = [one for one in library.outgoing(larger) if one.kind is Kind.REPLACES]
    assert (edge.message_id, edge.evidence.rule) == (lone, "relation.replaces.taken-in")
    assert edge.evidence.message_id == "next-3@example.org"
    # On the day before nobody knew.
    assert stock.library(as_of=at(24)).view(lone).stage is Stage.NEW
    # And where the next version leaves it out, it goes its own way again.
    stock.take(bolted("last", "turned", 96, ["x.c", "y.c"], version=4))
    assert stock.library().view(lone).stage is Stage.NEW


def test_only_the_very_patch_of_the_same_sender_is_taken_in(stock: Stock) -> None:
    stock.take(bolted("more", "turned", -48, ["x.c", "y.c"], version=2))
    stock.take(bolted("bolt", "screwed", 9, ["a.c"]))
    stock.take(bolted("nut", "turned", 9, ["b.c"], sender=BEN))
    stock.take(bolted("next", "turned", 48, ["x.c", "y.c", "a.c", "b.c"], version=3))
    for name in ("bolt-1@example.org", "nut-1@example.org"):
        assert stock.library().view(name).stage is Stage.NEW
