"""Lines that fit: wrapping by columns, indenting, cutting what is too long to be read.

Everything here works on text without escapes; it is painted line by line at the end.
"""

from collections.abc import Iterator, Sequence

from tracker.model.roles import Role
from tracker.model.terminal_text import fit, width
from tracker.render.style import Style

_HANDLE = 300
_MARKS = 5
"""No cleaned character brings more than its letter and four combining marks to a column."""


def wrap(text: str, columns: int, limit: int = 6, ellipsis: str = "…") -> list[str]:
    """The text in lines of so many columns, at most ``limit`` of them; the rest is cut.

    Words that are longer than a line are broken. Takes time linear in what is shown.
    """
    columns = max(columns, 1)
    shown = text[: columns * _MARKS * (limit + 1)]
    lines = _filled(shown.split(), columns)
    kept = [line for _, line in zip(range(limit), lines, strict=False)]
    if kept and (len(shown) < len(text) or next(lines, None) is not None):
        kept[-1] = fit(kept[-1] + " " * columns, columns, ellipsis)
    return kept


def block(
    text: str,
    style: Style,
    first: str = "",
    rest: str | None = None,
    role: Role = Role.PLAIN,
    limit: int = 6,
) -> list[str]:
    """A paragraph behind ``first`` on its first line and ``rest`` on the others.

    The two are equally wide. ``rest`` is space unless it is given, and must be given where
    ``first`` holds escapes. The paragraph is painted, what stands before it is not.
    """
    rest = " " * width(first) if rest is None else rest
    lines = wrap(text, style.width - width(rest), limit, style.pick("…", "..."))
    return [
        (rest if index else first) + style.paint(line, role) for index, line in enumerate(lines)
    ]


def handle(text: str, style: Style, first: str = "") -> list[str]:
    """A URL or Message-ID on a line of its own, never broken, so that it can be copied whole.

    It may be wider than the terminal, which wraps it without a line end. At most 300 columns.
    What holds a space is no handle, whatever its mail calls it, and is wrapped.
    """
    if " " in text.strip() or width(text) > _HANDLE:
        return block(text, style, first, role=Role.LINK)
    return [first + style.paint(text, Role.LINK)]


def excerpt(text: str, most: int, style: Style) -> str:
    """Words from a mail made safe, cut at the end of a word after at most so many characters."""
    if len(text) <= most:
        return style.text(text)
    head, _, last = text[: most + 1].rpartition(" ")
    return style.text((head or last[:most]).rstrip()) + style.pick("…", "...")


def labelled(label: str, text: str, style: Style, role: Role = Role.PLAIN) -> list[str]:
    """A paragraph of the head of a report, behind its label."""
    return block(text, style, f"  {label:<8} ", role=role, limit=4)


def capped(items: Sequence[Sequence[str]], most: int, full: bool, style: Style) -> list[str]:
    """The lines of the first so many items, and how many more items there are."""
    kept = items if full or len(items) <= most + 1 else items[:most]
    lines = [line for item in kept for line in item]
    left = len(items) - len(kept)
    return [*lines, more(left, style)] if left else lines


def more(number: int, style: Style, what: str = "") -> str:
    """The line that stands for what was left out."""
    dots = style.pick("…", "...")
    return style.dim(f"  {dots} and {number} more{what} (--full)")


def counted(number: int, thing: str) -> str:
    """``1 patch``, ``3 patches``."""
    plural = "es" if thing.endswith(("ch", "s")) else "s"
    return f"{number} {thing}" + ("" if number == 1 else plural)


def _filled(words: Sequence[str], columns: int) -> Iterator[str]:
    line = ""
    used = 0
    for whole in words:
        word = whole
        size = width(word)
        if line and used + 1 + size > columns:
            yield line
            line, used = "", 0
        while size > columns:
            head = fit(word, columns, "") or word[0]
            yield head
            word = word[len(head) :]
            size = width(word)
        line = f"{line} {word}" if line else word
        used = width(line)
    if line:
        yield line
