# SPDX-License-Identifier: GPL-2.0-or-later
"""Which version of a series is looked at, and which two are compared."""

from textual.reactive import reactive

from tracker.model.views import RevisionView, SeriesView
from tracker.render.versions import comparable
from tracker.tui.screens.page import ListScreen

_NO_OTHER = "no other version to compare with: it takes two whole ones with patches"


class VersionPage(ListScreen):
    """A page of a series on which one version is chosen and another may be marked."""

    view: reactive[SeriesView | None] = reactive(None, always_update=True)
    """What was read last; kept where a later reading fails.

    It is shown again though it be equal: the same moments in another zone are.
    """
    chosen_version: reactive[str | None] = reactive(None)
    """The posting whose review and landing are shown; the newest where none is chosen."""
    marked: reactive[str | None] = reactive(None)
    """The posting that others are compared with."""

    def repaint(self, key: str | None = None) -> None:
        """Another version is shown, or marked; the cursor goes to a row where one is named."""

    def watch_chosen_version(self) -> None:
        """Show another version, or what is marked."""
        self.repaint()

    watch_marked = watch_chosen_version

    @property
    def shown(self) -> RevisionView | None:
        """The version whose review and landing are shown."""
        if self.view is None:
            return None
        held = {one.message_id: one for one in self.view.revisions}
        return held.get(self.chosen_version or "") or self.view.newest

    @property
    def under_cursor(self) -> str | None:
        """The posting that the cursor is on; else the shown one."""
        return self.shown.message_id if self.shown else None

    def open_versions(self, ends: tuple[str, str]) -> None:
        """Compare two postings, the older one first."""
        from tracker.tui.screens.compare import CompareScreen

        if self.view:
            self.app.push_screen(CompareScreen(self.library, self.view, *ends))

    def action_version(self, way: int) -> None:
        """Show review and landing of the version before or after."""
        if self.view is None or self.shown is None:
            return
        at = self.view.revisions.index(self.shown) + way
        if 0 <= at < len(self.view.revisions):
            self.chosen_version = self.view.revisions[at].message_id
        else:
            self.tell("no more versions here")

    def action_mark_version(self) -> None:
        """Mark the version under the cursor, or take the mark off."""
        here = self.under_cursor
        held = {one.message_id: one for one in self.view.revisions} if self.view else {}
        if here is None or here not in held:
            return
        self.marked = None if here == self.marked else here
        name = held[here].name
        told = (
            f"{name} is marked; d on another version compares them"
            if self.marked
            else (f"{name} is no longer marked")
        )
        self.tell(told)

    def action_compare(self) -> None:
        """Compare the version under the cursor with the marked one, else with the one before it.

        On the marked one itself the newest takes its place.
        """
        if self.view is None:
            return
        whole = [one.message_id for one in comparable(self.view)]
        here = self.under_cursor
        marked = self.marked if self.marked in whole else None
        if whole and (here == marked or (marked and here not in whole)):
            here = whole[-1]
        at = whole.index(here) if here in whole else -1
        other = marked if marked not in (None, here) else whole[at - 1] if at > 0 else None
        if other is None or here is None or at < 0:
            self.tell(_NO_OTHER)
            return
        old, new = sorted((other, here), key=whole.index)
        self.open_versions((old, new))
