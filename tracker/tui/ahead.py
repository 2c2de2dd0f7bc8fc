# SPDX-License-Identifier: GPL-2.0-or-later
"""What is loaded after the first picture, while the screen is idle."""

from tracker.tui.ports import Backend

WARM = 0.3
"""Seconds after the start in which the first picture is painted before all else."""


def load_ahead(library: Backend) -> None:
    """Load the screens that come next, and what the library needs for them."""
    import tracker.tui.screens.reader
    import tracker.tui.screens.series  # noqa: F401 - loaded for those that come

    library.warm()
