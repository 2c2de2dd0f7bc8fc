# SPDX-License-Identifier: GPL-2.0-or-later
"""Unpacking with a limit."""

import gzip
from collections.abc import Callable

import pytest

from tests.work import steps
from tracker.errors import Refused, Unreachable
from tracker.sources.gunzip import inflate

DATA = b"From the widgets.\n" * 1000


def test_members_are_joined_and_padding_is_left_out() -> None:
    """gzip files may be put one after the other (RFC 1952, 2.2)."""
    packed = gzip.compress(DATA) + gzip.compress(b"") + gzip.compress(b"end") + bytes(20)
    assert inflate(packed, 1 << 20, "x") == DATA + b"end"
    assert inflate(b"", 1 << 20, "x") == b""


def test_the_limit_is_exact() -> None:
    """As much as allowed, and not a byte more, over all members together."""
    packed = gzip.compress(DATA) + gzip.compress(DATA)
    assert len(inflate(packed, 2 * len(DATA), "x")) == 2 * len(DATA)
    with pytest.raises(Refused, match="unpacks to more"):
        inflate(packed, 2 * len(DATA) - 1, "x")


@pytest.mark.parametrize("end", [1, 8, 12, 40])
def test_data_that_ends_early_is_told(end: int) -> None:
    """Also when only the checksum at its end is missing."""
    with pytest.raises(Unreachable, match="cut short"):
        inflate(gzip.compress(DATA)[:-end], 1 << 20, "x")


@pytest.mark.parametrize(
    "data",
    [b"\x1f\x8brubbish", b"<html>", gzip.compress(DATA)[:-8] + bytes(8)],
    ids=["rubbish", "a page", "a wrong sum"],
)
def test_damaged_data_is_refused(data: bytes) -> None:
    """No fault of zlib gets out."""
    with pytest.raises(Refused):
        inflate(data, 1 << 20, "x")


def test_a_million_empty_members_are_refused_at_once() -> None:
    """Each costs more to start than it holds: a million take no more steps than the most."""

    def refused(members: int) -> Callable[[], None]:
        packed = gzip.compress(b"") * members

        def call() -> None:
            with pytest.raises(Refused, match="pieces"):
                inflate(packed, 1 << 20, "x")

        return call

    assert steps(refused(1_000_000)) < 1.1 * steps(refused(10_001))
