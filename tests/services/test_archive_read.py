# SPDX-License-Identifier: GPL-2.0-or-later
"""A long archive that is new: the newest first, the same facts in the end, resumed anywhere."""

import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

import pytest

from tests.mails import at, mail, patch
from tests.servers import add_to_epoch
from tests.sources.test_epochs import git
from tracker.services.sync.archive_read import ArchiveRead
from tracker.services.sync.ingest import Ingest
from tracker.services.sync.sync import Sync
from tracker.services.sync.sync_step import SyncStep
from tracker.sources.archive import open_archive
from tracker.sources.threadcache import ThreadCache
from tracker.store.load import Reader
from tracker.store.save import Writer

NOW = datetime(2025, 2, 1, tzinfo=UTC)
REX = "Rex Reviewer <rex@example.org>"


def works() -> Iterator[bytes]:
    """Twelve patches, an answer to each; one id that three mails bear, two of them alike."""
    for n in range(12):
        title = f"widget: Turn part {n}"
        yield patch(title, message_id=f"p{n}@example.org", date=at(2 * n))
        yield mail(
            f"Re: [PATCH] {title}", REX, f"Reviewed-by: {REX}\n", message_id=f"r{n}@example.org",
            in_reply_to=f"p{n}@example.org", date=at(2 * n + 1),
        )  # fmt: skip
        if n in (1, 5, 10):
            who = REX if n == 5 else "Ada Author <ada@example.org>"
            text = f"Sent again, and {n} is its footer.\n"
            name = "Lamps" if n == 5 else "Widgets"
            yield mail(f"{name} that burn", who, text, message_id="same@example.org", date=at(n))


@pytest.fixture(scope="module")
def epoch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("inbox") / "git" / "0.git"
    add_to_epoch(path, works())
    return path


def reading(database: Path, epoch: Path, *, long: int) -> Callable[[Writer], ArchiveRead]:
    ingest, archive = Ingest(database, lambda: NOW), open_archive(epoch)
    recent = timedelta(hours=9)
    return lambda writer: ArchiveRead(ingest, writer, archive, long=long, recent=recent)


def index(database: Path, epoch: Path, *, long: int, until: int | None = None) -> list[SyncStep]:
    made = reading(database, epoch, long=long)
    with Writer(database) as writer:
        return list(islice(made(writer).steps(), until))


def facts(database: Path) -> tuple[object, ...]:
    """All that is stored, but for numbers that say in which order it came."""
    reader = Reader.open(database)
    assert reader is not None
    with reader:
        messages = sorted(reader.all_messages(), key=lambda one: one.message_id)
        series = sorted(map(repr, reader.series([one.message_id for one in messages])))
        cursor = [one.cursor for one in reader.archives()]
    with sqlite3.connect(database) as connection:
        copies = connection.execute(
            "SELECT copy.key, message_id, message.key FROM copy JOIN message"
            " ON message.id = copy.message ORDER BY 1"
        ).fetchall()
    return messages, series, cursor, copies


def board_state(database: Path) -> list[tuple[str, str]]:
    with sqlite3.connect(database) as connection:
        return connection.execute("SELECT name, value FROM board_state ORDER BY 1").fetchall()


@pytest.fixture(scope="module")
def forwards(tmp_path_factory: pytest.TempPathFactory, epoch: Path) -> tuple[object, ...]:
    database = tmp_path_factory.mktemp("home") / "t.db"
    index(database, epoch, long=1000)
    return facts(database)


def test_newest_first_ends_with_the_facts_of_oldest_first(
    tmp_path: Path, epoch: Path, forwards: tuple[object, ...]
) -> None:
    steps = index(tmp_path / "t.db", epoch, long=10)
    assert [step.board for step in steps].count(True) == 1
    assert facts(tmp_path / "t.db") == forwards


def test_a_short_archive_is_read_in_its_order(tmp_path: Path, epoch: Path) -> None:
    assert not any(step.board for step in index(tmp_path / "t.db", epoch, long=1000))


def test_the_newest_are_series_before_the_rest_is_read(tmp_path: Path, epoch: Path) -> None:
    steps = index(tmp_path / "t.db", epoch, long=10, until=2)
    assert steps[-1].board
    assert "the newest 10 mails" in steps[-1].text
    assert "about 17 older ones" in steps[-1].text
    reader = Reader.open(tmp_path / "t.db")
    assert reader is not None
    with reader:
        assert len(reader.series(["p11@example.org"])) == 1
        assert reader.message_count() == 10


