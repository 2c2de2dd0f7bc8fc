# SPDX-License-Identifier: GPL-2.0-or-later
"""What the user records of series: written down, taken back, and joined to rows."""
