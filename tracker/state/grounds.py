# SPDX-License-Identifier: GPL-2.0-or-later
"""The sentences that say why it is somebody's turn, each with the lines it was read from."""

from collections.abc import Sequence
from datetime import datetime

from tracker.lazy_dataclass import dataclass, replace
from tracker.model.mail import Evidence, RemarkKind
from tracker.model.review import Objection, Question, Review, Speech
from tracker.model.status import Stage

ASKED = "asked for changes"
PROBLEM = "reported a problem"
_WORDS = {
    RemarkKind.CHANGES.value: ASKED,
    "changes-requested": ASKED,
    RemarkKind.PROBLEM.value: PROBLEM,
    "nack": "objected (NAK)",
    "refusal": "refused it",
    "elsewhere": "wrote that another change took its place",
}
"""What somebody did, by the kind of a remark, an objection or a ``pw-bot:`` command."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """One reason for a turn."""

    text: str
    proofs: tuple[Evidence, ...] = ()
    """None where the posting itself is all the proof there is."""


def asked_words(one: Question | Objection) -> str:
    """What somebody did by a question, a request or an objection: ``asked for changes``."""
    kind = one.kind.value if isinstance(one, Question) else one.kind
    if kind == RemarkKind.QUESTION.value:
        return "asked"
    return _WORDS.get(kind, f"marked it {kind}")


def asked_grounds(asked: Sequence[Question | Objection]) -> tuple[Ground, ...]:
    """One sentence for each person and thing asked, in order of the first."""
    groups: dict[tuple[str, str], list[Question | Objection]] = {}
    for one in sorted(asked, key=lambda each: each.date):
        who = one.who.called
        groups.setdefault((who, asked_words(one)), []).append(one)
    return tuple(_ground(f"{who} {word}", group) for (who, word), group in groups.items())


def _ground(text: str, group: Sequence[Question | Objection]) -> Ground:
    """Questions are counted one by one, requests and objections by the mail."""
    lines = {(one.message_id, one.evidence.line): one for one in group}
    plain = all(isinstance(one, Question) and one.kind is RemarkKind.QUESTION for one in group)
    count = len(lines) if plain else len({one.message_id for one in group})
    first = f"{group[0].date:%Y-%m-%d}"
    times = f" on {first}" if count == 1 else f" {count} times since {first}"
    tail = " and has no answer" if plain else ""
    return Ground(text=f"{text}{times}{tail}", proofs=tuple(one.evidence for one in lines.values()))


def answered_ground(asked: Objection, answered: datetime) -> Ground:
    """Return the reason where an objection waits for its sender to come back to the answer."""
    text = f"{asked.who.called} {ASKED}, and got the author's answer on {answered:%Y-%m-%d}"
    return Ground(text=text, proofs=(asked.evidence,))


def speech_ground(word: Speech, did: str) -> Ground:
    """Return the reason that one mail gives: who did what, when, with its line."""
    who = word.who.called
    proof = word.evidence or Evidence(rule="speech.last", message_id=word.message_id)
    return Ground(text=f"{who} {did} on {word.date:%Y-%m-%d}", proofs=(proof,))


def pings_ground(pings: Sequence[Speech]) -> Ground:
    """Return how often an author asked for an answer: ``pinged twice, last on 2025-02-03``."""
    times = {1: "once", 2: "twice"}.get(len(pings), f"{len(pings)} times")
    text = f"pinged {times}, last on {pings[-1].date:%Y-%m-%d}"
    proofs = tuple(one.evidence for one in pings if one.evidence is not None)
    return Ground(text=text, proofs=proofs)


def ready_words(unknown: Sequence[str]) -> str:
    """That every patch is reviewed, and that it can be applied.

    ``unknown`` are sentences on what it needs that is not at hand, as of which nobody can tell.
    """
    last = f"{unknown[0]}: whether that landed is not known" if unknown else "it can be applied"
    return f"every patch is reviewed and nobody objects; {last}"


def asked_after(review: Review, moment: datetime) -> Review:
    """What was asked of the author from a moment on; an earlier promise is settled.

    The mail of that moment says what landed, and may ask for something beside that.
    """
    return replace(
        review,
        questions=tuple(one for one in review.questions if one.date >= moment),
        objections=tuple(one for one in review.objections if one.date >= moment),
        respin=None,
        speeches=tuple(
            one for one in review.speeches if one.date > moment or (one.date == moment and one.acts)
        ),
    )


def closed_words(stage: Stage) -> str:
    """Return why nobody has to act on a series at a closed stage."""
    return {
        Stage.APPLIED: "it was applied",
        Stage.MAINLINE: "it is in mainline",
        Stage.RELEASED: "it is in a release",
        Stage.REVERTED: "it was applied and reverted",
        Stage.WITHDRAWN: "its author took it back",
        Stage.REJECTED: "it was rejected",
        Stage.SUPERSEDED: "another posting took its place",
    }[stage]
