# SPDX-License-Identifier: GPL-2.0-or-later
"""Why: each fact of a series with the mail and line that prove it."""

from tests.mails import at, diff, patch
from tests.posts import dossier, pool, reply, sent, tagged
from tests.state.test_stage import NAK, applied
from tests.webs import Web, head
from tracker.model.relations import Kind
from tracker.model.views import Reason
from tracker.state.reasons import reasons
from tracker.state.view import build_view


def why(*raws: bytes) -> tuple[Reason, ...]:
    found = dossier(*raws)
    return reasons(build_view(found, (), None), found.standing.evidence)


def topic(name: str, found: tuple[Reason, ...]) -> list[str]:
    return [one.fact for one in found if one.topic == name]


def proof(fact: str, found: tuple[Reason, ...]) -> list[str]:
    """Message-IDs that prove the facts that start so."""
    return [(one.evidence.message_id or "").partition("@")[0] for one in found
            if one.fact.startswith(fact)]  # fmt: skip


def test_a_stage_without_a_mail_of_its_own_is_proved_by_the_posting() -> None:
    found = why(*sent("a"))
    assert topic("stage", found) == ["stage is new since 2025-01-06"]
    assert proof("stage", found) == ["a-0"]


def test_a_stage_names_the_mail_that_made_it() -> None:
    assert proof("stage", why(*sent("a"), NAK)) == ["nak"]
    assert proof("stage is applied", why(*sent("a"), applied("n", "a-0"))) == ["n", "n"]


def test_the_turn_is_proved_by_the_open_question_or_objection() -> None:
    asked = reply("q", "a-1", "> +better;\n\nWhy does it return a pointer here?\n", hours=6)
    found = why(*sent("a"), asked, NAK)
    assert topic("turn", found) == [
        "turn is author (Ada Author): Rex Reviewer objected (NAK) on 2025-01-06",
        "turn is author (Ada Author): Rex Reviewer asked on 2025-01-06 and has no answer",
    ]
    assert proof("turn", found) == ["nak", "q"]
    assert all(one.evidence.rule for one in found)


def test_the_turn_is_proved_in_the_newest_whole_version_where_parts_were_sent_anew() -> None:
    asked = reply("q", "a-1", "> +better;\n\nWhy does it return a pointer here?\n", hours=30)
    anew = patch("widget: Make it better, part 2", version=2, message_id="n-2@example.org",
                 in_reply_to="a-2@example.org", date=at(24), change=diff("z.c"))  # fmt: skip
    assert proof("turn is author", why(*sent("a"), asked, anew)) == ["q"]


def test_versions_tags_landings_questions_and_notices_are_all_proved() -> None:
    asked = reply("q", "b-1", "> +better;\n\nWhy does it return a pointer here?\n", hours=26)
    raws = [
        *sent("a"),
        *sent("b", version=2, hours=24),
        tagged("t", "b-2", hours=27),
        asked,
        applied("n", "b-0"),
    ]
    found = why(*raws)
    assert proof("v2 is a version of this series", found) == ["b-0"]
    assert proof("v2 patch 2: Reviewed-by Rex Reviewer", found) == ["t"]
    assert proof("question of Rex Reviewer", found) == ["q"]
    assert proof("v2 patch 1: tree in widgets/widgets.git as 111111111111", found) == ["n"]
    assert proof("Mia Maintainer says applied in widgets/widgets.git (patchwork)", found) == ["n"]
    names = {one.partition("@")[0] for one in pool(*raws)}
    assert {(one.evidence.message_id or "").partition("@")[0] for one in found} <= names


def test_each_line_is_the_one_that_is_quoted() -> None:
    raw = tagged("t", "a-2")
    (tag,) = [one for one in why(*sent("a"), raw) if one.topic == "tag"]
    lines = raw.decode().partition("\n\n")[2].split("\n")
    assert tag.evidence.line is not None
    assert lines[tag.evidence.line - 1] == tag.evidence.quote


def test_relations_are_told_in_both_directions() -> None:
    web = Web({"axle": [(Kind.DEPENDS_ON, "bolt")], "bolt": []})
    facts = {}
    for name in ("axle", "bolt"):
        view = build_view(web.dossier(name), web.linked(head(name)), None)
        facts[name] = topic("relation", reasons(view, ()))
    assert facts == {
        "axle": ["depends on bolt: Turn bolt alone"],
        "bolt": ["needed by axle: Turn axle alone"],
    }


def test_no_fact_is_told_twice() -> None:
    found = why(*sent("a"), NAK, applied("n", "a-0"))
    assert len(found) == len(set(found))


def test_each_promise_and_request_is_proved_by_the_words_of_the_mail_that_made_it() -> None:
    asked = reply("c", "a-1", "> +better;\n\nPlease fix it here.\n", hours=6)
    plan = reply("p", "c", "> Please fix\n\nWill do in v2.\n", "Ada Author <ada@example.org>",
                 hours=8)  # fmt: skip
    told = [one.evidence for one in why(*sent("a"), asked, plan) if one.topic == "turn"]
    assert [(one.message_id, one.quote) for one in told] == [
        ("c@example.org", "Please fix it here."),
        ("p@example.org", "Will do in v2."),
    ]
    assert all(one.line for one in told)


def test_objections_say_what_became_of_them_and_by_which_mail() -> None:
    wrong = reply("w", "a-2", "> +better;\n\nThis leaks the lock, please fix it.\n")
    same = reply("s", "a-2", "Reviewed-by: Rex Reviewer <rex@example.org>\n", hours=8)
    assert topic("objection", why(*sent("a"), wrong)) == [
        "objection of Rex Reviewer to v1 patch 2 (changes), open"
    ]
    found = why(*sent("a"), wrong, same)
    assert topic("objection", found) == [
        "objection of Rex Reviewer to v1 patch 2 (changes), taken back (s@example.org)"
    ]
    assert proof("objection", found) == ["w"]
