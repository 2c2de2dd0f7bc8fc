"""The words of the filter line."""

from types import SimpleNamespace

from tracker.tui.filter import matching


def test_all_words_must_be_held_in_any_case_and_place(make: SimpleNamespace) -> None:
    """Title, author, list, stage and turn are looked at."""
    lamp = make.row("lamp@example.org", title="lamp: shut the door")
    wick = make.row("wick@example.org", title="wick: trim it", lists=("wicks@example.org",))
    rows = (lamp, wick)
    assert matching(rows, "DOOR lamps") == (lamp,)
    assert matching(rows, "ann under-review author") == rows
    assert matching(rows, "wicks") == (wick,)
    assert matching(rows, "door wicks") == ()


def test_no_words_keep_all(make: SimpleNamespace) -> None:
    """Spaces are no words."""
    rows = (make.row(),)
    assert matching(rows, "  ") == rows
