# SPDX-License-Identifier: GPL-2.0-or-later
"""Many ways of saying that patches went in or came out again, and what only looks like it."""

import pytest

from tests.mails import MIA, at, mail
from tests.posts import message
from tracker.model.mail import Scope

IN = (
    "I'm sorry, I thought I had applied this. Now it's in the review-mia-fixes branch.",
    "Now it's in the review-mia-fixes branch.",
    "This series is in the review-mia-next branch now.",
    "Thanks, I've folded this into the original change.",
    "Thanks. While taking the core out, I also folded this in to the original change.",
    "I've folded these into the original commits.",
    "Thanks for the change. Will include in the next pull request.",
    "Looks good, patch applied with your suggestion.",
    "I have just pushed Wei's patch with a refined description before the spring release.",
    "Pushed with some significant changes, please see the commit for details.",
    "FWIW, I've applied the patches already.",
    "If only for consistency, I applied the patch as is.",
    "I have pushed next two with a minor change, thanks.",
    "Pushed with one more commit on top of it, thanks.",
    "Merged this assuming the next patch will also get merged.",
    "Folded in to 3/3 and pushed out to nfsd-testing.",
    "All four applied, thanks.",
    "All 3 pushed.",
    "All four are queued for 6.18.",
    "Applied the three of them.",
    "Applied all three of these to drm-misc-next.",
    "Most applied, thanks.",
    "I've applied them all.",
    "I've merged them all (some of them with small tweaks).",
    "Merged also with Rex's RBT.",
    "This is slated for 6.18.",
    "Typo fixed up on apply.",
    "Tweaked the subject when applying.",
    "I wrapped the line while merging.",
    "No need, I fixed it before merge.",
    "I changed both calls of foo() to bar() when applying.",
    "Picking this up for 6.18, thanks.",
    "I'm picking this one up.",
    "Taking this, thanks.",
    "Pull request merged, thanks.",
    "Merged the pull request on GitHub.",
    "I merged your PR.",
    "This went in for 6.18-rc2.",
    "This went into for-next yesterday.",
    "Thanks, but this is already in for-next.",
    "In for-next and in Linus' tree already, commit 0123456789ab.",
    "Now fixed in for-next branch.",
    "I've added the comment in for-next.",
    "FYI merged up to this patch, the rest will go in v3.",
    "Merged in two commits, thanks.",
    "I dared to separate the change (merged as 2 commits).",
    "This patch was merged some time ago.",
    "It could be nicer, but I pushed it before I read this email.",
    "For some reason, I accidentally pushed the patch without the review tags.",
    "Patch applied, but see my follow-up mail.",
    "Patch applied /:)",
    "I have tentatively applied this to kbuild-next to try and catch all problems.",
    "Cherry-picked to drm-misc-fixes, thanks.",
    "Landed, thanks!",
    "Installed, thanks.",
    "I had only seen (and applied) the first 2.",
    "Applied to 6.16/knob-staging, thanks!",
    "Patches 3-5 are now in review-mia towards fixes branch.",
    "I've applied this series to my local review-mia branch.",
    "I've queued patch1 and patch3 already, no need to post them again.",
    "I have applied the dts patches.",
    "I've applied the [1/2] as 6.2 material.",
    "It could do with a comment, but merged to get the build going.",
    "I added the missing file to the list and pushed, (please run the script next time)",
    "Puzzled, as I already applied it.",
    "The DTS patch is 3/3, patch 1/3, which I have already queued in my gizmo tree.",
    "Thanks, applying for 5.10.",
    "Makes sense to me, applying.",
    "Applying, thanks.",
    "Applying for 6.3.",
    "Thanks for the fix, applying.",
    "Applied to my private tree.",
    "All now queued up.",
    "All now queued up, thanks.",
    "I've gone ahead and applied this.",
    "Went ahead and pushed this.",
    "Both are in my tree now.",
    "Now in next.",
    "In -next now, thanks.",
    "Merged into the devel branch, thank you!",
    "Slated for 6.18.",
    "Scheduled for the next merge window, thanks.",
    "Put this into drm-misc-next.",
    "Pushed to drm-misc-next, thanks for the patch.",
    "Pushed to drm-misc-next-fixes.",
    "Committed as 123456789abc.",
    "Pushed as commit 123456789abc, thanks.",
    "Landed in main, thanks.",
    "Taken for 6.18.",
    "Picked for fixes.",
    "Thanks! Queued in linux-nfs for-next.",
    "Patch has been queued for the next release.",
    "This is now upstream as 123456789abcd.",
    "I folded this into the original commit.",
    "Squashed into the earlier patch in my tree, thanks.",
    "Folded into patch 2 while applying, and the whole series is now in for-next.",
    "Thanks, I'll take it from here: applied.",
    "Done, applied with the typo fixed.",
    "Applied with s/foo/bar/ fixed up locally.",
    "Applied, with the commit message tweaked, thanks.",
    "Applied (with minor edits), thank you.",
    "Applied and pushed out.",
    "Applied & pushed.",
    "Thanks, applied all three.",
    "Whole series applied, thanks.",
    "Series queued, thanks!",
    "v3 applied, thanks.",
    "This one is applied now.",
    "It has been merged.",
    "Your patch has been merged into master.",
    "The series has landed in main.",
    "I've pushed this to for-6.18/block.",
    "I just pushed these out.",
    "I just merged it, thanks!",
    "Just pushed, thanks.",
    "Thanks, got it, applied for the next pull request.",
    "Added to for-next, thanks.",
    "I added it to my queue for 6.19.",
    "Included in my pull request for rc3.",
    "Took both, thanks.",
    "I'm taking this through the tip tree: queued in x86/urgent.",
    "Thank you, this has been staged for 6.13.",
    "Stuffed into for-next, thanks.",
    "Thanks Ada, queued for v6.20 (arm64 defconfig).",
    "[1/2] applied, thanks. [2/2] needs a respin.",
    "Applied 1-3, please rework 4.",
    "I applied everything except patch 3.",
    "Patch 2 applied; I dropped 1 as it is not needed.",
    "LGTM & pushed.",
    "Fixed up the conflict and pushed.",
    "I've rebased it and pushed it to master.",
    "Thanks! Patch set merged.",
    "+1, merged.",
    "Merged! Thanks.",
    "merged, thx",
    "Pushed.",
    "applied",
    "queued it up, thanks",
    "Committed to -next.",
    "I did the change myself and pushed it.",
    "I've now committed these to the tree.",
    "Patch is in. Thanks.",
    "Thanks, it's in my for-next branch now.",
    "Applied to nfsd-testing, thanks. Will move it to nfsd-next after testing.",
    "All applied to mainline, thanks.",
    "Pulled into perf-tools-next, thanks.",
    "Pulled, thanks a lot.",
    "Thanks, pulled into net.",
    "Queued the series on pci/enumeration for v6.14, thanks!",
    "Applied to controller/dwc, thanks.",
)
NEITHER = (
    "I'm sorry, I thought I had applied this (and it was marked so) but apparently hadn't.",
    "I thought we had merged this.",
    "Now it's in the wrong branch of the tree.",
    "I folded this into the original change in v3.",
    "I could fold this into the original change.",
    "I will include this in the next pull request if Rex acks it.",
    "Will include in the next version.",
    "The patch applied with some fuzz.",
    "Thanks, I removed that flag in the patch in my tree.",
    "I have not (yet) applied this patch, because it is not clear.",
    "All of this is from the VM where I have applied my patch (and the other).",
    "I've applied a set of patches myself:",
    "That I found earlier today, and a few cleanups that I have queued up.",
    "I'll fix that up when applying.",
    "You can fix it up while applying.",
    "I forgot the tag when applying.",
    "I'm taking this with a grain of salt.",
    "This was already fixed in for-next:",
    "It is queued for the next timer.",
    "This is not already in for-next.",
    "The change went into the next state.",
    "Installed the package.",
    "I pulled a request from the queue.",
    "Cherry-picked to my local tree.",
    "If the pull request is merged, the job runs.",
    "Applied your suggestion in v2.",
    "I applied this locally and it works.",
    "Once it is applied I'll send the next one.",
    "I pushed my branch to github for testing.",
    "I pushed v3 an hour ago.",
    "Has this been applied?",
    "Was this ever merged?",
    "Can you confirm that it was applied?",
    "It should be applied to stable as well.",
    "Please apply.",
    "I'd like to see it applied.",
    "With this applied the test passes.",
    "I cherry-picked this to my local tree for testing.",
    "It was applied to the wrong tree.",
    "The fix was merged in 5.4.",
    "I see it is already merged upstream.",
    "Applied to v6.1 it crashes at boot.",
    "When this patch is applied, the kernel hangs.",
    "Will be applied soon.",
    "I'll apply it tomorrow.",
    "I'm going to apply this once Rex acks it.",
    "Not applied, sorry.",
    "I haven't applied it yet.",
    "I have not merged this.",
    "Nothing applied so far.",
    "This can't be merged as is.",
    "The patch applied cleanly.",
    "The patch did not apply.",
    "The same change was applied in 2019.",
    "A different fix was queued in the regmap tree.",
    "I had this queued, but the build bot complained.",
    "I would have applied it, but it does not build.",
    "The value is applied to the register.",
    "The lock is taken in the caller.",
    "It takes the lock and the buffer is queued.",
    "Rex applied the first patch, but not the second.",
    "Who applied this?",
    "Somebody told me it was merged.",
    "Thanks for applying!",
    "Thanks for merging this.",
    "I thought this was already applied?",
    "If this is applied, please drop the other one.",
    "Applying: widget: Turn it",
    "We have applied for a CVE number.",
    "I've pushed back on that before.",
    "The changes were pushed out to the next cycle.",
    "I've picked the name that fits best.",
    "I merged the two functions.",
    "I merged both patches into one in v2.",
    "I've merged the helper into the caller.",
    "I've queued this for review.",
    "It's queued on my todo list.",
    "I've put it on my list.",
    "I committed a mistake there.",
    "Tested with the series applied on next-20240101.",
    "I've tested this on top of for-next with the patch applied.",
    "I took a look, looks good.",
    "I took your comments into account.",
    "I have taken this from the vendor tree.",
    "Queued work is flushed.",
    "The page is already dropped.",
    "I dropped the patch from v3.",
    "The patch was dropped in v3.",
    "I staged the change in my branch and will send v2.",
    "I applied both patches and reran the tests, no splat.",
    "I applied this patch and the problem is still there.",
    "I would prefer this merged through netdev.",
    "Acked-by, can be merged through the arm tree.",
    "Feel free to merge it.",
    "Fixes were applied as you suggested.",
    "Style fixes applied.",
    "All comments applied, thanks for the review.",
    "Review comments have been addressed and applied.",
    "Suggested change applied, will be in v3.",
    "OK, applied locally, will be in v2.",
    "Done, applied for v2.",
    "Applied, will send v2.",
    "Agreed, merged both checks in the next version.",
    "Kernel with my patch applied boots.",
)
OUT = (
    "Dequeued, see below.",
    "This has been dropped again, linux-next fails to build.",
    "Had to back it out.",
    "Sorry, had to revert it.",
    "Popped from the queue.",
    "I had to take it out again.",
    "Unqueued.",
    "Reverted in next.",
    "Kicked out of -next again, it breaks the build.",
    "I've backed this out.",
    "Removed from the queue, thanks.",
    "I'm dropping it for now.",
    "Dropped from my tree, please resend.",
    "I pulled it back out of for-next.",
    "I have removed it from linux-next.",
    "I've reverted it in my tree.",
    "Patch dropped from fixes.",
    "I've yanked it from for-next.",
    "I ejected it from the branch.",
    "Zapped from the tree.",
    "Backed out due to build failures.",
    "I rebased it away, sorry.",
)
PERHAPS_OUT = (
    "I've dropped both of these, thanks!",
    "Agreed, I have dropped this change for now.",
    "Now dropped, thanks.",
    "I'll drop it from my tree.",
)
NOT_OUT = (
    "You can ignore it, like you were some kind of bot.",
    "The reference is dropped again in the error path.",
    "Popped up on my screen today.",
    "Jun 20 10:24:11 host kernel: RPC: task removed from queue now",
    "You can drop this patch.",
    "This hunk should be dropped.",
    "I dropped the lock there.",
    "I dropped the last hunk in v3.",
    "The reference is dropped.",
    "Please drop it from your tree.",
    "Should I drop it?",
    "The driver was removed from the tree in 2019.",
    "I took it out of v3.",
    "I removed it from the patch.",
    "I'll drop patch 3 in the next version.",
    "If it breaks, I drop it from the queue.",
    "We dropped support for that.",
    "The entry is removed from the queue.",
    "I've dropped it in v4, thanks.",
    "I have removed it in the next version.",
    "I kicked it out to a file of its own.",
)


