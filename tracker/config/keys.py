"""Every key of the configuration, in one table.

What a fault says, the file that ``tracker init`` makes, and docs/config.md come from it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from tracker.config import Config
from tracker.model.board import SECTIONS

MAX_NUMBER = 10_000

_URL = "a URL in quotes"
_URLS = "a list of URLs in quotes"
_NUMBER = f"a whole number from 0 to {MAX_NUMBER}"
_PATH = "a path in quotes"
_PATHS = "a list of paths in quotes"
_WORD = "one word in quotes"
_TEXT = "words in quotes"
_WORDS = "a list of words in quotes, none empty or with blanks"


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One key, or one inside a table."""

    name: str
    """Its place: ``depth``, ``sections.query``; ``*`` stands for a name of the user's."""
    kind: str
    """What it should be."""
    help: str
    """What it is for, in sentences."""
    example: str = ""
    """TOML lines that show it, where the default says nothing."""


KEYS = (
    Key(
        name="me",
        kind="a list of mail addresses in quotes",
        help="Your addresses: what `me` means in queries. With none, git's `user.email` is asked.",
        example='me = ["ada@example.org"]',
    ),
    Key(
        name="mailmap",
        kind=_PATH,
        help="A mailmap (gitmailmap(5)) that joins the addresses of one person. With none, git's"
        " `mailmap.file` is asked.",
        example='mailmap = "~/src/linux/.mailmap"',
    ),
    Key(name="server", kind=_URL, help="The public-inbox server that is asked for threads."),
    Key(
        name="archives",
        kind=_PATHS,
        help="Archives on this machine that `tracker update` reads on: public-inbox git, mbox,"
        " Maildir, a folder of .eml files.",
        example='archives = ["~/lore/linux-kselftest/git/0.git"]',
    ),
    Key(
        name="depth", kind=_NUMBER, help="How many steps away from a series relations are followed."
    ),
    Key(name="works", kind=_NUMBER, help="How many related works are fetched or drawn at most."),
    Key(name="fresh_minutes", kind=_NUMBER, help="How long a fetched thread counts as fresh."),
    Key(
        name="pages",
        kind=_URLS,
        help="Web servers (cgit) whose commit pages may be asked, by the start of their URLs.",
    ),
    Key(
        name="template",
        kind=_PATH,
        help="Your own template of `tracker report`. With none, the shipped one is taken.",
        example='template = "~/.config/tracker/report.md"',
    ),
    Key(
        name="theme",
        kind=_WORD,
        help="A theme of the terminal UI. With none, one that fits the terminal is taken.",
        example='theme = "textual-light"',
    ),
    Key(
        name="repos",
        kind="a table of names and paths in quotes",
        help="Git repositories in which commits are looked for: what you call each, and its path.",
        example='[repos]\nlinux = "~/src/linux"',
    ),
    Key(name="repos.*", kind=_PATH, help="Where one repository is."),
    Key(
        name="sections",
        kind="tables, each with a name and a query",
        help="Tabs of the board, in their order. Yours take the place of all shipped ones.",
    ),
    Key(name="sections.name", kind=_TEXT, help="What the tab says; no two are the same."),
    Key(
        name="sections.query",
        kind="a query in quotes",
        help="Which series stand in it; an empty one means every one.",
    ),
    Key(
        name="keys",
        kind="a table of actions and their keys",
        help="Keys of the terminal UI: the id of an action, and its keys instead of the shipped"
        " ones. docs/keys.md has the ids.",
        example='[keys]\nfilter = ["f", "/"]\nhalf_down = ["^d"]',
    ),
    Key(
        name="keys.*",
        kind='a key, or a list of keys, in quotes, such as "x", "^x" or "F5"',
        help="The keys of one action.",
    ),
    Key(
        name="commands",
        kind="tables, each with a key, a label and what to run",
        help="Your own commands in the terminal UI, each run on a series by one key.",
        example='[[commands]]\nkey = "B"\nlabel = "apply by b4"\nrun = ["b4", "shazam",'
        ' "{message_id}"]\nterminal = true',
    ),
    Key(name="commands.key", kind='a key in quotes, such as "x", "^x" or "F5"', help="The key."),
    Key(name="commands.label", kind=_TEXT, help="One or two words for the footer."),
    Key(
        name="commands.run",
        kind="a list of words in quotes, the first of them a program",
        help="The program and its arguments. `{message_id}`, `{url}`, `{title}`, `{author}`,"
        " `{email}`, `{change_id}` and `{commit}` are filled in as they are; no shell reads them.",
    ),
    Key(
        name="commands.terminal",
        kind="true or false",
        help="Whether it takes over the terminal until it ends; it does if this is left out.",
    ),
    Key(
        name="projects",
        kind="a table for each project",
        help="How mail for another project is told. Yours go before the shipped ones, and one of"
        " the same name takes that one's place. A word in the brackets of the subject tells most,"
        " then the files, then the lists; files of the kernel's own folders stay the kernel's.",
        example='[projects.widgets]\nlists = ["widgets"]\nwords = ["widgets", "widgets-next"]\n'
        'files = ["src/widget"]',
    ),
    Key(
        name="projects.*",
        kind="named by one word and a table with any of lists, words, files",
        help="One project.",
    ),
    Key(
        name="projects.*.lists",
        kind=_WORDS,
        help="Names or addresses of lists that carry this project and no other.",
    ),
    Key(
        name="projects.*.words",
        kind=_WORDS,
        help="Words in the brackets of subjects.",
    ),
    Key(
        name="projects.*.files",
        kind=_WORDS,
        help="Starts of paths that no other project here has.",
    ),
)
"""What stands alone first, then the tables: so the file has to have it."""

KINDS: Mapping[str, str] = {key.name: key.kind for key in KEYS}
"""What each key should be, by its place."""


def inner(table: str) -> tuple[str, ...]:
    """The names of the keys right inside a table."""
    above = f"{table}." if table else ""
    rest = (name.removeprefix(above) for name in KINDS if name.startswith(above))
    return tuple(name for name in rest if "." not in name)


def default(key: Key) -> object:
    """The value that holds when the key is left out."""
    return getattr(Config(), key.name)


def shown(key: Key) -> str:
    """The key as TOML: its example, else its default."""
    if key.example:
        return key.example
    if key.name == "sections":
        tables = (
            f"[[sections]]\nname = {toml(one.name)}\nquery = {toml(one.query)}" for one in SECTIONS
        )
        return "\n".join(tables)
    return f"{key.name} = {toml(default(key))}"


def toml(value: object) -> str:
    """A value as TOML has it; JSON's strings, numbers and lists are TOML's too."""
    return json.dumps(value, ensure_ascii=False, default=str).replace("\x7f", "\\u007f")
