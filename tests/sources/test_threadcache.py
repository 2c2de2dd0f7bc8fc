# SPDX-License-Identifier: GPL-2.0-or-later
"""Kept threads: whole files, safe names, read back by key."""

import gzip
from pathlib import Path

import pytest

from tests.mails import mail
from tests.servers import COVER, FIRST, REVIEW, THREADS
from tests.sources.conftest import mboxrd
from tracker.errors import Broken
from tracker.model.mail import ArchiveKind
from tracker.sources.archive import open_archive
from tracker.sources.threadcache import ThreadCache

ANSWER = gzip.compress(mboxrd(*THREADS[:5]))


@pytest.fixture
def cache(tmp_path: Path) -> ThreadCache:
    return ThreadCache(tmp_path / "threads")


def test_a_kept_thread_is_what_the_server_sent(cache: ThreadCache) -> None:
    """Its bytes lie there unchanged, and its messages come back whole."""
    stored = cache.keep(COVER, ANSWER)
    assert [one.raw for one in stored] == list(THREADS[:5])
    assert cache.place(COVER).read_bytes() == ANSWER
    assert cache.thread(COVER) == stored
    assert {one.archive for one in stored} == {str(cache.path)}


@pytest.mark.parametrize(
    "sent", [gzip.decompress(ANSWER), gzip.compress(ANSWER)], ids=["unpacked", "packed twice"]
)
def test_what_a_proxy_unpacked_or_packed_again_is_kept_once_packed(
    cache: ThreadCache, sent: bytes
) -> None:
    stored = cache.keep(COVER, sent)
    assert [one.raw for one in stored] == list(THREADS[:5])
    assert gzip.decompress(cache.place(COVER).read_bytes()) == gzip.decompress(ANSWER)


def test_messages_are_found_by_the_keys_they_were_stored_with(cache: ThreadCache) -> None:
    """Also after the thread was fetched again; wrong keys give None."""
    stored = cache.keep(COVER, ANSWER)
    cache.keep(
        "solo@example.org", gzip.compress(mboxrd(mail("solo", message_id="solo@example.org")))
    )
    cache.keep(COVER, gzip.compress(mboxrd(*reversed(THREADS[:5]))))
    keys = [one.key for one in stored]
    asked = [*keys[::-1], "", "solo@example.org", f"{keys[0]}x", COVER, REVIEW]
    got = list(cache.raw(asked))
    assert got[:5] == list(THREADS[:5])[::-1]
    assert [raw is not None for raw in got[5:]] == [False, True, False, True, False]


def test_an_unknown_thread_is_empty(cache: ThreadCache) -> None:
    """Nothing is made by looking."""
    assert cache.thread(COVER) == ()
    assert list(cache.read()) == []
    assert not cache.holds_threads()
    assert not cache.path.exists()


@pytest.mark.parametrize(
    "message_id",
    [
        "../../etc/passwd@x",
        "/etc/passwd",
        "..",
        ".",
        ".hidden@x",
        "a/b\\c@x",
        "nul\0byte@x",
        "new\nline@x",
        "\x1b[31m@x",
        "\u202eevil@x",
        "\udc80@x",
        "x" * 5000 + "@x",
        "\u00e4" * 300,
        "-rf@x",
        "~root@x",
        "CON",
        "#@x",
        "%2e%2e%2f@x",
    ],
)
def test_no_message_id_steers_the_path(cache: ThreadCache, message_id: str) -> None:
    """One folder of two digits, one plain file name, that any file system takes."""
    cache.keep(message_id, ANSWER)
    (folder,) = cache.path.iterdir()
    (file,) = folder.iterdir()
    assert cache.place(message_id) == file
    assert len(folder.name) == 2
    assert len(file.name) < 200
    assert file.name.isascii() and file.name.isprintable()
    assert not file.name.startswith((".", "-", "~")) or message_id.startswith(("-", "~"))
    assert not set(file.name) & set('/\\:*?"<>|#')


def test_two_long_ids_do_not_share_a_file(cache: ThreadCache) -> None:
    """Names that are cut carry a digest of the whole id."""
    assert cache.place("x" * 500 + "1@x") != cache.place("x" * 500 + "2@x")


@pytest.mark.parametrize(
    "key", ["../secret.mbox.gz#a@x", "/etc/a.mbox.gz#a@x", "00/../../a.mbox.gz#a", "..mbox.gz#x"]
)
def test_no_key_leads_out_of_the_cache(cache: ThreadCache, key: str) -> None:
    """Keys come from a database that may be anybody's."""
    cache.path.mkdir()
    (cache.path.parent / "secret.mbox.gz").write_bytes(ANSWER)
    assert list(cache.raw([key])) == [None]


def test_copies_of_one_message_have_keys_of_their_own(cache: ThreadCache) -> None:
    """A server may hold an id twice; both count."""
    other = mail("again", message_id=FIRST)
    stored = cache.keep(COVER, gzip.compress(mboxrd(THREADS[1], other, mail("x", headers=()))))
    assert len({one.key for one in stored}) == 3
    assert list(cache.raw([stored[1].key])) == [other]


def test_a_cache_is_an_archive(cache: ThreadCache) -> None:
    """Told by looking, like the others."""
    cache.keep(COVER, ANSWER)
    archive = open_archive(cache.path)
    assert archive.kind is ArchiveKind.THREAD
    assert [one.raw for one in archive.read()] == list(THREADS[:5])


def test_a_damaged_file_is_told_with_the_way_out(cache: ThreadCache) -> None:
    """It is ours, and can be fetched again."""
    cache.keep(COVER, ANSWER)
    cache.place(COVER).write_bytes(ANSWER[:-30])
    with pytest.raises(Broken, match="delete the file"):
        cache.thread(COVER)


def test_a_write_that_fails_leaves_the_old_copy(
    cache: ThreadCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk is told, and no half file nor scrap is left behind."""
    cache.keep(COVER, ANSWER)

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tracker.sources.threadcache.os.fsync", full)
    with pytest.raises(Broken, match="No space left"):
        cache.keep(COVER, gzip.compress(mboxrd(THREADS[0])))
    assert cache.place(COVER).read_bytes() == ANSWER
    assert [path.name for path in cache.place(COVER).parent.iterdir()] == [cache.place(COVER).name]
