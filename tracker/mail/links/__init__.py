# SPDX-License-Identifier: GPL-2.0-or-later
"""Links in a mail and what the text around them says."""
