# SPDX-License-Identifier: GPL-2.0-or-later
"""Fetched threads, kept as the server sent them: ``threads/<2 hex>/<escaped id>.mbox.gz``."""

import contextlib
import hashlib
import io
import os
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import quote

from tracker.errors import Broken, Unreachable
from tracker.lazy_dataclass import dataclass
from tracker.model.mail import ArchiveKind, Stored
from tracker.sources.gunzip import gzipped_once, inflate
from tracker.sources.mbox import message_id_of, split
from tracker.sources.single import WholeArchive

_SUFFIX = ".mbox.gz"
_LONGEST = 180
"""Bytes of an escaped id in a file name; file systems take 255."""
_UNPACKED = 256 << 20
_GAP = "#"
"""Between the file and the Message-ID in a key; the file's name never holds it."""


@dataclass(frozen=True, slots=True)
class ThreadCache(WholeArchive):
    """A folder of threads, one file for each Message-ID that was asked for.

    A message's key is ``<2 hex>/<file>#<Message-ID>``. A bare Message-ID is a key too: the
    message in the thread that was fetched by its id.
    """

    kind = ArchiveKind.THREAD

    def holds_threads(self) -> bool:
        """Return whether any thread is kept here."""
        return next(self._files(), None) is not None

    def place(self, message_id: str) -> Path:
        """Return the file of the thread that was asked for by this id; it need not exist."""
        return self.path / _cache_name(message_id)

    def keep(self, message_id: str, data: bytes) -> tuple[Stored, ...]:
        """Keep a thread as the server sent it, in place of an older copy; return its messages.

        The file is whole or not there, whatever happens meanwhile, and one layer of gzip whatever
        a proxy made of it. Raises Broken if it cannot be written, Refused for damaged data.
        """
        place = self.place(message_id)
        data = gzipped_once(data, _UNPACKED, message_id)
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            _write_cache(place, data)
        except OSError as fault:
            raise Broken(f"the cache {self.path} cannot be written: {fault.strerror}") from fault
        return tuple(self._thread(place))

    def thread(self, message_id: str) -> tuple[Stored, ...]:
        """Return the messages of a kept thread; none if it is not kept."""
        place = self.place(message_id)
        return tuple(self._thread(place)) if place.is_file() else ()

    def read(self, since: str | None = None) -> Iterator[Stored]:
        """Yield the messages of all threads."""
        for place in self._files():
            yield from self._thread(place)

    def raw(self, keys: Sequence[str]) -> Iterator[bytes | None]:
        """Yield the messages with these keys; each file is opened once."""
        opened: dict[Path, dict[str, bytes]] = {}
        for key in keys:
            file, gap, _ = key.partition(_GAP)
            place = self._own(file) if gap and file.endswith(_SUFFIX) else self.place(key)
            if place is None:
                yield None
                continue
            if place not in opened:
                mails = self._thread(place) if place.is_file() else ()
                opened[place] = {stored.key: stored.raw for stored in mails}
            whole = key if gap and file.endswith(_SUFFIX) else _cache_key(self.path, place, key)
            yield opened[place].get(whole)

    def _thread(self, place: Path) -> Iterator[Stored]:
        try:
            data = inflate(place.read_bytes(), _UNPACKED, str(place))
        except OSError as fault:
            raise Broken(f"{place} cannot be read: {fault.strerror}") from fault
        except Unreachable as fault:
            raise Broken(f"{fault}; delete the file, and it is fetched again") from fault
        count: dict[str, int] = {}
        for offset, raw in split(io.BytesIO(data)):
            name = message_id_of(raw) or f"at {offset}"
            count[name] = count.get(name, 0) + 1
            again = f" {count[name]}" if count[name] > 1 else ""
            key = _cache_key(self.path, place, name + again)
            yield Stored(raw=raw, archive=str(self.path), key=key)

    def _files(self) -> Iterator[Path]:
        return iter(sorted(self.path.glob(f"[0-9a-f][0-9a-f]/*{_SUFFIX}")))

    def _own(self, name: str) -> Path | None:
        """Return the file of a key, if it is one of this cache and no way out of it."""
        parts = name.split("/")
        fine = len(parts) == 2 and all(part and not part.startswith(".") for part in parts)
        return self.path.joinpath(*parts) if fine else None


def _cache_key(root: Path, place: Path, message_id: str) -> str:
    return f"{place.relative_to(root).as_posix()}{_GAP}{message_id}"


def _cache_name(message_id: str) -> str:
    """Return a relative path that no id can steer: letters, digits and ``%`` escapes."""
    digest = hashlib.sha256(message_id.encode("utf-8", "surrogatepass")).hexdigest()
    escaped = quote(message_id, safe="@+=", errors="surrogatepass").replace("~", "%7E")
    if escaped.startswith("."):
        escaped = "%2E" + escaped[1:]
    if len(escaped) > _LONGEST:
        escaped = f"{escaped[: _LONGEST - 20]}~{digest[:16]}"
    return f"{digest[:2]}/{escaped}{_SUFFIX}"


def _write_cache(place: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=place.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).replace(place)
    except OSError:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
