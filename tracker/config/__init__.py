# SPDX-License-Identifier: GPL-2.0-or-later
"""The user's configuration: TOML, checked when it is read, frozen from then on.

Each field of ``Config`` is one key of the file: its type, its default, what it should be (a row of
``checks.CHECKS``), its help and, where the default shows nothing, an example. The reader, the file
that ``tracker init`` makes, docs/config.md and what a fault says follow from it, so a new key is
one field here. What checks a file is not imported where there is none.
"""

import stat
from dataclasses import field
from pathlib import Path
from typing import TypeVar

from tracker.errors import ConfigError
from tracker.lazy_dataclass import dataclass
from tracker.model.board import SECTIONS, Section, UserCommand, UserHook
from tracker.model.project import Projects

LORE = "https://lore.kernel.org/all"
PAGES = ("https://git.kernel.org/",)


MAX_BYTES = 1 << 20
"""Of a file; nothing longer is read."""


T = TypeVar("T")


def _config_key(default: T, check: str, help: str, example: str = "") -> T:
    """Return the field of a key. ``example`` is TOML, for a default that shows nothing."""
    return field(default=default, metadata={"check": check, "help": help, "example": example})


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """What the user may set; the defaults are what most want.

    Keys that stand alone come first and then the tables, as a TOML file has to have them.
    """

    me: tuple[str, ...] = _config_key(
        (),
        "addresses",
        "Your addresses, which `me` stands for in queries. Without any, git's `user.email`.",
        'me = ["ada@example.org"]',
    )
    mailmap: Path | None = _config_key(
        None,
        "path",
        "A mailmap (gitmailmap(5)) that joins the addresses of one person. Without one, git's"
        " `mailmap.file`.",
        'mailmap = "~/src/linux/.mailmap"',
    )
    maintainers: Path | None = _config_key(
        None,
        "path",
        "A MAINTAINERS file: who takes patches to which files, for whose turn it is and for"
        " `maintainer:` and `subsystem:` in queries. Without one, that at the base of a series"
        " where a repository of `repos` holds that commit, else that of the newest one.",
        'maintainers = "~/src/linux/MAINTAINERS"',
    )
    maintains: tuple[str, ...] = _config_key(
        (),
        "patterns",
        "What you look after where no MAINTAINERS file says so: `turn:me` then holds what waits"
        " to be applied by you.",
        'maintains = ["drivers/widget/", "WIDGET SUBSYSTEM"]',
    )
    mute: tuple[str, ...] = _config_key(
        (),
        "addresses",
        "Addresses of people whose questions and requests are nobody's debt: what they write is"
        " shown, and makes it nobody's turn.",
        'mute = ["mallory@example.com"]',
    )
    keyrings: tuple[Path, ...] = _config_key(
        (),
        "paths",
        "Folders of developers' public keys, laid out as patatt has them: `tracker why` then"
        " shows what a signature proves of a mail.",
        'keyrings = ["~/.local/share/patatt/public"]',
    )
    dkim: bool = _config_key(
        False,
        "flag",
        "Whether `tracker why` asks the DNS for the keys of DKIM and ARC signatures, which are"
        " then cached. It never does with `--offline`.",
        "dkim = true",
    )
    server: str = _config_key(LORE, "url", "The public-inbox server that threads are fetched from.")
    archives: tuple[Path, ...] = _config_key(
        (),
        "paths",
        "Local archives in which `tracker update` reads new mail: public-inbox git, mbox,"
        " Maildir, a folder of .eml files.",
        'archives = ["~/lore/linux-kselftest/git/0.git"]',
    )
    depth: int = _config_key(
        3, "number", "How many steps away from a series relations are followed."
    )
    works: int = _config_key(25, "number", "How many related series are fetched or drawn at most.")
    fresh_minutes: int = _config_key(
        60, "number", "For how many minutes a fetched thread is not fetched again."
    )
    stalled_days: int = _config_key(
        28,
        "number",
        "After how many quiet days `tracker report` counts an open series as stalled.",
    )
    late_days: int = _config_key(
        14,
        "number",
        "Whom a series waits for longer than so many days is named on top of `tracker report"
        " --since`.",
    )
    pages: tuple[str, ...] = _config_key(
        PAGES,
        "urls",
        "Web servers (cgit) whose commit pages may be fetched, by the start of their URLs.",
    )
    patchwork: str = _config_key(
        "",
        "service",
        "The Patchwork server that is asked for states, delegates and checks. Without one, that"
        " of git's `b4.pw-url`, with its `b4.pw-project` and `b4.pw-key`; `none` asks none.",
        'patchwork = "https://patchwork.kernel.org"',
    )
    forges: tuple[str, ...] = _config_key(
        (),
        "urls",
        "Forges (GitHub, GitLab) that are asked for the checks of the pull or merge request"
        " that a series was made from, by the start of the request's URL. Without any, only a"
        " request whose URL you type is asked for.",
        'forges = ["https://github.com/gitgitgadget/"]',
    )
    template: Path | None = _config_key(
        None,
        "path",
        "Your own template of `tracker report`. Without one, the shipped template.",
        'template = "~/.config/tracker/report.md"',
    )
    fetch: tuple[str, ...] = _config_key(
        (),
        "words",
        "Names of those of `repos` that `tracker update` brings up to date with `git fetch`"
        " first, as you would (a bare clone: one by `--mirror`). Without any, what your own git"
        " has fetched is read.",
        'fetch = ["linux"]',
    )
    mailer: tuple[str, ...] = _config_key(
        (),
        "program",
        "What a draft of an answer is handed to: your mailer and its arguments. `{draft}` is"
        " the file, a mail with its headers; it comes last where it is left out.",
        'mailer = ["mutt", "-H", "{draft}"]',
    )
    mail_reader: tuple[str, ...] = _config_key(
        (),
        "program",
        "What opens a thread as an mbox: your mail reader and its arguments. `{mbox}` is the"
        " file; it comes last where it is left out. Without one, neomutt or mutt.",
        'mail_reader = ["mutt", "-R", "-f", "{mbox}"]',
    )
    theme: str = _config_key(
        "",
        "word",
        "A theme of the terminal UI: light, dark, ansi, or one of Textual's. Without one the"
        " terminal is asked for its background (OSC 11).",
        'theme = "textual-light"',
    )
    ascii: bool = _config_key(
        False,
        "flag",
        "Whether the terminal UI is drawn in ASCII alone, for a font without signs and lines.",
        "ascii = true",
    )
    times: str = _config_key(
        "utc",
        "times",
        'Whether the terminal UI shows days and times in "utc" or "local" time, on every page;'
        " T changes it. What is printed and JSON stay UTC.",
        'times = "local"',
    )
    fetch_every: int = _config_key(
        0,
        "number",
        "Every how many minutes the terminal UI fetches what is new for tracked series; 0 is"
        " never.",
        "fetch_every = 15",
    )
    bell: str = _config_key(
        "",
        "query",
        "The terminal UI rings the bell of the terminal when something comes to a tracked"
        " series that this query finds; tmux can alert by it.",
        'bell = "turn:me"',
    )
    columns: tuple[str, ...] = _config_key(
        (),
        "columns",
        "Columns of the board, in their order; the title stands last. Without any, those that"
        " hold something. What leaves the title less than half of the width is left out.",
        'columns = ["turn", "ver", "rev", "ci", "age", "author"]',
    )
    repos: tuple[tuple[str, Path], ...] = _config_key(
        (),
        "repos",
        "Local git repositories in which commits are looked up: a name for each, and its path.",
        '[repos]\nlinux = "~/src/linux"',
    )
    servers: tuple[tuple[str, str], ...] = _config_key(
        (),
        "servers",
        "Archives of single lists, by the list's address: a public-inbox, which is asked for"
        " series that went to that list, or a HyperKitty. What `server` does not hold is asked"
        " for at all of them.",
        '[servers]\n"libc-alpha@sourceware.org" = "https://inbox.sourceware.org/libc-alpha"',
    )
    sections: tuple[Section, ...] = _config_key(
        SECTIONS,
        "sections",
        "Tabs of the board, in their order. Yours replace all shipped ones.",
    )
    keys: tuple[tuple[str, tuple[str, ...]], ...] = _config_key(
        (),
        "keys",
        "Keys of the terminal UI: the id of an action, and its keys instead of the shipped"
        " ones. docs/keys.md lists the ids.",
        '[keys]\nfilter = ["f", "/"]\nhalf_down = ["^d"]',
    )
    commands: tuple[UserCommand, ...] = _config_key(
        (),
        "commands",
        "Your own commands in the terminal UI, each run on a series by one key.",
        '[[commands]]\nkey = "B"\nlabel = "apply by b4"\nrun = ["b4", "shazam",'
        ' "{message_id}"]\nterminal = true',
    )
    hooks: tuple[UserHook, ...] = _config_key(
        (),
        "hooks",
        "Your own programs that `tracker watch` runs for events.",
        '[[hooks]]\nquery = "turn:me"\nevents = ["question", "objection"]\n'
        'run = ["notify-send", "a question for me"]',
    )
    projects: Projects = _config_key(
        (),
        "projects",
        "How mail for another project is recognised. Yours are tried before the shipped ones,"
        " and one of the same name replaces that one. A word in the brackets of the subject"
        " decides first, then the files, then the lists; files of the kernel's own folders"
        " stay the kernel's.",
        '[projects.widgets]\nlists = ["widgets"]\nwords = ["widgets", "widgets-next"]\n'
        'files = ["src/widget"]',
    )
    path: Path | None = field(default=None, compare=False)
    """The file that it was read from; None where there is none. No key."""


