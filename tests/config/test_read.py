# SPDX-License-Identifier: GPL-2.0-or-later
"""The configuration: read once, checked, with a sentence for what cannot be followed."""

import re
from pathlib import Path

import pytest

from tracker.config import LORE, Config, read_config
from tracker.config.checks import CHECKS
from tracker.config.keys import TOP_KEYS, Key
from tracker.config.read import read_all
from tracker.errors import ConfigError
from tracker.model.board import Section, UserCommand, UserHook
from tracker.model.project import Project


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def test_without_a_file_the_defaults_hold(file: Path) -> None:
    found = read_config(file)
    assert found == Config()
    assert found.server == LORE
    assert found.archives == ()


def test_a_file_that_was_asked_for_must_be_there(file: Path) -> None:
    with pytest.raises(ConfigError, match="is not there"):
        read_config(file, required=True)


EVERY_KEY = """\
me = ["Ada@Example.org", "ada@work.example.org"]
mailmap = "~/mailmap"
maintainers = "~/MAINTAINERS"
maintains = ["drivers/widget/"]
mute = ["mallory@example.com"]
keyrings = ["~/keys"]
dkim = true
server = "https://lists.example.org"
archives = ["~/mail/widgets", "/srv/gears.mbox", "near"]
depth = 1
works = 0
fresh_minutes = 10000
stalled_days = 10
late_days = 3
pages = ["https://git.example.org/cgit", "http://localhost:8080/"]
patchwork = "https://patchwork.example.org"
forges = ["https://github.com/ada"]
template = "report.md"
fetch = ["widgets"]
theme = "nord"
mail_reader = ["mutt", "-f", "{mbox}"]
fetch_every = 15
bell = "turn:me"
ascii = true
times = "local"
columns = ["stage", "ratn"]
mailer = ["mutt", "-H", "{draft}"]

[repos]
linux = "~/src/linux"
"a b" = "/srv/b.git"

[servers]
"Widgets@lists.example.org" = "https://inbox.example.org/widgets/"

[[sections]]
name = "mine"
query = "turn:author widgets"
[[sections]]
name = "all"

[keys]
open = ["x", "^x"]
help = "F1"

[[hooks]]
run = ["notify-send", "news"]
query = "turn:me"
events = ["tag"]
seconds = 5

[[commands]]
key = "B"
label = "apply"
run = ["b4", "am", "{message_id}", "HEAD@{1}", "{.id}"]
[[commands]]
key = "F5"
label = "say it"
run = ["say", "{title}"]
terminal = false

[projects.widgets]
words = ["widgets"]
"""


