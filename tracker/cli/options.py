# SPDX-License-Identifier: GPL-2.0-or-later
"""Options that several commands share, checked once and handed on as one record."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from functools import wraps
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

import click

from tracker.lazy_dataclass import dataclass

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """How a reading command was asked to read."""

    as_of: datetime | None
    """Tell it as it stood then; None is now."""
    offline: bool
    sources: tuple[str, ...]
    """Servers by URL and archives by path, in place of the configured ones."""
    config: Path | None
    repos: tuple[tuple[str, Path], ...] = ()
    """Git repositories on this machine, beside the configured ones: what the user calls each, and
    where it is."""


class NamedRepository(click.ParamType[tuple[str, Path]]):
    """``NAME=PATH``: a repository, and what to call it.

    ``PATH`` alone (``.``, ``~/src/linux``) is called as its folder is, and ``NAME`` alone is a
    configured one.
    """

    name = "name=path"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, Path]:
        """Name and path; fails with a sentence that shows the form."""
        name, equals, path = str(value).partition("=")
        if not equals and _names_path(name):
            name, equals, path = _folder_name(name), "=", name
        if not equals and name.strip() and name.isprintable() and "/" not in name:
            return name.strip(), Path()
        if not equals or not name.strip() or not path or not name.isprintable():
            self.fail(f"'{value}' is not NAME=PATH; write linux=~/src/linux", param, ctx)
        try:
            # A shell leaves a tilde behind "=" as it is.
            place = Path(path).expanduser()
        except RuntimeError:
            self.fail(f"'{path}' names nobody's home", param, ctx)
        # An empty path stands for a configured one.
        return name.strip(), place if place != Path() else Path.cwd()


def _names_path(text: str) -> bool:
    """Return whether a word is a path rather than what a repository is called."""
    return "/" in text or text in (".", "..", "~")


def _folder_name(path: str) -> str:
    """Return what a repository is called by its folder; empty for the root of all folders."""
    try:
        place = Path(path).expanduser().absolute()
    except RuntimeError:
        place = Path(path)
    if place.name in ("", ".."):
        place = place.resolve()
    if place.name == ".git":
        place = place.parent
    return place.name.removesuffix(".git")


class OutputFile(click.ParamType[Path | None]):
    """The file to write an answer to; None for ``-``, which is stdout."""

    name = "file"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> Path | None:
        """Return the path; fails for a folder."""
        file = click.Path(dir_okay=False)
        return None if str(value) == "-" else Path(str(file.convert(str(value), param, ctx)))


class Moment(click.ParamType[datetime]):
    """A date, or a date and time; without a zone it is UTC, a bare date means its end.

    ``today``, ``yesterday`` and a day of the week, the last one, are dates too.
    """

    name = "date"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        """Return the moment in UTC; fails with a sentence that shows the forms."""
        if isinstance(value, datetime):
            return value
        from tracker.model.said import days_back

        text = str(value).strip()
        if days_back(text, date.min) is not None:
            from tracker.cli.context import now

            today = now().date()
            text = f"{today - timedelta(days=days_back(text, today) or 0)}"
        try:
            found = datetime.fromisoformat(text)
        except ValueError:
            self.fail(
                f"'{text}' is no date; write 2025-07-14, 2025-07-14T13:45:00Z or yesterday",
                param,
                ctx,
            )
        if len(text) <= 10:
            found = datetime.combine(found.date(), time(23, 59, 59))
        try:
            return found.replace(tzinfo=found.tzinfo or UTC).astimezone(UTC)
        except OverflowError:
            self.fail(f"'{text}' is out of the years that can be counted", param, ctx)


repo_option = click.option(
    "--repo",
    "repos",
    type=NamedRepository(),
    multiple=True,
    metavar="[NAME=]PATH",
    help="A git repository on this machine in which commits are looked for; repeatable.",
)
config_option = click.option(
    "--config",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Another configuration file.",
)


def reading(
    command: Callable[Concatenate[Reading, P], T],
) -> Callable[P, T]:
    """Give a command the options of every reading command; it gets them as its first argument."""

    @click.option("--as-of", type=Moment(), help="Show its state at that moment (UTC).")
    @click.option("--offline", is_flag=True, help="Ask no server; answer from what is cached.")
    @click.option(
        "--source",
        "sources",
        multiple=True,
        metavar="URL|PATH",
        help="A public-inbox server, or an archive on this machine; repeatable.",
    )
    @repo_option
    @config_option
    @wraps(command)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> T:
        taken = Reading(
            as_of=_take_option(kwargs, "as_of", datetime),
            offline=bool(kwargs.pop("offline")),
            sources=_option_words(kwargs.pop("sources")),
            config=_take_option(kwargs, "config", Path),
            repos=_repos(kwargs.pop("repos")),
        )
        return command(taken, *args, **kwargs)

    return wrapped


def _take_option(kwargs: dict[str, object], name: str, kind: type[T]) -> T | None:
    value = kwargs.pop(name)
    return value if isinstance(value, kind) else None


def _repos(value: object) -> tuple[tuple[str, Path], ...]:
    found = value if isinstance(value, tuple) else ()
    return tuple((str(name), Path(path)) for name, path in found)


def _option_words(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, tuple) else ()
