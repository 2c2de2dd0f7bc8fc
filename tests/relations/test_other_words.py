# SPDX-License-Identifier: GPL-2.0-or-later
"""The many words by which authors say one thing of another work, and words that only look alike.

Every sentence is one that people write; where a rule knows one of them it should know its siblings.
"""

import pytest

from tests.mails import ADA, REX, at, cover, diff, patch
from tests.posts import message, works
from tests.relations.test_find import POSTED, at_hand, kind, series
from tests.relations.test_find import message as message_of_find
from tracker.model.relations import Kind, Relation
from tracker.relations.find import relate

PARTED = r"""
These were patches 3 and 4 of the seed series:\n{}\nsent alone now.
This was patch 5/7 of {}; it goes its own way now.
I took patches 3-4 out of {}, as they can go in on their own.
Patches 1 and 2 of {}, sent separately as asked by Rex.
Dropped from the seed series [1] and sent on its own.\n\n[1] {}
Formerly patch 2 of [1].\n\n[1]: {}
This used to be the last patch of [1].\n\n[1] {}
This is the first half of {}
Pulled from [1] since it is independent.\n\n[1] {}
Sending this separately from [1], as requested.\n\n[1] {}
As Rex suggested, this fix is sent ahead of the rest of the series [1].\n\n[1] {}
It was 3/4 in {}
Was part of {}
The two patches came from the series at {}
This originated as patch 4 of {}
This patch was originally sent as part of\n{}
Previously submitted as patch 4 in {}
I have split {} in two; this is the second half.
These two were in {} before; they do not depend on the rest.
This contains the first two patches of {}, which are independent of the rest.
Patch 3 from {} as a standalone patch.
A standalone version of patch 3 of {}
Peeled off {}
The preparatory patches of {}, as a series of their own.
Rex asked me to post the fixes of {} separately; here they are.
This was in my previous series {} as patch 3.
Was [PATCH 3/4] of {}
Spin off of {}
As asked by Rex, I separated the fixes from {}
This contains the simpler fixes from {}
This is part 1 of {}
Earlier, the seeds were part of the root submission {}, but much changed since.
This was already reviewed as part of a larger series {}
This is a cherry-pick on top of v6.12-rc1 from the one I sent with other patches: {}
Patches 1-3 were originally in {}
The series is the bugfix portion of {}
I am resending just the first three patches of {}
This patch used to be in a larger series [1].\n\n[1] {}
Chopped off {}
This is patch 2 from {}, resent on its own.
They were part of the following series which is under discussion: {}
This series evolved out of:\n{}
This is the safer part, extracted from the previous attempt: {}
"""
NEEDED = r"""
It needs to be applied together with {}
Prerequisite for running the new test is {}
It does nothing useful until {} lands.
Built against next plus {}
The ABI used here is added by {}
Besides those, this changeset requires the latest version of the seed changeset, [5].\n\n[5] {}
The series have a build dependency on the seed series (v1):\n{}
Please apply {} first.
{} has to go in first.
This can only go in once {} is merged.
Stacks on {}
It won't compile without {}
It does not build without [1].\n\n[1] {}
Only works together with {} applied.
Goes after {}
This assumes that {} was applied.
The base of this series is {}
It can't be merged before {}
Should not be merged until {} is in.
The following must be in before this: {}
Merge order: {} first, then this.
Hold this until {} lands.
Do not apply without {}
It applies on linux-next with {} applied.
v3: picked the dependent patch from {} to fix the build.
It applies after your revert {}
This is based on a merge of master and {}
You will need the following patch to build this: {}
It is based on v6.19-rc5\nplus the following two unmerged series:\n\n- seed: count all seeds\n  {}
Please note that the last patch is based on series:\n- lamp: Cleanups of the shade\n  ({})
This can wait till the lamp series {} is merged.
Tim, please merge your "lamp: count" patchset {} first, I rebase after that.
This must be used with the fix {}
This builds on the proposal {} of Rex.
I rebased this on {}
This should go in with {}
Please take this together with {}
The following series is required: {}
Without {} this does not build.
This is stacked upon {}
This depends on sets still in flight:\n- the lamp series [1] (in next)\n\n[1] {}
This patch is based off of the one by Rex: {}
Baseline is the following series (which is based on next): {}
It is based on the lamp one [1].\n\nLink: {}
This is a continuation of [1]. It is dependent on [1] as well.\n\n[1] {}
It has to be on top of:\n\n[RFC,1/1] lamp: count all\n{}
"""
FOLLOWED = r"""
Further cleanups after {}
Remaining bits after {}
Addresses the TODO left in {}
This continues {}
This is the second part of the work started in {}
Now that {} is merged, this converts the remaining users.
Picks up where {} left off.
This finishes what {} began.
This is the rest of {}; the first part is in v6.5.
Another round of cleanups after {}
This completes the conversion started by {}
Following {}, do the same for the others.
These are fixups for {}
This is a follow-up to the linked patch.\n\nLink: {}
As promised, a followup of the patch linked below.\n\nSigned-off-by: A B <a@example.org>\nLink: {}
This follows up on the lock rework (see Link).\n\nLink: {}
A fix on top of what was merged in {}
A small cleanup on top of the recently merged series {}
This is a fix on top of the series that was merged as {}
This is the 2nd series after {}
This is phase two of {}
Picking up where Tim stopped with {}
It follows the initial clean-up series by Rex {}
This is the next part of the lamp work: {}
The macro has no user after the lamp series {} was applied, so remove it.
"""
REPLACED = r"""
Another stab at the problem that {} tried to solve.
An alternative fix to the one that Tim sent: {}
I took over the series of Tim, see {}
Instead of {}, do it at probe time.
In place of {}
A different approach than {}
A new attempt at {}
Please drop {} in favour of this one.
Based on the abandoned series {}
Based on the original version of Tim [1], it turns the lamp.\n\n[1] {}
A previous approach is here: {}
Counter-proposal to {}
This supersedes the linked patch.\n\nLink: {}
The patch below should be dropped, as it is made obsolete by this series: {}
A second patch set is subsumed into this one, so that the two are not mixed up: {}
This is a resubmission of a patch that Tim Smith sent long ago: {}
An attempt was made several times, most recently in {}
I want to salvage the lamp work that had to be reverted last year {}
"""
NOTHING = r"""
This was not part of {}
Tim asked whether this depends on {}; it does not.
Maybe it should be rebased on {}?
A companion chip is described in {}
The crash depends on timing, see {}
The helper replaces the one from {} in the call chain.
It could be split from {}, what do you think?
Instead of the approach of {} we could use a mutex?
A robot saw a regression, so we reverted it {}
The bug was in the lamp series {}
The device tree is sent separately, see {}
As patch 3 of {} shows, the counter is wrong.
The first patch of {} is already applied.
{} depends on this.
{} needs this one.
This unblocks {}
Replace the lock by a mutex, as {} does elsewhere.
As with [PATCH] seed: Supersede the old row {}
The patch "lamp: replace the lock by a mutex" in {} is slow.
It does not build without CONFIG_LAMP=y set in the old way of {}
Fixes the backport of {}
Supersede the above with {}
Remove it, since it has been split already in {}
Split a bunch of fixes out and posted them separately {}
Based on the report of Rex in {}
I did not see a follow-up to {}
Superseded-by: {}
The patches 4-6 of Rex need to be applied on top of it in the next branch: {}
The ideas are based on {}
We wait for the stable tree to have it, as {} does
It fixes the build on big endian, see {}
* Replacing the register functions: {}
Fix the broken target {}, and it needs to be resolved independently first.
Without it fstests (both of the tests) fail with the patches applied {}
Of a patch that is not in, v4 {} broke the lamp.
There’s an additional fix on top of this patch that has no tag yet. {}
It doesn’t depend on {}
The check was added as part of the patch that is in {}
The device trees are not provided because they depend on {}
There is a newer interface {} since v4.12 to replace the old ioctl-based one.
Future work:\n\n- Full lamps, which depends on {}
The remaining part is:\n\n- Full lamps\n  Which depends on the following series\n  {}
The dependency on {} was dropped.
Some bits of it were split into the separate set {} before.
Message-ID: <20240102-lamp-v1-0-0123456789ab@example.org>
"""


