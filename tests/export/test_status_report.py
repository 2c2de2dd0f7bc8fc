# SPDX-License-Identifier: GPL-2.0-or-later
"""A status report as text and Markdown: what it says, and in what order."""

from dataclasses import replace

import pytest

from tests.views import attacks, samples
from tests.views.reported import (
    NEWS,
    QUIET,
    WAS,
    WEEK,
    entry,
    evil,
    markdown,
    need,
    news,
    report,
    text,
)
from tracker.export.status_report import escape_markdown
from tracker.model.readiness import Readiness, Waiting
from tracker.model.report import Asked, GroupBy, NeedKind
from tracker.model.status import Side, Stage, Turn
from tracker.render.style import Style

NOBODY = Turn(side=Side.NOBODY)
WIDE = Style(width=200)


def order(told: str, *words: str) -> None:
    """The words stand in the text, one after the other."""
    places = [told.index(one) for one in words]
    assert places == sorted(places), places


def test_what_needs_somebody_stands_first_and_what_landed_after_what_is_to_be_done():
    done = replace(samples.FULL, title="winch: done", stage=Stage.RELEASED, turn=NOBODY)
    told = text(report(samples.FULL, done, needs=(need(NeedKind.READY, samples.EMPTY),)))
    order(
        told,
        "Status of the tracked series",
        "2 series: 1 waiting for the author, 1 landed.",
        "Reviewed; somebody has to apply it:",
        "Waiting for the author (1)",
        "gadgets: levers without a driver",
        "Landed (1)",
        "winch: done",
    )
    assert "In review" not in told


def test_a_brief_report_has_one_paragraph_a_series():
    """Its title and its state, in text and Markdown; the rest is left out."""
    open_one = report(samples.FULL)
    for form in (text, markdown):
        told = form(replace(open_one, brief=True))
        assert "gadgets: levers without a driver" in told
        assert len(told) < len(form(open_one)) * 2 / 3
        assert "source:" not in told


def test_a_word_of_the_query_stands_once_in_the_command_that_lists_the_rest():
    many = [need(NeedKind.MINE, replace(samples.FULL, id=f"{number}@x")) for number in range(9)]
    mine = Asked(query="turn:me", everything=True)
    told = text(report(samples.FULL, needs=tuple(many), asked=mine), WIDE)
    assert "and 3 more: tracker list --all turn:me\n" in told


def test_half_landed_changes_and_my_own_turn_stand_before_other_needs():
    told = text(WEEK)
    order(
        told,
        "Half-landed: one part is in",
        "rope is in, but its counterpart was withdrawn.",
        "Your turn:",
        "Ron Root asked on 2025-03-13 and has no answer",
        "Reviewed; somebody has to apply it:",
    )


def test_a_long_list_of_needs_is_cut_and_counted():
    """What has news comes before what has waited for long."""
    many = [need(NeedKind.READY, replace(samples.EMPTY, id=f"{n}@example.org", title=f"lever {n}"))
            for n in range(9)]  # fmt: skip
    fresh = replace(samples.FULL, id="8@example.org")
    told = text(report(fresh, needs=tuple(many)))
    order(told, "lever 8", "lever 0", "lever 4", "and 3 more")
    assert "lever 5" not in told


def test_what_a_long_list_leaves_out_is_a_command_away():
    """It names the list, the moment and the query of the report."""
    many = [need(NeedKind.READY, replace(samples.EMPTY, id=f"{n}@example.org")) for n in range(9)]
    asked = Asked(mailing_list="levers", everything=True, query="author:ann", past="2025-03-20")
    told = " ".join(text(report(samples.FULL, needs=tuple(many), asked=asked)).split())
    assert (
        "and 3 more: tracker list --list levers --as-of 2025-03-20 author:ann"
        " turn:maintainer -is:blocked -is:stalled"
    ) in told
    shipped = replace(asked, example=True)
    assert "tracker list" not in text(report(samples.FULL, needs=tuple(many), asked=shipped))


def test_a_paragraph_says_what_where_whose_move_and_from_which_mail():
    """Related parts stand in it with their own state and source."""
    told = text(report(samples.FULL), WIDE)
    assert "gadgets, v2, 3 patches, by Ann Author (resend, blocked by what it needs)" in told
    assert "Two of three patches are applied; the third waits for an answer" in told
    assert "  - tree: gadgets/gadgets-next.git for-next, 2025-03-14 (2 of 3 patches)\n" in told
    assert 'depends on winch v3 "winch: read levers without driver", applied 2025-03-11' in told
    assert "winch.git <v2-0@example.org>\n" in told
    assert '  ? Ron Root asks: "What keeps the lever' in told
    assert "Next move: author (Ann Author), since 2025-03-13 (7 days): Ron Root asked" in told
    assert "nobody has answered.\n" in told
    assert "  source: <v2-0@example.org>\n" in told


