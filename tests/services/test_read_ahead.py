# SPDX-License-Identifier: GPL-2.0-or-later
"""Mails that forked processes read are those that one process reads, in their order.

In a process of their own: the test runner has threads, and beside threads nothing is forked.
"""

import subprocess
import sys
import textwrap
import threading

import pytest

from tests.mails import patch
from tracker.model.mail import Stored
from tracker.services.sync import read_ahead
from tracker.store.mail_writes import Keyed

HEAD = """
import os, signal, sys
from multiprocessing import active_children
from tests.mails import patch
from tracker.model.mail import Stored
from tracker.services.sync import read_ahead
from tracker.services.sync.guarded_read import read_chunk
read_ahead.CHUNK, read_ahead.FIRST, read_ahead.MANY = 2, 1, 4
mails = [
    Stored(raw=patch(f"lamp: Shine {n}", message_id=f"{n}@example.org"), archive="a", key=str(n))
    for n in range(11)
]
mails[5] = Stored(raw=b"no mail", archive="a", key="5")
here = read_chunk(mails)
"""


def run(body: str) -> str:
    code = textwrap.dedent(HEAD) + textwrap.dedent(body)
    done = subprocess.run((sys.executable, "-c", code), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_forked_processes_read_what_one_process_reads() -> None:
    out = run("""
        chunks = []
        for chunk in read_ahead.read_ahead(iter(mails), 3):
            chunks.append(len(active_children()))
            here, found = here[len(chunk):], here[:len(chunk)]
            assert chunk == found, (chunk, found)
        assert not here and not active_children()
        print(chunks)
    """)
    assert out == "[3, 3, 3, 3, 3, 3]\n"


def test_a_chunk_of_long_mails_holds_fewer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_ahead, "CHUNK_BYTES", 2000)
    texts = ("long " * 400, "short", "short", "long " * 400, "short")
    mails = [
        Stored(
            raw=patch("lamp: Shine", log=text, message_id=f"{n}@example.org"),
            archive="a",
            key=str(n),
        )
        for n, text in enumerate(texts)
    ]
    chunks = [[key for key, _ in one] for one in read_ahead.read_ahead(iter(mails), 1)]
    assert chunks == [["0"], ["1", "2", "3"], ["4"]]


def test_the_mails_of_a_process_that_is_killed_are_read_by_this_one() -> None:
    out = run("""
        def killed():
            for n, mail in enumerate(mails):
                if n == 6:
                    for child in active_children():
                        os.kill(child.pid, signal.SIGKILL)
                        child.join()
                yield mail
        found = [one for chunk in read_ahead.read_ahead(killed(), 2) for one in chunk]
        print(found == here, len(active_children()))
    """)
    assert out == "True 0\n"


def test_processes_end_with_the_one_that_started_them() -> None:
    out = run("""
        reader, writer = os.pipe()
        if not os.fork():
            chunks = read_ahead.read_ahead(iter(mails), 2)
            next(chunks)
            os.write(writer, " ".join(str(one.pid) for one in active_children()).encode())
            os.kill(os.getpid(), signal.SIGKILL)
        os.wait()
        for pid in os.read(reader, 100).split():
            for _ in range(1000):
                try:
                    state = open(f"/proc/{int(pid)}/stat").read().rpartition(")")[2].split()[0]
                except FileNotFoundError:
                    break
                if state == "Z":
                    break
                import time; time.sleep(0.01)
            else:
                sys.exit(f"{pid} goes on")
        print("ended")
    """)
    assert out == "ended\n"


def test_beside_another_thread_mails_are_read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_ahead, "MANY", 1)
    mail = Stored(raw=patch("lamp: Shine", message_id="a@example.org"), archive="a", key="1")
    found: list[list[Keyed]] = []
    thread = threading.Thread(
        target=lambda: found.extend(read_ahead.read_ahead(iter([mail, mail]), 2))
    )
    thread.start()
    thread.join()
    assert [len(chunk) for chunk in found] == [2]