def test_every_key_is_read(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Addresses in lower case, paths from the file's folder, pages closed by a slash."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    file.write_text(EVERY_KEY)
    home = tmp_path / "home"
    run = ("b4", "am", "{message_id}", "HEAD@{1}", "{.id}")
    assert read_config(file, required=True) == Config(
        me=("ada@example.org", "ada@work.example.org"),
        mailmap=home / "mailmap",
        maintainers=home / "MAINTAINERS",
        maintains=("drivers/widget/",),
        mute=("mallory@example.com",),
        keyrings=(home / "keys",),
        dkim=True,
        server="https://lists.example.org",
        archives=(home / "mail" / "widgets", Path("/srv/gears.mbox"), tmp_path / "near"),
        depth=1,
        works=0,
        fresh_minutes=10000,
        stalled_days=10,
        late_days=3,
        pages=("https://git.example.org/cgit/", "http://localhost:8080/"),
        patchwork="https://patchwork.example.org",
        forges=("https://github.com/ada/",),
        template=tmp_path / "report.md",
        fetch=("widgets",),
        theme="nord",
        mail_reader=("mutt", "-f", "{mbox}"),
        fetch_every=15,
        bell="turn:me",
        ascii=True,
        times="local",
        columns=("stage", "RATN"),
        mailer=("mutt", "-H", "{draft}"),
        servers=(("widgets@lists.example.org", "https://inbox.example.org/widgets"),),
        repos=(("linux", home / "src" / "linux"), ("a b", Path("/srv/b.git"))),
        sections=(
            Section(name="mine", query="turn:author widgets"),
            Section(name="all", query=""),
        ),
        keys=(("open", ("x", "^x")), ("help", ("F1",))),
        hooks=(UserHook(run=("notify-send", "news"), query="turn:me", events=("tag",), seconds=5),),
        commands=(
            UserCommand(key="B", label="apply", run=run),
            UserCommand(key="F5", label="say it", run=("say", "{title}"), terminal=False),
        ),
        projects=(Project(name="widgets", words=("widgets",)),),
    )


def test_the_file_of_every_key_leaves_none_out(file: Path) -> None:
    file.write_text(EVERY_KEY)
    found, base = read_config(file), Config()
    names = Config.__dataclass_fields__
    assert [one for one in names if getattr(found, one) == getattr(base, one)] == []


def test_a_key_that_is_left_out_keeps_its_default(file: Path) -> None:
    file.write_text("depth = 1\n")
    found = read_config(file)
    assert (found.depth, found.works) == (1, Config().works)


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("depht = 1\n", 1, "'depht' is not a key; the nearest is 'depth'"),
        ("\nDepth = 1\n", 2, "'Depth' is not a key; the nearest is 'depth'"),
        (
            "zzz = 1\n",
            1,
            "'zzz' is not a key; the keys are archives, ascii, bell, columns, commands, depth",
        ),
        ("[depth]\nx = 1\n", 1, "'depth' should be a whole number"),
        ("# depth = 1\n\ndepth = -1\n", 3, "'depth' should be a whole number from 0 to 10000"),
        ("works = 10001\n", 1, "'works' should be"),
        ("works = 2.5\n", 1, "'works' should be"),
        ("works = true\n", 1, "'works' should be"),
        ('fresh_minutes = "60"\n', 1, "'fresh_minutes' should be"),
        ('server = "lists.example.org"\n', 1, "'server' should be a URL"),
        ('server = "file:///etc"\n', 1, "'server' should be a URL"),
        ('server = "https:///etc"\n', 1, "'server' should be a URL"),
        ('server = "https://a b"\n', 1, "'server' should be a URL"),
        ("server = 1\n", 1, "'server' should be a URL"),
        ('pages = "https://git.example.org/"\n', 1, "'pages' should be a list of URLs"),
        ('pages = ["git.example.org"]\n', 1, "'pages' should be a list of URLs"),
        ('archives = "/srv/mail"\n', 1, "'archives' should be a list of paths"),
        ("archives = [1]\n", 1, "'archives' should be a list of paths"),
        ('archives = [""]\n', 1, "'archives' should be a list of paths"),
        ('mailmap = ["a"]\n', 1, "'mailmap' should be a path"),
        ('mailmap = "~nobody-of-that-name/x"\n', 1, "names nobody's home"),
        ('template = ""\n', 1, "'template' should be a path"),
        ('theme = "my theme"\n', 1, "'theme' should be one word"),
        ('me = "ada@example.org"\n', 1, "'me' should be a list of mail addresses"),
        ('me = ["Ada"]\n', 1, "'me' should be a list of mail addresses"),
        ('me = ["Ada <ada@example.org>"]\n', 1, "'me' should be a list of mail addresses"),
        ('repos = ["/srv/linux"]\n', 1, "'repos' should be a table"),
        ("[repos]\na = '/a'\nb = 2\n", 3, "'repos.b' should be a path"),
        ("[repos]\n'' = '/a'\n", 2, "should have a name"),
        ("sections = []\n", 1, "'sections' should be tables"),
        ("[sections]\nname = 'a'\n", 1, "'sections' should be tables"),
        ("sections = ['a']\n", 1, "'sections' should be tables"),
        ("[[sections]]\nquery = ''\n", 1, "'sections.name' should be words"),
        ("[[sections]]\nname = 'a'\nquery = 1\n", 3, "'sections.query' should be a query"),
        ("[[sections]]\nname = 'a'\n[[sections]]\nname = 'a'\n", 4, "'a' is given twice"),
        ("[[sections]]\nname = 'a'\nquerry = ''\n", 3, "the nearest is 'query'"),
        ("[[sections]]\nname = 'a'\nquery = 'x nope:y'\n", 3, "nope"),
        ("keys = 'x'\n", 1, "'keys' should be a table of actions"),
        ("[keys]\nopen = 'x'\nhelp = []\n", 3, "'keys.help' should be a key"),
        ("[keys]\nhelp = ['a b']\n", 2, "'keys.help' should be a key"),
        ("[[commands]]\nkey = 'x'\nlabel = 'l'\n", 1, "'commands.run' should be a list of"),
        ("[[commands]]\nkey = 'x'\nlabel = 'l'\nrun = 'ls'\n", 4, "'commands.run' should be"),
        ("[[commands]]\nkey = 'x'\nlabel = 'l'\nrun = ['']\n", 4, "'commands.run' should be"),
        ("[[commands]]\nlabel = 'l'\nrun = ['a']\n", 1, "'commands.key' should be a key"),
        ("[[commands]]\nkey = 'x'\nrun = ['a']\n", 1, "'commands.label' should be words"),
        (
            "[[commands]]\nkey = 'x'\nlabel = 'l'\nrun = ['a']\nterminal = 'no'\n",
            5,
            "'commands.terminal' should be true or false",
        ),
        (
            "[[commands]]\nkey = 'x'\nlabel = 'l'\nrun = ['a', '{mesage_id}']\n",
            4,
            "'{mesage_id}', which is not filled in; is '{message_id}' meant?",
        ),
        ("servers = 1\n", 1, "'servers' should be a table of lists' addresses and URLs"),
        ("[servers]\nwidgets = 'https://x.example'\n", 2, "named by a list's address"),
        ("[servers]\n'w@x.example' = 'w'\n", 2, "should be a URL"),
        ("projects = 1\n", 1, "'projects' should be a table for each project"),
        ("[projects]\nwidgets = 1\n", 2, "a table with any of lists, words, files"),
        ("[projects.widgets]\n", 1, "a table with any of lists, words, files"),
        ('[projects."my widgets"]\nwords = ["w"]\n', 1, "should be named by one word"),
        ('[projects.""]\nwords = ["w"]\n', 1, "'projects.' should be named by one word"),
        ("[projects.widgets]\nword = []\n", 2, "'projects.widgets.word' is not a key; the near"),
        ('[projects.widgets]\nwords = "w"\n', 2, "'projects.widgets.words' should be a list of"),
        ("[projects.widgets]\nlists = [1]\n", 2, "'projects.widgets.lists' should be a list of"),
        ('[projects.widgets]\nfiles = [""]\n', 2, "'projects.widgets.files' should be a list"),
        ('[projects.widgets]\nwords = ["a b"]\n', 2, "'projects.widgets.words' should be a"),
        ('[projects.widgets]\nlists = ["@example.org"]\n', 2, "'projects.widgets.lists' should"),
        ("depth = \n", 1, "'depth' has no value"),
        ("me = ada\n", 1, "ada is no value of TOML; 'me' should be a list of mail addresses in"),
        ("me = [\n ada@example.org\n]\n", 2, "ada@example.org is no value of TOML; write words"),
        ("depth = 3 4\n", 1, "3 4 is no value of TOML; 'depth' should be a whole number"),
        ("server = https://x.example\n", 1, "'server' should be a URL in quotes"),
        ("[repos]\nme = ~/src\n", 2, "~/src is no value of TOML; write words in quotes, such as"),
        ("depth = [\n", 2, "Invalid value"),
        ("# one\n\n= 1\n", 3, "Invalid statement"),
        ("depth = 1\ndepth = 2\n", 2, "depth is given twice"),
        ('a = """\n\n', 3, "Unterminated"),
    ],
)
def test_what_cannot_be_followed_is_said_with_file_line_and_key(
    text: str, line: int, said: str, file: Path
) -> None:
    file.write_text(text)
    with pytest.raises(ConfigError) as caught:
        read_config(file)
    assert str(caught.value).startswith(f"{file}:{line}: ")
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)
    assert caught.value.exit == 2


