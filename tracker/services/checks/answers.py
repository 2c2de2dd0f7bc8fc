# SPDX-License-Identifier: GPL-2.0-or-later
"""Answers to what ``tracker check`` asks: yes, no or not known, with sentences that say why."""

from tracker.model.status import stage_traits
from tracker.model.verdicts import CheckAnswer, CheckQuestion
from tracker.services.library import Library

_NOT_KNOWN = {
    CheckQuestion.APPLIED: "whether it was applied is not known",
    CheckQuestion.REVIEWED: "whether all patches are approved is not known",
    CheckQuestion.GREEN: "no result of a machine is known",
    CheckQuestion.UNBLOCKED: (
        "something that it needs is not fetched: whether it landed is not known"
    ),
}


def answer_check(
    library: Library, name: str, question: CheckQuestion, tag: str = ""
) -> CheckAnswer:
    """Return the answer for a series; ``tag`` is that of ``LANDED_IN``.

    Raises NotFound where nothing of it was sent, or no repository has the tag.
    """
    match question:
        case CheckQuestion.APPLIED:
            return _applied(library, name)
        case CheckQuestion.REVIEWED:
            return _reviewed(library, name)
        case CheckQuestion.GREEN:
            return _green(library, name)
        case CheckQuestion.LANDED_IN:
            inside = library.is_in_tag(name, tag)
            why = f"not every patch of it is in {tag}, as far as the repositories show"
            return CheckAnswer(question=question, yes=inside, reasons=() if inside else (why,))
    return _unblocked(library, name)


def not_known(question: CheckQuestion) -> str:
    """Return the sentence for an answer that nothing gives."""
    return _NOT_KNOWN.get(question, "it is not known")


def _applied(library: Library, name: str) -> CheckAnswer:
    found = library.is_applied(name)
    reasons = (found.reason,) if found.reason else ()
    return CheckAnswer(question=CheckQuestion.APPLIED, yes=found.applied, reasons=reasons)


def _reviewed(library: Library, name: str) -> CheckAnswer:
    yes, reasons = library.is_reviewed(name), []
    newest = library.series(name).newest
    if yes is None and not newest.patches and not newest.missing:
        none = "it is a pull request: its patches were reviewed where they were posted"
        return CheckAnswer(question=CheckQuestion.REVIEWED, yes=None, reasons=(none,))
    size = max(newest.expected, len(newest.patches))
    lost = f", {len(newest.missing)} are not fetched" if newest.missing else ""
    for row in () if yes else library.rows([name]):
        more = "" if row.open_questions == 1 else "s"
        asked = f"; {row.open_questions} open question{more}" if row.open_questions else ""
        reasons.append(
            f"{row.reviewed} of {size} patches are approved{lost}{asked};"
            f" it is {stage_traits(row.stage).label}"
        )
    return CheckAnswer(question=CheckQuestion.REVIEWED, yes=yes, reasons=tuple(reasons))


def _green(library: Library, name: str) -> CheckAnswer:
    yes = library.is_green(name)
    reasons: tuple[str, ...] = ()
    if yes is False:
        from tracker.model.verdicts import CheckState

        newest = library.series(name).newest.version
        reasons = tuple(
            f"{one.context} fails: {one.summary} <{one.message_id}>"
            for one in library.view(name).checks
            if one.state is CheckState.FAIL and one.version == newest
        )
    return CheckAnswer(question=CheckQuestion.GREEN, yes=yes, reasons=reasons)


def _unblocked(library: Library, name: str) -> CheckAnswer:
    found = library.readiness(name)
    halves = {half.text for half in found.half_landed}
    reasons = tuple(one for one in found.reasons if one not in halves)
    return CheckAnswer(
        question=CheckQuestion.UNBLOCKED,
        yes=found.unblocked,
        reasons=reasons if found.unblocked is False else (),
    )
