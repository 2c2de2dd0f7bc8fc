# SPDX-License-Identifier: GPL-2.0-or-later
"""What the words around a tag make of it: given or shown, bound to a condition, for which patches.

Each table holds one meaning in many words, ours all of them.
"""

import pytest

from tests.answered import REX, Thread
from tracker.model.review import Tag

TAG = f"Reviewed-by: {REX}\n"


def given(words: str, *, to: int = 1, total: int = 1) -> list[Tag]:
    thread = Thread(total=total)
    thread.answer(REX, words, to=to)
    return [tag for tag in thread.review().tags if not tag.carried]


def counted(words: str) -> list[Tag]:
    return [tag for tag in given(words) if tag.counts and not tag.conditional]


SHOWN = (
    "You may add my\nReviewed-by: tag once the leak is fixed.\n",
    (
        "I removed Mia's\n"
        "Tested-by: Mia Maintainer <mia@example.org>\nbecause the code is different now.\n"
    ),
    "Please write it like this:\n\n  Reviewed-by: Jane Doe <jane@example.com>\n\n",
    "Please add Reviewed-by: tags when resending.\n",
    "The tag should look like\n\nTested-by: Your Name <you@example.com>\n",
    "I can't give you a Reviewed-by: yet.\n",
    "Where did the Acked-by: Mia Maintainer <mia@example.org> come from?\n",
    "Please don't add Reviewed-by tags that nobody gave.\n",
    "Did you forget the\nReviewed-by: Mia Maintainer <mia@example.org>\nfrom v1?\n",
    "> Reviewed-by: Mia Maintainer <mia@example.org>\n\nThis tag was not given on the list.\n",
    "Dropping my\nReviewed-by: Rex Reviewer <rex@example.org>\nsince this changed a lot.\n",
    (
        'e.g.\n\nFixes: 123456789012 ("foo")\n'
        "Reported-by: Some One <some@example.com>\nReviewed-by: Some One <some@example.com>\n"
    ),
)


@pytest.mark.parametrize("words", SHOWN)
def test_prose_about_tags_gives_none(words: str) -> None:
    assert counted(words) == []


GIVEN = (
    "LGTM\n\nReviewed-by: Rex Reviewer <rex@example.org>\n",
    "Reviewed-by: Rex Reviewer <rex@example.org> # on arm64\n",
    "reviewed-by: rex reviewer <rex@example.org>\n",
    "Acked-by: Rex Reviewer <rex@example.org> (for the dt part)\n",
    "Tested-by: Rex Reviewer <rex@example.org>\n\nThanks!\n",
    "FWIW,\n  Reviewed-by: Rex Reviewer <rex@example.org>\n",
    "Feel free to add:\n\nReviewed-by: Rex Reviewer <rex@example.org>\n",
    "Looks good, so\nReviewed-and-tested-by: Rex Reviewer <rex@example.org>\n",
    "Reviewed-by: Rex Reviewer <rex@example.org>, thanks\n",
    "Please feel free to add my Reviewed-by: Rex Reviewer <rex@example.org>\n",
    "Reviewed-By : Rex Reviewer <rex@example.org>\n",
    "Acked-by: Rex Reviewer\n",
)


@pytest.mark.parametrize("words", GIVEN)
def test_a_tag_is_read_however_it_is_written(words: str) -> None:
    assert len(counted(words)) >= 1


BOUND = (
    "With the typo fixed:\nReviewed-by: Rex Reviewer <rex@example.org>\n",
    "Once the leak is fixed you can add\nReviewed-by: Rex Reviewer <rex@example.org>\n",
    "If you fix the nit above, feel free to add\nReviewed-by: Rex Reviewer <rex@example.org>\n",
    "Modulo the naming,\nReviewed-by: Rex Reviewer <rex@example.org>\n",
    "With that addressed\n\nReviewed-by: Rex Reviewer <rex@example.org>\n",
    "Apart from the comment below,\nReviewed-by: Rex Reviewer <rex@example.org>\n",
    "Assuming the test bot is happy:\nReviewed-by: Rex Reviewer <rex@example.org>\n",
    "After fixing this, you can have my\nReviewed-by: Rex Reviewer <rex@example.org>\n",
    "Please fix the above, then\nReviewed-by: Rex Reviewer <rex@example.org>\n",
    "With the needed change to the commit message:\nReviewed-by: Rex Reviewer <rex@example.org>\n",
    "Provided Mia agrees,\nAcked-by: Rex Reviewer <rex@example.org>\n",
    "With the subject corrected, Reviewed-by: Rex Reviewer <rex@example.org>\n",
    "When the lock is documented:\nReviewed-by: Rex Reviewer <rex@example.org>\n",
    "Two nits, with those done:\nReviewed-by: Rex Reviewer <rex@example.org>\n",
    "Except for the nit below.\n\nReviewed-by: Rex Reviewer <rex@example.org>\n",
    "Reviewed-by: Rex Reviewer <rex@example.org> (with the comment fixed)\n",
)


