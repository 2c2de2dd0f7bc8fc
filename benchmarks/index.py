# SPDX-License-Identifier: GPL-2.0-or-later
"""How fast an archive is indexed, beside the bare read of its mail out of git, in one run.

    python benchmarks/index.py EPOCH.git

Prints mails a second and CPU seconds of ``tracker index`` and of one ``git cat-file --batch``
read by Python, their ratio, the database's bytes a mail, and how long an index with nothing new
takes. The limit is the bare read; the rest is what reading each mail for its facts costs.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tracker.sources.archive import open_archive

TOP = Path(__file__).resolve().parent.parent


def main(path: Path) -> int:
    """Print the figures for one archive."""
    start = time.process_time(), _children()
    mails = sum(1 for _ in open_archive(path).read(None))
    bare = (time.process_time() - start[0]) + (_children() - start[1])
    with tempfile.TemporaryDirectory() as home:
        first, again = (_index(path, home) for _ in range(2))
        size = Path(home, "tracker.db").stat().st_size
    print(f"bare read      {mails} mails, {bare:.2f} s CPU, {mails / bare:.0f} mails/s")
    print(f"tracker index  {first:.2f} s CPU, {mails / first:.0f} mails/s, {first / bare:.1f} x")
    print(f"nothing new    {again:.2f} s CPU")
    print(f"database       {size / mails:.0f} bytes a mail")
    return 0


def _index(path: Path, home: str) -> float:
    before = _children()
    environment = os.environ | {"TRACKER_HOME": home, "PYTHONPATH": str(TOP)}
    words = [sys.executable, "-m", "tracker", "index", str(path)]
    subprocess.run(words, env=environment, check=True, capture_output=True)
    return _children() - before


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(Path(sys.argv[1])))
