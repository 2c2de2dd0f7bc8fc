# SPDX-License-Identifier: GPL-2.0-or-later
"""Which folders are ours: XDG folders, a checkout's ``cache/``, or all in ``TRACKER_HOME``."""

import os
from pathlib import Path

from tracker.errors import ConfigError
from tracker.lazy_dataclass import dataclass

HOME = "TRACKER_HOME"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paths:
    """Where our files lie. Nothing is made until it is written to."""

    database: Path
    """Facts fetched, derived and said."""
    cache: Path
    """Fetched threads, and the database of the shipped example; may be thrown away."""
    config: Path
    """The configuration file."""

    @property
    def drafts(self) -> Path:
        """Drafts of answers, kept until the user throws them away."""
        return self.database.parent / "drafts"

    @property
    def mirrors(self) -> Path:
        """Lists mirrored over git, one folder a host."""
        return self.database.parent / "mirrors"

    @property
    def threads(self) -> Path:
        """Fetched threads as the server sent them."""
        return self.cache / "threads"


def find_paths() -> Paths:
    """Our folders, by the environment (XDG Base Directory specification). Raises ConfigError."""
    if home := os.environ.get(HOME):
        try:
            base = Path(home).expanduser()
        except RuntimeError:
            raise ConfigError(f"{HOME} is {home}, which names nobody's home") from None
        return Paths(
            database=base / "tracker.db", cache=base / "cache", config=base / "config.toml"
        )
    checkout = _checkout()
    from platformdirs import user_cache_path, user_config_path, user_data_path

    config = user_config_path("tracker") / "config.toml"
    if checkout is not None:
        cache = checkout / "cache"
        return Paths(database=cache / "tracker.db", cache=cache, config=config)
    return Paths(
        database=user_data_path("tracker") / "tracker.db",
        cache=user_cache_path("tracker"),
        config=config,
    )


def example_folder() -> Path:
    """Return the shipped example: in the package once installed, in ``cache/`` of a checkout."""
    package = Path(__file__).resolve().parent
    inside = package / "example"
    return inside if inside.is_dir() else package.parent / "cache" / "example"


def _checkout() -> Path | None:
    """Return the checkout that the program runs from, if it does."""
    top = Path(__file__).resolve().parent.parent
    return top if (top / "pyproject.toml").is_file() and (top / "cache").is_dir() else None
