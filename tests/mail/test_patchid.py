# SPDX-License-Identifier: GPL-2.0-or-later
"""The patch-id is git's own, on diffs that git itself makes."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.mails import diff, widget
from tests.work import grows_linearly
from tracker.mail.diffs.patchid import facts, patch_id


def git(folder: Path, *words: str, stdin: bytes = b"") -> bytes:
    env = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": "Ada",
        "GIT_AUTHOR_EMAIL": "ada@example.org",
        "GIT_COMMITTER_NAME": "Ada",
        "GIT_COMMITTER_EMAIL": "ada@example.org",
    }
    done = subprocess.run(
        ["git", "-C", str(folder), *words], input=stdin, env=env, check=True, capture_output=True
    )
    return done.stdout


class Tree:
    """A repository with one commit of several files; a change to it is a diff."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        git(folder, "init", "--quiet")
        long = "".join(f"line {n}\n" for n in range(60))
        for name, text in (
            ("a.c", widget()),
            ("long.txt", long),
            ("no-end", "one\ntwo"),
            ("old name.h", long),
            ("run.sh", "#!/bin/sh\n"),
        ):
            self.write(name, text)
        (self.folder / "pic.bin").write_bytes(bytes(range(256)))
        git(folder, "add", "--all")
        git(folder, "commit", "--quiet", "--message", "start")

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def edit(self, name: str, old: str, new: str) -> None:
        path = self.folder / name
        path.write_text(path.read_text().replace(old, new))

    def diff(self, *options: str) -> str:
        git(self.folder, "add", "--all")
        return git(self.folder, "diff", "--cached", *options).decode("utf-8", "surrogateescape")


def of_git(text: str, folder: Path) -> str:
    out = git(folder, "patch-id", "--stable", stdin=text.encode("utf-8", "surrogateescape"))
    return out.decode().split(" ")[0].strip()


def one_line(tree: Tree) -> None:
    tree.edit("a.c", "plain", "better")


def white_space(tree: Tree) -> None:
    tree.edit("a.c", "{ return", "\t{   return")


def several_hunks(tree: Tree) -> None:
    tree.edit("long.txt", "line 3\n", "line three\n")
    tree.edit("long.txt", "line 30\n", "")
    tree.edit("long.txt", "line 55\n", "line 55\n-- \n+more\n")


def several_files(tree: Tree) -> None:
    one_line(tree)
    several_hunks(tree)
    tree.write("sub/folder/new.c", "int x;\n")


def new_file(tree: Tree) -> None:
    tree.write("new.c", "int x;\nint y;\n")


def empty_file(tree: Tree) -> None:
    tree.write("empty.c", "")


def empty_file_and_a_change(tree: Tree) -> None:
    empty_file(tree)
    one_line(tree)


def deletion(tree: Tree) -> None:
    (tree.folder / "a.c").unlink()


def mode_change(tree: Tree) -> None:
    (tree.folder / "run.sh").chmod(0o755)


def mode_change_and_edit(tree: Tree) -> None:
    mode_change(tree)
    tree.edit("run.sh", "sh\n", "sh\necho\n")
    one_line(tree)


def pure_rename(tree: Tree) -> None:
    (tree.folder / "old name.h").rename(tree.folder / "new-name.h")


def rename_and_edit(tree: Tree) -> None:
    pure_rename(tree)
    tree.edit("new-name.h", "line 7\n", "line seven\n")
    one_line(tree)


def binary(tree: Tree) -> None:
    (tree.folder / "pic.bin").write_bytes(bytes(range(255, -1, -1)))


def binary_between(tree: Tree) -> None:
    one_line(tree)
    several_hunks(tree)
    binary(tree)
    tree.edit("run.sh", "sh\n", "sh\necho\n")


def binary_first(tree: Tree) -> None:
    (tree.folder / "AAA.bin").write_bytes(b"\0" * 100)
    one_line(tree)


def no_newline_at_end(tree: Tree) -> None:
    tree.edit("no-end", "two", "three")


def newline_added_at_end(tree: Tree) -> None:
    tree.edit("no-end", "two", "two\n")
    one_line(tree)


def other_letters(tree: Tree) -> None:
    tree.edit("a.c", "plain", "größer – 绿")


def other_name(tree: Tree) -> None:
    tree.write("größe.c", "int x;\n")


