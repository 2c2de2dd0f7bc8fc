# SPDX-License-Identifier: GPL-2.0-or-later
"""Mirror a public-inbox list over git, epoch by epoch, and read mirrors that grokmirror made.

A list's manifest names its epochs with a fingerprint each, so one request says that nothing is new
(public-inbox-v2-format(5); grokmirror's ``manifest.js.gz``). Without a manifest each epoch is
fetched, which costs one request where nothing is new, and the number after the last is tried, which
costs one more.
"""

import json
import shutil
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from tracker.errors import ConfigError, NotFound, Refused, Unreachable, Usage
from tracker.lazy_patterns import lazy_pattern
from tracker.sources.git_fetch import MAX_SECONDS, SETTINGS, run_sealed
from tracker.sources.gunzip import MAGIC, inflate
from tracker.sources.http import Client, ClientOwner, HttpLimits

_MANIFEST = "manifest.js.gz"
_STATE = "tracker-mirror.json"
_MOST_MANIFEST = 64 << 20
_MOST_EPOCHS = 500
_EPOCH_PATH = lazy_pattern(r"(?P<list>(?:/[^/]+)*)/git/(?P<n>\d{1,3})\.git")
_NAME = lazy_pattern(r"[A-Za-z0-9][A-Za-z0-9._-]{0,100}")
_CLONE_SECONDS = 6 * 3600.0
_MOST_EPOCH = 8 << 30
"""Bytes of one epoch; public-inbox begins another at about 1 GiB."""


class MirrorStep(NamedTuple):
    """One step of mirroring, in words."""

    text: str


class ListMirror(ClientOwner):
    """A list's mirror in a folder of ours: ``git/N.git``, and where it came from."""

    def __init__(
        self, url: str, root: Path, limits: HttpLimits | None = None, most: int = _MOST_EPOCH
    ) -> None:
        """Take the URL of a list at a public-inbox, and the folder of all mirrors.

        ``most`` is how many bytes an epoch may have.
        Raises Usage for what is no http(s) URL of a list.
        """
        parts = urlsplit(url.strip().rstrip("/"))
        names = [unquote(one) for one in parts.path.split("/") if one]
        if parts.scheme not in ("http", "https") or not parts.hostname or not names:
            raise Usage(f"'{url[:200]}' is no list to mirror; write https://lore.kernel.org/LIST")
        if not all(_NAME.fullmatch(one) for one in names) or parts.query or "@" in parts.netloc:
            raise Usage(f"'{url[:200]}' is no list to mirror; its path should be a list's name")
        self.url = f"{parts.scheme}://{parts.netloc}/{'/'.join(names)}"
        self._origin, self._path = f"{parts.scheme}://{parts.netloc}", "/" + "/".join(names)
        self._most = most
        host = parts.netloc.replace(":", "_")
        self.path = root.joinpath(host, *names)
        try:
            self._client = Client((self.url,), limits)
        except ConfigError as fault:
            raise Usage(str(fault)) from fault

    def fetch(self) -> Iterator[MirrorStep]:
        """Bring the mirror up to date, saying each step; new epochs are cloned.

        Raises Refused, Unreachable and Cancelled; NotFound where the server has no such list.
        """
        known = _state(self.path)
        epochs = self._listed()
        if epochs is None:
            yield from self._fetch_each(known)
            return
        if not epochs:
            raise NotFound(f"{self.url}: its manifest names no epoch of git")
        fetched = 0
        for number, fingerprint in sorted(epochs.items()):
            place = self._epoch(number)
            if place.is_dir() and fingerprint and known.get(str(number)) == fingerprint:
                continue
            yield MirrorStep(f"fetching {self.url}/{number}")
            self._bring(number)
            known[str(number)] = fingerprint
            _keep_state(self.path, self.url, known)
            fetched += 1
        if not fetched:
            yield MirrorStep(f"{self.url}: nothing new")

    def _fetch_each(self, known: dict[str, str]) -> Iterator[MirrorStep]:
        """Fetch every epoch that is held, then the numbers after it until one is not there."""
        number = 0
        while number < _MOST_EPOCHS and self._epoch(number).is_dir():
            yield MirrorStep(f"fetching {self.url}/{number}")
            self._bring(number)
            number += 1
        while number < _MOST_EPOCHS:
            try:
                self._bring(number)
            except Unreachable:
                if number:
                    break
                raise
            yield MirrorStep(f"cloned {self.url}/{number}")
            number += 1
        _keep_state(self.path, self.url, known)

    def _listed(self) -> dict[int, str] | None:
        """Return the epochs of the list's manifest with their fingerprints; None without one."""
        url = f"{self.url}/{_MANIFEST}"
        try:
            answer = self._client.fetch(url, most=_MOST_MANIFEST)
        except NotFound:
            return None
        found: dict[int, str] = {}
        for path, fingerprint in _entries(answer.body, url):
            epoch = _EPOCH_PATH.fullmatch(path)
            if epoch is not None and epoch["list"] == self._path:
                found[int(epoch["n"])] = fingerprint
        return found

    def _epoch(self, number: int) -> Path:
        return self.path / "git" / f"{number}.git"

    def _bring(self, number: int) -> None:
        place = self._epoch(number)
        if place.is_dir():
            try:
                fetch = (f"--git-dir={place}", "fetch", "--quiet", "--prune")
                _run_git(fetch, MAX_SECONDS, self.url, self._most)
            finally:
                for part in place.glob("objects/pack/tmp_*"):
                    part.unlink(missing_ok=True)
            return
        place.parent.mkdir(parents=True, exist_ok=True)
        part = place.with_name(f"{number}.part")
        shutil.rmtree(part, ignore_errors=True)
        words = ("clone", "--quiet", "--mirror", "--template=", "--", f"{self.url}/{number}")
        try:
            _run_git((*words, str(part)), _CLONE_SECONDS, self.url, self._most)
            part.rename(place)
        finally:
            shutil.rmtree(part, ignore_errors=True)


