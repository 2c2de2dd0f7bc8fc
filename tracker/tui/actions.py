# SPDX-License-Identifier: GPL-2.0-or-later
"""Every action of the app in one table: bindings, footer and help are made from it."""

from enum import StrEnum

from textual.binding import Binding

from tracker.lazy_dataclass import dataclass


class Area(StrEnum):
    """The places in which keys mean something."""

    LISTS = "lists"
    """Whatever has a cursor."""
    BOARD = "board"
    SERIES = "series"
    READER = "reader"
    EVIDENCE = "evidence"
    COMPARE = "compare"
    DRAFT = "draft"
    DRAFTS = "drafts"
    APPLY = "apply"
    FEED = "feed"
    FILES = "files"
    TEXT = "text"
    HELP = "help"


_PAGES = (Area.BOARD, Area.SERIES, Area.READER, Area.EVIDENCE, Area.COMPARE, Area.FEED)
_SAID = (Area.BOARD, Area.SERIES, Area.READER, Area.FEED)
"""Where a person can say something about a series."""
_INNER = (Area.SERIES, Area.READER, Area.EVIDENCE, Area.COMPARE, Area.DRAFT, Area.DRAFTS,
          Area.APPLY, Area.FEED, Area.FILES, Area.TEXT, Area.HELP)  # fmt: skip
_EVERYWHERE = (Area.BOARD, *_INNER)
_SOUGHT = _INNER
"""Where words can be looked for; on the board a query does it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """Something a key does."""

    id: str
    """Names the action in the configuration's ``keys``, and the method ``action_ID``. Several
    rows may lead to one method, but not in one place."""
    keys: tuple[str, ...]
    """As Textual names them; the first is the one shown."""
    label: str
    """One or two words, for the footer."""
    help: str
    """One sentence."""
    screens: tuple[Area, ...]
    hint: bool = False
    """Worth a place in the footer, as far as there is room."""
    while_found: bool = False
    """The key means this only while words are looked for; else what another row says of it."""
    each: bool = False
    """The number of the key, counted from 1, is the method's argument."""
    run: str = ""
    """What Textual runs, where that is not the id: a method with arguments, or one of the app."""

    @property
    def call(self) -> str:
        """What Textual runs."""
        return self.run or self.id


