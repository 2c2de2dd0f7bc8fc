# SPDX-License-Identifier: GPL-2.0-or-later
"""Answers about stored mail at one moment: a series whole, its relations, its row in a list."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from tracker.errors import NotFound
from tracker.lazy_dataclass import replace
from tracker.model.project import Projects
from tracker.model.readiness import Readiness
from tracker.model.relations import Relation
from tracker.model.series import Series
from tracker.model.status import Turn
from tracker.model.views import Graph, MailNote, Reason, SeriesView
from tracker.series.projects import PROJECTS
from tracker.services.dossiers import Dossiers
from tracker.services.look_ahead import batches
from tracker.services.maintainers import NO_UPKEEP, Upkeep
from tracker.services.relations import SeriesRelations
from tracker.state.checks import (
    AppliedAnswer,
    Held,
    applied_answer,
    held_commits,
    is_reviewed,
    landed_revision,
    passes_checks,
)
from tracker.state.dossier import Dossier
from tracker.state.half_landed import half_landed
from tracker.state.linked import Linked, settled
from tracker.state.outside.words import forge_copies, outside_words
from tracker.state.readiness import roll_up
from tracker.state.row import row, turn_of
from tracker.state.thread import mail_notes, shared_id
from tracker.state.view import build_view, with_settled
from tracker.store.load import Reader

if TYPE_CHECKING:
    from tracker.model.outside.states import OutsideWord
    from tracker.model.rows import SeriesRow
    from tracker.model.said import Snooze
    from tracker.services.commits import CommitOccurrences
    from tracker.state.graph import Limits


MOST_LOADED = 8_000
"""Messages that are kept in memory: so many take some 40 MB with what is drawn from them.

