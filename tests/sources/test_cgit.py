# SPDX-License-Identifier: GPL-2.0-or-later
"""Commit pages are read from the shapes that cgit gives; all else is one sentence."""

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cgits import HEX, PageServer, commit_page, patch_text, real_cgit
from tests.gitrepos import Repo, part
from tests.mails import at, diff
from tests.servers import RudeServer
from tracker.errors import Cancelled, NotFound, Refused, TrackerError, Unreachable
from tracker.landing.page_urls import read_page
from tracker.mail.diffs.patchid import patch_id
from tracker.model.mail import Person
from tracker.model.repository import Mention, MentionKind
from tracker.sources.cgit import Cgit, Page
from tracker.sources.http import HttpLimits

TOP = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("TRACKER_SHARED", TOP.parent / "shared" / "archive"))
PATH = f"acme/widget.git/commit/?id={HEX}"
LIMITS = HttpLimits(
    connect=1, read=0.5, total=1, download=1 << 20, unpacked=2 << 20, patience=0, gap=0
)


@pytest.fixture
def server() -> Iterator[PageServer]:
    made = PageServer()
    yield made
    made.close()


@pytest.fixture
def cgit(server: PageServer) -> Iterator[Cgit]:
    with Cgit([server.prefix], LIMITS) as made:
        yield made


def test_a_page_tells_who_when_whose_child_and_what(server: PageServer, cgit: Cgit) -> None:
    body = "Why.\n\nLink: https://lore.kernel.org/r/v1-1@example.org\n"
    page = cgit.page(server.put(PATH, commit_page(body=body, tags=("v1.0", "v1.0.1"))), HEX[:12])
    raw = page.commit
    assert (raw.id, raw.parents) == (HEX, ("f" * 40,))
    assert raw.author == Person("Ada Author", "ada@example.org")
    assert raw.committer == Person("Mia Maintainer", "mia@example.org")
    assert (raw.author_date, raw.date) == (at(0), at(23))
    assert page.tags == ("v1.0", "v1.0.1")
    commit = read_page(raw, None)
    assert (commit.title, commit.patch_id) == ("widget: Turn it", None)
    assert commit.mentions == (Mention(kind=MentionKind.LINK, value="v1-1@example.org"),)


def test_the_text_form_gives_the_patch_id_that_the_mail_has(server: PageServer, cgit: Cgit) -> None:
    page = cgit.page(server.put(PATH, commit_page()), HEX)
    server.put(f"acme/widget.git/patch/?id={HEX}", patch_text(diff()))
    assert read_page(page.commit, cgit.diff(page)).patch_id == patch_id(diff().split("\n")) != ""


@pytest.mark.parametrize(
    "text", ["", patch_text(diff(), commit="e" * 40), f"From {HEX} Mon\n\nno diff\n"]
)
def test_a_text_form_of_something_else_gives_no_patch_id(
    server: PageServer, cgit: Cgit, text: str
) -> None:
    page = cgit.page(server.put(PATH, commit_page()), HEX)
    server.put(f"acme/widget.git/patch/?id={HEX}", text)
    assert cgit.diff(page) is None


def test_a_file_taken_away_and_one_added_may_be_a_rename_so_no_patch_id_is_told(
    server: PageServer, cgit: Cgit
) -> None:
    moved = diff("a.c").replace("index", "deleted file mode 100644\nindex", 1)
    moved += diff("b.c").replace("index", "new file mode 100644\nindex", 1)
    page = cgit.page(server.put(PATH, commit_page()), HEX)
    server.put(f"acme/widget.git/patch/?id={HEX}", patch_text(moved))
    assert read_page(page.commit, cgit.diff(page)).patch_id is None


def test_a_merge_has_two_parents_and_no_patch(server: PageServer, cgit: Cgit) -> None:
    page = cgit.page(server.put(PATH, commit_page(parents=("a" * 40, "b" * 40))), HEX)
    assert page.commit.parents == ("a" * 40, "b" * 40)
    assert (page.patch, read_page(page.commit, None).patch_id) == (None, "")


