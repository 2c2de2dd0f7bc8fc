# SPDX-License-Identifier: GPL-2.0-or-later
"""The table of mails of which only the header was read."""

from tracker.store.columns import Group, Index, flag, moment, number, table, text

HEADING = table(
    "heading",
    "Mails of which only the header was read; a row goes as its mail is read.",
    number("id", "The order in which they are read: the newest of an archive first."),
    number("archive", "The archive it lies in.", parent="archive"),
    text("key", "Where in the archive: a blob id."),
    moment("arrived", "When the archive took it in.", null=True),
    text("message_id", "Its Message-ID, without angle brackets."),
    text("root", "The Message-ID that its thread begins with, as far as its header tells."),
    text("title", "The subject without reply prefixes and leading brackets."),
    number("title_number", "A digest of the title folded to lower-case words."),
    flag("is_reply", "the subject starts with Re: or the like."),
    text("sender_name", "Name of the From header."),
    text("sender_email", "Address of the From header, lower case."),
    text("change_id", "Its change-id line.", null=True),
    group=Group.FETCHED,
    since=25,
    key=("id",),
    unique=("archive", "key"),
    indexes=(
        Index(("message_id",)),
        Index(("root",)),
        Index(("title_number",), "NOT is_reply"),
        Index(("change_id",), "change_id IS NOT NULL"),
    ),
)
