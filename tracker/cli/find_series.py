# SPDX-License-Identifier: GPL-2.0-or-later
"""The series that the user records something of: found, and fetched where it is not fetched."""

from collections.abc import Iterator
from contextlib import contextmanager

from tracker.cli.context import CommandContext
from tracker.cli.output import say
from tracker.errors import NotFound, Unreachable
from tracker.mail.refs import Ref
from tracker.services.library import Library
from tracker.services.user_actions.actions import About, about
from tracker.services.user_actions.link_actions import End, bare_end, end_at_hand, far_ref


def spoken_of(context: CommandContext, text: str, *, judged: bool = False) -> About:
    """The series that a handle names; it is fetched where it is not fetched, which is said.

    Whoever records something of a series mostly has it, so that an id not cached may be mistyped.
    Raises NotFound.
    """
    ref = context.ref(text)
    context.read_archives()
    context.session.read_unread(ref)
    try:
        return _ref_what(context, ref, judged)
    except NotFound:
        if context.server is None:
            raise
    say(f"{ref.id} is not cached; asking {context.server}")
    context.bring(ref)
    return _ref_what(context, ref, judged)


def near_end(context: CommandContext, text: str) -> End:
    """Return the side that must be a series cached; it is fetched if need be. Raises NotFound."""
    ref = context.ref(text)
    context.bring(ref)
    with context.own(ref) as (library, _):
        return end_at_hand(library, ref)


def far_end(context: CommandContext, text: str) -> End:
    """Return the other side: a series cached if it can be had, else a bare Message-ID or URL.

    Raises Usage for what is neither; NotFound for a change-id or commit that nothing cached
    tells of, because only Message-IDs and URLs last.
    """
    ref = far_ref(text)
    bare = bare_end(text, ref)
    if ref is None:
        assert bare is not None
        return bare
    try:
        context.bring(ref)
        with context.own(ref) as (library, _):
            return end_at_hand(library, ref)
    except (NotFound, Unreachable):
        if bare is None:
            raise
        return bare


def both_ends(context: CommandContext, one: str, other: str, *, mutual: bool) -> tuple[End, End]:
    """Return the two sides, the one cached first; ``mutual`` says that their order means nothing.

    Raises as ``near_end`` and ``far_end`` do.
    """
    try:
        if far_ref(one) is None:
            raise NotFound(f"{one.strip()} is no mail; name a cached series first")
        return near_end(context, one), far_end(context, other)
    except (NotFound, Unreachable):
        if not mutual or bare_end(one, far_ref(one)) is None or far_ref(other) is None:
            raise
    return near_end(context, other), far_end(context, one)


@contextmanager
def own_library(context: CommandContext) -> Iterator[Library]:
    """The user's library, where something is cached. Raises NotFound."""
    with context.library() as library:
        if library is None:
            raise NotFound("no mail is cached yet; nothing was fetched or indexed")
        yield library


def _ref_what(context: CommandContext, ref: Ref, judged: bool) -> About:
    with context.own(ref) as (library, name):
        return about(library, name, judged=judged)
