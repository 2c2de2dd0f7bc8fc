# SPDX-License-Identifier: GPL-2.0-or-later
"""Services beside mail that know something of patches: which may be asked, and asking them."""
