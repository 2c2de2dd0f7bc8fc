# SPDX-License-Identifier: GPL-2.0-or-later
"""``tracker reply``."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.context import CommandContext, open_context
from tracker.cli.options import OutputFile, Reading, reading
from tracker.cli.output import put, say
from tracker.errors import Broken, Usage

if TYPE_CHECKING:
    from tracker.mail.refs import Ref
    from tracker.mail.replies.draft import Ready
    from tracker.services.library import Library


@click.command("reply")
@click.argument("ref")
@click.option("--tag", "tags", multiple=True, metavar="NAME",
              help="A tag with your name, such as Reviewed-by; repeatable.")  # fmt: skip
@click.option("--ping", is_flag=True, help="Ask for an answer; nothing is quoted.")
@click.option("--applied", metavar="TREE", help="Say that it was applied there.")
@click.option("-o", "--out", type=OutputFile(),
              help="The file to write, which must not be there; '-' is stdout.")  # fmt: skip
@click.option("--edit", is_flag=True,
              help="Keep it among the drafts and edit it in $VISUAL or $EDITOR.")  # fmt: skip
@reading
def reply_command(
    options: Reading,
    ref: str,
    tags: tuple[str, ...],
    ping: bool,
    applied: str | None,
    out: Path | None,
    edit: bool,
) -> None:
    """Write the draft of an answer to a mail; nothing is sent.

    It has the headers that an answer to all needs, and the mail quoted below them; with a tag or
    --applied a patch's log alone. Your own mailer sends it: mutt -H, git send-email.

    \b
    tracker reply REF -o draft && mutt -H draft
    tracker reply REF --tag Reviewed-by --tag Tested-by
    tracker reply REF --edit            then: tracker drafts
    tracker reply REF --ping
    """
    from tracker.mail.refs import RefKind
    from tracker.services.handover.drafts import reply_draft

    ready = _wanted(tags, ping, applied)
    if edit and out is not None:
        raise Usage("say one of --edit and -o")
    context = open_context(options)
    handle = context.ref(ref)
    exact = handle.kind is RefKind.MESSAGE_ID and (ref == "-" or handle.id in ref)
    with context.open(handle.id if exact else ref) as (library, name):
        message_id = handle.id if exact else _mail_meant(library, handle, name)
        text = reply_draft(library.reader, context.config, message_id, ready)
    if edit:
        plain = not (tags or ping or applied is not None)
        _edit_answer(context, message_id, text, plain)
        return
    if out is None:
        put(text)
        return
    try:
        with out.open("x", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        raise Usage(f"{out} cannot be written: {error.strerror}") from error
    say(f"{out}: a draft, to be sent by your own mailer")


def _edit_answer(context: CommandContext, message_id: str, text: str, plain: bool) -> None:
    """Keep a draft and have it edited; a plain one that is left as it was is dropped."""
    from tracker.cli.user_actions.drafts import edit_draft
    from tracker.render.words import counted
    from tracker.services.handover.drafts import answers_kept, drop_draft, keep_draft, read_draft

    path = keep_draft(context.paths.drafts, message_id, text)
    before = read_draft(path)
    try:
        edit_draft(path)
    except (Broken, Usage) as error:
        if read_draft(path) == before:
            drop_draft(path)
            if isinstance(error, Broken):
                raise Usage("the editor gave up and wrote nothing: the draft is dropped") from None
        raise
    if plain and read_draft(path) == before:
        drop_draft(path)
        say("nothing was written, so the draft is dropped")
    else:
        say(f"draft kept: {path}")
        others = len(answers_kept(context.paths.drafts, message_id)) - 1
        if others:
            say(f"{counted(others, 'other draft')} of an answer to this mail: tracker drafts")


def _mail_meant(library: "Library", handle: "Ref", name: str) -> str:
    """Return the mail that a shortened handle names; of a series its newest posting."""
    from tracker.mail.refs import RefKind

    if handle.kind in (RefKind.TRUNCATED, RefKind.COMMIT):
        return library.candidates(handle)[0]
    return library.view(name).revisions[-1].message_id


def _wanted(tags: tuple[str, ...], ping: bool, applied: str | None) -> "Ready":
    from tracker.mail.replies.ready import applied_to, given, pinged

    if sum((bool(tags), ping, applied is not None)) > 1:
        raise Usage("say one of --tag, --ping and --applied")
    if ping:
        return pinged()
    return applied_to(applied) if applied is not None else given(tags)
