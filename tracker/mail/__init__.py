# SPDX-License-Identifier: GPL-2.0-or-later
"""Reading one mail into a record."""
