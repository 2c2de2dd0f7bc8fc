# SPDX-License-Identifier: GPL-2.0-or-later
"""Events as they come, and the user's programs that are run for them."""
