# SPDX-License-Identifier: GPL-2.0-or-later
"""The words of reviewers: tags and their reach, NAKs, questions."""
