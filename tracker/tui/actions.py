"""Every action of the app in one table: bindings, footer and help are made from it."""

from dataclasses import dataclass
from enum import StrEnum

from textual.binding import Binding


class Where(StrEnum):
    """The places in which keys mean something."""

    LISTS = "lists"
    """Whatever has a cursor."""
    BOARD = "board"
    SERIES = "series"
    READER = "reader"
    EVIDENCE = "evidence"
    HELP = "help"


_PAGES = (Where.BOARD, Where.SERIES, Where.READER, Where.EVIDENCE)
_INNER = (Where.SERIES, Where.READER, Where.EVIDENCE, Where.HELP)


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """Something a key does."""

    id: str
    """Names the method ``action_ID``; several rows may lead to one method."""
    keys: tuple[str, ...]
    """As Textual names them; the first is the one shown."""
    label: str
    """One or two words, for the footer."""
    help: str
    """One sentence."""
    screens: tuple[Where, ...]
    hint: bool = False
    """Worth a place in the footer, as far as there is room."""
    each: bool = False
    """The key pressed is the method's argument."""


ACTIONS = (
    Action(id="open", keys=("enter",), label="open", hint=True,
           help="Open what the cursor is on: a series, or a mail.",
           screens=(Where.BOARD, Where.SERIES, Where.EVIDENCE)),
    Action(id="filter", keys=("slash",), label="filter", hint=True,
           help="Show only the rows that hold all the words; Esc shows all again.",
           screens=(Where.BOARD,)),
    Action(id="next_mail", keys=("n",), label="next", hint=True,
           help="Go to the next message of the thread.", screens=(Where.READER,)),
    Action(id="previous_mail", keys=("p",), label="previous", hint=True,
           help="Go to the message before.", screens=(Where.READER,)),
    Action(id="fold", keys=("z",), label="fold quotes", hint=True,
           help="Fold long quotes away, or unfold them.", screens=(Where.READER,)),
    Action(id="numbers", keys=("number_sign",), label="numbers", hint=True,
           help="Show or hide line numbers.", screens=(Where.READER,)),
    Action(id="next_tab", keys=("tab", "right", "l"), label="next tab", hint=True,
           help="Show the next tab.", screens=(Where.SERIES,)),
    Action(id="previous_tab", keys=("shift+tab", "left", "h"), label="previous tab",
           help="Show the tab before.", screens=(Where.SERIES,)),
    Action(id="tab", keys=("1", "2", "3", "4", "5", "6"), label="tab", each=True,
           help="Show a tab by its number.", screens=(Where.SERIES,)),
    Action(id="evidence", keys=("e",), label="evidence", hint=True,
           help="Show why the tracker says what the cursor is on: rule, mail, line, words.",
           screens=(Where.BOARD, Where.SERIES, Where.READER)),
    Action(id="update", keys=("u",), label="update", hint=True,
           help="Fetch what is new for this series.", screens=(Where.BOARD, Where.SERIES)),
    Action(id="refresh", keys=("r",), label="update all", hint=True,
           help="Fetch what is new for every tracked series.", screens=(Where.BOARD,)),
    Action(id="update", keys=("r",), label="update",
           help="Fetch what is new for this series.", screens=(Where.SERIES,)),
    Action(id="retry", keys=("r",), label="read again",
           help="Read the page again.", screens=(Where.READER, Where.EVIDENCE)),
    Action(id="track", keys=("t",), label="track", hint=True,
           help="Follow the series, or no longer follow it.", screens=(Where.BOARD, Where.SERIES)),
    Action(id="copy", keys=("y",), label="copy id", hint=True,
           help="Copy the Message-ID of what the cursor is on.", screens=_PAGES),
    Action(id="stop", keys=("escape",), label="stop",
           help="Stop an update under way; else clear the filter, or close what is open.",
           screens=(*_PAGES, Where.HELP)),
    Action(id="back", keys=("q", "backspace"), label="back", hint=True,
           help="Go back to where you came from.", screens=_INNER),
    Action(id="back", keys=("q",), label="quit", hint=True,
           help="Quit; nothing is lost.", screens=(Where.BOARD,)),
    Action(id="help", keys=("question_mark",), label="help", hint=True,
           help="Show the keys and signs.", screens=_PAGES),
    Action(id="up", keys=("k", "up"), label="up", help="Move up.", screens=(Where.LISTS,)),
    Action(id="down", keys=("j", "down"), label="down", help="Move down.", screens=(Where.LISTS,)),
    Action(id="top", keys=("g", "home"), label="top", help="Go to the top.",
           screens=(Where.LISTS,)),
    Action(id="bottom", keys=("G", "end"), label="bottom", help="Go to the bottom.",
           screens=(Where.LISTS,)),
    Action(id="half_down", keys=("ctrl+d",), label="half down", help="Move half a page down.",
           screens=(Where.LISTS,)),
    Action(id="half_up", keys=("ctrl+u",), label="half up", help="Move half a page up.",
           screens=(Where.LISTS,)),
    Action(id="page_down", keys=("pagedown", "space", "ctrl+f"), label="page down",
           help="Move a page down.", screens=(Where.LISTS,)),
    Action(id="page_up", keys=("pageup", "ctrl+b"), label="page up", help="Move a page up.",
           screens=(Where.LISTS,)),
)  # fmt: skip
"""In the order of the footer."""

ALWAYS = frozenset({"help", "back"})
"""The footer shows these even where others have to go."""

_WRITTEN = {
    "slash": "/",
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


def written(key: str) -> str:
    """A key as people write it."""
    return _WRITTEN.get(key, key.replace("ctrl+", "^"))


def actions_of(where: Where) -> tuple[Action, ...]:
    """The actions of one place, in the order of the table."""
    return tuple(action for action in ACTIONS if where in action.screens)


def bindings(where: Where) -> list[Binding]:
    """What Textual binds in one place."""
    return [
        Binding(key, f"{action.id}('{key}')" if action.each else action.id, action.label)
        for action in actions_of(where)
        for key in action.keys
    ]
