# SPDX-License-Identifier: GPL-2.0-or-later
"""stdout is data and stderr is narration; colour and progress are for terminals only."""

import fcntl
import json
import os
import pty
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest

from tests.cli.conftest import Ran, Tracker, eml_folder
from tests.cli.inbox import Inbox
from tests.cli.threads import V1
from tests.mails import at, patch

NAME = "Zoë Łukasz <zoe@example.org>"
ODD = "odd-1@example.org"
TELLING = (
    ("show", ODD),
    ("graph", ODD),
    ("graph", ODD, "--format", "mermaid"),
    ("why", ODD),
    ("list", "--all"),
    ("report", "--all"),
    ("doctor",),
)
IN_JSON = (*((*words, "--json") for words in TELLING if "--format" not in words),)
LOCALES = {
    "C": {"LANG": "C", "LC_ALL": "C"},
    "plain C": {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    "POSIX": {"LC_ALL": "POSIX", "PYTHONUTF8": "0"},
    "ASCII": {"PYTHONIOENCODING": "ascii"},
    "Latin-1": {"PYTHONIOENCODING": "latin-1"},
}


@pytest.fixture
def odd(tracker: Tracker, tmp_path: Path) -> None:
    """A series with letters outside ASCII, and some others, at hand."""
    first = patch("Löschen → “besser”", NAME, message_id=ODD, date=at(99))
    rest = (patch(f"lamp {n}: shine " + 50 * "x", message_id=f"l{n}@x.org") for n in range(5))
    assert tracker("index", eml_folder(tmp_path / "odd", [first, *rest])).status == 0


@pytest.mark.usefixtures("odd")
@pytest.mark.parametrize(
    ("name", "words"),
    [*((name, TELLING[0]) for name in LOCALES), *(("plain C", words) for words in TELLING[1:5]),
     *((name, IN_JSON[0]) for name in ("plain C", "Latin-1"))],
)  # fmt: skip
def test_any_locale_works(process: Tracker, name: str, words: tuple[str, ...]) -> None:
    """Without UTF-8 the text is ASCII; nothing ends in a traceback."""
    locale = LOCALES[name]
    ran = process(*words, "--offline", extra=locale)
    assert (ran.status, ran.err) == (0, "")
    if "PYTHONIOENCODING" in locale or "PYTHONCOERCECLOCALE" in locale:
        assert ran.out.isascii()


@pytest.mark.usefixtures("odd")
@pytest.mark.parametrize("words", IN_JSON[:-1], ids=" ".join)
def test_json_reads_back_the_same_in_any_locale(process: Tracker, words: tuple[str, ...]) -> None:
    """Letters that the locale cannot show are escaped, not replaced."""
    plain = process(*words, "--offline", "--as-of", "2025-02-01")
    bare = process(*words, "--offline", "--as-of", "2025-02-01", extra=LOCALES["plain C"])
    assert bare.out.isascii()
    assert json.loads(bare.out) == json.loads(plain.out)


@pytest.mark.usefixtures("odd")
@pytest.mark.parametrize("locale", [{}, LOCALES["plain C"]], ids=["UTF-8", "C"])
def test_arguments_that_are_no_text_are_wrong_use(process: Tracker, locale: dict[str, str]) -> None:
    """Bytes that no encoding knows, as a shell may pass them."""
    ran = process("show", os.fsdecode(b"\xff\xfe@example.org"), "--offline", extra=locale)
    assert ran.status == 2
    assert ran.err.startswith("tracker: ")


def test_narration_never_meets_the_data(process: Tracker, inbox: Inbox) -> None:
    """stdout is one JSON document, whatever was fetched on the way; stderr stays quiet."""
    ran = process("show", V1, "--source", inbox.url, "--json")
    assert json.loads(ran.out)["id"] == V1
    assert ran.err == ""


@pytest.mark.usefixtures("odd")
def test_no_colour_and_no_progress_off_a_terminal(process: Tracker, mails: Path) -> None:
    """Also where TERM promises much."""
    for words in (("show", ODD), ("list", "--all"), ("index", str(mails))):
        ran = process(*words, extra={"TERM": "xterm-256color"})
        assert "\x1b" not in ran.out + ran.err
        assert "\r" not in ran.out + ran.err


@pytest.mark.usefixtures("odd")
def test_colour_on_a_terminal(environment: Path) -> None:
    """Unless NO_COLOR is set to anything, or the terminal is dumb."""
    assert "\x1b[" in on_terminal("show", ODD, "--offline", TERM="xterm")
    assert "\x1b[" in on_terminal("show", ODD, "--offline", TERM="xterm", NO_COLOR="")
    assert "\x1b" not in on_terminal("show", ODD, "--offline", TERM="xterm", NO_COLOR="1")
    assert "\x1b" not in on_terminal("show", ODD, "--offline", TERM="dumb")


@pytest.mark.parametrize(
    ("columns", "widest"), [("60", 60), ("999", 120), ("0", 80), ("wide", 80), ("9" * 99, 80)]
)
def test_a_pipe_is_as_wide_as_columns_says(
    process: Tracker, odd: None, columns: str, widest: int
) -> None:
    """80 where it says nothing sane; never wider than lines are read well."""
    lines = process("list", "--all", "--offline", extra={"COLUMNS": columns}).out.splitlines()
    cut = [line for line in lines if line.endswith("…")] or lines
    assert max(map(len, lines)) <= widest
    assert (max(map(len, cut)) == widest) is (widest < 120)


def test_the_terminal_ui_is_not_drawn_on_a_dumb_terminal(environment: Path) -> None:
    seen = on_terminal("tui", "--offline", TERM="dumb")
    assert "\x1b" not in seen
    assert "TERM is dumb" in seen


def test_rows_of_the_queue_are_handles_on_a_terminal(environment: Path, indexed: Path) -> None:
    """As those of a list are; nothing is cut into a pipe."""
    on_terminal("queue", V1, "--offline")
    assert "1 series; 'tracker show N'" in on_terminal("queue", "--offline", columns=100)
    on_terminal("queue", "1", "--remove", "--offline")
    assert "the queue is empty" in on_terminal("queue", "--offline")


def test_progress_on_a_terminal(environment: Path, inbox: Inbox) -> None:
    """One line that is rewritten, and gone before the answer."""
    seen = on_terminal("show", V1, "--source", inbox.url, TERM="xterm", NO_COLOR="1")
    assert f"fetching {V1}" in seen
    answer = seen.rpartition("\r\x1b[K")[2]
    assert "make widgets better" in answer
    assert "fetching" not in answer


@pytest.mark.usefixtures("odd")
@pytest.mark.parametrize("words", [("list", "--all"), ("list", "--all", "--json"), ("--help",)])
def test_a_reader_that_goes_away_is_no_fault(environment: Path, words: tuple[str, ...]) -> None:
    """``tracker list --all | head -1`` is quiet, and its status is 0."""
    command = [sys.executable, "-m", "tracker", *words]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        assert run.stdout is not None and run.stderr is not None
        run.stdout.close()
        assert run.stderr.read() == b""
        assert run.wait() == 0


@pytest.mark.usefixtures("odd")
def test_a_full_disk_is_a_sentence(environment: Path) -> None:
    """The answer cannot be written: status 5."""
    ran = in_shell(f"show {ODD} --offline > /dev/full")
    assert (ran.status, ran.err) == (
        5,
        "tracker: the answer cannot be written: No space left on device\n",
    )


@pytest.mark.usefixtures("odd")
def test_closed_streams_are_no_fault(environment: Path) -> None:
    """A daemon may start the program without any of them."""
    assert in_shell(f"show {ODD} --offline >&-") == Ran(0, "", "")
    assert in_shell(f"show {ODD} --offline 2>&-").status == 0
    assert in_shell("show nobody@example.org --offline 2>&-") == Ran(3, "", "")
    assert in_shell("show nobody@example.org --offline 2>/dev/full") == Ran(3, "", "")
    ran = in_shell("show - --offline <&-")
    assert ran.status == 2
    assert ran.err.startswith("tracker: ")


def test_wrong_use_is_told_on_stderr(process: Tracker) -> None:
    """Status 2 and nothing on stdout, for a word too few, too many, or unknown."""
    for words in ((), ("show",), ("nonsense",), ("show", V1, "--nonsense"), ("list", "foo:bar")):
        ran = process(*words)
        assert (ran.status, ran.out) == (2, ""), words
        assert ran.err
        assert "Traceback" not in ran.err


@pytest.mark.parametrize("day", ["yesteryear", "2025-13-01", "2025-07-14T25:00", ""])
def test_a_day_that_is_none_is_wrong_use(tracker: Tracker, day: str) -> None:
    """The sentence shows the forms."""
    ran = tracker("show", V1, "--offline", "--as-of", day)
    assert (ran.status, ran.out) == (2, "")
    assert "2025-07-14" in ran.err


def test_help_is_data(process: Tracker) -> None:
    """On stdout, with status 0; also for each command."""
    ran = process("--help")
    assert ran.status == 0
    assert "tracker show REF" in ran.out
    assert process("show", "--help").out.startswith("Usage: tracker show ")
    assert process("--version").out.startswith("tracker, version ")


def test_every_command_helps_by_a_short_option_too(process: Tracker) -> None:
    assert process("-h").out == process("--help").out
    assert process("show", "-h").out == process("show", "--help").out
    assert process("-V").out == process("--version").out


@pytest.mark.usefixtures("odd")
def test_a_pager_gets_the_answer_on_a_terminal_alone(process: Tracker, environment: Path) -> None:
    asked = {"TRACKER_PAGER": "sed s/^/PAGED:/", "NO_COLOR": "1"}
    lines = on_terminal("show", ODD, "--offline", **asked).splitlines()
    assert lines and all(one.startswith("PAGED:") for one in lines)
    assert "PAGED:" not in process("show", ODD, "--offline", extra=asked).out


@pytest.mark.usefixtures("odd", "environment")
@pytest.mark.parametrize(("asked", "given"), [({}, "FRX"), ({"LESS": "S"}, "S")])
def test_less_shows_colours_and_ends_by_itself_unless_it_is_told_otherwise(
    asked: dict[str, str], given: str
) -> None:
    """As git gives it ``LESS``: what fits on the screen needs no key."""
    pager = "sh -c 'cat >&-; echo options:$LESS'"
    assert f"options:{given}" in on_terminal("show", ODD, "--offline", TRACKER_PAGER=pager, **asked)


@pytest.mark.usefixtures("odd", "environment")
@pytest.mark.parametrize("pager", ["no-such-pager -X", "sh -c 'exit 127'", "less '", "cat", " "])
def test_without_a_pager_that_runs_the_answer_is_printed(pager: str) -> None:
    plain = on_terminal("show", ODD, "--as-of", "2030-01-01", NO_COLOR="1")
    seen = on_terminal("show", ODD, "--as-of", "2030-01-01", TRACKER_PAGER=pager, NO_COLOR="1")
    assert seen.endswith(plain)
    assert ("TRACKER_PAGER is" in seen) == (pager not in ("cat", " "))


def test_a_sentence_on_a_terminal_breaks_between_words(environment: Path) -> None:
    """A pipe gets it in one line, as before; a word longer than the line stays whole."""
    seen = on_terminal("list", "trun:me", "--all", columns=60).replace("\r\n", "\n")
    assert max(map(len, seen.splitlines())) <= 60
    assert "did you mean turn:me?" in " ".join(seen.split())
    assert "\n  trun:me\n  ^^^^^^^\n" in seen
    long = on_terminal("show", "a" * 70 + "@example.org", "--offline", columns=60)
    assert "a" * 70 + "@example.org" in long


def on_terminal(*words: str, columns: int = 0, **extra: str) -> str:
    """What a terminal gets from a run; 0: it does not know how wide it is."""
    main, far = pty.openpty()
    fcntl.ioctl(far, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    env = {**os.environ, **extra}
    command = [sys.executable, "-m", "tracker", *words]
    with subprocess.Popen(command, stdin=far, stdout=far, stderr=far, env=env) as run:
        os.close(far)
        seen = b"".join(iter(lambda: _read(main), b""))
        run.wait()
    os.close(main)
    return seen.decode()


def _read(terminal: int) -> bytes:
    """Some bytes; none at the end, where Linux reports a fault."""
    try:
        return os.read(terminal, 4096)
    except OSError:
        return b""


def in_shell(words: str) -> Ran:
    """A run with a shell's redirections."""
    done = subprocess.run(
        ["/bin/sh", "-c", f"exec {sys.executable} -m tracker {words}"], capture_output=True
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())
