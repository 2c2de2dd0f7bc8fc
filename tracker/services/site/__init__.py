# SPDX-License-Identifier: GPL-2.0-or-later
"""Writing a static site into a folder."""
