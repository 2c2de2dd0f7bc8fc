# SPDX-License-Identifier: GPL-2.0-or-later
"""What an author names in words as needed, and what is no name of a work."""

from datetime import UTC, datetime

import pytest

from tracker.mail.lines import split_lines
from tracker.mail.named_needs import named_needs
from tracker.mail.parts import Parts
from tracker.mail.subjects import parse_subject
from tracker.model.mail import Person


def named(text: str) -> list[str]:
    parts = Parts(
        message_id="a@example.org",
        subject=parse_subject("[PATCH] ladder: add a rung"),
        sender=Person("Ann Author", "ann@example.org"),
        date=datetime(2026, 2, 4, tzinfo=UTC),
        in_reply_to=None,
        references=(),
        lines=split_lines(text),
        bot=False,
        auto="",
        is_patch=True,
    )
    return [remark.word for remark in named_needs(parts)]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ('This depends on "ladder: clean up rungs".\n', "title:ladder: clean up rungs"),
        (
            'This is a follow-up to the series "ladder: clean up\nrungs" which I sent.\n',
            "follows:ladder: clean up rungs",
        ),
        ("It depends on the patch “ladder: count”.\n", "title:ladder: count"),
        ("This depends on the rung cleanup patch that I just posted.\n", "mine:rung cleanup patch"),
        ("On top of Tim Smith's rung series.\n", "of Tim Smith: rung series"),
        ("Please apply after float_t patches.\n", "any:float_t patches"),
        ("This depends on the for-next branch.\n", "tree:for-next"),
        ("Depends on [PATCH] ladder: clean up rungs\n", "title:ladder: clean up rungs"),
        ("Depends-on: ladder: clean up rungs\n", "title:ladder: clean up rungs"),
        ("Prerequisite: 'ladder: clean up rungs'\n", "title:ladder: clean up rungs"),
        ("This applies on top of ladder: clean up rungs\n", "title:ladder: clean up rungs"),
        (
            'It needs my patch "ladder: count rungs" to be applied first.\n',
            "title:ladder: count rungs",
        ),
        ('"ladder: count rungs" must be applied first.\n', "title:ladder: count rungs"),
        ('Please apply "ladder: count rungs" first.\n', "title:ladder: count rungs"),
        (
            "This is based on [PATCH] ladder: count rungs, which is still under review.\n",
            "title:ladder: count rungs",
        ),
        ('The fix ("ladder: count rungs") has to go in first.\n', "title:ladder: count rungs"),
        (
            'Depends on commit "ladder: count rungs" which is not merged yet.\n',
            "title:ladder: count rungs",
        ),
        ("It must be applied on top of\n\n    ladder: count rungs\n", "title:ladder: count rungs"),
        ("Needs the ladder cleanup I just posted.\n", "mine:ladder cleanup"),
        (
            "Apply after my patch cleaning up how rungs are made.\n",
            "mine:cleaning up how rungs are made",
        ),
        ("On top of Tim's series.\n", "of Tim: series"),
        (
            "Note: this depends on the not-yet-landed ladder patch to count rungs\n",
            "any:ladder patch to count rungs",
        ),
        (
            "It goes on top of Tim's other patch: ladder: count the rungs\n",
            "title:ladder: count the rungs",
        ),
        ("This is based on top of my ladder tests.\n", "mine:ladder tests"),
        ("Prerequisite patch: [v3] ladder: count the rungs\n", "title:ladder: count the rungs"),
        ('Applies on top of "ladder: count rungs" by Tim.\n', "title:ladder: count rungs"),
        ("Based on Tim's patch that counts the rungs.\n", "of Tim: that counts the rungs"),
        ("It needs the ladder cleanup by Tim Smith.\n", "of Tim Smith: ladder cleanup"),
        ("This must be based on the rung Part-1 series.\n", "perhaps:rung Part-1 series"),
        ('This supersedes the "Count the rungs" patchset.\n', "replaces:Count the rungs"),
        ("Rebased on top of 'Count the rungs' series.\n", "title:Count the rungs"),
        ('Rebased on next plus patch set "ladder: count".\n', "title:ladder: count"),
    ],
)
def test_a_need_is_named_in_words(text: str, word: str) -> None:
    assert named(text) == [word]


def test_titles_below_the_line_that_says_what_is_needed_are_named() -> None:
    text = (
        "Do it.\n\nSigned-off-by: Ann Author <ann@example.org>\n---\nDepends on the patches:\n"
        "  ladder: clean up rungs\n  [PATCH v2] ladder: count them\n\n ladder.c | 2 +-\n"
    )
    assert named(text) == ["title:ladder: clean up rungs", "title:ladder: count them"]


@pytest.mark.parametrize(
    "text",
    [
        'This no longer depends on "ladder: clean up rungs".\n',
        'I will rebase this on "ladder: clean up rungs" later.\n',
        'It fixes "ladder: clean up rungs".\n',
        'It depends on "ladder: clean up rungs" in this series.\n',
        'The commit ("ladder: clean up rungs") is the first bad commit.\n',
        "Baseline: 1m13.072s with ladder: count\n",
        "Base commit: v7.0-rc1 of ladder\n",
        "It is based on Tim's original series.\n",
        "This requires a race: two ladders at one wall\n",
        "Blocked on:\n  struct rung_info::lock\n",
        "It is based on my reading of RFC 8881.\n",
        "It is rebased on Tim's ladder-next, which has 2 patches more.\n",
        "It is based on the tree search.\n",
        'It is rebased on master, commit 0123456789ab ("ladder: clean up rungs").\n',
        'We need the key each time we print "ladder: clean up rungs".\n',
        "It is based on device tree data.\n",
        "Tested with my 3 patches applied on top.\n",
        "This depends on CONFIG_LADDER.\n",
        "My ladder cleanup needs more work.\n",
        'Fixes: 0123456789ab ("ladder: clean up rungs")\n',
        "Depends on: nothing\n",
        'v2:\n- Rebased onto v6.18-rc1\n- Some systems warned: "ladder: not safe to use"\n',
        "v9: Rebase on top of Tim's V17. Use latest ladder patch\n",
        "It is based on these patches:\n- ladder: clean up rungs\n  https://example.org/ladder\n",
        "This depends on https://example.org/ladder and my series.\n",
        '> This depends on "ladder: clean up rungs".\n',
    ],
)
def test_what_is_denied_planned_linked_or_quoted_is_not_named(text: str) -> None:
    assert named(text) == []
