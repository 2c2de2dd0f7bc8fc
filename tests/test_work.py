# SPDX-License-Identifier: GPL-2.0-or-later
"""The counts that stand in for seconds."""

import pytest

from tests.work import grows_linearly, steps


def test_steps_are_the_same_each_time() -> None:
    """Whatever else the machine does."""
    assert steps(lambda: sorted(range(100))) == steps(lambda: sorted(range(100)))


def test_square_growth_is_found() -> None:
    """At small sizes too."""
    with pytest.raises(AssertionError, match="4 times as much"):
        grows_linearly(lambda size: lambda: [_inner(size) for _ in range(size)], 20)


def test_linear_growth_passes() -> None:
    """Also with a constant part."""
    grows_linearly(lambda size: lambda: _inner(size), 20)


def _inner(size: int) -> int:
    total = 0
    for one in range(size):
        total += one
    return total
