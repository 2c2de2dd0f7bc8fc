# SPDX-License-Identifier: GPL-2.0-or-later
"""The forms of mail: subjects, addresses, lines, sentences."""
