# SPDX-License-Identifier: GPL-2.0-or-later
"""Signs on terminals that have few."""

import codecs

from tracker.cli.locales import draw_in_cells, lacks_signs


def test_in_ascii_no_two_marks_of_a_row_look_alike() -> None:
    """A mark, news, a tag that went stale, and a text that is cut."""
    draw_in_cells()
    drawn = codecs.encode("*•~…", "ascii", "tracker-cells").decode()
    assert drawn == "*^~>"
    assert len(set(drawn)) == len(drawn)


def test_the_console_of_linux_has_no_half_circles() -> None:
    """A terminal emulator has; what is not known is taken to have them."""
    assert lacks_signs({"TERM": "linux"})
    assert not lacks_signs({"TERM": "tmux-256color"})
    assert not lacks_signs({})
