# SPDX-License-Identifier: GPL-2.0-or-later
"""Layers, sizes and the clock: rules over every file of the package, and what a start imports."""

import ast
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

import pytest

from tests.mails import at, cover, mail, patch
from tests.servers import add_to_epoch
from tools.measure_house import shared

TOP = Path(__file__).resolve().parent.parent
PACKAGE = TOP / "tracker"
FILES = sorted(PACKAGE.rglob("*.py"))
MAX_FILE = 400
MAX_FUNCTION = 60

IMPURE = {
    "asyncio",
    "concurrent",
    "ftplib",
    "glob",
    "http",
    "io",
    "mailbox",
    "multiprocessing",
    "os",
    "pathlib",
    "pickle",
    "random",
    "secrets",
    "select",
    "selectors",
    "shutil",
    "signal",
    "smtplib",
    "socket",
    "sqlite3",
    "ssl",
    "subprocess",
    "sys",
    "tempfile",
    "threading",
    "time",
    "urllib.request",
    "uuid",
    "webbrowser",
    "zoneinfo",
}
"""Standard modules that read, write, wait or roll dice: not for what must be pure."""

BELOW: dict[str, set[str]] = {
    "model": set(),
    "mail": {"model"},
    "series": {"mail", "model"},
    "landing": {"mail", "model"},
    "compare": {"mail", "model"},
    "review": {"series", "mail", "model"},
    "relations": {"series", "mail", "model"},
    "state": {"series", "review", "relations", "landing", "compare", "mail", "model"},
    "query": {"series", "model"},
    "maintainers": {"model"},
    "sources": {"model"},
    "store": {"model"},
    "render": {"model", "query"},
    "export": {"render", "model", "query"},
    "tui": {"render", "model", "query"},
    "services": {"config", "paths", "export", "query", "store", "sources", "state", "maintainers",
                 "compare", "landing", "relations", "review", "series", "mail", "model"},
}  # fmt: skip
"""Layer -> what of ours it may import, beside itself, the errors and lazy patterns."""
PURE = ("model", "mail", "series", "landing", "compare", "review", "relations", "state", "query",
        "maintainers", "render", "export")  # fmt: skip
"""What has no clock, no database and no network."""

OTHERS: dict[str, set[str]] = {
    **{one: set() for one in PURE},
    "sources": {"b4", "bs4", "dkim", "liblore", "patatt", "requests", "urllib3"},
    "store": {"sqlite_utils"},
    "export": {"jinja2", "markupsafe"},
    "tui": {"textual", "rich"},
}
"""Layer -> what of others' it may import, beside the standard library."""

MAX_FOLDER = 25
"""Files that a folder holds at most, ``__init__.py`` included."""


def layer_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def in_layer(*layers: str) -> list[Path]:
    return [path for path in FILES if layer_of(path) in layers]


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(ast.parse(path.read_text(encoding="utf-8"), str(path))))


@cache
def imports(path: Path) -> frozenset[str]:
    """Full names of the modules that a file imports anywhere, also for types only."""
    found: set[str] = set()
    packages = {"tracker", *(f"tracker.{one}" for one in BELOW)}
    for node in nodes(path):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            assert node.module is not None
            inside = node.module in packages
            found |= {f"{node.module}.{a.name}" for a in node.names} if inside else {node.module}
    return frozenset(found)


def ours(path: Path) -> set[str]:
    """What of our package a file imports, without the package's own name."""
    names = {one.removeprefix("tracker.") for one in imports(path) if one.startswith("tracker.")}
    return names - {"__version__"}


def tops(path: Path) -> set[str]:
    return {one.partition(".")[0] for one in imports(path)}


def broken(paths: Iterable[Path], rule: Callable[[Path], object]) -> dict[str, object]:
    """The files that break a rule, and by what; ``rule`` gives nothing for those that keep it."""
    found = {str(path.relative_to(PACKAGE)): rule(path) for path in paths}
    return {name: what for name, what in found.items() if what}


# ---- who may import whom ---------------------------------------------------------------------


def test_there_are_files_in_every_layer() -> None:
    assert all(len(in_layer(layer)) > 2 for layer in [*BELOW, "cli"])


