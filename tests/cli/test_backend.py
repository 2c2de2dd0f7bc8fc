# SPDX-License-Identifier: GPL-2.0-or-later
"""What the terminal UI asks for, answered from real databases, servers and programs."""

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.cli.conftest import Tracker, eml_folder
from tests.cli.inbox import Inbox
from tests.cli.threads import GADGETS, V1
from tests.mails import REX, mail
from tests.servers import RudeServer
from tracker.cli.backend.backend import TuiBackend
from tracker.cli.context import open_context
from tracker.cli.options import Reading
from tracker.errors import Broken, Cancelled, NotFound, Unreachable, Usage
from tracker.model.board import Ended, Order, UserAction

SECONDS = 10.0


def backend_of(*sources: str, as_of: datetime | None = None, live: bool = True) -> TuiBackend:
    """The backend over the home of this test."""
    reading = Reading(as_of=as_of, offline=False, sources=sources, config=None)
    context = open_context(reading)
    return TuiBackend(context, context.paths.database, live=live)


def drop(_text: str) -> None:
    """Nothing listens."""


def ids(backend: TuiBackend, query: str = "", *, everything: bool = True) -> list[str]:
    """What the board holds, sorted by title."""
    board = backend.board(query, Order.TITLE, everything=everything)
    return [board.row(at).id for at in range(len(board))]


def tracked(backend: TuiBackend) -> set[str]:
    """The series that the user follows, by the first version of each."""
    names = ids(backend, everything=False)
    return {backend.series(name).revisions[0].message_id for name in names}


@pytest.fixture
def backend(tracker: Tracker, mails: Path) -> TuiBackend:
    """All invented mail is at hand, and one series is tracked."""
    tracker("track", V1, "--source", mails)
    made = backend_of()
    made.freshen(drop)
    return made


def test_the_board_is_read_from_the_store(backend: TuiBackend) -> None:
    """The tracked ones or all, by a query; a series is found by its id."""
    everything = ids(backend)
    assert len(everything) == 2
    assert len(ids(backend, everything=False)) == 1
    board = backend.board("title:widgets", Order.TITLE, everything=True)
    assert board.find(board.row(1).id) == 1
    assert board.find("nothing@example.org") is None
    assert backend.counts(["", "title:widgets"], everything=True) == (len(everything), len(board))


def test_a_wrong_query_points_at_the_word(backend: TuiBackend) -> None:
    """As on the command line."""
    with pytest.raises(Usage, match="colour:red"):
        backend.board("colour:red", Order.TITLE, everything=True)


def test_an_empty_home_has_an_empty_board(environment: Path) -> None:
    """And looking makes no database."""
    backend = backend_of()
    assert ids(backend) == []
    assert backend.counts(["", "is:open"], everything=True) == (0, 0)
    assert backend.freshen(drop) is False
    assert backend.mail_ends() is None
    assert not (environment / "tracker.db").exists()


def test_the_end_of_old_mail_is_known(backend: TuiBackend) -> None:
    """Which the title of the board shows."""
    ends = backend.mail_ends()
    assert ends is not None
    assert ends < backend.context.as_of - timedelta(days=7)


def test_a_day_of_the_past_is_judged_anew(backend: TuiBackend) -> None:
    """Nothing of later days shows, and nothing of it is stored."""
    past = backend_of(as_of=datetime(2025, 1, 8, tzinfo=UTC))
    board = past.board("version:>0", Order.ACTIVITY, everything=True)
    assert [len(board.row(at).revisions) for at in range(len(board))] == [1]
    assert past.freshen(drop) is False
    assert past.counts(["version:2", ""], everything=True) == (0, 1)
    assert (board.find(V1), board.find(GADGETS)) == (0, None)
    assert ids(backend, "version:2") == [V1]


def test_another_process_changes_the_stamp(backend: TuiBackend) -> None:
    """A look of our own does not."""
    before = backend.stamp()
    ids(backend)
    assert backend.stamp() == before
    command = [sys.executable, "-m", "tracker", "track", GADGETS, "--offline"]
    subprocess.run(command, check=True, capture_output=True)
    assert backend.stamp() != before
    backend.freshen(drop)
    assert len(ids(backend, everything=False)) == 2


