"""The user's configuration: TOML, checked on reading, frozen from then on."""

from dataclasses import dataclass
from pathlib import Path

from tracker.errors import ConfigError
from tracker.model.board import SECTIONS, Section, UserCommand
from tracker.model.project import Project, Projects

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


_KEYS = {"server", "archives", "depth", "works", "fresh_minutes", "repos", "projects"}


def read_config(path: Path, *, required: bool = False) -> Config:
    """The configuration in a file; the defaults where it is missing.

    Raises ConfigError, which names the key and what it should be.
    """
    table = _table(path)
    if table is None:
        if required:
            raise ConfigError(f"{path} is not there; give a file that is, or leave --config out")
        return Config()
    unknown = sorted(set(table) - _KEYS)
    if unknown:
        known = ", ".join(sorted(_KEYS))
        raise ConfigError(f"{path}: '{unknown[0]}' is not a key; the keys are {known}")
    base = Config()
    return Config(
        server=_text(path, table, "server", base.server),
        archives=_paths(path, table),
        repos=_repos(path, table),
        projects=_projects(path, table),
        depth=_number(path, table, "depth", base.depth),
        works=_number(path, table, "works", base.works),
        fresh_minutes=_number(path, table, "fresh_minutes", base.fresh_minutes),
    )


def _table(path: Path) -> dict[str, object] | None:
    """What the file says; None where there is none, or none can be at such a path."""
    try:
        data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise ConfigError(f"{path} cannot be read: {error.strerror}") from error
    import tomllib

    try:
        return tomllib.loads(data.decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: {error}") from error


def _text(path: Path, table: dict[str, object], key: str, default: str) -> str:
    value = table.get(key, default)
    if not isinstance(value, str) or not value.startswith(("https://", "http://")):
        raise ConfigError(f"{path}: '{key}' should be a URL in quotes, such as \"{default}\"")
    return value


def _number(path: Path, table: dict[str, object], key: str, default: int) -> int:
    value = table.get(key, default)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= 10_000:
        raise ConfigError(f"{path}: '{key}' should be a whole number from 0 to 10000")
    return value


def _paths(path: Path, table: dict[str, object]) -> tuple[Path, ...]:
    value = table.get("archives", [])
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise ConfigError(f"{path}: 'archives' should be a list of paths in quotes")
    return tuple(Path(str(one)).expanduser() for one in value)


def _repos(path: Path, table: dict[str, object]) -> tuple[tuple[str, Path], ...]:
    value = table.get("repos", {})
    if not isinstance(value, dict) or not all(isinstance(one, str) for one in value.values()):
        raise ConfigError(
            f"{path}: 'repos' should be a table of names and paths in quotes: [repos] and below it"
            ' linux = "~/src/linux"'
        )
    return tuple((str(name), Path(str(one)).expanduser()) for name, one in value.items())


_PROJECT_KEYS = {
    "lists": "names or addresses of lists",
    "words": "words of subjects' brackets",
    "files": "starts of paths",
}
"""What may stand in a project's table, and what each holds."""


def _projects(path: Path, table: dict[str, object]) -> Projects:
    value = table.get("projects", {})
    if not isinstance(value, dict):
        raise ConfigError(
            f"{path}: 'projects' should be a table for each project: [projects.widgets] and below"
            ' it words = ["widgets"]'
        )
    return tuple(_project(path, str(name), row) for name, row in value.items())


def _project(path: Path, name: str, row: object) -> Project:
    key = f"projects.{name}"
    known = ", ".join(_PROJECT_KEYS)
    if not _is_word(name):
        raise ConfigError(f"{path}: '{key}' should be named by one word, without blanks")
    if not isinstance(row, dict) or not row:
        raise ConfigError(f"{path}: '{key}' should be a table with any of {known}")
    unknown = sorted(set(row) - set(_PROJECT_KEYS))
    if unknown:
        raise ConfigError(f"{path}: '{key}.{unknown[0]}' is not a key; the keys are {known}")
    lists, words, files = (_strings(path, key, one, row.get(one, [])) for one in _PROJECT_KEYS)
    return Project(
        name=name,
        lists=tuple(one.partition("@")[0].lower() for one in lists),
        words=tuple(one.lower() for one in words),
        files=files,
    )


def _strings(path: Path, key: str, inner: str, value: object) -> tuple[str, ...]:
    """The words of one key of a project; an empty one would fit every mail."""
    if not isinstance(value, list) or not all(
        isinstance(one, str) and _is_word(one.partition("@")[0]) for one in value
    ):
        what = _PROJECT_KEYS[inner]
        raise ConfigError(
            f"{path}: '{key}.{inner}' should be a list of {what} in quotes, none empty or"
            " with blanks"
        )
    return tuple(map(str, value))


def _is_word(text: str) -> bool:
    return text.isprintable() and text.split() == [text]
