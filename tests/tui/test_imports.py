# SPDX-License-Identifier: GPL-2.0-or-later
"""What the terminal UI may load: it starts in the time that Textual takes."""

import subprocess
import sys


def test_the_app_loads_neither_sources_nor_store() -> None:
    """Nor what they are made of; a view never fetches and never reads SQL."""
    code = "import sys, tracker.tui.app; print('\\n'.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "textual.app" in loaded
    heavy = {"sqlite3", "sqlite_utils", "requests", "liblore", "b4", "bs4", "click", "git"}
    assert loaded & heavy == set()
    ours = {name.split(".")[1] for name in loaded if name.startswith("tracker.")}
    assert ours <= {
        "errors", "lazy_dataclass", "lazy_patterns", "model", "render", "tui", "query", "series"
    }  # fmt: skip
    assert {name for name in loaded if name.startswith("tracker.query.")} <= {
        "tracker.query.parse",
        "tracker.query.sought",
    }
