# SPDX-License-Identifier: GPL-2.0-or-later
"""What goes to the user's own programs, as rows: drafts of answers."""
