# SPDX-License-Identifier: GPL-2.0-or-later
"""Postings grouped into revisions and series."""
