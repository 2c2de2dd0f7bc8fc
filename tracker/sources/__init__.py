# SPDX-License-Identifier: GPL-2.0-or-later
"""Where mail comes from: public-inbox servers and local archives. A source never judges."""