def test_an_open_series_says_how_far_its_review_is():
    opened = replace(samples.FULL, stage=Stage.UNDER_REVIEW, turn=Turn(side=Side.REVIEWERS))
    told = text(report(opened), WIDE)
    words = "Under review since 2025-03-14 (6 days), 3 of 3 patches reviewed, 1 open question."
    assert words in told
    assert "Next move: reviewers.\n" in told


def test_a_blocked_series_says_what_it_waits_for_and_how_far_that_is():
    needed = Waiting(id="w", title="winch", project=None, version=1, url="", stage=Stage.NEW,
                     side=Side.REVIEWERS, people=(), since=None, needed_by="g")  # fmt: skip
    ready = Readiness(waits_for=(needed,), reasons=("it needs “winch”, new: reviewers to move",))
    view = replace(samples.FULL, turn=Turn(side=Side.DEPENDENCY, reasons=("it needs winch",)),
                   readiness=ready)  # fmt: skip
    assert "Next move: dependency: it needs “winch”, new: reviewers to move.\n" in text(
        report(view), WIDE
    )


def test_with_an_earlier_moment_it_says_what_happened_between():
    told = text(WEEK, WIDE)
    assert "As of 2025-03-20 12:00 UTC; new since 2025-03-11 09:30 UTC.\n" in told
    assert "; 7 without. Since then: 1 new.\n" in told
    order(
        told[told.index("gadgets: levers without a driver\n  gadgets") :],
        "under review → partially applied. Two of three patches",
        "  + 2025-03-12 Ann Author posted v2, 3 patches\n",
        "  + 2025-03-13 Ron Root asked (no answer yet): What keeps the lever?\n",
        "  + 2025-03-14 patches 1-2 applied to gadgets-next by Mia Maintainer (v2)\n",
        "  + 2025-03-18 patch 1 released in v6.99-rc1 (v2)\n",
    )


def test_what_the_news_say_is_not_said_again():
    """Neither the questions nor the landings since; what landed before still stands."""
    told = text(WEEK, WIDE)
    assert "asks:" not in told
    assert "  - tree:" not in told
    late = text(replace(WEEK, since=samples.at(19)), WIDE)
    assert "  - tree: gadgets/gadgets-next.git for-next, 2025-03-14 (2 of 3 patches)\n" in late


def test_of_what_landed_the_news_tell_where():
    landed = replace(samples.FULL, stage=Stage.APPLIED, turn=NOBODY, summary="All were applied.")
    stages = replace(WAS, stage=Stage.REVIEWED)
    told = text(report(entry(landed, before=stages, news=NEWS), since=samples.at(11)), WIDE)
    assert "reviewed → applied\n" in told
    assert "All were applied." not in told
    assert "All were applied." in text(report(landed), WIDE)


def test_many_news_keep_the_newest():
    many = tuple(news("tag", f"Acked-by from tester {n}") for n in range(12))
    told = text(report(entry(samples.FULL, before=WAS, news=many), since=samples.at(11)))
    assert "tester 2\n" not in told
    order(told, "tester 3\n", "tester 11\n", "3 more before these")


def test_series_with_nothing_new_are_folded_into_a_line_each_at_the_end():
    told = text(WEEK, WIDE)
    order(
        told,
        "hook: first posting",
        "Nothing new (1)",
        "rope: nothing new (v2, partially applied, 2 of 3 reviewed, 1 open question; the author's",
        "Not listed, for nothing happened to them: 4 landed, 2 stalled.",
        "From 100 local mails, the newest of 2025-03-19 09:30 UTC; repositories: gadgets.",
    )
    assert told.count(QUIET.title) == 1


@pytest.mark.parametrize(
    ("by", "key", "title"),
    [
        (GroupBy.STAGE, "under-review", "Under review (1)"),
        (GroupBy.TURN, "reviewers", "The reviewers' turn (1)"),
        (GroupBy.LIST, "linux-levers", "linux-levers (1)"),
        (GroupBy.LIST, "", "Sent to no list (1)"),
        (GroupBy.TREE, "", "In no tree yet (1)"),
        (GroupBy.PROJECT, "", "Project not known (1)"),
        (GroupBy.AUTHOR, "Ann Author", "Ann Author (1)"),
    ],
)
def test_every_grouping_has_its_headings(by, key, title):
    told = report(samples.FULL)
    groups = (replace(told.groups[0], key=key),)
    assert f"\n{title}\n" in text(replace(told, group_by=by, groups=groups))


