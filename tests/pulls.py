# SPDX-License-Identifier: GPL-2.0-or-later
"""Invented pull requests, in the form of git-request-pull(1), and the machine's answer to them."""

from datetime import datetime

from tests.mails import LIST, MIA, at, mail
from tests.posts import reply

TREE = "https://git.example.org/mia/widgets.git"
MERGE = "ab" * 20
LISTED_GEAR = {"Ada Author": ["gear: oil the wheel"]}


def request_text(listed: dict[str, list[str]], ref: str = "tags/widgets-6.20") -> str:
    """What git writes: where the work stands, and the titles of each author."""
    shortlog = "\n".join(
        f"{name} ({len(titles)}):\n" + "".join(f"      {one}\n" for one in titles)
        for name, titles in listed.items()
    )
    return (
        f"The following changes since commit {'0' * 40}:\n\n  Widgets 6.19 (2025-01-01)\n\n"
        f"are available in the Git repository at:\n\n  {TREE} {ref}\n\n"
        f"for you to fetch changes up to {'1' * 40}:\n\n  gear: last one (2025-01-09)\n\n"
        f"{'-' * 64}\nSome updates.\n\n{'-' * 64}\n{shortlog}\n"
        " drivers/gear.c | 2 +-\n 1 file changed, 1 insertion(+), 1 deletion(-)\n"
    )


def pull_request(
    listed: dict[str, list[str]],
    sender: str = MIA,
    *,
    message_id: str = "pull@example.org",
    date: datetime | None = None,
    subject: str = "[GIT PULL] widgets for 6.20",
) -> bytes:
    """A request for the next maintainer, as one mail."""
    return mail(
        subject, sender, f"Hi Paul,\n\n{request_text(listed)}", message_id=message_id,
        date=date or at(100), lists=(LIST,),
    )  # fmt: skip


def merged(of: str = "pull", hours: float = 130) -> bytes:
    """What pr-tracker-bot answers once the request is in mainline."""
    text = (
        f"The pull request you sent on Fri, 10 Jan 2025:\n\n> {TREE} tags/widgets-6.20\n\n"
        f"has been merged into torvalds/linux.git:\nhttps://git.kernel.org/torvalds/c/{MERGE}\n\n"
        "Thank you!\n"
    )
    return reply(f"{of}-merged", of, text, "pr-tracker-bot@kernel.org", hours=hours)
