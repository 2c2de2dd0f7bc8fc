# SPDX-License-Identifier: GPL-2.0-or-later
"""What other services say of patches, beside what is judged from mail."""