def mirrored(root: Path) -> tuple[str, ...]:
    """Return the URLs of the lists that are mirrored below a folder; none if it cannot be read."""
    found = []
    places: list[Path] = []
    with suppress(OSError):
        places = sorted(root.glob(f"**/{_STATE}"))
    for place in places:
        with suppress(OSError, ValueError):
            url = json.loads(place.read_text(encoding="utf-8")).get("url")
            found += [url] if isinstance(url, str) else []
    return tuple(found)


# ---- mirrors of grokmirror's on this machine ---------------------------------------------------


def lists_in_root(root: Path, wanted: Sequence[str] = ()) -> tuple[Path, ...]:
    """Return the lists below a folder of mirrors: as its manifest names them, else as they lie.

    ``wanted`` are names of lists; all without any. Empty where the folder is no such root.
    Raises Usage for a list that is not there, or a manifest that cannot be read.
    """
    manifest = root / _MANIFEST
    if manifest.is_file():
        found = _lists_named(root, manifest)
    else:
        found = {one.parent.parent for one in root.glob("*/git/*.git")}
        found |= {one.parent.parent for one in root.glob("*/*/git/*.git")}
    lists = sorted(one for one in found if one.is_dir())
    if not wanted:
        return tuple(lists)
    by_name = {str(one.relative_to(root)): one for one in lists}
    for name in wanted:
        if name not in by_name:
            there = ", ".join(list(by_name)[:8])
            raise Usage(
                f"{root} holds no list '{name}'; it has {there}"
                if there
                else f"{root} is no folder of mirrors: it holds no list at all"
            )
    return tuple(by_name[name] for name in wanted)


def _lists_named(root: Path, manifest: Path) -> set[Path]:
    """Return what a manifest names, epochs joined to their list; nothing outside of the root."""
    try:
        with manifest.open("rb") as stream:
            data = stream.read(_MOST_MANIFEST + 1)
    except OSError as fault:
        raise Usage(f"{manifest} cannot be read: {fault.strerror}") from fault
    try:
        entries = _entries(data, str(manifest))
    except Unreachable as fault:
        raise Usage(str(fault)) from fault
    found: set[Path] = set()
    base = root.resolve()
    for path, _ in entries:
        epoch = _EPOCH_PATH.fullmatch(path)
        place = (root / (epoch["list"] if epoch else path).lstrip("/")).resolve()
        if place.is_relative_to(base) and place != base:
            found.add(root / place.relative_to(base))
    return found


def _entries(data: bytes, where: str) -> list[tuple[str, str]]:
    """Return the repositories of a manifest with their fingerprints. Raises Refused."""
    if data.startswith(MAGIC):
        data = inflate(data, _MOST_MANIFEST, where)
    try:
        found = json.loads(data.decode("utf-8", "replace"))
    except (ValueError, RecursionError) as fault:
        raise Refused(f"{where} is no manifest of git repositories: {fault}") from fault
    if not isinstance(found, dict):
        raise Refused(f"{where} is no manifest: its repositories should be keys of an object")
    return [
        (path, str(about.get("fingerprint") or ""))
        for path, about in found.items()
        if isinstance(about, dict)
    ]


def _state(path: Path) -> dict[str, str]:
    try:
        found = json.loads((path / _STATE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    epochs = found.get("epochs") if isinstance(found, dict) else None
    return {str(n): str(one) for n, one in epochs.items()} if isinstance(epochs, dict) else {}


def _keep_state(path: Path, url: str, epochs: dict[str, str]) -> None:
    path.mkdir(parents=True, exist_ok=True)
    text = json.dumps({"url": url, "epochs": epochs})
    (path / f"{_STATE}.part").write_text(text, encoding="utf-8")
    (path / f"{_STATE}.part").replace(path / _STATE)


def _run_git(words: Sequence[str], seconds: float, url: str, most: int) -> None:
    """Run git over http(s) alone, following no redirect. Raises Unreachable."""
    sealed = {
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_ALLOW_PROTOCOL": "https:http",
        "GIT_CONFIG_NOSYSTEM": "1",
        "LC_ALL": "C",
    }
    # Version 0 names the refs in its first answer, which is the last where nothing is new; an epoch
    # has one ref, so version 2 would save nothing.
    settings = (*SETTINGS, "http.followRedirects=false", "protocol.version=0")
    command = ["git", *(word for one in settings for word in ("-c", one)), *words]
    run_sealed(command, sealed, seconds, url, most=most)
