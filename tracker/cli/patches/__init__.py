# SPDX-License-Identifier: GPL-2.0-or-later
"""The commands that hand out the patches of a series: in order, as a file, on a branch."""
