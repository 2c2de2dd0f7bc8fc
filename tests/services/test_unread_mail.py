# SPDX-License-Identifier: GPL-2.0-or-later
"""An archive read in part: of older mail the headers, and the rest when it is asked for."""

import shutil
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

import pytest

from tests.mails import at, mail, patch
from tests.servers import add_to_epoch
from tests.services.test_archive_read import facts
from tracker.errors import Usage
from tracker.mail.mime.headings import read_heading
from tracker.mail.refs import parse_ref
from tracker.model.mail import Stored
from tracker.services.sync import unread_mail
from tracker.services.sync.archive_read import WHOLE, ReadDepth, index_archives
from tracker.services.sync.ingest import Ingest
from tracker.services.sync.sync_step import SyncStep
from tracker.services.sync.unread_mail import bring_unread
from tracker.sources.archive import open_archive
from tracker.store.load import Reader

NOW = datetime(2025, 2, 1, tzinfo=UTC)
REX = "Rex Reviewer <rex@example.org>"
PART = ReadDepth(since=timedelta(hours=4))
DEEP = ReadDepth(deep=True)
CHANGE = "20250101-widget-turn-1234567890ab"


def works() -> Iterator[bytes]:
    """Twenty patches with an answer each, then five mails that hang on four of them."""
    for n in range(20):
        title = f"widget: Turn part {n}"
        below = f"change-id: {CHANGE}\n" if n == 3 else ""
        yield patch(title, below=below, message_id=f"p{n}@example.org", date=at(2 * n))
        yield mail(
            f"Re: [PATCH] {title}", REX, f"Reviewed-by: {REX}\n", message_id=f"r{n}@example.org",
            in_reply_to=f"p{n}@example.org", date=at(2 * n + 1),
        )  # fmt: skip
    yield patch("widget: Turn part 2", version=2, message_id="again@example.org", date=at(40))
    below = f"change-id: {CHANGE}\n"
    yield patch("widget: Spin", version=2, below=below, message_id="spin@example.org", date=at(41))
    log = "This needs https://lore.kernel.org/r/p4@example.org first.\n"
    yield patch("gadget: Lean on it", log=log, message_id="lean@example.org", date=at(42))
    for name, above in (("ping", "r5@example.org"), ("pong", "ping@example.org")):
        yield mail(
            "Re: [PATCH] widget: Turn part 5", REX, "Ping.\n", message_id=f"{name}@example.org",
            in_reply_to=above, date=at(43),
        )  # fmt: skip


NEW = {"again", "spin", "lean", "ping", "pong"}
BESIDE = {"p2", "r2", "p3", "r3", "p4", "r4", "p5", "r5"}


@pytest.fixture
def epoch(tmp_path: Path) -> Path:
    path = tmp_path / "inbox" / "git" / "0.git"
    add_to_epoch(path, works())
    return path


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "t.db"


def index(
    database: Path, epoch: Path, depth: ReadDepth = WHOLE, until: int | None = None
) -> list[SyncStep]:
    steps = index_archives(Ingest(database, lambda: NOW), [open_archive(epoch)], depth)
    return list(islice(steps, until))


def ask(database: Path, handle: str, until: int | None = None) -> list[SyncStep]:
    return list(islice(bring_unread(Ingest(database, lambda: NOW), parse_ref(handle)), until))


def rows(database: Path, sql: str) -> set[str]:
    with sqlite3.connect(database) as connection:
        return {one.removesuffix("@example.org") for (one,) in connection.execute(sql)}


def read(database: Path) -> set[str]:
    return rows(database, "SELECT message_id FROM message")


def unread(database: Path) -> set[str]:
    return rows(database, "SELECT message_id FROM heading")


def whole(tmp_path: Path, epoch: Path) -> tuple[object, ...]:
    index(tmp_path / "whole.db", epoch)
    return facts(tmp_path / "whole.db")


def test_new_mail_is_read_with_what_it_hangs_on(database: Path, epoch: Path) -> None:
    """Threads that it answers, what it continues by title and change-id, what it links to."""
    last = index(database, epoch, PART)[-1]
    assert read(database) == NEW | BESIDE
    assert unread(database) == {f"{kind}{n}" for kind in "pr" for n in range(20)} - BESIDE
    assert last.text.endswith("; 8 older beside them; 32 by their header until they are asked for")
    reader = Reader.open(database)
    assert reader is not None
    with reader:
        assert reader.series_of("again@example.org") == reader.series_of("p2@example.org")


def test_all_of_it_read_later_gives_the_facts_of_all_read_at_once(
    tmp_path: Path, database: Path, epoch: Path
) -> None:
    index(database, epoch, PART)
    index(database, epoch, DEEP)
    assert facts(database) == whole(tmp_path, epoch)
    assert unread(database) == set()


def test_both_at_once_is_all_of_it(tmp_path: Path, database: Path, epoch: Path) -> None:
    index(database, epoch, ReadDepth(since=timedelta(hours=4), deep=True))
    assert facts(database) == whole(tmp_path, epoch)
    assert unread(database) == set()


