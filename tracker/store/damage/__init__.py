# SPDX-License-Identifier: GPL-2.0-or-later
"""Noticing damage that SQLite does not see, and saving what can be read of a damaged file."""
