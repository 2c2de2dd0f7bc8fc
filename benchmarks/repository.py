# SPDX-License-Identifier: GPL-2.0-or-later
"""What reading a git repository costs beside git itself, and whether both say the same.

    python -m benchmarks.repository PATH [--name NAME] [--branch NAME] [--sample 200] [--seed 1]

With ``--branch`` a clone of that branch alone and the tags on it stands for the repository, which
is what a repository with many pull requests is used as.

Index: the whole repository, beside ``git log -p | git patch-id --stable`` (CPU seconds of all
processes, and wall time). Update: the last 100 commits of a clone. Lookup: one patch, from its
title, author, date and patch-id to the ladder. Truth: for commits drawn at random, what
``git merge-base --is-ancestor``, ``git tag --contains`` (the oldest of each kind) and a walk over
first parents say of tags and merges. ``git describe --contains`` names the tag that is fewest
commits away, which is not always the oldest: how often both agree is told, and where not, which.
Exits 1 if a commit differs or a bound is missed.
"""

import argparse
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from tracker.landing.commit_match import Posting
from tracker.landing.releases import tag_name
from tracker.mail.subjects import title_key
from tracker.model.repository import Commit, CommitOccurrence, RefRole, Tip
from tracker.services.commits import CommitOccurrences
from tracker.services.repositories import look_at, read_new
from tracker.store.load import Reader

RATIO, UPDATE, LOOKUP = 1.3, 1.0, 0.05


@dataclass
class Timing:
    wall: float = 0.0
    cpu: float = 0.0


@contextmanager
def timed() -> Iterator[Timing]:
    found, start, before = Timing(), time.monotonic(), _cpu()
    yield found
    found.wall, found.cpu = time.monotonic() - start, _cpu() - before


def _cpu() -> float:
    both = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in both)


def now() -> datetime:
    return datetime.now(UTC)


def git(repository: Path, *words: str) -> str:
    command = ["git", "-C", str(repository), *words]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def index(database: Path, name: str, path: Path) -> None:
    reader = Reader.open(database)
    watched = look_at(name, path, reader)
    if reader:
        reader.close()
    for _ in read_new(database, watched, now):
        pass


