# SPDX-License-Identifier: GPL-2.0-or-later
"""Links: the shapes of what is linked, and the words, numbers and headings around it."""
