# SPDX-License-Identifier: GPL-2.0-or-later
"""Services that keep facts about patches beside the mail: Patchwork, sashiko, forges."""
