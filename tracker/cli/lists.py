# SPDX-License-Identifier: GPL-2.0-or-later
"""``--list NAME``: whether such a list is cached."""

from pathlib import Path

from tracker.errors import NotFound
from tracker.model.query import fold
from tracker.store.load import Reader


def need_list(database: Path, name: str | None) -> None:
    """Make sure that mail of a list is cached. Raises NotFound with the nearest of those."""
    wanted = fold((name or "").replace('"', "").strip())
    reader = Reader.open(database) if wanted else None
    if reader is None:
        return
    with reader:
        lists = reader.lists()
    if any(wanted in fold(one) for one in lists):
        return
    from difflib import get_close_matches

    names = sorted({one.partition("@")[0] for one in lists})
    near = get_close_matches(wanted.partition("@")[0], names, n=1)
    hint = f"; did you mean {near[0]}?" if near else ""
    raise NotFound(f"no mail of list '{name}' is cached{hint}")
