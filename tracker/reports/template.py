"""A status report written by a template: text, Markdown or a page.

The templates are in the language of Jinja2 and run in its sandbox: they see the words of the
report and nothing else, and can load nothing but the shipped templates. Whatever a template
prints is made safe for its form unless a filter of ours has done so already; so words of mail can
do no harm in a template of the user's either.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from traceback import walk_tb

from jinja2 import FunctionLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from tracker.clean import clean
from tracker.errors import Usage

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

    def safe(value: object) -> Markup:
        if isinstance(value, Markup):
            return value
        return Markup(escape(clean("" if value is None else str(value))))

    environment = ImmutableSandboxedEnvironment(
        loader=FunctionLoader(load),
        undefined=StrictUndefined,
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
        raise Usage(_told(error, template, sources)) from error


def _told(error: BaseException, template: Template, sources: Mapping[str, str]) -> str:
    """The sentence for a fault: where it is, and what."""
    if isinstance(error, TemplateSyntaxError):
        return f"{error.name or template.name}, line {error.lineno}: {error.message}"
    places = [
        (frame.f_code.co_filename, line)
        for frame, line in walk_tb(error.__traceback__)
        if frame.f_code.co_filename in sources
    ]
    name, line = places[-1] if places else (template.name, 1)
    return f"{name}, line {line}: {error}"
