# SPDX-License-Identifier: GPL-2.0-or-later
"""Write a file whole or not at all."""

import errno
import os
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

from tracker.errors import Broken, Usage

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EFBIG})
"""Not the fault of the path that was named."""
_OPEN = ("/dev/", "/proc/")
"""Where names stand for streams, which may be files: what they hold already stays."""


def write_whole(path: Path, data: bytes) -> None:
    """Put a file in the place of another in one step, once it is safe on the disk.

    It is written beside its place under a name of its own, so that no reader ever sees half of it
    and a fault leaves the old one. What is no plain file (``/dev/stdout``, a pipe) is written to
    directly. Raises Usage where the path cannot be written, Broken where the disk fails.
    """
    try:
        if _is_stream(path):
            with path.open("ab") as file:
                file.write(data)
        else:
            _replace_file(path.resolve(), data)
    except BrokenPipeError:
        raise
    except OSError as error:
        fault = Broken if error.errno in _FULL else Usage
        raise fault(f"{path} cannot be written: {error.strerror}") from error


def need_free(path: Path) -> None:
    """Raise Usage where a file is there that would be lost; a stream can always be written to."""
    try:
        taken = not _is_stream(path) and (path.exists() or path.is_symlink())
    except OSError as error:
        raise Usage(f"{path} cannot be written: {error.strerror}") from error
    if taken:
        raise Usage(f"{path} is there already, and stays as it is; name another file")


def _is_stream(path: Path) -> bool:
    """Return a pipe, a device, or a stream that is open already; asked of the path as it was named.

    ``/dev/stdout`` of a pipe leads to ``pipe:[…]``, which is no path.
    """
    if str(path).startswith(_OPEN):
        return path.exists()
    return path.exists() and not path.is_file()


def _replace_file(place: Path, data: bytes) -> None:
    number, name = tempfile.mkstemp(prefix=f".{place.name[:100]}.", dir=place.parent)
    beside = Path(name)
    try:
        with os.fdopen(number, "wb") as file:
            os.fchmod(number, _mode(place))
            file.write(data)
            file.flush()
            os.fsync(number)
        beside.replace(place)
    except BaseException:
        with suppress(OSError):
            beside.unlink()
        raise
    _settle_file(place.parent)


def _mode(place: Path) -> int:
    """Return the permissions of the file that is there, else those that any new file gets."""
    with suppress(OSError):
        return stat.S_IMODE(place.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _settle_file(folder: Path) -> None:
    """Let the new name survive a power cut; not every file system can."""
    with suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
