# SPDX-License-Identifier: GPL-2.0-or-later
"""The first page of a series."""

from dataclasses import replace
from types import SimpleNamespace

from tracker.model.readiness import HalfLanded, Readiness, Waiting
from tracker.model.relations import Kind
from tracker.model.said import Note, Snooze, Until
from tracker.model.status import Side, Stage
from tracker.render.lines import Row
from tracker.render.overview import overview_rows


def shown(rows: tuple[Row, ...]) -> list[str]:
    """The lines without their roles."""
    return ["".join(span.text for span in row.draw(80)).rstrip() for row in rows]


def test_a_partial_reroll_does_not_hide_the_whole_version(make: SimpleNamespace) -> None:
    """It replaces single patches; alone it has to do."""
    whole = make.revision(2, Stage.UNDER_REVIEW)
    reroll = replace(whole, label="v2.1", partial=True)
    view = replace(make.view(), revisions=(whole, reroll))
    assert view.newest is whole
    assert replace(view, revisions=(reroll,)).newest is reroll
    assert replace(view, revisions=()).newest is None


def test_the_example_is_told_to_be_abridged(make: SimpleNamespace) -> None:
    """And nothing else is."""
    for abridged in (True, False):
        rows = overview_rows(replace(make.view(), abridged=abridged), 80)
        text = " ".join("".join(span.text for span in row.draw(80)).strip() for row in rows)
        assert ("the words are ours, abridged" in text) is abridged


def test_a_half_landed_change_comes_before_all(make: SimpleNamespace) -> None:
    """Enter on it opens the other half."""
    half = HalfLanded(
        landed="lamp-v2@example.org", other="hinge@example.org", kind=Kind.COMPANION,
        state="stalled", since=make.now, text="the lamp is in, and the hinge is quiet",
    )  # fmt: skip
    rows = overview_rows(make.view(readiness=Readiness(half_landed=(half,))), 80)
    assert shown(rows)[0] == "Half-landed: the lamp is in, and the hinge is quiet."
    assert rows[0].target.series == "hinge@example.org"


def waiting(**changes: object) -> Waiting:
    """A work that has to land first."""
    made = Waiting(
        id="hinge@example.org", title="hinge: oil it", project="lamps", version=3,
        url="https://example.org/hinge", stage=Stage.UNDER_REVIEW, side=Side.REVIEWERS,
        people=("Rik Reviewer",), since=None, needed_by="lamp-v2@example.org",
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]  # a test names fields it knows


def test_what_it_waits_for_is_named_with_how_far_that_is(make: SimpleNamespace) -> None:
    """Enter goes there."""
    view = make.view(readiness=Readiness(unblocked=False, waits_for=(waiting(),)))
    rows = overview_rows(view, 80)
    lines = shown(rows)
    at = next(n for n, line in enumerate(lines) if line.startswith("Waits for")) + 1
    assert "lamps v3 hinge: oil it" in lines[at]
    assert lines[at + 1].strip() == "under review; the reviewers' turn (Rik Reviewer)"
    assert rows[at].target.series == "hinge@example.org"


def test_what_it_waits_for_and_is_not_at_hand_says_why(make: SimpleNamespace) -> None:
    """And can be fetched."""
    absent = waiting(id="wick@example.org", title="", stage=None, side=None, people=())
    view = make.view(readiness=Readiness(waits_for=(absent,)))
    graph = make.graph()
    nodes = tuple(replace(node, absence="example.org does not hold it") for node in graph.nodes)
    rows = overview_rows(view, 80, replace(graph, nodes=nodes))
    lines = shown(rows)
    at = next(n for n, line in enumerate(lines) if line.startswith("Waits for")) + 1
    assert lines[at + 1].strip() == "not fetched: example.org does not hold it; u fetches it"
    assert rows[at].target.absent == "wick@example.org"


def test_what_the_user_wrote_is_shown(make: SimpleNamespace) -> None:
    """Notes with their day, and a snooze with what ends it."""
    note = Note(message_id="lamp-v2@example.org", at=make.ago(1), text="ask May")
    snooze = Snooze(message_id="lamp-v2@example.org", until=Until.ANSWER, at=make.ago(1))
    lines = shown(overview_rows(make.view(notes=(note,), snooze=snooze), 80))
    assert "  2026-03-19  ask May" in lines
    assert "  Snoozed  until somebody answers, since 2026-03-19" in lines


def test_a_large_series_is_cut_here_and_whole_in_the_review(make: SimpleNamespace) -> None:
    """A dozen patches, and how many more there are."""
    made = make.revision(2, Stage.UNDER_REVIEW)
    patches = tuple(
        replace(made.patches[0], position=n, message_id=f"p{n}@example.org") for n in range(1, 31)
    )
    view = make.view(revisions=(replace(made, patches=patches, expected=30),))
    lines = shown(overview_rows(view, 80))
    assert any("and 18 more patches" in line for line in lines)
