# SPDX-License-Identifier: GPL-2.0-or-later
"""The phrases that give a sentence its meaning."""
