# SPDX-License-Identifier: GPL-2.0-or-later
"""Pictures of screens at 80x24, kept as text to be read with each change.

A picture is made from the SVG that Textual exports. Write the kept ones again with

    RENEW_PICTURES=1 python -m pytest tests/tui
"""

import os
import re
from pathlib import Path
from xml.etree import ElementTree

from textual.app import App

from tracker.model.terminal_text import width

FOLDER = Path(__file__).parent / "snapshots"
KEPT = (80, 24)
FEWEST = 3
"""Pairs of a text's and a background's colour on any screen, at least."""
CELL = 12.2
"""Width of a cell in an SVG of Rich's."""
LINE = 24.4
"""Height of a cell."""

_LINE = re.compile(r"-line-(\d+)\)$")


def picture(app: App[None]) -> tuple[list[str], set[tuple[str, str]]]:
    """Return the text of each row of the screen, and every pair of colours on it."""
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
    pairs = {
        (classes[row][at], behind[row][at])
        for row in range(rows)
        for at in range(columns)
        if text[row][at] != " "
    }
    return ["".join(line).rstrip() for line in text], pairs


def same(app: App[None], name: str) -> None:
    """Hold a screen against the text that is kept of it; a wide one is only drawn whole."""
    columns, rows = app.size
    lines, colours = picture(app)
    assert all(len(line) <= columns for line in lines)
    assert any(line.strip() for line in lines)
    # Headings, marks and keys stand out from the text.
    assert len(colours) >= FEWEST
    if (columns, rows) != KEPT:
        return
    kept = FOLDER / f"{name}-{columns}x{rows}.txt"
    if os.environ.get("RENEW_PICTURES"):
        FOLDER.mkdir(exist_ok=True)
        kept.write_text("\n".join((*lines, "")), encoding="utf-8")
    assert kept.is_file(), f"no picture is kept of {kept.stem}; see tests/tui/pictures.py"
    assert lines == kept.read_text(encoding="utf-8").splitlines()
