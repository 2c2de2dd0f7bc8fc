# SPDX-License-Identifier: GPL-2.0-or-later
"""Carry what the user recorded elsewhere and back, and save it from a damaged database."""