@pytest.mark.parametrize("ended", [1, 2, 3])
@pytest.mark.parametrize("depth", [PART, DEEP])
def test_a_run_that_is_ended_anywhere_loses_nothing(
    tmp_path: Path, database: Path, epoch: Path, depth: ReadDepth, ended: int
) -> None:
    if depth is DEEP:
        index(database, epoch, PART)
    index(database, epoch, depth, until=ended)
    index(database, epoch, PART)
    assert read(database) >= NEW | BESIDE
    assert read(database) | unread(database) >= {f"p{n}" for n in range(20)}
    index(database, epoch, DEEP)
    assert facts(database) == whole(tmp_path, epoch)


@pytest.mark.parametrize("handle", ["p7@example.org", "r7@example.org", "r7@exampl...org"])
def test_a_mail_that_is_asked_for_is_read_with_its_thread(
    database: Path, epoch: Path, handle: str
) -> None:
    index(database, epoch, PART)
    (step,) = ask(database, handle)
    assert step.text.startswith("read 2 older mails that hang together with ")
    assert read(database) == NEW | BESIDE | {"p7", "r7"}
    assert not unread(database) & {"p7", "r7"}
    reader = Reader.open(database)
    assert reader is not None
    with reader:
        assert reader.series_of("r7@example.org") == "p7@example.org"
    assert ask(database, handle) == []


def test_a_change_id_names_unread_mail(database: Path, epoch: Path) -> None:
    add_to_epoch(epoch, [patch(f"lamp: {n}", message_id=f"l{n}@example.org") for n in range(9)])
    index(database, epoch, PART)
    assert "p3" in unread(database)
    ask(database, CHANGE)
    assert {"p3", "r3", "spin"} <= read(database)


def test_what_is_not_there_or_read_is_not_looked_for(database: Path, epoch: Path) -> None:
    index(database, epoch, PART)
    for handle in ("nobody@example.org", "again@example.org", "0123456789ab"):
        assert ask(database, handle) == []


def test_a_run_that_is_killed_before_it_derives_reads_the_thread_once_more(
    database: Path, epoch: Path
) -> None:
    index(database, epoch, PART)
    ask(database, "p7@example.org", until=1)
    assert {"p7", "r7"} <= unread(database)
    ask(database, "p7@example.org")
    reader = Reader.open(database)
    assert reader is not None
    with reader:
        assert reader.series_of("p7@example.org") == "p7@example.org"


def test_what_a_limit_leaves_unread_is_said(
    tmp_path: Path, database: Path, epoch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unread_mail, "MOST", 3)
    steps = index(database, epoch, PART)
    assert any(step.limit and "hang together" in step.text for step in steps)
    assert len(read(database)) == len(NEW) + 3
    assert [step.limit for step in ask(database, "p7@example.org")] == [False]
    index(database, epoch, DEEP)
    assert facts(database) == whole(tmp_path, epoch)


def test_a_late_answer_brings_its_thread(database: Path, epoch: Path) -> None:
    index(database, epoch, PART)
    late = mail("Re: [PATCH] widget: Turn part 9", REX, "Ping.\n", in_reply_to="r9@example.org",
                message_id="late@example.org", date=at(46))  # fmt: skip
    add_to_epoch(epoch, [late])
    index(database, epoch)
    assert read(database) == NEW | BESIDE | {"late", "p9", "r9"}


def test_a_mail_that_was_taken_out_is_forgotten(database: Path, epoch: Path) -> None:
    index(database, epoch, PART)
    taken = list(works())[14]
    add_to_epoch(epoch, [taken], "d")
    index(database, epoch)
    assert "p7" not in unread(database) | read(database)
    assert "r7" in unread(database)


def test_newer_rules_read_again_what_was_read_and_no_more(database: Path, epoch: Path) -> None:
    index(database, epoch, PART)
    with sqlite3.connect(database) as connection:
        connection.execute("UPDATE message SET read_version = 1")
    before = unread(database)
    index(database, epoch)
    assert unread(database) == before
    assert not rows(database, "SELECT message_id FROM message WHERE read_version = 1")


def test_an_archive_that_is_gone_is_named(database: Path, epoch: Path) -> None:
    index(database, epoch, PART)
    shutil.rmtree(epoch)
    with pytest.raises(Usage, match="does not exist"):
        ask(database, "p7@example.org")


def test_a_mail_whose_header_tells_too_little_is_read_at_once(
    database: Path, tmp_path: Path
) -> None:
    epoch = tmp_path / "odd.git"
    odd = [
        b"Subject: no id\nFrom: x@example.org\n\nHello.\n",
        mail("odd", message_id="o" * 2000 + "@example.org"),
        b"",
    ]
    add_to_epoch(epoch, [*odd, *(mail(f"m {n}", message_id=f"m{n}@example.org") for n in range(9))])
    last = index(database, epoch, PART)[-1]
    assert "2 unreadable" in last.text
    assert unread(database) == {"m0", "m1", "m2", "m3"}
    assert any(one.startswith("ooo") for one in read(database))


def test_a_thread_begins_with_the_first_reference() -> None:
    raw = mail(
        "Re: x", message_id="c@e.org", in_reply_to="b@e.org", references=("a@e.org", "b@e.org")
    )
    found = read_heading(Stored(raw=raw, archive="a", key="k"))
    assert found is not None
    assert (found.root, found.is_reply, found.title) == ("a@e.org", True, "x")
