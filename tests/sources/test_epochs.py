# SPDX-License-Identifier: GPL-2.0-or-later
"""Public-inbox repositories: real git, made here."""

import random
import subprocess
from collections.abc import Iterable
from datetime import UTC
from pathlib import Path

import pytest

from tests.mails import REX, at, mail
from tests.servers import add_to_epoch
from tracker.errors import Unreachable, Usage
from tracker.model.mail import ArchiveKind
from tracker.sources.archive import Archive, open_archive
from tracker.sources.epochs import Inbox

MAILS = tuple(mail(f"mail {n}", message_id=f"m{n}@example.org") for n in range(5))


def raws(archive: Archive, since: str | None = None) -> list[bytes]:
    return [stored.raw for stored in archive.read(since)]


def git(repository: Path, *arguments: str, feed: bytes = b"") -> str:
    command = ["git", f"--git-dir={repository}", *arguments]
    return (
        subprocess.run(command, input=feed, check=True, capture_output=True).stdout.decode().strip()
    )


@pytest.fixture
def epoch(tmp_path: Path) -> Path:
    add_to_epoch(tmp_path / "git" / "0.git", MAILS[:3])
    return tmp_path / "git" / "0.git"


def test_an_epoch_gives_its_mails_in_the_order_they_came(epoch: Path) -> None:
    """Byte for byte, with the second each arrived in, however odd its zone."""
    archive = open_archive(epoch)
    stored = list(archive.read())
    assert archive.kind is ArchiveKind.GIT
    assert [one.raw for one in stored] == list(MAILS[:3])
    assert [one.arrived for one in stored] == [at(n).astimezone(UTC) for n in range(3)]
    assert {one.archive for one in stored} == {str(epoch)}


def test_only_what_came_after_the_cursor_is_read(epoch: Path) -> None:
    """A second run takes the new mail and nothing else."""
    archive = open_archive(epoch)
    cursor = archive.cursor()
    assert raws(archive, cursor) == []
    add_to_epoch(epoch, MAILS[3:])
    assert raws(archive, cursor) == list(MAILS[3:])
    assert archive.cursor() != cursor


@pytest.mark.parametrize("cursor", ["0" * 40, "nonsense", "--all", "", "x:y z"])
def test_a_cursor_that_is_gone_reads_all_again(epoch: Path, cursor: str) -> None:
    """History may be rewritten; nothing is lost by reading twice."""
    assert raws(open_archive(epoch), cursor) == list(MAILS[:3])


def test_a_cursor_of_a_history_that_was_rewritten_reads_all_again(epoch: Path) -> None:
    """The old commit may still lie there, but nothing leads from it to the newest."""
    archive = open_archive(epoch)
    cursor = archive.cursor()
    git(epoch, "update-ref", "refs/keep/old", "refs/heads/master")
    git(epoch, "update-ref", "-d", "refs/heads/master")
    feed = b"commit refs/heads/master\ncommitter a <a@example.org> 1 +0000\ndata 0\n"
    body = b"M 100644 inline m\ndata %d\n%s\n" % (len(MAILS[4]), MAILS[4])
    git(epoch, "fast-import", "--quiet", feed=feed + body)
    assert raws(archive, cursor) == [MAILS[4]]


def test_a_cursor_that_the_history_left_behind_reads_all_again(epoch: Path) -> None:
    """The two have their first mails in common: what is listed after the old one says nothing."""
    archive = open_archive(epoch)
    cursor = archive.cursor()
    git(epoch, "update-ref", "refs/keep/old", "refs/heads/master")
    git(epoch, "update-ref", "refs/heads/master", "refs/heads/master~1")
    add_to_epoch(epoch, [MAILS[4]])
    assert raws(archive, cursor) == [*MAILS[:2], MAILS[4]]


def test_a_deleted_mail_is_left_out(epoch: Path) -> None:
    """A file ``d`` holds what was taken out; a mail that came again later stays."""
    add_to_epoch(epoch, [MAILS[1]], file="d")
    assert raws(open_archive(epoch)) == [MAILS[0], MAILS[2]]
    add_to_epoch(epoch, [MAILS[1]])
    assert raws(open_archive(epoch)) == [MAILS[0], MAILS[2], MAILS[1]]


def test_a_missing_blob_is_handed_on_empty(epoch: Path) -> None:
    """So that it is counted and shown, and the mails behind it are read."""
    blob = git(epoch, "rev-parse", "master~1:m")
    (epoch / "objects" / blob[:2] / blob[2:]).unlink()
    stored = list(open_archive(epoch).read())
    assert [one.raw for one in stored] == [MAILS[0], b"", MAILS[2]]
    assert stored[1].key == blob


