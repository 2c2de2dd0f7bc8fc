# SPDX-License-Identifier: GPL-2.0-or-later
"""One screen a file; each asks the library on a thread and shows what comes back."""
