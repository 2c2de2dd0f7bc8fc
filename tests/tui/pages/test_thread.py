# SPDX-License-Identifier: GPL-2.0-or-later
"""The tree of a thread."""

from dataclasses import replace
from types import SimpleNamespace

from tracker.model.mail import Person
from tracker.model.roles import Role
from tracker.render.thread import DEEPEST, ThreadLimit, limited, open_mails, repeating, thread_rows


def lines_of(view: object) -> list[str]:
    """The lines without their roles."""
    rows = thread_rows(view)  # type: ignore[arg-type]  # made by the builders
    return ["".join(span.text for span in row.draw(80)).rstrip() for row in rows]


def test_branches_show_what_answers_what(make: SimpleNamespace) -> None:
    """The last answer closes its branch; a stem passes by what hangs below another."""
    lines = lines_of(make.view())
    assert "├─Ann Author" in lines[1]
    assert "│ └─Rik Reviewer" in lines[2]
    assert "├─Ann Author" in lines[3]
    assert "└─May Maintainer" in lines[4]


def test_marks_tell_what_a_message_gives(make: SimpleNamespace) -> None:
    """A review and a question; a notice that it was applied."""
    lines = lines_of(make.view())
    assert "R?" in lines[2]
    assert "●" in lines[4]


def test_a_subject_that_only_repeats_is_left_out(make: SimpleNamespace) -> None:
    """One that says something new is not."""
    thread = list(make.thread())
    assert "lamp: shut it" not in lines_of(make.view())[2]
    thread[2] = replace(thread[2], subject="moths (was: lamp: shut it)")
    assert "moths (was" in lines_of(make.view(thread=tuple(thread)))[2]


def test_a_deep_thread_stays_on_the_screen(make: SimpleNamespace) -> None:
    """Beyond some depth the tree goes straight down."""
    one = make.thread()[0]
    deep = tuple(
        replace(one, message_id=f"m{n}@example.org", depth=n, role="reply") for n in range(500)
    )
    lines = lines_of(make.view(thread=deep))
    assert all(line.index("Ann") <= 12 + 2 * DEEPEST for line in lines)


def test_a_long_name_leaves_room_for_the_subject(make: SimpleNamespace) -> None:
    """The name is cut, with a sign."""
    thread = list(make.thread())
    thread[0] = replace(thread[0], who=Person("Ann " * 30, "ann@example.org"))
    line = lines_of(make.view(thread=tuple(thread)))[0]
    assert "…" in line
    assert "[PATCH v2 0/2] lamp: the door" in line


def test_what_came_since_the_last_look_is_marked(make: SimpleNamespace) -> None:
    """By a dot before it."""
    view = make.view()
    rows = thread_rows(view, frozenset({"reply@example.org"}))
    lines = ["".join(span.text for span in row.draw(80)) for row in rows]
    assert [line[0] for line in lines] == [" ", " ", "•", " ", " "]


def test_only_questions_without_an_answer_stand_out(make: SimpleNamespace) -> None:
    """The others get another sign, dim."""
    view = make.view()
    assert open_mails(view) == {"reply@example.org": 8}
    (newest,) = view.revisions[-1:]
    done = tuple(replace(one, answered_by="a@example.org") for one in newest.questions)
    answered = replace(view, revisions=(replace(newest, questions=done),))
    assert open_mails(answered) == {}
    roles = []
    for one in (view, answered):
        line = thread_rows(one)[2].draw(80)
        roles += [(span.text, span.role) for span in line if span.text in "?✓"]
    assert roles == [("?", Role.WARN), ("✓", Role.DIM)]


def test_a_reply_shows_the_words_it_begins_with(make: SimpleNamespace) -> None:
    """Where its subject says nothing new; what is open in it is shown in their place."""
    words: dict[str, str] = {}
    rows = thread_rows(make.view(), frozenset(), words)
    asked = "Why not shut the door first?"
    assert asked in "".join(span.text for span in rows[2].draw(80))
    words |= {line.message_id: "Shut the door first." for line in make.thread()}
    told = ["Shut the door" in "".join(span.text for span in row.draw(80)) for row in rows]
    assert told == [False, False, False, False, True]
    assert asked in "".join(span.text for span in rows[2].draw(80))
    assert repeating(make.view()) == {"reply@example.org", "notice@example.org"}


def test_old_messages_have_their_day(make: SimpleNamespace) -> None:
    """Months would tell no order; all stand in one column."""
    thread = list(make.thread())
    thread[0] = replace(thread[0], date=make.ago(400))
    lines = lines_of(make.view(thread=tuple(thread)))
    assert lines[0].startswith(" 2025-02-13 ")
    assert lines[1].startswith(" 8d         ")


def test_a_limit_leaves_the_mails_of_its_kind(make: SimpleNamespace) -> None:
    """Postings; the mail that asks; whoever wrote the mail under the cursor; or all."""
    view = make.view()
    left = {
        kind: limited(view, kind, frozenset({"n"}), "reply@example.org") for kind in ThreadLimit
    }
    assert left[ThreadLimit.ALL] == {line.message_id for line in view.thread}
    assert left[ThreadLimit.UNREAD] == {"n"}
    assert len(left[ThreadLimit.PATCHES]) == 3
    assert left[ThreadLimit.QUESTIONS] == left[ThreadLimit.AUTHOR] == {"reply@example.org"}
