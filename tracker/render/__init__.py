# SPDX-License-Identifier: GPL-2.0-or-later
"""Lay out the pages of a series as lines and spans, for the command line and the terminal UI."""
