# SPDX-License-Identifier: GPL-2.0-or-later
"""Follow a change sent by mail: versions, reviews, related series, and where it landed."""

__version__ = "0.1.0"
