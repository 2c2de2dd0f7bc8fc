# SPDX-License-Identifier: GPL-2.0-or-later
"""Commands that carry what the user recorded."""
