# SPDX-License-Identifier: GPL-2.0-or-later
"""The tables of what many mails share, and views that show it mail by mail."""

from functools import partial

from tracker.store.columns import Group, View, array, number, table, text

_shared = partial(table, group=Group.FETCHED)

LIST_SET = _shared(
    "list_set",
    "Mailing lists that mails were sent to together: most mails of a thread share one set.",
    number("id", "The number other tables name it by."),
    array("addresses", "Their addresses, lower case, in order."),
    key=("id",),
    unique=("addresses",),
    since=19,
)

PEOPLE_SET = _shared(
    "people_set",
    "People that mails were sent to together, To and Cc.",
    number("id", "The number other tables name it by."),
    array("people", "Their numbers in person, in order."),
    key=("id",),
    unique=("people",),
    since=19,
)

ABSENT_MAIL = _shared(
    "absent_mail",
    "Mails that are not cached, and that cached ones answer or refer to.",
    number("id", "A negative number, by which other tables name it like one of message."),
    text("message_id", "Its Message-ID."),
    key=("id",),
    unique=("message_id",),
    since=21,
)

SHARED = (LIST_SET, PEOPLE_SET, ABSENT_MAIL)

MESSAGE_LIST = View(
    name="message_list",
    group=Group.FETCHED,
    comment="The mailing lists a message was sent to, each in a row.",
    columns=(
        number("message", "The message.", parent="message"),
        number("n", "Its place among them, from 0."),
        text("address", "The list's address, lower case."),
    ),
    select="SELECT message.id, one.key, one.value FROM message JOIN list_set"
    " ON list_set.id = message.list_set JOIN json_each(list_set.addresses) AS one",
)

RECIPIENT = View(
    name="recipient",
    group=Group.FETCHED,
    comment="The people a message was sent to, To and Cc, each in a row.",
    columns=(
        number("message", "The message.", parent="message"),
        number("n", "Their place among them, from 0."),
        number("person", "Who.", parent="person"),
    ),
    select="SELECT message.id, one.key, one.value FROM message JOIN people_set"
    " ON people_set.id = message.people_set JOIN json_each(people_set.people) AS one",
)

_NAMED = (
    "coalesce((SELECT message_id FROM message WHERE id = {0}),"
    " (SELECT message_id FROM absent_mail WHERE id = {0}))"
)

MESSAGE_ANSWERS = View(
    name="message_answers",
    group=Group.FETCHED,
    comment="What a message answers: its In-Reply-To.",
    columns=(
        number("message", "The message.", parent="message"),
        text("in_reply_to", "The Message-ID it answers."),
    ),
    select=f"SELECT mail.id, {_NAMED.format('mail.answers')} FROM message AS mail"
    " WHERE mail.answers IS NOT NULL",
)

MESSAGE_REFERENCE = View(
    name="message_reference",
    group=Group.FETCHED,
    comment="The References of a message, oldest first, without the one it answers.",
    columns=(
        number("message", "The message.", parent="message"),
        number("n", "Its place among them, from 0."),
        text("target", "The Message-ID it names."),
    ),
    select=f"SELECT one.message, one.n, {_NAMED.format('one.target')} FROM message_target AS one",
)

VIEWS = (MESSAGE_LIST, RECIPIENT, MESSAGE_ANSWERS, MESSAGE_REFERENCE)
"""What is read as a table is, and kept in another shape."""
