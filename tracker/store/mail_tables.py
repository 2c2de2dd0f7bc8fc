# SPDX-License-Identifier: GPL-2.0-or-later
"""The tables of what was fetched: archives, and every mail read once."""

from functools import partial

from tracker.store.columns import (
    ColumnKind,
    Group,
    Index,
    Table,
    TableColumn,
    array,
    blob,
    flag,
    moment,
    number,
    table,
    text,
)

_N = number("n", "Its place among them in the message, from 0.")
_LINE = number("line", "The line it stands on, from 1.")
_QUOTE = text("quote", "That line as written.")
_PLACE = text("place", "trailer, body, or below (between the --- line and the diff).")
_ARCHIVE = number("archive", "The archive it lies in.", parent="archive")
_KEY = text("key", "Where in the archive: a blob id, a file name, an offset.")

_table = partial(table, group=Group.FETCHED, since=1)


def _of_message(
    name: str,
    comment: str,
    *columns: TableColumn,
    indexes: tuple[Index, ...] = (),
    since: int = 1,
) -> Table:
    """Return a table of one tuple field of a message, in order."""
    message = number("message", "The message it is read from.", parent="message")
    return _table(
        name,
        comment,
        message,
        _N,
        *columns,
        key=("message", "n"),
        indexes=indexes,
        since=since,
    )


ARCHIVE = _table(
    "archive",
    "A place that raw mail is read from.",
    number("id", "The number other tables name it by."),
    text("kind", "git, mbox, maildir, eml, thread (of a server) or stdin."),
    text("path", "The file or folder; for a thread the address of its server."),
    text("url", "Where its messages can be seen on the web, before the Message-ID.", null=True),
    text("cursor", "How far it was read, in the words of its source.", null=True),
    moment("read_at", "When it was last read.", null=True),
    key=("id",),
    unique=("kind", "path"),
)

PERSON = _table(
    "person",
    "A name and address as used in a To or Cc.",
    number("id", "The number other tables name it by."),
    text("name", "The display name; may be empty."),
    text("email", "The address, lower case."),
    key=("id",),
    unique=("name", "email"),
)

MESSAGE = _table(
    "message",
    "One mail, read once.",
    number("id", "The number other tables of fetched facts name it by."),
    text("message_id", "Its Message-ID, without angle brackets."),
    _ARCHIVE,
    _KEY,
    number("read_version", "The version of the rules that read it."),
    flag("abridged", "it is a shortened copy that ships with the program."),
    text("subject", "The subject, decoded, on one line."),
    text("title", "The subject without reply prefixes and leading brackets."),
    flag("is_reply", "the subject starts with Re: or the like."),
    flag("tagged", "the subject's brackets say patch, RFC, or N/M."),
    number("version", "The version counter's whole number; 1 if there is none."),
    text("label", "The version counter as written; empty if there is none."),
    number("position", "N of N/M.", null=True),
    number("total", "M of N/M.", null=True),
    flag("rfc", "the subject says RFC."),
    flag("resend", "the subject says RESEND."),
    flag("pull", "it is a pull request."),
    flag("stable", "it is review mail of stable or AUTOSEL."),
    array("words", "The other words of the subject's brackets."),
    text("sender_name", "Name of the From header, gateways undone."),
    text("sender_email", "Address of the From header, gateways undone, lower case."),
    moment("date", "The mail's own Date, or its arrival."),
    flag("bot", "a machine sent it."),
    text("auto", "The machine's name; empty if not known."),
    flag("has_stat", "it holds a diffstat."),
    text("change_id", "Its change-id line.", null=True),
    text("base_commit", "Its base-commit line.", null=True),
    number("own_lines", "How many lines the sender wrote himself."),
    TableColumn(
        "by_list",
        ColumnKind.INTEGER,
        "1 if a mailing list delivered it; NULL where older rules read it, which counts as 1.",
        null=True,
        since=10,
    ),
    text(
        "date_from",
        "Where the date is from: date (its own field), received, from-line (of an mbox) or archive;"
        " NULL where older rules read it.",
        null=True,
        since=13,
    ),
    number(
        "sum",
        "The CRC-32 of what was written of it, in all tables; NULL of an older database.",
        null=True,
        since=15,
    ),
    number(
        "addressed",
        "How many of its recipients, from the first on, stand in To:; NULL where older rules read"
        " it or no person is named.",
        null=True,
        since=18,
    ),
    number(
        "list_set",
        "The mailing lists it was sent to; NULL for none.",
        null=True,
        parent="list_set",
        since=19,
    ),
    number(
        "people_set",
        "The people it was sent to, To and Cc; NULL for none.",
        null=True,
        parent="people_set",
        since=19,
    ),
    number(
        "title_number",
        "A digest of the title folded to lower-case words, to look it up by; 0 for no words.",
        null=True,
        since=20,
    ),
    text(
        "author_name",
        "Name of the in-body From; NULL where it is the sender's.",
        since=20,
        implied="{sender_name}",
    ),
    text(
        "author_email",
        "Address of the in-body From; NULL where it is the sender's.",
        since=20,
        implied="{sender_email}",
    ),
    number(
        "answers",
        "The number of the mail it answers; a negative one is of absent_mail.",
        null=True,
        since=21,
    ),
    key=("id",),
    unique=("message_id",),
    indexes=(
        Index(("change_id",), "change_id IS NOT NULL"),
        Index(("title_number",), since=20),
        Index(("sender_email",)),
        Index(("answers",), "answers IS NOT NULL", since=21),
        Index(("read_version",)),
    ),
)


