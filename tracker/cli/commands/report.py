# SPDX-License-Identifier: GPL-2.0-or-later
"""``tracker report``."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.asking import (
    earlier,
    mark_of,
    marked_before,
    query_words,
    remember,
    say_if_nothing,
    shelves,
)
from tracker.cli.context import CommandContext, open_context
from tracker.cli.lists import need_list, need_people
from tracker.cli.narrate import watched
from tracker.cli.options import OutputFile, Reading, reading
from tracker.cli.output import put, put_json, put_xml, say, style
from tracker.cli.query_words import QueryCommand
from tracker.cli.since import LAST, SINCE, Since
from tracker.config import LORE
from tracker.errors import ConfigError, Usage
from tracker.lazy_dataclass import replace
from tracker.model.report import Asked, GroupBy, ReportForm, StatusReport
from tracker.render.style import Style

if TYPE_CHECKING:
    from tracker.export.mail_report import MailFrame
    from tracker.export.template import Template

_PLAIN = Style()
"""What a file can show: everything, in 80 columns."""
_LONG = 40
"""Series of a report that compares nothing, from which on it is shortened."""
_SHORTENED = frozenset({ReportForm.TEXT, ReportForm.MARKDOWN, ReportForm.MAIL})


@click.command("report", cls=QueryCommand)
@click.argument("query", nargs=-1)
@click.option(
    "--format",
    "form",
    type=click.Choice([one.value for one in ReportForm]),
    help="What to write; the name of -o FILE or of the template may say it too.",
)
@click.option("--json", "as_json", is_flag=True, help="Same as --format json.")
@click.option("--since", type=Since(), help=SINCE)
@click.option(
    "--group-by",
    type=click.Choice([one.value for one in GroupBy]),
    default=GroupBy.FATE.value,
    show_default=True,
    help="What sections are made of.",
)
@click.option("--list", "mailing_list", metavar="NAME", help="Every series of a mailing list.")
@click.option("--all", "everything", is_flag=True, help="Every cached series, not just tracked.")
@click.option("--full", is_flag=True, help="Leave nothing out of a long one.")
@click.option("--demo", is_flag=True, help="Of the shipped example.")
@click.option(
    "-o",
    "--output",
    type=OutputFile(),
    metavar="FILE",
    help="Write to a file, whole or not at all; '-' is stdout.",
)
@click.option(
    "--template",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write it by a template of your own.",
)
@click.option(
    "--print-template",
    type=click.Choice([one.value for one in ReportForm if one not in ("json", "mail")]),
    help="Print the shipped template, to start from.",
)
@reading
def report_command(
    options: Reading,
    query: tuple[str, ...],
    form: str | None,
    as_json: bool,
    since: datetime | timedelta | str | None,
    group_by: str,
    mailing_list: str | None,
    everything: bool,
    full: bool,
    demo: bool,
    output: Path | None,
    template: Path | None,
    print_template: str | None,
) -> None:
    """Write a status report of the tracked series: where each stands, and whose move it is.

    With --since it says what happened since then, and folds the rest. Without it, text and Markdown
    on more than 40 series give each its title and state alone, unless --full. docs/templates.md
    shows how to write it your own way.

    \b
    tracker report --since last
    tracker report --list linux-kselftest --since 1w -o week.html
    tracker report --demo --as-of 2025-08-07 --since 2025-07-16
    tracker report turn:me --since last --format mail | sendmail -t
    """
    if print_template is not None:
        from tracker.services.templates import shipped

        put(shipped(ReportForm(print_template)).text)
        return
    asked = Asked(
        query=" ".join(query_words(query)),
        mailing_list=mailing_list or "",
        everything=everything or mailing_list is not None,
        example=demo,
        past=_report_date(options.as_of),
    )
    if demo and since == LAST:
        raise Usage("nothing is remembered of the example; give --since a date")
    context = open_context(options)
    kind = _form(ReportForm.JSON.value if as_json else form, output, template)
    mark = mark_of("report", asked)
    drawn = kind in (ReportForm.HTML, ReportForm.MAIL)
    report = _report_sentence(context, asked, since, mark, GroupBy(group_by), pictures=drawn)
    if not report.entries and not report.unchanged and not demo:
        need_list(context.paths.database, mailing_list)
        need_people(context.paths.database, query)
    report = _shortened(report, full or kind not in _SHORTENED)
    if output is not None and form is None and template is None and not as_json:
        _say_ending(output)
    frame = _frame(context, mark, last=since == LAST) if kind is ReportForm.MAIL else None
    text = _report_written(report, kind, context, template, _look(output), frame)
    _report_put(output, kind, text)
    say_if_nothing(asked, len(report.entries) + len(report.unchanged))
    if since == LAST:
        remember(context, mark, report.as_of)


def _report_date(moment: datetime | None) -> str:
    """Return a moment as ``--as-of`` takes it, of a day's end the date alone."""
    if moment is None:
        return ""
    return f"{moment:%Y-%m-%d}" if moment.time() == time(23, 59, 59) else moment.isoformat()


