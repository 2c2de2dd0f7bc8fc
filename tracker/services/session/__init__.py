# SPDX-License-Identifier: GPL-2.0-or-later
"""One use of the tracker: the user's files at one moment, for every door."""
