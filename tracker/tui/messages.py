"""What threads and widgets tell the screens and the app. A thread posts these and no more.

Textual writes routing fields into every message, so they cannot be frozen.
"""

from dataclasses import dataclass
from datetime import datetime

from textual.message import Message

from tracker.model.views import Graph, Reason, SeriesRow, SeriesView
from tracker.tui.actions import Where
from tracker.tui.lines import Row, Target


@dataclass
class RowsLoaded(Message):
    """The board was read."""

    rows: tuple[SeriesRow, ...]
    now: datetime


@dataclass
class SeriesLoaded(Message):
    """A series was read."""

    view: SeriesView


@dataclass
class GraphLoaded(Message):
    """The works around a series were read."""

    graph: Graph


@dataclass
class MailLoaded(Message):
    """A mail was read."""

    message_id: str
    text: str


@dataclass
class ReasonsLoaded(Message):
    """The evidence of a series was read."""

    reasons: tuple[Reason, ...]


@dataclass
class LoadFailed(Message):
    """Something could not be read, and why."""

    why: str
    what: str = ""
    """Which of the page's readings."""


@dataclass
class UpdateStep(Message):
    """An update says what it is at."""

    text: str

    def can_replace(self, message: Message) -> bool:
        """A newer step makes a waiting one pointless: a flood of them collapses."""
        return isinstance(message, UpdateStep)


@dataclass
class UpdateEnded(Message):
    """An update is over."""

    why: str = ""
    """What stopped it; empty where nothing did."""
    cancelled: bool = False


@dataclass
class Said(Message):
    """What a person said is written down: tracked, no longer tracked, seen."""

    text: str
    """For the status line; empty where there is nothing to say."""
    why: str = ""
    """Why it could not be written."""


@dataclass
class RowMoved(Message):
    """The cursor rests on another row."""

    row: Row | None


@dataclass
class RowChosen(Message):
    """A row was opened."""

    row: Row


@dataclass
class TabChosen(Message):
    """A tab was clicked."""

    index: int


@dataclass
class SeriesWanted(Message):
    """Open the page of a series."""

    name: str


@dataclass
class MailWanted(Message):
    """Open a mail."""

    message_id: str
    line: int | None
    """The line to go to."""
    series: str | None
    """The series it is read for."""


@dataclass
class EvidenceWanted(Message):
    """Show why the tracker says so."""

    series: str
    about: Target


@dataclass
class HelpWanted(Message):
    """Show the keys, those of this place first."""

    where: Where


@dataclass
class UpdateWanted(Message):
    """Fetch what is new for these series."""

    names: tuple[str, ...]


@dataclass
class TrackWanted(Message):
    """Follow the series, or no longer follow it."""

    name: str
    title: str


@dataclass
class Seen(Message):
    """The page of a series was looked at."""

    name: str


@dataclass
class StopWanted(Message):
    """Stop the update under way, else let go of what is open."""


@dataclass
class QuitWanted(Message):
    """End the app."""
