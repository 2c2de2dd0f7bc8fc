# SPDX-License-Identifier: GPL-2.0-or-later
"""The fixed forms of the mails by which machines report what was applied."""

from tracker.mail.phrases.vocabulary import Vocabulary

PATCHWORK_APPLIED = Vocabulary(
    r"This (?:series|patch|pull request) was applied to (\S{1,200}) \((\S{1,200})\)"
    r"(?: by ([^<>]{0,200}?) ?<([^<>\s]{1,200})>)?:",
    "This series was applied to bpf/bpf-next.git (master) by Ada <ada@example.org>:",
    "This series was applied to bpf-next.",
    case=True,
)
TIP_MERGED = Vocabulary(
    r"The following commit has been merged into the (\S{1,200}) branch of (\S{1,50}):",
    "The following commit has been merged into the sched/core branch of tip:",
    "It was merged into the branch.",
    case=True,
)
TIP_FIELD = Vocabulary(
    r"\s{0,4}(Commit-ID|Gitweb|Committer|Branch|Home|Commit|Author):\s+(\S.*)",
    "Commit-ID:     0123456789ab",
    "Subject: a commit",
    case=True,
)
NAME_AND_ADDRESS = Vocabulary(
    r"([^<>]{0,200}?)\s*<([^<>\s]{1,200})>",
    "Ada <ada@example.org>",
    "Ada",
    case=True,
)
PULL_MERGED = Vocabulary(
    r"\s*has been merged into (\S{1,200}):\s*$",
    "has been merged into torvalds/linux.git:",
    "has been merged.",
    case=True,
)
TIP_COMMIT = Vocabulary(
    r"[0-9a-f]{12,64}\b",
    "0123456789ab",
    "0123",
    case=True,
)
GITLAB_PUSH = Vocabulary(
    r".{1,120} pushed to branch (?P<branch>\S{1,120}) at (?P<project>\S.{0,200}?)\s*$",
    "Ada pushed to branch main at mesa / mesa",
    "Ada pushed it",
    case=True,
)
GITLAB_COMMIT = Vocabulary(
    r"\s{0,4}(?P<commit>[0-9a-f]{8,64}) by (?P<author>.{1,120}?) at \d{4}-\d\d-\d\dT\S{1,30}\s*$",
    "01234567 by Ada at 2025-07-01T10:00:00+02:00",
    "01234567 by Ada",
    case=True,
)
