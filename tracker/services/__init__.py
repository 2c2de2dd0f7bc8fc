# SPDX-License-Identifier: GPL-2.0-or-later
"""Joins sources, store and the pure packages."""
