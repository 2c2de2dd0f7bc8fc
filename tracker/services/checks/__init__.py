# SPDX-License-Identifier: GPL-2.0-or-later
"""Yes or no about a series, with why."""