ACTIONS = (
    Action(id="next_match", run="match(1)", keys=("n",), label="next place", while_found=True,
           help="Go to the next place that has the words looked for, in a thread on through its"
                " mails.", screens=_SOUGHT),
    Action(id="previous_match", run="match(-1)", keys=("N",), label="place before",
           while_found=True, help="Go to the place before that has them.", screens=_SOUGHT),
    Action(id="open", keys=("enter",), label="open", hint=True,
           help="Open what the cursor is on: a series, or a mail.",
           screens=(Area.BOARD, Area.SERIES, Area.EVIDENCE, Area.FEED)),
    Action(id="open", keys=("enter",), label="show", hint=True,
           help="Show the draft, from where your mailer gets it.", screens=(Area.DRAFTS,)),
    Action(id="start", keys=("enter",), label="apply", hint=True,
           help="Put the series on the new branch.", screens=(Area.APPLY,)),
    Action(id="next_repository", keys=("tab",), label="repository", hint=True,
           help="Take the next repository of the configuration.", screens=(Area.APPLY,)),
    Action(id="branch", keys=("b",), label="branch", hint=True,
           help="Name another branch.", screens=(Area.APPLY,)),
    Action(id="base", keys=("B",), label="base", hint=True,
           help="Name another commit for the branch to start from.", screens=(Area.APPLY,)),
    Action(id="check_out", keys=("c",), label="check out", hint=True,
           help="Check the branch out in the repository, where no file has changes.",
           screens=(Area.APPLY,)),
    Action(id="range_diff", keys=("d",), label="range-diff", hint=True,
           help="Show how the series differs from what stands on the branch (git range-diff).",
           screens=(Area.APPLY,)),
    Action(id="filter", keys=("slash",), label="query", hint=True,
           help="Edit the query of the open tab; Esc brings back the tab's own.",
           screens=(Area.BOARD,)),
    Action(id="search", keys=("slash",), label="find", hint=True,
           help="Find words in what is shown, in a thread in all of its mails; n and N go on, Esc"
                " ends it.", screens=_SOUGHT),
    Action(id="next_mail", run="mail(1)", keys=("n",), label="next", hint=True,
           help="Go to the next message of the thread.", screens=(Area.READER,)),
    Action(id="previous_mail", run="mail(-1)", keys=("p",), label="previous", hint=True,
           help="Go to the message before.", screens=(Area.READER,)),
    Action(id="next_unread", keys=("tab",), label="unread", hint=True,
           help="Go to the next message that came since you last looked.",
           screens=(Area.READER,)),
    Action(id="next_question", run="question(1)", keys=("right_square_bracket",), label="question",
           hint=True, help="Go to the next question that nobody has answered.",
           screens=(Area.SERIES, Area.READER)),
    Action(id="previous_question", run="question(-1)", keys=("left_square_bracket",),
           label="question back", help="Go to the question before that nobody has answered.",
           screens=(Area.SERIES, Area.READER)),
    Action(id="next_patch", run="patch(1)", keys=("J",), label="next patch",
           help="Go to the next patch of the version.", screens=(Area.READER,)),
    Action(id="previous_patch", run="patch(-1)", keys=("K",), label="patch before",
           help="Go to the patch before.", screens=(Area.READER,)),
    Action(id="files", keys=("i",), label="files", hint=True,
           help="List the files that the patch, or the comparison, changes; Enter goes to one.",
           screens=(Area.READER, Area.COMPARE)),
    Action(id="next_part", run="part(1)", keys=("right_curly_bracket",), label="next file",
           hint=True, help="Go down to the diffstat, to the diff, and from file to file.",
           screens=(Area.READER, Area.COMPARE)),
    Action(id="previous_part", run="part(-1)", keys=("left_curly_bracket",), label="file before",
           help="Go up from file to file, to the diffstat, and to the top.",
           screens=(Area.READER, Area.COMPARE)),
    Action(id="open", keys=("enter",), label="go to", hint=True,
           help="Go to the file's part of the diff.", screens=(Area.FILES,)),
    Action(id="open", keys=("enter",), label="open/close", hint=True,
           help="Show what differs in the patch, or hide it; on a line, open the mail.",
           screens=(Area.COMPARE,)),
    Action(id="open_all", keys=("z",), label="all", hint=True,
           help="Show what differs in every patch, or hide all of it.", screens=(Area.COMPARE,)),
    Action(id="words", keys=("w",), label="words", hint=True,
           help="Show which words of changed lines differ, or whole lines.",
           screens=(Area.COMPARE,)),
    Action(id="next_pair", run="pair(1)", keys=("n",), label="newer", hint=True,
           help="Compare the newer version with the one after it.", screens=(Area.COMPARE,)),
    Action(id="previous_pair", run="pair(-1)", keys=("p",), label="older", hint=True,
           help="Compare the older version with the one before it.", screens=(Area.COMPARE,)),
    Action(id="hand_over", keys=("O",), label="to mailer", hint=True,
           help="Start your mailer with the draft (mailer in the configuration); it does the"
                " sending.", screens=(Area.DRAFT,)),
    Action(id="edit", keys=("r",), label="edit", hint=True,
           help="Edit the draft again, in $VISUAL or $EDITOR.",
           screens=(Area.DRAFT, Area.DRAFTS)),
    Action(id="drop", keys=("D",), label="delete", hint=True,
           help="Delete the draft, after a question.", screens=(Area.DRAFT, Area.DRAFTS)),
    Action(id="raw", keys=("H",), label="names", hint=True,
           help="Name everybody that the draft goes to, or count them.", screens=(Area.DRAFT,)),
    Action(id="reply", keys=("r",), label="reply", hint=True,
           help="Write an answer to the mail under the cursor in $EDITOR, with the mail quoted;"
                " on a series to its newest posting.",
           screens=(Area.SERIES, Area.READER, Area.FEED)),
    Action(id="reply", keys=("r",), label="reply",
           help="Write an answer to the newest posting of the series in $EDITOR.",
           screens=(Area.BOARD,)),
    Action(id="answer", keys=("R",), label="ready reply",
           help="Draft an answer whose words are ready: Reviewed-by, Acked-by or Tested-by with"
                " your name, a ping, or applied.", screens=_SAID),
    Action(id="drafts", keys=("P",), label="drafts",
           help="List the drafts of answers that are kept, to be edited, sent or deleted.",
           screens=_SAID),
    Action(id="apply", keys=("A",), label="apply",
           help="Put the series on a new branch of a repository, or compare it with one.",
           screens=(Area.BOARD,)),
    Action(id="apply", keys=("A",), label="apply", hint=True,
           help="Put the series on a new branch of a repository, or compare it with one.",
           screens=(Area.SERIES, Area.READER, Area.FEED)),
    Action(id="raw", keys=("H",), label="headers",
           help="Show the mail as it was sent, with all its headers; once more hides them.",
           screens=(Area.SERIES, Area.READER, Area.FEED, Area.TEXT)),
    Action(id="open_mails", keys=("O",), label="mail reader",
           help="Open the threads of the series as an mbox in your mail reader (mail_reader in the"
                " configuration).", screens=_SAID),
    Action(id="pipe", keys=("vertical_line",), label="pipe",
           help="Give the mail to a command of yours on its stdin; on a series all of its mails.",
           screens=_SAID),
    Action(id="save", keys=("greater_than_sign",), label="save",
           help="Write the mail to a file, as an mbox; on a series all of its mails.",
           screens=_SAID),
    Action(id="compare", keys=("d",), label="compare", hint=True,
           help="Compare the version under the cursor, else the newest, with the marked one, or"
                " with the one before it where none is marked.", screens=(Area.SERIES,)),
    Action(id="mark_version", keys=("m",), label="mark version",
           help="Mark the version under the cursor as the one to compare with.",
           screens=(Area.SERIES,)),
    Action(id="older_version", run="version(-1)", keys=("v",), label="older version",
           help="Show review and landing of the version before.", screens=(Area.SERIES,)),
    Action(id="newer_version", run="version(1)", keys=("V",), label="newer version",
           help="Show review and landing of the version after.", screens=(Area.SERIES,)),
    Action(id="version_below", run="version_row(1)", keys=("J",), label="version below",
           help="Go down to the next version in the list of versions.", screens=(Area.SERIES,)),
    Action(id="version_above", run="version_row(-1)", keys=("K",), label="version above",
           help="Go up to the version above.", screens=(Area.SERIES,)),
    Action(id="fold", keys=("z",), label="fold quotes", hint=True,
           help="Fold long quotes away, or unfold them.", screens=(Area.READER,)),
    Action(id="numbers", keys=("number_sign",), label="numbers", hint=True,
           help="Show or hide line numbers.", screens=(Area.READER,)),
    Action(id="times", keys=("T",), label="local/UTC",
           help="Show days and times in local time or in UTC, on every screen.", screens=_PAGES),
    Action(id="next_tab", run="tab_beside(1)", keys=("tab", "right", "l"), label="next tab",
           hint=True, help="Show the next tab.", screens=(Area.BOARD, Area.SERIES)),
    Action(id="previous_tab", run="tab_beside(-1)", keys=("shift+tab", "left", "h"),
           label="previous tab", help="Show the tab before.", screens=(Area.BOARD, Area.SERIES)),
    Action(id="tab", keys=("1", "2", "3", "4", "5", "6", "7", "8", "9"), label="tab", each=True,
           help="Show a tab by its number.", screens=(Area.BOARD, Area.SERIES)),
    Action(id="sort", keys=("s",), label="sort", hint=True,
           help="Sort by the next of: activity, turn, stage, author, list, title, queue.",
           screens=(Area.BOARD,)),
    Action(id="scope", keys=("a",), label="all/tracked", hint=True,
           help="Show every local series, or what is tracked only.", screens=(Area.BOARD,)),
    Action(id="limit", keys=("I",), label="limit",
           help="Show of the thread only what is unread, then patches, open questions, mails of the"
                " author under the cursor, and all again.", screens=(Area.SERIES,)),
    Action(id="collapse", keys=("z",), label="collapse",
           help="Hide the mails below the one under the cursor in the thread, or show them.",
           screens=(Area.SERIES,)),
    Action(id="beside", keys=("percent_sign",), label="beside",
           help="Show the series beside the list, or do not (from 160 columns on).",
           screens=(Area.BOARD,)),
    Action(id="next_new", keys=("n",), label="next new", hint=True,
           help="Go to the next series with something new.", screens=(Area.BOARD,)),
    Action(id="feed", keys=("f",), label="what came",
           help="Show what came since you last looked, over all tracked series, newest first.",
           screens=(Area.BOARD,)),
    Action(id="follow", keys=("F",), label="track all",
           help="Follow every local series that the query of the tab finds.",
           screens=(Area.BOARD,)),
    Action(id="mark", keys=("m",), label="mark", hint=True,
           help="Mark the series, or take the mark off; what is marked is acted on together.",
           screens=(Area.BOARD,)),
    Action(id="unmark", keys=("M",), label="no marks",
           help="Take all marks off.", screens=(Area.BOARD,)),
    Action(id="evidence", keys=("e",), label="evidence", hint=True,
           help="Show why the tracker says what the cursor is on: rule, mail, line, words.",
           screens=(Area.BOARD, Area.SERIES, Area.READER)),
    Action(id="update", keys=("u",), label="update", hint=True,
           help="Fetch what is new for this series.", screens=(Area.BOARD, Area.SERIES)),
    Action(id="refresh", keys=("ctrl+r",), label="update all", hint=True,
           help="Fetch what is new for every tracked series.", screens=(Area.BOARD,)),
    Action(id="retry", keys=("ctrl+r",), label="read again", help="Read the page again.",
           screens=(Area.SERIES, Area.READER, Area.EVIDENCE, Area.COMPARE, Area.DRAFT, Area.DRAFTS,
                    Area.APPLY, Area.FEED, Area.TEXT)),
    Action(id="track", run="record('track')", keys=("t",), label="track", hint=True,
           help="Follow the series, or no longer follow it.", screens=_SAID),
    Action(id="seen", run="record('seen')", keys=("x",), label="seen", hint=True,
           help="Mark the series as looked at: it is no longer new.", screens=_SAID),
    Action(id="snooze", run="record('snooze')", keys=("Z",), label="snooze", hint=True,
           help="Put the series out of sight until something happens.", screens=_SAID),
    Action(id="done", run="record('done')", keys=("E",), label="done", hint=True,
           help="Put the series out of sight until anything happens to it.", screens=_SAID),
    Action(id="wake", run="record('wake')", keys=("W",), label="wake",
           help="End the snooze.", screens=_SAID),
    Action(id="note", run="record('note')", keys=("N",), label="note", hint=True,
           help="Write something about the series.", screens=_SAID),
    Action(id="label", run="record('label')", keys=("plus",), label="label",
           help="Put labels on the series, or take them off: todo -later.", screens=_SAID),
    Action(id="queue", run="record('queue')", keys=("equals_sign",), label="queue",
           help="Put the series in your queue, move it there, or take it out.", screens=_SAID),
    Action(id="link", run="record('link')", keys=("L",), label="link",
           help="Record how the series hangs together with another.", screens=_SAID),
    Action(id="unlink", run="record('unlink')", keys=("X",), label="unlink",
           help="Record that the series does not hang together with another.", screens=_SAID),
    Action(id="undo", keys=("U",), label="undo",
           help="Undo the last user action.", screens=_SAID),
    Action(id="copy", keys=("y",), label="copy id", hint=True,
           help="Copy the Message-ID of what the cursor is on; of a draft its path.",
           screens=(*_PAGES, Area.DRAFT, Area.DRAFTS)),
    Action(id="copy_url", keys=("Y",), label="copy URL",
           help="Copy the URL of what the cursor is on.", screens=_PAGES),
    Action(id="copy_am", run="copy_b4('am')", keys=("C",), label="b4 am",
           help="Copy the command that fetches the series with b4.", screens=_PAGES),
    Action(id="copy_shazam", run="copy_b4('shazam')", keys=("S",), label="b4 shazam",
           help="Copy the command that applies the series with b4.", screens=_PAGES),
    Action(id="browse", keys=("o",), label="browser",
           help="Open what the cursor is on in the web browser.", screens=_PAGES),
    Action(id="stop", keys=("escape",), label="stop",
           help="Stop an update under way; else clear the filter, or close what is open.",
           screens=_EVERYWHERE),
    Action(id="back", keys=("q", "backspace"), label="back", hint=True,
           help="Go back to where you came from.", screens=_INNER),
    Action(id="back", keys=("q",), label="quit", hint=True,
           help="Quit; who has just come back here is asked for a second q.",
           screens=(Area.BOARD,)),
    Action(id="quit", run="app.quit", keys=("Q",), label="quit",
           help="Quit, from however deep; nothing is lost.", screens=_EVERYWHERE),
    Action(id="interrupt", keys=("ctrl+c",), label="cancel",
           help="Stop an update under way.", screens=_EVERYWHERE),
    Action(id="suspend", run="app.suspend", keys=("ctrl+z",), label="to the shell",
           help="Stop the program; the shell's fg brings it back.", screens=_EVERYWHERE),
    Action(id="redraw", run="app.redraw", keys=("ctrl+l",), label="redraw",
           help="Paint the whole screen again.", screens=_EVERYWHERE),
    Action(id="output", run="app.output", keys=("exclamation_mark",), label="output",
           help="Show what your last command wrote that had no terminal.", screens=_SAID),
    Action(id="palette", run="app.command_palette", keys=("ctrl+p", "colon"), label="palette",
           help="Go to a Message-ID, URL, change-id or commit, fetched if it is not cached; or find"
                " an action, or a series by words of its title.",
           screens=(*_PAGES, Area.DRAFT, Area.DRAFTS)),
    Action(id="help", keys=("question_mark",), label="help", hint=True,
           help="Show the keys and signs.",
           screens=(*_PAGES, Area.DRAFT, Area.DRAFTS, Area.APPLY, Area.FILES, Area.TEXT)),
    Action(id="up", run="step(-1)", keys=("k", "up"), label="up", help="Move up.",
           screens=(Area.LISTS,)),
    Action(id="down", run="step(1)", keys=("j", "down"), label="down", help="Move down.",
           screens=(Area.LISTS,)),
    Action(id="top", keys=("g", "home"), label="top", help="Go to the top.",
           screens=(Area.LISTS,)),
    Action(id="bottom", keys=("G", "end"), label="bottom", help="Go to the bottom.",
           screens=(Area.LISTS,)),
    Action(id="half_down", run="half(1)", keys=("ctrl+d",), label="half down",
           help="Move half a page down.", screens=(Area.LISTS,)),
    Action(id="half_up", run="half(-1)", keys=("ctrl+u",), label="half up",
           help="Move half a page up.", screens=(Area.LISTS,)),
    Action(id="page_down", run="page(1)", keys=("pagedown", "space", "ctrl+f"), label="page down",
           help="Move a page down.", screens=(Area.LISTS,)),
    Action(id="page_up", run="page(-1)", keys=("pageup", "ctrl+b"), label="page up",
           help="Move a page up.", screens=(Area.LISTS,)),
)  # fmt: skip
"""In the order of the footer."""

