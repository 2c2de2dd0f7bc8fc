"""The first page of a series."""

from dataclasses import replace
from types import SimpleNamespace

from tracker.model.status import Stage
from tracker.tui.pages.overview import newest_of, overview_rows


def test_a_partial_reroll_does_not_hide_the_whole_version(make: SimpleNamespace) -> None:
    """It replaces single patches; alone it has to do."""
    whole = make.revision(2, Stage.UNDER_REVIEW)
    reroll = replace(whole, label="v2.1", partial=True)
    view = replace(make.view(), revisions=(whole, reroll))
    assert newest_of(view) is whole
    assert newest_of(replace(view, revisions=(reroll,))) is reroll
    assert newest_of(replace(view, revisions=())) is None


def test_the_example_is_told_to_be_abridged(make: SimpleNamespace) -> None:
    """And nothing else is."""
    for abridged in (True, False):
        rows = overview_rows(replace(make.view(), abridged=abridged), 80)
        text = " ".join("".join(span.text for span in row.draw(80)).strip() for row in rows)
        assert ("the words are ours, abridged" in text) is abridged
