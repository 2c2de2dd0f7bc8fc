# SPDX-License-Identifier: GPL-2.0-or-later
"""Telling what a path is, and files and folders of mail."""

import gzip
import io
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.mails import mail
from tests.sources.conftest import mboxrd
from tracker.errors import Unreachable, Usage
from tracker.model.mail import ArchiveKind
from tracker.sources import folders, mbox
from tracker.sources.archive import Archive, from_stdin, open_archive

ONE = mail("one", message_id="one@example.org")
TWO = mail("two", body="From the start.\n>From the side.\n>>From afar.\n\n\n", message_id="two@x")
THREE = mail("three", body="no end of line", message_id="three@x")


def raws(archive: Archive) -> list[bytes]:
    return [stored.raw for stored in archive.read()]


def round_trip(archive: Archive) -> None:
    """Every key gives its own mail back, in any order, and a wrong one gives None."""
    stored = list(archive.read())
    keys = [one.key for one in stored]
    assert len(set(keys)) == len(keys)
    assert list(archive.raw([*keys[::-1], "wrong"])) == [*[one.raw for one in stored][::-1], None]
    assert archive.cursor() is None


@pytest.mark.parametrize("zipped", [False, True])
def test_an_mbox_gives_back_what_went_in(tmp_path: Path, zipped: bool) -> None:
    """mboxrd quoting is undone, a mail's end is its own, with or without a line end."""
    data = mboxrd(ONE, THREE, TWO, ONE)
    path = tmp_path / "list.mbox"
    path.write_bytes(gzip.compress(data) if zipped else data)
    archive = open_archive(path)
    assert archive.kind is ArchiveKind.MBOX
    assert raws(archive) == [ONE, THREE, TWO, ONE]
    round_trip(archive)


def test_keys_of_an_mbox_are_offsets(tmp_path: Path) -> None:
    """An offset inside a mail, or past the end, names none."""
    path = tmp_path / "list.mbox"
    path.write_bytes(mboxrd(ONE, TWO))
    archive = open_archive(path)
    second = len(mboxrd(ONE))
    assert [stored.key for stored in archive.read()] == ["0", str(second)]
    asked = [str(second), "1", "-1", "99999", "x", "\u0663"]
    assert list(archive.raw(asked)) == [TWO, None, None, None, None, None]


@pytest.mark.parametrize(
    "line",
    [
        b"From ada@example.org Mon Jan  6 10:00:00 2025\n",
        b"From ada@example.org Thu Jan  1 1970\n",
        b"From - Mon, 06 Jan 2025 10:00:00 +0000\r\n",
        b"From 0123456789012345678901234567890123456789 Mon Sep 17 00:00:00 2001\n",
        b"From Ada Author  Mon Jan  6 10:00:00 2025 +0100\n",
    ],
)
def test_the_separators_of_many_programs_are_known(tmp_path: Path, line: bytes) -> None:
    """mutt, HyperKitty, Thunderbird, git format-patch, and old mailers."""
    path = tmp_path / "list.mbox"
    path.write_bytes(line + ONE + b"\n" + line + THREE + b"\n")
    archive = open_archive(path)
    assert raws(archive) == [ONE, THREE + b"\n"]
    round_trip(archive)


def test_prose_that_starts_with_from_splits_nothing(tmp_path: Path) -> None:
    """Neither without a date nor in the middle of a paragraph."""
    body = "Hi.\n\nFrom here on it is easy.\nand\nFrom x Mon Jan  6 10:00:00 2025\n"
    path = tmp_path / "list.mbox"
    path.write_bytes(b"From x Mon Jan  6 10:00:00 2025\n" + mail("one", body=body) + b"\n")
    assert raws(open_archive(path)) == [mail("one", body=body)]