def test_what_a_person_says_is_written_and_taken_back(backend: TuiBackend) -> None:
    """Each in turn; having opened a page is no word."""
    name = V1
    assert tracked(backend) == {V1}
    backend.visit(name)
    with pytest.raises(NotFound):
        backend.record(UserAction.UNDO, [])
    backend.record(UserAction.TRACK, [name])
    backend.record(UserAction.NOTE, [name], "ask Rex")
    assert tracked(backend) == set()
    assert [note.text for note in backend.series(name).notes] == ["ask Rex"]
    assert "taken back" in backend.record(UserAction.UNDO, [])
    backend.record(UserAction.UNDO, [])
    assert tracked(backend) == {V1}
    assert backend.series(name).notes == ()


def test_several_series_are_one_word(backend: TuiBackend) -> None:
    """So one key takes it back."""
    names = [V1, GADGETS]
    backend.record(UserAction.TRACK, names)
    assert tracked(backend) == {*names}
    backend.record(UserAction.UNDO, [])
    assert tracked(backend) == {V1}


def test_a_page_that_was_opened_is_no_longer_new(backend: TuiBackend) -> None:
    """Except on a day of the past."""
    name = V1
    backend_of(as_of=datetime(2025, 1, 8, tzinfo=UTC)).visit(name)
    assert backend.series(name).seen is None
    backend.visit(name)
    assert backend.series(name).seen and backend.series(name).unread == ()


def test_mail_that_comes_in_late_is_new(
    backend: TuiBackend, tracker: Tracker, tmp_path: Path
) -> None:
    """Whatever its date says: it came after the look. Another day than this goes by dates."""
    backend.visit(V1)
    assert ids(backend, "is:new") == []
    late = mail("Re: a word on widgets", REX, in_reply_to=V1, message_id="late@example.org")
    tracker("index", eml_folder(tmp_path / "late", [late]))
    backend.freshen(drop)
    assert ids(backend, "is:new") == [backend.series(V1).id]
    assert backend.counts(["is:new"], everything=False) == (1,)
    assert backend.series(V1).unread == ("late@example.org",)
    past = backend_of(as_of=datetime.now(UTC))
    assert past.series(V1).unread == ()
    assert ids(past, "is:new") == []
    backend.visit(V1)
    assert ids(backend, "is:new") == []
    assert backend.series(V1).unread == ()


def test_works_are_linked_and_cut_by_hand(backend: TuiBackend) -> None:
    """As by the commands."""

    def kinds() -> list[str]:
        links = backend.series(GADGETS).relations
        return [one.kind.value for one in links if one.target.id == V1]

    assert kinds() == ["depends-on"]
    backend.record(UserAction.LINK, [GADGETS], f"follows {V1}")
    assert kinds() == ["follows"]
    backend.record(UserAction.UNLINK, [GADGETS], V1)
    assert kinds() == []
    backend.record(UserAction.UNDO, [])
    assert kinds() == ["follows"]
    with pytest.raises(Usage, match="admires"):
        backend.record(UserAction.LINK, [GADGETS], f"admires {V1}")
    with pytest.raises(Usage, match="give a kind and a Message-ID"):
        backend.record(UserAction.LINK, [GADGETS], "follows")


@pytest.fixture
def rude() -> Iterator[RudeServer]:
    """A server that misbehaves."""
    server = RudeServer()
    yield server
    server.close()


@pytest.mark.parametrize("manner", ["hang", "drip"])
def test_a_cancel_ends_a_request_that_is_never_answered(
    backend: TuiBackend, rude: RudeServer, manner: str
) -> None:
    """With its thread; that it is cancelled, not out of time, shows that nothing was waited for."""
    live = backend_of(rude.inbox(manner))
    caught: list[BaseException] = []

    def update() -> None:
        try:
            live.update([V1], drop)
        except Cancelled as error:
            caught.append(error)

    thread = threading.Thread(target=update)
    thread.start()
    while not rude.count(manner):
        time.sleep(0.01)
    live.cancel()
    thread.join(SECONDS)
    assert not thread.is_alive()
    assert [type(error) for error in caught] == [Cancelled]


def test_an_update_without_names_fetches_all_that_is_tracked(
    tracker: Tracker, inbox: Inbox, environment: Path
) -> None:
    """And nothing else."""
    tracker("track", V1, "--source", inbox.url)
    backend = backend_of(inbox.url)
    said: list[str] = []
    backend.update((), said.append)
    assert said
    assert not any("lamp" in text for text in said)


