# SPDX-License-Identifier: GPL-2.0-or-later
"""Frozen records that pass between the layers; nothing here reads, judges or prints."""