def said(text: str) -> set[tuple[bool, bool]]:
    """Whether each notice of an answer is sure, and whether it is a drop."""
    raw = mail("Re: [PATCH 1/3] gizmo: Turn it", MIA, f"On Monday Ada wrote:\n> diff\n\n{text}\n",
               message_id="x@example.org", in_reply_to="a@example.org", date=at(1))  # fmt: skip
    return {(one.sure, one.dropped) for one in message(raw).notices}


REACHES = {
    "Applied all but the last.": (Scope.ALL_BUT, (3,)),
    "FYI merged up to this patch, the rest will go in v3.": (Scope.SOME, (1, 2)),
    "Pushed patches up to 1/3, thanks.": (Scope.SOME, (1,)),
    "OK, the previous one got a review.": None,
    "The first patches are reviewed thus merged, this one is left out.": (Scope.SOME, (1,)),
    "The other two are in my tree now.": (Scope.ALL_BUT, (2,)),
    "Applied the other two, thanks.": (Scope.ALL_BUT, (2,)),
    "1 and 3 are in my tree now.": (Scope.SOME, (1, 3)),
    "It is in my review queue.": None,
    "Queued up for the next spin.": None,
    "Fixed both and merged.": (Scope.PATCH, ()),
    "Pushed the next two, thanks.": (Scope.SOME, (3, 4)),
    "v2 merged with Rex's tag.": (Scope.SERIES, ()),
    "Merged this from v2, thanks.": (Scope.PATCH, ()),
    "Most applied, thanks.": (Scope.SOME, ()),
    "Applied to x-next so that all problems are seen.": (Scope.PATCH, ()),
    "I changed both of these when applying.": (Scope.PATCH, ()),
    "I applied the change in patch 2 and pushed the series.": (Scope.SERIES, ()),
}


