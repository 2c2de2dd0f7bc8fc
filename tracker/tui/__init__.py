# SPDX-License-Identifier: GPL-2.0-or-later
"""The terminal UI: ``TrackerApp`` of ``app`` paints what the ``Library`` of ``ports`` hands over.

Built in layers of its own, each knowing only those before it: ``lines`` and ``phrases`` (words and
roles), ``pages`` (records to rows, pure), ``widgets`` (rows to the screen), ``screens``, ``app``.
"""
