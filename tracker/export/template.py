# SPDX-License-Identifier: GPL-2.0-or-later
"""A status report written by a template: text, Markdown or a page.

The templates are in the language of Jinja2 and run in its sandbox: they see the words of the
report and nothing else, and can load nothing but the shipped templates. Whatever a template
prints is made safe for its form unless a filter of ours has done so already; so words of mail can
do no harm in a template of the user's either.
"""

from collections.abc import Callable, Iterable, Mapping

from jinja2 import (
    FunctionLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from tracker.errors import Usage
from tracker.lazy_dataclass import dataclass
from tracker.model.terminal_text import clean

Escape = Callable[[str], str]
"""Makes words of mail safe for one form."""
Names = Mapping[str, object]
"""What a template may use: values and functions by name."""
Filters = Mapping[str, Callable[..., Markup]]
"""Our filters by name; what they give is safe."""
_FAULTS = (TemplateError, ArithmeticError, LookupError, TypeError, ValueError, RecursionError)
"""What a fault of a template can raise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """The text of a template, and what it is called in messages."""

    name: str
    text: str


def render(
    template: Template,
    shipped: Mapping[str, str],
    escape: Escape,
    names: Names,
    filters: Filters,
) -> str:
    """What the template writes; ``shipped`` are those that it may extend or include, by name.

    Raises Usage, which names file and line, for a template that cannot be followed.
    """
    sources = {**shipped, template.name: template.text}

    def load(name: str) -> tuple[str, str, Callable[[], bool]] | None:
        # The name stands for the file, so that a traceback tells which template is at fault.
        return (sources[name], name, lambda: True) if name in sources else None

    class Near(StrictUndefined):
        """What is not there: the fault names what is."""

        @property
        def _undefined_message(self) -> str:
            told: str = super()._undefined_message
            # Jinja's own mark stands for no object: then it is a name of the template's own.
            top = type(self._undefined_obj).__name__ == "MissingType"
            held = names if top else dir(self._undefined_obj)
            near = _template_nearest(self._undefined_name or "", held)
            return f"{told}; did you mean '{near}'?" if near else told

    def safe(value: object) -> Markup:
        if isinstance(value, Markup):
            return value
        return Markup(escape(clean("" if value is None else str(value))))

    environment = ImmutableSandboxedEnvironment(
        loader=FunctionLoader(load),
        undefined=Near,
        finalize=safe,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    environment.filters |= filters
    try:
        return environment.get_template(template.name).render(names)
    except _FAULTS as error:
        raise Usage(_template_sentence(error, template, sources)) from error


def _template_sentence(error: BaseException, template: Template, sources: Mapping[str, str]) -> str:
    """Return the sentence for a fault: where it is, and what."""
    if isinstance(error, TemplateSyntaxError):
        return f"{error.name or template.name}, line {error.lineno}: {error.message}"
    why = str(error)
    if isinstance(error, TemplateNotFound):
        known = ", ".join(sorted(set(sources) - {template.name}))
        why = f"'{error.name}' cannot be loaded: only the shipped templates can be ({known})"
    from traceback import walk_tb

    places = [
        (frame.f_code.co_filename, line)
        for frame, line in walk_tb(error.__traceback__)
        if frame.f_code.co_filename in sources
    ]
    name, line = places[-1] if places else (template.name, 1)
    return f"{name}, line {line}: {why}"


def _template_nearest(wanted: str, known: Iterable[str]) -> str | None:
    from difflib import get_close_matches

    shown = [one for one in known if not one.startswith("_")]
    return next(iter(get_close_matches(wanted[:40], shown, 1, 0.6)), None)
