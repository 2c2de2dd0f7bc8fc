"""From lines to strips: the one door through which text reaches the terminal."""

from typing import ClassVar

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from tracker.clean import clean
from tracker.tui.lines import Line, Look


class Painted(Widget):
    """A widget that draws lines by itself; its component classes are the looks.

    Every span is cleaned here once more, whoever built it, and never read as markup.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"look--{look}" for look in Look}

    def paint(self, line: Line, columns: int, over: str = "") -> Strip:
        """The line on so many columns; ``over`` names a component class laid over all of it."""
        segments = [
            Segment(clean(text), self.get_component_rich_style(f"look--{look}"))
            for text, look in line
            if text
        ]
        base = self.get_component_rich_style(f"look--{Look.PLAIN}")
        strip = Strip(segments).adjust_cell_length(columns, base)
        if not over:
            return strip
        style = self.get_component_rich_style(over, partial=True)
        return Strip([Segment(text, (own or base) + style) for text, own, _ in strip], columns)