def test_a_folder_is_no_heap() -> None:
    folders = {path.parent for path in FILES}
    counts = {str(one.relative_to(PACKAGE)): len(list(one.glob("*.py"))) for one in folders}
    assert {name: n for name, n in counts.items() if n > MAX_FOLDER} == {}


def test_names_are_specific() -> None:
    """At most 15 % of functions and classes have a name that another module defines too."""
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in FILES}
    assert shared(trees, private=True) <= 0.15


def test_a_class_has_a_name_of_its_own() -> None:
    where: dict[str, set[str]] = {}
    for path in FILES:
        for node in nodes(path):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                where.setdefault(node.name, set()).add(str(path.relative_to(PACKAGE)))
    assert {name: files for name, files in where.items() if len(files) > 1} == {}


@pytest.mark.parametrize("layer", BELOW)
def test_a_layer_imports_only_what_is_below_it(layer: str) -> None:
    def strange(path: Path) -> set[str]:
        return {
            one
            for one in ours(path)
            if one.partition(".")[0]
            not in {layer, "errors", "lazy_dataclass", "lazy_patterns", *BELOW[layer]}
        }

    assert broken(in_layer(layer), strange) == {}


@pytest.mark.parametrize("layer", OTHERS)
def test_a_layer_imports_of_others_only_what_it_is_for(layer: str) -> None:
    known = {"tracker", *OTHERS[layer], *sys.stdlib_module_names}
    assert broken(in_layer(layer), lambda path: tops(path) - known) == {}


def test_what_is_pure_imports_nothing_that_reads_writes_waits_or_rolls_dice() -> None:
    def impure(path: Path) -> frozenset[str]:
        # A record may hold a path; whoever opens it is not pure.
        held = {"pathlib"} if layer_of(path) == "model" else set()
        return (imports(path) | tops(path)) & (IMPURE - held)

    assert broken(in_layer(*PURE), impure) == {}


def test_the_terminal_ui_and_the_command_line_know_no_sql_and_no_processes() -> None:
    known = {"sqlite3", "sqlite_utils", "subprocess"}
    assert broken(in_layer("tui", "cli"), lambda path: tops(path) & known) == {}


def test_nobody_but_the_command_line_imports_the_command_line_or_the_terminal_ui() -> None:
    others = [path for path in FILES if layer_of(path) not in ("cli", "__main__")]

    def doors(path: Path) -> set[str]:
        return ({one.partition(".")[0] for one in ours(path)} & {"cli", "tui"}) - {layer_of(path)}

    assert broken(others, doors) == {}


HEAVY = {"b4", "bs4", "jinja2", "liblore", "requests", "sqlite_utils", "textual", "rich"}


def test_commands_import_what_is_heavy_inside_their_functions() -> None:
    def at_once(path: Path) -> set[str]:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = [a.name for node in tree.body if isinstance(node, ast.Import) for a in node.names]
        names += [node.module or "" for node in tree.body if isinstance(node, ast.ImportFrom)]
        return {name.partition(".")[0] for name in names} & HEAVY

    assert broken(in_layer("cli"), at_once) == {}


# ---- sizes -----------------------------------------------------------------------------------


def test_a_file_holds_one_idea() -> None:
    def long(path: Path) -> int:
        lines = len(path.read_text(encoding="utf-8").splitlines())
        return lines if lines > MAX_FILE else 0

    assert broken(FILES, long) == {}


def test_a_function_fits_on_a_screen() -> None:
    def long(path: Path) -> dict[str, int]:
        functions = [
            node for node in nodes(path) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        ]
        lines = {one.name: (one.end_lineno or 0) - one.lineno + 1 for one in functions}
        return {name: count for name, count in lines.items() if count > MAX_FUNCTION}

    assert broken(FILES, long) == {}


# ---- the clock, the world, and the catch-all -------------------------------------------------


def calls(path: Path) -> set[str]:
    return {ast.unparse(node.func) for node in nodes(path) if isinstance(node, ast.Call)}


CLOCKS = {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time",
          "datetime.datetime.now", "datetime.date.today"}  # fmt: skip
