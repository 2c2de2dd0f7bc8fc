# SPDX-License-Identifier: GPL-2.0-or-later
"""The headers of mails that are not read yet: the older ones of an archive read in part.

A row goes as its mail is read, so that what stands here is what is still to be read.
"""
