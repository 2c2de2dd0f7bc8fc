# SPDX-License-Identifier: GPL-2.0-or-later
"""What changed between a posting's diff and the commit's."""

from tests.mails import diff, patch
from tests.work import grows_linearly
from tracker.compare.interdiff import changed_lines, interdiff


def test_equal_diffs_have_none() -> None:
    assert interdiff(diff(), diff()) == ()


def test_the_mail_around_a_diff_does_not_matter() -> None:
    assert interdiff(patch("widget: Turn", change=diff()).decode(), diff()) == ()


def test_the_lines_of_each_side_are_told_apart() -> None:
    (found,) = interdiff(diff(new="better"), diff(new="best"))
    assert found.path == "lib/widget.c"
    assert found.lines == (("<", '+{ return "better"; }'), (">", '+{ return "best"; }'))


def test_moved_line_numbers_and_context_are_no_change() -> None:
    moved = diff().replace("@@ -1,7 +1,7 @@", "@@ -41,7 +43,7 @@").replace("/* the end */", "/* */")
    assert interdiff(diff(), moved) == ()


def test_a_file_of_one_side_alone_is_told_whole() -> None:
    first, second = interdiff(diff("a.c"), diff("b.c"))
    assert (first.path, [side for side, _ in first.lines]) == ("a.c", ["<", "<"])
    assert (second.path, [side for side, _ in second.lines]) == ("b.c", [">", ">"])


def test_lines_that_look_like_headers_inside_a_hunk_are_lines() -> None:
    text = "diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1,2 +1,1 @@\n--- a/y\n-diff --git\n+one\n"
    assert changed_lines(text) == {"x": ["--- a/y", "-diff --git", "+one"]}


def test_large_files_are_compared_as_bags_of_lines_in_linear_time() -> None:
    def big(word: str, size: int) -> str:
        body = f"+same\n+{word}\n" * size
        return f"diff --git a/x b/x\n--- /dev/null\n+++ b/x\n@@ -0,0 +1,{2 * size} @@\n{body}"

    (found,) = interdiff(big("one", 50_000), big("two", 50_000))
    assert len(found.lines) == 100_000
    assert {line for _, line in found.lines} == {"+one", "+two"}
    diffs = {size: (big("one", size), big("two", size)) for size in (3_000, 12_000)}
    grows_linearly(lambda size: lambda: interdiff(*diffs[size]), 3_000)
