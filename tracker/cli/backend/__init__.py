# SPDX-License-Identifier: GPL-2.0-or-later
"""What the terminal UI asks for, answered from one database."""
