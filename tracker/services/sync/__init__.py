# SPDX-License-Identifier: GPL-2.0-or-later
"""Mail and commits from their sources into the store."""
