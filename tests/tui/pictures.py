"""Pictures of screens, kept as text: what stands where, and which looks differ.

A picture is made from the SVG that Textual exports. Each cell gets a letter for its look (the
class of the text, and the colour behind it), given in the order in which they appear, so that other
colours or another order of classes change nothing. Renew the kept ones with

    RENEW_PICTURES=1 python -m pytest tests/tui
"""

import os
import re
from pathlib import Path
from xml.etree import ElementTree

from textual.app import App

from tracker.model.terminal_text import width

FOLDER = Path(__file__).parent / "snapshots"
LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
CELL = 12.2
"""Width of a cell in an SVG of Rich's."""
LINE = 24.4
"""Height of a cell."""

_LINE = re.compile(r"-line-(\d+)\)$")


def picture(app: App[None]) -> str:
    """What the screen shows: the text of each row, then the letters of its roles."""
    columns, rows = app.size
    text = [[" "] * columns for _ in range(rows)]
    classes = [[""] * columns for _ in range(rows)]
    behind = [[""] * columns for _ in range(rows)]
    for node in ElementTree.fromstring(app.export_screenshot()).iter():
        kind, start = node.tag.rpartition("}")[2], round(float(node.get("x") or 0) / CELL)
        if kind == "rect" and node.get("fill") and "crispEdges" in node.attrib.values():
            row, size = int(float(node.get("y") or 0) / LINE), float(node.get("width") or 0)
            for at in range(start, min(start + round(size / CELL), columns)):
                behind[row][at] = node.get("fill") or ""
        line = _LINE.search(node.get("clip-path") or "")
        if kind != "text" or not line:
            continue
        at, row = start, int(line[1])
        for char in (node.text or "").replace("\xa0", " "):
            if at < columns and row < rows:
                text[row][at], classes[row][at] = char, node.get("class") or ""
            at += max(width(char), 1)
    return _told(text, classes, behind)


def _told(text: list[list[str]], classes: list[list[str]], behind: list[list[str]]) -> str:
    letters: dict[tuple[str, str], str] = {}
    shown, roles = [], []
    for row in range(len(text)):
        shown.append("".join(text[row]).rstrip())
        pairs = zip(text[row], classes[row], behind[row], strict=True)
        # A blank shows only what is behind it.
        keys = [("" if char == " " else name, fill) for char, name, fill in pairs]
        roles.append("".join(letters.setdefault(k, LETTERS[len(letters) % 52]) for k in keys))
    return "\n".join((*shown, "", *roles, ""))


def same(app: App[None], name: str) -> None:
    """Hold a screen against the picture that is kept of it."""
    columns, rows = app.size
    kept = FOLDER / f"{name}-{columns}x{rows}.txt"
    now = picture(app)
    if os.environ.get("RENEW_PICTURES"):
        FOLDER.mkdir(exist_ok=True)
        kept.write_text(now, encoding="utf-8")
    assert kept.is_file(), f"no picture is kept of {kept.stem}; see tests/tui/pictures.py"
    assert now.splitlines() == kept.read_text(encoding="utf-8").splitlines()
