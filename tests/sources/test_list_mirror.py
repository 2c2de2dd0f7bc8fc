# SPDX-License-Identifier: GPL-2.0-or-later
"""Lists mirrored over git, from a server of plain files, and folders that grokmirror made."""

import base64
import gzip
import json
import random
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.relays import Relay, Relayed
from tests.servers import THREADS, add_to_epoch, inbox_of
from tracker.errors import NotFound, Refused, Unreachable, Usage
from tracker.sources.archive import open_archive
from tracker.sources.gunzip import MAGIC
from tracker.sources.list_mirror import ListMirror, lists_in_root, mirrored


class Site:
    """A folder served over http, as ``/widgets``; git reads it as plain files."""

    def __init__(self, root: Path, port: int, asked: list[str]) -> None:
        self.root, self.asked = root, asked
        self.url = f"http://127.0.0.1:{port}/widgets"

    def epoch(self, number: int) -> Path:
        return self.root / "widgets" / "git" / f"{number}.git"

    def add(self, number: int, mails: tuple[bytes, ...]) -> None:
        add_to_epoch(self.epoch(number), mails)
        short = self.root / "widgets" / str(number)
        if not short.exists():
            short.symlink_to(self.epoch(number))
        subprocess.run(["git", f"--git-dir={self.epoch(number)}", "update-server-info"], check=True)
        self.manifest()

    def manifest(self, **more: object) -> None:
        names = sorted(self.epoch(0).parent.glob("*.git"))
        tips = {
            f"/widgets/git/{one.name}": {
                "fingerprint": (one / "refs/heads/master").read_text().strip()
                if (one / "refs/heads/master").is_file()
                else (one / "packed-refs").read_text()
            }
            for one in names
        }
        data = gzip.compress(json.dumps({**tips, **more}).encode())
        (self.root / "widgets" / "manifest.js.gz").write_bytes(data)


@contextmanager
def served(root: Path) -> Iterator[Site]:
    asked: list[str] = []

    class Handler(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            asked.append(self.path)

    (root / "widgets").mkdir(parents=True)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(root)))
    server.daemon_threads = True
    runner = threading.Thread(target=server.serve_forever, args=(0.05,))
    runner.start()
    try:
        yield Site(root, server.server_address[1], asked)
    finally:
        server.shutdown()
        runner.join()
        server.server_close()


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with served(tmp_path / "site") as found:
        found.add(0, THREADS[:3])
        yield found


def mails_in(place: Path) -> list[bytes]:
    return [one.raw for one in open_archive(place).read()]


def test_a_mirror_holds_what_its_list_holds_and_asks_once_for_nothing_new(
    site: Site, tmp_path: Path
) -> None:
    """New mail and a new epoch are noticed."""
    mirror = ListMirror(site.url, tmp_path / "mirrors")
    list(mirror.fetch())
    assert mails_in(mirror.path) == mails_in(site.root / "widgets")
    site.asked.clear()
    assert [step.text for step in mirror.fetch()] == [f"{site.url}: nothing new"]
    assert site.asked == ["/widgets/manifest.js.gz"]
    site.add(0, THREADS[3:4])
    site.add(1, THREADS[4:])
    list(mirror.fetch())
    assert mails_in(mirror.path) == mails_in(site.root / "widgets")
    assert len(mails_in(mirror.path)) == len(THREADS)
    assert mirrored(tmp_path / "mirrors") == (site.url,)


def test_without_a_manifest_each_epoch_is_fetched_and_the_next_one_tried(
    site: Site, tmp_path: Path
) -> None:
    site.add(1, THREADS[3:])
    (site.root / "widgets" / "manifest.js.gz").unlink()
    mirror = ListMirror(site.url, tmp_path / "mirrors")
    list(mirror.fetch())
    assert len(mails_in(mirror.path)) == len(THREADS)
    list(mirror.fetch())
    assert len(mails_in(mirror.path)) == len(THREADS)


def test_an_epoch_that_is_too_long_is_given_up_and_leaves_nothing_behind(
    site: Site, tmp_path: Path
) -> None:
    """At its first transfer and at a later one; what is held stays as it was."""
    noise = random.Random(1).randbytes(3 << 20)
    bulky = b"Message-ID: <long@example.org>\n\n" + base64.encodebytes(noise)
    with pytest.raises(Unreachable, match="sends more than 1 MiB"):
        site.add(1, (bulky,))
        list(ListMirror(site.url, tmp_path / "new", most=1 << 20).fetch())
    assert sorted(one.name for one in (tmp_path / "new").glob("*/widgets/git/*")) == ["0.git"]
    mirror = ListMirror(site.url, tmp_path / "mirrors", most=1 << 20)
    shutil.rmtree(site.epoch(1))
    site.manifest()
    list(mirror.fetch())
    held = mails_in(mirror.path)
    site.add(0, (bulky,))
    with pytest.raises(Unreachable, match="sends more than 1 MiB"):
        list(mirror.fetch())
    assert mails_in(mirror.path) == held
    assert not list(mirror.path.glob("git/0.git/objects/pack/tmp_*"))


