# SPDX-License-Identifier: GPL-2.0-or-later
"""``tracker why``."""

from typing import TYPE_CHECKING

import click

from tracker.cli.context import CommandContext, is_terminal, open_context
from tracker.cli.options import Reading, reading
from tracker.cli.output import put_json, put_page, style
from tracker.model.landing import Edit
from tracker.model.views import Reason
from tracker.state.reasons import reasons_about

if TYPE_CHECKING:
    from tracker.services.library import Library


@click.command("why")
@click.argument("ref")
@click.argument("fact", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print a JSON document (tracker/why/1).")
@reading
def why_command(options: Reading, ref: str, fact: str | None, as_json: bool) -> None:
    """Print the evidence: for each fact the message and line, or the commit, that proves it.

    Each fact comes with the rule that read it (docs/rules.md lists the rules), and with what it
    was read from: the mail, the line and its words, or the commit. FACT narrows it: a topic
    (stage, turn, tag, landing, relation, revision, objection, question, check, signature), or
    words of the fact. With a repository (--repo), landing also shows how patches were edited when
    they were applied; with keys (docs/config.md), what signatures prove of the mails that decide.

    \b
    tracker why REF stage
    tracker why REF "Reviewed-by"
    tracker why REF landing --repo linux=~/src/linux
    """
    context = open_context(options)
    with context.open(ref) as (library, name):
        reasons, view = library.reasons(name), library.view(name)
        reasons += _signatures(context, library, reasons)
        changed: tuple[Edit, ...] = ()
        if library.repositories is not None and fact in (None, "landing"):
            from tracker.services.commit_edits import edits

            changed = edits(library, view)
    if fact is not None:
        reasons = reasons_about(reasons, fact)
    if as_json:
        from tracker.export.json import why_json

        put_json(why_json(name, reasons, changed, view.abridged))
    else:
        _print_why(reasons, changed, view.abridged)


def _signatures(
    context: CommandContext, library: "Library", reasons: tuple[Reason, ...]
) -> tuple[Reason, ...]:
    """What signatures prove of the mails that decide; none where no key is cached or configured."""
    folder, keyrings = context.paths.cache / "dkim", context.config.keyrings
    ask = context.config.dkim and context.server is not None
    if not ask and not keyrings and not folder.is_dir():
        return ()
    from tracker.services.mail_text import mail_raws
    from tracker.services.signatures import deciding_mails, signature_reasons

    raws = mail_raws(library.reader, deciding_mails(reasons))
    return signature_reasons(raws, folder, keyrings, ask=ask)


def _print_why(reasons: tuple[Reason, ...], changed: tuple[Edit, ...], abridged: bool) -> None:
    """Print them for people."""
    from tracker.render.compare import edits_text
    from tracker.render.evidence import evidence_text
    from tracker.render.words import abridged_rows

    look = style()
    told = [evidence_text(reasons, look)]
    if changed:
        told.append(edits_text(changed, look, uncut=not is_terminal()))
    if abridged:
        told.append(look.page(abridged_rows(abridged, look.width)))
    put_page("\n".join(one if one.endswith("\n") else f"{one}\n" for one in told))
