# SPDX-License-Identifier: GPL-2.0-or-later
"""How people name a tree and its branch: ``the fixes branch of ...``, ``bpf-next (master)``."""

from tracker.mail.phrases.vocabulary import Vocabulary

BRANCH_WORD = (
    r"(?:next|fixes|master|main|mainline|devel|staging|testing|queue|urgent|misc|core|"
    r"for-?(?:next|linus|rc|current|upstream|v?\d[\w.]*)[\w./-]*|[\w.-]*-(?:next|fixes)|"
    r"(?:next|fixes)-[\w./-]+)"
)
_NAME = r"[`'\"]?((?:\d{1,2}\.\d{1,3}/)?[A-Za-z][\w./+-]{0,120}[\w])[`'\"]?"
BRANCH_OF_TREE = Vocabulary(
    rf"(?:the |my |our )?{_NAME} branch (?:of|in|at|on) (?:the |my |our )?((?:https?|"
    rf"git)://\S{{1,300}}|{_NAME})",
    "the fixes branch of https://git.example.org/x.git",
    "my tree",
    case=True,
)
TREE_URL = Vocabulary(
    r"(?:the |my )?((?:https?|git)://[^\s<>,;)\]]{1,300})(?:[ ,]+(?:branch )?([\w./+-]{1,80}))?",
    "https://git.example.org/x.git for-next",
    "for-next",
    case=True,
)
TREE_HASH_BRANCH = Vocabulary(
    rf"(?:the |my |our )?{_NAME}#([\w./+-]{{1,80}})",
    "bpf#master",
    "bpf-next",
    case=True,
)
TREE_IN_BRACKETS_BRANCH = Vocabulary(
    rf"(?:the |my |our )?{_NAME}(?: tree)? ?\(([\w./+-]{{1,80}})\)",
    "net-next (main)",
    "net-next",
    case=True,
)
TREE_THEN_NAMED_BRANCH = Vocabulary(
    rf"(?:the |my |our )?{_NAME}(?:'s)?(?: git)?(?: tree)?,?(?: on| in)?(?: the)? {_NAME} branch\b",
    "bpf-next for-next branch",
    "bpf-next",
    case=True,
)
TREE_AND_BRANCH = Vocabulary(
    rf"(?:the |my |our )?{_NAME} (?:tree )?[`'\"]?({BRANCH_WORD})\b(?![\w/])",
    "spi for-next",
    "my tree",
    case=True,
)
NAMED_TREE = Vocabulary(
    rf"(?:the |my |our |your )?{_NAME}(?: git)? (?:tree|repo|repository|queue|git)\b",
    "the spi tree",
    "for-next",
    case=True,
)
TREE_COMMA_BRANCH = Vocabulary(
    rf"(?:the |my |our )?{_NAME}(?: tree)?, branch {_NAME}",
    "spi tree, branch next",
    "spi tree",
    case=True,
)
OWN_ADJECTIVE = Vocabulary(
    r"(?:the|my|our) (?:(?:own|local|private|personal|public|git) ){1,3}"
    r"(?=[`'\"]?[\w./-]{1,80}[`'\"]? branch\b)",
    "my local lamp-next branch",
    "my local branch",
    case=True,
)
"""What is said of the place of a branch is no part of its name."""
TOPIC_BRANCH = Vocabulary(
    r" (?:topic|feature|public|development) branch\b",
    "for-next topic branch",
    "topic/lamp branch",
)
OWN_TREE = Vocabulary(
    r"(?:the|my|our)(?: local| git| own| stable| patch)? (?:tree|queue|repo|branch)\b|"
    r"(?:the )?(?:-rc\d?|v?\d+\.\d+(?:-rc\d*)?) queue\b",
    "my tree",
    "spi tree",
    case=True,
)
TREE_AND_WORD = Vocabulary(
    rf"(?:the )?{_NAME} (?!(?:branch|tree|etc|directly|already|instead|too|"
    rf"today)\b)([a-z][\w-]{{1,30}})(?=[.,;!]|$| branch\b)",
    "tip perf, thanks",
    "tip",
    case=True,
)
ONE_NAME = Vocabulary(
    rf"(?:the |my |our )?{_NAME}(?:'s)?",
    "the spi",
    case=True,
)
TREE_SLASH_BRANCH = Vocabulary(
    rf"(.+)/({BRANCH_WORD})$",
    "spi/for-next",
    "spi/driver",
    case=True,
)
LIKE_A_TREE = Vocabulary(
    rf"(?:{BRANCH_WORD}|net|bpf|tip|upstream|mainline|rcu|vfs|drm|rdma|trivial|"
    r"[\w.]+(?:[-/][\w./+-]+)+|[\w/-]+\.git)$",
    "drm/misc",
    "widget",
)
KERNEL_VERSION = Vocabulary(
    r"(?:linux[- ]?)?v?\d+\.\d+(?:[-.]\w+)*$",
    "linux-6.18",
    "next",
)
NEXT_TIME = Vocabulary(
    r"(?:the |a )?next (?:merge|cycle|release|kernel|window|version|week|-?rc|round|pull|time|"
    r"respin|PR\b|batch|v?\d+\.\d)",
    "the next merge window",
    "for-next",
)
FILE_NAME = Vocabulary(
    r"[\w./-]+\.(?:[chSy]|sh|py|rst|txt|md|dtsi?|dtso|yaml|json|rs|pl|conf)$|"
    r"(?:[\w.-]+/){2,}[\w-]+\.(?!git$)[a-z]{1,8}$",
    "fs/lamp.c",
    "lamp.git",
    case=True,
)
ENDS_A_NAME = Vocabulary(
    r"\s*(?:$|[.,;!(-]|(?:branch|now|today|as|for|with|and|by|thanks)\b)",
    ", thanks",
)
BARE_TREE = Vocabulary(
    rf"\s*([a-z][\w.]*(?:-[\w.]+)+)(?: ({BRANCH_WORD}))? for (?:linux[- ]?)?v?\d+\.\d+|"
    r"\s*(?P<branch>for-[\w./-]*\w)(?=[,.]|\s*$)",
    " drm-misc for 6.18",
    "applied for 6.18",
)
OWNER_OF_TREE = Vocabulary(
    r"^[\w.-]{1,60}['’]s ",
    "Ada's next",
    "the next",
    case=True,
)
BRANCH_IN_URL = Vocabulary(
    r"(.+?\.git)(?:/(?:log|tree|commit)?/?)?[?&]h=([\w./+-]+)",
    "https://git.example.org/x.git/log/?h=next",
    "https://git.example.org/x.git",
    case=True,
)
BRANCH_ON_A_FORGE = Vocabulary(
    r"(https?://[^/\s]{3,80}(?:/(?![\w.-]*\.git/)[\w.~-]{1,60}){2,5}?)(?:/-)?/"
    r"(?:tree|commits|src/branch)/(?![0-9a-f]{40}\b)([\w./+-]{1,80})",
    "https://forge.example.org/mia/widget/commits/drivers/next",
    "https://git.example.org/mia/widget.git/tree/MAINTAINERS",
    case=True,
)
"""The pages of a branch on GitHub, GitLab and Forgejo; on cgit a file stands there."""
