# SPDX-License-Identifier: GPL-2.0-or-later
"""The folder of a static site: which files are the site's own, and writing those that changed."""

import fcntl
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

from tracker.errors import Broken, Usage

MANIFEST = ".tracker-site.json"
"""Lists what the site wrote; a folder without it is somebody else's."""
_LOCK = ".tracker-site.lock"
_SCHEMA = "tracker/site-files/1"
_OURS = frozenset({MANIFEST, _LOCK})


def holds_site(folder: Path) -> bool:
    """Return whether a site was written into a folder."""
    return (folder / MANIFEST).is_file()


class SiteFolder:
    """A folder that only this program writes to, and only one at a time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._files: dict[str, str] = {}
        self.memo: Mapping[str, object] = MappingProxyType({})
        """What the last run kept for the next."""

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep others from writing, and read what was written before.

        Raises Usage for a folder that holds other files, or that another program writes to.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            if not (self.folder / MANIFEST).exists():
                self._need_empty()
            number = os.open(self.folder / _LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        except OSError as error:
            raise Usage(f"{self.folder} cannot be written: {error.strerror}") from error
        try:
            try:
                fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise Usage(f"another tracker writes the site in {self.folder}") from error
            self._read()
            yield
        finally:
            os.close(number)

    def _need_empty(self) -> None:
        other = next((one.name for one in self.folder.iterdir() if one.name not in _OURS), None)
        if other is not None:
            raise Usage(
                f"{self.folder} holds files of others ({other}); a site needs a folder of its own"
            )

    def _read(self) -> None:
        with suppress(OSError, ValueError):
            found = json.loads((self.folder / MANIFEST).read_text(encoding="utf-8"))
            if isinstance(found, dict) and found.get("schema") == _SCHEMA:
                files, memo = found.get("files"), found.get("memo")
                self._files = {**files} if isinstance(files, dict) else {}
                self.memo = memo if isinstance(memo, dict) else {}

    def has(self, path: str) -> bool:
        """Return whether the site wrote a file, and it is there."""
        return bool(self._files.get(path)) and (self.folder / path).is_file()

    def put(
        self, pages: Mapping[str, str], kept: frozenset[str], memo: Mapping[str, object]
    ) -> tuple[int, int]:
        """Write the pages that differ, remove what is in neither; how many of each.

        ``kept`` are paths that stay as they are. Each file is replaced in one step, and a run that
        is killed can be run again. Raises Usage where a file of another is in the way, Broken where
        the disk fails.
        """
        before = dict(self._files)
        sums = {path: sha256(text.encode()).hexdigest()[:32] for path, text in pages.items()}
        changed = [
            path
            for path, digits in sums.items()
            if before.get(path) != digits or not (self.folder / path).is_file()
        ]
        for path in changed:
            if path not in before and (self.folder / path).exists():
                raise Usage(f"{self.folder / path} is in the way: the site did not write it")
        gone = [path for path in before if path not in sums and path not in kept]
        try:
            # Named before they are written, so that a run that is killed leaves no strangers.
            self._write_manifest({**before, **dict.fromkeys(changed, "")}, {})
            for path in changed:
                self._replace(path, pages[path])
            for path in gone:
                (self.folder / path).unlink(missing_ok=True)
            stay = {path: before[path] for path in kept if path in before}
            self._write_manifest({**stay, **sums}, memo)
        except OSError as error:
            raise Broken(f"{error.filename or self.folder}: {error.strerror}") from error
        return len(changed), len(gone)

    def _write_manifest(self, files: Mapping[str, str], memo: Mapping[str, object]) -> None:
        found = {"schema": _SCHEMA, "files": files, "memo": memo}
        # Without an indent, which would take ten times as long.
        self._replace(MANIFEST, json.dumps(found, sort_keys=True))
        self._files = dict(files)

    def _replace(self, path: str, text: str) -> None:
        place = self.folder / path
        if place.parent != self.folder:
            if place.parent.is_symlink():
                raise Usage(f"{place.parent} is a link; a site needs a folder of its own")
            place.parent.mkdir(exist_ok=True)
        beside = place.with_name(f".{place.name[:100]}.new")
        beside.write_text(text, encoding="utf-8")
        beside.replace(place)
