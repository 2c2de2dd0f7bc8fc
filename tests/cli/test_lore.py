# SPDX-License-Identifier: GPL-2.0-or-later
"""The worked example, fetched from a real public-inbox server: one link to the whole story."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.cli.conftest import TOP, Tracker
from tests.servers import PublicInbox, inbox_of

pytestmark = pytest.mark.server

RELAX = "20250709-arm64_relax_jit_comp-v1-0-3850fe189092@bootlin.com"
RELAX_FIRST = "20250709-arm64_relax_jit_comp-v1-1-3850fe189092@bootlin.com"
RELAX_SECOND = "20250709-arm64_relax_jit_comp-v1-2-3850fe189092@bootlin.com"
CHANGE = "20250708-arm64_relax_jit_comp-e8889647d8d2"
PAHOLE = "20250707-btf_skip_structs_on_stack-v3-0-29569e086c12@bootlin.com"
ARGS = "20250527-many_args_arm64-v3-0-3faf7bb8e4a2@bootlin.com"
DENY = "20250613-deny_trampoline_structs_on_stack-v1-0-5be9211768c3@bootlin.com"
TALK = "CAADnVQ+sj9XhscN9PdmTzjVa7Eif21noAUH3y1K6x5bWcL-5pg@mail.gmail.com"
QUESTION = "aHZYcY_9JtK8so3C@willie-the-truck"
DURING_REVIEW = "2025-07-15T13:45:00Z"
AFTER_APPLYING = "2025-07-17T12:00:00Z"
LATER = "2026-01-01"

Document = dict[str, Any]


@pytest.fixture(scope="module")
def lore(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PublicInbox]:
    """A server of the mails of the example."""
    places = sorted((TOP / "cache" / "example").rglob("*.eml"))
    with inbox_of((path.read_bytes() for path in places), tmp_path_factory.mktemp("lore")) as one:
        yield one


@pytest.fixture
def ask(tracker: Tracker, lore: PublicInbox) -> "Asker":
    """Ask for a document, with the server at hand."""
    return Asker(tracker, lore.url)


class Asker:
    """JSON documents from the command line."""

    def __init__(self, tracker: Tracker, url: str) -> None:
        self._tracker = tracker
        self._url = url

    def __call__(self, command: str, ref: str, day: str = LATER) -> Document:
        ran = self._tracker(command, ref, "--source", self._url, "--as-of", day, "--json")
        assert ran.status == 0, ran.err
        found: Document = json.loads(ran.out)
        return found


def outgoing(series: Document) -> dict[str, list[Document]]:
    """The relations that the author wrote, by kind."""
    found: dict[str, list[Document]] = {}
    for one in series["relations"]:
        if one["direction"] == "out":
            found.setdefault(one["kind"], []).append(one)
    return found


def target_of(relations: list[Document], message_id: str) -> Document:
    """The one relation whose link names a message; it must carry its line."""
    named = [one for one in relations if message_id in (one["evidence"]["url"] or "")]
    assert named, f"no relation to {message_id}"
    assert named[0]["evidence"]["quote"]
    assert named[0]["evidence"]["line"]
    target: Document = named[0]["target"]
    return target


def test_where_it_landed(ask: Asker) -> None:
    """Both patches, by commit, tree, branch, committer and day."""
    told = ask("show", RELAX)
    assert told["stage"] == "applied"
    revision = told["revisions"][-1]
    assert revision["base_commit"].startswith("8da1e37fc848")
    assert told["change_id"] == CHANGE
    rungs = [
        (rung["commit"], rung["tree"], rung["branch"], rung["by"], rung["date"][:10])
        for patch in revision["patches"]
        for rung in patch["landing"]
        if rung["rung"] == "tree"
    ]
    rest = ("bpf/bpf-next.git", "master", "Alexei Starovoitov", "2025-07-17")
    assert rungs == [("dc704d0cfa43", *rest), ("4a760d2d7aa6", *rest)]


def test_nobody_reviewed_it(ask: Asker) -> None:
    """An ack in passing is no tag."""
    names = {
        tag["name"]
        for revision in ask("show", RELAX)["revisions"]
        for patch in revision["patches"]
        for tag in patch["tags"]
    }
    assert "Reviewed-by" not in names


def test_it_follows_the_series_that_brought_the_check(ask: Asker) -> None:
    """Applied in two commits, with its three versions."""
    target = target_of(outgoing(ask("show", RELAX))["follows"], ARGS)
    assert target["stage"] == "applied"
    followed = ask("show", target["id"])
    assert [one["version"] for one in followed["revisions"]] == [1, 2, 3]
    assert {
        rung["commit"]
        for patch in followed["revisions"][-1]["patches"]
        for rung in patch["landing"]
        if rung["rung"] == "tree"
    } == {"9014cf56f13d", "149ead9d7e3d"}


def test_it_leans_on_another_project(ask: Asker) -> None:
    """The series of pahole, on another list, applied later, with its three versions."""
    relations = outgoing(ask("show", RELAX))
    either = [*relations.get("depends-on", []), *relations.get("companion", [])]
    target = target_of(either, PAHOLE)
    assert (target["project"], target["stage"]) == ("pahole", "applied")
    other = ask("show", target["id"])
    assert [(one["version"], one["rfc"]) for one in other["revisions"]] == [
        (1, True),
        (2, False),
        (3, False),
    ]


def test_it_replaces_an_earlier_attempt(ask: Asker) -> None:
    """Found in prose, by the line that says so."""
    assert target_of(outgoing(ask("show", RELAX))["replaces"], DENY)["stage"] != "applied"


def test_it_names_the_discussion(ask: Asker) -> None:
    """A single mail, which belongs to the thread of the earlier attempt."""
    target_of(outgoing(ask("show", RELAX))["discussion"], TALK)


def test_during_the_review(ask: Asker) -> None:
    """The maintainer's question is open, and it is the author's turn."""
    told = ask("show", RELAX, DURING_REVIEW)
    assert (told["stage"], told["turn"]["side"]) == ("under-review", "author")
    questions = [one for posting in told["revisions"] for one in posting["questions"]]
    unanswered = [one for one in questions if one["answered_by"] is None]
    assert [(one["message_id"], one["who"]) for one in unanswered] == [(QUESTION, "Will Deacon")]


def test_after_applying(ask: Asker) -> None:
    """It landed, while the other project's side had not."""
    told = ask("show", RELAX, AFTER_APPLYING)
    assert told["stage"] == "applied"
    assert ask("show", PAHOLE, AFTER_APPLYING)["stage"] in ("new", "under-review", "reviewed")


