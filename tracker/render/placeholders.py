# SPDX-License-Identifier: GPL-2.0-or-later
"""What stands in place of a list that is not there: waiting, empty, failed, filtered away.

Each says what to do; none looks like another.
"""

from tracker.model.roles import Role
from tracker.render.lines import Row, Span, blank, fixed, paragraph

_LEAD = "   "


def _said(key: str, text: str, columns: int, role: Role = Role.PLAIN) -> tuple[Row, ...]:
    return tuple(
        Row(key=row.key, draw=row.draw, stop=False)
        for row in paragraph(key, text, columns - 3, lead=_LEAD, role=role)
    )


def _command(key: str, command: str, does: str) -> Row:
    line = (Span(f"     {command:<22}", Role.KEY), Span(does, Role.DIM))
    return Row(key=key, draw=fixed(line), stop=False)


def waiting_rows(columns: int) -> tuple[Row, ...]:
    """Something is being read."""
    return (blank("gap"), *_said("wait", "reading…", columns, Role.DIM))


def nothing_rows(text: str, columns: int) -> tuple[Row, ...]:
    """Say that there is nothing, and what would bring something."""
    return (blank("gap"), *_said("nothing", text, columns, Role.DIM))


def empty_rows(columns: int) -> tuple[Row, ...]:
    """No series yet."""
    return (
        blank("gap.1"),
        *_said("empty", "No series yet", columns, Role.TITLE),
        blank("gap.2"),
        *_said("how", "Press : and paste a Message-ID, a URL or a commit. Or in a shell:", columns),
        blank("gap.3"),
        _command("track", "tracker track REF", "follow a series"),
        _command("index", "tracker index PATH", "read a local archive"),
        _command("demo", "tracker demo", "look at the example, offline"),
        blank("gap.4"),
        *_said("again", "Then ^r reads the board again.", columns, Role.DIM),
    )


def failed_rows(why: str, columns: int) -> tuple[Row, ...]:
    """Return nothing could be read, and there is no older picture."""
    return (
        blank("gap.1"),
        *_said("failed", "This could not be read", columns, Role.BAD),
        blank("gap.2"),
        *_said("why", why, columns),
        blank("gap.3"),
        *_said("again", "^r tries again, q goes back; tracker doctor looks for the cause.",
               columns, Role.DIM),
    )  # fmt: skip


def bare_rows(query: str, everything: bool, columns: int) -> tuple[Row, ...]:
    """There are series, and the open tab holds none of them."""
    which = "local" if everything else "tracked"
    scope = "a shows what is tracked only" if everything else "a shows every local series"
    more = ""
    if ":me" in query:
        more = " Who is me: tracker init, or me = [...] in the configuration."
    if "@" in query or "://" in query:
        more += " A Message-ID or the URL of a mail is opened with : instead."
    return (
        blank("gap.1"),
        *_said("none", f"No {which} series{' fits: ' if query else ''}{query}", columns),
        blank("gap.2"),
        *_said("again", f"Tab goes to the next section, {scope}, / edits the query, Esc brings back"
               f" the tab's own.{more}", columns, Role.DIM),
    )  # fmt: skip