def test_an_update_that_reaches_nobody_fails_in_one_line(backend: TuiBackend) -> None:
    """It names the server and counts; what was at hand stays."""
    before = ids(backend)
    with pytest.raises(
        Unreachable, match=r"^1 of 1 not brought up to date; 127\.0\.0\.1:9: nothing"
    ):
        backend_of("http://127.0.0.1:9/").update([V1], drop)
    assert ids(backend) == before


def test_an_update_that_fails_in_part_counts(tracker: Tracker, inbox: Inbox) -> None:
    """The others are brought up to date."""
    tracker("track", V1, "--source", inbox.url)
    backend = backend_of(inbox.url)
    with pytest.raises(Unreachable, match=r"^1 of 2 not brought up to date; .*does not hold"):
        backend.update(["nobody@example.org", V1], drop)


@pytest.mark.parametrize(("stream", "status"), [("stdout", 0), ("stderr", 2)])
def test_the_last_words_of_a_program_are_told(
    backend: TuiBackend, stream: str, status: int
) -> None:
    """Of a failure what it wrote on stderr."""
    code = f"import sys; print('one\\ntwo\\n', file=sys.{stream}); sys.exit({status})"
    ended = backend.run([sys.executable, "-c", code], terminal=False)
    assert ended == Ended(status, "two", "one\ntwo\n\n")


@pytest.mark.parametrize("form", ["{} {} %s", "{} {}", "none-such:{} {} %s &"])
def test_the_browser_of_the_user_is_run(
    backend: TuiBackend, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    """With the URL as one argument, and no shell."""
    kept, script = tmp_path / "kept", tmp_path / "show.py"
    script.write_text(f"import sys; open({str(kept)!r}, 'w').write(repr(sys.argv[1:]))")
    monkeypatch.setenv("BROWSER", form.format(sys.executable, script))
    assert backend.browse("a;b$c@example.org") == ()
    assert kept.read_text() == repr([backend.url("a;b$c@example.org")])


def test_a_browser_of_the_terminal_is_given_it(
    backend: TuiBackend, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is not started here."""
    program = tmp_path / "w3m"
    program.write_text("#!/bin/sh\nexit 9\n")
    program.chmod(0o755)
    monkeypatch.setenv("BROWSER", str(program))
    assert backend.browse(V1) == (str(program), backend.url(V1))


def test_tmux_is_handed_what_is_copied(
    backend: TuiBackend, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On its stdin; without tmux nobody is."""
    monkeypatch.delenv("TMUX", raising=False)
    assert not backend.copy("words")
    program = tmp_path / "tmux"
    program.write_text(f'#!/bin/sh\necho "$@" > {tmp_path}/args; cat > {tmp_path}/text\n')
    program.chmod(0o755)
    monkeypatch.setenv("TMUX", "/somewhere")
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    assert backend.copy("-x words")
    assert (tmp_path / "args").read_text() == "load-buffer -w -\n"
    assert (tmp_path / "text").read_text() == "-x words"


def test_offline_is_said(backend: TuiBackend) -> None:
    """Nothing is tried."""
    with pytest.raises(Usage, match="offline"):
        backend_of(live=False).update([V1], drop)


def test_a_program_is_run_without_a_shell(backend: TuiBackend, tmp_path: Path) -> None:
    """Its words are its words; its status comes back."""
    kept = tmp_path / "kept"
    code = "import sys; open(sys.argv[1], 'w').write(repr(sys.argv[2:])); sys.exit(3)"
    words = [sys.executable, "-c", code, str(kept), "$(reboot); `x` 'y'", ""]
    assert backend.run(words, terminal=False).status == 3
    assert kept.read_text() == repr(["$(reboot); `x` 'y'", ""])


@pytest.mark.parametrize("words", [["/no/such/program"], ["prog\0ram"], []])
def test_a_program_that_is_not_there_is_a_sentence(backend: TuiBackend, words: list[str]) -> None:
    """No traceback."""
    with pytest.raises(Usage, match="could not be run"):
        backend.run(words, terminal=False)


def test_no_browser_is_a_sentence(backend: TuiBackend, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where none is found, and where the only one would paint over us."""
    monkeypatch.setenv("PATH", "/nowhere")
    for browser in ("", "true %s"):
        monkeypatch.setenv("BROWSER", browser)
        monkeypatch.setattr("webbrowser._tryorder", None)
        monkeypatch.setattr("webbrowser._browsers", {})
        with pytest.raises(Broken):
            backend.browse(V1)
