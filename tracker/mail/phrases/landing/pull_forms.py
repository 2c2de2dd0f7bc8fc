# SPDX-License-Identifier: GPL-2.0-or-later
"""The fixed lines of a pull request, as git-request-pull(1) writes them."""

from tracker.mail.phrases.vocabulary import Vocabulary

AVAILABLE_AT = Vocabulary(
    r"\s*(?:and )?(?:are|is) available (?:in|at|from) the git (?:repository|tree) at:?"
    r"\s*(\S.{0,400})?$",
    "are available in the Git repository at:",
    "It is available in the next release",
)
PULLED_FROM = Vocabulary(
    r"\s*((?:https?|git|ssh)://\S{3,300}|\S{1,60}@\S{1,100}:\S{1,200})(?:[ \t]+(\S{1,150}))?\s*$",
    "  https://git.example.org/x.git tags/widgets-6.20",
    "see the repository at example.org",
)
