# SPDX-License-Identifier: GPL-2.0-or-later
"""The shipped example in a real terminal: somebody types, and reads the screen.

The walk is the one that the program was made for: what the kernel's series waits for, why, who
reviewed what, and where it landed, in at most ten keys.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.gitrepos import Repo
from tests.mails import REX, at, diff, mail, patch
from tests.tui.walks import Screen
from tracker.cli import run

pytestmark = pytest.mark.server

MOST_KEYS = 10
FEW_KEYS = 6


@pytest.fixture(params=[(80, 24), (120, 40), (200, 60)], ids=["80x24", "120x40", "200x60"])
def size(request: pytest.FixtureRequest) -> tuple[int, int]:
    """Of the terminal."""
    found: tuple[int, int] = request.param
    return found


@pytest.fixture
def screens(tmp_path: Path) -> Iterator[list[Screen]]:
    """Those that a test opens; they are closed behind it."""
    opened: list[Screen] = []
    yield opened
    for one in opened:
        one.close()


def test_what_a_series_waits_for_and_why(
    tmp_path: Path, size: tuple[int, int], screens: list[Screen]
) -> None:
    """On 2025-07-16, from the board to the work in the other project and back."""
    screen = Screen(tmp_path, size, "demo", "--tui", "--as-of", "2025-07-16")
    screens.append(screen)
    board = screen.until("relax constr", "waits for btf_encoder")
    assert "2025-07-16" in board
    screen.press("Enter")
    page = screen.until("it waits for what it needs", "pahole")
    assert "which has not landed" in " ".join(page.split())
    screen.press("4")
    screen.until("Related series", "follows")
    screen.press("j", "j", "j", "j")
    screen.until("companion: [pahole] v3 btf_encoder", "close to being")
    screen.press("Enter")
    screen.until(" btf_encoder: do not encode functions", "v3 under review", "companion: [kernel]")
    screen.press("BSpace")
    screen.until(" bpf, arm64: relax constraint in BPF JIT compiler", "companion: [pahole] v3")
    assert screen.keys <= MOST_KEYS
    screen.press("q", "q")
    screen.until("once more quits")
    screen.press("q")
    screen.until("left")


def test_who_reviewed_it_and_where_it_landed(
    tmp_path: Path, size: tuple[int, int], screens: list[Screen]
) -> None:
    """As it stands now: the tags by name, the tree and the commit."""
    screen = Screen(tmp_path, size, "demo", "--tui")
    screens.append(screen)
    screen.until("relax constr", "quit")
    screen.press("Enter")
    screen.until("BPF JIT compiler", "Review")
    screen.press("2")
    screen.until("1/2", "2/2", "Will Deacon", "answered by the author")
    screen.press("5")
    assert "a notice" in screen.until("tree", "bpf-next")
    screen.press("4")
    screen.until("Related series", "follows")
    screen.press("j", "j", "j", "j")
    screen.until("[pahole] v3 btf_encoder", "applied 2025-08-06 to pahole/pahole.git (next)")
    screen.press("Enter")
    screen.until(" btf_encoder: do not encode functions", "v3 applied")
    screen.press("2")
    screen.until("Jiri Olsa", "1/3", "3/3")
    assert screen.keys <= MOST_KEYS
    screen.press("q", "Q")
    screen.until("left")


def test_the_open_question_is_answered(
    tmp_path: Path, size: tuple[int, int], screens: list[Screen]
) -> None:
    """A draft with the right headers; the editor is the user's, and nothing is sent."""
    (tmp_path / "home").mkdir()
    (tmp_path / "home/config.toml").write_text(
        'me = ["rex@example.org"]\nmailer = ["false", "{draft}"]\n'
    )
    more = {"EDITOR": "sed -i '$ a It is.'"}
    words = ("demo", "--tui", "--as-of", "2025-07-15T13:45:00Z")
    screen = Screen(tmp_path, size, *words, more=more)
    screens.append(screen)
    screen.until("relax constr", "quit")
    screen.press("Enter")
    screen.until("open question")
    screen.press("]")
    screen.until("From", "Message-ID")
    screen.press("r")
    page = screen.until("Draft:", "rex@example.org")
    assert "Will Deacon <will@kernel.org>" in page
    assert screen.keys <= FEW_KEYS
    kept = list((tmp_path / "home/drafts").iterdir())
    assert len(kept) == 1
    text = kept[0].read_text()
    assert text.endswith("It is.\n")
    head = text.partition("\n\n")[0]
    assert "To: Will Deacon <will@kernel.org>" in head
    assert "In-Reply-To: <aHZYcY_9JtK8so3C@willie-the-truck>" in head
    assert "alexis.lothore@bootlin.com" in head.partition("Cc: ")[2]
    screen.press("O")
    screen.until("Enter goes back to tracker")
    screen.press("Enter")
    screen.until("the mailer ended with status")
    assert kept[0].with_suffix(".mail").is_file()


