# SPDX-License-Identifier: GPL-2.0-or-later
"""Invented mail and series, and a database in a folder of its own."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tracker.model.mail import ArchiveKind, Diff, Evidence, Message, Person, Subject, Unreadable
from tracker.model.series import Patch, Revision, Series
from tracker.store.load import Reader
from tracker.store.records import SavedCount
from tracker.store.save import Writer

NOON = datetime(2031, 5, 4, 12, 0, 0, tzinfo=UTC)
ANN = Person("Ann Author", "ann@example.org")


def fold(title: str) -> str:
    return title.casefold()


def make_message(message_id: str, **fields: object) -> Message:
    title = fields.pop("title", f"gizmo: {message_id}")
    subject = Subject(raw=f"[PATCH] {title}", title=str(title), is_reply=False, tagged=True)
    values: dict[str, object] = {
        "message_id": message_id,
        "subject": subject,
        "sender": ANN,
        "author": ANN,
        "date": NOON,
    }
    return Message(**(values | fields))  # type: ignore[arg-type]


def make_series(series_id: str, *, patches: Iterable[str] = (), **fields: object) -> Series:
    """A series of one revision, whose patches (by default one) are named."""
    names = tuple(patches) or (series_id,)
    values: dict[str, object] = {
        "message_id": series_id,
        "cover": None if series_id in names else series_id,
        "title": f"gizmo: {series_id}",
        "author": ANN,
        "date": NOON,
        "version": 1,
        "label": "",
        "expected": len(names),
        "patches": tuple(
            Patch(
                message_id=name,
                position=position,
                title=f"gizmo: {name}",
                author=ANN,
                date=NOON,
                patch_id="",
            )
            for position, name in enumerate(names, 1)
        ),
    }
    revision = Revision(**(values | fields))  # type: ignore[arg-type]
    why = Evidence(rule="evolve.test", quote="v2 of the gizmo")
    return Series(id=series_id, revisions=(revision,), evidence=(why,))


def sent_as(patch: Patch) -> Message:
    """Return the mail that a patch is of."""
    diff = Diff(patch_id=patch.patch_id, files=patch.files, added=1, removed=0, line=9)
    return make_message(
        patch.message_id,
        title=patch.title,
        author=patch.author,
        date=patch.date,
        base_commit=patch.base_commit,
        diff=diff,
    )


class Store:
    """A database at a path, opened anew for every call, as separate programs would."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def archive(self, path: str = "/mail/a", kind: ArchiveKind = ArchiveKind.MBOX) -> int:
        with Writer(self.path) as writer:
            return writer.add_archive(kind, path, None)

    def save(
        self,
        *records: Message | Unreadable,
        archive: int | None = None,
        keys: Iterable[str] | None = None,
        version: int = 1,
        cursor: str | None = None,
    ) -> SavedCount:
        """Save records; unless given, each key is the name of its record."""
        place = self.archive() if archive is None else archive
        names = keys or [record.message_id or "?" for record in records]
        with Writer(self.path) as writer:
            items = list(zip(names, records, strict=True))
            return writer.save_mail(
                place, items, cursor, NOON, read_version=version, title_key=fold
            )

    def save_series(self, *series: Series, derivation: int = 1) -> None:
        """Save series, after the messages of theirs that are not stored."""
        known = [name for (name,) in self.rows("SELECT message_id FROM message")]
        patches = {
            one.message_id: one for work in series for at in work.revisions for one in at.patches
        }
        names = dict.fromkeys(name for one in series for name in (one.id, *one.messages))
        self.save(
            *(
                sent_as(patches[name]) if name in patches else make_message(name)
                for name in names
                if name not in known
            )
        )
        with Writer(self.path) as writer:
            writer.save_series(series, derivation)

    def reader(self) -> Reader:
        reader = Reader.open(self.path)
        assert reader is not None
        return reader

    def rows(self, sql: str) -> list[tuple[object, ...]]:
        if not self.path.exists():
            return []
        with self.reader() as reader:
            return [tuple(row) for row in reader._rows(sql)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "home" / "tracker.db"


@pytest.fixture
def store(path: Path) -> Store:
    return Store(path)


@pytest.fixture
def message() -> Callable[..., Message]:
    return make_message


@pytest.fixture
def series() -> Callable[..., Series]:
    return make_series


@pytest.fixture
def noon() -> datetime:
    return NOON
