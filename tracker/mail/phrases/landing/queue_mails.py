# SPDX-License-Identifier: GPL-2.0-or-later
"""The fixed forms of the mails about queues: stable patches, the -mm tree."""

from tracker.mail.phrases.vocabulary import Vocabulary

STABLE_MAINTAINER = Vocabulary(
    r"(?:sashal|gregkh)@kernel\.org|gregkh@linuxfoundation\.org",
    "sashal@kernel.org",
    "ada@kernel.org",
)
"""Who posts what goes into the stable trees, for review."""
STABLE_QUEUED = Vocabulary(
    r"\s*(?:FAILED: )?patch \"(.{1,500})\" (?:has been )?(added to|dropped from|removed from) "
    r"(?:the )?(\S{1,100})(?: (tree|branch))?\s*$",
    'Patch "widget: Turn it" has been added to the 6.1-stable tree',
    "Patch added to the tree",
)
STABLE_FAILED = Vocabulary(
    r"\s*FAILED: patch \"(.{1,500})\" failed to apply to (?:the )?(\S{1,60})(?: tree)?\s*$",
    'FAILED: patch "widget: Turn it" failed to apply to 6.1-stable tree',
    "FAILED: it",
)
DOES_NOT_APPLY = Vocabulary(
    r"\s*The patch below does not apply to the\b",
    "The patch below does not apply to the 6.1-stable tree.",
    "It does not apply.",
    case=True,
)
LIST_BEFORE_SUBJECT = Vocabulary(
    r"\s*(?:Re:\s*)?\[[\w.@ -]{1,40}\]\s*(?=(?:FAILED: )?patch \"|\+ |\[)",
    '[LTP] Patch "widget: Turn it" has been added',
    "[PATCH] widget: Turn it",
)
"""What a list puts before the subject: ``[LTP] Patch "title" has been added ...``."""
STABLE_TREE = Vocabulary(
    r"\d+\.\d+(?:-(?:stable|longterm))?$",
    "6.1-stable",
    "for-next",
    case=True,
)
MM_SUBJECT = Vocabulary(
    r"\s*(?:\+ |\[(?:merged[^\]]{0,60}|[a-z-]{3,30})\] |- )?\S{1,300} "
    r"(?:added to (?:-mm )?(\S{1,60}) (?:branch|tree)|"
    r"removed from (?:-mm|mm\S{0,30}) (?:tree|branch))\s*$",
    "+ widget-turn-it.patch added to mm-unstable branch",
    "widget-turn-it.patch",
    case=True,
)
MM_FATE = Vocabulary(
    r"\s*\[([a-z -]{3,60})\] ",
    "[merged mm-stable] ",
    "[PATCH v2] ",
    case=True,
)
MM_TITLED = Vocabulary(
    r"\s*The (?:quilt )?patch titled\b",
    "The patch titled",
    "The patch",
    case=True,
)
QUEUED_LINK = Vocabulary(
    r"\s{0,4}Link:\s{1,4}(https?://\S{1,400})",
    "Link: https://lore.kernel.org/r/1@example.org",
    "Link: none",
    case=True,
)
MM_PATCH_SUBJECT = Vocabulary(
    r"\s*Subject: (\S.{0,500})",
    "     Subject: widget: Turn it",
    "     Subject:",
    case=True,
)
