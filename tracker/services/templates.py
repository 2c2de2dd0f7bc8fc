# SPDX-License-Identifier: GPL-2.0-or-later
"""Templates of status reports: the shipped ones, and the user's own."""

from pathlib import Path
from pkgutil import get_data

from tracker.errors import Usage
from tracker.export.template import Template
from tracker.model.report import ReportForm

MAX_TEMPLATE = 1 << 20
"""Bytes; the shipped ones have some 6,000."""
_NAMES = {
    ReportForm.TEXT: "report.txt",
    ReportForm.MARKDOWN: "report.md",
    ReportForm.HTML: "report.html",
}
_FORMS = {
    ".md": ReportForm.MARKDOWN,
    ".markdown": ReportForm.MARKDOWN,
    ".html": ReportForm.HTML,
    ".htm": ReportForm.HTML,
    ".json": ReportForm.JSON,
}
_PLAIN = frozenset({"", ".txt", ".text", ".log"})


def form_of(path: Path) -> ReportForm:
    """Return the form that the name of a file tells: ``week.html`` is a page."""
    return _FORMS.get(path.suffix.lower(), ReportForm.TEXT)


def knows_ending(path: Path) -> bool:
    """Return whether the name of a file tells a form, or is one that plain text goes by."""
    return path.suffix.lower() in _FORMS.keys() | _PLAIN


def shipped(form: ReportForm) -> Template:
    """Return the template that comes with the program."""
    return Template(name=_NAMES[form], text=_shipped_text(_NAMES[form]))


def shipped_texts() -> dict[str, str]:
    """Return all of them by name: what a template may extend or include."""
    return {name: _shipped_text(name) for name in _NAMES.values()}


def _shipped_text(name: str) -> str:
    # Not importlib.resources, which takes as long to load as a series to judge.
    return (get_data("tracker.export", f"templates/{name}") or b"").decode()


def read_template(path: Path) -> Template:
    """Return a template of the user's. Raises Usage for a file that cannot be one."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_TEMPLATE + 1)
    except OSError as error:
        raise Usage(f"template {path} cannot be read: {error.strerror}") from error
    if len(data) > MAX_TEMPLATE:
        raise Usage(f"template {path} is larger than {MAX_TEMPLATE} bytes")
    try:
        return Template(name=str(path), text=data.decode("utf-8"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Usage(f"{path}, line {line}: not UTF-8") from error
