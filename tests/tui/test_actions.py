# SPDX-License-Identifier: GPL-2.0-or-later
"""The one table of actions."""

from collections import Counter
from inspect import signature

import pytest
from textual.actions import parse

from tracker.model.terminal_text import width
from tracker.tui.actions import ACTIONS, Area, actions_of, bindings, written
from tracker.tui.app import TrackerApp
from tracker.tui.guide import guide_rows
from tracker.tui.screens.apply import ApplyScreen
from tracker.tui.screens.board import BoardScreen
from tracker.tui.screens.compare import CompareScreen
from tracker.tui.screens.draft import DraftScreen, DraftsScreen
from tracker.tui.screens.evidence import EvidenceScreen
from tracker.tui.screens.feed import FeedScreen
from tracker.tui.screens.files import FilesScreen
from tracker.tui.screens.help import HelpScreen
from tracker.tui.screens.reader import ReaderScreen
from tracker.tui.screens.series import SeriesScreen
from tracker.tui.screens.text import TextScreen
from tracker.tui.widgets.bar import hints
from tracker.tui.widgets.rows import RowList

HOME = {
    Area.BOARD: BoardScreen,
    Area.SERIES: SeriesScreen,
    Area.READER: ReaderScreen,
    Area.EVIDENCE: EvidenceScreen,
    Area.COMPARE: CompareScreen,
    Area.DRAFT: DraftScreen,
    Area.DRAFTS: DraftsScreen,
    Area.APPLY: ApplyScreen,
    Area.FEED: FeedScreen,
    Area.FILES: FilesScreen,
    Area.TEXT: TextScreen,
    Area.HELP: HelpScreen,
    Area.LISTS: RowList,
}


@pytest.mark.parametrize("where", Area)
def test_every_action_has_its_method(where: Area) -> None:
    """A key that leads nowhere would be a lie in the help."""
    homes = {"": HOME[where], "app": TrackerApp}
    for action in actions_of(where):
        home, name, arguments = parse(action.call)
        method = getattr(homes[home], f"action_{name}")
        signature(method).bind(None, *(arguments or ([1] if action.each else [])))


@pytest.mark.parametrize("where", Area)
def test_no_key_means_two_things_in_one_place(where: Area) -> None:
    """Neither within a screen nor between a screen and its list."""
    places = {where, Area.LISTS}
    keys = Counter(
        key
        for a in ACTIONS
        if places & set(a.screens) and not a.while_found
        for key in a.keys
    )  # fmt: skip
    assert [key for key, times in keys.items() if times > 1] == []


FAMILIES = {
    "enter": {"open", "start"},
    "slash": {"filter", "search"},
    "tab": {"next_tab", "next_unread", "next_repository"},
    "n": {"next_match", "next_mail", "next_pair", "next_new"},
    "N": {"previous_match", "note"},
    "p": {"previous_mail", "previous_pair"},
    "J": {"next_patch", "version_below"},
    "K": {"previous_patch", "version_above"},
    "d": {"compare", "range_diff"},
    "m": {"mark", "mark_version"},
    "r": {"reply", "edit"},
    "ctrl+r": {"retry", "refresh"},
    "z": {"fold", "collapse", "open_all"},
    "O": {"open_mails", "hand_over"},
}
"""Keys that lead to several methods, which are the same thing on what each place has: N alone is
a mode, while words are looked for."""


def test_a_key_means_the_same_in_every_place() -> None:
    """Else a finger that knows one page does harm on another."""
    meant: dict[str, set[str]] = {}
    for action in ACTIONS:
        for key in action.keys:
            meant.setdefault(key, set()).add(action.id)
    assert {key: ids for key, ids in meant.items() if len(ids) > 1} == FAMILIES


@pytest.mark.parametrize("columns", [20, 40, 80, 200])
@pytest.mark.parametrize("where", [w for w in Area if w is not Area.LISTS])
def test_the_footer_shows_what_fits_and_always_the_way_out(where: Area, columns: int) -> None:
    """Help and back keep their place on any screen."""
    text = "".join(span.text for span in hints(where, columns))
    assert width(text.rstrip()) <= columns
    assert "q " in text
    assert where is Area.HELP or "? help" in text


@pytest.mark.parametrize("where", [w for w in Area if w is not Area.LISTS])
def test_the_keys_of_a_place_fit_one_screen(where: Area) -> None:
    """80x24, less the frame, title, status and footer of the help; no label is cut."""
    rows = guide_rows(where, 77)
    shown = rows[: [row.key for row in rows].index("short.gap")]
    assert len(shown) <= 19
    text = [span.text for row in shown for span in row.draw(77)]
    assert not any("…" in one for one in text)


def test_a_tab_is_chosen_by_the_number_pressed() -> None:
    """Each number is bound to its own tab."""
    bound = {binding.key: binding.action for binding in bindings(Area.SERIES)}
    assert bound["3"] == "tab(3)"


def test_keys_are_written_as_people_write_them() -> None:
    """Names of Textual's own do not reach the screen."""
    shown = {written(key) for action in ACTIONS for key in action.keys}
    assert not any("_" in key or "ctrl" in key for key in shown)
