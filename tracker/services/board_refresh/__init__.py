# SPDX-License-Identifier: GPL-2.0-or-later
"""Judging the rows of the board again."""
