# SPDX-License-Identifier: GPL-2.0-or-later
"""What differs within a line, as spans."""