def test_a_link_to_another_server_is_not_followed_for_the_patch(
    server: PageServer, cgit: Cgit
) -> None:
    body = commit_page(base="http://localhost:9/acme/widget.git")
    assert cgit.page(server.put(PATH, body), HEX).patch is None


def test_a_short_link_is_followed_on_the_same_server(server: PageServer, cgit: Cgit) -> None:
    server.put(PATH, commit_page())
    page = cgit.page(server.put(f"acme/c/{HEX[:12]}", f"/{PATH}", 302), HEX[:12])
    assert page.url == server.prefix + PATH


def test_a_server_that_hides_addresses_and_writes_gmt_is_read(
    server: PageServer, cgit: Cgit
) -> None:
    body = commit_page(author="Ada Author", made="2025-01-06 10:00:00 (GMT)")
    raw = cgit.page(server.put(PATH, body), HEX).commit
    assert (raw.author, raw.author_date) == (Person("Ada Author", ""), at(0))


def test_what_a_commit_says_cannot_forge_the_rows_of_its_page(
    server: PageServer, cgit: Cgit
) -> None:
    forged = "<table class='commit-info'><tr><th>author</th></table><div class='diffstat-header'>\n"
    raw = cgit.page(server.put(PATH, commit_page(title="<b>x</b>", body=forged)), HEX).commit
    assert raw.message == f"<b>x</b>\n\n{forged}"


@pytest.mark.parametrize("status", [404, 400])
def test_a_commit_that_the_server_does_not_know_is_not_found(
    server: PageServer, cgit: Cgit, status: int
) -> None:
    url = server.put(PATH, "<title>acme</title><div class='error'>Bad object id</div>", status)
    with pytest.raises(NotFound, match=rf"not known to the server \({status}\)"):
        cgit.page(url, HEX)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("<title>Making sure that you are no robot</title>", "but 'Making sure that you"),
        ("<title>\x1b[31mred\u202e</title>", r"but '\[31mred'"),
        ("", "no commit page"),
        (commit_page("e" * 40), "another commit, eeeeeeeeeeee"),
        (commit_page(made="yesterday"), "no commit page"),
        (commit_page(commit="12"), "no commit page"),
        ("<table class='commit-info'><tr><td>tag name</td></tr></table>", "no commit page"),
    ],
)
def test_a_page_of_something_else_is_refused_in_a_sentence(
    server: PageServer, cgit: Cgit, body: str, said: str
) -> None:
    with pytest.raises(Refused, match=said):
        cgit.page(server.put(PATH, body), HEX)


@pytest.mark.parametrize(
    ("behaviour", "error", "said"),
    [
        ("hang", Unreachable, "does not answer in time"),
        ("drip", Unreachable, "takes more than 1 s"),
        ("long", Refused, "longer than 1 MiB"),
        ("bomb", Refused, "no commit page"),
        ("cut", Unreachable, "cut short"),
        ("away", Refused, "redirects to http://localhost"),
        ("circle", Refused, "in a circle"),
        ("closed", Refused, "does not let us in"),
        ("busy", Refused, "asks to be left alone for 120 s"),
        ("broken", Refused, "has a fault"),
        ("challenge", Refused, "Are you a bot"),
        ("missing", NotFound, "not known"),
    ],
)
def test_a_rude_server_is_one_sentence(
    behaviour: str, error: type[TrackerError], said: str
) -> None:
    rude = RudeServer()
    rude.thread = b"<title>half</title>"
    try:
        with Cgit([rude.origin], LIMITS) as cgit, pytest.raises(error, match=said):
            cgit.page(f"{rude.inbox(behaviour)}/x.git/commit/?id={HEX}", HEX)
    finally:
        rude.close()


