# SPDX-License-Identifier: GPL-2.0-or-later
"""The frame of what opens above a page."""

from textual.containers import Vertical


class Frame(Vertical):
    """A framed part of the screen; the style sheet says how large."""
