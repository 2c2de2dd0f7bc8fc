# SPDX-License-Identifier: GPL-2.0-or-later
"""The board: its tables, writes, reads and queries."""
