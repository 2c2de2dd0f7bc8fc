# SPDX-License-Identifier: GPL-2.0-or-later
"""What ``tracker doctor`` looks at."""
