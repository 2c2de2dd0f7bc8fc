# SPDX-License-Identifier: GPL-2.0-or-later
"""The examples of docs/api.md, run as a reader would: python -m tools.api_examples.

Run by the interpreter of an installed wheel, with the checkout not on its path: the examples then
answer from mail of the shipped example, in a home of their own.
"""

import contextlib
import io
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

_TOP = Path(__file__).resolve().parent.parent
PAGE = (_TOP / "docs" / "api.md").read_text(encoding="utf-8")
EXAMPLES = tuple(re.findall(r"^```python\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL))


def run_example(number: int, message_id: str) -> list[str]:
    """Run one for a series; what it should have printed (``# prints: ...``) and did not."""
    example = EXAMPLES[number].replace("MESSAGE-ID", message_id)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(example, "docs/api.md", "exec"), {})
    wanted = re.findall(r"# prints: (.*)$", example, re.MULTILINE)
    return [one for one in wanted if one not in printed.getvalue()]


def main() -> None:
    """Run all of them with the package that is installed; fail where one does."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["TRACKER_HOME"] = home
        import tracker
        from tracker.paths import example_folder
        from tracker.services.demo import EXAMPLE

        assert not Path(tracker.__file__).is_relative_to(_TOP), tracker.__file__
        command = [sys.executable, "-m", "tracker", "index", str(example_folder())]
        subprocess.run(command, check=True, cwd=home, capture_output=True)
        missing = {number: run_example(number, EXAMPLE) for number in range(len(EXAMPLES))}
    assert not any(missing.values()), missing
    print(f"{len(EXAMPLES)} examples run with {tracker.__file__}")


if __name__ == "__main__":
    # The folder of this file, which Python puts first, holds nothing that is imported.
    main()