def test_mails_in_a_damaged_pack_are_handed_on_empty(tmp_path: Path) -> None:
    """Those whose bytes are gone; git goes on behind each, in both orders."""
    path = tmp_path / "0.git"
    mails = [mail(f"Part {n}", REX, random.Random(n).randbytes(300).hex()) for n in range(40)]
    add_to_epoch(path, mails)
    git(path, "repack", "-q", "-a", "-d", "-f", "--depth=0", "--window=0")
    (pack,) = (path / "objects" / "pack").glob("*.pack")
    shown = git(path, "verify-pack", "-v", str(pack.with_suffix(".idx"))).splitlines()
    places = {one.split()[0]: int(one.split()[4]) for one in shown if " blob " in one}
    blobs = git(path, "log", "--reverse", "--format=%H").split()
    blobs = [git(path, "rev-parse", f"{one}:m") for one in blobs]
    damaged = {3, 4, 17, 39}
    data = bytearray(pack.read_bytes())
    for number in damaged:
        at_blob = places[blobs[number]]
        data[at_blob + 60 : at_blob + 100] = bytes(40)
    pack.chmod(0o644)
    pack.write_bytes(data)
    archive = open_archive(path)
    assert isinstance(archive, Inbox)
    expected = [b"" if n in damaged else one for n, one in enumerate(mails)]
    assert raws(archive) == expected
    assert [one.raw for one in archive.read(newest_first=True)] == expected[::-1]


def test_raw_gives_mails_by_key_in_the_order_asked(epoch: Path) -> None:
    """Unknown and hostile keys give None, and do not shift the others."""
    archive = open_archive(epoch)
    keys = [stored.key for stored in archive.read()]
    asked = [keys[2], "0" * 40, "--batch-all-objects", keys[0], "", keys[2], "HEAD"]
    assert list(archive.raw(asked)) == [
        MAILS[2], None, None, MAILS[0], None, MAILS[2], None,
    ]  # fmt: skip
    assert list(archive.raw([])) == []


@pytest.mark.parametrize("below", ["", "git", "all.git"])
def test_a_folder_of_epochs_is_one_archive(tmp_path: Path, below: str) -> None:
    """Epochs in their order by number, each with its own cursor."""
    for number, raw in ((0, MAILS[0]), (2, MAILS[1]), (10, MAILS[2])):
        add_to_epoch(tmp_path / "git" / f"{number}.git", [raw])
    (tmp_path / "all.git").mkdir()
    archive = open_archive(tmp_path / below)
    stored = list(archive.read())
    cursor = archive.cursor()
    assert [one.raw for one in stored] == list(MAILS[:3])
    assert [one.key.partition(":")[0] for one in stored] == ["0", "2", "10"]
    assert archive.path == tmp_path
    add_to_epoch(tmp_path / "git" / "10.git", [MAILS[3]])
    add_to_epoch(tmp_path / "git" / "11.git", [MAILS[4]])
    again = open_archive(tmp_path / below)
    assert raws(again, cursor) == [MAILS[3], MAILS[4]]
    keys = [one.key for one in stored]
    assert list(again.raw(keys[::-1])) == [MAILS[2], MAILS[1], MAILS[0]]


def test_a_v1_repository_is_read(tmp_path: Path) -> None:
    """One file a message, named by a hash; a later deletion takes it out."""
    repository = tmp_path / "v1.git"
    git(repository, "init", "-q", "--bare", "--initial-branch=master", str(repository))
    names = [f"{n:02x}/{n:038x}".encode() for n in range(3)]
    _commit(repository, [b"M 100644 inline %s\ndata %d\n%s\n" % (name, len(raw), raw)
                         for name, raw in zip(names, MAILS, strict=False)])  # fmt: skip
    _commit(repository, [b"D %s\n" % names[1]])
    assert raws(open_archive(repository)) == [MAILS[0], MAILS[2]]


def test_a_branch_of_another_name_than_head_is_found(epoch: Path) -> None:
    """Mirrors made where the default branch is called otherwise have a HEAD to nowhere."""
    git(epoch, "symbolic-ref", "HEAD", "refs/heads/elsewhere")
    assert raws(open_archive(epoch)) == list(MAILS[:3])


@pytest.mark.parametrize("kept", ["loose", "packed", "detached", "elsewhere"])
def test_the_tip_is_what_git_says_however_it_is_kept(epoch: Path, kept: str) -> None:
    """In a file of the branch, in one of all refs, in HEAD itself, or behind another name."""
    tip = git(epoch, "rev-parse", "HEAD")
    branch = git(epoch, "symbolic-ref", "HEAD")
    if kept == "packed":
        git(epoch, "pack-refs", "--all")
    elif kept == "detached":
        (epoch / "HEAD").write_text(f"{tip}\n")
    elif kept == "elsewhere":
        git(epoch, "symbolic-ref", "HEAD", "refs/heads/other")
        git(epoch, "symbolic-ref", "refs/heads/other", branch)
    assert open_archive(epoch).cursor() == tip


