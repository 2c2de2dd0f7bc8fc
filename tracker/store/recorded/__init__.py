# SPDX-License-Identifier: GPL-2.0-or-later
"""What the user recorded, as lines of text: to be carried elsewhere, merged, and kept beside."""
