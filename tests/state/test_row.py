# SPDX-License-Identifier: GPL-2.0-or-later
"""One row of a list: who and what of a series it tells."""

from tests.mails import ADA, MIA, REX, at, mail, patch
from tests.posts import dossier, reply, sent, tagged
from tracker.model.mail import Evidence
from tracker.model.relations import Kind, Relation
from tracker.model.rows import SeriesRow, TagCounts
from tracker.model.status import Stage
from tracker.state.dossier import Dossier
from tracker.state.linked import Linked
from tracker.state.row import commits_of, row
from tracker.state.view import build_view

SHA = "0123456789abcdef0123456789abcdef01234567"
NOTICE = (
    "Both patches are applied to widgets.git (main), thanks!\n\n"
    f"[1/2] widget: Make it better, part 1\n      commit: {SHA}\n"
    "[2/2] widget: Make it better, part 2\n      commit: 89abcdef0123456789abcdef0123456789abcdef\n"
)


def told(*raws: bytes, linked: tuple[Linked, ...] = ()) -> SeriesRow:
    return row(dossier(*raws), linked, tracked=False)


def link(kind: Kind, other: Dossier | None, url: str = "https://example.org/gone") -> Linked:
    relation = Relation(
        kind=kind,
        source="s-0@example.org",
        message_id=None if other is None else other.series.id,
        url=url,
        confidence=0.9,
        evidence=Evidence(rule="relation.test", message_id="s-0@example.org"),
    )
    return Linked(relation=relation, direction="out", other=other)


def test_people_are_counted_by_tag_and_once_each() -> None:
    """Rex gave his to both patches, and by a second address."""
    found = told(
        *sent("s"),
        tagged("t1", "s-1"),
        tagged("t2", "s-2"),
        tagged("t3", "s-2", sender="Rex Reviewer <rex@other.example.org>"),
        tagged("t4", "s-1", "Acked-by", sender=MIA),
    )
    assert found.tags == TagCounts(reviewed=1, acked=1)
    assert [one.email for one in found.reviewers] == ["rex@example.org", "mia@example.org"]


def test_a_carried_tag_on_a_patch_that_changed_is_named() -> None:
    first = patch("gear: Grind it", message_id="v1@example.org")
    second = patch(
        "gear: Grind it",
        version=2,
        message_id="v2@example.org",
        date=at(50),
        change=patch("x").decode().partition("diff --git")[2].join(("diff --git", "")),
        trailers=["Reviewed-by: Rex Reviewer <rex@example.org>"],
    )
    given = mail("Re: [PATCH] gear: Grind it", REX, "Reviewed-by: Rex Reviewer <rex@example.org>\n",
                 message_id="t@example.org", in_reply_to="v1@example.org", date=at(5))  # fmt: skip
    assert told(first, given, second).stale_tags == ("Rex Reviewer",)
    assert told(first, given).stale_tags == ()


def test_where_it_landed_is_told_once_for_all_patches() -> None:
    found = told(*sent("s"), reply("done", "s-0", NOTICE, MIA, hours=9))
    (place,) = found.landed
    assert (place.rung, place.tree, place.branch) == ("tree", "widgets.git", "main")
    assert place.date == found.landed_at == at(9)
    assert (found.stage, found.stage_since) == (Stage.APPLIED, at(9))


def test_the_author_is_involved_first_then_who_wrote_and_machines_never() -> None:
    found = told(
        *sent("s"),
        reply("r", "s-1", "Nice.\n", MIA, hours=3),
        tagged("t", "s-2", hours=4),
        reply("b", "s-1", "It builds.\n", "kernel test robot <lkp@intel.com>", hours=5),
    )
    assert [one.name for one in found.involved] == ["Ada Author", "Mia Maintainer", "Rex Reviewer"]
    assert found.last_other == at(4)
    assert found.last_activity == at(5)


def test_nobody_else_wrote_before_somebody_did() -> None:
    assert told(*sent("s")).last_other is None


def test_what_it_waits_for_is_told_by_title_and_by_handle() -> None:
    """What landed holds nothing up; what is not at hand may."""
    open_one, done = dossier(*sent("o", title="bolt: Turn bolt")), dossier(
        *sent("s"), reply("done", "s-0", NOTICE, MIA, hours=9)
    )  # fmt: skip
    links = (
        link(Kind.DEPENDS_ON, open_one),
        link(Kind.DEPENDS_ON, done),
        link(Kind.DEPENDS_ON, None),
        link(Kind.FOLLOWS, open_one),
        link(Kind.MENTIONS, None, "https://example.org/other"),
    )
    found = told(*sent("s"), linked=links)
    assert found.blocked_by == ("bolt: Turn bolt", "https://example.org/gone")
    assert (found.blocked, found.facts.blocked) == (True, True)
    assert found.related == 2


def test_what_is_closed_waits_for_nothing() -> None:
    needs = (link(Kind.DEPENDS_ON, dossier(*sent("o", title="bolt: Turn bolt"))),)
    found = told(*sent("s"), reply("done", "s-0", NOTICE, MIA, hours=9), linked=needs)
    assert (found.facts.blocked, found.blocked_by) == (False, ())


def test_commits_are_those_that_notices_and_links_name_by_their_first_digits() -> None:
    body = "This depends on commit ABCDEF0123456789 (gear: Grind it).\n"
    named = commits_of(dossier(*sent("s", body=body), reply("d", "s-0", NOTICE, MIA, hours=9)))
    assert named == {SHA[:12], "89abcdef0123", "abcdef012345"}


def test_a_work_keeps_its_author_when_somebody_else_posts_a_version() -> None:
    title = "widget: Turn it the right way round"
    signed = [f"Signed-off-by: {ADA}", f"Signed-off-by: {REX}"]
    first = patch(title, message_id="a@x.org")
    taken = patch(title, REX, version=2, message_id="b@x.org", trailers=signed,
                  in_reply_to="a@x.org", date=at(48))  # fmt: skip
    found = dossier(first, taken)
    assert row(found, (), tracked=False).author.name == "Ada Author"
    shown = build_view(found, (), None)
    assert shown.author.name == "Ada Author"
    posters = [one.posted_by for one in shown.revisions]
    assert [one and one.name for one in posters] == [None, "Rex Reviewer"]


def test_a_backport_names_its_branch_and_new_work_none() -> None:
    ported = dossier(patch("widget: Turn it", prefix="PATCH 5.10/5.15"))
    assert [one.branch for one in build_view(ported, (), None).revisions] == ["5.10/5.15"]
    new = dossier(patch("widget: Turn it", prefix="PATCH net-next"))
    assert [one.branch for one in build_view(new, (), None).revisions] == [None]