def test_a_clone_that_fails_leaves_nothing_behind(site: Site, tmp_path: Path) -> None:
    site.manifest(**{"/widgets/git/7.git": {"fingerprint": "x"}})
    mirror = ListMirror(site.url, tmp_path / "mirrors")
    with pytest.raises(Unreachable, match="could not be fetched"):
        list(mirror.fetch())
    assert sorted(one.name for one in (mirror.path / "git").iterdir()) == ["0.git"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"<html>", "no manifest"),
        (b"[1]", "keys of an object"),
        (gzip.compress(b"{", mtime=0)[:9], "cut"),
    ],
)
def test_a_manifest_of_another_kind_is_refused(
    site: Site, tmp_path: Path, data: bytes, words: str
) -> None:
    (site.root / "widgets" / "manifest.js.gz").write_bytes(data)
    with pytest.raises((Refused, Unreachable), match=words):
        list(ListMirror(site.url, tmp_path / "mirrors").fetch())


def test_a_manifest_names_no_other_list_and_no_way_out(site: Site, tmp_path: Path) -> None:
    data = {"/other/git/0.git": {}, "/widgets/../git/1.git": {}, "/widgets/git/x.git": {}}
    (site.root / "widgets" / "manifest.js.gz").write_bytes(json.dumps(data).encode())
    with pytest.raises(NotFound, match="names no epoch"):
        list(ListMirror(site.url, tmp_path / "mirrors").fetch())


@pytest.mark.parametrize(
    "url",
    ["https://lore.kernel.org/", "ftp://x/y", "/etc", "https://x/../y", "https://x/a?b", "--all",
     "https://me@x/list", "https://x/-upload-pack"],
)  # fmt: skip
def test_what_is_no_list_is_refused(url: str, tmp_path: Path) -> None:
    with pytest.raises(Usage, match="no list to mirror"):
        ListMirror(url, tmp_path)


def test_a_folder_of_mirrors_is_read_as_its_manifest_names_it(tmp_path: Path) -> None:
    """Nothing outside of it, and nothing that is not there; without one, as the lists lie."""
    for name in ("widgets", "gadgets"):
        add_to_epoch(tmp_path / name / "git" / "0.git", THREADS[:1])
    assert [one.name for one in lists_in_root(tmp_path)] == ["gadgets", "widgets"]
    assert [one.name for one in lists_in_root(tmp_path, ["widgets"])] == ["widgets"]
    named = {"/widgets/git/0.git": {}, "/../../etc/git/0.git": {}, "/gone/git/0.git": {}}
    (tmp_path / "manifest.js.gz").write_bytes(gzip.compress(json.dumps(named).encode()))
    assert [one.name for one in lists_in_root(tmp_path)] == ["widgets"]
    with pytest.raises(Usage, match="holds no list 'gadgets'; it has widgets"):
        lists_in_root(tmp_path, ["gadgets"])
    (tmp_path / "manifest.js.gz").write_bytes(b"{")
    with pytest.raises(Usage, match="no manifest"):
        lists_in_root(tmp_path)


@pytest.mark.server
def test_a_real_public_inbox_is_mirrored_as_its_epoch_is_read(tmp_path: Path) -> None:
    """Nothing new costs one request; without a manifest one an epoch, and one for the next."""
    with inbox_of(THREADS, tmp_path / "served") as inbox:
        relay = Relay(inbox.origin)
        mirror = ListMirror(f"{relay.origin}/all", tmp_path / "mirrors")
        try:
            list(mirror.fetch())
            relay.asked.clear()
            list(mirror.fetch())
            assert [path for _, path, _ in relay.asked] == ["/all/manifest.js.gz"]
            relay.harm = _no_manifest
            relay.asked.clear()
            list(mirror.fetch())
            asked = [path.partition("?")[0] for _, path, _ in relay.asked]
            assert asked == ["/all/manifest.js.gz", "/all/0/info/refs", "/all/1/info/refs"]
        finally:
            mirror.close()
            relay.close()
        assert mails_in(mirror.path) == mails_in(tmp_path / "served" / "all")


def _no_manifest(answer: Relayed) -> None:
    """Hide the manifest, which alone is JSON here."""
    if answer.body.startswith(MAGIC):
        answer.status = 404
