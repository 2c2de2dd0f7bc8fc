# SPDX-License-Identifier: GPL-2.0-or-later
"""A static site: a board, a page for each series, people and lists; no script is needed."""
