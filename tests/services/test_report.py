# SPDX-License-Identifier: GPL-2.0-or-later
"""Reports and logs over a real database: two moments, what is told in full, what is folded."""

from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from tests.gitrepos import Repo, part
from tests.landings import Landings
from tests.mails import MIA, at, mail
from tests.posts import reply, sent, tagged
from tests.stored import Stock
from tests.webs import body
from tracker.model.query import Identity
from tracker.model.relations import Kind
from tracker.model.report import Asked, Fate, GroupBy, NeedKind, StatusReport
from tracker.model.status import Side, Stage
from tracker.query.parse import parse_query
from tracker.services.report import Telling, names_of, tell_log, tell_report
from tracker.state.graph import Limits
from tracker.store.board.memory import select_rows

DAY = 24
ALL = Asked(everything=True)
APPLIED = "Both patches are applied to bolts.git (main), thanks!\n"


@pytest.fixture(scope="module")
def stock(tmp_path_factory: pytest.TempPathFactory) -> Stock:
    """axle needs bolt, which was applied on day 4; cog is reviewed on day 5; dial is left alone."""
    stock = Stock(tmp_path_factory.mktemp("telling"))
    stock.take(
        [
            *sent("bolt", title="bolt: Turn bolt"),
            *sent("axle", title="axle: Turn axle", hours=1, body=body((Kind.DEPENDS_ON, "bolt"))),
            *sent("cog", title="cog: Turn cog", hours=2, total=1),
            *sent("dial", title="dial: Turn dial", hours=3),
            reply("why", "dial-1", "Why to the left?\n", hours=5),
            *sent("gear", title="gear: Turn gear", hours=6),
            mail("Re: [PATCH 0/2] gear: Turn gear", MIA, APPLIED, message_id="taken@example.org",
                 in_reply_to="gear-0@example.org", date=at(DAY)),
            mail("Re: [PATCH 0/2] bolt: Turn bolt", MIA, APPLIED, message_id="notice@example.org",
                 in_reply_to="bolt-0@example.org", date=at(4 * DAY)),
            tagged("good", "cog-1", hours=5 * DAY),
            *sent("late", title="late: Turn late", hours=6 * DAY, total=1),
        ]
    )  # fmt: skip
    for name in ("axle", "bolt", "cog", "dial", "gear", "late"):
        stock.track(f"{name}-1@example.org")
    return stock


def told(
    stock: Stock, as_of: datetime, since: datetime | None = None, **more: object
) -> StatusReport:
    query = parse_query([str(more.pop("query", ""))])
    me = Identity(addresses=frozenset({str(more.pop("me", ""))} - {""}))
    asked = more.pop("asked", Asked())
    assert isinstance(asked, Asked)
    telling = Telling(
        asked=asked,
        choose=partial(select_rows, query=query, as_of=as_of, me=me),
        since=since,
        me=lambda: me,
        **more,  # type: ignore[arg-type]  # fields are named by the test
    )
    return tell_report(stock.library(as_of), telling)


def titles(report: StatusReport) -> dict[str, str]:
    """The fate of what is told in full, by the first word of its title."""
    return {one.view.title.partition(":")[0]: one.fate.value for one in report.entries}


def test_without_an_earlier_moment_every_series_is_told_in_full(stock: Stock) -> None:
    report = told(stock, at(2 * DAY))
    assert titles(report) == {
        "axle": "blocked", "bolt": "review", "cog": "review", "dial": "author", "gear": "landed",
    }  # fmt: skip
    assert report.unchanged == ()
    assert all(one.news == () and one.before is None for one in report.entries)


def test_only_what_happened_between_is_told_in_full(stock: Stock) -> None:
    report = told(stock, at(7 * DAY), at(2 * DAY))
    assert titles(report) == {
        "bolt": "landed", "cog": "maintainer", "axle": "review", "late": "review",
    }  # fmt: skip
    folded = {one.row.title.partition(":")[0]: one.fate for one in report.unchanged}
    assert folded == {"dial": Fate.AUTHOR, "gear": Fate.LANDED}
    assert report.left_out == ()


