# SPDX-License-Identifier: GPL-2.0-or-later
"""The walk over the server: how much is asked for, from which end, and what stops it."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from tests.cli.conftest import Tracker, eml_folder
from tests.cli.inbox import Inbox, Mood
from tests.mails import at, patch
from tests.servers import PublicInbox, inbox_of

LORE = "https://lore.kernel.org/r"
PEOPLE = {
    "winch": "Ada Author <ada@example.org>",
    "cable": "Ben Builder <ben@example.org>",
    "motor": "Cay Coder <cay@example.org>",
    "brake": "Dot Drafter <dot@example.org>",
}


def name(part: str, version: int = 1) -> str:
    return f"{part}-v{version}@example.org"


def work(part: str, text: str, hours: int, version: int = 1) -> list[bytes]:
    """A thread of one patch."""
    return [
        patch(
            f"{part}: Make it strong",
            PEOPLE.get(part, f"Eve {part} <{part}@example.org>"),
            version=version,
            below=f"{text}\n",
            message_id=name(part, version),
            date=at(hours),
        )
    ]


STORY = [
    work("winch", f"This depends on the cable: {LORE}/{name('cable', 2)}\n\n"
         f"This is a follow-up to {LORE}/{name('motor')}\n\n"
         f"Supersedes: {LORE}/{name('brake')}", 200),
    work("cable", "Words.", 10),
    work("cable", f"v2: stronger\nLink to v1: {LORE}/{name('cable')}", 30, version=2),
    work("motor", "Words.", 20),
    work("brake", "Words.", 40),
]  # fmt: skip
"""One change in four works and five threads: the winch ties them together."""
ENDS = [name("winch"), name("cable", 2), name("cable"), name("motor"), name("brake")]


@pytest.fixture
def server() -> Iterator[Inbox]:
    inbox = Inbox(*STORY)
    yield inbox
    inbox.close()


def graph(tracker: Tracker, ref: str, url: str) -> tuple[set[str], set[tuple[str, ...]]]:
    ran = tracker("graph", ref, "--json", "--source", url)
    assert ran.status == 0, ran.err
    told = json.loads(ran.out)
    edges = {(one["source"], one["kind"], one["target"]) for one in told["edges"]}
    return {one["id"] for one in told["nodes"]}, edges


WORKS = {name("winch"), name("cable"), name("motor"), name("brake")}
TIES = {
    (name("winch"), "depends-on", name("cable")),
    (name("winch"), "follows", name("motor")),
    (name("winch"), "replaces", name("brake")),
}


@pytest.mark.parametrize("ref", ENDS)
def test_from_each_part_the_same_graph_with_a_request_a_thread(
    tracker: Tracker, server: Inbox, ref: str
) -> None:
    """And one search for who links here; a second run asks nothing."""
    assert graph(tracker, ref, server.url) == (WORKS, TIES)
    assert sorted(server.fetched()) == sorted(ENDS)
    searches = [line for line in server.asked if line.startswith("POST")]
    assert len(searches) == (2 if ref == name("cable") else 1)
    assert len(server.asked) == len(ENDS) + len(searches)
    before = len(server.asked)
    assert graph(tracker, ref, server.url) == (WORKS, TIES)
    assert len(server.asked) == before


@pytest.mark.parametrize("ref", ENDS)
def test_the_same_from_local_archives(tracker: Tracker, tmp_path: Path, ref: str) -> None:
    folder = eml_folder(tmp_path / "mails", [raw for thread in STORY for raw in thread])
    assert tracker("index", folder).status == 0
    told = json.loads(tracker("graph", ref, "--json", "--offline").out)
    assert {one["id"] for one in told["nodes"]} == WORKS


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PublicInbox]:
    mails = [raw for thread in STORY for raw in thread]
    with inbox_of(mails, tmp_path_factory.mktemp("inbox")) as served:
        yield served


@pytest.mark.server
@pytest.mark.parametrize("ref", ENDS)
def test_a_real_server_gives_the_same(tracker: Tracker, real: PublicInbox, ref: str) -> None:
    assert graph(tracker, ref, real.url) == (WORKS, TIES)


def test_what_the_server_does_not_hold_is_asked_for_once_and_shown(
    tracker: Tracker, server: Inbox
) -> None:
    del server.threads[4]
    _, edges = graph(tracker, name("winch"), server.url)
    assert edges == TIES
    text = tracker("graph", name("winch"), "--source", server.url).out
    assert "does not hold it" in " ".join(text.split())
    assert server.fetched().count(name("brake")) == 1


HOSTILE = [
    "https://evil.example.net/all/12345678.900-1-eve@example.net/",
    "https://evil.example.net/\u202e<script>alert(1)</script>",
    "http://127.0.0.1:1/secret?x=1",
    "https://lore.kernel.org.evil.example.net/r/20250101120000.1-1-eve@example.net",
]


@pytest.mark.parametrize("form", ["text", "mermaid", "dot", "svg", "json"])
@pytest.mark.parametrize("link", HOSTILE)
def test_a_link_to_another_host_is_never_followed_and_shown_escaped(
    tracker: Tracker, server: Inbox, link: str, form: str
) -> None:
    """What has a Message-ID is asked for by that, at the one server that is trusted."""
    server.threads = [work("winch", f"Depends-on: {link}", 1)]
    ran = tracker("graph", name("winch"), "--format", form, "--source", server.url)
    assert ran.status == 0, ran.err
    assert all("evil" not in line and "secret" not in line for line in server.asked)
    marked_up = {"<script"} if form in ("svg", "mermaid") else set()
    assert not [bad for bad in {"\u202e", "\x1b", *marked_up} if bad in ran.out]
    assert server.fetched()[0] == name("winch")
    if form == "json":
        (gone,) = [one for one in json.loads(ran.out)["nodes"] if one["missing"]]
        assert gone["id"] in (gone["url"], "12345678.900-1-eve@example.net") or (
            gone["id"] == "20250101120000.1-1-eve@example.net"
        )
    else:
        assert "not fetched" in " ".join(ran.out.split())


def many(count: int) -> Sequence[list[bytes]]:
    """A work that needs so many others, in threads of their own."""
    links = "\n".join(f"- depends on {LORE}/{name(f'gear{n}')}" for n in range(count))
    return [work("winch", links, 1), *(work(f"gear{n}", "Words.", n) for n in range(count))]


def test_the_walk_stops_at_its_limit_and_says_so(
    tracker: Tracker, server: Inbox, environment: Path
) -> None:
    environment.mkdir()
    (environment / "config.toml").write_text("works = 5\n")
    server.threads = [list(thread) for thread in many(60)]
    ran = tracker("graph", name("winch"), "--source", server.url)
    assert ran.status == 0
    assert len(server.fetched()) == 1 + 5 * 4
    assert "related series were not fetched: the limit is 5 series" in ran.err
    assert "56 more related series are past the limits (depth 3, 5 series)" in ran.out


def test_a_server_that_fails_is_left_alone(tracker: Tracker, server: Inbox) -> None:
    """Not asked for each of the works that are left."""
    server.threads = [list(thread) for thread in many(30)]
    server.fails_after = 4
    ran = tracker("graph", name("winch"), "--source", server.url)
    assert ran.status == 0
    assert server.mood is Mood.BUSY
    assert len(server.asked) <= 4 + 4
    assert "not all fetched" in ran.err
