# SPDX-License-Identifier: GPL-2.0-or-later
"""Full text: subjects and what people wrote themselves, by SQLite's FTS5."""
