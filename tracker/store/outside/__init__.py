# SPDX-License-Identifier: GPL-2.0-or-later
"""What other services have patches as: its tables, writes and reads."""
