# SPDX-License-Identifier: GPL-2.0-or-later
"""How series are related."""
