# SPDX-License-Identifier: GPL-2.0-or-later
"""The one sentence: where a series stands and whose move it is."""

import pytest

from tests.mails import patch
from tests.posts import dossier, reply, sent, tagged
from tests.state.test_stage import ACK, BACK, CLOSE, NAK, TALK, applied
from tests.webs import Web, head
from tracker.model.relations import Kind
from tracker.state.row import turn_of
from tracker.state.summary import summary

ASKED = reply("q", "a-1", "> +better;\n\nWhy does it return a pointer here?\n", hours=6)
CASES = {
    "v1 is new (posted 2025-01-06), without an answer; it waits for reviewers since 2025-01-06.":
        sent("a"),
    "RFC v1 is new (posted 2025-01-06), without an answer; "
    "it waits for reviewers since 2025-01-06.":
        sent("a", prefix="RFC PATCH"),
    "v1 is under review, 0 of 2 patches reviewed; it waits for reviewers since 2025-01-06.":
        [*sent("a"), TALK],
    "v1 is under review, 1 of 2 patches reviewed, 1 open question; "
    "Ada Author is to move since 2025-01-06.": [*sent("a"), ACK[0], ASKED],
    "v1 is reviewed, 2 of 2 patches reviewed; whether it was applied is not known: no repository "
    "of widgets is configured.":
        [*sent("a"), *ACK],
    "v1 is incomplete: 1 of 4 patches cached.": sent("a", total=4)[:2],
    "v1 was withdrawn on 2025-01-06.": [*sent("a"), BACK],
    "v1 was rejected on 2025-01-06.": [*sent("a"), CLOSE],
    "1 of 2 patches of v1 applied 2025-01-07 to widgets/widgets.git (main); its notice names no "
    "commit for patch 2: whether it landed is not known.":
        [*sent("a"), applied("n", "a-0", 30, (1,))],
    "Both patches of v1 were applied 2025-01-07 to widgets/widgets.git (main).":
        [*sent("a"), applied("n", "a-0")],
}  # fmt: skip


@pytest.mark.parametrize("sentence", CASES)
def test_each_stage_has_its_sentence(sentence: str) -> None:
    found = dossier(*CASES[sentence])
    assert summary(found, turn_of(found, ())) == sentence


def test_an_objection_names_who_is_to_move() -> None:
    found = dossier(*sent("a"), NAK)
    said = summary(found, turn_of(found, ()))
    assert said.startswith("v1 is to be changed, 0 of 2 patches reviewed")
    assert said.endswith("Ada Author is to move since 2025-01-06.")


def test_a_single_patch_is_told_in_the_singular() -> None:
    one = patch("widget: Turn it", message_id="a-1@example.org")
    found = dossier(one, reply("done", "a-1", "Applied to widgets.git, thanks!\n",
                               "Mia Maintainer <mia@example.org>", hours=30))  # fmt: skip
    said = summary(found, turn_of(found, ()))
    assert said.startswith("The patch (v1) was applied 2025-01-07")


def test_what_it_waits_for_is_said() -> None:
    web = Web({"axle": [(Kind.DEPENDS_ON, "bolt")], "bolt": []}, tagged("t", "axle-0"))
    found = web.dossier("axle")
    said = summary(found, turn_of(found, web.linked(head("axle"))))
    assert "it waits for what it needs" in said
