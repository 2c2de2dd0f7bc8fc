# SPDX-License-Identifier: GPL-2.0-or-later
"""Results of machines in mail: builds, test runs, reviews by programs."""
