# SPDX-License-Identifier: GPL-2.0-or-later
"""Requests against a server that misbehaves: each fault is told, none hangs, cancel works."""

import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

import tracker
from tests.servers import COVER, RudeServer
from tracker.errors import Cancelled, ConfigError, NotFound, Refused, TrackerError, Unreachable
from tracker.sources.http import Client, HttpLimits
from tracker.sources.lore import Lore
from tracker.sources.mirrors import Mirrors
from tracker.sources.sockets import Sockets

PATIENT = HttpLimits(download=1 << 20, unpacked=1 << 20)
QUICK = replace(PATIENT, connect=1, read=0.4, total=0.6)
"""For servers that would never answer; on a busy machine the others need longer."""
PATIENCE = 60.0
"""Seconds after which a thread that should have ended at once counts as hanging."""
YEARS = 1e9
"""Seconds; longer than any machine runs, whose monotonic clock starts with it."""
ROOT = Path(tracker.__file__).parents[1]


def lore(rude: RudeServer, behaviour: str, limits: HttpLimits = PATIENT) -> Lore:
    return Lore(rude.inbox(behaviour), limits, Mirrors())


@pytest.mark.parametrize(
    ("behaviour", "fault", "words"),
    [
        ("missing", NotFound, "does not hold"),
        ("busy", Refused, "left alone for 120 s"),
        ("dated", Refused, "left alone for a day or more"),
        ("broken", Refused, "has a fault .502."),
        ("closed", Refused, "does not let us in"),
        ("challenge", Refused, "sends a page where mail was asked for"),
        ("cut", Unreachable, "cut short"),
        ("chunkcut", Unreachable, "cut short"),
        ("short", Unreachable, "cut short"),
        ("bomb", Refused, "unpacks to more than 1 MiB"),
        ("pieces", Refused, "pieces"),
        ("long", Refused, "longer than 1 MiB"),
        ("drip", Unreachable, "takes more than"),
        ("headdrip", Unreachable, "takes more than"),
        ("hang", Unreachable, "does not answer in time"),
        ("away", Refused, "redirects to http://localhost"),
        ("circle", Refused, "in a circle"),
        ("empty", Refused, "an empty thread"),
    ],
)
def test_each_misbehaviour_is_told_with_the_server_and_what_it_did(
    rude: RudeServer, behaviour: str, fault: type[TrackerError], words: str
) -> None:
    """Whatever a server does, the caller gets one of our errors that names the server."""
    limits = QUICK if "answer in time" in words or "takes more" in words else PATIENT
    with lore(rude, behaviour, limits) as source, pytest.raises(fault, match=words) as told:
        source.thread(COVER)
    assert rude.origin in str(told.value)
    assert type(told.value) is fault
    assert rude.count(behaviour) <= 6


def test_a_thread_that_lacks_the_asked_message_is_refused(rude: RudeServer) -> None:
    """A server that knows nothing of an id may answer with something else."""
    with lore(rude, "good") as source, pytest.raises(Refused, match="a thread of 5 without it"):
        source.thread("other@example.org")


def test_a_good_answer_takes_one_request_under_our_own_name(rude: RudeServer) -> None:
    """One GET, no HEAD before it, no search behind it; and the server's bytes are kept."""
    with lore(rude, "good") as source:
        fetched = source.fetch(COVER)
    assert rude.requests == [("GET", f"/good/{COVER}/t.mbox.gz", 0)]
    assert {agent.split("/")[0] for agent in rude.agents} == {"tracker"}
    assert fetched.raw == rude.thread
    assert fetched.messages[0].key == COVER


def test_a_content_encoding_is_undone_once(rude: RudeServer) -> None:
    """A proxy may compress the gzipped mbox a second time."""
    with lore(rude, "encoded") as source:
        assert source.fetch(COVER).raw == rude.thread


def test_a_wrong_content_encoding_leaves_mail_that_is_read(rude: RudeServer) -> None:
    """The library of connections undoes it, and what is left is the bare mbox."""
    with lore(rude, "wrongly") as source:
        assert source.fetch(COVER).messages[0].key == COVER


