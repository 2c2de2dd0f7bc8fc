# SPDX-License-Identifier: GPL-2.0-or-later
"""A test that fails for nearly everybody says little of one patch."""

from datetime import timedelta
from pathlib import Path

from tests.mails import START, mail, patch
from tests.stored import Stock
from tracker.model.checks import Check
from tracker.model.status import Side

CI = "Acme CI <ci@example.org>"


def posted(number: int, days: int, *rows: str) -> list[bytes]:
    name, date = f"p{number}@example.org", START + timedelta(days=days)
    body = "\n".join(("Test Summary:", *rows, ""))
    return [
        patch(f"widget: spin {number} times", message_id=name, date=date),
        mail("Re: [PATCH] widget", CI, body, message_id=f"c{number}@example.org",
             in_reply_to=name, date=date + timedelta(hours=1)),
    ]  # fmt: skip


def failing(stock: Stock, number: int) -> tuple[list[Check], Side]:
    library = stock.library()
    dossier = library.dossier(f"p{number}@example.org")
    assert dossier is not None
    row = library.row(f"p{number}@example.org")
    assert row is not None
    return [one for one in dossier.checks if one.state.value == "fail"], row.turn.side


def test_what_failed_for_many_before_moves_nobody(tmp_path: Path) -> None:
    """Every other one of thirty; of the other context none did."""
    stock = Stock(tmp_path)
    for number in range(30):
        word = "fail" if number % 2 else "pass"
        stock.take(posted(number, number, f"flaky: {word}", "build: pass"))
    stock.take(posted(90, 62, "flaky: fail", "build: pass"))
    stock.take(posted(91, 62, "flaky: pass", "build: fail"))
    (usual,), side = failing(stock, 90)
    assert (usual.context, usual.usual, usual.open, side) == ("flaky", True, False, Side.REVIEWERS)
    (rare,), side = failing(stock, 91)
    assert (rare.context, rare.usual, rare.open, side) == ("build", False, True, Side.AUTHOR)


def test_few_results_and_later_ones_tell_nothing(tmp_path: Path) -> None:
    stock = Stock(tmp_path)
    for number in range(30):
        stock.take(posted(number, 40 + number, "flaky: fail"))
    stock.take(posted(90, 0, "flaky: fail"))
    (first,), side = failing(stock, 90)
    assert (first.usual, side) == (False, Side.AUTHOR)
