# SPDX-License-Identifier: GPL-2.0-or-later
"""What a shell asks to complete a word."""
