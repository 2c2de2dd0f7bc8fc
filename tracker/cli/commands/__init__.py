# SPDX-License-Identifier: GPL-2.0-or-later
"""Each command of the program, in a file of its own; imported only when it is run."""
