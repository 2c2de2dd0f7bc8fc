# SPDX-License-Identifier: GPL-2.0-or-later
"""The thread tree: every message once, answers below what they answer."""

from collections.abc import Callable

from tests.mails import ADA, REX, at, mail
from tests.posts import LATE, dossier, pool, posting, reply, sent, tagged
from tests.state.test_stage import applied
from tests.work import grows_linearly
from tracker.model.series import Series
from tracker.model.views import ThreadLine
from tracker.state.dossier import compile_dossier
from tracker.state.thread import MAX_INDENT, thread


def lines(*raws: bytes) -> tuple[ThreadLine, ...]:
    return thread(dossier(*raws))


def drawn(*raws: bytes) -> list[str]:
    return ["  " * one.depth + one.message_id.partition("@")[0] for one in lines(*raws)]


def test_answers_stand_below_what_they_answer_in_reading_order() -> None:
    raws = [
        *sent("a"),
        reply("r1", "a-0", "Nice.\n", hours=1),
        reply("r3", "a-2", "Hm.\n", hours=3),
        reply("r2", "a-1", "Why?\n", hours=2),
        reply("r4", "r2", "So.\n", ADA, hours=4),
    ]
    assert drawn(*raws) == ["a-0", "  a-1", "    r2", "      r4", "  a-2", "    r3", "  r1"]


def test_versions_stand_one_after_the_other_unless_one_answers_the_other() -> None:
    first, later = sent("a"), sent("b", version=2, hours=24)
    assert drawn(*first, *later) == ["a-0", "  a-1", "  a-2", "b-0", "  b-1", "  b-2"]
    below = sent("b", version=2, hours=24, answers="a-0@example.org")
    assert drawn(*first, *below)[3:] == ["  b-0", "    b-1", "    b-2"]


def test_patches_stand_by_number_not_by_time() -> None:
    raws = sent("a", total=11)
    assert drawn(*reversed(raws)) == ["a-0", *(f"  a-{n}" for n in range(1, 12))]


def test_an_answer_to_a_mail_that_is_not_at_hand_hangs_on_what_is_above_that() -> None:
    lost = mail("Re: x", REX, message_id="r@x.org", in_reply_to="gone@x.org",
                references=("a-0@example.org", "gone@x.org"), date=at(2))  # fmt: skip
    found = lines(*sent("a"), lost)[-1]
    assert (found.message_id, found.parent, found.depth) == ("r@x.org", "a-0@example.org", 1)


def test_each_message_has_its_role_and_marks() -> None:
    robot = reply("ci", "a-0", "Build failed.\n", "kernel test robot <lkp@intel.com>")
    raws = [
        *sent("a"),
        robot,
        tagged("t", "a-1"),
        reply("q", "a-1", "> +better;\n\nWhy does it return a pointer here?\n", hours=6),
        reply("n", "a-0", "NAK. It breaks gears.\n", hours=7),
        applied("done", "a-0"),
    ]
    found = {one.message_id.partition("@")[0]: (one.role, one.marks) for one in lines(*raws)}
    assert found["a-0"] == ("cover", ())
    assert found["a-1"] == ("patch", ())
    assert found["ci"] == ("bot", ())
    assert found["t"] == ("reply", ("Reviewed-by",))
    assert found["q"] == ("reply", ("question",))
    assert found["n"][0] == "reply"
    assert "nack" in found["n"][1]
    assert found["done"] == ("notice", ())


def test_mails_that_answer_each_other_are_shown_once_each() -> None:
    """r1 -> r2 -> r1, and r2 also names the cover: the oldest of the loop is its top."""
    one = mail("Re: x", REX, message_id="r1@x.org", in_reply_to="r2@x.org", date=at(2))
    two = mail("Re: x", REX, message_id="r2@x.org", in_reply_to="r1@x.org",
               references=("a-0@example.org",), date=at(3))  # fmt: skip
    found = lines(*sent("a"), one, two)
    assert len(found) == len({each.message_id for each in found}) == 5


def test_depth_is_held_to_what_a_screen_can_show() -> None:
    raws = sent("a")
    for n in range(60):
        raws.append(reply(f"r{n}", f"r{n - 1}" if n else "a-0", "x\n", hours=n + 1))
    assert max(one.depth for one in lines(*raws)) == MAX_INDENT


def test_a_thread_of_thousands_takes_time_in_step_with_its_size() -> None:
    def drawing(count: int) -> Callable[[], None]:
        raws = sent("a")
        for n in range(count):
            raws.append(reply(f"r{n}", f"r{n - 1}" if n % 50 else "a-0", "x\n", hours=n))
        revision = posting(*raws)
        series = Series(id=revision.message_id, revisions=(revision,))
        found = compile_dossier(series, pool(*raws), LATE)
        assert found is not None

        def call() -> None:
            assert len(thread(found)) == count + 3

        return call

    grows_linearly(drawing, 150)
