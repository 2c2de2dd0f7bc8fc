"""The tables of what a person said here: the only rows that a backup must hold."""

from functools import partial

from tracker.store.columns import (
    Group,
    Index,
    flag,
    moment,
    table,
    text,
)

_MESSAGE = text("message_id", "The message it hangs on: the one name that never changes.")

_table = partial(table, group=Group.SAID, since=3)

TRACKED = _table(
    "tracked",
    "Series that the user follows.",
    _MESSAGE,
    moment("since", "Since when."),
    key=("message_id",),
)

SEEN = _table(
    "seen",
    "When the user last looked at a series.",
    _MESSAGE,
    moment("at", "The last look."),
    key=("message_id",),
)

NOTE = _table(
    "note",
    "What the user wrote about a message.",
    _MESSAGE,
    moment("at", "When."),
    text("text", "The words."),
    key=("message_id", "at"),
)

SAID_LINK = _table(
    "said_link",
    "Relations that the user made or cut by hand.",
    text("source", "Message-ID of the side that the relation starts from."),
    text("kind", "The kind of relation, in the outgoing sense; empty for one that is cut."),
    text("target", "Message-ID or URL of the other side."),
    text("note", "Why; may be empty."),
    moment("at", "When it was said."),
    flag("cut", "the user says that there is no such relation."),
    key=("source", "kind", "target"),
    indexes=(Index(("target",)),),
)

SAID = (TRACKED, SEEN, NOTE, SAID_LINK)
