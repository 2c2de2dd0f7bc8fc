# SPDX-License-Identifier: GPL-2.0-or-later
"""Sentences by which an author corrects the lines of their own posting that say what it needs."""

from collections.abc import Iterator, Sequence

from tracker.mail.parts import Parts
from tracker.mail.phrases.corrections import BELOW_A_LINE, CORRECTIONS, QUOTED_LINE
from tracker.mail.phrases.phrase import SentencePhrases
from tracker.model.mail import Remark, RemarkKind

_MOST = 3
"""Sentences of one mail."""


def corrections(parts: Parts, phrases: Sequence[SentencePhrases]) -> Iterator[Remark]:
    """Return the sentences of an answer that correct or take back a line such as ``Based-on:``.

    ``phrases`` are what each may say; ``word`` is what is said of the line. Who may say it is
    judged where the answer is put to a series.
    """
    if parts.bot or not parts.subject.is_reply:
        return
    found = 0
    for sentence, here in zip(parts.sentences, phrases, strict=True):
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
