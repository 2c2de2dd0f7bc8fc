"""Writing what a person said. Each word is a step that can be taken back."""

from collections.abc import Iterable
from datetime import datetime

from sqlite_utils import Database

from tracker.model.relations import SaidLink
from tracker.model.said import Note, Snooze
from tracker.store.flatten import seconds
from tracker.store.reading import GIVEN, given
from tracker.store.records import SaidStep
from tracker.store.said import NOTE, SAID_LINK, SEEN, SNOOZE, TRACKED
from tracker.store.steps import Step


class Saying:
    """One thing that a person says, of one series or of several.

    A series owns the words of all of its messages: hand over all of them where words are taken
    away.
    """

    def __init__(self, db: Database) -> None:
        self._db = db
        self._step = Step(db)

    @property
    def changed(self) -> bool:
        """Whether anything is not as it was."""
        return self._step.changed

    def keep(self, sentence: str, at: datetime) -> SaidStep | None:
        """Keep it, to be taken back; None where nothing changed."""
        return self._step.keep(sentence, at)

    def track(self, message_id: str, since: datetime, message_ids: Iterable[str] = ()) -> None:
        """Follow the series of a message; if it is followed already, by one of its messages
        (``message_ids``), nothing changes."""
        if not self._given("SELECT message_id FROM tracked", [message_id, *message_ids]):
            self._step.put(TRACKED, message_id, seconds(since), self._stored())

    def untrack(self, message_ids: Iterable[str]) -> None:
        """Follow their series no more."""
        for (name,) in self._given("SELECT message_id FROM tracked", message_ids):
            self._step.drop(TRACKED, name)

    def see(self, message_id: str, at: datetime) -> None:
        """The user looked at the series of a message; an earlier look changes nothing."""
        known = self._given("SELECT at, coalesce(upto, 0) FROM seen", [message_id])
        stored = self._stored()
        if not known or known[0] < (seconds(at), stored or 0):
            self._step.put(SEEN, message_id, seconds(at), stored)

    def _stored(self) -> int | None:
        """The number of the last mail that is stored; numbers grow as mail comes in."""
        ((number,),) = self._db.execute("SELECT max(id) FROM message").fetchall()
        return None if number is None else int(number)

    def unsee(self, message_ids: Iterable[str]) -> None:
        """As if the user had never looked."""
        for (name,) in self._given("SELECT message_id FROM seen", message_ids):
            self._step.drop(SEEN, name)

    def snooze(self, snooze: Snooze, message_ids: Iterable[str] = ()) -> None:
        """Put a series out of sight; it takes the place of other snoozes of its messages."""
        self.wake(name for name in message_ids if name != snooze.message_id)
        self._step.put(
            SNOOZE,
            snooze.message_id,
            snooze.until.value,
            seconds(snooze.at),
            None if snooze.date is None else seconds(snooze.date),
            snooze.tag,
            snooze.version,
            int(snooze.blocked),
        )

    def wake(self, message_ids: Iterable[str]) -> None:
        """End their snoozes."""
        for (name,) in self._given("SELECT message_id FROM snooze", message_ids):
            self._step.drop(SNOOZE, name)

    def note(self, note: Note) -> None:
        """Keep a note; one of the same second stays, and this one counts as a second later."""
        taken = {at for (at,) in self._given("SELECT at FROM note", [note.message_id])}
        at = seconds(note.at)
        while at in taken:
            at += 1
        self._step.put(NOTE, note.message_id, at, note.text)

    def forget_note(self, note: Note) -> None:
        """Take a note out."""
        self._step.drop(NOTE, note.message_id, seconds(note.at))

    def link(self, link: SaidLink) -> None:
        """Keep a word about two works, in place of every earlier one from this side to that."""
        self.unlink([(link.source, link.target)])
        self._step.put(
            SAID_LINK,
            link.source,
            link.kind.value if link.kind else "",
            link.target,
            link.note,
            seconds(link.at),
            int(link.kind is None),
        )

    def unlink(self, ends: Iterable[tuple[str, str]]) -> None:
        """Forget what was said from a side to another, for each such pair."""
        for source, target in ends:
            sql = "SELECT kind FROM said_link WHERE source = ? AND target = ?"
            for (kind,) in self._db.execute(sql, [source, target]).fetchall():
                self._step.drop(SAID_LINK, source, kind, target)

    def _given(self, sql: str, message_ids: Iterable[str]) -> list[tuple[str | int, ...]]:
        names = given(message_ids)
        return self._db.execute(f"{sql} WHERE message_id {GIVEN}", [names]).fetchall()
