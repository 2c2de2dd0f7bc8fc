# SPDX-License-Identifier: GPL-2.0-or-later
"""Whether the terminal is light or dark, asked by OSC 11 while the first picture is made.

Nothing waits for the answer: a terminal that has none costs nothing, and a late one changes the
colours when it comes. xterm, VTE, kitty, foot, Konsole, iTerm2 and others answer within
milliseconds; tmux passes its own terminal's on; ssh is no hindrance.
"""

from codecs import getincrementaldecoder
from collections.abc import Iterable, Mapping
from os import read
from select import select
from threading import Event
from time import monotonic
from typing import TYPE_CHECKING

from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Paste
from textual.message import Message

from tracker.lazy_patterns import lazy_pattern

if TYPE_CHECKING:
    from textual.app import App

ASK = "\x1b]11;?\x1b\\"
"""The question."""
_START = "\x1b]11;"
_LONGEST = 64
"""Characters of an answer at most; more is none."""
_END = lazy_pattern(r"\x07|\x1b\\")
_COLOR = lazy_pattern(r"(?i)rgba?:([0-9a-f]{1,4})/([0-9a-f]{1,4})/([0-9a-f]{1,4})")
"""As XParseColor(3) has it: one to four hexadecimal digits a channel."""
_MUTE = ("linux", "dumb", "vt100", "vt220")
"""Terminals that have no such answer, and may show the question."""
_PASTED = 1000
"""Characters that come at once where nobody typed them."""
_GOES_ON = 16
"""Those of the last piece of what was pasted, at least."""
_LATE = 0.5
"""Seconds in which a terminal answers, also over a slow line."""
_TICK = 0.1
"""Seconds after which an Esc that nothing follows is looked at, as in Textual's driver."""
_READ = 4096
"""Bytes that are read at a time."""
_HALF = 0.5
"""The luminance from which on a background is light."""


class BackgroundKnown(Message):
    """The terminal said which background it has."""

    def __init__(self, light: bool) -> None:
        super().__init__()
        self.light = light


def can_answer(environ: Mapping[str, str]) -> bool:
    """Return whether the terminal may be asked."""
    return environ.get("TERM", "dumb") not in _MUTE


def is_light(answer: str) -> bool | None:
    """Return whether ``rgb:ffff/ffff/dddd`` is a light colour; None for what is no colour."""
    found = _COLOR.match(answer)
    if found is None:
        return None
    red, green, blue = (int(one, 16) / int("f" * len(one), 16) for one in found.groups())
    # Rec. 709, for the eye takes green for the brightest.
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue >= _HALF


class AnswerParser(XTermParser):
    """Textual's parser of what is typed, less the terminal's answer, which it takes for keys."""

    _held = ""
    """The beginning of an answer whose end has not come."""
    _pasted = False
    """What came last was pasted, and may go on."""

    def feed(self, data: str) -> Iterable[Message]:
        """Yield what was typed, and a message for an answer.

        So many characters at once are pasted, by a terminal that does not mark where that begins
        and ends: each of them would be a key.
        """
        least = _GOES_ON if self._pasted else _PASTED
        self._pasted = len(data) >= least and "\x1b" not in data
        if self._pasted:
            yield Paste(data)
            return
        if not data:
            yield from super().feed(data)
            return
        data, self._held = self._held + data, ""
        while (at := data.find(_START)) >= 0:
            if before := data[:at]:
                yield from super().feed(before)
            rest = data[at + len(_START) :]
            end = _END.search(rest, 0, _LONGEST + 2)
            if end is None and len(rest) <= _LONGEST:
                self._held = data[at:]
                return
            if end is None:
                # No answer is so long: somebody typed, or pasted it.
                yield from super().feed(data[at : at + len(_START)])
                data = rest
                continue
            light = is_light(rest[: end.start()])
            if light is not None:
                yield BackgroundKnown(light)
            data = rest[end.end() :]
        kept = _begun(data)
        self._held = data[len(data) - kept :] if kept else ""
        if typed := data[: len(data) - kept]:
            yield from super().feed(typed)


def _begun(data: str) -> int:
    """Return how many characters at the end may begin an answer; an Esc or Alt+] alone is typed."""
    return next((n for n in (4, 3) if data.endswith(_START[:n])), 0)


class AskingDriver(LinuxDriver):
    """Textual's driver, which asks for the background once where the app wants to know."""

    _due: float | None = None
    """The moment until which an answer is waited for where the terminal is given up."""

    def __init__(
        self,
        app: "App[None]",
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._answered = Event()

    def start_application_mode(self) -> None:
        """Take the terminal, and ask."""
        super().start_application_mode()  # type: ignore[no-untyped-call]  # Textual has no types here
        if self._due is None and self.input_tty and getattr(self._app, "asks_background", False):
            self._due = monotonic() + _LATE
            self.write(ASK)
            self.flush()

    def disable_input(self) -> None:
        """Read no more; an answer under way is waited for: an editor or a shell would read it."""
        if self._due is not None:
            self._answered.wait(max(self._due - monotonic(), 0))
        super().disable_input()

    def run_input_thread(self) -> None:
        """Read what is typed. Textual's own makes another parser, and ends at bytes of Latin-1."""
        parser = AnswerParser(self._debug)
        decode = getincrementaldecoder("utf-8")("replace").decode
        while not self.exit_event.is_set():
            typed = ""
            if select([self.fileno], [], [], _TICK)[0]:
                typed = decode(read(self.fileno, _READ))
            for event in (*(parser.feed(typed) if typed else ()), *parser.tick()):
                if isinstance(event, BackgroundKnown):
                    self._answered.set()
                self.process_message(event)
