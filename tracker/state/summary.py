# SPDX-License-Identifier: GPL-2.0-or-later
"""The one sentence that says where a series stands."""

from tracker.model.landing import MERGE_TOLD, StepName
from tracker.model.mail import Person
from tracker.model.status import Side, Stage, Turn
from tracker.state.dossier import Dossier
from tracker.state.linked import landed_line, landing_words
from tracker.state.stage import approving
from tracker.state.turn import open_questions
from tracker.state.verdicts import failing_words, open_failures

_DIGITS = 12


def summary(dossier: Dossier, turn: Turn) -> str:
    """Where the series stands and whose move it is, in one sentence for people."""
    newest = dossier.series.newest
    name = newest.full_name
    where = landed_line(dossier)
    stage = dossier.standing.stage
    match stage:
        case Stage.APPLIED | Stage.MAINLINE | Stage.RELEASED | Stage.REVERTED:
            told = _merge_words(dossier)
            return f"{_sized(dossier)} {where or stage.value}{told}.{_summary_since(dossier)}"
        case Stage.PARTIALLY_APPLIED:
            done = sum(patch.message_id in dossier.landings for patch in dossier.current.patches)
            size = max(newest.expected, len(newest.patches))
            rest = f"; {dossier.rest.words}" if dossier.rest else ""
            if where is None:
                return f"Some of the {size} patches of {name} were applied{rest}."
            return f"{done} of {size} patches of {name} {where}{rest}."
        case Stage.SUPERSEDED | Stage.WITHDRAWN | Stage.REJECTED:
            why = f": {turn.reasons[0]}" if stage is Stage.SUPERSEDED and turn.reasons else ""
            return f"{name} was {stage.value} on {dossier.standing.since:%Y-%m-%d}{why}."
        case Stage.INCOMPLETE:
            return (
                f"{name} is incomplete: {len(newest.patches)} of {newest.expected} patches cached."
            )
    return f"{name} is {_open_words(dossier)}; {_move_summary(turn)}.{_landed_before(dossier)}"


def _landed_before(dossier: Dossier) -> str:
    """Which older version is in a tree, though the series went on."""
    for revision in reversed(dossier.series.revisions):
        if revision.partial or revision is dossier.series.newest:
            continue
        found = [dossier.landings.get(one.message_id) for one in revision.patches]
        landed = [one for one in found if one is not None]
        if landed and (where := landing_words(landed)):
            part = "" if len(landed) == max(len(found), revision.expected) else "partly "
            return f" {revision.full_name} was {part}{where}."
    return ""


def _sized(dossier: Dossier) -> str:
    """How much of which version landed: not always of the newest."""
    landed = dossier.landed_revision or dossier.series.newest
    count = len(landed.patches) + len(landed.missing)
    if count == 1:
        return f"The patch ({landed.full_name}) was"
    all_of = "Both" if count == 2 else f"All {count}"
    if landed.pull:
        return "The pull request was"
    return f"{all_of} patches of {landed.full_name} were" if count else "It was"


def _merge_words(dossier: Dossier) -> str:
    """The merge of a pull request, and who tells of it: " as 0123456789ab, pr-tracker-bot says"."""
    landed = dossier.landed_revision or dossier.series.newest
    landing = dossier.landings.get(landed.message_id) if landed.pull else None
    merges = [one for one in landing.rungs if one.rung is StepName.MAINLINE] if landing else []
    if not merges or dossier.standing.stage is not Stage.MAINLINE:
        return ""
    commit = merges[-1].merge or merges[-1].commit
    named = f" as {commit[:_DIGITS]}" if commit else ""
    bot = merges[-1].evidence.rule == MERGE_TOLD
    return f"{named}, pr-tracker-bot says" if bot else named


def _summary_since(dossier: Dossier) -> str:
    """What was posted after the version that landed."""
    newest = dossier.series.newest
    if dossier.landed_revision in (None, newest, dossier.current):
        return ""
    return f" {newest.full_name} was posted {newest.date:%Y-%m-%d}."


def _open_words(dossier: Dossier) -> str:
    newest = dossier.series.newest
    stage = dossier.standing.stage
    failing = open_failures(dossier.checks, dossier.current)
    fails = f"; {failing_words(failing)}" if failing else ""
    if stage is Stage.NEW:
        answer = f"no answer from a person{fails}" if fails else "without an answer"
        return f"new (posted {newest.date:%Y-%m-%d}), {answer}"
    approvals = approving(dossier.current, dossier.review)
    done = sum(bool(tags) for tags in approvals.values())
    words = {Stage.CHANGES_REQUESTED: "to be changed"}.get(stage, stage.value.replace("-", " "))
    size = len(newest.patches)
    # A pull request shows none.
    count = f", {done} of {size} patches reviewed" if size else ""
    asked = len(open_questions(dossier.review))
    tail = f", {asked} open question{'s' if asked != 1 else ''}" if asked else ""
    return f"{words}{count}{tail}{fails}"


def _move_summary(turn: Turn) -> str:
    since = f" since {turn.since:%Y-%m-%d}" if turn.since else ""
    match turn.side:
        case Side.AUTHOR:
            return f"{_summary_names(turn.people)} is to move{since}"
        case Side.REVIEWERS:
            return f"it waits for reviewers{since}"
        case Side.MAINTAINER:
            return f"it waits for the maintainer{since}"
        case Side.DEPENDENCY:
            return f"it waits for what it needs{since}"
        case Side.UNKNOWN:
            return turn.reasons[0].partition("; ")[2]
        case Side.NOBODY:
            return turn.reasons[0] if turn.reasons else "nobody is to move"


def _summary_names(people: tuple[Person, ...]) -> str:
    return ", ".join(one.called for one in people) or "the author"
