# SPDX-License-Identifier: GPL-2.0-or-later
"""MAINTAINERS names who is to move, and what ``maintains`` of the configuration adds."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from tests.gitrepos import Repo
from tests.mails import at
from tests.posts import LATE, dossier, pool, reply, sent, tagged, work
from tests.stored import Stock
from tracker.errors import ConfigError
from tracker.maintainers.parse import parse_maintainers
from tracker.model.committers import Source
from tracker.model.people import Person
from tracker.model.query import Identity
from tracker.model.status import Mover, Side
from tracker.query.parse import parse_query
from tracker.services.commits import CommitOccurrences
from tracker.services.committers import KnownCommitters
from tracker.services.maintainers import MINE, KnownMaintainers, Upkeep
from tracker.state.row import row
from tracker.state.upkeep import closest_maintainers, closest_reviewers
from tracker.store.board.memory import select_rows

TEXT = """\
WIDGETS
M:\tMia Maintainer <mia@example.org>
R:\tRex Reviewer <rex@example.org>
F:\tdrivers/
F:\twidget*

THE REST
M:\tLin All <lin@example.org>
F:\t*
F:\t*/
"""
ADA = Person("Ada Author", "ada@example.org")
MIA = Person("Mia Maintainer", "mia@example.org")
REX = Person("Rex Reviewer", "rex@example.org")
SECTIONS = parse_maintainers(TEXT)


def test_a_turn_names_those_of_the_closest_section() -> None:
    assert names(closest_maintainers(SECTIONS)) == [MIA.email]
    assert names(closest_reviewers(SECTIONS, ADA)) == [REX.email, MIA.email]
    assert names(closest_reviewers(SECTIONS, MIA)) == [REX.email]
    assert closest_maintainers(()) == ()
    assert {one.why for one in closest_maintainers(SECTIONS)} == {"named in MAINTAINERS"}


def names(people: tuple[Mover, ...]) -> list[str]:
    return [one.email for one in people]


def test_a_file_of_the_configuration_is_read_and_a_missing_one_is_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "MAINTAINERS"
    path.write_text(TEXT)
    series = work(*sent("a"))
    assert series.newest.patches[0].files
    known = KnownMaintainers(Upkeep(path=path))
    assert known.of(series) != ()
    with pytest.raises(ConfigError, match="MAINTAINERS file"):
        KnownMaintainers(Upkeep(path=tmp_path / "none")).of(series)
    assert KnownMaintainers().of(series) == ()


def test_what_the_user_maintains_is_a_section_of_their_own() -> None:
    series = work(*sent("a"))
    (file,) = series.newest.patches[0].files
    upkeep = Upkeep(maintains=(file,), me=("me@example.org",))
    (mine,) = KnownMaintainers(upkeep).of(series)
    assert (mine.name, mine.maintainers) == (MINE, (Person("", "me@example.org"),))
    other = Upkeep(maintains=("elsewhere/",), me=("me@example.org",))
    assert KnownMaintainers(other).of(series) == ()


def test_an_own_posting_asks_no_review_of_its_author_under_another_address() -> None:
    """``Chuck Lever <cel@kernel.org>`` whose ``me`` begins with the address of an employer."""
    series = work(*sent("a"))
    (file,) = series.newest.patches[0].files
    upkeep = Upkeep(maintains=(file,), me=("a.author@work.example.org", ADA.email))
    sections = KnownMaintainers(upkeep).of(series)
    assert closest_reviewers(sections, series.newest.author) == ()
    assert names(closest_maintainers(sections)) == list(upkeep.me)
    other = replace(upkeep, me=("mia@example.org",))
    assert names(closest_reviewers(KnownMaintainers(other).of(series), ADA)) == ["mia@example.org"]


def test_the_patches_of_an_open_series_are_searched_for_keywords(tmp_path: Path) -> None:
    path = tmp_path / "MAINTAINERS"
    path.write_text(f"{TEXT}\nSQUEAKS\nM:\tSue Squeak <sue@example.org>\nK:\t\\bsqueak\\b\n")
    known, read = KnownMaintainers(Upkeep(path=path)), list[str]()

    def texts(asked: Sequence[str]) -> dict[str, str]:
        read.extend(asked)
        return dict.fromkeys(asked, "It stops the squeak.\n---\n--- a/x\n+++ b/x\n+\toil();\n")

    def sections(*raws: bytes, days: int) -> list[str]:
        found = known.with_sections(dossier(*raws, as_of=at(24 * days)), texts)
        return [one.name for one in found.subsystems] if found else []

    assert sections(*sent("a"), days=2)[-1] == "SQUEAKS"
    assert read == ["a-1@example.org", "a-2@example.org"]
    assert "SQUEAKS" not in sections(*sent("a"), days=400)
    applied = reply("n", "a-0", "Applied, thanks.\n", "Mia Maintainer <mia@example.org>")
    assert "SQUEAKS" not in sections(*sent("a"), applied, days=2)
    assert len(read) == 2


def test_the_stamp_tells_one_state_of_the_file_from_another(tmp_path: Path) -> None:
    path = tmp_path / "MAINTAINERS"
    missing = Upkeep(path=path).stamp
    path.write_text("A\nM:\tx@example.org\n")
    assert Upkeep(path=path).stamp != missing
    assert Upkeep().stamp == ""
    assert Upkeep(maintains=("x",)).stamp != ""


def test_queries_ask_for_subsystem_maintainer_and_what_i_have_to_apply() -> None:
    found = dossier(*sent("a"), tagged("g", "a-0"), as_of=at(48))
    found = replace(found, subsystems=SECTIONS[:1])
    line = row(found, (), tracked=False)
    assert (line.turn.side, names(line.turn.people)) == (Side.MAINTAINER, [MIA.email])
    me = Identity(addresses=frozenset({"mia@example.org"}))
    rex = Identity(addresses=frozenset({"rex@example.org"}))
    for query, asker, holds in (
        ("subsystem:widg", rex, True),
        ("subsystem:gear", rex, False),
        ("maintainer:mia", rex, True),
        ("maintainer:me", me, True),
        ("maintainer:me", rex, False),
        ("turn:me", me, True),
        ("turn:me", rex, False),
    ):
        assert bool(select_rows([line], parse_query([query]), found.as_of, asker)) is holds, query


def test_a_maintainer_of_the_file_may_say_that_it_was_applied(tmp_path: Path) -> None:
    """Whoever MAINTAINERS names for the files may; what I claim for myself is no proof."""
    said = reply("n", "a-0", "Applied, thanks.\n", "Mia Maintainer <mia@example.org>")
    stock = Stock(tmp_path)
    stock.take([*sent("a"), said])
    series, messages = work(*sent("a"), said), pool(*sent("a"), said)
    (file,) = series.newest.patches[0].files
    listed = tmp_path / "MAINTAINERS"
    listed.write_text(TEXT.replace("drivers/", file))
    for upkeep, source in (
        (Upkeep(), Source.NOTICES),
        (Upkeep(path=listed), Source.MAINTAINERS),
        (Upkeep(maintains=(file,), me=("mia@example.org",)), Source.NOTICES),
    ):
        with stock.reader() as reader:
            known = KnownCommitters(reader, LATE, KnownMaintainers(upkeep)).of(series, messages)
        found = known.find(MIA)
        assert found is not None
        assert (found.source, found.known) == (source, source is Source.MAINTAINERS)


def test_the_file_at_the_base_is_asked_before_the_newest(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "linux")
    base = repo.commit("Add people", files={"MAINTAINERS": TEXT})
    repo.commit("Other people", files={"MAINTAINERS": TEXT.replace("lin@", "new@")})
    found = SimpleNamespace(names=("linux",), path_of=lambda _: repo.path)
    known = KnownMaintainers(occurrences=cast(CommitOccurrences, found))
    made = dossier(*sent("a"), as_of=at(48))

    def named(base_commit: str | None) -> list[str]:
        newest = replace(made.series.newest, base_commit=base_commit)
        moved = replace(made, series=replace(made.series, revisions=(newest,)))
        done = known.with_sections(moved, lambda _: {})
        assert done is not None
        return [who.email for one in done.subsystems for who in one.maintainers]

    assert named(base) == ["lin@example.org"]
    assert named(None) == named("0123456789ab") == named("--help") == ["new@example.org"]