def test_new_mail_is_read_and_asked_for_deletions_with_few_gits(
    epoch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One for the tree, two for the history and whether it goes on, one for the mails."""
    cursor = open_archive(epoch).cursor()
    add_to_epoch(epoch, MAILS[3:])
    started: list[object] = []
    popen = subprocess.Popen.__init__

    def counting(self: subprocess.Popen[bytes], words: object, **rest: object) -> None:
        started.append(words)
        popen(self, words, **rest)  # type: ignore[call-overload]  # handed on as it came

    monkeypatch.setattr(subprocess.Popen, "__init__", counting)
    archive = open_archive(epoch)
    assert isinstance(archive, Inbox)
    assert cursor is not None
    assert archive.cursor() != cursor
    assert raws(archive, cursor) == list(MAILS[3:])
    assert archive.removed(cursor, tuple) == ()
    assert len(started) == 4


def test_an_epoch_without_mail_is_read_as_empty(tmp_path: Path) -> None:
    """A list that nobody wrote to yet."""
    add_to_epoch(tmp_path / "0.git", [])
    archive = open_archive(tmp_path / "0.git")
    assert raws(archive) == []
    assert archive.cursor() is None


def test_a_repository_of_code_is_refused(tmp_path: Path) -> None:
    """With a hint to what is meant for it."""
    repository = tmp_path / "code" / ".git"
    git(repository, "init", "-q", "--bare", "--initial-branch=master", str(repository))
    _commit(repository, [b"M 100644 inline widget.c\ndata 1\nx\n"])
    with pytest.raises(Usage, match="--repo"):
        open_archive(tmp_path / "code")


def test_a_bundle_is_refused_with_the_command_that_opens_it(epoch: Path) -> None:
    """git cannot read single blobs of a bundle."""
    bundle = epoch.parent / "list.bundle"
    git(epoch, "bundle", "create", "-q", str(bundle), "master")
    with pytest.raises(Usage, match=r"git clone --mirror list\.bundle"):
        open_archive(bundle)


def test_nothing_is_written_and_no_program_of_the_repository_is_run(
    epoch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A repository's settings can name programs; the user's environment can point elsewhere."""
    trap = epoch.parent / "sprung"
    for name in ("core.pager", "core.fsmonitor", "diff.external", "gpg.program", "core.sshCommand"):
        git(epoch, "config", name, f"touch {trap}; false")
    git(epoch, "config", "log.showSignature", "true")
    (epoch.parent / ".gitconfig").write_text("[broken")
    monkeypatch.setenv("HOME", str(epoch.parent))
    monkeypatch.setenv("GIT_DIR", "/nowhere")
    monkeypatch.setenv("GIT_OBJECT_DIRECTORY", "/nowhere")
    monkeypatch.setenv("GIT_EXTERNAL_DIFF", f"touch {trap}")
    before = _state(epoch)
    archive = open_archive(epoch)
    assert len(raws(archive)) == 3
    assert raws(archive, archive.cursor()) == []
    assert _state(epoch) == before
    assert not trap.exists()


def test_a_reader_may_stop_early(epoch: Path) -> None:
    """git is ended with it; nothing waits or complains."""
    add_to_epoch(epoch, [mail("big", body="x" * 200_000 + "\n") for _ in range(20)])
    reader = open_archive(epoch).read()
    assert next(reader).raw == MAILS[0]
    reader.close()  # type: ignore[attr-defined]


def test_an_archive_that_goes_away_is_told(epoch: Path) -> None:
    """Not as an empty one."""
    archive = open_archive(epoch)
    (epoch / "HEAD").unlink()
    with pytest.raises(Unreachable, match="no longer there"):
        raws(archive)


def test_a_damaged_repository_is_told_with_the_words_of_git(epoch: Path) -> None:
    """A commit that cannot be read ends the reading, aloud."""
    archive = open_archive(epoch)
    commit = git(epoch, "rev-parse", "master~1")
    (epoch / "objects" / commit[:2] / commit[2:]).unlink()
    with pytest.raises(Unreachable, match=r"0\.git"):
        raws(archive)


def _commit(repository: Path, changes: Iterable[bytes]) -> None:
    has = git(repository, "rev-list", "--all", "--count") != "0"
    start = b"from refs/heads/master^0\n" if has else b""
    head = b"commit refs/heads/master\ncommitter a <a@example.org> 1700000000 +0000\ndata 0\n"
    git(repository, "fast-import", "--quiet", feed=head + start + b"".join(changes))


def _state(repository: Path) -> dict[str, tuple[int, int]]:
    return {
        str(path): (path.stat().st_mtime_ns, path.stat().st_size)
        for path in sorted(repository.rglob("*"))
    }
