# SPDX-License-Identifier: GPL-2.0-or-later
"""Put mails on a branch of their own, in a work tree of its own: ``git am -3``.

The branch that is checked out, its index and its files are never touched. Hooks are not run. The
committer is whom the user's git configuration names.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tracker.errors import NotFound, Unreachable, Usage
from tracker.lazy_dataclass import dataclass, replace
from tracker.lazy_patterns import lazy_pattern
from tracker.sources.git import no_git, without_git

_TRIAL = "tracker-try-"
"""Begins the name of a folder that is never to outlive the run; the process id follows."""
_trials: dict[Path, Path] = {}
"""Work trees that this process has to take away, with their repositories."""
_FILE_SAID = lazy_pattern(
    r"^error: (?:patch failed: (?P<a>.{1,300}):\d{1,9}"
    r"|(?P<b>.{1,300}): (?:patch does not apply|does not exist in index|already exists in index)"
    r"|sha1 information is lacking or useless \((?P<c>.{1,300})\)\.)$"
)
"""How git-apply(1) and git-am(1) name the file that stops them."""

_SAFE = ("-c", f"core.hooksPath={os.devnull}", "-c", "core.fsmonitor=false",
         "-c", "commit.gpgSign=false", "-c", "core.editor=true")  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """How far ``git am`` came."""

    branch: str
    base: str
    """The commit that the branch starts from."""
    commits: tuple[str, ...]
    """Hash and title of each commit that was made, the oldest first."""
    worktree: Path | None
    """The work tree that is left; None where it was taken away again."""
    stopped_at: str | None = None
    """The title of the patch that does not apply; None where all did."""
    reason: str = ""
    """What git says of it."""
    conflicts: tuple[str, ...] = ()
    """Files that a person has to merge."""
    files: tuple[str, ...] = ()
    """Files that git says the patch does not fit."""
    restored: bool = False
    """Branch and work tree were taken away again."""


def top_of(repository: Path) -> Path:
    """Return the git directory of a repository. Raises Usage where there is none."""
    for place in (repository / ".git", repository):
        if (place / "HEAD").exists() or place.is_file():
            return repository
    raise Usage(f"{repository} is no git repository")


def base_in(repository: Path, names: tuple[str, ...]) -> str:
    """Return the first of these revisions that a repository holds, as a commit.

    Raises NotFound where it holds none.
    """
    for name in names:
        done = _git(repository, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
        if done.returncode == 0:
            return done.stdout.decode().strip()
    raise NotFound(f"the commit {' or '.join(names)} is not in the repository {repository}")


def apply_mbox(
    repository: Path,
    mbox: bytes,
    *,
    branch: str,
    base: str,
    worktree: Path | None,
    restore: bool,
) -> Applied:
    """Apply an mbox to a new branch that starts at a commit.

    Without ``worktree`` a temporary one is used and, where all applies, taken away: the branch
    stays. Where a patch stops, the work tree is left for a person to go on in, unless ``restore``
    asks for the repository as it was: then the branch is made only once all has applied, and what
    a run that was killed left is taken away first. Raises Usage for a branch or folder that is
    there already.
    """
    if _git(repository, "check-ref-format", "--branch", branch).returncode:
        raise Usage(f"'{branch}' is no name for a branch")
    if _git(repository, "show-ref", "--verify", "--quiet", f"refs/heads/{branch}").returncode == 0:
        raise Usage(f"the branch {branch} is there already; name another with --branch")
    if worktree is not None and worktree.exists():
        raise Usage(f"{worktree} is there already; name another folder with --worktree")
    base = base_in(repository, (base,))
    if restore and worktree is None:
        with _trial(repository, base) as place:
            done = _run_am(place, mbox, branch=branch, base=base)
            if done.stopped_at is None:
                _must(place, "branch", "--quiet", branch, "HEAD")
        return replace(done, worktree=None, restored=done.stopped_at is not None)
    place = worktree or Path(tempfile.mkdtemp(prefix="tracker-apply-")) / "tree"
    _must(repository, "worktree", "add", "--quiet", "-b", branch, str(place), base)
    try:
        done = _run_am(place, mbox, branch=branch, base=base)
    except BaseException:
        _restored(repository, place, branch)
        raise
    if done.stopped_at is None:
        if worktree is None:
            _take_away(repository, place)
        return replace(done, worktree=worktree)
    if restore:
        _restored(repository, place, branch)
        return replace(done, worktree=None, restored=True)
    return done


def _run_am(place: Path, mbox: bytes, *, branch: str, base: str) -> Applied:
    """Run ``git am -3`` in a work tree; how far it came."""
    ran = _git(place, "am", "-3", "--quiet", "--keep-cr", "--patch-format=mboxrd", feed=mbox)
    made = Applied(branch=branch, base=base, commits=_git_am_commits(place, base), worktree=place)
    if ran.returncode == 0:
        return made
    return replace(
        made,
        stopped_at=_current_patch(place),
        reason=_git_am_first_words(ran.stderr or ran.stdout),
        conflicts=_conflicts(place),
        files=_files_said(ran.stderr),
    )


@contextmanager
def _trial(repository: Path, base: str) -> Iterator[Path]:
    """Lend a work tree on no branch, which is taken away however the block ends."""
    _take_away_stale(repository)
    place = Path(tempfile.mkdtemp(prefix=f"{_TRIAL}{os.getpid()}-")) / "tree"
    _trials[place] = repository
    try:
        _must(repository, "worktree", "add", "--quiet", "--detach", str(place), base)
        yield place
    finally:
        _take_away(repository, place)
        _trials.pop(place, None)


def take_trials_away() -> None:
    """Take away what this process has under way: a signal is about to end it."""
    for place, repository in tuple(_trials.items()):
        _take_away(repository, place)


def _take_away_stale(repository: Path) -> None:
    """Take away the work trees of runs of ours that were killed."""
    listed = _git(repository, "worktree", "list", "--porcelain").stdout
    for line in listed.decode("utf-8", "replace").splitlines():
        place = Path(line.removeprefix("worktree "))
        name = place.parent.name
        if not line.startswith("worktree ") or not name.startswith(_TRIAL):
            continue
        pid = name.removeprefix(_TRIAL).partition("-")[0]
        if pid.isdigit() and not _runs(int(pid)):
            _take_away(repository, place)


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _take_away(repository: Path, place: Path) -> None:
    """Take a work tree away, with the folder that was made for it, if they are there."""
    _git(repository, "worktree", "remove", "--force", "--force", str(place))
    if place.parent.name.startswith(("tracker-apply-", _TRIAL)):
        shutil.rmtree(place.parent, ignore_errors=True)
    _git(repository, "worktree", "prune")


def _files_said(said: bytes) -> tuple[str, ...]:
    """Return the files that git says a patch does not fit."""
    lines = said.decode("utf-8", "replace").splitlines()
    hits = [hit for line in lines if (hit := _FILE_SAID.match(line))]
    return tuple(dict.fromkeys(hit["a"] or hit["b"] or hit["c"] for hit in hits))


def commit_line(repository: Path, commit: str) -> str:
    """Return the short id of a commit and its title."""
    done = _git(repository, "log", "-1", "--format=%h %s", commit, "--")
    return done.stdout.decode("utf-8", "replace").strip()


def commits_on(repository: Path, branch: str, base: str) -> int | None:
    """Return how many commits a branch has beyond a commit; None where there is no such branch."""
    ref = f"refs/heads/{branch}"
    done = _git(repository, "rev-list", "--count", f"{base}..{ref}", "--")
    return int(done.stdout) if done.returncode == 0 else None


def check_out(repository: Path, branch: str) -> None:
    """Make a branch the one that is checked out.

    Raises Usage where there is no such branch, or files have changes that are not committed.
    """
    if _git(repository, "show-ref", "--verify", "--quiet", f"refs/heads/{branch}").returncode:
        raise Usage(f"there is no branch {branch} yet: apply the series first")
    if _git(repository, "status", "--porcelain", "--untracked-files=no").stdout.strip():
        raise Usage(
            f"files in {repository} have changes that are not committed: commit or stash them first"
        )
    _must(repository, "checkout", "--quiet", branch, "--")


def branch_diff(repository: Path, mbox: bytes, *, branch: str, base: str) -> str:
    """Return how an mbox differs from the commits of a branch, patch by patch: git range-diff.

    The mbox is applied beside it, on no branch, and what was made is taken away again. Raises Usage
    where there is no such branch or the mbox does not apply.
    """
    ref = f"refs/heads/{branch}"
    common = _git(repository, "merge-base", base, ref)
    if common.returncode:
        raise Usage(f"there is no branch {branch} yet that could be compared with")
    with _trial(repository, base) as place:
        done = _run_am(place, mbox, branch=branch, base=base)
        if done.stopped_at is not None:
            raise Usage(
                f"the series does not apply to {base[:12]}: “{done.stopped_at}” stops"
                f" ({done.reason})"
            )
        old = f"{common.stdout.decode().strip()}..{ref}"
        found = _git(place, "range-diff", "--no-color", old, f"{base}..HEAD")
        if found.returncode:
            raise Unreachable(f"git range-diff failed: {_git_am_first_words(found.stderr)}")
        return found.stdout.decode("utf-8", "replace")


def _restored(repository: Path, place: Path, branch: str) -> None:
    """Take away a work tree and the branch that was made with it."""
    _take_away(repository, place)
    _must(repository, "branch", "--quiet", "-D", branch)


def _git_am_commits(place: Path, base: str) -> tuple[str, ...]:
    done = _git(place, "log", "--reverse", "--format=%h %s", f"{base}..HEAD")
    return tuple(done.stdout.decode("utf-8", "replace").splitlines())


def _conflicts(place: Path) -> tuple[str, ...]:
    done = _git(place, "diff", "--name-only", "--diff-filter=U", "-z")
    return tuple(one for one in done.stdout.decode("utf-8", "replace").split("\0") if one)


def _current_patch(place: Path) -> str:
    """Return the title of the patch that ``git am`` stopped at."""
    done = _git(place, "rev-parse", "--git-path", "rebase-apply")
    folder = place / done.stdout.decode().strip()
    for name in ("final-commit", "msg-clean", "msg"):
        file = folder / name
        if file.exists():
            return file.read_text("utf-8", "replace").partition("\n")[0].strip()
    return "a patch"


def _git_am_first_words(said: bytes) -> str:
    lines = [line.strip() for line in said.decode("utf-8", "replace").splitlines()]
    telling = [line for line in lines if line and not line.startswith("hint:")]
    return "; ".join(telling[:3])[:300]


def _must(repository: Path, *words: str) -> None:
    done = _git(repository, *words)
    if done.returncode:
        raise Unreachable(
            f"git {words[0]} failed in {repository}: {_git_am_first_words(done.stderr)}"
        )


def _git(
    place: Path, *words: str, feed: bytes | None = None
) -> "subprocess.CompletedProcess[bytes]":
    """Run git in a folder with the user's settings, without hooks and without a terminal."""
    kept = without_git() | {
        name: os.environ[name]
        for name in ("GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL", "GIT_CONFIG_GLOBAL")
        if name in os.environ
    }
    kept |= {"GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C.UTF-8", "GIT_EDITOR": "true"}
    try:
        return subprocess.run(
            ["git", *_SAFE, *words],
            cwd=place,
            input=feed if feed is not None else b"",
            capture_output=True,
            env=kept,
            check=False,
        )
    except OSError as fault:
        raise no_git(fault) from fault
