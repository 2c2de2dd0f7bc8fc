# SPDX-License-Identifier: GPL-2.0-or-later
"""A posting with the patches that its author sent anew one by one: what there is to review now.

git send-email --in-reply-to answers a single patch with its next version; the others stay as they
were posted (submitting-patches.rst, "Explicit In-Reply-To headers").
"""

from collections.abc import Mapping

from tracker.lazy_dataclass import replace
from tracker.mail.subjects import title_key
from tracker.model.review import Review
from tracker.model.series import Revision, Series


def rerolls(series: Series) -> tuple[Revision, ...]:
    """The partial rerolls of the newest whole posting, the oldest first."""
    newest = series.newest
    if not any(one.partial for one in series.revisions if one is not newest):
        return ()
    known = frozenset(series.messages)
    return tuple(
        one
        for one in series.revisions
        if one is not newest
        and one.date > newest.date
        # One sent astray and taken back answers what is not of it.
        and (one.answers is None or one.answers in known)
        and renews(one, newest)
    )


def renews(later: Revision, whole: Revision) -> bool:
    """Whether a partial reroll takes the place of a posting's patches: by version, or by title.

    Else it is a fix on top of the patch that it answers.
    """
    if not later.partial or later.version > whole.version:
        return later.partial
    titles = {patch.position: title_key(patch.title) for patch in whole.patches}
    return all(titles.get(one.position) == title_key(one.title) for one in later.patches)


def current(series: Series) -> Revision:
    """The newest whole posting with each patch in its last version, dated by the last of them."""
    newest, anew = series.newest, rerolls(series)
    if not anew:
        return newest
    last = {patch.position: patch for one in anew for patch in one.patches}
    return replace(
        newest,
        patches=tuple(last.get(patch.position, patch) for patch in newest.patches),
        replies=(*newest.replies, *(name for one in anew for name in one.replies)),
        date=anew[-1].date,
    )


def current_review(series: Series, reviews: Mapping[str, Review]) -> Review:
    """What was said about the patches that ``current`` holds, and of the posting as a whole."""
    newest, anew = reviews[series.newest.message_id], rerolls(series)
    if not anew:
        return newest
    said = [newest, *(reviews[one.message_id] for one in anew)]
    answered = [one.answered for one in said if one.answered is not None]
    return replace(
        newest,
        tags=tuple(tag for one in said for tag in one.tags),
        questions=tuple(asked for one in said for asked in one.questions),
        objections=tuple(against for one in said for against in one.objections),
        lost=tuple(tag for one in said for tag in one.lost),
        respin=next((one.respin for one in reversed(said) if one.respin is not None), None),
        answered=min(answered, default=None),
        speeches=tuple(
            sorted((each for one in said for each in one.speeches), key=lambda one: one.date)
        ),
    )
