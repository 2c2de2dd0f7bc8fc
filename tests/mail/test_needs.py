# SPDX-License-Identifier: GPL-2.0-or-later
"""What has to be in first, said without "depends on"."""

import pytest

from tests.mail.test_remarks import parts
from tracker.mail.needs import need_of, needs, says_need
from tracker.series.projects import PROJECTS


@pytest.mark.parametrize(
    "text",
    [
        "As the pahole side is about to be merged, we can now drop the check.",
        "The pahole side is close to being integrated, so the check can go.",
        "Once the QEMU part has been accepted, this can follow.",
        "Now that the iproute2 patches are in the queue and were applied, the test may be enabled.",
        "This should wait until the liburing changes are released.",
    ],
)
def test_the_state_of_a_part_and_what_follows_from_it_is_a_need(text: str) -> None:
    assert says_need(text)


@pytest.mark.parametrize(
    "text",
    [
        "The pahole side is another series.",
        "This was merged long ago.",
        "As pahole reads the section, we can print it.",
        "Please apply, so that the test can run.",
    ],
)
def test_other_sentences_are_none(text: str) -> None:
    assert not says_need(text)


def test_it_is_read_from_postings_and_not_from_answers() -> None:
    body = "Hello,\n\nOnce the pahole side is merged, the check can go.\n"
    (need,) = needs(parts(body, "[PATCH] bpf: drop the check"))
    assert (need.line, need.quote) == (3, "Once the pahole side is merged, the check can go.")
    assert not list(needs(parts(body, "Re: [PATCH] bpf: drop the check")))


def test_a_need_is_of_the_project_that_it_names() -> None:
    body = "Once the dwarves side is merged, the check can go.\n"
    said = list(needs(parts(body, "[PATCH] bpf: drop the check")))
    assert need_of(said, "pahole", PROJECTS)
    assert not need_of(said, "qemu", PROJECTS)


def test_long_sentences_take_linear_time() -> None:
    assert not says_need("as is " * 200_000)
