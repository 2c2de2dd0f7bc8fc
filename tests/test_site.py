# SPDX-License-Identifier: GPL-2.0-or-later
"""The documentation site."""

import subprocess
import sys
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent


def test_the_site_is_built_without_a_warning(tmp_path: Path) -> None:
    """Every link leads somewhere, every page of docs/ is in the navigation."""
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(tmp_path)]
    done = subprocess.run(command, cwd=TOP, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    assert "tracker show" in (tmp_path / "index.html").read_text()
    assert (tmp_path / "decisions" / "0001-b4-differential.html").is_file()
    assert "https://" not in _loaded((tmp_path / "index.html").read_text())


def _loaded(page: str) -> str:
    """Return the lines of a page that make a browser load something."""
    lines = [line for line in page.splitlines() if "<script" in line or "<link" in line]
    return "\n".join(line for line in lines if 'rel="canonical"' not in line)
