# SPDX-License-Identifier: GPL-2.0-or-later
"""Sentences by which an author corrects the lines of their own posting that say what it needs."""

from collections.abc import Iterator

from tracker.mail.parts import Parts
from tracker.mail.phrases.corrections import BELOW_A_LINE, CORRECTIONS, QUOTED_LINE
from tracker.mail.phrases.phrase import PhraseSieve
from tracker.model.mail import Remark, RemarkKind

_TABLES = PhraseSieve(CORRECTIONS, BELOW_A_LINE)
_MOST = 3
"""Sentences of one mail."""


def corrections(parts: Parts) -> Iterator[Remark]:
    """Return the sentences of an answer that correct or take back a line such as ``Based-on:``.

    ``word`` is what is said of it. Who may say it is judged where the answer is put to a series.
    """
    if parts.bot or not parts.subject.is_reply:
        return
    found = 0
    told = parts.sentences
    held = _TABLES.sift([one.text for one in told])
    for number, sentence in enumerate(told):
        here = held.of(number)
        said = here.find(CORRECTIONS, sentence.text)
        if said is None and (below := here.find(BELOW_A_LINE, sentence.text)):
            said = below if QUOTED_LINE.search(sentence.under) else None
        if said is None or found == _MOST:
            continue
        found += 1
        yield Remark(
            kind=RemarkKind.CORRECTS,
            line=sentence.start,
            quote=sentence.text,
            under=sentence.under,
            word=str(said[0].means.value),
        )
