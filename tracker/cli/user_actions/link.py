# SPDX-License-Identifier: GPL-2.0-or-later
"""``tracker link``."""

import click

from tracker.cli.context import now, open_context
from tracker.cli.options import Reading, reading
from tracker.cli.output import tell
from tracker.model.relations import KINDS, Kind

_KINDS = [kind.value for kind, traits in KINDS.items() if traits.manual]


@click.command("link")
@click.argument("one", metavar="A")
@click.argument("kind", type=click.Choice(_KINDS), metavar="KIND")
@click.argument("other", metavar="B")
@click.option("--note", default="", help="Why, in your words; shown with the relation.")
@reading
def link_command(options: Reading, one: str, kind: str, other: str, note: str) -> None:
    """Record how two series hang together: A depends on B, follows it, is its companion.

    KIND is one of depends-on, follows, replaces, companion, split-from, backport-of, fixes,
    reverts, discussion, bug-report, previous-version and mentions.

    Your word wins over what is read from mail, and is shown as yours. A and B are Message-IDs,
    URLs, change-ids or commits; B may be any URL, and need not be cached. 'tracker unlink A B'
    takes it back.

    \b
    tracker link A depends-on B
    tracker link A previous-version B        B is an older version of A
    tracker link A companion https://example.org/pull/7 --note "the library's half"
    """
    from tracker.cli.find_series import both_ends, own_library
    from tracker.services.user_actions.link_actions import link

    context = open_context(options)
    start, end = both_ends(context, one, other, mutual=kind == Kind.COMPANION.value)
    with own_library(context) as library:
        done = link(context.paths.database, library, start, Kind(kind), end, note, now())
    tell(done.sentence)
