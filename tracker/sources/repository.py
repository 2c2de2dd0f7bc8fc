# SPDX-License-Identifier: GPL-2.0-or-later
"""A git repository on this machine, read and never touched.

Plumbing commands alone are run (git-rev-list(1), git-diff-tree(1), git-patch-id(1)): they start no
pager, no external diff and no textconv, whatever the repository's configuration says. Bare or not,
worktrees, alternates, shallow and partial clones are all read as they are.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from tracker.errors import Usage
from tracker.model.mail import Person
from tracker.model.repository import RawCommit, RepositoryState, Tip
from tracker.sources.git import git_lines, git_text
from tracker.sources.repository_diff import patch_ids

_FORMAT = "%x01%H%x00%P%x00%at%x00%an%x00%ae%x00%ct%x00%cn%x00%ce%x00%B%x00"
_FIELDS = 9
_REFS = (
    "%(refname)%00%(objecttype)%00%(objectname)%00%(*objecttype)%00%(*objectname)"
    "%00%(creatordate:unix)%00%(symref)"
)
_CHUNK = 1 << 20
_MAX_MESSAGE = 200_000
"""Characters of a commit message that are kept."""
_LAST = 253_402_300_799
"""The last second that a date can hold."""


def open_repository(path: Path) -> Path:
    """The git directory of a repository: bare, a checkout, a worktree, or a folder inside one.

    Raises Usage where there is none.
    """
    place = path.expanduser()
    inside = place / ".git"
    for candidate in (inside, place):
        if candidate.exists() and (found := _common(candidate)):
            return found
    raise Usage(f"{path} is no git repository; give NAME=PATH with the path of one")


def _common(git_dir: Path) -> Path | None:
    """Return the directory that all worktrees of a repository share."""
    if git_dir.is_dir() and not (git_dir / "HEAD").exists():
        return None
    said = git_text(git_dir, "rev-parse", "--git-common-dir")
    if said is None:
        return None
    base = git_dir if git_dir.is_dir() else git_dir.parent
    found = (base / said).resolve() if not Path(said).is_absolute() else Path(said).resolve()
    return found if (found / "objects").is_dir() else None


def read_state(git_dir: Path) -> RepositoryState:
    """Branches and tags as they are now, and what is special about the repository.

    Raises Unreachable if git cannot read it.
    """
    tips: list[Tip] = []
    heads: list[str] = []
    with git_lines(git_dir, "for-each-ref", f"--format={_REFS}", *_COUNTED) as lines:
        for line in lines:
            ref, kind, own, far_kind, far, made, symbolic = (
                line.rstrip(b"\n").decode("utf-8", "replace").split("\0")
            )
            if symbolic:
                heads.append(symbolic)
            elif "commit" in (kind, far_kind):
                tips.append(Tip(ref=ref, commit=far or own, date=_repository_source_moment(made)))
    settings = dict(_settings(git_dir))
    shallow = git_dir / "shallow"
    mark = hashlib.sha256(shallow.read_bytes()).hexdigest()[:12] if shallow.is_file() else ""
    return RepositoryState(
        path=str(git_dir),
        tips=tuple(tips),
        head=_repository_source_head(git_dir),
        bare=settings.get("core.bare", "false" if git_dir.name == ".git" else "true") == "true",
        remotes=tuple(
            (name.removeprefix("remote.").removesuffix(".url"), value)
            for name, value in settings.items()
            if name.startswith("remote.") and name.endswith(".url")
        ),
        remote_heads=tuple(heads),
        shallow=mark,
        partial=any(name.endswith(".promisor") and v == "true" for name, v in settings.items())
        or "extensions.partialclone" in settings,
    )


def _repository_source_head(git_dir: Path) -> str | None:
    said = (git_dir / "HEAD").read_text(encoding="utf-8", errors="replace").strip()
    return said.removeprefix("ref: ") if said.startswith("ref: ") else None


_COUNTED = ("refs/heads", "refs/remotes", "refs/tags")


def _settings(git_dir: Path) -> Iterator[tuple[str, str]]:
    """Yield what the repository's own configuration says; nothing else is read."""
    file = git_dir / "config"
    if not file.is_file():
        return
    said = git_text(git_dir, "config", "--file", str(file), "-z", "--list") or ""
    for entry in said.split("\0"):
        name, _, value = entry.partition("\n")
        if name:
            yield name, value


