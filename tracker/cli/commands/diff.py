# SPDX-License-Identifier: GPL-2.0-or-later
"""``tracker diff``."""

from typing import TYPE_CHECKING

import click

from tracker.cli.context import is_terminal, open_context
from tracker.cli.options import Reading, reading
from tracker.cli.output import put_json, put_page, say, style
from tracker.errors import NotFound, Usage

if TYPE_CHECKING:
    from tracker.model.views import RevisionView, SeriesView


@click.command("diff")
@click.argument("ref")
@click.argument("versions", required=False, metavar="[OLD..NEW]")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON document (tracker/diff/1).")
@click.option("--full", is_flag=True, help="Leave nothing out.")
@click.option("--short", is_flag=True, help="Only the list of patches and the changelogs.")
@click.option("--word-diff", is_flag=True, help="Mark words: [-gone-] {+new+}, as git does.")
@reading
def diff_command(
    options: Reading,
    ref: str,
    versions: str | None,
    as_json: bool,
    full: bool,
    short: bool,
    word_diff: bool,
) -> None:
    """Compare two versions of a series patch by patch, from the mails alone.

    As git range-diff does, but without a repository: = the same, ! changed, > added, < dropped.
    OLD..NEW are versions (v2..v3, 2..3) or the Message-IDs of their cover letters; a single one
    is compared with the version before it. Without any the two newest are compared. A terminal
    shows as much of a line as it is wide, unless --full; a pipe or a file gets each whole.

    \b
    tracker diff REF
    tracker diff REF v2..v5 --short
    tracker diff REF --word-diff
    tracker diff REF v2..v3 --json
    """
    from tracker.services.compare import compare

    context = open_context(options)
    with context.open(ref) as (library, name):
        view = library.view(name)
        old, new = _diff_ends(view, versions)
        told = compare(library, view, old.message_id, new.message_id)
    if as_json:
        from tracker.export.json_rangediff import rangediff_json

        put_json(rangediff_json(told))
    else:
        from tracker.render.compare import rangediff_text

        uncut = not is_terminal()
        put_page(rangediff_text(told, style(), full, short, uncut=uncut, words=word_diff))


def _diff_ends(view: "SeriesView", versions: str | None) -> "tuple[RevisionView, RevisionView]":
    """Return the two versions that are asked for. Raises NotFound, Usage."""
    whole = [one for one in view.revisions if not one.partial and one.patches]
    if versions is None:
        if len(whole) < 2:
            raise NotFound(f"this series has one version with cached patches: {_diff_known(view)}")
        return whole[-2], whole[-1]
    for at in (at for at in range(len(versions)) if versions.startswith("..", at)):
        old, new = _find(view, versions[:at]), _find(view, versions[at + 2 :].lstrip("."))
        if old and new:
            return _different(old, new)
    found = _find(view, versions)
    if found is None:
        raise NotFound(f"no '{versions}' is cached; there are: {_diff_known(view)}")
    before = [one for one in whole if one.date < found.date]
    if not before:
        raise NotFound(f"no version before {versions} is cached; there are: {_diff_known(view)}")
    return before[-1], found


def _different(old: "RevisionView", new: "RevisionView") -> "tuple[RevisionView, RevisionView]":
    if old is new:
        raise Usage("a version is compared with another one")
    return old, new


def _find(view: "SeriesView", name: str) -> "RevisionView | None":
    """Return a version by its counter, the last posting of it; or by its Message-ID."""
    wanted = name.strip().strip("<>").casefold()
    from tracker.render.versions import posted_again

    for one in reversed(view.revisions):
        number = one.name.casefold()
        names = {number, number.lstrip("v"), f"rfc {number}" if one.rfc else number}
        if wanted == one.message_id.casefold():
            return one
        if wanted in names:
            if posted_again(view, one):
                say(f"{number} was posted more than once; taken is the last, <{one.message_id}>")
            return one
    return None


def _diff_known(view: "SeriesView") -> str:
    """Return the names of all versions; of one that was posted again also its Message-ID."""
    from tracker.render.versions import posted_again

    return ", ".join(
        f"{one.name} (again, <{one.message_id}>)" if posted_again(view, one) else one.name
        for one in view.revisions
    )