@pytest.mark.parametrize("text", REACHES)
def test_which_patches_it_was(text: str) -> None:
    raw = mail("Re: [PATCH 2/3] gizmo: Turn it", MIA, f"> diff\n\n{text}\n",
               message_id="x@example.org", in_reply_to="a@example.org", date=at(1))  # fmt: skip
    found = [(one.scope, one.positions) for one in message(raw).notices]
    expected = REACHES[text]
    assert found == ([] if expected is None else [expected])


@pytest.mark.parametrize(
    ("asked", "said_so", "heard"),
    [
        ("Feel free to ack and merge :-)", "Done, thanks Ada and Wei.", True),
        ("Can you push it?", "Done.", True),
        ("Please rename it.", "Done, thanks.", False),
        ("Please apply the same change there.", "Done.", False),
    ],
)
def test_done_answers_who_asked_to_merge_it(asked: str, said_so: str, heard: bool) -> None:
    raw = mail("Re: [PATCH] gizmo: Turn it", MIA, f"> {asked}\n\n{said_so}\n",
               message_id="x@example.org", in_reply_to="a@example.org", date=at(1))  # fmt: skip
    assert bool(message(raw).notices) is heard


@pytest.mark.parametrize("text", IN)
def test_it_went_in(text: str) -> None:
    assert said(text) == {(True, False)}