def test_a_report_says_what_it_is_about():
    told = text(report(asked=Asked(query="turn:me", mailing_list="gadgets", everything=True)))
    assert told.startswith("Status of gadgets: turn:me\n")
    assert "No series.\n" in told
    assert text(report(asked=Asked(everything=True))).startswith("Status of every local series")
    assert text(report(asked=Asked(example=True))).startswith("Status of the shipped example")


def test_a_report_says_whether_it_is_told_from_abridged_mails():
    """The example's mails: on the last line, once for all series."""
    whole = replace(samples.FULL, abridged=False)
    words = "the words are ours, abridged."
    told = " ".join(text(report(whole, samples.FULL)).split())
    assert told.endswith(words)
    assert told.count(words) == 1
    assert "abridged" not in text(report(whole))
    assert markdown(report(samples.FULL)).count(words) == 1


def test_the_same_facts_give_the_same_bytes():
    for form in (text, markdown):
        assert form(WEEK) == form(replace(WEEK))


# ---- Markdown --------------------------------------------------------------------------------


def test_markdown_has_a_heading_for_each_section_and_series_and_a_link_for_each_claim():
    told = markdown(WEEK)
    source = "https://lore.kernel.org/r/"
    order(
        told,
        "# Status of gadgets\n",
        "## What needs somebody\n",
        f"- [gadgets: levers without a driver](<{source}v2-0@example.org/>), since 2025-03-13 (7",
        "## Waiting for the author (1)\n",
        f"### [gadgets: levers without a driver](<{source}v2-0@example.org/>)\n",
        "**under review → partially applied.** Two of three",
        f"- 2025-03-13 [Ron Root asked (no answer yet): What keeps the lever?](<{source}question@",
        "- 2025-03-18 patch 1 released in v6.99-rc1 (v2)\n",
        "## In review (1)\n",
        "## Nothing new (1)\n",
    )  # fmt: skip


def test_a_commit_of_another_project_is_not_looked_for_in_the_kernel():
    """The samples are of the project gadgets."""
    told = markdown(WEEK)
    assert "git.kernel.org" not in told


@pytest.mark.parametrize(
    ("mail", "shown"),
    [
        ("use `kernel::fmt!` and *foo*", "use \\`kernel::fmt!\\` and \\*foo\\*"),
        ("[x](http://evil.example)", "\\[x\\](http\\://evil.example)"),
        ("![x](y)", "\\!\\[x\\](y)"),
        ("1. not a list", "1\\. not a list"),
        ("- nor this", "\\- nor this"),
        ("# no heading <b>bold</b> &amp;", "\\# no heading \\<b\\>bold\\</b\\> \\&amp;"),
        ("www.evil.example", "www\\.evil.example"),
        ("plain words, v2 (RFC)", "plain words, v2 (RFC)"),
    ],
)
def test_words_of_mail_are_no_markdown(mail, shown):
    assert escape_markdown(mail) == shown


def test_a_hostile_mail_makes_no_markup_in_markdown():
    told = markdown(evil())
    assert "<script>" not in told
    assert "\x1b" not in told
    links = [part.partition(">)")[0] for part in told.split("](<")[1:]]
    assert links
    assert all(
        link.startswith(("https://lore.kernel.org/r/", "https://git.kernel")) for link in links
    )
    assert attacks.HOSTILE not in told


def test_with_an_earlier_moment_links_to_what_is_not_at_hand_are_only_counted():
    """They are no news; without one they stand."""
    lost = replace(samples.RELATIONS[0], target=samples.target("", None, None, "lost@example.org"))
    view = replace(samples.FULL, relations=(lost, samples.RELATIONS[1]))
    assert "lost@example.org/, not fetched" in text(report(view), WIDE)
    told = text(report(entry(view, before=WAS, news=NEWS), since=samples.at(11)), WIDE)
    assert "lost@example.org" not in told
    assert "  - 1 more, related or not fetched\n" in told


def test_a_pull_request_is_called_one_once():
    pull = replace(samples.SECOND, expected=0, patches=())
    facts = replace(samples.FULL.facts, pull_request=True)
    told = text(report(replace(samples.FULL, revisions=(pull,), facts=facts)), WIDE)
    assert told.count("pull request") == 1


@pytest.mark.parametrize(
    ("side", "words"),
    [
        (Side.UNKNOWN, "turn not known since "),
        (Side.DEPENDENCY, "waits since "),
        (Side.MAINTAINER, "the maintainer's turn since "),
    ],
)
def test_a_folded_line_says_whose_turn_it_is(side: Side, words: str):
    (folded,) = WEEK.unchanged
    row = replace(folded.row, turn=replace(folded.row.turn, side=side))
    assert f"; {words}" in text(replace(WEEK, unchanged=(replace(folded, row=row),)), WIDE)
