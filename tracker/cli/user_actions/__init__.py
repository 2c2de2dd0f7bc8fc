# SPDX-License-Identifier: GPL-2.0-or-later
"""The commands by which the user records something; see ``tracker.services.user_actions``."""
