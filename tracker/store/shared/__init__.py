# SPDX-License-Identifier: GPL-2.0-or-later
"""What many mails share is kept once."""
