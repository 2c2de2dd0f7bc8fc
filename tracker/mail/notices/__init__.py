# SPDX-License-Identifier: GPL-2.0-or-later
"""Claims that patches were applied or dropped."""