def _report_put(output: Path | None, kind: ReportForm, text: str) -> None:
    """Write the report to stdout, or to a file, whole or not at all."""
    if output is None:
        {ReportForm.JSON: put_json, ReportForm.HTML: put_xml}.get(kind, put)(text)
        return
    from tracker.services.files import write_whole

    write_whole(output, (text if text.endswith("\n") else text + "\n").encode())


def _shortened(report: StatusReport, whole: bool) -> StatusReport:
    """Return a report with one paragraph a series where it is long, which is said."""
    count = len(report.entries)
    if whole or report.since is not None or count <= _LONG:
        return report
    say(f"{count} series: one paragraph each; --since DATE says what is new, --full all")
    return replace(report, brief=True)


def _form(named: str | None, output: Path | None, template: Path | None) -> ReportForm:
    """Return what is written: as asked for, else by the name of the file or of the template."""
    from tracker.services.templates import form_of

    if named is not None:
        return ReportForm(named)
    path = output or template
    return ReportForm.TEXT if path is None else form_of(path)


def _report_sentence(
    context: CommandContext,
    asked: Asked,
    since: datetime | timedelta | str | None,
    mark: str,
    group_by: GroupBy,
    *,
    pictures: bool,
) -> StatusReport:
    from tracker.services.report import tell_report
    from tracker.services.session.reports import empty_report, held_by_board, telling_of
    from tracker.state.graph import Limits

    with shelves(context, asked) as library:
        moment = context.as_of if library is None else library.as_of
        start = earlier(context, since, moment, mark)
        telling = telling_of(context.session, asked, moment, watched)
        if library is None:
            return empty_report(asked, moment, start, group_by)
        telling = replace(telling, held=held_by_board(context.session, telling))
        limits = Limits(depth=context.config.depth, works=context.config.works)
        drawn = limits if pictures else None
        return tell_report(
            library, replace(telling, since=start, group_by=group_by, pictures=drawn)
        )


def _report_written(
    report: StatusReport,
    form: ReportForm,
    context: CommandContext,
    named: Path | None,
    look: Style,
    frame: "MailFrame | None" = None,
) -> str:
    from tracker.services.templates import form_of, read_template, shipped, shipped_texts

    if frame is not None:
        return _mailed(report, context, named, frame)

    if form is ReportForm.JSON:
        from tracker.export.json_report import report_json

        return report_json(report)
    own = context.config.template
    path = named or (own if own is not None and form_of(own) is form else None)
    texts, base = shipped_texts(), _report_archive(context)
    try:
        template = shipped(form) if path is None else read_template(path)
        return _filled(report, form, template, texts, look, base)
    except Usage as error:
        if named is not None or path is None:
            raise
        from tracker.config.lines import with_line

        raise with_line(context.config.path, ConfigError(str(error), key=("template",))) from error


def _look(output: Path | None) -> Style:
    """Return how a report looks where it goes."""
    return style() if output is None else _PLAIN


def _frame(context: CommandContext, mark: str, *, last: bool) -> "MailFrame":
    """Return what a message needs beside the report: the user, and the one before."""
    from tracker.export.mail_report import MailFrame
    from tracker.model.people import Person
    from tracker.services.identity import who_asks

    own = context.config.me or sorted(who_asks(context.config)().addresses)
    return MailFrame(
        who=Person("", own[0] if own else "tracker@localhost"),
        question=mark.removeprefix("report"),
        last=marked_before(context, mark) if last else None,
    )


def _mailed(
    report: StatusReport, context: CommandContext, named: Path | None, frame: "MailFrame"
) -> str:
    """Return the report as a message; a template of one form replaces that part."""
    from tracker.export.mail_report import report_mail
    from tracker.services.templates import form_of

    own = None if named is None else form_of(named)
    text, page = (
        _report_written(report, form, context, named if own is form else None, _PLAIN)
        for form in (ReportForm.TEXT, ReportForm.HTML)
    )
    return report_mail(report, text, page, frame)


def _filled(
    report: StatusReport,
    form: ReportForm,
    template: "Template",
    texts: Mapping[str, str],
    look: Style,
    base: str,
) -> str:
    if form is ReportForm.HTML:
        from tracker.export.html import status_html

        return status_html(report, template, texts, base)
    from tracker.export.status_report import status_markdown, status_text

    if form is ReportForm.MARKDOWN:
        return status_markdown(report, template, texts, base)
    return status_text(report, template, texts, look, base)


def _say_ending(output: Path) -> None:
    """Warn that the name of a file shows no form."""
    from tracker.services.templates import knows_ending

    if not knows_ending(output):
        say(f"{output}: '{output.suffix}' names no form of a report; this is plain text")


def _report_archive(context: CommandContext) -> str:
    """Return where links to mail lead: lore's redirector, or the server of the configuration."""
    from tracker.render.links import LORE as REDIRECTOR

    server = context.config.server
    return REDIRECTOR if server == LORE else f"{server.rstrip('/')}/"