def test_a_mail_too_long_is_handed_on_empty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In an mbox, where it may be one line without end, and as a file of its own."""
    monkeypatch.setattr(mbox, "MAX_MAIL", 5000)
    long = mail("long", body="x" * 9000)
    (tmp_path / "list.mbox").write_bytes(mboxrd(ONE, long, TWO))
    assert raws(open_archive(tmp_path / "list.mbox")) == [ONE, b"", TWO]


def test_a_gzipped_mbox_that_is_cut_gives_its_start_and_then_a_fault(tmp_path: Path) -> None:
    """What was read is good; that it was not all is told."""
    data = gzip.compress(mboxrd(*[ONE] * 50, mail("noise", body=os.urandom(9000).hex())))
    (tmp_path / "list.mbox.gz").write_bytes(data[:-3000])
    reader = open_archive(tmp_path / "list.mbox.gz").read()
    assert next(reader).raw == ONE
    with pytest.raises(Unreachable, match="cannot be read to its end"):
        list(reader)


def test_a_maildir_is_read_with_times_and_stable_keys(tmp_path: Path) -> None:
    """Flags change the file's name, not its key; ``tmp`` and dot files are no mail."""
    for folder in ("cur", "new", "tmp"):
        (tmp_path / folder).mkdir()
    (tmp_path / "cur" / "1736157600.M1P2.host:2,S").write_bytes(ONE)
    (tmp_path / "new" / "1736157601.M1P2.host").write_bytes(TWO)
    (tmp_path / "tmp" / "1736157602.M1P2.host").write_bytes(THREE)
    (tmp_path / "new" / ".hidden").write_bytes(THREE)
    archive = open_archive(tmp_path)
    stored = list(archive.read())
    assert archive.kind is ArchiveKind.MAILDIR
    assert [one.raw for one in stored] == [ONE, TWO]
    assert stored[0].arrived == datetime(2025, 1, 6, 10, 0, tzinfo=UTC)
    (tmp_path / "cur" / "1736157600.M1P2.host:2,S").rename(
        tmp_path / "cur/1736157600.M1P2.host:2,RS"
    )
    assert list(archive.raw([stored[0].key])) == [ONE]
    round_trip(archive)


def test_a_tree_of_mail_files_is_read_in_order(tmp_path: Path) -> None:
    """Sorted by path, subfolders too; other files are left alone."""
    (tmp_path / "b" / "c").mkdir(parents=True)
    (tmp_path / "b" / "c" / "1.eml").write_bytes(TWO)
    (tmp_path / "a.EML").write_bytes(ONE)
    (tmp_path / "README").write_text("no mail")
    (tmp_path / "\udcff.eml").write_bytes(THREE)
    archive = open_archive(tmp_path)
    stored = list(archive.read())
    assert archive.kind is ArchiveKind.EML
    assert [one.raw for one in stored] == [ONE, THREE, TWO]
    assert [one.key for one in stored] == ["a.EML", "%:%FF.eml", "b/c/1.eml"]
    round_trip(archive)


def test_hidden_folders_and_checkouts_below_a_folder_are_left_alone(tmp_path: Path) -> None:
    for place in (".cache", "linux/.git", "linux/samples", "mail"):
        (tmp_path / place).mkdir(parents=True)
    for place in (".cache", "linux", "linux/samples", "mail"):
        (tmp_path / place / "1.eml").write_bytes(ONE)
    assert [stored.key for stored in open_archive(tmp_path).read()] == ["mail/1.eml"]


def test_a_large_tree_without_mail_is_not_walked_to_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folders, "_MOST_SEEN", 3)
    for name in ("a/1.txt", "a/2.txt", "b/3.txt", "b/4.txt", "c/5.txt", "z/1.eml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(TWO)
    with pytest.raises(Usage, match="holds no mail among its first 4 files; name the folder"):
        open_archive(tmp_path)
    assert [stored.key for stored in open_archive(tmp_path / "z").read()] == ["1.eml"]


def test_links_that_lead_out_of_a_folder_are_not_followed(tmp_path: Path) -> None:
    """Nor are keys that do; a link to a file inside is fine."""
    (tmp_path / "secret.eml").write_bytes(ONE)
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "other.eml").write_bytes(ONE)
    folder = tmp_path / "mails"
    folder.mkdir()
    (folder / "in.eml").write_bytes(TWO)
    (folder / "link.eml").symlink_to(folder / "in.eml")
    (folder / "out.eml").symlink_to(tmp_path / "secret.eml")
    (folder / "folder").symlink_to(tmp_path / "outside")
    (folder / "loop.eml").symlink_to(folder / "loop.eml")
    os.mkfifo(folder / "pipe.eml")
    archive = open_archive(folder)
    assert [stored.key for stored in archive.read()] == ["in.eml", "link.eml"]
    keys = ["../secret.eml", str(tmp_path / "secret.eml"), "out.eml", "pipe.eml", "a\0b", "x" * 999]
    assert list(archive.raw(keys)) == [None] * 6


