# SPDX-License-Identifier: GPL-2.0-or-later
"""``tracker drafts``."""

import os
from pathlib import Path
from shlex import quote

import click

from tracker.cli.context import CommandContext, is_terminal, open_context
from tracker.cli.options import Reading, reading
from tracker.cli.output import put, put_json, say
from tracker.errors import Broken, Usage


@click.command("drafts")
@click.argument("drafts", nargs=-1, metavar="[DRAFT...]")
@click.option("--edit", is_flag=True, help="Go on with it in $VISUAL or $EDITOR.")
@click.option("--delete", is_flag=True, help="Delete them.")
@click.option("--path", is_flag=True, help="Print the file alone, for a mailer.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON document (tracker/drafts/1).")
@reading
def drafts_command(
    options: Reading,
    drafts: tuple[str, ...],
    edit: bool,
    delete: bool,
    path: bool,
    as_json: bool,
) -> None:
    """List the drafts of answers that are kept, print one, go on with it, or delete it.

    DRAFT is a number of the list, the name of the file, or a part of it that no other has. Drafts
    are written by r in the terminal UI and by 'tracker reply --edit'. Nothing is sent. The last
    twenty that were deleted by --delete are kept in the folder "deleted" beside the others.

    \b
    tracker drafts
    tracker drafts 1 --edit
    mutt -H "$(tracker drafts 1 --path)"
    tracker drafts 2 3 --delete
    """
    from tracker.services.handover.drafts import delete_draft, draft_named, read_draft

    if sum((edit, delete, path, as_json)) > 1:
        raise Usage("say one of --edit, --delete, --path and --json")
    context = open_context(options)
    if not drafts or as_json:
        if as_json and drafts:
            raise Usage("--json takes no DRAFT")
        if asked := "--edit" if edit else "--delete" if delete else "--path" if path else "":
            raise Usage(f"name the draft: tracker drafts 1 {asked}")
        _print_drafts(context, as_json)
        return
    # All are found first: a number means the list as it was before any was deleted.
    found = [draft_named(context.paths.drafts, name) for name in drafts]
    for one in found:
        if edit:
            edit_draft(one)
        elif delete:
            kept = delete_draft(one)
            say(f"deleted: {one}; to have it again: mv {quote(str(kept))} {quote(str(one))}")
        else:
            put(str(one) if path else read_draft(one))


def edit_draft(path: Path) -> None:
    """Let the user edit a draft. Raises Usage where there is no editor, Broken where it fails."""
    from tracker.services.desktop import run
    from tracker.services.handover.drafts import editor_words

    # As git-var(1) has it: no editor of its own choice takes over what is no terminal.
    chosen = any(os.environ.get(name, "").strip() for name in ("VISUAL", "EDITOR"))
    if not chosen and not is_terminal():
        raise Usage("there is no terminal to edit in; set $EDITOR")
    status = run(editor_words(path), terminal=True, wait=False).status
    if status:
        raise Broken(f"the editor ended with status {status}; the draft is kept: {path}")


def _print_drafts(context: CommandContext, as_json: bool) -> None:
    from tracker.services.handover.drafts import kept_drafts

    kept = kept_drafts(context.paths.drafts)
    if as_json:
        from tracker.export.json import drafts_json

        put_json(drafts_json(kept))
    elif not kept:
        say("no draft is kept; 'tracker reply REF --edit' writes one")
    else:
        from tracker.model.terminal_text import clean
        from tracker.render.words import minute

        for number, one in enumerate(kept, start=1):
            subject = clean(one.subject) or "(no subject)"
            put(f"{number:>3}  {minute(one.changed)}  {subject}, to {clean(one.to) or 'nobody'}")