def carriage_returns_and_tabs(tree: Tree) -> None:
    tree.write("dos.txt", "one\r\n\ttwo\x0b\r\n")


CHANGES: list[Callable[[Tree], None]] = [
    one_line,
    white_space,
    several_hunks,
    several_files,
    new_file,
    empty_file,
    empty_file_and_a_change,
    deletion,
    mode_change,
    mode_change_and_edit,
    pure_rename,
    rename_and_edit,
    binary,
    binary_between,
    binary_first,
    no_newline_at_end,
    newline_added_at_end,
    other_letters,
    other_name,
    carriage_returns_and_tabs,
]


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    return Tree(tmp_path)


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("options", [(), ("-M",), ("--binary",), ("-U0",), ("--no-renames", "-U9")])
def test_the_patch_id_is_the_one_git_gives(
    tree: Tree, change: Callable[[Tree], None], options: tuple[str, ...]
) -> None:
    change(tree)
    text = tree.diff(*options)
    assert text
    assert patch_id(text.split("\n")[:-1]) == of_git(text, tree.folder)


def test_a_formatted_patch_has_the_id_of_its_diff(tree: Tree) -> None:
    several_files(tree)
    text = tree.diff()
    git(tree.folder, "commit", "--quiet", "--message", "change")
    mail = git(tree.folder, "format-patch", "--stdout", "-1").decode()
    lines = mail[mail.index("diff --git") :].split("\n")
    assert patch_id(lines) == patch_id(text.split("\n")) == of_git(mail, tree.folder)


def test_line_numbers_white_space_and_index_lines_do_not_count() -> None:
    text = diff()
    moved = text.replace("@@ -1,7 +1,7 @@", "@@ -101,7 +121,7 @@ int f(void)")
    spaced = text.replace(" const char", "\tconst  char")
    indexed = text.replace("index ", "index 0000")
    ids = {patch_id(one.splitlines()) for one in (text, moved, spaced, indexed)}
    assert len(ids) == 1
    assert patch_id(diff(new="worse").splitlines()) not in ids


def test_the_order_of_files_does_not_count() -> None:
    one, other = diff("a.c"), diff("b.c")
    assert patch_id((one + other).splitlines()) == patch_id((other + one).splitlines())


@pytest.mark.parametrize("text", ["", "no diff\n", "--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n"])
def test_where_git_finds_no_patch_there_is_no_id(text: str, tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    assert patch_id(text.splitlines()) == of_git(text, tmp_path) == ""


def test_what_a_diff_touches_is_counted(tree: Tree) -> None:
    several_hunks(tree)
    rename_and_edit(tree)
    tree.write("sub/new.c", "int x;\n")
    found = facts(tree.diff("-M").splitlines())
    assert found.files == ("a.c", "long.txt", "new-name.h", "sub/new.c")
    assert (found.added, found.removed) == (1 + 3 + 1 + 1, 1 + 2 + 1)


def test_a_line_that_looks_like_a_header_inside_a_hunk_is_content() -> None:
    text = "--- a/x.c\n+++ b/x.c\n@@ -1,2 +1,1 @@\n--- a/other.c\n same\n"
    found = facts(text.splitlines())
    assert found.files == ("x.c",)
    assert (found.added, found.removed) == (0, 1)


def test_a_diff_between_two_trees_names_the_file_below_them() -> None:
    """``--- widget.orig/sub/Kconfig`` above ``+++ widget/sub/Kconfig``, as quilt writes it."""
    text = "--- w.orig/sub/Kconfig\n+++ w/sub/Kconfig\n@@ -1 +1 @@\n-a\n+b\n"
    assert facts(text.splitlines()).files == ("sub/Kconfig",)
    assert facts(text.replace("w.orig", "w").splitlines()).files == ()


def test_a_hunk_header_of_absurd_length_is_no_hunk() -> None:
    text = diff().replace("-1,7", "-1," + "9" * 5000)
    assert facts(text.splitlines()).added == 0


def test_a_large_diff_takes_time_in_step_with_its_size() -> None:
    def reading(hunks: int) -> Callable[[], object]:
        lines = ["diff --git a/x b/x", "--- a/x", "+++ b/x"]
        lines += ["@@ -1,1 +1,1 @@", "-old line of the widget", "+new line of it"] * hunks
        return lambda: facts(lines)

    grows_linearly(reading, 500)
