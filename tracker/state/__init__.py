# SPDX-License-Identifier: GPL-2.0-or-later
"""Stage, turn and views of a series."""