@pytest.mark.parametrize("long", [10, 1000])
@pytest.mark.parametrize("ended", [1, 2, 3])
def test_a_run_that_was_ended_is_gone_on_with(
    tmp_path: Path, epoch: Path, forwards: tuple[object, ...], ended: int, long: int
) -> None:
    index(tmp_path / "t.db", epoch, long=10, until=ended)
    index(tmp_path / "t.db", epoch, long=long)
    assert facts(tmp_path / "t.db") == forwards


def test_an_archive_that_was_read_goes_on_at_its_cursor(
    tmp_path: Path, epoch: Path, forwards: tuple[object, ...]
) -> None:
    index(tmp_path / "t.db", epoch, long=10)
    before = board_state(tmp_path / "t.db")
    (step,) = [one for one in index(tmp_path / "t.db", epoch, long=0) if "mails, " in one.text]
    assert step.text.endswith(": 0 mails, 0 new")
    # What was judged need not be looked over.
    assert board_state(tmp_path / "t.db") == before
    assert facts(tmp_path / "t.db") == forwards


def test_a_run_that_is_killed_while_it_orders_mails_of_one_id_loses_none(
    tmp_path: Path, epoch: Path, forwards: tuple[object, ...]
) -> None:
    index(tmp_path / "t.db", epoch, long=10, until=3)
    reader = Reader.open(tmp_path / "t.db")
    assert reader is not None
    with reader:
        shared = reader.keys_sharing_an_id(1)
    assert len(shared) == 3
    with Writer(tmp_path / "t.db") as writer:
        writer.remove_mail(1, shared)
    index(tmp_path / "t.db", epoch, long=10)
    assert facts(tmp_path / "t.db") == forwards


def test_of_several_archives_the_newest_of_each_come_before_the_rest(
    tmp_path: Path, epoch: Path, forwards: tuple[object, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other" / "git" / "0.git"
    add_to_epoch(other, [patch(f"lamp: {n}", message_id=f"l{n}@example.org") for n in range(30)])
    monkeypatch.setitem(ArchiveRead.__init__.__kwdefaults__, "long", 10)
    monkeypatch.setitem(ArchiveRead.__init__.__kwdefaults__, "recent", timedelta(hours=9))
    made = Sync(tmp_path / "t.db", ThreadCache(tmp_path / "threads"), None, lambda: NOW)
    steps = list(made.index([open_archive(epoch), open_archive(other)]))
    told = [step.text for step in steps if step.board or ": " in step.text]
    first, second, own, rest = (one.rpartition(".git: ") for one in told)
    assert [first[0], second[0], own[0], rest[0]] == [
        str(one).removesuffix(".git") for one in (epoch, other, other, epoch)
    ]
    assert own[2] == "30 mails, 30 new"
    assert rest[2].startswith("17 mails, 15 new")
    messages, _, _, copies = facts(tmp_path / "t.db")
    assert isinstance(messages, list)
    assert [one for one in messages if one.message_id[0] != "l"] == forwards[0]
    assert copies == forwards[3]


def test_a_clock_that_was_wrong_once_does_not_end_the_last_months(tmp_path: Path) -> None:
    """Mails of 1990 among those of today, and one of the year 2120 on top."""
    epoch = tmp_path / "0.git"
    mails = [patch(f"widget: Turn {n}", message_id=f"w{n}@example.org") for n in range(30)]
    stream, start = b"", int(at(0).timestamp())
    for number, raw in enumerate(mails):
        when = {12: 631152000, 25: 631152001, 29: 4733510400}.get(number, start + 3600 * number)
        stream += b"commit refs/heads/master\ncommitter x <x@example.org> %d +0000\ndata 0\n" % when
        stream += b"M 100644 inline m\ndata %d\n%s\n" % (len(raw), raw)
    git(epoch, "init", "--quiet", "--bare", "--initial-branch=master")
    git(epoch, "fast-import", "--quiet", feed=stream)
    database = tmp_path / "t.db"
    ingest = Ingest(database, lambda: at(29))
    with Writer(database) as writer:
        read = ArchiveRead(ingest, writer, open_archive(epoch), long=10, recent=timedelta(hours=20))
        texts = [step.text for step in read.steps()]
    assert any("the newest 19 mails" in one for one in texts), texts
    assert texts[-1].endswith(": 30 mails, 30 new")