@pytest.mark.parametrize("text", NEITHER)
def test_nothing_went_in(text: str) -> None:
    assert (True, False) not in said(text)


@pytest.mark.parametrize("text", OUT)
def test_it_came_out_again(text: str) -> None:
    assert said(text) == {(True, True)}


@pytest.mark.parametrize("text", PERHAPS_OUT)
def test_it_came_out_if_its_sender_had_put_it_in(text: str) -> None:
    assert said(text) == {(False, True)}


@pytest.mark.parametrize("text", NOT_OUT)
def test_nothing_came_out(text: str) -> None:
    assert (True, True) not in said(text)


@pytest.mark.parametrize(
    ("subject", "taken"), [("Re: [GIT PULL] knobs for 6.5", 1), ("Re: [PATCH] knob: Turn it", 0)]
)
def test_what_an_answer_to_a_pull_request_merged_is_the_request(subject: str, taken: int) -> None:
    words = (
        "Thanks.\n\nI've merged the current knob branch / commit 0123456789ab into review-mia.\n"
    )
    said = message(mail(subject, MIA, f"> Please pull.\n\n{words}", in_reply_to="p@example.org"))
    assert [one.tree for one in said.notices] == ["review-mia"] * taken


def test_where_a_branch_is_kept_is_no_part_of_its_name() -> None:
    words = "> x\n\nI've applied this patch to my local knob-next branch.\n"
    (said,) = message(mail("Re: [PATCH] knob: Turn it", MIA, words, in_reply_to="p@x")).notices
    assert (said.tree, said.branch) == ("knob-next", None)
