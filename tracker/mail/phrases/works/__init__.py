# SPDX-License-Identifier: GPL-2.0-or-later
"""The words that join one work to another."""
