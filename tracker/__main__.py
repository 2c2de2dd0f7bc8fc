# SPDX-License-Identifier: GPL-2.0-or-later
"""``python -m tracker``."""

from tracker.cli import main

main()
