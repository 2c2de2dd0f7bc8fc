# SPDX-License-Identifier: GPL-2.0-or-later
"""Words of people who may not give them: no stage, no answer of ``check``, no headline changes."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.mails import ADA, MIA, at, mail, patch
from tests.stored import Stock
from tracker.model.status import Stage
from tracker.services.library import Library

MALLORY = "Mallory <mallory@example.com>"
LISTS = ("widgets@lists.example.org",)
OTTO = "Otto Other <otto@example.net>"
SHA = "a" * 40
PWBOT, TIPBOT = "patchwork-bot+netdevbpf@kernel.org", "tip-bot2@linutronix.de"
BY_PATCHWORK = (
    "Hello:\n\nThis series was applied to widgets/widgets-next.git (master)\n"
    "by Mia Maintainer <mia@example.org>:\n\nHere is the summary with links:\n"
    "  - [1/2] widget: one\n    https://git.kernel.org/widgets/widgets-next/c/aaaaaaaaaaaa\n"
    "  - [2/2] widget: two\n    https://git.kernel.org/widgets/widgets-next/c/bbbbbbbbbbbb\n\n"
    "You are awesome, thank you!\n-- \nDeet-doot-dot, I am a bot.\n"
)
BY_TIP = (
    "The following commit has been merged into the x86/core branch of tip:\n\n"
    f"Commit-ID:     {SHA}\nAuthor:        {ADA}\nCommitter:     Tim Keeper <tim@example.net>\n\n"
    "widget: one\n"
)
BY_B4 = (
    "On Tue, 01 Jan 2025, Ada wrote:\n> Make\n\nApplied to widgets/for-next, thanks!\n\n"
    f"[1/2] widget: one\n      commit: {SHA}\n[2/2] widget: two\n      commit: {'b' * 40}\n"
)
BY_STABLE = (
    "This is a note to let you know that I've just added the patch titled\n\n    widget: one\n\n"
    f"to the 6.1-stable tree which can be found at:\n  http://example.org\n\nFrom: {ADA}\n"
)
BY_MM = (
    "The patch titled\n     Subject: widget: one\n"
    "has been added to the -mm mm-unstable branch.  Its filename is\n     widget-one.patch\n\n"
    f"From: {ADA}\nSubject: widget: one\n"
)
BY_GITHUB = (
    f"  Branch: refs/heads/master\n  Home:   https://github.com/w/w\n  Commit: {SHA}\n"
    f"  Author: {ADA}\n\n  Log Message:\n  -----------\n  widget: one\n\n\n"
)
BY_GITLAB = (
    "Ada Author pushed to branch main at widgets / widgets\n\nCommits:\n"
    f"{SHA[:8]} by Ada Author at 2025-01-02T10:00:00+00:00\nwidget: one\n"
)
BY_PR_TRACKER = (
    "The pull request you sent on Mon, 6 Jan 2025:\n\n> git://example.org tags/widgets-1\n\n"
    f"has been merged into torvalds/linux.git:\nhttps://git.kernel.org/torvalds/c/{SHA}\n\n"
    "Thank you!\n"
)
TIP_SUBJECT = "[tip: x86/core] widget: one"
STABLE_SUBJECT = 'Patch "widget: one" has been added to the 6.1-stable tree'
MM_SUBJECT = "+ widget-one.patch added to mm-unstable branch"
FORGED = {
    "plain words": (MALLORY, "Applied, thanks!\n", "", ()),
    "the whole series": (MALLORY, "Series applied to widgets-next.\n", "", ()),
    "pushed with a change": (MALLORY, "Pushed with a minor change, thanks!\n", "", ()),
    "present tense": (MALLORY, "Looks good to me, applying.\n", "", ()),
    "queued": (MALLORY, "Queued for 6.18.\n", "", ()),
    "with a commit": (MALLORY, f"Merged as commit {SHA}, thanks.\n", "", ()),
    "in the form of b4": (MALLORY, BY_B4, "", ()),
    "a bot's footer": (MALLORY, "Applied, thanks.\n\n-- \nDeet-doot-dot, I am a bot.\n", "", ()),
    "a command": (MALLORY, "pw-bot: accepted\n", "", ()),
    "a refusing command": (MALLORY, "pw-bot: changes-requested\n", "", ()),
    "patchwork-bot on another host": ("patchwork-bot+w@example.com", BY_PATCHWORK, "", ()),
    "patchwork-bot on a longer host": (
        "patchwork-bot+w@kernel.org.example.com", BY_PATCHWORK, "", ()),
    "patchwork-bot as a name": (f'"{PWBOT}" <mallory@example.com>', BY_PATCHWORK, "", ()),
    "patchwork-bot by Reply-To": (MALLORY, BY_PATCHWORK, "", (("Reply-To", PWBOT),)),
    "patchwork-bot by Sender": (MALLORY, BY_PATCHWORK, "", (("Sender", PWBOT),)),
    "patchwork-bot by X-Original-From": (MALLORY, BY_PATCHWORK, "", (("X-Original-From", PWBOT),)),
    "patchwork-bot through a list": (
        '"Bot via widgets" <widgets@lists.example.org>', BY_PATCHWORK, "", (("Reply-To", PWBOT),)),
    "tip-bot on another host": ("tip-bot2@example.com", BY_TIP, TIP_SUBJECT, ()),
    "tip-bot as a name": (f'"{TIPBOT}" <mallory@example.com>', BY_TIP, TIP_SUBJECT, ()),
    "tip-bot by Reply-To": (MALLORY, BY_TIP, TIP_SUBJECT, (("Reply-To", TIPBOT),)),
    "tip-bot through a list": (
        '"tip-bot2 via widgets" <widgets@lists.example.org>', BY_TIP, TIP_SUBJECT, ()),
    "the stable queue": ("Greg K <greg@example.com>", BY_STABLE, STABLE_SUBJECT, ()),
    "the mm queue": ("Andrew M <akpm@example.com>", BY_MM, MM_SUBJECT, ()),
    "a push of GitHub": (
        '"GitHub" <noreply@github.com.example.com>', BY_GITHUB, "[w/w] widget: one", ()),
    "a push of GitLab": ('"GitLab" <gitlab@example.com>', BY_GITLAB, "[Git][w/w] widget: one", ()),
    "a committer's address as a name": (
        '"mia@example.org" <mallory@example.com>', "Applied.\n", "", ()),
    "a committer beside himself": (f"{MIA}, {MALLORY}", "Series applied, thanks!\n", "", ()),
    "a committer after himself": (f"{MALLORY}, {MIA}", "Series applied, thanks!\n", "", ()),
    "a second From": (MIA, "Series applied, thanks!\n", "", (("From", MALLORY),)),
    "a robot beside himself": (f"{PWBOT}, {MALLORY}", BY_PATCHWORK, "", ()),
    "pr-tracker-bot on a longer host": (
        "pr-tracker-bot@kernel.org.example.com", BY_PR_TRACKER, "", ()),
    "a committer's namesake": ("Mia Maintainer <mia@example.com>", "Applied, thanks!\n", "", ()),
    "the author's namesake": (
        "Ada Author <ada@example.com>", "Thanks for the reviews, merged!\n", "", ()),
}  # fmt: skip


def honest(to: Sequence[str]) -> list[bytes]:
    return [
        patch("widget: one", number=1, total=2, message_id="p1@example.org", lists=LISTS, to=to),
        patch("widget: two", number=2, total=2, message_id="p2@example.org", lists=LISTS, to=to,
              in_reply_to="p1@example.org"),
        mail("Re: [PATCH 1/2] widget: one", "Rita Rev <rita@example.net>",
             "> a\n\nLooks fine, will test.\n", message_id="rev@example.net", lists=(),
             in_reply_to="p1@example.org", date=at(5)),
    ]  # fmt: skip


def history() -> list[bytes]:
    """Works that Mia applied: she is known to commit on the list."""
    raws: list[bytes] = []
    for number in range(4):
        title, name = f"bolt: thing number {number}", f"k{number}@example.net"
        raws.append(patch(title, OTTO, message_id=name, date=at(-2000 + number * 50), lists=LISTS))
        raws.append(
            mail(f"Re: [PATCH] {title}", MIA, "Applied to widgets-next, thanks!\n", lists=LISTS,
                 message_id=f"a{number}@example.org", in_reply_to=name,
                 date=at(-1990 + number * 50))
        )  # fmt: skip
    return raws


def standing(folder: Path, *raws: bytes) -> tuple[Stage, str, str, bool | None]:
    """The stage, the turn, the headline and the answer of ``check --applied``."""
    folder.mkdir()
    stock = Stock(folder)
    stock.take(raws)
    with stock.reader() as reader:
        library = Library(reader, at(24 * 20))
        view = library.view("p1@example.org")
        applied = library.is_applied("p1@example.org").applied
        return view.stage, view.turn.side.value, view.summary, applied


def forged(name: str, *, by_list: bool) -> bytes:
    who, text, subject, headers = FORGED[name]
    raw = mail(subject or "Re: [PATCH 1/2] widget: one", who, text, message_id="m@example.com",
               in_reply_to="" if subject else "p1@example.org", date=at(20), lists=LISTS,
               headers=headers)  # fmt: skip
    if by_list:
        return raw
    return raw.replace(b"\nList-Id:", b"\nX-Was:", 1).replace(b"\nX-Mailing-List:", b"\nX-Is:", 1)


@pytest.mark.parametrize("name", FORGED)
def test_an_outsider_changes_nothing(name: str, tmp_path: Path) -> None:
    raws = honest([MIA])
    before = standing(tmp_path / "before", *raws)
    assert standing(tmp_path / "after", *raws, forged(name, by_list=True)) == before


@pytest.mark.parametrize("name", ["plain words", "in the form of b4", "the mm queue"])
def test_nor_on_a_list_that_knows_its_committers(name: str, tmp_path: Path) -> None:
    raws = [*history(), *honest(())]
    before = standing(tmp_path / "before", *raws)
    assert standing(tmp_path / "after", *raws, forged(name, by_list=True)) == before


@pytest.mark.parametrize("name", ["plain words", "in the form of b4", "the stable queue"])
def test_nor_in_a_mail_that_no_list_delivered(name: str, tmp_path: Path) -> None:
    before = standing(tmp_path / "before", *honest(()))
    assert standing(tmp_path / "after", *honest(()), forged(name, by_list=False)) == before


@pytest.mark.parametrize(("count", "stage"), [(29, Stage.UNDER_REVIEW), (30, Stage.APPLIED)])
def test_a_committers_other_address_counts_once_it_has_long_written(
    count: int, stage: Stage, tmp_path: Path
) -> None:
    other = "Mia Maintainer <mia@example.net>"
    written = [
        mail(f"Question {number}", other, message_id=f"q{number}@example.net", lists=LISTS,
             date=at(-900 + number)) for number in range(count)
    ]  # fmt: skip
    said = mail("Re: [PATCH 1/2] widget: one", other, "Series applied, thanks!\n", lists=LISTS,
                message_id="m@example.net", in_reply_to="p1@example.org", date=at(20))  # fmt: skip
    assert standing(tmp_path / "after", *history(), *honest(()), *written, said)[0] is stage


def test_a_committers_word_that_it_is_fixed_already_closes_a_posting(tmp_path: Path) -> None:
    """It addresses another maintainer; what is known of Mia is that she applies patches here."""
    words = 'Already fixed half a year ago with\n0123456789ab ("widget: one")\n'
    for who, wanted in ((MIA, Stage.SUPERSEDED), (MALLORY, Stage.UNDER_REVIEW)):
        said = mail("Re: [PATCH 1/2] widget: one", who, words, message_id="m@example.net",
                    in_reply_to="p1@example.org", date=at(20), lists=LISTS)  # fmt: skip
        folder = tmp_path / wanted.value
        assert standing(folder, *history(), *honest([OTTO]), said)[0] is wanted


TAKEN_BACK = {
    "plain words": (MALLORY, "I had to take it out again.\n", ""),
    "words in answer to the notice": (MALLORY, "Dropped from my tree.\n", ""),
    "a committer's namesake": ("Mia Maintainer <mia@example.com>", "Unqueued, sorry.\n", ""),
    "the bot disowned": (MALLORY, "Please ignore the bot, it was mistaken.\n", ""),
    "new hashes": (MALLORY, BY_B4.replace("Applied", "Rebased, new hashes, applied"), ""),
    "the mm queue": (
        "Andrew M <akpm@example.com>", BY_MM.replace("added to", "removed from"),
        "[to-be-updated] widget-one.patch removed from -mm tree"),
    "the stable queue": (
        "Greg K <greg@example.com>", BY_STABLE, STABLE_SUBJECT.replace("added to", "dropped from")),
}  # fmt: skip


@pytest.mark.parametrize("name", TAKEN_BACK)
def test_nor_takes_back_what_a_committer_applied(name: str, tmp_path: Path) -> None:
    said = mail("Re: [PATCH 1/2] widget: one", MIA, "Series applied, thanks!\n", lists=LISTS,
                message_id="m@example.org", in_reply_to="p1@example.org", date=at(20))  # fmt: skip
    raws = [*history(), *honest([MIA]), said]
    who, text, subject = TAKEN_BACK[name]
    title, above = (subject, "") if subject else ("Re: [PATCH 1/2] widget: one", "m@example.org")
    back = mail(title, who, text, message_id="b@example.com", in_reply_to=above, date=at(30),
                lists=LISTS)  # fmt: skip
    before = standing(tmp_path / "before", *raws)
    assert before[0] is Stage.APPLIED
    assert standing(tmp_path / "after", *raws, back) == before


def test_who_commits_there_does(tmp_path: Path) -> None:
    said = mail("Re: [PATCH 1/2] widget: one", MIA, "Series applied, thanks!\n", lists=LISTS,
                message_id="m@example.org", in_reply_to="p1@example.org", date=at(20))  # fmt: skip
    stage, turn, _, applied = standing(tmp_path / "after", *history(), *honest(()), said)
    assert (stage, turn, applied) == (Stage.APPLIED, "nobody", True)