def test_a_series_stands_at_both_moments(stock: Stock) -> None:
    by_name = {one.view.title[:3]: one for one in told(stock, at(7 * DAY), at(2 * DAY)).entries}
    cog = by_name["cog"]
    assert cog.before is not None
    assert (cog.before.stage, cog.before.side) == (Stage.NEW, Side.REVIEWERS)
    assert (cog.before.reviewed, cog.before.version) == (0, 1)
    assert cog.view.stage is Stage.REVIEWED
    assert by_name["lat"].before is None
    bolt = by_name["bol"].before
    assert bolt is not None
    assert bolt.stage is Stage.NEW


def test_what_is_freed_by_another_series_is_news_though_nobody_wrote(stock: Stock) -> None:
    report = told(stock, at(7 * DAY), at(2 * DAY))
    (axle,) = [one for one in report.entries if one.view.title.startswith("axle")]
    (happened,) = axle.news
    assert (happened.kind, happened.text) == (
        "unblocked",
        "no longer waits for “bolt: Turn bolt”",
    )
    assert happened.message_id == "bolt-0@example.org"
    assert (NeedKind.UNBLOCKED, axle.view.id) in [(one.kind, one.id) for one in report.needs]


def test_the_same_moment_twice_has_no_news(stock: Stock) -> None:
    """So that a report since the last one tells nothing twice."""
    report = told(stock, at(7 * DAY), at(7 * DAY))
    assert report.entries == ()
    assert len(report.unchanged) == 6


def test_nothing_later_than_its_moment_is_known(stock: Stock) -> None:
    report = told(stock, at(3 * DAY), at(2 * DAY))
    assert report.entries == ()
    assert report.held.newest == at(DAY)


def test_of_everything_what_is_over_is_only_counted(stock: Stock) -> None:
    report = told(stock, at(7 * DAY), at(2 * DAY), asked=ALL)
    assert report.left_out == ((Fate.LANDED, 1),)
    assert [one.row.title for one in report.unchanged] == ["dial: Turn dial"]
    late = told(stock, at(60 * DAY), at(59 * DAY), asked=ALL)
    assert dict(late.left_out)[Fate.QUIET] == 4
    assert late.unchanged == ()


def test_a_query_narrows_it_by_how_things_stand_now(stock: Stock) -> None:
    assert titles(told(stock, at(7 * DAY), query="state:reviewed")) == {"cog": "maintainer"}


def test_a_list_is_told_of_alone(stock: Stock) -> None:
    library = stock.library(at(7 * DAY))
    assert len(names_of(library, Asked(everything=True, mailing_list="widgets"))) == 6
    assert names_of(library, Asked(everything=True, mailing_list="levers")) == ()


def test_it_is_my_turn_where_it_is_known_who_i_am(stock: Stock) -> None:
    assert not any(one.mine for one in told(stock, at(2 * DAY)).entries)
    report = told(stock, at(2 * DAY), me="ada@example.org")
    mine = [one for one in report.needs if one.kind is NeedKind.MINE]
    assert [one.title for one in mine] == ["dial: Turn dial"]
    folded = told(stock, at(7 * DAY), at(6 * DAY), me="ada@example.org")
    assert [one.mine for one in folded.unchanged if one.row.title.startswith("dial")] == [True]


def test_who_is_waited_for_too_long_is_named_and_how_long_that_is_can_be_set(stock: Stock) -> None:
    now, before = at(20 * DAY), at(19 * DAY)
    late = [one for one in told(stock, now, before).needs if one.kind is NeedKind.LATE]
    assert ("dial: Turn dial", "author: Ada Author") in [(one.title, one.text) for one in late]
    patient = told(stock, now, before, late=timedelta(days=30))
    assert [one for one in patient.needs if one.kind is NeedKind.LATE] == []
    strict = told(stock, now, before, asked=ALL, stalled=timedelta(days=10))
    assert dict(strict.left_out)[Fate.QUIET] == 4
    assert (strict.stalled.days, strict.late.days) == (10, 14)


def test_works_that_hang_together_are_drawn_once(stock: Stock) -> None:
    limits = Limits(depth=3, works=9)
    (graph,) = told(stock, at(7 * DAY), pictures=limits).graphs
    assert {node.id for node in graph.nodes} == {"axle-0@example.org", "bolt-0@example.org"}
    assert told(stock, at(7 * DAY)).graphs == ()