def new_commits(git_dir: Path, tips: Iterable[str], known: Iterable[str]) -> list[str]:
    """Return ids of what the tips hold and the known commits do not, parents before children.

    Known commits that are gone (rebased away and thrown out) are passed over.
    """
    asked = [f"{one}\n".encode() for one in dict.fromkeys(tips)]
    asked += [f"^{one}\n".encode() for one in dict.fromkeys(known)]
    command = ("rev-list", "--topo-order", "--reverse", "--ignore-missing", "--stdin")
    with git_lines(git_dir, *command, feed=asked) as lines:
        return [line.strip().decode("ascii", "replace") for line in lines]


def read_commits(git_dir: Path, ids: Sequence[str], *, diffs: bool = True) -> Iterator[RawCommit]:
    """Yield the commits, in the order of the ids, each with its patch-id.

    Without ``diffs``, or from the first diff on that cannot be made, patch-ids are None. Raises
    Unreachable if git cannot read the commits themselves.
    """
    if not diffs:
        yield from map(_repository_source_commit, _records(git_dir, ids))
        return
    with patch_ids(git_dir, ids) as found:
        for raw in _records(git_dir, ids):
            yield _repository_source_commit(raw, found.of)


def _records(git_dir: Path, ids: Sequence[str]) -> Iterator[bytes]:
    command = ("rev-list", "--no-walk=unsorted", "--no-commit-header", "--encoding=UTF-8")
    feed = (f"{one}\n".encode() for one in ids)
    with git_lines(git_dir, *command, f"--format={_FORMAT}", "--stdin", feed=feed) as output:
        rest = b""
        while chunk := output.read(_CHUNK):
            *whole, rest = (rest + chunk).split(b"\0\n\x01")
            yield from whole
        if rest.strip():
            yield rest


def _repository_source_commit(
    record: bytes, diff: Callable[[str], str | None] = lambda _: None
) -> RawCommit:
    text = record.decode("utf-8", "replace").lstrip("\x01")
    found = text.split("\0", _FIELDS - 1)
    commit, parents, made, name, email, kept, by, by_email, message = found
    above = tuple(parents.split())
    return RawCommit(
        id=commit,
        parents=above,
        author=Person(name, email.lower()),
        author_date=_repository_source_moment(made),
        committer=Person(by, by_email.lower()),
        date=_repository_source_moment(kept),
        message=message[:_MAX_MESSAGE].rstrip("\0\n"),
        patch_id=diff(commit) if len(above) == 1 else "",
    )


def _repository_source_moment(seconds: str) -> datetime:
    """Return a moment; what no date can hold becomes the nearest one that can."""
    try:
        number = int(seconds)
    except ValueError:
        number = 0
    return datetime.fromtimestamp(min(max(number, 0), _LAST), UTC)


def tag_date(git_dir: Path, tag: str) -> datetime | None:
    """Return when a tag was made; None where there is no such tag."""
    made = git_text(git_dir, "for-each-ref", "--format=%(creatordate:unix)", f"refs/tags/{tag}")
    return _repository_source_moment(made) if made and made.isdigit() else None


def is_in_tag(git_dir: Path, tag: str, commit: str) -> bool:
    """Return whether a tag contains a commit, as git-merge-base(1) tells it."""
    words = ("merge-base", "--is-ancestor", commit, f"refs/tags/{tag}^{{commit}}")
    return git_text(git_dir, *words) is not None
