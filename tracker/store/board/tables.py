# SPDX-License-Identifier: GPL-2.0-or-later
"""The tables of the board: each series as a list shows it, judged once and kept until it is stale.

They are made from the other tables and can be dropped at any time. A row stays true until

- its own series or a mail of it changes,
- a series that was looked at for it (``board_look``) changes, or a mail that links to it comes,
- a commit that it names or became (``board_commit``) is named by a new mail,
- the user records another thing about its relations,
- a repository moves, unless the series is in a release already,
- the rules change, or the projects that the user named.

``stale_board`` finds those rows and marks them with a round number; whoever judges a row again
takes the mark away, unless a later round has marked it again meanwhile.
"""

from functools import partial

from tracker.store.columns import Group, Index, array, flag, moment, number, table, text

_table = partial(table, group=Group.DERIVED, since=6)
_NUMBER = number("number", "The series.", parent="board_row")

BOARD_ROW = _table(
    "board_row",
    "What the board counts and sorts series by.",
    number("number", "The number other tables of the board name it by; a series keeps it."),
    text("series", "Id of the series."),
    flag("shown", "it was judged, and something of it had been sent."),
    number("stale", "The round in which it was found to be stale; 0 for a row that is true."),
    text("mark", "The mark of the series that it was judged from; empty before."),
    moment("judged", "When it was judged."),
    text("stage", "The stage of the series."),
    text("side", "Whose turn it is: author, reviewers, maintainer, dependency or nobody."),
    moment("turn_since", "Since when.", null=True),
    moment("last_activity", "When the last mail of it was sent."),
    moment("landed_at", "When it last reached a rung of the ladder.", null=True),
    number("version", "The number of its newest version."),
    flag("rfc", "the newest version is an RFC."),
    flag("resend", "the newest version is a resend."),
    flag("pull", "it is a pull request."),
    flag("blocked", "it is open, and needs something that has not landed."),
    number("reviewed", "How many people gave the newest version a Reviewed-by."),
    number("acked", "How many gave an Acked-by."),
    number("tested", "How many gave a Tested-by."),
    number("nacked", "How many gave a Nacked-by."),
    number("newest", "The number of the last stored mail of it.", null=True, since=8),
    number("failing", "How many checks fail without an answer.", null=True, since=11),
    key=("number",),
    unique=("series",),
    indexes=(
        Index(("shown", "last_activity", "series")),
        Index(("stale",), "stale > 0"),
    ),
)

BOARD_TEXT = _table(
    "board_text",
    "What the board searches: casefolded, one value a line.",
    _NUMBER,
    text("words", "Title, author, lists and project."),
    text("title", "The title."),
    text("author", "The author's name, or address; what it is sorted by."),
    text("list", "The list it is for; what it is sorted by."),
    text("lists", "Addresses of its lists."),
    text("project", "Its project; may be empty."),
    text("trees", "The trees it is in."),
    text("landed", "The rungs it reached, and releases, each between two line ends."),
    text("stale_tags", "Whose carried tags went stale."),
    text("blocked_by", "What it waits for."),
    text("ids", "Message-IDs of the series and its postings."),
    text("subsystems", "Sections of MAINTAINERS that it touches.", null=True, since=11),
    key=("number",),
)

BOARD_RECORD = _table(
    "board_record",
    "What the board shows.",
    _NUMBER,
    array("record", "The row, packed."),
    number("sum", "The CRC-32 of it; NULL of an older database.", null=True, since=15),
    key=("number",),
)

BOARD_WHO = _table(
    "board_who",
    "People by the name and address they used.",
    number("id", "The number that board_person names them by."),
    text("name", "The name, casefolded; may be empty."),
    text("email", "The address, casefolded; may be empty."),
    key=("id",),
    unique=("email", "name"),
)

BOARD_PERSON = _table(
    "board_person",
    "Who has to do with a series.",
    number("who", "The person.", parent="board_who"),
    text("role", "author, turn (who is to move), involved, reviewer or maintainer."),
    _NUMBER,
    key=("who", "role", "number"),
    indexes=(Index(("number",)),),
)

BOARD_LOOK = _table(
    "board_look",
    "Which series were looked at to judge which.",
    number("looked_at", "The series looked at.", parent="board_row"),
    _NUMBER,
    key=("looked_at", "number"),
    indexes=(Index(("number",)),),
)

BOARD_COMMIT = _table(
    "board_commit",
    "Commits that a series names, or that its patches became.",
    text("commit_id", "The first twelve digits."),
    _NUMBER,
    key=("commit_id", "number"),
    indexes=(Index(("number",)),),
)

BOARD_DUE = _table(
    "board_due",
    "Stored mails that were read anew since the board was last looked over.",
    text("message_id", "The mail."),
    key=("message_id",),
)

BOARD_STATE = _table(
    "board_state",
    "What the board was made from when it was last looked over.",
    text("name", "message, series, pages, commits, said, rules, repositories, saved or round."),
    text("value", "Its value then."),
    key=("name",),
)

OF_ROW = (BOARD_TEXT, BOARD_RECORD, BOARD_PERSON, BOARD_LOOK, BOARD_COMMIT)
"""Everything that hangs on one row; replaced with it."""

BOARD = (BOARD_ROW, BOARD_TEXT, BOARD_RECORD, BOARD_WHO, BOARD_PERSON, BOARD_LOOK, BOARD_COMMIT,
         BOARD_DUE, BOARD_STATE)  # fmt: skip
