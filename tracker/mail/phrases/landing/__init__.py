# SPDX-License-Identifier: GPL-2.0-or-later
"""The words around a landing: what claims one, which patches and which tree it means."""
