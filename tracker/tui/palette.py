# SPDX-License-Identifier: GPL-2.0-or-later
"""What the command palette offers: the actions of the page in front, and any series."""

import asyncio
from functools import partial

from textual.app import ComposeResult
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider, SearchIcon
from textual.content import Content
from textual.markup import escape
from textual.message import Message
from textual.widgets import Input

from tracker.errors import TrackerError
from tracker.model.board import HandlePlace, Order
from tracker.model.roles import Role
from tracker.model.status import stage_traits
from tracker.model.terminal_text import clean, fit
from tracker.render.words import name_of
from tracker.tui.actions import Action, Area, actions_of, written
from tracker.tui.mail_messages import FollowWanted
from tracker.tui.ports import Backend
from tracker.tui.questions import MAX_LINE
from tracker.tui.screens.opening import open_place, open_series
from tracker.tui.screens.page import ListScreen

MOST = 20
"""Series that are offered at once."""
_TITLE = 100
_OFFLINE = (
    "offline, so it is not fetched; start without --offline, or 'tracker index' an archive that has"
    " it"
)
"""Where a handle leads nowhere and no server may be asked."""
_NOTHING = "No Message-ID, URL or commit, and no title has these words"
"""Where nothing at all is found."""


class Palette(CommandPalette):
    """Textual's, with a sign of one column in place of a picture that terminals draw in two."""

    def compose(self) -> ComposeResult:
        """Return as Textual does."""
        for widget in super().compose():
            if isinstance(widget, SearchIcon):
                widget.set_reactive(SearchIcon.icon, "/")
            yield widget

    def on_mount(self) -> None:
        """Take no more characters than a handle or a title has."""
        self.query_one(Input).max_length = MAX_LINE


def _offered(page: ListScreen) -> tuple[Action, ...]:
    table = page.actions
    places = (*actions_of(page.WHERE, table), *actions_of(Area.LISTS, table))
    return tuple(one for one in places if not one.each and one.id != "palette")


class ActionProvider(Provider):
    """The actions that mean something on the page in front."""

    @property
    def _actions(self) -> tuple[Action, ...]:
        page = self.screen
        return _offered(page) if isinstance(page, ListScreen) else ()

    def _label(self, action: Action) -> Content:
        keys = " ".join(map(written, action.keys))
        return Content(f"{action.label}  {keys}")

    async def _run(self, action: Action) -> None:
        page = self.screen
        if isinstance(page, ListScreen):
            home = page.body if Area.LISTS in action.screens else page
            await page.app.run_action(action.call, default_namespace=home)

    async def discover(self) -> Hits:
        """Return all of them."""
        for action in self._actions:
            yield DiscoveryHit(
                self._label(action), partial(self._run, action), text=action.label, help=action.help
            )

    async def search(self, query: str) -> Hits:
        """Those whose label the letters fit."""
        matcher = self.matcher(query)
        for action in self._actions:
            score = matcher.match(action.label)
            if score > 0:
                run = partial(self._run, action)
                yield Hit(score, self._label(action), run, text=action.label, help=action.help)


class HandleProvider(Provider):
    """The mail or series that a handle names; what is not cached can be fetched and followed."""

    async def search(self, query: str) -> Hits:
        """Return where the handle leads."""
        page = self.screen
        if not isinstance(page, ListScreen):
            return
        place = await asyncio.to_thread(_place_of, page.library, query)
        if place is None:
            return
        shown = fit(clean(place.handle), _TITLE)
        if place.unread:
            label, note = (
                f"Read and follow {shown}",
                "its header alone was read; no server is asked for the rest",
            )
            go = partial(_post, page, FollowWanted(place.handle))
        elif place.series is None and not page.library.is_online():
            label, note = f"{shown} is not in the local mail", escape(_OFFLINE)
            go = partial(_tell, page, f"{shown}: {_OFFLINE}")
        elif place.series is None:
            label, note = f"Fetch and follow {shown}", "not cached; a server is asked for it"
            go = partial(_post, page, FollowWanted(place.handle))
        else:
            label, note = f"Go to {fit(clean(place.title), _TITLE)}", escape(shown)
            go = partial(open_place, page.app, page.library, place.series, place.message_id)
        yield Hit(1.0, Content(label), go, text=label, help=note)


def _post(page: ListScreen, message: Message) -> None:
    page.post_message(message)


def _tell(page: ListScreen, text: str) -> None:
    page.tell(text, Role.WARN)


def _place_of(library: Backend, text: str) -> HandlePlace | None:
    try:
        return library.place_of(text)
    except TrackerError:
        return None


class SeriesProvider(Provider):
    """Every local series; the store looks for the words, on a thread."""

    async def search(self, query: str) -> Hits:
        """Return the last active series whose title, author or list holds all the words."""
        page = self.screen
        if not isinstance(page, ListScreen):
            return
        hits = await asyncio.to_thread(found, page.library, query)
        if not hits and await self._is_nothing(page, query):
            said = f"{_NOTHING}: {fit(clean(query), _TITLE)}"
            yield Hit(0.01, Content(_NOTHING), partial(_tell, page, said), text=_NOTHING)
        for number, (name, title, note) in enumerate(hits):
            go = partial(open_series, page.app, page.library, name)
            score = 0.5 * (1 - number / MOST)
            yield Hit(score, Content(title), go, text=title, help=note)

    async def _is_nothing(self, page: ListScreen, query: str) -> bool:
        """Return whether no action has the letters either, and they are no handle."""
        matcher = self.matcher(query)
        if any(matcher.match(one.label) for one in _offered(page)):
            return False
        return await asyncio.to_thread(_place_of, page.library, query) is None


def found(library: Backend, words: str) -> tuple[tuple[str, str, str], ...]:
    """Id, title and a note of the series that hold all the words; none while they say nothing."""
    plain = " ".join(f'"{word}"' for word in words.replace('"', " ").split())
    if not plain:
        return ()
    try:
        board = library.board(plain, Order.ACTIVITY, everything=True)
        rows = [board.row(at) for at in range(min(len(board), MOST))]
    except TrackerError:
        return ()
    return tuple(
        (
            row.id,
            fit(clean(row.title), _TITLE),
            # The palette reads this one as markup.
            escape(
                clean(f"{stage_traits(row.stage).label}, {name_of(row.author)}, {row.list_name}")
            ),
        )
        for row in rows
    )