def title_number(key: str) -> int:
    """Return what ``title_number`` holds of a folded title.

    Of a million titles one in thirty million of such databases has two with the same.
    """
    # Most answers look no title up, and start without it.
    from hashlib import blake2b

    digest = blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True) if key else 0


TARGET = _of_message(
    "message_target",
    "The References of a message, oldest first, without the one it answers.",
    number("target", "The number of the mail; a negative one is of absent_mail."),
    indexes=(Index(("target",)),),
    since=21,
)

TAG_LINE = _of_message(
    "tag_line",
    "Unquoted lines that look like a tag: Reviewed-by: Name <address>.",
    text("name", "The tag in its canonical spelling."),
    text("person_name", "Name of the person."),
    text("person_email", "Address of the person, lower case."),
    _PLACE,
    _LINE,
    text(
        "quote",
        "That line as written; NULL where it is 'name: person_name <person_email>'.",
        implied="{name} || ': ' || {person_name} || ' <' || {person_email} || '>'",
    ),
    text("lead", "What the sender wrote just before it."),
    text("note", "What follows the address."),
)

LINK_USE = _of_message(
    "link_use",
    "Links, Message-IDs and commits that the sender wrote, where they are used.",
    text("url", "As written."),
    text("message_id", "The Message-ID it holds.", null=True),
    text("change_id", "The change-id it holds.", null=True),
    text("commit_id", "The commit it holds.", null=True),
    _PLACE,
    _LINE,
    _QUOTE,
    number("used_line", "Where a footnote's number is used; else its own line."),
    text("words", "The sentence or lines around the place of use."),
    text("before", "The words just before it."),
    text("section", "The heading it stands under."),
    text("trailer", "The trailer whose value it is; empty if none."),
    text("label", "What stands before it on its own line."),
    indexes=(
        Index(("message_id",), "message_id IS NOT NULL"),
        Index(("change_id",), "change_id IS NOT NULL"),
    ),
)

REMARK = _of_message(
    "remark",
    "Sentences of the sender that matter to the state of a patch.",
    text("kind", "question, nack, changes, withdraw, command, ack, untag or respin."),
    _LINE,
    _QUOTE,
    text("under", "The quoted line it stands under."),
    text("word", "The command of a pw-bot line, or the tag that is taken back."),
    indexes=(Index(("word",), "kind = 'needs-work'", since=23),),
)

