# SPDX-License-Identifier: GPL-2.0-or-later
"""Counterparts by project: the kernel patch that a man page or a test is about, and the reverse."""

import pytest

from tests.relations.test_find import BEN, LORE, message, read
from tracker.model.relations import Kind

MAN, KERNEL = ("linux-man@vger.kernel.org",), ("linux-mm@kvack.org",)
PAGES = ("man2/statx.2",)
PATCH = "20240711165456.2148590-2-ben@example.org"


def kind(text: str, lists: tuple[str, ...] = MAN, files: tuple[str, ...] = PAGES) -> Kind:
    return read(text, subject="[PATCH v2] statx.2: draw", lists=lists, files=files).kind


@pytest.mark.parametrize(
    "text",
    [
        f"Link: https://lore.kernel.org/all/{PATCH}/\n",
        f"It is now supported in Linux[1].\n\n[1] https://lore.kernel.org/linux-mm/{PATCH}/\n",
        f"The words were extracted from https://lore.kernel.org/all/{PATCH}/\n",
        f"See https://patchwork.kernel.org/project/linux-mm/patch/{PATCH}/\n",
    ],
)
def test_a_man_page_is_the_counterpart_of_the_kernel_patch_it_documents(text: str) -> None:
    assert kind(text) is Kind.COMPANION


@pytest.mark.parametrize(
    "text",
    [
        f"See https://lore.kernel.org/linux-man/{PATCH}/\n",
        f"See https://lore.kernel.org/ltp/{PATCH}/\n",
        "See https://github.com/ben/man-pages/tree/fork for the man-pages branch.\n",
        "The test suite is at https://github.com/ben/tool/tree/main/test\n",
        "Tested with LTP (https://github.com/linux-test-project/ltp).\n",
        "It relies on the ATF firmware: https://github.com/ben/arm-trusted-firmware\n",
        f"Changes in v2:\n- mention the bug that is fixed by {LORE}{PATCH}\n",
        f"Message-ID: <{PATCH}>\n",
        "A picture of the kernel side: https://github.com/ben/tool/blob/main/side.png\n",
    ],
)
def test_its_own_list_another_test_a_fork_a_file_and_a_picture_are_none(text: str) -> None:
    assert kind(text) is not Kind.COMPANION


def test_what_a_man_page_needs_in_words_is_still_needed() -> None:
    assert kind(f"This depends on https://lore.kernel.org/linux-mm/{PATCH}/\n") is Kind.DEPENDS_ON


def test_a_kernel_patch_finds_its_part_on_the_list_of_another_project() -> None:
    text = f"Link: https://lore.kernel.org/qemu-devel/{PATCH}/\n"
    assert kind(text, lists=KERNEL, files=("mm/draw.c",)) is Kind.COMPANION


def test_a_project_without_a_list_is_found_on_the_list_that_it_shares() -> None:
    text = f"iproute2 patch: https://lore.kernel.org/netdev/{PATCH}/\n"
    assert kind(text, lists=("netdev@vger.kernel.org",), files=("net/draw.c",)) is Kind.COMPANION


def test_the_counterpart_in_a_repository_is_a_part_of_it_and_no_whole_one() -> None:
    text = "The QEMU {} https://gitlab.com/ben/qemu\n"
    for words, hit in (("patches are at", True), ("we test with is at", False)):
        found = kind(text.format(words), lists=KERNEL, files=("mm/draw.c",))
        assert (found is Kind.COMPANION) is hit


@pytest.mark.parametrize(
    ("text", "hit"),
    [
        ("An MR for widgetd has been filed here: {}\n", True),
        ("The firmware was submitted to widget-firmware as GitLab MR !9 [2]\n\n[2] {}\n", True),
        ("CI of this is at {}\n", False),
        ("The messages are answered by the userspace daemon [1].\n\n[1] {}\n", False),
    ],
)
def test_a_request_to_another_project_is_its_half_and_a_program_that_is_named_is_none(
    text: str, hit: bool
) -> None:
    url = "https://gitlab.com/ben/widgetd" + ("" if "daemon" in text else "/-/merge_requests/9")
    found = kind(text.format(url), lists=KERNEL, files=("mm/draw.c",))
    assert (found is Kind.COMPANION) is hit


def test_one_symbol_in_both_titles_makes_a_strong_edge() -> None:
    ours = "[PATCH v2] statx.2: Document STATX_DRAW"
    for title, strong in (("fs: add STATX_DRAW", True), ("fs: add drawing", False)):
        other = message(
            PATCH, subject=f"[PATCH] {title}", sender=BEN, lists=KERNEL, days=-3, files=("fs/a.c",)
        )
        found = read(f"Link: {LORE}{PATCH}\n", other, subject=ours, lists=MAN, files=PAGES)
        assert found.kind is Kind.COMPANION
        assert (found.confidence > 0.5) is strong