CLOCK_READERS = {
    "cli/context.py",
    # The other door.
    "api.py",
    # A Retry-After that is a date counts from now.
    "sources/faults.py",
    # What an argument is if the caller has no clock.
    "tui/app.py",
}


def test_the_time_is_read_where_it_is_known_to_be_read() -> None:
    assert set(broken(FILES, lambda path: calls(path) & CLOCKS)) == CLOCK_READERS


def test_nothing_is_run_by_a_shell_or_from_text() -> None:
    unsafe = {"eval", "exec", "os.system", "os.popen", "pickle.loads", "__import__"}

    def risky(path: Path) -> list[str]:
        shells = [n.arg for n in nodes(path) if isinstance(n, ast.keyword) and n.arg == "shell"]
        return [*sorted(calls(path) & unsafe), *shells]

    # As ``dataclasses`` does: from the names of a record's fields, and from nothing that is read.
    # Records that this very process laid into a temporary table.
    assert broken(FILES, risky) == {
        "lazy_dataclass.py": ["exec"],
        "store/shared/pieces.py": ["pickle.loads"],
    }


BARRIERS = {
    # One mail stops no other.
    "services/sync/guarded_read.py",
    # Exit status 5, with the traceback in a file, and never 1.
    "cli/__init__.py",
}


def test_only_faults_that_are_known_are_caught() -> None:
    """``BaseException`` only to clean up and raise again."""

    def caught(path: Path) -> list[str]:
        handlers = [node for node in nodes(path) if isinstance(node, ast.ExceptHandler)]
        return [
            what
            for one in handlers
            if (what := ast.unparse(one.type) if one.type else "everything")
            in ("everything", "Exception", "BaseException")
            and not (what == "BaseException" and ast.unparse(one.body[-1]) == "raise")
        ]

    assert set(broken(FILES, caught)) == BARRIERS


VALUES = {"StrEnum", "IntEnum", "Enum", "NamedTuple"}
"""Bases of classes that nobody can write to."""


def test_records_are_frozen() -> None:
    def loose(path: Path) -> list[str]:
        classes = [node for node in nodes(path) if isinstance(node, ast.ClassDef)]
        return [
            one.name
            for one in classes
            if not {ast.unparse(base) for base in one.bases}
            & {"StrEnum", "IntEnum", "Enum", "NamedTuple"}
            and not any(
                "frozen=True" in (mark := ast.unparse(each)) and "slots=True" in mark
                for each in one.decorator_list
            )
        ]

    assert broken(in_layer("model"), loose) == {}


# ---- what a start costs ----------------------------------------------------------------------

SHOW = """
import json, sys
from tracker.cli import run
status = run(sys.argv[1:])
sys.stdout.flush()
names = sorted(sys.modules)
print(json.dumps([one for one in names if "." not in one]), file=sys.stderr)
print(json.dumps([one for one in names if one.startswith("click.")]), file=sys.stderr)
print(json.dumps([one for one in names if one.startswith("tracker.")]), file=sys.stderr)
sys.exit(status)
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warm database of one series, in a folder of its own."""
    folder = tmp_path_factory.mktemp("warm")
    mails = folder / "mails"
    mails.mkdir()
    raws = (
        cover("widget: Turn it", total=1, message_id="c@example.org"),
        patch("widget: Turn it", number=1, total=1, message_id="p@example.org",
              in_reply_to="c@example.org", date=at(0.1)),
        mail("Re: [PATCH 1/1] widget: Turn it", "Rex Reviewer <rex@example.org>",
             "Reviewed-by: Rex Reviewer <rex@example.org>\n", message_id="r@example.org",
             in_reply_to="p@example.org", date=at(5)),
    )  # fmt: skip
    for n, raw in enumerate(raws):
        (mails / f"{n}.eml").write_bytes(raw)
    start(folder, "index", str(mails))
    return folder


