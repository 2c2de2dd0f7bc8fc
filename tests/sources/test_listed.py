# SPDX-License-Identifier: GPL-2.0-or-later
"""Mails as a history lists them: a million of them fit into memory."""

import tracemalloc
from datetime import UTC, datetime

from tracker.sources.listed import BlobIds, ListedMail, ListedMails, moment_of


def listed(count: int) -> list[ListedMail]:
    return [ListedMail(f"{n:040x}", moment_of(1_700_000_000 + n)) for n in range(count)]


def test_mails_come_back_as_they_were_listed_in_both_orders() -> None:
    mails = [*listed(3), ListedMail("f" * 40, None)]
    kept = ListedMails(mails)
    assert len(kept) == 4
    assert [*kept] == mails
    assert [*reversed(kept)] == mails[::-1]
    assert mails[1].arrived == datetime.fromtimestamp(1_700_000_001, UTC)


def test_ids_of_either_length_come_back_from_any_place_on() -> None:
    for digits in (40, 64):
        names = [f"{n:0{digits}x}" for n in range(5)]
        assert [*BlobIds(names).names(3)] == names[3:]
    assert [*BlobIds().names()] == []


def test_a_listed_mail_takes_forty_bytes_at_most() -> None:
    mails = listed(5000)
    tracemalloc.start()
    try:
        kept = ListedMails(mails)
        size, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(kept) == 5000
    assert size <= 40 * 5000
