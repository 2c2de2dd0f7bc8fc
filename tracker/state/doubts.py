"""What leaves it open whose turn a series is: what is not at hand, and what is settled since."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from tracker.model.review import Review


def ready_words(unknown: Sequence[str]) -> str:
    """That every patch is reviewed, and that it can be applied.

    ``unknown`` are sentences on what it needs that is not at hand, as of which nobody can tell.
    """
    last = f"{unknown[0]}: whether that landed is not known" if unknown else "it can be applied"
    return f"every patch is reviewed and nobody objects; {last}"


def asked_after(review: Review, moment: datetime) -> Review:
    """What was asked of the author later than a moment; an earlier promise is settled."""
    return replace(
        review,
        questions=tuple(one for one in review.questions if one.date > moment),
        objections=tuple(one for one in review.objections if one.date > moment),
        respin=None,
    )
