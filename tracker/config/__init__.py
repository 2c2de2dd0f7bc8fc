"""The user's configuration: TOML, checked on reading, frozen from then on.

``keys`` tells what each key holds, ``read`` checks it. Neither is imported where there is no file.
"""

from dataclasses import dataclass, field
from pathlib import Path

from tracker.errors import ConfigError
from tracker.model.board import SECTIONS, Section, UserCommand
from tracker.model.project import Projects

LORE = "https://lore.kernel.org/all"
PAGES = ("https://git.kernel.org/",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """What the user may set; the defaults are what most want."""

    server: str = LORE
    """The public-inbox server that is asked for threads."""
    archives: tuple[Path, ...] = ()
    """Local archives that are read before the server is asked."""
    depth: int = 3
    """How many steps away from a series relations are followed."""
    works: int = 25
    """How many related works are fetched or drawn at most."""
    fresh_minutes: int = 60
    """How long a fetched thread counts as fresh."""
    repos: tuple[tuple[str, Path], ...] = ()
    """Git repositories in which commits are looked for: a name for each, and its path."""
    projects: Projects = ()
    """The user's own rows, which stand before the shipped table; see ``core.projects``."""
    me: tuple[str, ...] = ()
    """The user's addresses, lower case; none asks git for ``user.email``."""
    mailmap: Path | None = None
    """A mailmap (gitmailmap(5)) that joins the addresses of one person; None asks git's
    ``mailmap.file``."""
    sections: tuple[Section, ...] = SECTIONS
    """Tabs of the board, in their order."""
    keys: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Keys of the terminal UI that the user set: the id of an action, and its keys instead of the
    shipped ones."""
    commands: tuple[UserCommand, ...] = ()
    """The user's own commands, each on a key."""
    theme: str = ""
    """A theme of Textual's; empty takes what fits the terminal."""
    pages: tuple[str, ...] = PAGES
    """Web servers (cgit) whose commit pages may be asked, by the start of their URLs."""
    template: Path | None = None
    """The user's own template of ``tracker report``; None takes the shipped one."""
    path: Path | None = field(default=None, compare=False)
    """The file that it was read from; None where there is none."""


def read_config(path: Path, *, required: bool = False, queries: bool = True) -> Config:
    """The configuration in a file; the defaults where it is missing.

    Without ``queries`` those of sections are not looked into, for the reader of queries takes time
    to start. Raises ConfigError, which names the line and the key, and what it should be.
    """
    data = read_file(path, required=required)
    if data is None:
        return Config()
    from tracker.config.read import read_bytes

    config, faults = read_bytes(path, data, queries=queries)
    if faults:
        raise faults[0]
    return config


def read_file(path: Path, *, required: bool = False) -> bytes | None:
    """What stands in the file; None where there is none, or none can be at such a path.

    Raises ConfigError for one that cannot be read, or that is missing and required.
    """
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        if required:
            text = f"{path} is not there; give a file that is, or leave --config out"
            raise ConfigError(text) from None
        return None
    except OSError as error:
        raise ConfigError(f"{path} cannot be read: {error.strerror}") from error
