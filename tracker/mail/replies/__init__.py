# SPDX-License-Identifier: GPL-2.0-or-later
"""Drafts of answers to a mail, for the user's own mailer. Pure; nothing here sends."""
