# SPDX-License-Identifier: GPL-2.0-or-later
"""The database: fetched facts, what is derived from them, and what the user recorded."""
