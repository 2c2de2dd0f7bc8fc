# SPDX-License-Identifier: GPL-2.0-or-later
"""Who ``me`` is: the user's addresses by the configuration or git, joined by a mailmap.

Nothing is asked before a query wants to know. ``git config`` tells ``user.email`` and
``mailmap.file`` as it would in the folder where the command runs (git-config(1)).
"""

from collections.abc import Callable
from functools import cache
from pathlib import Path

from tracker.config import Config
from tracker.errors import ConfigError
from tracker.mail.mailmap import joined, read_mailmap
from tracker.model.people import Person
from tracker.model.query import Identity
from tracker.services.board import WhoAsks

UNKNOWN = (
    "it is not known who 'me' is: run 'tracker init', write me = [\"you@example.org\"] into the"
    " configuration, or set git's user.email"
)
"""What a view says where a query asks for ``me`` and no one answers."""
MAX_MAILMAP = 5_000_000
"""Bytes of a mailmap that are read; the kernel's has 50,000."""
_PATIENCE = 5.0
_ASK = ("git", "config", "-z", "--get-regexp", r"^(user\.(name|email)|mailmap\.file)$")


def who_asks(config: Config) -> WhoAsks:
    """Tells who asks, found out when it is first asked for."""

    @cache
    def told() -> Identity:
        try:
            return identity(config.me, config.mailmap)
        except ConfigError as error:
            from tracker.config.lines import with_line

            raise with_line(config.path, error) from error

    return told


def own_person(config: Config, name_of: Callable[[str], str] = lambda _: "") -> Person:
    """Return the user's name and an address that it belongs to; both may be empty.

    The first address of the configuration, with the name that ``name_of`` knows it by; else git's
    name with git's address, or with the configured one where git has no address.
    """
    asked = _git_config()
    name, email = (asked.get(f"user.{one}", ("",))[-1].strip() for one in ("name", "email"))
    own = (config.me or (email,))[0].strip().lower()
    if not email or own == email.lower():
        return Person(name, own)
    known = name_of(own)
    if known or not name:
        return Person(known, own)
    return Person(name, email.lower())


def identity(me: tuple[str, ...], mailmap: Path | None) -> Identity:
    """Return the user, by their addresses; no one where neither these nor git tell one.

    Raises ConfigError for a mailmap that was named and cannot be read.
    """
    asked = {} if me and mailmap is not None else _git_config()
    addresses = me or asked.get("user.email", ())
    entries = (
        read_mailmap(_identity_text(mailmap, asked.get("mailmap.file", ()))) if addresses else ()
    )
    return joined(addresses, entries)


def _identity_text(named: Path | None, by_git: tuple[str, ...]) -> str:
    """The mailmap; git passes over one that is not there, so what it names may be missing."""
    path = named or next((Path(one).expanduser() for one in reversed(by_git) if one), None)
    if path is None:
        return ""
    try:
        with path.open("rb") as file:
            return file.read(MAX_MAILMAP).decode("utf-8", "replace")
    except OSError as error:
        if named is None:
            return ""
        raise ConfigError(
            f"the mailmap {path} cannot be read: {error.strerror}", key=("mailmap",)
        ) from error


def _git_config() -> dict[str, tuple[str, ...]]:
    """Return all values of each key; none without git, or where it fails."""
    import subprocess

    try:
        done = subprocess.run(_ASK, capture_output=True, check=False, timeout=_PATIENCE)
    except (OSError, subprocess.TimeoutExpired):
        return {}
    found: dict[str, tuple[str, ...]] = {}
    for item in done.stdout.decode("utf-8", "replace").split("\0"):
        key, _, value = item.partition("\n")
        if value:
            found[key] = (*found.get(key, ()), value)
    return found
