# SPDX-License-Identifier: GPL-2.0-or-later
"""What the user records of series: track, see, snooze, note; each can be taken back.

Joins the store's writer with the core. A word hangs on a message; a series owns the words of all
of its messages, so it keeps them when it is posted again or its revisions are joined again.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from tracker.errors import NotFound, Usage
from tracker.lazy_dataclass import dataclass
from tracker.model.relations import Kind, SaidLink
from tracker.model.rows import SeriesRow
from tracker.model.said import Note, Snooze, Until, awaited
from tracker.services.library import Library
from tracker.state.snooze import awake, come_so_far, read_until
from tracker.store.load import Reader
from tracker.store.records import UserStep
from tracker.store.save import Writer
from tracker.store.user_action_writes import UserActionWriter

MAX_NOTE = 10_000
"""Characters of a note."""
MAX_FOLLOWED = 1000
"""Series that are followed at once."""
MAX_TITLE = 60
"""Characters of a title in a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """A series that something is said of."""

    id: str
    title: str
    messages: tuple[str, ...]
    """All of its messages, whose words it owns."""
    newest: str
    """Message-ID of its newest revision."""
    version: int
    """The number of that revision."""
    row: SeriesRow | None = None
    """How it stands now; told only where that was asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Undo:
    """What was said, and how to take it back."""

    sentence: str
    """For people: ``tracking “gizmo: spin faster”``. Not cleaned: a title comes from a mail."""
    step: UserStep | None
    """None where nothing changed, so that there is nothing to take back."""


def about(library: Library, name: str, *, judged: bool = False) -> About:
    """Return what must be known of a series, by its id, to say something of it. Raises NotFound.

    ``judged`` tells how it stands too, which takes longer and which ``snooze`` wants.
    """
    series = library.series(name)
    rows = library.rows([name]) if judged else ()
    return About(
        id=series.id,
        title=series.newest.title,
        messages=series.messages,
        newest=series.newest.message_id,
        version=max(one.version for one in series.revisions),
        row=next(iter(rows), None),
    )


def followed(names: Sequence[str], query: str) -> Sequence[str]:
    """Return the series that a query found, to be followed. Raises NotFound, Usage for too many."""
    if not names:
        raise NotFound(f"no series matches '{query[:MAX_TITLE]}'")
    if len(names) > MAX_FOLLOWED:
        raise Usage(f"'{query[:MAX_TITLE]}' finds {len(names)} series; at most {MAX_FOLLOWED} are"
                    " followed at once")  # fmt: skip
    return names


def track(database: Path, works: Sequence[About], now: datetime) -> Undo:
    """Follow series."""

    def deed(said: UserActionWriter) -> None:
        for one in works:
            said.track(one.newest, now, one.messages)

    named = works_named(works)
    return keep(
        database, now, f"tracking {named}", deed, f"{named} {_action_before(works)} tracked already"
    )


def untrack(database: Path, works: Sequence[About], now: datetime) -> Undo:
    """Follow series no more."""

    def deed(said: UserActionWriter) -> None:
        said.untrack(_messages(works))

    named = works_named(works)
    return keep(database, now, f"no longer tracking {named}", deed, f"was not tracking {named}")


def see(database: Path, works: Sequence[About], now: datetime) -> Undo:
    """Mark series as looked at now."""

    def deed(said: UserActionWriter) -> None:
        for one in works:
            said.see(one.id, now)

    named = works_named(works)
    return keep(
        database,
        now,
        f"looked at {named}",
        deed,
        f"{named} {_action_before(works)} looked at already",
    )


def visit(database: Path, work: About, now: datetime) -> None:
    """A series was looked at in passing: it is no longer new, and ``undo`` knows nothing of it."""
    with Writer(database) as writer:
        writer.see(work.id, now)


def unsee(database: Path, works: Sequence[About], now: datetime) -> Undo:
    """As if series had never been looked at."""

    def deed(said: UserActionWriter) -> None:
        said.unsee(_messages(works))

    named = works_named(works)
    return keep(
        database,
        now,
        f"not looked at {named}",
        deed,
        f"{named} {_action_before(works)} not looked at yet",
    )


def snooze(database: Path, works: Sequence[About], text: str, now: datetime) -> Undo:
    """Put series out of sight until ``text``; see ``core.snoozes`` for its forms.

    The works should be judged. Raises Usage for a text that is no such form, which shows them, and
    for something that has happened already.
    """
    return _keep_snoozes(database, works, text, now, "snoozed")


def done(database: Path, works: Sequence[About], now: datetime) -> Undo:
    """Put series out of sight until anything happens to them. The works should be judged."""
    return _keep_snoozes(database, works, Until.CHANGE, now, "done with")


def _keep_snoozes(
    database: Path, works: Sequence[About], text: str, now: datetime, verb: str
) -> Undo:
    made = [(one, _action_snooze(one, text, now)) for one in works]

    def deed(said: UserActionWriter) -> None:
        for one, word in made:
            said.snooze(word, one.messages)

    until = dict.fromkeys(awaited(word) for _, word in made)
    told = until.popitem()[0] if len(until) == 1 else f"until {text.strip()}"
    named = works_named(works)
    return keep(
        database,
        now,
        f"{verb} {named} {told}",
        deed,
        f"{named} {_action_before(works)} snoozed so already",
    )


def wake(database: Path, works: Sequence[About], now: datetime) -> Undo:
    """End the snoozes of series."""

    def deed(said: UserActionWriter) -> None:
        said.wake(_messages(works))

    named = works_named(works)
    return keep(
        database, now, f"woke {named}", deed, f"{named} {_action_before(works)} not snoozed"
    )


def note(database: Path, work: About, text: str, now: datetime, on: str | None = None) -> Undo:
    """Write something about a series, or about one of its messages.

    Raises Usage for a text that is empty or too long, or a message that is not of the series.
    """
    kept = text.strip().encode("utf-8", "replace").decode()
    if not kept:
        raise Usage("a note needs words")
    if len(kept) > MAX_NOTE:
        raise Usage(f"a note has at most {MAX_NOTE} characters; this one has {len(kept)}")
    if on is not None and on not in work.messages:
        raise Usage(f"{on} is no message of {works_named([work])}")
    written = Note(message_id=on or work.id, at=now, text=kept)
    return keep(database, now, f"noted on {works_named([work])}", lambda said: said.note(written))


def forget_note(database: Path, work: About, written: Note, now: datetime) -> Undo:
    """Take a note out."""
    named = works_named([work])
    return keep(
        database,
        now,
        f"took a note off {named}",
        lambda said: said.forget_note(written),
        f"{named} has no such note",
    )


_TAKEN_BACK = "taken back"
"""Begins the sentence on what the user recorded and is recorded no more."""


def undo(database: Path, said: Undo | None = None) -> str:
    """Take back what was said; without ``said`` what was said last. A sentence that tells what.

    Raises NotFound where there is nothing to take back; Usage where something said since changed
    the same again.
    """
    step = said.step if said is not None else _action_last(database)
    if step is not None:
        before = said_links(database)
        with Writer(database) as writer:
            taken = writer.take_back(step)
        if taken:
            follow_versions(database, before ^ said_links(database))
            sentence = step.sentence
            # What an unlink took back stands again.
            done = "undone" if sentence.startswith(_TAKEN_BACK) else _TAKEN_BACK
            return f"{done}: {sentence}"
    raise NotFound("there is nothing to take back")


def said_links(database: Path) -> set[SaidLink]:
    """Return the links made or cut by hand; none without a database."""
    reader = Reader.open(database)
    if reader is None:
        return set()
    with reader:
        return set(reader.said_links())


def follow_versions(database: Path, changed: set[SaidLink]) -> None:
    """Derive again the series whose versions were joined or cut by a link that changed."""
    from tracker.services.sync.ingest import derive_again

    ends = {
        end
        for link in changed
        if link.kind in (None, Kind.PREVIOUS_VERSION)
        for end in (link.source, link.target)
        if "://" not in end
    }
    if ends:
        derive_again(database, ends)


def keep(
    database: Path,
    now: datetime,
    sentence: str,
    deed: Callable[[UserActionWriter], None],
    nothing: str = "",
) -> Undo:
    """Say something in one transaction; ``nothing`` is the sentence where it changes nothing."""
    with Writer(database) as writer, writer.user_actions() as said:
        deed(said)
        step = said.keep(sentence, now)
    return Undo(sentence=sentence if step or not nothing else nothing, step=step)


def _action_snooze(work: About, text: str, now: datetime) -> Snooze:
    row = work.row
    found = read_until(
        text,
        work.id,
        now,
        version=work.version,
        blocked=row is not None and row.blocked,
        so_far="" if row is None else come_so_far(row),
    )
    why = awake(found, row, now) if row is not None else None
    if why is not None:
        raise Usage(f"there is nothing to wait for with {works_named([work])}: {why}")
    return found


def _action_last(database: Path) -> UserStep | None:
    reader = Reader.open(database)
    if reader is None:
        return None
    with reader:
        return reader.last_said()


def _messages(works: Sequence[About]) -> tuple[str, ...]:
    return tuple(name for one in works for name in one.messages)


def _action_before(works: Sequence[About]) -> str:
    return "was" if len(works) == 1 else "were"


def works_named(works: Sequence[About]) -> str:
    """Return what people call them: the title of one, the number of several."""
    if len(works) != 1:
        return f"{len(works)} series"
    title = works[0].title
    return f"“{title if len(title) <= MAX_TITLE else title[: MAX_TITLE - 1] + '…'}”"