NOTICE = _of_message(
    "notice",
    "Claims that patches were applied, merged or dropped.",
    text("kind", "patchwork, b4ty, tip, pr-tracker, github, stable or person."),
    text("scope", "listed, series, patch, some or all-but."),
    array("positions", "For some and all-but, the positions named."),
    text("tree", "The tree, as named.", null=True),
    text("branch", "The branch, as named.", null=True),
    text("by_name", "Name of who applied it; NULL if the notice does not say.", null=True),
    text("by_email", "Address of who applied it.", null=True),
    number("version", "The version it names in words.", null=True),
    flag("dropped", "it says that patches were taken out again."),
    flag("moved", "the sender had answered the wrong posting."),
    flag("rehash", "it replaces the commits of an earlier notice."),
    flag("sure", "the words leave no doubt."),
    _LINE,
    _QUOTE,
)

NOTICE_ITEM = _table(
    "notice_item",
    "The patches a notice lists.",
    number("message", "The message of the notice.", parent="message"),
    number("notice", "The notice's place in the message."),
    number("n", "Its place in the notice, from 0."),
    text("title", "The title as listed."),
    number("position", "N of N/M.", null=True),
    number("total", "M of N/M.", null=True),
    number("version", "The version as listed.", null=True),
    text("commit_id", "The commit's digits as given.", null=True),
    text("url", "The link given with it.", null=True),
    text("author_name", "Name of its author; NULL if the notice names none.", null=True),
    text("author_email", "Address of its author.", null=True),
    number("line", "The line it stands on, from 1; 0 if not known."),
    key=("message", "notice", "n"),
    indexes=(Index(("title",)), Index(("commit_id",), "commit_id IS NOT NULL")),
)

DIFF = _table(
    "diff",
    "What the diff of a message is, without the diff.",
    number("message", "The message that holds it.", parent="message"),
    text("patch_id", "As git patch-id --stable gives it; empty where git finds no patch."),
    number("added", "Lines added."),
    number("removed", "Lines removed."),
    number("line", "Where it starts."),
    blob("changed", "The CRC-32 of each added or removed line, four bytes each, the least first."),
    key=("message",),
    indexes=(Index(("patch_id",), "patch_id <> ''"),),
)

DIFF_FILE = _of_message(
    "diff_file",
    "The files a diff touches.",
    text("path", "As the diff names it."),
)

VERDICT = _of_message(
    "verdict",
    "What a machine says of the patch it was given: the results of checks.",
    text("context", "What was checked."),
    text("state", "success, warning, fail or pending."),
    text("severity", "Of a finding: critical, high, medium or low.", null=True),
    flag("series", "it is of the whole posting."),
    text("target", "The Message-ID of the posting that it names; empty if none."),
    text("title", "The title of the patch that it names; empty if none."),
    text("url", "Where the machine shows more.", null=True),
    text("summary", "What it found, in one line; empty for a plain result."),
    _LINE,
    _QUOTE,
    indexes=(Index(("title",), "title <> ''"), Index(("target",), "target <> ''")),
    since=9,
)

COPY = _table(
    "copy",
    "Further copies of a message, in other archives or under other keys.",
    _ARCHIVE,
    _KEY,
    number("message", "The message it is a copy of.", parent="message"),
    key=("archive", "key"),
)

UNREADABLE = _table(
    "unreadable",
    "Mails that could not be read; counted and shown, never dropped.",
    _ARCHIVE,
    _KEY,
    text("location", "Where it lies, for a reader."),
    text("why", "What is wrong with it."),
    text("message_id", "Its Message-ID, as far as known.", null=True),
    number("read_version", "The version of the rules that could not read it."),
    key=("archive", "key"),
)

THREAD_FETCH = _table(
    "thread_fetch",
    "The last time that a thread was asked for, and the answer.",
    text("source", "The address of the server that answered."),
    text("message_id", "The Message-ID that was asked for."),
    moment("fetched_at", "When."),
    number("messages", "How many messages came."),
    moment("newest", "The date of the newest of them.", null=True),
    key=("message_id", "source"),
)

OF_MESSAGE = (
    TARGET,
    TAG_LINE,
    LINK_USE,
    REMARK,
    NOTICE,
    NOTICE_ITEM,
    DIFF,
    DIFF_FILE,
    VERDICT,
)
"""Everything read from one message beside its own row; replaced with it."""

FETCHED = (ARCHIVE, PERSON, MESSAGE, *OF_MESSAGE, COPY, UNREADABLE, THREAD_FETCH)