ALWAYS = frozenset({"help", "back"})
"""The footer shows these even where others have to go."""

_WRITTEN = {
    "slash": "/",
    "colon": ":",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "left_curly_bracket": "{",
    "right_curly_bracket": "}",
    "question_mark": "?",
    "number_sign": "#",
    "enter": "Enter",
    "escape": "Esc",
    "backspace": "Bksp",
    "tab": "Tab",
    "shift+tab": "S-Tab",
    "space": "Space",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "home": "Home",
    "end": "End",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
}


_NAMED = {"plus": "+", "minus": "-", "at": "@", "comma": ",", "period": ".", "semicolon": ";",
          "equals_sign": "=", "asterisk": "*", "exclamation_mark": "!", "dollar_sign": "$",
          "percent_sign": "%", "ampersand": "&", "less_than_sign": "<", "greater_than_sign": ">",
          "apostrophe": "'", "quotation_mark": '"', "backslash": "\\", "vertical_line": "|",
          "tilde": "~", "underscore": "_"}  # fmt: skip


def written(key: str) -> str:
    """Return a key as people write it."""
    if key[:1] == "f" and key[1:].isdigit():
        return key.upper()
    return _WRITTEN.get(key) or _NAMED.get(key) or key.replace("ctrl+", "^")


def key_named(text: str) -> str | None:
    """Return the key that people write so, as Textual names it; None if there is none.

    ``x``, ``/``, ``^x`` or ``ctrl+x``, ``F5``, ``Enter``, ``S-Tab``.
    """
    spelled = {shown.casefold(): name for name, shown in (_WRITTEN | _NAMED).items()}
    folded = text.casefold()
    if text.isascii() and text.isalnum() and len(text) == 1:
        return text
    if folded in spelled:
        return spelled[folded]
    if folded in _WRITTEN or folded in _NAMED:
        return folded
    letter = folded.removeprefix("ctrl+").removeprefix("^")
    if letter != folded and len(letter) == 1 and letter.isascii() and letter.isalpha():
        return f"ctrl+{letter}"
    if folded[:1] == "f" and folded[1:] in {str(number) for number in range(1, 25)}:
        return folded
    return None


def actions_of(where: Area, table: tuple[Action, ...] = ACTIONS) -> tuple[Action, ...]:
    """Return the actions of one place, in the order of the table."""
    return tuple(action for action in table if where in action.screens)


def bindings(where: Area) -> list[Binding]:
    """Return what Textual binds in one place; a keymap replaces keys by the bindings' ids."""
    return [
        Binding(key, f"{action.id}({number})", action.label, id=f"{action.id}.{number}")
        if action.each
        else Binding(key, action.call, action.label, id=action.id)
        for action in actions_of(where)
        for number, key in enumerate(action.keys, start=1)
    ]