def test_a_cancel_ends_the_request_under_way() -> None:
    rude = RudeServer()
    try:
        with Cgit([rude.origin], HttpLimits(gap=0)) as cgit:
            threading.Timer(0.1, cgit.cancel).start()
            with pytest.raises(Cancelled):
                cgit.page(f"{rude.inbox('hang')}/x.git/commit/?id={HEX}", HEX)
    finally:
        rude.close()


@pytest.mark.slow
def test_a_page_whose_head_never_ends_is_read_in_bounded_time(
    server: PageServer, cgit: Cgit
) -> None:
    url = server.put(PATH, commit_page(head="<a>" * 300_000))
    with pytest.raises(Refused, match="no commit page"):
        cgit.page(url, HEX)


@pytest.mark.server
def test_a_real_cgit_tells_what_git_tells(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "widget")
    plain = repo.am(part(1, "widget: Turn <it> & more", "p-1", 0), 10)
    repo.tag("v1.0", hours=11)
    repo.switch("side", repo.first)
    repo.commit("side", {"side.c": "x"}, hours=11)
    repo.switch("main")
    merge = repo.merge("side", hours=12)
    shown = repo.git("show", plain).encode()
    said = repo.git("patch-id", "--stable", feed=shown + b"\n").split()[0]
    served = real_cgit(tmp_path, widget=repo.path / ".git")
    with served as it, Cgit([it.prefix], LIMITS) as cgit:
        page = cgit.page(f"{it.prefix}widget/c/{plain[:12]}", plain[:12])
        commit = read_page(page.commit, cgit.diff(page))
        joined = cgit.page(f"{it.prefix}widget/commit/?id={merge}", merge)
        first = cgit.page(f"{it.prefix}widget/commit/?id={repo.first}", repo.first)
        for name, status in (("d" * 40, 404), ("deadbeef", 400)):
            with pytest.raises(NotFound, match=str(status)):
                cgit.page(f"{it.prefix}widget/commit/?id={name}", name)
        with pytest.raises(NotFound, match="404"):
            cgit.page(f"{it.prefix}nosuch/commit/?id={plain}", plain)
    assert (commit.id, commit.title, commit.patch_id) == (plain, "widget: Turn <it> & more", said)
    assert (commit.author_date, commit.date, page.tags) == (at(0), at(10), ("v1.0",))
    assert commit.committer == Person("Mia Maintainer", "mia@example.org")
    assert len(joined.commit.parents) == 2
    assert first.commit.parents == ()


@pytest.mark.archive
def test_the_recorded_pages_of_a_real_server_are_read(server: PageServer, cgit: Cgit) -> None:
    """Pages of cgit 1.2.3 with a plain commit, a merge, a tag as the name, and faults."""
    folder = SHARED / "pages" / "cgit"

    def page(name: str, digits: str, status: int = 200) -> Page:
        body = (folder / f"{name}.html").read_text(encoding="utf-8")
        return cgit.page(server.put(f"dwarves/commit/?id={name}", body, status), digits)

    plain = page("commit", "4a1f0c99df26").commit
    assert plain == page("short", "4a1f0c9").commit
    assert plain.committer.email.endswith("@oracle.com")
    assert plain.author_date.isoformat() == "2025-07-07T14:02:03+00:00"
    (mention,) = [one for one in read_page(plain, None).mentions if one.kind is MentionKind.LINK]
    assert mention.value == "20250707-btf_skip_structs_on_stack-v3-1-29569e086c12@bootlin.com"
    assert len(page("merge", "8bd68e0f242e").commit.parents) == 2
    assert page("idtag", "1f2805b6eef1").tags == ("v1.31",)
    for name, status in (("badsha", 404), ("shortbad", 400), ("norepo", 404), ("badpage", 404)):
        with pytest.raises(NotFound):
            page(name, "d" * 12, status)
    for name in ("log", "refs", "tag", "tags"):
        with pytest.raises(Refused, match="no commit page"):
            page(name, "d" * 12)
