# SPDX-License-Identifier: GPL-2.0-or-later
"""A MAINTAINERS file is read, and its patterns mean what get_maintainer takes them for."""

import pytest

from tracker.maintainers.match import Maintainers, covers
from tracker.maintainers.parse import parse_maintainers
from tracker.model.people import Person

TEXT = """\
List of maintainers
===================

	M: *Mail* patches to: FullName <address@domain>
	F: *Files* and directories wildcard patterns.

Maintainers List
----------------

.. note:: When reading this list, look for the most precise areas first.

GEAR SUBSYSTEM
M:	Mia Maintainer <mia@example.org>
M:	"Max, Jr." <Max@example.org>
R:	Rex Reviewer <rex@example.org>
L:	gears@lists.example.org (moderated for non-subscribers)
S:	Supported
W:	https://gears.example.org/
T:	git git://git.example.org/gears.git for-next
F:	drivers/gear/
F:	include/linux/gear*.h
X:	drivers/gear/old/

SPINNING GEARS
M:	spin@example.org
S:	Odd Fixes
F:	drivers/gear/spin.c
N:	spin[0-9]
K:	\\bspin_widget\\b
K:	(broken

TOP OF DRIVERS
M:	Tim Top <tim@example.org>
F:	drivers/*
F:	Makefile
F:	tools/gear

THE REST
M:	Lin All <lin@example.org>
L:	all@lists.example.org
T:	quilt
S:	Buried alive in gears
F:	*
F:	*/
"""
SECTIONS = parse_maintainers(TEXT)
FILE = Maintainers(SECTIONS)


def names(*files: str, text: str = "") -> list[str]:
    return [one.name for one in FILE.matching(files, [text] if text else ())]


def test_sections_hold_people_lists_trees_and_status() -> None:
    assert [one.name for one in SECTIONS] == [
        "GEAR SUBSYSTEM", "SPINNING GEARS", "TOP OF DRIVERS", "THE REST",
    ]  # fmt: skip
    gear = SECTIONS[0]
    assert gear.maintainers == (
        Person("Mia Maintainer", "mia@example.org"),
        Person("Max, Jr.", "max@example.org"),
    )
    assert gear.reviewers == (Person("Rex Reviewer", "rex@example.org"),)
    assert gear.lists == ("gears@lists.example.org",)
    assert gear.trees == ("git://git.example.org/gears.git for-next",)
    assert (gear.status, gear.excluded) == ("Supported", ("drivers/gear/old/",))
    assert SECTIONS[1].maintainers == (Person("", "spin@example.org"),)
    assert SECTIONS[3].trees == ("quilt",)


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("drivers/gear/wheel.c", ["GEAR SUBSYSTEM"]),
        ("drivers/gear/deep/er/wheel.c", ["GEAR SUBSYSTEM"]),
        ("drivers/gear/old/wheel.c", ["THE REST"]),
        ("include/linux/gear-box.h", ["GEAR SUBSYSTEM"]),
        ("include/linux/gear/box.h", ["THE REST"]),
        ("include/linux/ge.h", ["THE REST"]),
        ("drivers/gear/spin.c", ["SPINNING GEARS", "GEAR SUBSYSTEM"]),
        ("arch/arm/spin3.c", ["SPINNING GEARS"]),
        ("drivers/Kconfig", ["TOP OF DRIVERS"]),
        ("drivers/net/Kconfig", ["THE REST"]),
        ("Makefile", ["TOP OF DRIVERS"]),
        ("tools/gear/x/y.c", ["TOP OF DRIVERS"]),
        ("tools/gears/y.c", ["THE REST"]),
        ("README", ["THE REST"]),
    ],
)
def test_patterns_cover_what_get_maintainer_takes_them_for(path: str, found: list[str]) -> None:
    assert names(path) == found


def test_a_change_of_several_files_belongs_to_all_the_closest_first() -> None:
    assert names("drivers/Kconfig", "drivers/gear/spin.c") == [
        "SPINNING GEARS", "GEAR SUBSYSTEM", "TOP OF DRIVERS",
    ]  # fmt: skip
    assert names() == []


def test_keywords_are_searched_in_the_change_alone() -> None:
    assert names("README", text="+ spin_widget();\n") == ["SPINNING GEARS"]
    assert names("README", text="+ respin_widgets();\n") == ["THE REST"]


def test_what_the_user_looks_after_is_a_pattern_or_the_name_of_a_section() -> None:
    assert covers(["drivers/gear/"], ["drivers/gear/x.c"])
    assert not covers(["drivers/gear/"], ["drivers/gears/x.c"])
    assert covers(["gear subsystem"], ["x"], ["GEAR SUBSYSTEM"])
    assert not covers([], ["x"], ["GEAR SUBSYSTEM"])


def test_hostile_text_is_read_in_linear_time_and_never_raises() -> None:
    assert parse_maintainers("") == ()
    assert parse_maintainers("M:\tx\n" * 3) == ()
    parse_maintainers("A\nF:\t" + "*" * 900 + "\nM:\t" + "<" * 900 + "\n")
    assert Maintainers(parse_maintainers("A\nF:\t[\nN:\t(\n")).matching(["x"]) == ()


@pytest.mark.parametrize(
    "pattern",
    ["(a+)+$", "(a|a)*$", "((a?)b?)*c", "(.*)*x", r"(a)\1", "(?:a{9,99}){9,99}", "a{9999}"],
)
def test_an_expression_that_may_take_for_ever_is_passed_over(pattern: str) -> None:
    file = Maintainers(parse_maintainers(f"A\nN:\t{pattern}\nK:\t{pattern}\n"))
    assert file.matching(["a" * 300], [f"+{'a' * 300}\n"]) == ()


def test_all_expressions_of_a_file_share_what_a_change_may_cost() -> None:
    many = "".join(f"S{n}\nK:\t.*a.*b.*c{n}\n" for n in range(50))
    purse = Maintainers(parse_maintainers(many + "LAST\nK:\tneedle\n"))
    found = purse.matching(["x"], ["needle\n" + f"+{'a' * 390}\n" * 50])
    assert [one.name for one in found] == ["LAST"]
    stars = "A\nF:\t" + "*a" * 400 + "*b\n"
    assert Maintainers(parse_maintainers(stars)).matching(["a" * 4000]) == ()


@pytest.mark.parametrize(
    "pattern",
    [r"\bspin_widget\b", "spin_(?:widget|gear)", "spin _ widget", "[sS]pin_w.*t", "(?i)SPIN"],
)
def test_an_expression_is_read_as_perl_reads_it_with_blanks_left_out(pattern: str) -> None:
    file = Maintainers(parse_maintainers(f"A\nK:\t{pattern}\n"))
    assert file.matching(["x"], ["--- a/x\n+++ b/x\n+ spin_widget();\n"])
    assert not file.matching(["x"], ["--- a/x\n+++ b/x\n  spin_widget();\n"])
    assert file.matching(["x"], ["--- a/x\n+++ b/x\n", "core: Use spin_widget()\n"])
