# SPDX-License-Identifier: GPL-2.0-or-later
"""What a person is asked before something is written down; pure."""

from tracker.lazy_dataclass import dataclass
from tracker.model.board import UserAction

MAX_LINE = 10_000
"""Characters of a line that is typed or pasted; no handle, query or note is longer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """One line that is asked for."""

    title: str
    forms: str
    """What can be answered, in one line."""
    value: str = ""
    """What stands there at first."""


ANSWER = Prompt(
    title="Answer with?",
    forms="reviewed, acked, tested (one or several), ping, applied TREE",
    value="reviewed",
)
"""Asked before a draft whose words are ready."""


DROP = Prompt(title="Delete the draft?", forms="y deletes its file, n or Esc keeps it", value="")
FOLLOW = Prompt(
    title="Follow every local series that this query finds?",
    forms="a query, such as list:linux-mmc is:open; U takes it back",
)
PIPE = Prompt(
    title="Give the mail to?", forms="a command of yours, with the mail on its stdin: git am"
)
SAVE = Prompt(title="Write the mail to?", forms="a file that is not there yet; it is an mbox")


def question(say: UserAction, title: str, target: str = "") -> Prompt | None:
    """What is to be asked; None where nothing is. ``target`` is the work under the cursor."""
    match say:
        case UserAction.SNOOZE:
            return Prompt(
                title=f"Out of sight until? {title}",
                forms="2w, mon, 2026-03-01, answer, version, landed, or a tag such as v6.17",
            )
        case UserAction.NOTE:
            return Prompt(title=f"Note on {title}", forms="one line; it stays on this machine")
        case UserAction.LABEL:
            return Prompt(
                title=f"Labels of {title}", forms="todo puts one on, -later takes one off"
            )
        case UserAction.QUEUE:
            return Prompt(
                title=f"Where in your queue? {title}",
                forms="in, first, last, up, down or out",
                value="in",
            )
        case UserAction.LINK:
            return Prompt(
                title=f"Hangs together with? {title}",
                forms=f"KIND and a Message-ID or URL; kinds: {_question_kinds()}",
                value=f"depends-on {target}",
            )
        case UserAction.UNLINK:
            return Prompt(
                title=f"Does not hang together with? {title}",
                forms="a Message-ID or a URL",
                value=target,
            )
    return None


def _question_kinds() -> str:
    """Return the kinds of relations that say something."""
    from tracker.model.relations import KINDS, Kind

    known = (kind for kind, traits in KINDS.items() if traits.manual)
    return ", ".join(kind.value for kind in known if kind is not Kind.MENTIONS)