@pytest.mark.parametrize("name", ["mail.eml", "mail", "patch.txt"])
def test_a_single_mail_is_told_by_its_content(tmp_path: Path, name: str) -> None:
    """Whatever it is called."""
    (tmp_path / name).write_bytes(ONE)
    archive = open_archive(tmp_path / name)
    assert archive.kind is ArchiveKind.EML
    assert raws(archive) == [ONE]
    round_trip(archive)


def test_a_mail_saved_with_its_from_line_is_an_mbox_of_one(tmp_path: Path) -> None:
    """As public-inbox's ``raw`` page gives it."""
    (tmp_path / "mail.eml").write_bytes(mboxrd(TWO))
    assert raws(open_archive(tmp_path / "mail.eml")) == [TWO]


@pytest.mark.parametrize("content", [b"", b"\x00\x01", b"hello world\n", b"SQLite format 3\0"])
def test_a_file_that_is_no_mail_is_refused_with_what_can_be_read(
    tmp_path: Path, content: bytes
) -> None:
    """The sentence names the path and the kinds."""
    path = tmp_path / "file"
    path.write_bytes(content)
    with pytest.raises(Usage, match=r"file is no mail; .*Maildir"):
        open_archive(path)
    path.write_bytes(gzip.compress(content))
    with pytest.raises(Usage, match="file is no mail"):
        open_archive(path)


def test_a_relative_path_is_kept_as_an_absolute_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is stored, and read again from another folder."""
    (tmp_path / "mail.eml").write_bytes(ONE)
    monkeypatch.chdir(tmp_path)
    archive = open_archive(Path("mail.eml"))
    monkeypatch.chdir("/")
    assert archive.path == tmp_path / "mail.eml"
    assert raws(archive) == [ONE]


def test_other_paths_are_refused(tmp_path: Path) -> None:
    """A folder without mail, nothing, a pipe, damaged gzip data."""
    with pytest.raises(Usage, match="holds no mail"):
        open_archive(tmp_path)
    with pytest.raises(Usage, match="does not exist"):
        open_archive(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(Usage, match="neither a file nor a folder"):
        open_archive(tmp_path / "pipe")
    (tmp_path / "bad.gz").write_bytes(b"\x1f\x8b rubbish")
    with pytest.raises(Unreachable, match="damaged"):
        open_archive(tmp_path / "bad.gz")


def test_stdin_may_be_one_mail_or_many() -> None:
    """Piped from a mail program, or an mbox from a server."""
    assert [stored.raw for stored in from_stdin(ONE)] == [ONE]
    assert [stored.raw for stored in from_stdin(b"\n\n" + ONE)] == [ONE]
    assert [stored.raw for stored in from_stdin(mboxrd(ONE, TWO))] == [ONE, TWO]
    for nothing in (b"", b"\n", b"lore.kernel.org\n"):
        with pytest.raises(Usage, match="neither a mail nor an mbox"):
            from_stdin(nothing)


def test_a_damaged_copy_of_an_mbox_takes_linear_time() -> None:
    """A line of separators' beginnings, and one without end, are read once."""
    data = (b"\nFrom " + b"Mon " * 5000 + b"\n") * 500
    assert from_stdin(b"Subject: x\n" + data)[0].raw.endswith(b"Mon \n")
    assert len(list(mbox.split(io.BytesIO(data)))) == 0