def read_config(path: Path, *, required: bool = False, queries: bool = True) -> Config:
    """Return the configuration in a file; the defaults where it is missing.

    Without ``queries`` those of sections are not parsed, since importing that parser takes time.
    Raises ConfigError, which names the line and the key, and what it should be.
    """
    data = read_file(path, required=required)
    if data is None:
        return Config()
    from tracker.config.read import parse_config

    config, faults = parse_config(path, data, queries=queries)
    if faults:
        raise faults[0]
    return config


def read_file(path: Path, *, required: bool = False) -> bytes | None:
    """Return the bytes of the file; None where there is none, or none can be at such a path.

    Raises ConfigError for one that cannot be read, or that is missing and required.
    """
    try:
        # A pipe that was not asked for ("--config <(...)") would be waited for without end.
        if not required and not stat.S_ISREG(path.stat().st_mode):
            raise ConfigError(f"{path} is no file")
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            raise ConfigError(f"{path} is longer than {MAX_BYTES >> 20} MiB")
        return data
    except (FileNotFoundError, NotADirectoryError):
        if required:
            text = f"{path} is not there; give a file that is, or leave --config out"
            raise ConfigError(text) from None
        return None
    except OSError as error:
        raise ConfigError(f"{path} cannot be read: {error.strerror}") from error
