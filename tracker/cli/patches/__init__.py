# SPDX-License-Identifier: GPL-2.0-or-later
"""The commands that put the patches of a series in the hand: in order, as a file, on a branch."""
