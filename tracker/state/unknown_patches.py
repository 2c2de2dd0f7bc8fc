# SPDX-License-Identifier: GPL-2.0-or-later
"""What is not told of a series of which a part landed.

patchwork-bot finds commits by content: of a patch that was edited when it was applied, as of one
that was left out, it writes "(no matching commit)" under "This series was applied". Such a patch
gets no rung, but nobody said either that it is not in. The same holds for patches that no archive
at hand holds, and for the others of a series of which somebody saw one patch in linux-next.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from tracker.landing.notice_targets import find_place, find_targets
from tracker.landing.notices import Told, lists_without_commit
from tracker.lazy_dataclass import dataclass
from tracker.model.landing import Landing
from tracker.model.mail import Evidence, Message, Notice
from tracker.model.series import Revision, Series
from tracker.state.stage import patch_stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Rest:
    """What is said of the patches of a revision that did not land, where others did."""

    words: str
    whole: bool
    """It holds for all of them: nobody is known to have left one out."""


def find_untold(
    series: Series, messages: Mapping[str, Message], landings: Mapping[str, Landing], told: Told
) -> Mapping[str, Evidence]:
    """The patches that a notice lists without a commit and that nothing else shows to be in.

    ``told`` are the notices in the threads of the series.
    """
    found: dict[str, Evidence] = {}
    for pairs in told.values():
        for message, notice in pairs:
            if notice.dropped or all(item.commit for item in notice.items):
                continue
            for target in find_targets(series, message, notice, messages):
                item = target.item
                if item is None or not lists_without_commit(notice, target):
                    continue
                found[target.message_id] = Evidence(
                    rule=f"notice.{notice.kind.value}",
                    message_id=message.message_id,
                    line=item.line or notice.line,
                    quote=item.title or notice.quote,
                )
    return {name: one for name, one in found.items() if patch_stage(landings.get(name)) is None}


def told_missing(
    series: Series,
    revision: Revision,
    messages: Mapping[str, Message],
    notices: Sequence[tuple[Message, Notice]],
) -> frozenset[int]:
    """The missing positions of a revision of which a notice names the commit.

    A patch that no archive at hand holds is in all the same where the notice says as what.
    ``notices`` are those in the thread of the revision.
    """
    told: set[int] = set()
    if not notices or not revision.missing:
        return frozenset()
    for message, notice in notices:
        place = find_place(series, message, messages)
        if notice.dropped or place is None or place.revision.message_id != revision.message_id:
            continue
        told |= {
            item.position
            for item in notice.items
            if item.commit
            and item.position is not None
            and item.total == revision.expected
            and item.version in (None, revision.version)
        }
    return frozenset(told) & frozenset(revision.missing)


def rest_of(
    revision: Revision,
    landings: Mapping[str, Landing],
    untold: Mapping[str, Evidence],
    told: frozenset[int] = frozenset(),
) -> Rest | None:
    """What is known of the rest of a revision of which patches landed; None where all of it is.

    ``told`` are the positions by ``told_missing``.
    """
    landed = {
        one.message_id for one in revision.patches if patch_stage(landings.get(one.message_id))
    }
    if not landed:
        return None
    left = [one for one in revision.patches if one.message_id not in landed]
    bare = [one.position for one in left if one.message_id in untold]
    seen = all(rung.seen for name in landed for rung in landings[name].rungs)
    words: list[str] = []
    if bare:
        words.append(
            f"its notice names no commit for {numbered(bare)}: {_unknown_patch_unknown(bare)}"
        )
    if seen and len(bare) < len(left):
        words.append("whether the others are there is not known")
    if gone := [number for number in revision.missing if number not in told]:
        verb = "is" if len(gone) == 1 else "are"
        words.append(f"{numbered(gone)} {verb} not fetched: {_unknown_patch_unknown(gone)}")
    whole = seen or len(bare) == len(left)
    return Rest(words="; ".join(words), whole=whole) if words else None


def _unknown_patch_unknown(positions: Sequence[int]) -> str:
    return f"whether {'it' if len(positions) == 1 else 'they'} landed is not known"


def numbered(positions: Iterable[int]) -> str:
    """``patch 3``, ``patches 1-4, 7``."""
    ordered = sorted(set(positions))
    runs = [
        [number for _, number in run]
        for _, run in groupby(enumerate(ordered), key=lambda pair: pair[1] - pair[0])
    ]
    told = ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)
    return f"patch {told}" if len(ordered) == 1 else f"patches {told}"
