# SPDX-License-Identifier: GPL-2.0-or-later
"""A notice is borne out by the page of its commit, or stays the claim it was."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.cgits import HEX, PageServer, commit_page, patch_text, real_cgit
from tests.gitrepos import Repo, part
from tests.landings import Landings
from tests.mails import at, diff, mail, patch
from tests.posts import reply
from tests.servers import RudeServer
from tracker.errors import Cancelled
from tracker.mail.refs import parse_ref
from tracker.model.landing import LandingStep, Proof
from tracker.model.outside.pages import PageState
from tracker.services.sync.commit_pages import MOST, Due, Pages, ask_pages, wanted_of
from tracker.services.sync.sync_step import SyncStep
from tracker.sources import cgit
from tracker.sources.http import HttpLimits
from tracker.store.save import Writer

TITLE = "widget: Turn it"
NOW = at(24 * 30)


@pytest.fixture
def server() -> Iterator[PageServer]:
    made = PageServer()
    yield made
    made.close()


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Servers are waited for as long as a test can wait."""
    limits = HttpLimits(connect=1, read=0.5, total=1, patience=0, gap=0)
    monkeypatch.setattr(cgit.Cgit.__init__, "__defaults__", (limits,))


def notice(*commits: str, prefix: str, hours: float = 30) -> bytes:
    """The words of patchwork-bot for a series of as many patches."""
    lines = ["Hello:", "", "This series was applied to acme/widget.git (main)",
             "by Mia Maintainer <mia@example.org>:", "",
             "Here is the summary with links:"]  # fmt: skip
    for number, commit in enumerate(commits, 1):
        title = TITLE if number == 1 else f"gear: Test {number}"
        lines += [f"  - [{number}/{len(commits)}] {title}"]
        lines += [f"    {prefix}acme/widget.git/commit/?id={commit}"]
    return mail(
        "Re: [PATCH 1/2] widget: Turn it", "patchwork-bot+acme@kernel.org",
        "\n".join(lines) + "\n\nYou are awesome, thank you!\n",
        message_id="n.git-patchwork-notify@example.org", in_reply_to="p-1@example.org",
        date=at(hours),
    )  # fmt: skip


class Case:
    """One patch, a notice that names a commit for it, and who may be asked about that."""

    def __init__(self, folder: Path, prefix: str, commit: str = HEX[:12]) -> None:
        self.landings = Landings(folder, patch(TITLE, message_id="p-1@example.org"))
        self.landings.stock.take([notice(commit, prefix=prefix)])
        self.pages = Pages((prefix,))
        self.now = NOW

    def wanted(self, fresh: timedelta = timedelta(hours=1)) -> list[str]:
        """The digits that would be asked for now."""
        with self.landings.library() as library, self.landings.stock.reader() as reader:
            name = library.find(parse_ref("p-1@example.org"))
            due = Due(now=self.now, fresh=fresh)
            return [
                one.digits for one in wanted_of(library, reader, name, self.pages.prefixes, due)
            ]

    def look(self) -> list[SyncStep]:
        """Ask for what is wanted."""
        with self.landings.library() as library, self.landings.stock.reader() as reader:
            name = library.find(parse_ref("p-1@example.org"))
            due = Due(now=self.now, fresh=timedelta())
            wanted = wanted_of(library, reader, name, self.pages.prefixes, due)
        with Writer(self.landings.stock.path) as writer:
            return list(ask_pages(self.pages, writer, wanted, lambda: self.now))

    @property
    def rung(self) -> LandingStep:
        (found,) = self.landings.rungs("p-1")
        return found


@pytest.fixture
def case(tmp_path: Path, server: PageServer) -> Case:
    return Case(tmp_path / "home", server.prefix)


PATH = f"acme/widget.git/commit/?id={HEX[:12]}"
PATCH = f"acme/widget.git/patch/?id={HEX}"


def test_a_page_bears_out_a_notice_and_completes_it(case: Case, server: PageServer) -> None:
    url = server.put(PATH, commit_page())
    server.put(PATCH, patch_text(diff(new=TITLE)))
    assert case.rung.proofs == ()
    assert [step.text for step in case.look()] == [f"asking 127.0.0.1 for commit {HEX[:12]}"]
    rung = case.rung
    assert (rung.commit, rung.date) == (HEX, at(23))
    assert rung.by is not None
    assert rung.by.email == "mia@example.org"
    expected = (Proof.PAGE, Proof.NOTICE, Proof.AUTHOR_DATE, Proof.PATCH_ID, Proof.TITLE)
    assert rung.proofs == expected
    assert (rung.proof, rung.edited) == (Proof.PAGE, False)
    assert rung.evidence.message_id == "n.git-patchwork-notify@example.org"
    (shown,) = rung.others
    assert (shown.rule, shown.url, shown.commit, shown.quote) == ("page.commit", url, HEX, TITLE)


