# SPDX-License-Identifier: GPL-2.0-or-later
"""An mbox made by b4 in a process of its own."""

import pytest

from tests.mails import mail
from tests.posts import sent, tagged
from tracker.errors import NotFound
from tracker.sources.b4_am import make_ready


def test_the_patches_stand_in_order_with_the_tags_of_the_answers() -> None:
    mails = [*sent("widget"), tagged("r", "widget-0", hours=3)]
    ready = make_ready(list(reversed(mails)))
    first, second = (ready.mbox.index(f"[PATCH {n}/2]".encode()) for n in (1, 2))
    assert first < second
    assert ready.mbox.count(b"Reviewed-by: Rex Reviewer <rex@example.org>") == 2
    assert ready.cover is not None
    assert "These patches make the widgets better." in ready.cover
    assert ready.warnings == ()


def test_a_patch_that_lacks_is_warned_of() -> None:
    assert any("incomplete" in one for one in make_ready(sent("widget")[:2]).warnings)


def test_mails_without_a_patch_make_no_mbox() -> None:
    with pytest.raises(NotFound):
        make_ready([mail("Hello", message_id="hello@example.org")])
