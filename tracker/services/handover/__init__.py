# SPDX-License-Identifier: GPL-2.0-or-later
"""What the user's own programs get: drafts for a mailer, mails for a reader."""
