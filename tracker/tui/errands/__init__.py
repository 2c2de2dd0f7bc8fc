# SPDX-License-Identifier: GPL-2.0-or-later
"""The parts of the app that work for the screens: each is one class, the next stands on it."""