def test_a_short_retry_after_is_waited_for_once(rude: RudeServer) -> None:
    """The second answer is the good one."""
    with lore(rude, "soon") as source:
        assert len(source.thread(COVER)) == 5
    assert rude.count("soon") == 2


def test_a_redirect_on_the_same_server_is_followed(rude: RudeServer) -> None:
    """Servers move inboxes to other paths."""
    with lore(rude, "near") as source:
        assert len(source.thread(COVER)) == 5
    assert [path.split("/")[1] for _, path, _ in rude.requests] == ["near", "good"]


def test_a_search_is_posted_with_an_empty_body(rude: RudeServer) -> None:
    """public-inbox takes any body of ``x=`` for a wish for whole threads."""
    with lore(rude, "good") as source:
        source.search("s:widgets")
        source.search("s:widgets", full_threads=True)
    assert [(method, length) for method, _, length in rude.requests] == [("POST", 0)] * 2
    assert ["t=1" in path for _, path, _ in rude.requests] == [False, True]


def test_a_search_that_is_sent_elsewhere_is_refused(rude: RudeServer) -> None:
    """A 302 would turn the question into a GET, which answers with a page."""
    with lore(rude, "near") as source, pytest.raises(Refused, match="elsewhere"):
        source.search("s:widgets")


@pytest.mark.parametrize("behaviour", ["hang", "drip"])
@pytest.mark.parametrize("ask", [lambda one: one.thread(COVER), lambda one: one.search("s:x")])
def test_cancel_ends_a_request_under_way(
    rude: RudeServer, behaviour: str, ask: Callable[[Lore], object]
) -> None:
    """From another thread, waiting for the first byte or in the middle of a body.

    That it is cancelled, and not out of time, shows that nothing was waited for.
    """
    source = lore(rude, behaviour)
    told: list[TrackerError] = []

    def run() -> None:
        try:
            ask(source)
        except TrackerError as fault:
            told.append(fault)

    runner = threading.Thread(target=run)
    runner.start()
    until(lambda: rude.count(behaviour) == 1)
    source.cancel()
    runner.join(PATIENCE)
    assert not runner.is_alive()
    assert [type(fault) for fault in told] == [Cancelled]
    source.close()


def test_cancel_ends_a_connection_attempt_and_a_handshake() -> None:
    """A server that takes the connection and says nothing, and one that takes none."""
    for scheme, queue in (("https", 5), ("http", 0)):
        with socket.socket() as listener:
            listener.bind(("127.0.0.1", 0))
            listener.listen(queue)
            address = listener.getsockname()
            fillers = [socket.socket() for _ in range(0 if queue else 4)]
            for filler in fillers:
                filler.setblocking(False)
                filler.connect_ex(address)
            source = Lore(f"{scheme}://127.0.0.1:{address[1]}/all", PATIENT, Mirrors())
            threading.Timer(0.3, source.cancel).start()
            with pytest.raises(Cancelled):
                source.thread(COVER)
            source.close()
            for filler in fillers:
                filler.close()


def test_no_connection_is_made_after_a_cancel() -> None:
    """One that is about to connect when the cancel comes must not slip through."""
    sockets = Sockets()
    with socket.socket() as one:
        sockets.shut()
        with pytest.raises(ConnectionAbortedError):
            sockets.add(one)
        sockets.reopen()
        sockets.drop(sockets.add(one))


def test_after_a_cancel_nothing_is_asked_until_resumed(rude: RudeServer) -> None:
    """A job between two requests must not go on; a later job may."""
    with lore(rude, "good") as source:
        source.cancel()
        with pytest.raises(Cancelled):
            source.thread(COVER)
        assert not rude.requests
        source.resume()
        assert len(source.thread(COVER)) == 5


def test_cancel_ends_the_wait_for_a_retry(rude: RudeServer) -> None:
    """The pause a server asks for, two minutes here, is no reason to sit it out."""
    with lore(rude, "busy", replace(PATIENT, patience=600)) as source:
        told: list[type[BaseException]] = []

        def run() -> None:
            try:
                source.thread(COVER)
            except TrackerError as fault:
                told.append(type(fault))

        runner = threading.Thread(target=run, daemon=True)
        runner.start()
        until(lambda: rude.count("busy") == 1)
        source.cancel()
        runner.join(PATIENCE)
        assert told == [Cancelled]


