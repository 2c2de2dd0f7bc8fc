# SPDX-License-Identifier: GPL-2.0-or-later
"""Expressions that are compiled when they are first used."""

import re

import pytest

from tracker.lazy_patterns import lazy_pattern


def test_an_expression_is_compiled_when_it_is_first_used() -> None:
    broken = lazy_pattern("(")
    with pytest.raises(re.error):
        broken.search("lamp")


def test_it_answers_as_a_compiled_one_does() -> None:
    text = "Lamp 1, lamp 22"
    lazy, compiled = (
        make(r"lamp (?P<number>\d)", re.IGNORECASE) for make in (lazy_pattern, re.compile)
    )
    assert lazy.findall(text) == compiled.findall(text) == ["1", "2"]
    assert [one.span() for one in lazy.finditer(text, 3)] == [(8, 14)]
    assert lazy.sub("x", text, count=1) == "x, lamp 22"
    assert lazy.match("a lamp 1") is lazy.fullmatch(text) is None
    assert lazy.split(text) == compiled.split(text)
    assert (lazy.pattern, lazy.flags, lazy.groupindex) == (
        compiled.pattern,
        compiled.flags,
        compiled.groupindex,
    )


def test_it_is_compiled_once() -> None:
    lazy = lazy_pattern("lamp")
    lazy.search("")
    assert vars(lazy)["match"].__self__ is vars(lazy)["search"].__self__
