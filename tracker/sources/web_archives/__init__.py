# SPDX-License-Identifier: GPL-2.0-or-later
"""Web archives of mailing lists: their pages, and their servers."""