def test_groups_are_made_as_asked(stock: Stock) -> None:
    groups = told(stock, at(2 * DAY), group_by=GroupBy.STAGE).groups
    assert [one.key for one in groups] == ["applied", "under-review", "new"]


# ---- the log ---------------------------------------------------------------------------------


def test_a_log_has_every_event_newest_first(stock: Stock) -> None:
    library = stock.library(at(7 * DAY))
    log = tell_log(library, Asked(), library.tracked(), None, None)
    dates = [one.event.date for one in log.entries]
    assert dates == sorted(dates, reverse=True)
    assert [one.event.kind for one in log.entries[:2]] == ["posted", "tag"]
    assert {one.event.kind for one in log.entries} == {
        "posted",
        "question",
        "answer",
        "applied",
        "tag",
    }
    assert log.left_out == 0


def test_a_log_ends_at_the_earlier_moment_or_the_limit(stock: Stock) -> None:
    library = stock.library(at(7 * DAY))
    names = library.tracked()
    late = tell_log(library, Asked(), names, at(4 * DAY), None)
    assert [one.title for one in late.entries] == ["late: Turn late", "cog: Turn cog"]
    short = tell_log(library, Asked(), names, at(4 * DAY), 1)
    assert [one.title for one in short.entries] == ["late: Turn late"]
    assert short.left_out == 1


def test_a_log_of_a_moment_before_anything_was_sent_is_empty(stock: Stock, tmp_path: Path) -> None:
    library = stock.library(at(-1))
    assert tell_log(library, Asked(), library.tracked(), None, None).entries == ()


# ---- half-landed changes ---------------------------------------------------------------------


def test_a_half_landed_change_needs_somebody_also_where_it_has_no_news(tmp_path: Path) -> None:
    """axle is in, and bolt, which it needs, was taken back: news of the first week for ever."""
    stock = Stock(tmp_path)
    stock.take(
        [
            *sent("bolt", title="bolt: Turn bolt"),
            *sent("axle", title="axle: Turn axle", hours=1, body=body((Kind.DEPENDS_ON, "bolt"))),
            mail("Re: [PATCH 0/2] axle: Turn axle", MIA, APPLIED, message_id="taken@example.org",
                 in_reply_to="axle-0@example.org", date=at(DAY)),
            mail("Re: [PATCH 0/2] bolt: Turn bolt", body="Please ignore this series.\n",
                 message_id="back@example.org", in_reply_to="bolt-0@example.org", date=at(2 * DAY)),
        ]
    )  # fmt: skip
    for since in (at(0.5), at(20 * DAY)):
        report = told(stock, at(21 * DAY), since, asked=ALL)
        (half,) = report.needs
        assert half.kind is NeedKind.HALF_LANDED
        assert half.id == "bolt-0@example.org"
        assert "is in (applied" in half.text
    assert report.entries == ()
    (ahead,) = told(stock, at(1.5 * DAY), asked=ALL).needs
    assert ahead.kind is NeedKind.LANDED_AHEAD
    assert "what it needs is not: new" in ahead.text


# ---- what only a repository knows ------------------------------------------------------------


def test_a_landing_that_no_mail_tells_of_is_news_at_its_time(tmp_path: Path) -> None:
    """Applied on day 2 and tagged on day 9; each is told in its own week, and not before."""
    mails = (part(1, "widget: Turn it", "v1-1", 0),)
    landings = Landings(tmp_path / "home", *mails)
    repo = Repo(tmp_path / "widget")
    commit = repo.am(mails[0], 2 * DAY)
    repo.tag("v1.0", hours=9 * DAY)
    landings.add("widget", repo.path)
    seen = []
    for until, since in ((1, 0.5), (7, 1), (14, 7), (21, 14)):
        with landings.library(at(until * DAY)) as library:
            telling = Telling(asked=ALL, choose=tuple, since=at(since * DAY))
            report = tell_report(library, telling)
            assert report.held.repositories == ("widget",)
            seen.append([(one.kind, one.commit) for e in report.entries for one in e.news])
    assert seen == [[], [("applied", commit)], [("applied", commit)], []]