@pytest.mark.parametrize("words", BOUND)
def test_a_tag_under_a_condition_says_so(words: str) -> None:
    assert [tag.conditional for tag in given(words)] == [True]


UNBOUND = (
    "With this applied the board boots again.\n\nTested-by: Rex Reviewer <rex@example.org>\n",
    "If it helps:\nReviewed-by: Rex Reviewer <rex@example.org>\n",
    "Tested with all boards.\n\nTested-by: Rex Reviewer <rex@example.org>\n",
    "Nothing to complain about.\nReviewed-by: Rex Reviewer <rex@example.org>\n",
    "After the discussion of v1 this looks right.\n\nReviewed-by: Rex Reviewer <rex@example.org>\n",
)


@pytest.mark.parametrize("words", UNBOUND)
def test_a_report_above_a_tag_is_no_condition(words: str) -> None:
    assert [tag.conditional for tag in given(words)] == [False]


ON_THE_FIRST = (
    ("For all four of these patches:\n", [1, 2, 3, 4]),
    ("For everything except patch 4:\n", [1, 2, 3]),
    ("For all but 2/4:\n", [1, 3, 4]),
    ("For the whole series:\n", [1, 2, 3, 4]),
    ("For patches 1, 2 and 4:\n", [1, 2, 4]),
    ("For patches 2-4\n", [2, 3, 4]),
    ("For this one and the next two:\n", [1, 2, 3]),
    ("For 1/4, 2/4 and 3/4:\n", [1, 2, 3]),
    ("For all patches in this series:\n", [1, 2, 3, 4]),
    ("This one and patch 3 are\n", [1, 3]),
    ("For the first three patches:\n", [1, 2, 3]),
    ("For the last two:\n", [3, 4]),
    ("For the rest of the series:\n", [2, 3, 4]),
    ("For all of them:\n", [1, 2, 3, 4]),
    ("The whole thing is\n", [1, 2, 3, 4]),
    ("For #1 and #2:\n", [1, 2]),
    ("For patch 1 only:\n", [1]),
    ("Patches 1-3:\n", [1, 2, 3]),
    ("Same for patches 2 and 3.\n\n", [1, 2, 3]),
    ("For both this and 2/4:\n", [1, 2]),
    ("For the series, apart from patch 3,\n", [1, 2, 4]),
    ("All 4 patches:\n", [1, 2, 3, 4]),
    ("This patch set looks good to me.\n\n", [1, 2, 3, 4]),
    ("Series is fine.\n\n", [1, 2, 3, 4]),
    ("For the set, minus the last patch:\n", [1, 2, 3]),
    ("Entire series:\n", [1, 2, 3, 4]),
    ("To the series:\n", [1, 2, 3, 4]),
    ("This one looks good.\n\n", [1]),
    ("I had a look at the rest of the series, too.\n\n", [1]),
    ("This is used in patch 3.\n\n", [1]),
    ("Nice, this makes the series complete.\n\n", [1]),
    ("I'll look at patches 2-4 later.\n\n", [1]),
    ("Much better than the previous series.\n\n", [1]),
)


def positions(words: str, to: int) -> list[int]:
    tags = given(f"{words}{TAG}", to=to, total=4)
    return sorted(int(tag.patch.partition("@")[0].rpartition("-")[2]) for tag in tags)


@pytest.mark.parametrize(("words", "patches"), ON_THE_FIRST)
def test_a_tag_on_patch_1_of_4_is_for_the_patches_that_the_words_name(
    words: str, patches: list[int]
) -> None:
    assert positions(words, 1) == patches


ON_THE_COVER = (
    ("For everything except patch 4:\n", [1, 2, 3]),
    ("For patch 2:\n", [2]),
    ("", [1, 2, 3, 4]),
    ("Apart from 3/4,\n", [1, 2, 4]),
    ("Patches 1 and 2 are\n", [1, 2]),
    ("For the first two patches\n", [1, 2]),
    ("All except the last one:\n", [1, 2, 3]),
)


@pytest.mark.parametrize(("words", "patches"), ON_THE_COVER)
def test_a_tag_on_the_cover_is_for_the_patches_that_the_words_name(
    words: str, patches: list[int]
) -> None:
    assert positions(words, 0) == patches
