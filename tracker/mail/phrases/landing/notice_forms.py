# SPDX-License-Identifier: GPL-2.0-or-later
"""Fixed lines and words of notices that people write with a tool: tags, fields, links."""

from tracker.mail.phrases.vocabulary import Vocabulary

TAGGED_COMMITTED = Vocabulary(
    r"(?:\[[^\]]{0,60}\]\s*)*?\[[^\]]{0,40}\b(?:committed|pushed|applied|merged)\b[^\]]{0,40}\]",
    "[COMMITTED] [PATCH] widget: Turn it",
    "[PATCH] Committed to it",
)
TREE_FIELD = Vocabulary(
    r"tree:\s+(\S{3,300})\s*$",
    "tree: https://git.example.org/x.git",
    "tree:",
    case=True,
)
BRANCH_FIELD = Vocabulary(
    r"branch:\s+(\S{1,120})\s*$",
    "branch: for-next",
    "branch: for next",
    case=True,
)
APPLIED_TO_FIELD = Vocabulary(
    r"Applied-to: (\S.{0,300})",
    "Applied-to: spi/for-next",
    "Applied to spi/for-next",
)
ENDS_IN_PREPOSITION = Vocabulary(
    r"\b(?:to|into|in|of|at):?\s*$",
    "Applied to:",
    "Applied to next",
)
TREE_LINE = Vocabulary(
    r"\s*(?:https?|git)://\S{1,300}(?: (?:branch )?[\w./+-]{1,100})?\s*$",
    "  https://git.example.org/x.git for-next",
    "see for-next",
    case=True,
)
HASH_CHANGED = Vocabulary(
    r"\bre-?bas(?:ed|ing)\b|\bforce[- ]?push|\bnew (?:hash|sha|commit)|\bre-?hash|\bupdated hash|"
    r"\bhash(?:es)? (?:have |has )?changed|\bamended\b|\b(?:branch|commits?|tree) updated\b",
    "I rebased it, so the hash has changed",
    "I applied it",
)
OF_ANOTHER_COMMIT = Vocabulary(
    r"\bfix(?:es)?:? |\bbroke|\bintroduced|\bsince\b|\bregress|\brevert",
    "since commit 0123456789ab",
    "as commit 0123456789ab",
)
LINK_LINE = Vocabulary(
    r"\s*(?:\[?\d{1,2}[\]:.]?\s+|commit:?\s+|Link:\s+|-> ?)?https?://\S+\s*$",
    "  [1] https://git.example.org/x.git/c/1",
    "see [1]",
)
PULL_TAKEN = Vocabulary(
    r"^(?:(?:ok(?:ay)?|thanks?|thank you|great|hi|hello|\w+,)[,.! ]{1,2}){0,3}"
    r"(?:(?:I|we)(?:['’]ve| have)?(?: now| just| also)? )?(?:merged|pulled) "
    r"(?:(?:this|that|these|the|your|current|latest|signed|[\w./-]{1,60}) ){0,5}?"
    r"(?:branch|tag|commits?|PR|pull[- ]requests?|changes|tree|series|it|this|them)\b"
    r"[^.?!]{0,120}?\b(?:in|into|to) (?P<where>.{2,80})",
    "I've merged the current lamp branch / commit 0123456789ab into review-mia as is.",
    "I've merged the two functions.",
)
"""What an answer to a pull request says of it: what it merged is the request's."""
DONE_AS_ASKED = Vocabulary(
    r"\W{0,3}(?:(?:ok(?:ay)?|sure|hi)[,.!]? )?(?:done|merged it|did (?:so|that|it))"
    r"(?:[,.!]{1,2}(?: |$)|\s*$)",
    "Done, thanks Ada and Wei.",
    "Done right, it works.",
)
"""The answer of one who was asked to merge it."""
ASKED_TO_MERGE = Vocabulary(
    r"\b(?:feel free to|please|can you|could you|would you|go ahead and|you (?:can|may)|let['’]s)"
    r"(?: please| just)?(?: (?:ack|review|fix (?:it|that|this)(?: up)?) and)? "
    r"(?:merge|push|apply|commit|queue)(?: (?:it|this|that|these|them|both|the (?:patch|series|set|"
    r"patch[ -]?set|fix)))?(?: (?:one|now|as is|then|for me|please|too|series|patch))?\s*"
    r"(?:$|[.,!?:;])",
    "Feel free to ack and merge :-)",
    "Please apply the same change there.",
)
"""A request to merge the patch that is quoted above "Done."."""
