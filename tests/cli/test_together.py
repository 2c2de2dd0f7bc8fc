# SPDX-License-Identifier: GPL-2.0-or-later
"""Several programs on one home at once; ``benchmarks/together.py`` does it for minutes."""

from pathlib import Path

import pytest

from benchmarks.together import lost, together
from tests.cli.conftest import eml_folder
from tests.cli.threads import EVERY_MAIL


@pytest.mark.slow
def test_eight_loops_for_ten_seconds_fail_nowhere_and_lose_nothing(tmp_path: Path) -> None:
    """Index, update, rebuild, notes, labels, seen, list, show, while mail comes in."""
    mails = sorted(eml_folder(tmp_path / "given", EVERY_MAIL).iterdir())
    loops = together(mails, tmp_path, 10)
    assert loops.wrong == []
    assert loops.acknowledged
    assert lost(loops, tmp_path) == []
