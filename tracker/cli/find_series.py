"""The series that a person says something of: found, and fetched where it is not at hand."""

from collections.abc import Iterator
from contextlib import contextmanager

from tracker.cli.context import Desk
from tracker.errors import NotFound, Unreachable
from tracker.mail.refs import Ref
from tracker.services.actions import About, about
from tracker.services.library import Library
from tracker.services.link_actions import End, bare_end, end_at_hand, far_ref


def spoken_of(desk: Desk, text: str, *, judged: bool = False) -> About:
    """The series that a handle names; it is fetched where it is not at hand. Raises NotFound."""
    ref = desk.ref(text)
    desk.read_archives()
    try:
        return _about(desk, ref, judged)
    except NotFound:
        if desk.server is None:
            raise
    desk.bring(ref)
    return _about(desk, ref, judged)


def near_end(desk: Desk, text: str) -> End:
    """The side that must be a series at hand; it is fetched if need be. Raises NotFound."""
    ref = desk.ref(text)
    desk.bring(ref)
    with desk.own(ref) as (library, _):
        return end_at_hand(library, ref)


def far_end(desk: Desk, text: str) -> End:
    """The other side: a series at hand if it can be had, else a bare Message-ID or URL.

    Raises Usage for what is neither; NotFound for a change-id or commit that nothing at hand
    tells of, because only Message-IDs and URLs last.
    """
    ref = far_ref(text)
    bare = bare_end(text, ref)
    if ref is None:
        assert bare is not None
        return bare
    try:
        desk.bring(ref)
        with desk.own(ref) as (library, _):
            return end_at_hand(library, ref)
    except (NotFound, Unreachable):
        if bare is None:
            raise
        return bare


def both_ends(desk: Desk, one: str, other: str, *, mutual: bool) -> tuple[End, End]:
    """The two sides, the one at hand first; ``mutual`` says that their order means nothing.

    Raises as ``near_end`` and ``far_end`` do.
    """
    try:
        if far_ref(one) is None:
            raise NotFound(f"{one.strip()} is no mail; name a series at hand first")
        return near_end(desk, one), far_end(desk, other)
    except (NotFound, Unreachable):
        if not mutual or bare_end(one, far_ref(one)) is None or far_ref(other) is None:
            raise
    return near_end(desk, other), far_end(desk, one)


@contextmanager
def own_library(desk: Desk) -> Iterator[Library]:
    """The user's library, where something is at hand. Raises NotFound."""
    with desk.library() as library:
        if library is None:
            raise NotFound("nothing is at hand yet; nothing was fetched or indexed")
        yield library


def _about(desk: Desk, ref: Ref, judged: bool) -> About:
    with desk.own(ref) as (library, name):
        return about(library, name, judged=judged)