def test_why_tells_the_page(case: Case, server: PageServer) -> None:
    url = server.put(PATH, commit_page(tags=("v1.0",)))
    case.look()
    with case.landings.library() as library:
        told = library.reasons(library.find(parse_ref("p-1@example.org")))
    proofs = [one.evidence for one in told if one.evidence.rule == "page.commit"]
    assert [(one.url, one.quote) for one in proofs] == [(url, f"{TITLE} (tagged v1.0)")]


def test_an_edited_patch_is_told_to_be(case: Case, server: PageServer) -> None:
    server.put(PATH, commit_page())
    server.put(PATCH, patch_text(diff(new="otherwise")))
    case.look()
    assert case.rung.edited is True


def test_a_patch_form_that_is_refused_is_said_and_the_page_still_counts(
    case: Case, server: PageServer
) -> None:
    server.put(PATH, commit_page())
    server.put(PATCH, "", 403)
    (_, said) = case.look()
    assert "the diff of 0123456789ab is not compared" in said.text
    assert (case.rung.proof, case.rung.edited) == (Proof.PAGE, None)


def test_the_page_of_another_commit_bears_nothing_out(case: Case, server: PageServer) -> None:
    """The notice names a commit of somebody else's, which is not this patch."""
    server.put(
        PATH,
        commit_page(
            title="nut: Grind", author="Rex <rex@example.org>", made="2024-01-01 10:00:00 +0000"
        ),
    )
    case.look()
    assert (case.rung.proof, case.rung.commit) == (Proof.NOTICE, HEX[:12])
    assert [one.rule for one in case.rung.others] == ["page.other"]


def test_a_commit_that_the_server_does_not_know_is_said_and_asked_for_a_day_later(
    case: Case,
) -> None:
    said = case.look()
    assert "is not known to the server (404)" in said[-1].text
    assert not any(step.warning for step in said)
    (gone,) = case.rung.others
    assert (gone.rule, case.rung.proof) == ("page.missing", Proof.NOTICE)
    case.now = NOW + timedelta(hours=23)
    assert case.wanted() == []
    case.now = NOW + timedelta(hours=24)
    assert case.wanted() == [HEX[:12]]


def test_a_page_that_came_later_wins_over_one_that_was_missing(
    case: Case, server: PageServer
) -> None:
    case.look()
    server.put(PATH, commit_page())
    case.now = NOW + timedelta(days=2)
    case.look()
    assert (case.rung.commit, len(case.rung.others)) == (HEX, 1)


def test_what_was_found_is_not_asked_for_again(case: Case, server: PageServer) -> None:
    server.put(PATH, commit_page())
    case.look()
    case.now = NOW + timedelta(days=300)
    assert case.wanted() == []
    assert case.look() == []
    assert len(server.asked) == 2


def test_what_failed_is_asked_for_again_once_it_is_no_longer_fresh(
    case: Case, server: PageServer
) -> None:
    server.put(PATH, "<title>Are you a robot?</title>")
    (_, said) = case.look()
    assert "Are you a robot?" in said.text
    assert (said.limit, said.warning) == (True, False)
    assert (case.rung.proof, case.rung.others) == (Proof.NOTICE, ())
    assert case.wanted() == []
    case.now = NOW + timedelta(hours=2)
    assert case.wanted() == [HEX[:12]]


def test_after_two_faults_the_servers_are_left_alone(tmp_path: Path, server: PageServer) -> None:
    case = Case(tmp_path / "home", server.prefix)
    commits = [f"{n:012x}" for n in range(1, 6)]
    mails = [patch(f"gear: Test {n}", number=n, total=5, message_id=f"p-{n}@example.org",
                   in_reply_to="p-1@example.org") for n in range(2, 6)]  # fmt: skip
    first = patch(TITLE, number=1, total=5, message_id="p-1@example.org")
    case.landings = Landings(tmp_path / "other", first, *mails)
    case.landings.stock.take([notice(*commits, prefix=server.prefix)])
    for commit in commits:
        server.put(f"acme/widget.git/commit/?id={commit}", "<title>no</title>")
    said = case.look()
    assert said[-1].text == "3 commit pages were not asked for"
    assert len(server.asked) == 2


def test_no_more_than_so_many_commits_are_asked_for_in_one_look(
    tmp_path: Path, server: PageServer
) -> None:
    total = MOST + 2
    commits = [f"{n:012x}" for n in range(1, total + 1)]
    mails = [patch(TITLE if n == 1 else f"gear: Test {n}", number=n, total=total,
                   message_id=f"p-{n}@example.org",
                   in_reply_to="" if n == 1 else "p-1@example.org")
             for n in range(1, total + 1)]  # fmt: skip
    case = Case(tmp_path / "home", server.prefix)
    case.landings = Landings(tmp_path / "other", *mails)
    case.landings.stock.take([notice(*commits, prefix=server.prefix)])
    said = case.look()
    assert said[-1].text == "2 more commit pages are left for the next look"
    assert len(server.asked) == MOST
    assert len(case.wanted()) == 2


