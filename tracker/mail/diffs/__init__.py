# SPDX-License-Identifier: GPL-2.0-or-later
"""The diff of a mail: where it stands, its patch-id and its fingerprint."""
