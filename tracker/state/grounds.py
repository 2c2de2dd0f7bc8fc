"""The sentences that say why it is somebody's turn, each with the lines it was read from."""

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.model.mail import Evidence, RemarkKind
from tracker.model.review import Objection, Question

ASKED = "asked for changes"
PROBLEM = "reported a problem"
_WORDS = {
    RemarkKind.CHANGES.value: ASKED,
    "changes-requested": ASKED,
    RemarkKind.PROBLEM.value: PROBLEM,
    "nack": "objected (NAK)",
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
        who = one.who.name or one.who.email
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
