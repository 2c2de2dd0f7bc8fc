"""The tabs of the series page, on one line."""

from textual import events
from textual.reactive import reactive
from textual.strip import Strip

from tracker.clean import width
from tracker.tui.lines import Look, Span
from tracker.tui.messages import TabChosen
from tracker.tui.widgets.painted import Painted


class TabLine(Painted):
    """Numbered names; the open one stands out."""

    index: reactive[int] = reactive(0)
    """Which tab is open, counted from 0."""
    counts: reactive[tuple[int | None, ...]] = reactive(())
    """How much each tab holds; None where that says nothing."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__()
        self._names = names

    def _labels(self) -> tuple[str, ...]:
        """What each tab is called, with its count where there is room for all."""
        plain = tuple(f" {number} {name} " for number, name in enumerate(self._names, start=1))
        counts = self.counts or (None,) * len(plain)
        full = tuple(
            label if count is None else f"{label}({count}) "
            for label, count in zip(plain, counts, strict=True)
        )
        return full if sum(map(width, full)) <= self.size.width else plain

    def render_line(self, y: int) -> Strip:
        """The names on one line."""
        looks = (Look.KEY if at == self.index else Look.DIM for at in range(len(self._names)))
        line = tuple(map(Span, self._labels(), looks))
        return self.paint(line if y == 0 else (), self.size.width)

    def on_click(self, event: events.Click) -> None:
        """A click opens the tab under it."""
        edge = 0
        for index, label in enumerate(self._labels()):
            edge += width(label)
            if event.x < edge:
                self.post_message(TabChosen(index))
                return
