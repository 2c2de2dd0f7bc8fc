# SPDX-License-Identifier: GPL-2.0-or-later
"""The shipped example as a database of its own, which never mixes with the user's facts."""

import atexit
import hashlib
import shutil
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from tracker import __version__
from tracker.errors import Broken
from tracker.mail.rule_versions import DERIVATION, READ_VERSION
from tracker.paths import example_folder
from tracker.store.connect import VERSION

EXAMPLE = "20250709-arm64_relax_jit_comp-v1-0-3850fe189092@bootlin.com"
"""The series that the example is about."""
TRACKED = (
    EXAMPLE,
    "20250707-btf_skip_structs_on_stack-v3-0-29569e086c12@bootlin.com",
    "20250527-many_args_arm64-v3-0-3faf7bb8e4a2@bootlin.com",
    "20250613-deny_trampoline_structs_on_stack-v1-0-5be9211768c3@bootlin.com",
)
"""The works on the example's board."""
_PACKAGE = Path(__file__).resolve().parent.parent
_RULES = ("mail", "series", "review", "relations", "landing", "state")
"""Where the rules are that judge the example: it is made again when one of them changes."""


def example_database(cache: Path, clock: Callable[[], datetime]) -> Path:
    """Return the database of the example, made on first use.

    It lies in the cache; where that cannot be written, or the disk is full, in a temporary folder
    for this run only.
    """
    folder = example_folder()
    if not folder.is_dir():
        raise Broken(f"the example is not where it should be ({folder}); install tracker again")
    place = cache / f"example-{_stamp(folder)}.db"
    try:
        if place.is_file():
            return place
        cache.mkdir(parents=True, exist_ok=True)
        _make_demo(place, folder, clock)
    except (OSError, Broken):
        place = Path(tempfile.mkdtemp(prefix="tracker-")) / place.name
        atexit.register(shutil.rmtree, place.parent, ignore_errors=True)
        _make_demo(place, folder, clock)
    return place


def _make_demo(place: Path, folder: Path, clock: Callable[[], datetime]) -> None:
    """Make the database in a folder of its own, and put it in its place once it is whole."""
    with tempfile.TemporaryDirectory(dir=place.parent, prefix="example-") as work:
        made = Path(work) / place.name
        _fill_demo(made, folder, clock)
        made.replace(place)


def _fill_demo(database: Path, folder: Path, clock: Callable[[], datetime]) -> None:
    from tracker.series.projects import PROJECTS
    from tracker.services.board_refresh.refresh import freshen
    from tracker.services.sync.archive_read import index_archives
    from tracker.services.sync.ingest import Ingest
    from tracker.sources.folders import EmlFolder
    from tracker.store.save import Writer

    for _ in index_archives(Ingest(database, clock), [EmlFolder(folder)]):
        pass
    with Writer(database) as writer:
        for name in TRACKED:
            writer.track(name, clock())
    freshen(database, None, PROJECTS, clock, report=lambda _text: None)


def _stamp(folder: Path) -> str:
    """Changes with the example's files, the rules that read them, and the database's schema."""
    digest = hashlib.sha256(f"{__version__} {VERSION} {READ_VERSION} {DERIVATION}".encode())
    rules = (file for room in _RULES for file in sorted((_PACKAGE / room).rglob("*.py")))
    for file in (*sorted(folder.rglob("*.eml")), *rules):
        found = file.stat()
        digest.update(f"{file.name} {found.st_size} {found.st_mtime_ns}\n".encode())
    return digest.hexdigest()[:12]
