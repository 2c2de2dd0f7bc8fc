# SPDX-License-Identifier: GPL-2.0-or-later
"""Who answers whom, past messages that are not at hand, through loops and great depth."""

from tests.mails import at, mail
from tests.posts import message, pool
from tracker.model.mail import Message
from tracker.series.threads import MAX_DEPTH, Threads, by_date


def chain(length: int, *, whole: bool) -> dict[str, Message]:
    """``m0 <- m1 <- m2 ...``; ``whole`` gives each all of its ancestors as References."""
    names = [f"m{n}@example.org" for n in range(length)]
    return pool(
        *(
            mail(
                "widget",
                message_id=name,
                in_reply_to=names[n - 1] if n else "",
                references=names[:n] if whole else names[max(0, n - 1) : n],
                date=at(n),
            )
            for n, name in enumerate(names)
        )
    )


def test_ancestors_come_nearest_first() -> None:
    for whole in (True, False):
        messages = chain(5, whole=whole)
        found = list(Threads(messages).ancestors(messages["m4@example.org"]))
        assert found == [f"m{n}@example.org" for n in (3, 2, 1, 0)]


def test_messages_that_are_not_at_hand_are_named_and_passed() -> None:
    """root <- (gone) <- answer, which names both."""
    answer = message(
        mail("Re: widget", message_id="a@x.org", in_reply_to="gone@x.org",
             references=("root@x.org", "gone@x.org"))
    )  # fmt: skip
    root = message(mail("widget", message_id="root@x.org"))
    threads = Threads({one.message_id: one for one in (root, answer)})
    assert list(threads.ancestors(answer)) == ["gone@x.org", "root@x.org"]
    assert threads.root(answer) == "root@x.org"


def test_in_reply_to_is_nearer_than_the_references() -> None:
    found = message(mail("Re: x", message_id="a@x", in_reply_to="near@x", references=("far@x",)))
    assert found.parents == ("near@x", "far@x")


def test_a_loop_of_references_ends() -> None:
    messages = pool(
        mail("x", message_id="a@x.org", in_reply_to="b@x.org"),
        mail("x", message_id="b@x.org", in_reply_to="c@x.org"),
        mail("x", message_id="c@x.org", in_reply_to="a@x.org"),
        mail("x", message_id="self@x.org", in_reply_to="self@x.org"),
    )
    threads = Threads(messages)
    assert list(threads.ancestors(messages["a@x.org"])) == ["b@x.org", "c@x.org"]
    assert list(threads.ancestors(messages["self@x.org"])) == []
    assert threads.root(messages["self@x.org"]) == "self@x.org"


def test_no_more_steps_than_the_limit_are_taken() -> None:
    messages = chain(MAX_DEPTH + 50, whole=False)
    last = messages[f"m{MAX_DEPTH + 49}@example.org"]
    assert len(list(Threads(messages).ancestors(last))) == MAX_DEPTH


def test_mails_of_one_second_stand_by_counter_then_name() -> None:
    raws = [
        mail("[PATCH 2/2] b", message_id="z@x.org"),
        mail("[PATCH 1/2] a", message_id="y@x.org"),
        mail("[PATCH 1/2] a", message_id="x@x.org"),
        mail("older", message_id="w@x.org", date=at(-1)),
    ]
    found = [one.message_id[0] for one in by_date(pool(*raws).values())]
    assert found == ["w", "x", "y", "z"]