@pytest.mark.parametrize("key", TOP_KEYS, ids=lambda k: k.name)
def test_what_a_fault_says_of_a_key_is_what_the_table_of_keys_says(key: Key, file: Path) -> None:
    """A day is what no key should be."""
    file.write_text(f"{key.name} = 1979-05-27\n")
    wrong = f":1: '{key.name}' should be {CHECKS[key.check].wants}"
    with pytest.raises(ConfigError, match=re.escape(wrong)):
        read_config(file)


def test_all_faults_of_a_file_are_told_to_who_asks_for_all(file: Path) -> None:
    file.write_text("depth = 'x'\n\nserver = 1\nnope = 1\n[keys]\n")
    told = [str(one).removeprefix(f"{file}:")[:11] for one in read_all(file)[1]]
    assert told == ["4: 'nope' i", "3: 'server'", "1: 'depth' "]
    file.write_text("depth = = 1\n")
    assert len(read_all(file)[1]) == 1
    file.unlink()
    assert read_all(file)[1] == ()


def test_a_file_that_is_no_text_is_a_fault_of_the_file(file: Path) -> None:
    file.write_bytes(b"\ndepth = 1 # \xff\xfe\n")
    with pytest.raises(ConfigError, match=r"config\.toml:2: "):
        read_config(file)


def test_projects_are_read_in_their_order_and_in_the_case_that_mail_is_compared_in(
    file: Path,
) -> None:
    file.write_text(
        '[projects.widgets]\nlists = ["Widgets@lists.example.org", "widgets-devel"]\n'
        'words = ["Widgets"]\nfiles = ["src/Widget"]\n[projects.gears]\nwords = ["gears"]\n'
    )
    assert read_config(file).projects == (
        Project(
            name="widgets",
            lists=("widgets", "widgets-devel"),
            words=("widgets",),
            files=("src/Widget",),
        ),
        Project(name="gears", words=("gears",)),
    )


def test_queries_are_looked_into_only_for_who_shows_a_board(file: Path) -> None:
    """All else of a section is checked all the same."""
    file.write_text("[[sections]]\nname = 'a'\nquery = 'nope:y'\n")
    assert read_config(file, queries=False).sections == (Section(name="a", query="nope:y"),)
    with pytest.raises(ConfigError) as caught:
        read_config(file)
    assert caught.value.below.splitlines()[-1].strip() == "^^^^^^"
    file.write_text("[[sections]]\nname = 'a'\nquery = 1\n")
    with pytest.raises(ConfigError, match=r":3: 'sections\.query' should be a query"):
        read_config(file, queries=False)
