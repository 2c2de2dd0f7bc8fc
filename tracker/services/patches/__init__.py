# SPDX-License-Identifier: GPL-2.0-or-later
"""The patches of a series and of what it needs, ready to be applied."""
