# SPDX-License-Identifier: GPL-2.0-or-later
"""What authors say has to be in first, without saying "depends on".

"As the pahole side is close to be integrated, we can now remove the check": the state of another
part, and what may be done because of it. The sentence names the project and not the posting; its
link stands elsewhere in the mail, so the two are joined by the project's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from tracker.mail.phrases.need_words import ALLOWED, BECAUSE, GOING_IN
from tracker.model.mail import Remark, RemarkKind
from tracker.model.project import Projects

if TYPE_CHECKING:
    from tracker.mail.parts import Parts


_SAID = (GOING_IN, BECAUSE, ALLOWED)
_LONGEST = 400
"""Characters of a sentence that are looked at, from its start."""
_MOST = 5
"""Sentences of one mail; no author has more to wait for."""


def needs(parts: Parts) -> Iterator[Remark]:
    """Sentences of a cover letter or patch that say what has to be in first."""
    if parts.bot or parts.subject.is_reply or not GOING_IN.may_be_in(parts.lines.prose):
        return
    found = 0
    for sentence in parts.sentences:
        if found < _MOST and says_need(sentence.text):
            found += 1
            yield Remark(kind=RemarkKind.NEEDS, line=sentence.start, quote=sentence.text)


def says_need(text: str) -> bool:
    """Whether a sentence says of something that it is going in, and what follows from that."""
    words = text[:_LONGEST]
    return all(one.search(words) for one in _SAID)


def need_of(remarks: Iterable[Remark], name: str, projects: Projects) -> Remark | None:
    """The sentence that says that a part in the project of this name has to be in first."""
    words = (word for one in projects if one.name == name for word in one.words)
    names = "|".join(re.escape(one) for one in dict.fromkeys((name, *words)))
    named = re.compile(rf"(?<![\w-])(?:{names})(?![\w-])", re.IGNORECASE)
    return next(
        (one for one in remarks if one.kind is RemarkKind.NEEDS and named.search(one.quote)), None
    )