def test_a_server_that_a_mail_names_is_not_asked(tmp_path: Path, server: PageServer) -> None:
    case = Case(tmp_path / "home", server.prefix)
    case.pages = Pages(("https://git.kernel.org/",))
    assert case.wanted() == []
    assert case.look() == []
    assert server.asked == []


def test_what_a_repository_holds_needs_no_page(tmp_path: Path, server: PageServer) -> None:
    repo = Repo(tmp_path / "widget")
    commit = repo.am(part(1, TITLE, "p-1", 0), 10)
    case = Case(tmp_path / "home", server.prefix, commit[:12])
    assert case.wanted() == [commit[:12]]
    case.landings.add("widget", repo.path)
    assert case.wanted() == []


def test_a_pull_request_is_borne_out_by_the_page_of_its_merge(
    tmp_path: Path, server: PageServer
) -> None:
    pull = mail(
        "[GIT PULL] widget fixes",
        "Mia Maintainer <mia@example.org>",
        "Hi,\n\nThe following changes since commit " + "a" * 40 + ":\n\n  x (2025-01-01)\n\n"
        "are available in the Git repository at:\n\n  https://git.example.org/w.git tags/fixes\n\n"
        "for you to fetch changes up to " + "b" * 40 + ":\n\n  y (2025-01-02)\n",
        message_id="p-1@example.org",
    )
    told = reply(
        "told", "p-1",
        "The pull request you sent on Mon, 6 Jan 2025 10:00:00 +0000:\n\n"
        "> https://git.example.org/w.git tags/fixes\n\n"
        "has been merged into torvalds/linux.git:\n"
        f"{server.prefix}torvalds/c/{HEX}\n\nThank you!\n\n-- \nDeet-doot-dot, I am a bot.\n",
        "pr-tracker-bot@kernel.org", hours=30,
    )  # fmt: skip
    case = Case(tmp_path / "home", server.prefix)
    case.landings = Landings(tmp_path / "other", pull, told)
    server.put(
        f"torvalds/c/{HEX}", commit_page(title="Merge tag 'fixes'", parents=("a" * 40, "b" * 40))
    )
    case.look()
    with case.landings.library() as library:
        dossier = library.dossier(library.find(parse_ref("p-1@example.org")))
    assert dossier is not None
    ((rung,),) = [one.rungs for one in dossier.landings.values()]
    assert (rung.rung, rung.commit, rung.proof) == ("mainline", HEX, Proof.PAGE)


def test_an_answer_is_told_of_a_day_only_when_the_commit_was_made_by_then(
    case: Case, server: PageServer
) -> None:
    server.put(PATH, commit_page(kept="2025-02-01 00:00:00 +0000"))
    case.look()
    assert case.landings.rungs("p-1", hours=31)[0].proof is Proof.NOTICE


def test_a_cancel_ends_the_look_and_the_next(tmp_path: Path) -> None:
    rude = RudeServer()
    case = Case(tmp_path / "home", f"{rude.inbox('hang')}/")
    case.pages.cancel()
    try:
        with pytest.raises(Cancelled):
            case.look()
        assert rude.count("hang") == 0
    finally:
        rude.close()


def test_a_hanging_server_is_said_and_stops_nothing(tmp_path: Path) -> None:
    rude = RudeServer()
    case = Case(tmp_path / "home", f"{rude.inbox('hang')}/")
    try:
        (_, said) = case.look()
    finally:
        rude.close()
    assert "does not answer in time" in said.text
    assert said.text.endswith("commit 0123456789ab stays a claim")
    with case.landings.stock.reader() as reader:
        (page,) = reader.pages([HEX[:12]])
    assert page.state is PageState.FAILED


@pytest.mark.server
def test_a_real_cgit_bears_out_a_notice(tmp_path: Path) -> None:
    repo = Repo(tmp_path / "widget")
    commit = repo.am(patch(TITLE, message_id="p-1@example.org"), 10)
    (tmp_path / "served").mkdir()
    with real_cgit(tmp_path / "served", **{"acme/widget.git": repo.path / ".git"}) as served:
        case = Case(tmp_path / "home", served.prefix, commit[:12])
        case.look()
    assert (case.rung.commit, case.rung.edited, case.rung.date) == (commit, False, at(10))
    assert case.rung.proofs[0] is Proof.PAGE
    assert Proof.PATCH_ID in case.rung.proofs
