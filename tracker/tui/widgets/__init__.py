# SPDX-License-Identifier: GPL-2.0-or-later
"""What paints rows and lines; a widget knows records of ``lines`` and nothing of the tracker."""