def test_a_server_elsewhere_is_not_asked_in_a_rush(
    rude: RudeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A gap is kept between requests, except to this machine."""
    monkeypatch.setattr("tracker.sources.http._is_local", lambda url: False)
    waits: list[float] = []
    with Client((rude.origin,), replace(PATIENT, gap=YEARS)) as client:
        monkeypatch.setattr(client, "_stop", SimpleNamespace(wait=waits.append, is_set=bool))
        for _ in range(3):
            client.fetch(f"{rude.origin}/good/x")
        monkeypatch.undo()
    assert waits[0] == 0
    assert all(YEARS - PATIENCE < one <= YEARS for one in waits[1:])
    assert len(waits) == 3


def test_eight_threads_share_one_client(rude: RudeServer) -> None:
    """Answers are not mixed up, and each thread gets its own."""
    counts: list[int] = []
    with lore(rude, "good") as source:

        def run() -> None:
            counts.extend(len(source.thread(COVER)) for _ in range(5))

        runners = [threading.Thread(target=run) for _ in range(8)]
        for runner in runners:
            runner.start()
        for runner in runners:
            runner.join()
    assert counts == [5] * 40


def test_a_dead_port_and_a_nameless_host_are_unreachable() -> None:
    """Each with its own sentence."""
    with (
        Lore("http://127.0.0.1:1/all", QUICK, Mirrors()) as source,
        pytest.raises(Unreachable, match="connection refused"),
    ):
        source.thread(COVER)


@pytest.mark.parametrize(
    "url", ["ftp://example.org/", "example.org", "", "http://", "http://x:99999/"]
)
def test_what_is_no_server_is_a_fault_of_the_configuration(url: str) -> None:
    """Told before anything is asked."""
    with pytest.raises(ConfigError, match="no server that can be asked"):
        Client((url,))


def test_a_mirror_is_asked_before_the_server(rude: RudeServer) -> None:
    """The user's git configuration names it; where it fails, the server itself is asked."""
    with Lore(rude.inbox("good"), QUICK, Mirrors(fallbacks=("http://127.0.0.1:1",))) as source:
        assert len(source.thread(COVER)) == 5


@pytest.mark.parametrize("setup", ["", "import logging; logging.basicConfig()\n"])
def test_the_libraries_print_nothing(rude: RudeServer, setup: str) -> None:
    """Their warnings would land in the middle of a screen, with and without a log of ours."""
    script = (
        f"{setup}from tracker.sources.lore import Lore\n"
        "from tracker.errors import Refused\n"
        f"try: Lore({rude.inbox('broken')!r}).thread('a@b')\n"
        "except Refused: print('refused')\n"
    )
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, capture_output=True, check=True, cwd=ROOT)
    assert (done.stdout, done.stderr) == (b"refused\n", b"")


def test_a_plain_client_follows_no_foreign_redirect(rude: RudeServer) -> None:
    """Other sources ask through it without liblore."""
    with Client((rude.origin,), QUICK) as client:
        with pytest.raises(Refused, match="not followed"):
            client.fetch(f"{rude.origin}/away/x")
        assert client.fetch(f"{rude.origin}/near/x").body == rude.thread
        assert client.fetch(f"{rude.origin}/near/x", wanted=(302,)).location == "/good/x"


def test_netrc_and_cookies_are_not_sent(
    rude: RudeServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A password for a host is no business of its mail archive."""
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login me password secret\n")
    monkeypatch.setenv("NETRC", str(netrc))
    with Client((rude.origin,), QUICK) as client:
        sent: list[str] = []
        client.session.hooks["response"].append(lambda got, **_: sent.extend(got.request.headers))
        client.fetch(f"{rude.origin}/good/x")
    assert "Authorization" not in sent
    assert "User-Agent" in sent


def until(holds: Callable[[], bool]) -> None:
    """Wait for something to hold; a test that waits in vain is ended by ``conftest.py``."""
    while not holds():
        time.sleep(0.01)
