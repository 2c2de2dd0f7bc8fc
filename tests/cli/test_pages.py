# SPDX-License-Identifier: GPL-2.0-or-later
"""The pages of commits that notices name: who is asked, when, and what is told of it."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cgits import HEX, PageServer, commit_page, patch_text
from tests.cli.conftest import Tracker, age_fetches
from tests.cli.inbox import Inbox
from tests.gitrepos import Repo
from tests.mails import at, diff, mail, patch

TITLE = "widget: Turn it"
REF = "p-1@example.org"
PATCH = patch(TITLE, message_id=REF)
PATH = f"acme/widget.git/commit/?id={HEX[:12]}"


@pytest.fixture
def pages(environment: Path) -> Iterator[PageServer]:
    """A server of pages that the user trusts."""
    server = PageServer()
    environment.mkdir(exist_ok=True)
    (environment / "config.toml").write_text(f'pages = ["{server.prefix}"]\n')
    yield server
    server.close()


def serve(inbox: Inbox, prefix: str, commit: str = HEX[:12]) -> str:
    """The patch, and patchwork-bot's word for it with a link to its commit."""
    words = (
        "Hello:\n\nThis patch was applied to acme/widget.git (main)\n"
        "by Mia Maintainer <mia@example.org>:\n\nHere is the summary with links:\n"
        f"  - {TITLE}\n    {prefix}acme/widget.git/commit/?id={commit}\n\nYou are awesome!\n"
    )
    told = mail("Re: [PATCH] widget: Turn it", "patchwork-bot+acme@kernel.org", words,
                message_id="n.git-patchwork-notify@example.org", in_reply_to=REF,
                date=at(30))  # fmt: skip
    inbox.threads = [[PATCH, told]]
    return inbox.url


def words(out: str) -> str:
    """What is told, whatever the width of the lines; the marks of quotes left out."""
    return " ".join(out.replace(">", " ").split())


def rung(out: str) -> dict[str, object]:
    (revision,) = json.loads(out)["revisions"]
    (found,) = revision["patches"][0]["landing"]
    return dict(found)


def test_show_asks_the_page_once_and_tells_what_it_proves(
    tracker: Tracker, inbox: Inbox, pages: PageServer
) -> None:
    url = pages.put(PATH, commit_page())
    pages.put(f"acme/widget.git/patch/?id={HEX}", patch_text(diff(new=TITLE)))
    source = serve(inbox, pages.prefix)
    ran = tracker("show", REF, "--source", source, "--json")
    assert ran.status == 0, ran.err
    found = rung(ran.out)
    assert (found["commit"], found["proof"], found["edited"]) == (HEX, "page", False)
    assert found["proofs"] == ["page", "notice", "author-date", "patch-id", "title"]
    assert len(pages.asked) == 2
    why = tracker("why", REF, "landing", "--offline")
    assert url in why.out
    assert "page.commit" in why.out
    assert "its page on a web server" in words(tracker("show", REF, "--offline", "--full").out)
    assert len(pages.asked) == 2


def test_offline_nobody_is_asked(tracker: Tracker, inbox: Inbox, pages: PageServer) -> None:
    source = serve(inbox, "https://git.example.org/")
    assert tracker("show", REF, "--source", source).status == 0
    serve(inbox, pages.prefix)
    ran = tracker("show", REF, "--offline", "--json")
    assert (rung(ran.out)["proof"], pages.asked) == ("notice", [])


def test_a_server_that_only_the_mail_names_is_not_asked(
    tracker: Tracker, inbox: Inbox, environment: Path
) -> None:
    server = PageServer()
    try:
        ran = tracker("show", REF, "--source", serve(inbox, server.prefix), "--json")
        assert (rung(ran.out)["proof"], server.asked) == ("notice", [])
    finally:
        server.close()


def test_a_page_that_fails_is_a_sentence_and_the_claim_is_still_told(
    tracker: Tracker, inbox: Inbox, pages: PageServer
) -> None:
    pages.put(PATH, "<title>Are you a robot?</title>")
    ran = tracker("show", REF, "--source", serve(inbox, pages.prefix), "--json")
    assert (ran.status, rung(ran.out)["proof"]) == (0, "notice")
    assert "is no commit page, but 'Are you a robot?'; it has no field 'commit-info'" in ran.err
    assert "; commit 0123456789ab stays a claim" in ran.err


def test_update_asks_what_failed_again_and_is_content_without_an_answer(
    tracker: Tracker, inbox: Inbox, pages: PageServer
) -> None:
    pages.put(PATH, "", 503)
    source = serve(inbox, pages.prefix)
    assert tracker("track", REF, "--source", source).status == 0
    ran = tracker("update", "--source", source)
    assert ran.status == 0, ran.err
    assert "has a fault (503)" in ran.err
    assert len(pages.asked) == 2
    pages.put(PATH, commit_page())
    assert tracker("update", "--source", source).status == 0
    assert rung(tracker("show", REF, "--offline", "--json").out)["proof"] == "page"


def test_a_commit_that_is_gone_is_told_with_the_day_and_left_alone_for_one(
    tracker: Tracker, inbox: Inbox, pages: PageServer, environment: Path
) -> None:
    source = serve(inbox, pages.prefix)
    assert tracker("show", REF, "--source", source).status == 0
    age_fetches(environment, hours=2)
    assert tracker("show", REF, "--source", source).status == 0
    assert len(pages.asked) == 1
    why = words(tracker("why", REF, "landing", "--offline").out)
    assert "the server did not know the commit that the notice names" in why


def test_a_repository_that_holds_the_commit_is_asked_instead(
    tracker: Tracker, inbox: Inbox, pages: PageServer, tmp_path: Path
) -> None:
    repo = Repo(tmp_path / "widget")
    commit = repo.am(PATCH, 10)
    source = serve(inbox, pages.prefix, commit[:12])
    ran = tracker("show", REF, "--source", source, "--json", "--repo", f"widget={repo.path}")
    assert (rung(ran.out)["commit"], pages.asked) == (commit, [])
