# SPDX-License-Identifier: GPL-2.0-or-later
"""``tracker init``."""

from pathlib import Path

import click

from tracker.cli.options import repo_option
from tracker.cli.output import put, say
from tracker.config import Config
from tracker.errors import Broken, Usage
from tracker.lazy_dataclass import replace
from tracker.paths import find_paths

_OPTIONS = {"me": "--me ADDRESS", "repos": "--repo NAME=PATH", "archives": "--archive PATH"}
"""The option that gives what a key holds."""
_FOLDER = click.Path(path_type=Path)


@click.command("init")
@click.option("--print", "to_stdout", is_flag=True, help="Print the file, and write nothing.")
@click.option("--force", is_flag=True, help="Write it again; the old one is kept as .bak.")
@click.option("--me", multiple=True, metavar="ADDRESS", help="An address of yours; repeatable.")
@repo_option
@click.option(
    "--archive",
    "archives",
    type=_FOLDER,
    multiple=True,
    metavar="PATH",
    help="An archive that 'tracker update' reads on; repeatable.",
)
@click.option(
    "--config", type=click.Path(path_type=Path, dir_okay=False), help="Where to make the file."
)
def init_command(
    to_stdout: bool,
    force: bool,
    me: tuple[str, ...],
    repos: tuple[tuple[str, Path], ...],
    archives: tuple[Path, ...],
    config: Path | None,
) -> None:
    """Make the configuration file, with every key explained.

    Each key stands there with its default and is commented out, but for what you name here and
    for your address, which git knows as user.email. A file that is there is left as it is.

    \b
    tracker init
    tracker init --repo linux=~/src/linux --archive ~/lore/linux-kselftest/git/0.git
    tracker init --print | less
    """
    path = config or find_paths().config
    text = _init_text(path, me or _known_addresses(), repos, archives)
    if to_stdout:
        put(text)
        return
    if path.exists() and not force:
        say(f"{path} is there already and is left as it is; --force writes it again")
        return
    kept = _write_init(path, text)
    if kept is not None:
        say(f"the old file is kept as {kept}")
    say(f"{path} is made; edit it, then 'tracker doctor' checks it")
    say("next: 'tracker track REF' follows a series, and 'tracker' opens the board")


def _known_addresses() -> tuple[str, ...]:
    """Return the user's addresses, as git knows them."""
    from tracker.services.identity import identity

    return tuple(sorted(identity((), None).addresses))


def _init_text(
    path: Path,
    me: tuple[str, ...],
    repos: tuple[tuple[str, Path], ...],
    archives: tuple[Path, ...],
) -> str:
    """Return the file. Raises Usage for what cannot stand in it."""
    from tracker.config.checks import is_address
    from tracker.config.file import file_text
    from tracker.config.read import parse_config

    odd = [one for one in me if not is_address(one)]
    if odd:
        raise Usage(f"--me '{odd[0]}' is no mail address; write --me ada@example.org")
    bare = [name for name, place in repos if place == Path()]
    if bare:
        raise Usage(f"--repo '{bare[0]}' is not NAME=PATH; write --repo {bare[0]}=~/src/linux")
    there = tuple((name, _init_found(place)) for name, place in repos)
    chosen = replace(Config(), me=me, repos=there, archives=tuple(map(_init_found, archives)))
    text = file_text(chosen)
    try:
        faults = parse_config(path, text.encode())[1]
    except UnicodeEncodeError as error:
        raise Usage("a path is no UTF-8, which TOML wants; give it another name") from error
    if faults:
        told = str(faults[0]).partition(": ")[2]
        option = _OPTIONS.get(told.strip("'").partition("'")[0].partition(".")[0])
        raise Usage(f"what {option} gives cannot stand in the file: {told}" if option else told)
    return text


def _init_found(place: Path) -> Path:
    """Return the whole path of something that is there. Raises Usage."""
    whole = place.absolute()
    if not whole.exists():
        raise Usage(f"{place} is not there")
    return whole


def _write_init(path: Path, text: str) -> Path | None:
    """Write the file whole or not at all; where an old one is kept, if there was one."""
    from tracker.services.files import write_whole

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        kept = _init_free(path) if path.exists() else None
        if kept is not None:
            write_whole(kept, path.read_bytes())
        write_whole(path, text.encode())
    except OSError as error:
        raise Broken(f"{path} cannot be made: {error.strerror}") from error
    except Usage as error:
        raise Broken(str(error)) from error
    return kept


def _init_free(path: Path) -> Path:
    """Return the first name for an old file that is free."""
    names = (f"{path.name}.bak{number or ''}" for number in range(1000))
    return next(one for name in names if not (one := path.with_name(name)).exists())