def long_thread(folder: Path) -> str:
    """500 mails in an mbox, one of which has a word that no other has; the id of the first."""
    first = "lamp-1@example.org"
    mails = [patch("lamp: Shut the door", message_id=first)]
    for number in range(499):
        body = f"Answer {number}.\n" + ("Does it whirr?\n" if number == 321 else "Yes.\n") * 30
        name, date = f"answer-{number}@example.org", at(1 + number / 60)
        mails.append(
            mail("Re: [PATCH] lamp: Shut the door", REX, body, date=date, message_id=name,
                 in_reply_to=first)
        )  # fmt: skip
    box = b"".join(b"From mboxrd@z Thu Jan  1 00:00:00 1970\n" + one + b"\n" for one in mails)
    (folder / "thread.mbox").write_bytes(box)
    return first


def test_a_word_is_found_in_a_thread_of_500_mails(
    tmp_path: Path, size: tuple[int, int], screens: list[Screen], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The one mail that has it opens on the line."""
    first = long_thread(tmp_path)
    monkeypatch.setenv("TRACKER_HOME", str(tmp_path / "home"))
    assert run(["index", str(tmp_path / "thread.mbox")]) == 0
    screen = Screen(tmp_path, size, "tui", first, "--offline")
    screens.append(screen)
    screen.until("Thread (500)")
    screen.press("6", "/")
    screen.until("words to find")
    screen.type("whirr")
    screen.press("Enter")
    screen.until("'whirr': 1 of 1 place")
    screen.press("Enter")
    screen.until("323 of 500", "Does it whirr?", "line 2 of")
    assert screen.keys <= FEW_KEYS


def test_a_message_id_is_gone_to(
    tmp_path: Path, size: tuple[int, int], screens: list[Screen]
) -> None:
    """Typed behind ``:``, it opens the mail in its series."""
    screen = Screen(tmp_path, size, "demo", "--tui")
    screens.append(screen)
    screen.until("relax constr", "quit")
    screen.press(":")
    screen.until("Search for commands")
    screen.type("<aHZYcY_9JtK8so3C@willie-the-truck>")
    screen.until("Go to bpf, arm64: relax constraint")
    screen.press("Enter")
    screen.until("Will Deacon <will@kernel.org>", "aHZYcY_9JtK8so3C@willie-the-truck")
    assert screen.keys <= FEW_KEYS


def test_why_a_series_is_mine(
    tmp_path: Path, size: tuple[int, int], screens: list[Screen], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first tab holds it, the line below says why, and e shows the words that say so."""
    first = "lamp-1@example.org"
    posted = patch("lamp: Shut the door", message_id=first)
    asked = mail("Re: [PATCH] lamp: Shut the door", REX, "Ada, why is the door open?\n",
                 date=at(5), message_id="why@example.org", in_reply_to=first)  # fmt: skip
    for name, raw in (("posted", posted), ("asked", asked)):
        (tmp_path / f"{name}.eml").write_bytes(raw)
    (tmp_path / "home").mkdir()
    (tmp_path / "home/config.toml").write_text('me = ["ada@example.org"]\n')
    monkeypatch.setenv("TRACKER_HOME", str(tmp_path / "home"))
    assert run(["index", str(tmp_path / "posted.eml"), str(tmp_path / "asked.eml")]) == 0
    screen = Screen(tmp_path, size, "tui", "--offline")
    screens.append(screen)
    board = screen.until("my turn", "Shut the door", "asked on 2025-01-06")
    assert "author" in board
    screen.press("e")
    screen.until("Ada, why is the door open?", "why@example.org")
    assert screen.keys <= FEW_KEYS


def test_a_series_is_applied_and_compared_with_the_branch(
    tmp_path: Path, size: tuple[int, int], screens: list[Screen], monkeypatch: pytest.MonkeyPatch
) -> None:
    """To a scratch repository: the plan, the result, the range-diff."""
    repo = Repo(tmp_path / "lamps")
    change = diff("lib/lamp.c", new="lamp: Shut the door")
    (tmp_path / "lamp.eml").write_bytes(
        patch("lamp: Shut the door", message_id="lamp-1@example.org", change=change)
    )
    (tmp_path / "home").mkdir()
    (tmp_path / "home/config.toml").write_text(f'[repos]\nlamps = "{repo.path}"\n')
    (tmp_path / ".gitconfig").write_text("[user]\nname = Rex\nemail = rex@example.org\n")
    monkeypatch.setenv("TRACKER_HOME", str(tmp_path / "home"))
    assert run(["index", str(tmp_path / "lamp.eml")]) == 0
    screen = Screen(tmp_path, size, "tui", "lamp-1@example.org", "--offline")
    screens.append(screen)
    screen.until("Overview", "Shut the door")
    screen.press("A")
    screen.until("tracker/lamp-shut-the-door-v1, a new branch", "names no base")
    screen.press("Enter")
    screen.until("1 patch is on the branch tracker/lamp-shut-the-door-v1")
    screen.press("d")
    screen.until("= 1:", "lamp: Shut the door")
    assert screen.keys <= FEW_KEYS
    assert repo.git("log", "--format=%s", "-1", "tracker/lamp-shut-the-door-v1") == (
        "lamp: Shut the door"
    )


def test_sigterm_gives_the_terminal_back(tmp_path: Path, screens: list[Screen]) -> None:
    """No alternate screen, and no mouse reports."""
    screen = Screen(tmp_path, (80, 24), "demo", "--tui")
    screens.append(screen)
    screen.until("relax constr", "quit")
    assert screen.modes == "1 1"
    screen.terminate()
    screen.until("left")
    assert screen.modes == "0 0"


def test_sigterm_ends_the_editor_too(tmp_path: Path, screens: list[Screen]) -> None:
    """It would go on over the shell's prompt; the draft is kept."""
    (tmp_path / "home").mkdir()
    (tmp_path / "home/config.toml").write_text('me = ["rex@example.org"]\n')
    more = {"EDITOR": "sh -c 'stty raw; echo editing; read x'"}
    screen = Screen(tmp_path, (80, 24), "demo", "--tui", more=more)
    screens.append(screen)
    screen.until("relax constr", "quit")
    screen.press("Enter")
    screen.until("BPF JIT compiler", "Overview")
    screen.press("r")
    screen.until("editing")
    screen.terminate()
    screen.until("left")
    assert screen.modes == "0 0"
    assert len(list((tmp_path / "home/drafts").iterdir())) == 1


def test_the_shell_takes_over_and_gives_back(tmp_path: Path, screens: list[Screen]) -> None:
    """^Z and fg; ^L paints over what somebody else wrote; ^C says that nothing runs."""
    screen = Screen(tmp_path, (80, 24), "demo", "--tui", shell=True)
    screens.append(screen)
    screen.until("relax constr", "quit")
    screen.press("C-z")
    screen.until("Stopped")
    screen.type("fg\n")
    screen.until("relax constr", "quit")
    screen.soil("soiled by wall")
    screen.until("soiled by wall")
    screen.press("C-l")
    screen.until_gone("soiled")
    screen.press("C-c")
    screen.until("nothing runs; Q quits")
    screen.press("Enter")
    screen.until("BPF JIT compiler", "Overview")
    screen.press("q")
    screen.until("quit")
    screen.press("q")
    screen.until("once more quits")
