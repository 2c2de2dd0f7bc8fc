# SPDX-License-Identifier: GPL-2.0-or-later
"""Lines such as ``Based-on:`` that their author corrected or took back in an answer.

"Sorry, wrong id above, it should be: Based-on: ..." puts other works in the place of those named
before; "please ignore the Based-on line" puts none.
"""

from collections.abc import Sequence

from tracker.lazy_dataclass import dataclass, replace
from tracker.mail.phrases.corrections import Correction
from tracker.model.mail import Message, Remark, RemarkKind
from tracker.model.relations import Kind, Relation

_LINES = (Kind.DEPENDS_ON, Kind.REPLACES, Kind.PREVIOUS_VERSION)
"""What a line that can be corrected says: ``Supersedes:`` of an older version is a version."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MailRelations:
    """A message of a series' author and the relations that were read from it."""

    message: Message
    is_posting: bool
    relations: tuple[Relation, ...]


def without_corrected(read: Sequence[MailRelations]) -> tuple[Relation, ...]:
    """Return the relations of one posting and its answers, those taken back as mentions."""
    kept = [list(one.relations) for one in read]
    for at, one in enumerate(read):
        remarks = [said for said in one.message.remarks if said.kind is RemarkKind.CORRECTS]
        if one.is_posting or not remarks:
            continue
        right = {
            end for found in one.relations if _is_line(found) for end in [_corrected_end(found)]
        }
        back = [said for said in remarks if said.word == Correction.TAKEN_BACK.value]
        old = next((found for row in kept[:at] for found in row if _is_line(found)), None)
        if not right and not back and old is not None:
            # "I meant URL": what the sentence names takes the place of the line.
            named = _named_instead(kept[at], remarks)
            kept[at] = [replace(found, kind=old.kind) if found in named else found
                        for found in kept[at]]  # fmt: skip
            right = {_corrected_end(found) for found in named}
        if not right and not back:
            continue
        remark = (back or remarks)[0]
        for before in kept[:at]:
            before[:] = [_corrected_taken_back(old, one, remark, right) for old in before]
    return tuple(found for relations in kept for found in relations)


def _named_instead(relations: Sequence[Relation], remarks: Sequence[Remark]) -> list[Relation]:
    """Return what an answer links to in the sentence that corrects a line, or right below it."""
    lines = {line for said in remarks for line in range(said.line, said.line + 4)}
    weak = (Kind.MENTIONS, Kind.DISCUSSION, Kind.DEPENDS_ON)
    return [one for one in relations if one.kind in weak and one.evidence.line in lines]


def _corrected_taken_back(
    old: Relation, read: MailRelations, remark: Remark, right: set[str]
) -> Relation:
    if not _is_line(old) or _corrected_end(old) in right:
        return old
    named = remark.under and _corrected_end(old) in remark.under
    quoted_other = "@" in remark.under and not named
    if not right and quoted_other:
        return old
    quote = f"{old.evidence.quote} (taken back in <{read.message.message_id}>: {remark.quote})"
    evidence = replace(old.evidence, rule="relation.mentions.taken-back", quote=quote[:600])
    return replace(old, kind=Kind.MENTIONS, evidence=evidence)


def _is_line(relation: Relation) -> bool:
    return relation.kind in _LINES and relation.evidence.rule.endswith(".trailer")


def _corrected_end(relation: Relation) -> str:
    return relation.message_id or relation.url
