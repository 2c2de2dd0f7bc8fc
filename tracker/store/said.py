"""The tables of what a person said here: the only rows that a backup must hold."""

from functools import partial

from tracker.store.columns import (
    Group,
    Index,
    flag,
    moment,
    number,
    table,
    text,
)

_MESSAGE = text("message_id", "The message it hangs on: the one name that never changes.")

_UPTO = number(
    "upto",
    "The number of the last mail stored by then; what has a higher one came later, whatever its"
    " date says. Null where that was not kept, or nothing was stored.",
    null=True,
    since=8,
)

_table = partial(table, group=Group.SAID, since=3)

TRACKED = _table(
    "tracked",
    "Series that the user follows.",
    _MESSAGE,
    moment("since", "Since when."),
    _UPTO,
    key=("message_id",),
)

SEEN = _table(
    "seen",
    "When the user last looked at a series.",
    _MESSAGE,
    moment("at", "The last look."),
    _UPTO,
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

_later = partial(table, group=Group.SAID, since=5)

SNOOZE = _later(
    "snooze",
    "Series that are to be out of sight until something happens.",
    _MESSAGE,
    text("until", "What ends it: date, answer, version, landed or tag."),
    moment("at", "When it was said."),
    moment("date", "Of a date, the moment.", null=True),
    text("tag", "Of a tag, its name; else empty."),
    number("version", "It ends with a version above this one, where it waits for one."),
    flag("blocked", "the series needed something that had not landed."),
    key=("message_id",),
)

MARK = _later(
    "mark",
    "How far a report has told, for the next one to go on from there.",
    text("name", "The report's name."),
    moment("at", "The moment that it was told for."),
    key=("name",),
)

SAID_STEP = _later(
    "said_step",
    "What was said lately, so that it can be taken back.",
    number("n", "Its number; the last said has the highest."),
    moment("at", "When it was said."),
    text("sentence", "What was said, for people."),
    key=("n",),
)

SAID_BEFORE = _later(
    "said_before",
    "The rows of the tables above as they were before a step changed them.",
    number("step", "The step.", parent="said_step"),
    number("place", "Its place in the step, from 0."),
    text("table_name", "The table."),
    text("row_key", "The row's key. A JSON array."),
    text("before", "The row. A JSON object by column; where there was none, null.", null=True),
    key=("step", "place"),
)

WORDS = (TRACKED, SEEN, NOTE, SAID_LINK, SNOOZE)
"""What a person says of series and can take back."""

SAID = (*WORDS, MARK, SAID_STEP, SAID_BEFORE)
