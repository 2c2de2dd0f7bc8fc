# SPDX-License-Identifier: GPL-2.0-or-later
"""Words around a landing: who did it, where it went, which other commits a message names."""

from tracker.mail.phrases.vocabulary import Vocabulary

BRANCH_NAME = Vocabulary(
    r"(?:next|fixes|master|main|devel|testing|queue|urgent|"
    r"for-(?:next|linus|rc|current|upstream|v?\d)[\w./-]{0,80})",
    "for-next",
    "widgets",
    case=True,
)
"""What a branch is called and no tree is."""
DONE_BY_SENDER = Vocabulary(
    r"\b(?:I|we)\b|^\W*(?:applied|queued|merged|pushed|picked|committed|staged|taken)\b",
    "I applied it",
    "It applies",
)
"""Words of one who did it himself."""
ALSO_OF_ADVICE = Vocabulary(
    r"^(?!.{0,200}\b(?:merged|pushed|committed)\b).{0,200}(?:\bappl(?:ied|ying)\b|\btook\b|"
    r"\b(?:added|folded|squashed)\b)",
    "applied to the driver",
    "added and merged",
)
"""Words that fit a suggestion as well as a patch."""
OWN_BRANCH = Vocabulary(
    r"\bpush(?:ed|ing)\b.{0,160}(?:https?://|git://|\bmy\b|\bgithub\b|\bgitlab\b)|"
    r"\bpush(?:ed|ing)\b.{0,80}\b(?:to|in|at|here)\s*:?\s*$|\bput\b.{0,30}\bmy branch\b",
    "I pushed the two patches to https://git.example.org/ada/widget",
    "Thanks, pushed to for-next",
)
"""What an author says who shows a branch of theirs."""
VOUCHED_ADDRESS = Vocabulary(
    r"(?<![\w.+-])[\w.-]{1,60}@kernel\.org",
    "ada@kernel.org",
    "devnull+ada.example.org@kernel.org",
    case=True,
)
"""An address that is given to known developers only (kernel.org, "Developer accounts"); not one
that B4 Relay makes for everybody."""
ONE_PATCH = Vocabulary(
    r"\b(?:this|that|it|only|just|patch (?:\d|has|is)|\d+/\d+|one|first|last|second|third)\b",
    "only this one",
    "merged, thanks",
)
OTHER_PATCH = Vocabulary(
    r"\b(?:patch(?:es)? #?\d|\d+/\d+|(?:other|remaining|rest|second|next|last|first) "
    r"(?:\w+ )?(?:patch(?:es)?|ones?)|others|(?:the )?rest)\b",
    "Patch 2 needs a rebase.",
    "The patch needs a rebase.",
)
"""Words of a mail on one patch that speak of another of the set."""
DEVICE_TREE = Vocabulary(
    r"arch/[\w-]+/boot/dts/|Documentation/devicetree/",
    "arch/arm64/boot/dts/widget.dts",
    "drivers/widget/dts.c",
    case=True,
)
"""Files that other maintainers take than those of the driver."""
PORTED_COMMIT = Vocabulary(
    r"\[ ?Upstream commit [0-9a-f]{12,40}|(?:upstream )?commit [0-9a-f]{12,40} upstream\b",
    "[ Upstream commit 0123456789ab ]",
    "the commit upstream",
)
"""How a stable backport names what it ports: ``[ Upstream commit HEX ]``
(Documentation/process/stable-kernel-rules.rst)."""
STABLE_REVIEW = Vocabulary(
    r"\d+\.\d+[\w.-]{0,20}[ -](?:stable |longterm |rc\d+ )?review patch\b|"
    r"This is the start of the stable review cycle\b",
    "6.1-stable review patch.  If anyone has any objections",
    "a review patch",
    case=True,
)
"""``6.1-stable review patch.  If anyone has any objections, please let me know.``"""
PICKED_COMMIT = Vocabulary(
    r"\(cherry[- ]picked from commit ([0-9a-f]{7,64})",
    "(cherry picked from commit 0123456789ab)",
    "cherry picked it",
)
UPSTREAM_COMMIT = Vocabulary(
    r"\[?\s?(?:upstream commit ([0-9a-f]{7,64})|commit ([0-9a-f]{7,64}) upstream)",
    "commit 0123456789ab upstream.",
    "a commit for upstream",
)
REVERTED_COMMIT = Vocabulary(
    r"this (?:partially )?reverts commit ([0-9a-f]{7,64})",
    "This reverts commit 0123456789ab.",
    "This reverts to the old way",
)
UPSTREAM_FIRST = Vocabulary(
    r"\W{0,4}(?:this is )?(?:(?:upstream|mainline) commit [0-9a-f]{8}|"
    r"commit [0-9a-f]{8,64} (?:\([^)]{4,180}\) )?upstream)",
    "[ Upstream commit 01234567 ]",
    "the commit upstream",
)
REDIRECTED_LINK = Vocabulary(
    r"//(?:(?:lkml|lore)\.kernel\.org/r/|(?:patch\.)?msgid\.link/)",
    "Link: https://patch.msgid.link/1@example.org",
    "Link: https://example.org/1",
    case=True,
)
"""Where maintainers' tools point at the posting of a patch that they apply."""
PUSHES = Vocabulary(
    r"\b(?:merg|push|appl|queu|commit)\w{0,4}\b(?!.{0,40}\b(?:v[0-9]|to the list|new version))",
    "I'll push it with the line taken out",
    "I'll fix it up and push a v3",
)
"""Words by which an author who commits says that they put their own patches into the tree."""
