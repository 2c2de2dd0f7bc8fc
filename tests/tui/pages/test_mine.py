# SPDX-License-Identifier: GPL-2.0-or-later
"""Why a series is the user's: on the board, and on its page."""

from dataclasses import replace
from types import SimpleNamespace

from tracker.model.people import Person
from tracker.model.query import NOBODY, Identity
from tracker.model.status import Mover, Side, Turn
from tracker.render.preview import why_mine, why_mine_whole
from tracker.tui.headline import headline

REX = Person("Rex Reviewer", "rex@example.org")
ME = Identity(addresses=frozenset({REX.email}))


def turn(side: Side, *people: Mover) -> Turn:
    """Somebody's turn."""
    return Turn(side=side, people=people)


def test_who_is_named_is_named_for_a_reason(make: SimpleNamespace) -> None:
    row = replace(make.row(), turn=turn(Side.REVIEWERS, Mover(REX.name, REX.email, "asked last")))
    assert why_mine(row, ME) == "you asked last"
    assert why_mine(row, NOBODY) == ""


def test_who_wrote_about_it_and_gave_no_tag_is_asked_too(make: SimpleNamespace) -> None:
    row = replace(make.row(), turn=turn(Side.REVIEWERS), involved=(REX,))
    assert why_mine(row, ME).startswith("you wrote about it, and gave v")
    assert why_mine(replace(row, reviewers=(REX,)), ME) == ""
    assert why_mine(replace(row, author=REX), ME) == ""
    assert why_mine(replace(row, turn=turn(Side.AUTHOR)), ME) == ""


def test_a_maintainer_is_named_with_the_section(make: SimpleNamespace) -> None:
    row = replace(make.row(), turn=turn(Side.MAINTAINER), maintainers=(REX,), subsystems=("LAMPS",))
    assert why_mine(row, ME) == "MAINTAINERS names you for LAMPS"


def test_the_page_names_the_same_reason_as_the_row(make: SimpleNamespace) -> None:
    """Also where the turn names others: who wrote about it is asked there, too."""
    max_other = Mover("Max Other", "max@example.org", "was asked")
    rex = Mover(REX.name, REX.email, "was asked")
    wrote = "you wrote about it, and gave v2 no tag"
    for named, mine in ((max_other, wrote), (rex, "you were asked")):
        move = turn(Side.REVIEWERS, named)
        thread = (replace(make.thread()[0], who=REX),)
        assert why_mine(replace(make.row(), turn=move, involved=(REX,)), ME) == mine
        view = make.view(turn=move, thread=thread)
        line = "".join(span.text for span in headline(view, ME, 200))
        assert f"your turn: {mine}" in line


def test_the_page_says_what_was_said_last(make: SimpleNamespace) -> None:
    view = make.view()
    question = next(one for revision in view.revisions for one in revision.questions)
    who = Identity(addresses=frozenset({question.who.email}))
    said = why_mine_whole(view, who)
    assert said.startswith(f"you asked on {question.date:%F}")
    assert why_mine_whole(view, NOBODY) == ""
    assert why_mine_whole(view, Identity(addresses=frozenset({"no@example.org"}))) == ""
