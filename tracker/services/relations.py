# SPDX-License-Identifier: GPL-2.0-or-later
"""The relations between the series cached: read from their mail, said by hand, from both ends."""

from collections.abc import Iterable, Sequence

from tracker.mail.subjects import title_key
from tracker.model.mail import Message, Remark
from tracker.model.relations import PARTS, Kind, Relation
from tracker.model.series import Series
from tracker.model.status import LANDED
from tracker.relations.find import relate
from tracker.relations.manual import Heard, Overruled, Word, heed
from tracker.relations.named import NamedWorks, fitting, is_own, person_of, title_of
from tracker.services.dossiers import Dossiers
from tracker.state.dossier import Dossier
from tracker.state.linked import DIGITS, Linked, end_name, patch_of_commit, replacement
from tracker.store.load import Reader

MAX_INCOMING = 200
"""Messages that link to a series which are looked at for relations from elsewhere."""
NAMED = "relation.depends-on.named"
MAX_NAMED, MAX_CANDIDATES = 400, 10
"""Mails of one person that are looked at for a work named in words, and works told of it."""
_STEPS = 8
"""How often an author may replace their own work before we stop following them."""


class SeriesRelations:
    """What joins the series of a library; every answer is kept for the life of the object."""

    def __init__(self, reader: Reader, dossiers: Dossiers) -> None:
        self._reader = reader
        self._dossiers = dossiers
        self._heard: dict[str, Heard] = {}
        self._words: tuple[Word, ...] | None = None
        self._patches: dict[str, str | None] = {}
        self._out: dict[str, tuple[Linked, ...]] = {}
        self._in: dict[str, tuple[Linked, ...]] = {}
        self._told: dict[str, tuple[Relation, ...]] = {}
        self._crowds: dict[str, int] = {}
        self._namers: dict[str, list[str]] | None = None
        self._needers: NamedWorks | None = None

    def share_words(self, other: "SeriesRelations") -> None:
        """Take over from another what does not depend on any series' judgement."""
        self._words, self._namers, self._needers = other._words, other._namers, other._needers

    # ---- what authors wrote, and what a person said --------------------------------------------

    def heard(self, name: str) -> Heard:
        """Return the relations that a series' author wrote, with what the user recorded of them."""
        if name in self._heard:
            self._dossiers.dependencies.add_kept("heard", name)
            return self._heard[name]
        with self._dossiers.dependencies.collect("heard", name):
            dossier = self._dossiers.dossier(name)
            if dossier is None:
                return Heard(relations=())
            self._heard[name] = heed(name, self._read(dossier), self.words(), self._end_of)
        return self._heard[name]

    def overruled(self, name: str) -> tuple[Overruled, ...]:
        """Relations of a series, in either direction, that a person's word has taken out."""
        ends = {end for one in self.words() for end in (one.source, one.target)}
        others = {end for end in ends - {name} if self._dossiers.home(end) is not None}
        there = [
            one
            for other in sorted(others)
            for one in self.heard(other).overruled
            if self._end_of(one.relation) == name
        ]
        return (*self.heard(name).overruled, *there)

    def words(self) -> tuple[Word, ...]:
        """Return what a person said of relations, both sides found as far as they are at hand."""
        if self._words is None:
            home = self._dossiers.home
            self._words = tuple(
                Word(
                    link=link,
                    source=home(link.source) or link.source,
                    target=home(link.target) or link.target,
                )
                for link in self._reader.said_links()
            )
        return self._words

    def _read(self, dossier: Dossier) -> tuple[Relation, ...]:
        links = [link for one in dossier.messages.values() for link in one.links]
        targets = [link.message_id for link in links if link.message_id]
        commits = dict.fromkeys(link.commit for link in links if link.commit)
        targets += [patch for one in commits if (patch := self.posted(one))]
        at_hand = {**self._dossiers.load(targets), **dossier.messages}
        said = relate(
            dossier.series,
            at_hand,
            self._dossiers.known,
            self.posted,
            self._dossiers.projects,
            self._named,
        )
        return (*said, *self._taken_in(dossier.series, said))

    def _taken_in(self, series: Series, said: Sequence[Relation]) -> Iterable[Relation]:
        """Return the works that a series takes in, those left out of which its author says more."""
        shared = self._dossiers.ahead.sharing_patches(series)
        homes = dict.fromkeys(home for one in shared if (home := self._dossiers.home(one)))
        if not homes:
            return ()
        # Few works have a patch in common with another.
        from tracker.relations.common_patches import works_taken_in

        ends = (self._dossiers.home(one.message_id) for one in said if one.message_id)
        others = (self._dossiers.dossier(home) for home in sorted(homes.keys() - set(ends)))
        return works_taken_in(series, (one.series for one in others if one is not None))

    def _named(self, remark: Remark, message: Message) -> tuple[str, ...]:
        """Return the postings that an author's words may mean, the newest of each work."""
        names = self._by_words(remark, message)
        fit = fitting(remark, message, self._dossiers.load(names).values())
        works: dict[str, str] = {}
        for one in fit:
            if (home := self._dossiers.home(one.message_id)) is not None:
                works.setdefault(home, one.message_id)
                self._dossiers.dependencies.add(home)
        own = self._dossiers.home(message.message_id)
        return tuple(name for home, name in works.items() if home != own)[:MAX_CANDIDATES]

    def _by_words(self, remark: Remark, message: Message) -> Sequence[str]:
        if (title := title_of(remark)) is not None:
            return self._reader.ids_by_titles([title_key(title)])
        if person := person_of(remark):
            return self._reader.ids_by_name(person)[-MAX_NAMED:]
        own = self._reader.ids_by_sender(message.sender.email)
        return own[-MAX_NAMED:] if is_own(remark) else ()

    def posted(self, commit: str) -> str | None:
        """Return the patch that became a commit, by a notice in its own threads or a repository."""
        if commit in self._patches:
            self._dossiers.dependencies.add_kept("posted", commit)
            return self._patches[commit]
        with self._dossiers.dependencies.collect("posted", commit):
            notices = reversed(self._dossiers.ahead.naming(commit))
            homes = dict.fromkeys(home for one in notices if (home := self._dossiers.home(one)))
            found = (self._patch_of(home, commit) for home in homes)
            told = next((one for one in found if one), None)
            self._patches[commit] = told or self._dossiers.in_repository(commit)
        return self._patches[commit]

    def _patch_of(self, home: str, commit: str) -> str | None:
        dossier = self._dossiers.dossier(home)
        return patch_of_commit(commit, dossier.landings.values()) if dossier else None

    def _end_of(self, relation: Relation) -> str:
        name = relation.message_id
        return (self._dossiers.home(name) if name else None) or end_name(relation)

    # ---- from both ends ------------------------------------------------------------------------

    def linked(self, name: str, *, incoming: bool = True) -> tuple[Linked, ...]:
        """Return the relations of a series: what its author wrote, then what others wrote of it."""
        dependencies = self._dossiers.dependencies
        if name in self._out:
            dependencies.add_kept("out", name)
        else:
            with dependencies.collect("out", name):
                self._out[name] = tuple(self._far(one, "out") for one in self.heard(name).relations)
        if not incoming:
            return self._out[name]
        if name in self._in:
            dependencies.add_kept("in", name)
        else:
            with dependencies.collect("in", name):
                self._in[name] = tuple(self._far(one, "in") for one in self._told_of(name))
        return self._out[name] + self._in[name]

    def _far(self, relation: Relation, direction: str) -> Linked:
        """Return a relation with its far end, or what stands for that."""
        near = self._end(relation, direction)
        if near.other is None or relation.kind not in PARTS:
            return near
        later = self._instead(near.other)
        return near if later is None else self._end(relation, direction, later)

    def _end(self, relation: Relation, direction: str, instead: Dossier | None = None) -> Linked:
        name = relation.message_id if direction == "out" else relation.evidence.message_id
        home = self._dossiers.home(name) if name else None
        other = self._dossiers.dossier(home) if home else None
        return Linked(
            relation=relation,
            direction=direction,
            other=other,
            message=self._dossiers.load([name]).get(name) if name else None,
            project=other.project if other else None,
            instead=instead,
        )

    def _instead(self, first: Dossier) -> Dossier | None:
        """Return the later work by which its author replaced what has not landed."""
        found, seen = first, {first.series.id}
        while found.standing.stage not in LANDED and len(seen) < _STEPS:
            told = [one for one in self._told_of(found.series.id) if one.kind is Kind.REPLACES]
            later = replacement(found, [self._end(one, "in") for one in told])
            if later is None or later.other is None or later.other.series.id in seen:
                break
            found = later.other
            seen.add(found.series.id)
        return None if found is first else found

    def _told_of(self, name: str) -> tuple[Relation, ...]:
        """Return the relations by which others point at a series."""
        if name in self._told:
            self._dossiers.dependencies.add_kept("told", name)
            return self._told[name]
        with self._dossiers.dependencies.collect("told", name):
            own = set(self._dossiers.series(name).messages)
            self._told[name] = tuple(
                relation
                for home in sorted(self._writers(name))
                for relation in self.heard(home).relations
                if relation.message_id in own and relation.kind is not Kind.PREVIOUS_VERSION
            )
        return self._told[name]

    def _writers(self, name: str) -> set[str]:
        """The series whose authors link to this one, and those that the user recorded lead here."""
        dossier = self._dossiers.dossier(name)
        series = self._dossiers.series(name)
        ahead = self._dossiers.ahead
        found = [*ahead.linking_to(series), *ahead.sharing_patches(series)]
        for change in {one.change_id for one in self._dossiers.series(name).revisions}:
            found += self._reader.ids_linking_to_change_id(change) if change else ()
        found += self._naming_commits(dossier) if dossier else ()
        found += self._naming_works(self._dossiers.series(name))
        found = list(dict.fromkeys(found))
        self._crowds[name] = len(found)
        homes = {home for one in found[:MAX_INCOMING] if (home := self._dossiers.home(one))}
        return (homes | {word.source for word in self.words() if word.target == name}) - {name}

    def _naming_commits(self, dossier: Dossier) -> Iterable[str]:
        """Yield the messages that name a commit of a series."""
        rungs = [rung for one in dossier.landings.values() for rung in one.rungs]
        commits = dict.fromkeys(rung.commit[:DIGITS] for rung in rungs if rung.commit)
        if commits and self._namers is None:
            self._namers = {}
            for name, commit in self._reader.ids_naming_commits():
                self._namers.setdefault(commit[:DIGITS], []).append(name)
        return [name for one in commits for name in (self._namers or {}).get(one, ())]

    def _naming_works(self, series: Series) -> Sequence[str]:
        """Return the messages that may name a series in words: by a title, or as their own work."""
        if self._needers is None:
            self._needers = NamedWorks(self._reader.words_of_needs())
        if not self._needers:
            return ()
        titles = {title_key(one.title) for each in series.revisions for one in each.patches}
        titles |= {title_key(one.title) for one in series.revisions}
        people = {one.author.email for one in series.revisions}
        names = {part for one in series.revisions for part in one.author.name.lower().split()}
        return self._needers.may_name(titles, names, people)

    # ---- what is not told ----------------------------------------------------------------------

    def cut(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return what was not looked at for these series, in sentences."""
        return tuple(
            f"{self._crowds[name]} messages link to {name}; the first {MAX_INCOMING} were looked at"
            for name in names
            if self._crowds.get(name, 0) > MAX_INCOMING
        )

    def absence(self, relation: Relation) -> str | None:
        """Why a thing that a relation points at is not fetched; None where nothing is known."""
        name = relation.message_id
        if relation.candidates:
            ids = ", ".join(f"<{one}>" for one in relation.candidates)
            return f"{len(relation.candidates)} cached series fit that name: {ids}"
        if relation.evidence.rule == NAMED:
            return "no cached posting has that title"
        if name is None and relation.commit:
            return "neither a notice nor a local repository shows the commit"
        if name is None:
            return "its address holds no Message-ID, and is not followed"
        last = self._reader.fetch_of([name])
        return f"{last.source} does not hold it ({last.fetched_at:%Y-%m-%d})" if last else None
