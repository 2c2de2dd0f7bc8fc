# SPDX-License-Identifier: GPL-2.0-or-later
"""What makes the documents and keeps the house; not shipped."""
