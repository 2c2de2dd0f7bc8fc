# SPDX-License-Identifier: GPL-2.0-or-later
"""Keys of a TOML text are found on the lines on which they stand."""

import tomllib

import pytest

from tracker.config.lines import key_lines, line_of

TEXT = """\
# one = 1
one = 1 # two = 2
"two words" = [
  "three = 3", # [four]
  { four = 4 },
]
text = '''
five = 5 [six]
'''
quoted = \"\"\"
a \\\"\"\" b = 1
\"\"\"
a.b.'c d' = { e = 1 }

[table]
one = 1
[table.inner] # seven = 7
"eight" = "]"

[[row]]
name = "first"
[row.more]
x = 1
[[row]]
name = "second"
"""


@pytest.mark.parametrize(
    ("where", "line"),
    [
        (("one",), 2),
        (("two words",), 3),
        (("text",), 7),
        (("quoted",), 10),
        (("a",), 13),
        (("a", "b", "c d"), 13),
        (("table",), 15),
        (("table", "one"), 16),
        (("table", "inner"), 17),
        (("table", "inner", "eight"), 18),
        (("row",), 20),
        (("row", 0, "name"), 21),
        (("row", 0, "more", "x"), 23),
        (("row", 1), 24),
        (("row", 1, "name"), 25),
    ],
)
def test_each_key_has_its_line(where: tuple[str | int, ...], line: int) -> None:
    assert tomllib.loads(TEXT)
    assert key_lines(TEXT)[where] == line


@pytest.mark.parametrize("name", ["two", "three", "four", "five", "six", "seven", "e"])
def test_what_only_looks_like_a_key_is_none(name: str) -> None:
    assert not [where for where in key_lines(TEXT) if where[-1] == name]


def test_what_has_no_line_of_its_own_has_that_of_what_holds_it() -> None:
    lines = key_lines(TEXT)
    assert line_of(lines, ("two words", 1, "four")) == 3
    assert line_of(lines, ("row", 1, "missing")) == 24
    assert line_of(lines, ("nowhere",)) is None


def test_lines_end_as_dos_ends_them_too() -> None:
    assert key_lines("a = 1\r\n\r\n[b]\r\nc = 1\r\n") == {("a",): 1, ("b",): 3, ("b", "c"): 4}
