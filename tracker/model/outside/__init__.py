# SPDX-License-Identifier: GPL-2.0-or-later
"""Records of what other places than mail show: web archives, Patchwork, forges."""