@pytest.mark.parametrize("day", [AFTER_APPLYING, LATER])
def test_the_graph_is_the_same_from_every_part(ask: Asker, day: str) -> None:
    """From each of the three parts, and from the series around them."""
    drawn = [
        ask("graph", ref, day) for ref in (RELAX_FIRST, RELAX_SECOND, PAHOLE, ARGS, DENY, RELAX)
    ]
    nodes = [{one["id"] for one in graph["nodes"]} for graph in drawn]
    edges = [
        {(one["source"], one["kind"], one["target"]) for one in graph["edges"]} for graph in drawn
    ]
    assert all(one == nodes[0] for one in nodes)
    assert all(one == edges[0] for one in edges)
    assert len(nodes[0]) >= 4


@pytest.mark.parametrize("first", [RELAX_FIRST, PAHOLE, ARGS, DENY])
def test_any_part_brings_the_others(ask: Asker, first: str) -> None:
    """Whichever is asked for first, into an empty home, the graph holds all four works."""
    names = {one["title"] for one in ask("graph", first)["nodes"] if not one["missing"]}
    assert len(names) >= 4, names


def test_a_second_look_asks_nothing(
    tracker: Tracker, lore: PublicInbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every request is counted at the only door there is."""
    from tracker.sources.http import Client

    asked: list[str] = []
    fetch = Client.fetch

    def counted(self: Client, url: str, *rest: Any, **more: Any) -> Any:
        asked.append(url)
        return fetch(self, url, *rest, **more)

    monkeypatch.setattr(Client, "fetch", counted)
    assert tracker("show", RELAX, "--source", lore.url).status == 0
    threads = [url for url in asked if url.endswith("/t.mbox.gz")]
    assert len(threads) == len(set(threads))
    before = len(asked)
    for ref in (RELAX, RELAX_SECOND, QUESTION, CHANGE):
        assert tracker("show", ref, "--source", lore.url).status == 0
    assert len(asked) == before


def test_a_shortened_link_of_a_real_server(tracker: Tracker, lore: PublicInbox) -> None:
    """Its page for unknown ids lists what continues one; of one thread, it is enough."""
    ran = tracker("show", "20250709-arm64_relax...@bootlin.com", "--source", lore.url)
    assert ran.status == 0, ran.err
    ran = tracker("show", "20250709-no_such_thing...@bootlin.com", "--source", lore.url)
    assert ran.status == 3


def test_a_change_id_is_searched_for(tracker: Tracker, lore: PublicInbox) -> None:
    """Nothing is at hand before."""
    ran = tracker("show", CHANGE, "--source", lore.url, "--json")
    assert ran.status == 0, ran.err
    assert json.loads(ran.out)["id"] == RELAX