def start(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    env = {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "PYTHONPATH": str(TOP),
        "TRACKER_HOME": str(home / "home"),
        "LC_ALL": "C.UTF-8",
    }
    done = subprocess.run(
        [sys.executable, "-B", "-c", SHOW, *words],
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done


@pytest.mark.parametrize(
    "words",
    [
        ("show", "r@example.org", "--offline", "--json"),
        ("show", "r@example.org", "--offline"),
        ("why", "r@example.org", "--offline"),
        ("graph", "r@example.org", "--offline"),
        ("list", "--all", "--offline"),
        ("--help",),
    ],
    ids=" ".join,
)
def test_a_warm_answer_imports_only_what_it_needs(home: Path, words: tuple[str, ...]) -> None:
    done = start(home, *words)
    modules, click, _ = map(json.loads, done.stderr.splitlines()[-3:])
    assert done.stdout
    assert not set(modules) & (HEAVY | {"platformdirs", "jsonschema", "http", "ssl", "asyncio"})
    assert "click.testing" not in click


START = {"list": 55, "show": 183, "why": 178, "log": 187, "report": 226, "search": 108}
"""How many modules of ours a warm answer may import; fewer is better."""
DEAR = {"difflib", "hashlib", "logging", "random", "shutil", "subprocess", "tempfile"}
SPARED = {
    "report": {"hashlib", "random", "shutil", "tempfile"},
    "search": {"hashlib", "random", "shutil", "subprocess", "tempfile"},
}
"""What Jinja2 imports, by which a report is written, and what decodes mails in their archives."""


@pytest.mark.parametrize(
    "words",
    [
        ("show", "r@example.org"),
        ("list", "--all"),
        ("why", "r@example.org"),
        ("log", "--all"),
        ("report", "--all", "tag:nacked"),
        ("search", "Turn"),
    ],
    ids=" ".join,
)
def test_an_answer_keeps_to_the_budget_of_a_start(home: Path, words: tuple[str, ...]) -> None:
    done = start(home, *words, "--offline")
    modules, _, ours = map(json.loads, done.stderr.splitlines()[-3:])
    assert not set(modules) & DEAR - SPARED.get(words[0], set())
    assert not set(ours) & READ_AT_INGEST - {"tracker.mail.lines"}
    assert len(ours) <= START[words[0]], len(ours)


READ_AT_INGEST = {
    "tracker.mail.lines",
    "tracker.mail.named_needs",
    "tracker.mail.reader",
    "tracker.mail.sentences",
    "tracker.mail.takebacks",
}
"""Rules that make facts of a mail; what is stored is shown without them."""
OF_OTHER_ANSWERS = {
    "tracker.landing.steps",
    "tracker.maintainers.parse",
    "tracker.model.query",
    "tracker.model.repository",
    "tracker.model.rows",
    "tracker.state.graph",
    "tracker.store.records",
}
"""What lists, graphs, repositories and MAINTAINERS files need."""


def test_a_series_is_shown_without_the_rules_that_read_its_mail(home: Path) -> None:
    done = start(home, "show", "r@example.org", "--offline")
    assert not set(json.loads(done.stderr.splitlines()[-1])) & (READ_AT_INGEST | OF_OTHER_ANSWERS)


def test_an_archive_with_nothing_new_is_told_without_rules_and_writer(home: Path) -> None:
    place = home / "0.git"
    add_to_epoch(place, [patch("gadget: Turn it", message_id="g@example.org")])
    start(home, "index", str(place))
    done = start(home, "index", str(place))
    modules, _, ours = map(json.loads, done.stderr.splitlines()[-3:])
    assert "0 mails, 0 new" in done.stderr
    assert not set(modules) & (HEAVY | {"http", "ssl", "multiprocessing"})
    assert not set(ours) & (READ_AT_INGEST | {"tracker.store.save", "tracker.state.stage"})


def test_a_warm_answer_is_the_series(home: Path) -> None:
    told = json.loads(start(home, "show", "r@example.org", "--offline", "--json").stdout)
    assert told["id"] == "c@example.org"
    assert told["stage"] == "reviewed"


def test_importing_the_package_imports_nothing_else_of_ours() -> None:
    code = "import sys, tracker; print([m for m in sys.modules if m.startswith('tracker.')])"
    done = subprocess.run(
        [sys.executable, "-B", "-c", code],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(TOP)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"