Related series are judged together, so that hardly any is loaded again.
"""
BATCH = 100
"""Series whose mail is loaded at a time."""


@contextmanager
def uncollected() -> Iterator[None]:
    """Judge without the collector, which would go through all mail in memory and find nothing."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class Library(Dossiers):
    """Answers about the series cached: views, relations, graphs and rows."""

    def __init__(
        self,
        reader: Reader,
        as_of: datetime,
        repositories: CommitOccurrences | None = None,
        projects: Projects = PROJECTS,
        *,
        today: bool = True,
        upkeep: Upkeep = NO_UPKEEP,
    ) -> None:
        super().__init__(reader, as_of, repositories, projects, today=today, upkeep=upkeep)
        self.relations = SeriesRelations(reader, self)

    def _start_empty(self) -> None:
        super()._start_empty()
        self._views: dict[str, SeriesView] = {}

    def at(self, as_of: datetime) -> Library:
        """Return the same facts, told for another moment; what is loaded is shared."""
        seen = self.repositories.at(as_of) if self.repositories else None
        other = Library(self._reader, as_of, seen, self.projects, today=False, upkeep=self._upkeep)
        other._maintainers = self._maintainers
        other._messages, other._absent = self._messages, self._absent
        other._series, other._homes, other._names = self._series, self._homes, self._names
        return other

    def emptied(self) -> Library:
        """Return the same library without the mail and the answers that it holds in memory."""
        other = Library(
            self._reader,
            self.as_of,
            self.repositories,
            self.projects,
            today=self._today,
            upkeep=self._upkeep,
        )
        other._maintainers, other._usual = self._maintainers, self._usual
        other._committers = self._committers
        other.relations.share_words(self.relations)
        return other

    def let_go(self) -> None:
        """Let go of the mail and the answers that it holds in memory."""
        relations = SeriesRelations(self._reader, self)
        relations.share_words(self.relations)
        self.relations = relations
        self._start_empty()

    def outgoing(self, name: str) -> tuple[Relation, ...]:
        """Return the links that the author of a series wrote, and what a person said of them."""
        return self.relations.heard(name).relations

    def linked(self, name: str, *, incoming: bool = True) -> tuple[Linked, ...]:
        """Return the relations of a series: what its author wrote, then what others wrote of it."""
        return self.relations.linked(name, incoming=incoming)

    # ---- telling -------------------------------------------------------------------------------

    def view(self, name: str) -> SeriesView:
        """Return a series, whole; raises NotFound if nothing of it had been sent at ``as_of``."""
        if name not in self._views:
            dossier = self._needed(name)
            fetch = self._reader.fetch_of(dossier.series.messages)
            fetched = fetch.fetched_at if fetch else None
            told = build_view(dossier, self.linked(name), fetched, self.readiness(name))
            relations = with_settled(told.relations, lambda one: self._settled(one).standing.stage)
            notes = self._mail_notes(dossier, told)
            outside = self._outside_words(told)
            forge = forge_copies(one.evidence for one in relations if one.direction == "out")
            told = replace(
                told, relations=relations, mail_notes=notes, outside=outside, forge=forge
            )
            self._views[name] = self._with_user_state(told, dossier.series)
        return self._views[name]

    def _outside_words(self, view: SeriesView) -> tuple[OutsideWord, ...]:
        """Return what other services have its patches as, where any was asked."""
        ids = [one.message_id for posting in view.revisions for one in posting.patches]
        ids += [one.message_id for one in view.revisions]
        states = self._reader.outside_states(ids, self.as_of)
        if not states:
            return ()
        return outside_words(states, view.revisions)

    def _mail_notes(self, dossier: Dossier, view: SeriesView) -> tuple[MailNote, ...]:
        """Return what is odd about its mails; another series may bear the same Message-ID."""
        ids = list(dict.fromkeys(map(shared_id, dossier.series.messages)))
        shared = [one for one in self._reader.bearers(ids) if shared_id(one) != one]
        names = dict.fromkeys(name for one in shared for name in (one, shared_id(one)))
        return mail_notes(dossier, view.thread, self.load(list(names)))

    def _with_user_state(self, view: SeriesView, series: Series) -> SeriesView:
        """Return a series with what the user said of it; notes hold for any moment, as links do."""
        return replace(
            view,
            notes=self._reader.notes(series.messages),
            snooze=self.snooze(series.id),
            seen=self._reader.seen_at(series.messages),
            labels=self._reader.labels_of(series.messages),
            queued=self._reader.place_of(series.messages),
            unread=self._unread(view, series),
        )

    def _unread(self, view: SeriesView, series: Series) -> tuple[str, ...]:
        """Return the messages of a series that came since the last look."""
        seen = self._reader.seen_at(series.messages)
        if seen is None:
            return ()
        later = self._reader.later_than_seen(series.messages) if self._today else None
        return tuple(
            line.message_id
            for line in view.thread
            if (line.date > seen if later is None else line.message_id in later)
        )

    def snooze(self, name: str) -> Snooze | None:
        """Return the snooze of a series; None where there is none, or where it has ended."""
        said = self._reader.snooze_of(self.series(name).messages)
        return next((one.snooze for one in self.rows([name])), None) if said else None

    def snoozed(self) -> tuple[tuple[str, Snooze], ...]:
        """The series that are out of sight, by id, each with its snooze; the first said first."""
        homes = [self.home(one.message_id) for one in self._reader.snoozes()]
        found = ((name, self.snooze(name)) for name in dict.fromkeys(homes) if name)
        return tuple((name, snooze) for name, snooze in found if snooze)

    def labels(self) -> dict[str, tuple[str, ...]]:
        """Return the labels of each series that has any, by its id; also of mail not known here."""
        found: dict[str, dict[str, None]] = {}
        for message_id, name in self._reader.labels():
            found.setdefault(self.home(message_id) or message_id, {})[name] = None
        return {home: tuple(names) for home, names in found.items()}

    def queue(self) -> dict[str, int]:
        """Return the place in the user's queue of each series that is in it, by its id."""
        found: dict[str, int] = {}
        for message_id, place in self._reader.queue().items():
            found.setdefault(self.home(message_id) or message_id, place)
        return found

    def _needed(self, name: str) -> Dossier:
        dossier = self.dossier(name)
        if dossier is None:
            when = f"{self.as_of:%Y-%m-%d %H:%M} UTC"
            raise NotFound(f"nothing of {name} had been sent at {when}")
        return dossier

    def _settled(self, name: str) -> Dossier:
        """Return a series as it stood, with what its author put in its place."""
        return settled(self._needed(name), self.linked(name))

    def needed(self, name: str) -> Dossier:
        """Return a series as it stood; raises NotFound if nothing of it had been sent."""
        return self._needed(name)

    def is_applied(self, name: str) -> AppliedAnswer:
        """Return whether every patch is in a tree, and why. Raises NotFound as ``view``."""
        return applied_answer(self._needed(name), self._turn(self._needed(name)))

    def is_reviewed(self, name: str) -> bool | None:
        """Whether every patch is approved and no one objects; None where patches are missing.

        Raises NotFound as ``view``.
        """
        return is_reviewed(self._needed(name))

    def is_green(self, name: str) -> bool | None:
        """Return whether no machine fails the newest version; None where no result is known.

        Raises NotFound as ``view``.
        """
        return passes_checks(self._needed(name))

    def is_in_tag(self, name: str, tag: str) -> bool:
        """Whether a tag contains every patch of a series, as ``git tag --contains`` would say.

        A patch whose revert the tag contains too is not in it. Raises NotFound where no repository
        is named, or none of them has the tag.
        """
        found = self.repositories
        if found is None:
            raise NotFound("no repository is named; give --repo NAME=PATH")
        knowing = [one for one in found.names if found.has_tag(one, tag)]
        if not knowing:
            raise NotFound(f"no tag '{tag}' in {', '.join(found.names)}")
        dossier = self._needed(name)
        revision = landed_revision(dossier)
        patches = [held_commits(dossier.landings.get(one.message_id)) for one in revision.patches]
        if revision.missing or not patches:
            return False

        def inside(held: Held) -> bool:
            return held.repository in knowing and found.in_tag(held.repository, tag, held.commit)

        return all(_is_put_in([held for held in one if inside(held)]) for one in patches)

    def readiness(self, name: str) -> Readiness:
        """Whether a series can be applied, and what it waits for. Raises NotFound as ``view``."""
        return roll_up(self._needed(name), self.linked, self._turn)

    def graph(self, name: str, limits: Limits) -> Graph:
        """Return the works around a series."""
        from tracker.state.graph import draw

        found = draw(
            self._needed(name),
            self.linked,
            lambda dossier: self._turn(dossier).side.value,
            limits,
            self.relations.absence,
        )
        halves = {
            (half.landed, half.other): half
            for node in found.nodes
            if not node.missing
            for half in half_landed(self._needed(node.id), self.linked(node.id))
        }
        cut = self.relations.cut(node.id for node in found.nodes)
        nodes = tuple(
            node if node.missing else replace(node, stage=self._settled(node.id).standing.stage)
            for node in found.nodes
        )
        return replace(
            found, nodes=nodes, half_landed=tuple(halves.values()), limits=(*found.limits, *cut)
        )

    def _turn(self, dossier: Dossier) -> Turn:
        return turn_of(dossier, self.linked(dossier.series.id))

    def reasons(self, name: str) -> tuple[Reason, ...]:
        """Return every fact of a series with its evidence."""
        from tracker.state.reasons import reasons

        view, overruled = self.view(name), self.relations.overruled(name)
        return reasons(view, self._settled(name).standing.evidence, overruled)

    def rows(self, names: Iterable[str]) -> tuple[SeriesRow, ...]:
        """Return series for a list, the last active first; those not yet sent are left out."""
        from tracker.services.user_actions.user_rows import with_user_state

        with uncollected():
            rows = [library.row(name) for name, library in self.in_turn(names)]
        found = [one for one in rows if one is not None]
        said = with_user_state(found, self._reader, self.home, self.as_of, today=self._today)
        return tuple(sorted(said, key=lambda one: (one.last_activity, one.id), reverse=True))

    def in_turn(self, names: Iterable[str]) -> Iterator[tuple[str, Library]]:
        """Yield series with a library that holds the mail around them, loaded in few queries.

        It is this one until that holds much mail, then one that is let go of.
        """
        library, every = self, [*names]
        many = len(every) >= BATCH
        if many:
            # All of them ask who applies patches on their list.
            self._reader.gather_appliers()
        for some in batches(every, self._reader.series_linked() if many else (), BATCH):
            # This one stays in memory beside the other.
            if library.loaded > MOST_LOADED // 2:
                if library is self:
                    library = self.emptied()
                library.let_go()
            library.load_ahead(some)
            for name in some:
                yield name, library

    def row(self, name: str) -> SeriesRow | None:
        """One series for a list, without what the user said of it; None if it was not sent yet."""
        dossier = self.dossier(name)
        return None if dossier is None else row(dossier, self.linked(name), tracked=False)

    def tracked(self) -> tuple[str, ...]:
        """Return ids of the series that the user follows."""
        homes = [self.home(name) for name, _ in self._reader.tracked()]
        return tuple(dict.fromkeys(home for home in homes if home))


def _is_put_in(inside: list[Held]) -> bool:
    """Return whether the last of a patch's commits in a tag put it in."""
    return bool(inside) and not max(inside, key=lambda one: one.date).back