def sentences(block: str) -> list[str]:
    return [line.replace("\\n", "\n") + "\n" for line in block.strip().splitlines()]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (text, wanted)
        for block, wanted in (
            (PARTED, Kind.SPLIT_FROM),
            (NEEDED, Kind.DEPENDS_ON),
            (FOLLOWED, Kind.FOLLOWS),
            (REPLACED, Kind.REPLACES),
            (NOTHING, Kind.MENTIONS),
        )
        for text in sentences(block)
    ],
)
def test_a_thing_is_said_in_many_words(text: str, wanted: Kind) -> None:
    assert kind(text.format(POSTED)) is wanted


BACKPORTED = r"""
commit 0123456789ab ("seed: sow") upstream.
(backported from commit 0123456789abcdef0123456789abcdef01234567)
[ backport of 0123456789abcdef0123456789abcdef01234567 ]
Upstream-commit: 0123456789abcdef0123456789abcdef01234567
mainline commit 0123456789abcdef0123456789abcdef01234567
cherry picked from 0123456789abcdef0123456789abcdef01234567
This is commit 0123456789ab upstream, adapted for 6.1.
This is upstream commit 0123456789ab, adapted for 6.1.
mainline inclusion\nfrom mainline-v6.6-rc1\ncommit 0123456789abcdef0123456789abcdef01234567
ANBZ: #8626\n\ncommit 0123456789abcdef0123456789abcdef01234567 upstream.
Upstream commit: 0123456789abcdef ("seed: sow")
commit: 0123456789abcdef upstream
Upstream-Status: Backport [0123456789abcdef0123456789abcdef01234567]
From: Tim Smith <tim@example.org>\n\ncommit 0123456789abcdef0123456789abcdef01234567 upstream.
"""


