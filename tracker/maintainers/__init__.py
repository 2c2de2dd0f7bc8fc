# SPDX-License-Identifier: GPL-2.0-or-later
"""Read a MAINTAINERS file, and find which of its sections a change belongs to. Pure."""
