# SPDX-License-Identifier: GPL-2.0-or-later
"""Facts in words, for who has them read out."""
