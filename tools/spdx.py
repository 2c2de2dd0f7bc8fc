# SPDX-License-Identifier: GPL-2.0-or-later
"""Put the SPDX line at the top of every source file; with ``--check``, list those that lack it."""

import subprocess
import sys
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
TAG = "SPDX-License-Identifier: GPL-2.0-or-later"
COMMENT = {".py": "# {}", ".sh": "# {}", ".tcss": "/* {} */", ".yml": "# {}", ".toml": "# {}"}


def sources() -> list[Path]:
    """Return the source files that git knows, new ones included."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=TOP, capture_output=True, text=True, check=True).stdout
    files = [TOP / name for name in sorted(set(names.splitlines()))]
    return [one for one in files if one.is_file() and _comment(one)]


def lacks_line(file: Path) -> bool:
    """Return whether the tag is on none of the first two lines."""
    return not any(TAG in line for line in file.read_text().split("\n")[:2])


def add_line(file: Path) -> None:
    """Insert the tag, below the interpreter line of a script."""
    text, line = file.read_text(), _comment(file).format(TAG) + "\n"
    first, newline, rest = text.partition("\n")
    whole = first + newline + line + rest if first.startswith("#!") else line + text
    file.write_text(whole)


def _comment(file: Path) -> str:
    """Return the form of a comment in a file; empty for what is no source."""
    return "# {}" if file.match(".ci/run") else COMMENT.get(file.suffix, "")


def main() -> int:
    """Add the line where it is missing; with ``--check``, only list those files."""
    missing = [one for one in sources() if lacks_line(one)]
    for one in missing:
        if "--check" in sys.argv[1:]:
            print(one.relative_to(TOP))
        else:
            add_line(one)
    return 1 if missing and "--check" in sys.argv[1:] else 0


if __name__ == "__main__":
    sys.exit(main())