def by_git(path: Path, refs: list[str]) -> None:
    log = subprocess.Popen(
        ["git", "-C", str(path), "log", "-p", "--stdin"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    ids = subprocess.Popen(
        ["git", "patch-id", "--stable"], stdin=log.stdout, stdout=subprocess.DEVNULL
    )
    assert log.stdin is not None
    log.stdin.write("\n".join(refs).encode() + b"\n")
    log.stdin.close()
    ids.wait()
    log.wait()


def one_branch(path: Path, branch: str, folder: Path) -> Path:
    """A clone of one branch and the tags on it; its objects stay where they are."""
    clone = folder / "branch.git"
    words = ("clone", "-q", "--bare", "--shared", "--single-branch", "--branch", branch)
    git(folder, *words, str(path), str(clone))
    git(clone, "commit-graph", "write", "--reachable")
    return clone


@dataclass
class Bench:
    path: Path
    name: str
    folder: Path
    sample: int
    bad: list[str] = field(default_factory=list)

    @property
    def database(self) -> Path:
        return self.folder / "whole.db"

    def bound(self, what: str, value: float, most: float) -> None:
        print(f"{what}: {value:.3f} (at most {most})")
        if value > most:
            self.bad.append(what)

    def index(self) -> None:
        refs = [tip.commit for tip in look_at(self.name, self.path, None).tips]
        with timed() as theirs:
            by_git(self.path, refs)
        with timed() as ours:
            index(self.database, self.name, self.path)
        print(f"git log -p | git patch-id: {theirs.wall:.1f} s, {theirs.cpu:.1f} s of CPU")
        print(f"index: {ours.wall:.1f} s, {ours.cpu:.1f} s of CPU")
        self.bound("index / git, CPU", ours.cpu / theirs.cpu, RATIO)
        self.bound("index / git, wall", ours.wall / theirs.wall, RATIO)

    def update(self) -> None:
        clone, database = self.folder / "clone.git", self.folder / "clone.db"
        git(self.folder, "clone", "-q", "--bare", "--shared", str(self.path), str(clone))
        branch = git(clone, "symbolic-ref", "HEAD").strip()
        newest = git(clone, "rev-parse", branch).strip()
        for ref in git(clone, "for-each-ref", "--format=%(refname)").split():
            if ref != branch:
                git(clone, "update-ref", "-d", ref)
        git(clone, "update-ref", branch, f"{newest}~100")
        index(database, self.name, clone)
        git(clone, "update-ref", branch, newest)
        with timed() as took:
            index(database, self.name, clone)
        self.bound("update after 100 first-parent commits, s", took.wall, UPDATE)

    def lookup(self, commits: list[Commit]) -> None:
        times = []
        for commit in commits[:50]:
            start = time.monotonic()
            with self._reader() as reader:
                watched = look_at(self.name, self.path, reader)
                looked = time.monotonic()
                CommitOccurrences(reader, [watched], now()).of_postings([_posting(commit)])
            times.append((time.monotonic() - looked, looked - start))
        times.sort()
        middle = times[len(times) // 2]
        print(f"looking whether the repository has moved: {middle[1]:.3f} s")
        self.bound("lookup, median s", middle[0], LOOKUP)
        print(f"lookup, slowest of {len(times)}: {times[-1][0]:.3f} s")

    def truth(self, commits: list[Commit]) -> None:
        with self._reader() as reader:
            watched = look_at(self.name, self.path, reader)
            seen = CommitOccurrences(reader, [watched], now()).where(commits)
            chosen = {one.id for one in commits}
            found = {one.commit.id: one for one in seen if one.commit.id in chosen}
        kinds = (RefRole.RELEASE, RefRole.CANDIDATE)
        tags = {p.branch: p.role for p in watched.places if p.role in kinds}
        branches = [p for p in watched.places if p.branch not in tags]
        merges = described = 0
        for commit in commits:
            occurrence = found[commit.id]
            held = git(self.path, "tag", "--contains", commit.id, "--sort=creatordate").split()
            for role, ours in (
                (RefRole.RELEASE, occurrence.release),
                (RefRole.CANDIDATE, occurrence.candidate),
            ):
                theirs = next((one for one in held if tags.get(one) is role), None)
                if (ours and self._made(tag_name(ours))) != (theirs and self._made(theirs)):
                    self.bad.append(f"{role} of {commit.id}: {ours and ours.ref}, git: {theirs}")
            if occurrence.release or occurrence.candidate:
                described += self._agrees(commit.id, {tag_name(t) for t in _firsts(occurrence)})
            for place in branches:
                spot = next((one for one in occurrence.spots if one.place == place), None)
                if (spot is not None) != self._is_in(commit.id, place.ref):
                    self.bad.append(f"{commit.id} in {place.branch}")
                elif spot is not None:
                    merge = self._merge(commit.id, place.ref)
                    merges += merge is not None
                    if merge != (spot.merge.id if spot.merge else None):
                        self.bad.append(f"merge of {commit.id} into {place.branch}: {merge}")
        print(
            f"{len(commits)} commits beside git: {merges} came by a merge, {described} of their"
            " first tags are those of describe --contains"
        )

    def _agrees(self, commit: str, firsts: set[str]) -> bool:
        said = git(self.path, "describe", "--contains", "--tags", commit).strip()
        near = said.split("~")[0].split("^")[0]
        if near not in firsts:
            print(f"{commit[:12]}: first in {' and '.join(sorted(firsts))}, nearest to {near}")
        return near in firsts

    def _made(self, tag: str) -> str:
        return git(self.path, "for-each-ref", "--format=%(creatordate:unix)", f"refs/tags/{tag}")

    def _is_in(self, commit: str, ref: str) -> bool:
        words = ["git", "-C", str(self.path), "merge-base", "--is-ancestor", commit, ref]
        return subprocess.run(words, check=False).returncode == 0

    def _merge(self, commit: str, ref: str) -> str | None:
        """The first commit of the branch's own line that has it; None if that is itself."""
        line = git(self.path, "rev-list", "--first-parent", "--reverse", ref).split()
        low, high = 0, len(line) - 1
        while low < high:
            middle = (low + high) // 2
            if self._is_in(commit, line[middle]):
                high = middle
            else:
                low = middle + 1
        return None if line[low] == commit else line[low]

    @contextmanager
    def _reader(self) -> Iterator[Reader]:
        reader = Reader.open(self.database)
        assert reader is not None
        with reader:
            yield reader


def _firsts(occurrence: CommitOccurrence) -> list[Tip]:
    return [one for one in (occurrence.release, occurrence.candidate) if one]


def _posting(commit: Commit) -> Posting:
    return Posting(
        message_id="patch@example.org",
        key=title_key(commit.title),
        author=commit.author,
        date=commit.author_date,
        patch_id=commit.patch_id or "",
    )


def main() -> int:
    words = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    words.add_argument("path", type=Path)
    words.add_argument("--name", default="project")
    words.add_argument("--branch")
    words.add_argument("--sample", type=int, default=200)
    words.add_argument("--seed", type=int, default=1)
    asked = words.parse_args()
    with tempfile.TemporaryDirectory(prefix="tracker-bench-") as folder:
        path = one_branch(asked.path, asked.branch, Path(folder)) if asked.branch else asked.path
        bench = Bench(path, asked.name, Path(folder), asked.sample)
        bench.index()
        with bench._reader() as reader:
            number = look_at(bench.name, bench.path, reader).number
            all_numbers = range(1, reader.commit_count(number) + 1)
            drawn = random.Random(asked.seed).sample(
                all_numbers, min(asked.sample, len(all_numbers))
            )
            commits = list(reader.commits_by_number(number, drawn).values())
        steps: tuple[Callable[[], None], ...] = (
            lambda: bench.truth(commits),
            lambda: bench.lookup(commits),
            bench.update,
        )
        for step in steps:
            step()
    for one in bench.bad:
        print(f"BAD {one}")
    return 1 if bench.bad else 0


if __name__ == "__main__":
    sys.exit(main())
