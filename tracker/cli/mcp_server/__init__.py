# SPDX-License-Identifier: GPL-2.0-or-later
"""``tracker mcp``: the tracker as read-only tools of the Model Context Protocol."""