@pytest.mark.parametrize("text", sentences(BACKPORTED))
def test_a_backport_names_its_commit_in_many_words(text: str) -> None:
    assert kind(text) is Kind.BACKPORT_OF


@pytest.mark.parametrize(
    "text",
    ["Merged, and I added a follow-up: {}", "We decided to simply revert the patch {}",
     "I cleaned it up and submitted this to replace it: {}"],
)  # fmt: skip
def test_what_an_answer_speaks_of_came_after_the_posting(text: str) -> None:
    mail = message_of_find("m@example.org", "", subject="[PATCH] shade: draw")
    answer = message_of_find(
        "r@example.org", text.format(POSTED) + "\n", subject="Re: [PATCH] shade: draw", days=1
    )
    found = relate(series(mail, replies=(answer,)), at_hand(mail, answer), lambda name: None)
    assert [one.kind for one in found] == [Kind.MENTIONS]


# ---- with the series that is linked to ---------------------------------------------------------

OLD = "20250101093000.4711-1-ada@example.org"
NEW = "20250110120000.4800-1-ada@example.org"


def related(body: str, sender: str = ADA, title: str = "seed: part {}") -> list[Relation]:
    """The links to a series of four patches, of a later one of two patches."""
    raws = [cover("seed: sow in rows", ADA, total=4, message_id=OLD, date=at(-100))]
    for number in range(1, 5):
        part = f"20250101093000.4711-{number + 1}-ada@example.org"
        raws.append(
            patch(f"seed: part {number}", ADA, number=number, total=4, message_id=part,
                  in_reply_to=OLD, date=at(-99), change=diff(f"seed{number}.c"))
        )  # fmt: skip
    raws.append(cover("root: dig", sender, total=2, body=body, message_id=NEW))
    for number in (1, 2):
        part = f"20250110120000.4800-{number + 1}-ada@example.org"
        raws.append(
            patch(title.format(number + 2), sender, number=number, total=2, message_id=part,
                  in_reply_to=NEW, date=at(1), change=diff(f"root{number}.c"))
        )  # fmt: skip
    messages = {one.message_id: one for one in map(message, raws)}
    homes = {name: one for one in works(*raws) for name in one.messages}
    assert homes[NEW] is not homes[OLD]
    return [one for one in relate(homes[NEW], messages, homes.get) if one.message_id == OLD]


LINK = f"Look at https://lore.kernel.org/r/{OLD} for the others.\n"


def test_a_series_of_patches_of_a_larger_one_is_split_from_it_whatever_is_said() -> None:
    (found,) = related(LINK)
    assert (found.kind, found.evidence.rule) == (
        Kind.SPLIT_FROM, "relation.split-from.same-patches",
    )  # fmt: skip


@pytest.mark.parametrize(
    "more",
    [
        {"title": "root: twig {}"},
        {"sender": REX},
    ],
)
def test_other_patches_or_another_author_are_no_split(more: dict[str, str]) -> None:
    (found,) = related(LINK, **more)
    assert found.kind is Kind.MENTIONS


def test_what_is_said_clearly_wins_over_the_titles() -> None:
    (found,) = related(f"This depends on https://lore.kernel.org/r/{OLD}.\n")
    assert found.kind is Kind.DEPENDS_ON


def holding(sender: str, link: str = LINK) -> Relation:
    """The link to a patch that was sent alone, of a later series of three that has it."""
    raws = [patch("seed: part 1", ADA, message_id=OLD, date=at(-100), change=diff("seed1.c"))]
    raws.append(cover("root: dig", sender, total=3, body=link, message_id=NEW))
    for number in (1, 2, 3):
        raws.append(
            patch(f"seed: part {number}", sender, number=number, total=3, in_reply_to=NEW,
                  message_id=f"20250110120000.4800-{number + 1}-ada@example.org", date=at(1),
                  change=diff(f"root{number}.c"))
        )  # fmt: skip
    messages = {one.message_id: one for one in map(message, raws)}
    homes = {name: one for one in works(*raws) for name in one.messages}
    assert homes[NEW] is not homes[OLD]
    return next(one for one in relate(homes[NEW], messages, homes.get) if one.message_id == OLD)


def test_a_series_of_somebody_else_that_has_an_older_patch_took_it_over() -> None:
    found = holding(REX)
    assert (found.kind, found.evidence.rule) == (
        Kind.BACKPORT_OF, "relation.backport-of.taken-over",
    )  # fmt: skip
