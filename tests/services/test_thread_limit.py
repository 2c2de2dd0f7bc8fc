# SPDX-License-Identifier: GPL-2.0-or-later
"""A limit of CPU time for a thread leaves nothing behind, kept or passed."""

import subprocess
import sys

import pytest

CODE = """
import sys, threading
from tracker.services.sync.thread_limit import limited_thread

class Late(BaseException):
    pass

def read(seconds):
    try:
        with limited_thread(seconds, Late):
            for _ in range(LOOPS):
                pass
        print("kept", end=" ")
    except Late:
        print("passed", end=" ")

for _ in range(2):
    one = threading.Thread(target=read, args=(SECONDS,))
    one.start()
    one.join()

# Where an exception for a thread is still looked for, a traced call never begins.
sys.settrace(lambda *_: None)
(lambda: sorted(range(100)))()
sys.settrace(None)
print("traced")
"""


@pytest.mark.parametrize(
    ("seconds", "loops", "said"),
    [(10.0, 10, "kept kept traced"), (0.0, 10**9, "passed passed traced")],
)
def test_what_follows_a_limit_is_undisturbed(seconds: float, loops: int, said: str) -> None:
    code = CODE.replace("SECONDS", str(seconds)).replace("LOOPS", str(loops))
    done = subprocess.run(
        (sys.executable, "-c", code), capture_output=True, text=True, check=False, timeout=120
    )
    assert (done.stdout.strip(), done.stderr) == (said, "")
