# SPDX-License-Identifier: GPL-2.0-or-later
"""What people say last, in many words of one meaning, and whose turn it is then.

Each table holds one meaning. The words are ours; a rule that holds for one of them only has
learned a mail, not a meaning.
"""

import pytest

from tests.mails import ADA, MIA, REX, at, mail
from tests.posts import dossier, sent
from tracker.model.status import Side, Stage
from tracker.state.dossier import Dossier
from tracker.state.row import turn_of

ASKED = (REX, 0, "Does this hold with a short chain?\n")
REVIEWED = (REX, 0, f"Looks good.\n\nReviewed-by: {REX}\n")
APPLIED = (MIA, 0, "Applied to widgets/next, thanks!\n")
Said = tuple[str, int, str]


def side_after(*talk: Said) -> Side:
    """Whose turn it is a week later: who said what, in answer to which mail (0: the patch)."""
    raws, names = list(sent("a", total=1)), ["a-1@example.org"]
    for number, (who, to, words) in enumerate(talk, 1):
        names.append(f"r{number}@example.org")
        raws.append(
            mail(
                "Re: [PATCH] widget: Make it better",
                who,
                f"> Because it is better that way.\n\n{words}",
                message_id=names[-1],
                in_reply_to=names[to],
                date=at(5 + number),
                cc=(MIA,) if who == REX else (),
            )
        )
    return turn_of(dossier(*raws, as_of=at(24 * 7)), ()).side


def of_three(words: str) -> Dossier:
    """A series of three a week later, of whose cover Mia said something."""
    said = mail(
        "Re: [PATCH 0/3] widget: Make it better",
        MIA,
        words,
        message_id="r@example.org",
        in_reply_to="a-0@example.org",
        date=at(6),
    )
    return dossier(*sent("a", total=3), said, as_of=at(24 * 7))


FIXED_ELSEWHERE = (
    "Hi Ada,\n\nthank you for your patch.\n\nThis has been fixed in next already.\n\nThanks,\n",
    "This is already fixed upstream, see\nhttps://lore.kernel.org/r/20260120.x@example.org/\n",
    "Same fix was sent by Dirk last week:\nhttps://lore.kernel.org/r/20260120.x@example.org/\n",
    'I think this was fixed by commit 1234567890ab ("hinge: oil it").\n',
    "A fix for this is already queued in my tree, thanks anyway.\n",
    "Someone beat you to it: https://lore.kernel.org/r/20260120.x@example.org/\n",
    "Thanks, but there is already a patch for this pending:\nhttps://lore.kernel.org/r/20260120.x@example.org/\n",
    "There's already a similar patch on the list [1].\n\n[1] https://lore.kernel.org/r/20260120.x@example.org/\n",
    "Dup of https://lore.kernel.org/r/20260120.x@example.org/\n",
    "Isn't this the same as what Rosa posted yesterday? I picked hers.\n",
    "This got fixed differently in linux-next.\n",
    "No longer needed, the driver was removed in v6.12.\n",
    'This is fixed in linux-next as of 0123456789ab ("hinge: oil it").\n',
    "We have a fix for this in the tree since last week.\n",
    "Thanks, but commit 0123456789ab already takes care of this.\n",
    "There is the same change in -next by now, so this one is not needed any more.\n",
    "Tim sent the same thing yesterday and I've queued his.\n",
)


@pytest.mark.parametrize("words", FIXED_ELSEWHERE)
def test_what_was_fixed_elsewhere_waits_for_no_reader(words: str) -> None:
    assert side_after((REX, 0, words)) in (Side.AUTHOR, Side.NOBODY)


TAKEN_OUT = (
    "Dropped again, this fails to build on 32 bit. Please fix and resend.\n",
    "I've now reverted this, as it breaks booting on my board.\n",
    "I have to drop this from my tree, next fails to build.\nPlease send an updated patch.\n",
    "And unapplied. It does not compile with CONFIG_PM=n.\n",
    "Backed it out again because of the warning below, please respin.\n",
    "Kicked it out of the queue for now, the test robot is unhappy.\n",
    "No longer in my tree: it failed my tests.\n",
    "I'm dropping this one due to the regression that Rex reported.\n",
)


@pytest.mark.parametrize("words", TAKEN_OUT)
def test_what_was_taken_out_of_a_tree_again_is_the_authors(words: str) -> None:
    assert side_after(APPLIED, (MIA, 1, words)) is Side.AUTHOR


PROMISED = (
    "Right. I'll fix it in v2.\n",
    "Good point, will fix.\n",
    "Ack, I'll send an updated version later today.\n",
    "You're right, this breaks short chains. Let me rework it.\n",
    "Yep, thanks for spotting. Fixed locally.\n",
    "Oops. New version coming up.\n",
    "I'll respin.\n",
    "True, I need to handle that case. Thanks!\n",
    "Hm, no, it doesn't. I will have to think about a different approach.\n",
    "OK, v2 is on its way.\n",
    "Will address it in the next revision.\n",
    "Makes sense, will change.\n",
    "I did not consider short chains. Let me check and send a follow-up version.\n",
    "Sure, I can add a check.\n",
    "Will do.\n",
    "I'll drop this patch in v2.\n",
    "That's a bug indeed, v3 will fix that.\n",
    "I'm working on a v2 that handles this.\n",
    "Thanks for the review! I will take care of all comments.\n",
    "No it does not, good catch! I'm going to add the check.\n",
    "Let me look into it and get back to you.\n",
    "I will check again.\n",
    "Will give it a try and see how it looks.\n",
    "Agreed. Will update.\n",
    "Noted, I will correct it and repost.\n",
    "I'd rather do it that way then, expect a new version tomorrow.\n",
    "Okay, let me split the patch then.\n",
    "I'm going to rework this part.\n",
    "This was a mistake from my end, sorry about that.\n",
    "Didn't think of that one. Next version will cover it.\n",
)


@pytest.mark.parametrize("words", PROMISED)
def test_an_author_who_gives_in_or_looks_into_it_has_the_turn(words: str) -> None:
    assert side_after(ASKED, (ADA, 1, words)) is Side.AUTHOR


EXPLAINED = (
    "Yes, the chain is checked by the caller.\n",
    "It does. The hook holds the reference until the callback is done.\n",
    "I tested it with chains of all lengths and it works.\n",
    "No, but a short chain can never get here, see hook_init().\n",
    "The length is fixed by the hardware, so there is nothing to do here.\n",
    "I don't think that is a problem, since the lock is held.\n",
    "I prefer to keep it as is, because the other drivers do the same. What do you think?\n",
    "Would you prefer a helper for that?\n",
    "Because the spec says so, section 4.2.\n",
)


@pytest.mark.parametrize("words", EXPLAINED)
def test_an_author_who_explains_leaves_it_to_the_readers(words: str) -> None:
    assert side_after(ASKED, (ADA, 1, words)) is Side.REVIEWERS


WANTED_AFTER_A_TAG = (
    "Could we have a selftest for this?\n",
    "I'm not sure I like the name.\n",
    "Please Cc stable.\n",
    "Do we really need a new flag for this?\n",
    "This will conflict with the series of Dirk, please rebase on top of it.\n",
    "The Fixes tag is wrong, it should be 1234567890ab.\n",
    "You need to update the documentation as well.\n",
    "Why not do this in the core?\n",
    "This is missing a changelog.\n",
    "Please send this to the right list.\n",
    "Does not build here: error: 'foo' undeclared\n",
    "Would be good to mention the hardware in the log.\n",
    "I get a warning with W=1 from this.\n",
    "Please use a static inline instead.\n",
    "Can you split the rename out?\n",
    "Hmm, doesn't this race with widget_stop()?\n",
    "Prefer kcalloc() here.\n",
    "Let's use the new API instead.\n",
    "Before I apply this, please address the comment from Rex.\n",
    "I can't apply this, the patch is mangled.\n",
    "How was this tested?\n",
    "This should be two patches.\n",
    "Nit: trailing whitespace.\n",
    "It'd be better to return early.\n",
    "Please also drop the now unused variable.\n",
    "The title needs a prefix.\n",
    "This patch breaks my build.\n",
    "I'd like to see numbers.\n",
    "Have you considered using a workqueue?\n",
    "Needs a rebase.\n",
    "One more thing: the error code should be -EINVAL.\n",
    "Hold on, is this safe when the device is gone?\n",
    "Not so fast, this changes the order of the locks.\n",
    "Is there a reason not to use the helper?\n",
    "We should not export this symbol.\n",
    "This makes the code harder to read.\n",
    "Wouldn't it be simpler to drop the check?\n",
    "I think you want READ_ONCE() here.\n",
    "Please respin with the comments addressed.\n",
    "v2 please, with the typo fixed.\n",
    "Can you please add a comment explaining why?\n",
    "Please drop the second hunk.\n",
    "This needs a Fixes: tag.\n",
    "The comment above is now stale, please update it as well.\n",
    "Could you rename this to widget_start()?\n",
    "nit: missing blank line after the declaration.\n",
    "I'd prefer if you used the helper here.\n",
    "Why is this needed at all?\n",
    "This breaks the build with CONFIG_PM disabled:\n\n  error: unknown type name 'foo'\n",
    "You forgot to free the buffer on the error path.\n",
    "This patch doesn't apply to my tree. Please rebase.\n",
    "Should this go to stable? If yes please add the tag.\n",
    "s/recieve/receive/\n",
    "Commit message should be in imperative mood.\n",
    "Missing Signed-off-by from the sender.\n",
    "-ENODEV is the wrong error here.\n",
    "I am not convinced. What happens when the chain is empty?\n",
    "Wrong order: the clock has to be enabled first.\n",
    "Too many blank lines.\n",
    "Reverse xmas tree, please.\n",
    "This wants a Fixes tag.\n",
    "Indentation is off in the second hunk.\n",
    "Looks mostly good, but the return code is lost in the last branch.\n",
    "Also add driver tag to subject line.\n",
)


@pytest.mark.parametrize("words", WANTED_AFTER_A_TAG)
def test_what_is_wanted_after_anothers_tag_is_the_authors(words: str) -> None:
    assert side_after(REVIEWED, (MIA, 0, words)) is Side.AUTHOR


FINE_AFTER_A_TAG = (
    "Acked-by: Mia Maintainer <mia@example.org>\n",
    "Thanks Rex, thanks Ada.\n",
    "Good to see this fixed.\n",
    "+1\n",
    "Thanks for working on this!\n",
    "Makes sense to me.\n",
    "I'm OK with this going through the driver tree.\n",
    "Feel free to take this through your tree.\n",
    "Nice, I had the same patch locally.\n",
    "This fixes the crash I saw.\n",
    "Works here.\n",
    "Tested-by: Mia Maintainer <mia@example.org>\n",
    "Patch looks fine.\n",
    "I have no objections.\n",
    "Happy with this version.\n",
    "LGTM.\n",
    "Yep, this is the right fix.\n",
    "I'll wait a few days for other comments before applying.\n",
    "Thanks, looks good to me too.\n",
    "I'll take this through my tree.\n",
    "Thanks! Will apply after rc1.\n",
    "Nice cleanup.\n",
    "I'll fix the typo in the subject when applying.\n",
    "No objections from my side.\n",
    "Rex, thanks for the review.\n",
)


@pytest.mark.parametrize("words", FINE_AFTER_A_TAG)
def test_kind_words_after_a_tag_leave_it_to_the_maintainer(words: str) -> None:
    assert side_after(REVIEWED, (MIA, 0, words)) in (Side.MAINTAINER, Side.NOBODY)


STATED = (
    "That can't work: the pointer is NULL at this point.\n",
    "Nope, this leaks the reference.\n",
    "This will oops if probe fails.\n",
    "You can't sleep here, the spinlock is held.\n",
    "That's a use after free.\n",
    "The lock has to be taken before the check.\n",
    "This looks wrong to me.\n",
    "This isn't right, the counter is never decremented.\n",
    "It's not correct to call this from interrupt context.\n",
    "You're missing an unlock in the error path.\n",
    "I don't think this is correct.\n",
    "That introduces a race with hook_remove().\n",
    "The error path does not undo the first step.\n",
    "This doesn't do what the changelog says.\n",
    "Not sure this is the right approach.\n",
    "This changes the ABI.\n",
    "We have a helper for that: widget_get().\n",
    "No. The core does this already.\n",
    "This is not how the API is supposed to be used.\n",
    "Please don't. This breaks user space.\n",
    "There is no reason for this to be global.\n",
    "I'd say this belongs in the core.\n",
    "Same problem as in the previous patch.\n",
    "This hunk is unrelated and should be a separate patch.\n",
    'The subject prefix should be "widget: spin:".\n',
    "Your patch is whitespace damaged.\n",
    "This is line-wrapped and cannot be applied.\n",
    "Only half of the users are converted.\n",
    "This now returns with the lock held.\n",
    "This would deadlock when called from the irq handler.\n",
    "With this patch my board no longer boots.\n",
    "I get a crash with this applied:\n\n  BUG: kernel NULL pointer dereference\n",
    "kfree() of a NULL pointer is fine, no need to check.\n",
    "Unneeded parentheses.\n",
    "Nack, this is policy and belongs in user space.\n",
    "This would be better done in the driver core.\n",
    "I fail to see what this buys us.\n",
    "What's the point?\n",
    "And what about the other callers?\n",
    "Shouldn't this be unsigned?\n",
    "Have you tested this?\n",
    "Did you run checkpatch on this?\n",
    "Where is the user of this?\n",
    "The second argument is never used.\n",
    "Please, no new users of this interface.\n",
    "Two patches in one. Split.\n",
    "Use devm_kzalloc().\n",
    "if (!ptr) instead of comparing to NULL.\n",
    "This would fit on one line.\n",
    "I would like to see this split in two.\n",
    "The patch is corrupt.\n",
)


@pytest.mark.parametrize("words", STATED)
def test_a_plain_statement_that_it_is_wrong_is_the_authors(words: str) -> None:
    assert side_after((REX, 0, words)) is Side.AUTHOR


PUT_TO_MIA = (
    "Mia, are you okay with this?\n",
    "@Mia: could you have a look?\n",
    "Mia - can you test this on your board?\n",
    "Adding Mia, who wrote this code. Mia, any opinion?\n",
    "Hi Mia,\n\ncan you take this through your tree?\n",
    "Mia, what do you think?\n",
    "+Cc Mia. Does this look sane to you, Mia?\n",
    "I'd like Mia to comment on this.\n",
    "Let's wait for Mia's opinion.\n",
    "I think Mia should have a look at this first.\n",
    "Could Mia take this via the core tree?\n",
    "Let me ask Mia about that.\n",
    "This needs an Acked-by from Mia.\n",
    "Not my area, Mia will know.\n",
)


@pytest.mark.parametrize("words", PUT_TO_MIA)
def test_what_is_put_to_a_third_person_is_not_the_authors(words: str) -> None:
    assert side_after((REX, 0, words)) in (Side.REVIEWERS, Side.MAINTAINER)


REFUSED = (
    "No, we are not going to add this.\n",
    "Sorry, I can't take this.\n",
    "NAK.\n",
    "NACK, see the discussion of the last version.\n",
    "This is not something we want to support.\n",
    "I'm not taking this patch, sorry.\n",
    "Not going to happen.\n",
    "Please stop sending such patches.\n",
    "I won't apply this, the churn is not worth it.\n",
    "Thanks, but no thanks.\n",
    "Hard no from me.\n",
    "This is pointless churn, I am not going to apply it.\n",
    "I see no value in this change, sorry.\n",
    "Rejected.\n",
    "Won't fix, this works as designed.\n",
    "I do not see the benefit of this, so I'm dropping it from patchwork.\n",
    "There is no need for this patch.\n",
    "This patch is not needed.\n",
    "Let's not do this.\n",
)


@pytest.mark.parametrize("words", REFUSED)
def test_a_refusal_waits_for_no_reader(words: str) -> None:
    assert side_after((REX, 0, words)) in (Side.AUTHOR, Side.NOBODY)


PLANNED = (
    "Thanks, I'll queue this up.\n",
    "I'll apply this once rc1 is out.\n",
    "I will pick this up next week.\n",
    "Will take a look tomorrow.\n",
    "I'll give it a spin on my hardware.\n",
    "Adding this to my testing queue.\n",
    "Let me run this through our CI first.\n",
    "I'll fold in the fix and apply.\n",
    "I can fix that up while applying, no need to resend.\n",
    "No need for a v2, I'll tweak the message.\n",
    "I'll make a patch since there are related changes needed.\n",
    "No need to add and post v2, b4 picks the Fixes tag.\n",
    "I plan to review this next week.\n",
    "I'll get to this by the end of the week.\n",
    "My apologies for the delay, I need some more time to review this.\n",
)


@pytest.mark.parametrize("words", PLANNED)
def test_a_reader_who_goes_on_with_it_leaves_nothing_to_the_author(words: str) -> None:
    assert side_after((REX, 0, words)) in (Side.MAINTAINER, Side.REVIEWERS)


OWN_FAULT: tuple[tuple[Said, ...], ...] = (
    ((ADA, 0, "The commit title got botched, let me rename and resend it.\n"),),
    ((ADA, 0, "I just noticed a bug in this, will send v2.\n"),),
    ((ADA, 0, "Please hold off on this, I found a problem and will respin.\n"),),
    ((ADA, 0, "Self-review: the error path is wrong. I'll fix it in v2.\n"),),
)


@pytest.mark.parametrize("talk", OWN_FAULT)
def test_an_author_who_finds_a_fault_has_the_turn(talk: tuple[Said, ...]) -> None:
    assert side_after(*talk) is Side.AUTHOR


GAVE_IN: tuple[tuple[Said, ...], ...] = (
    (
        (REX, 0, "Does this hold with a short chain?\n"),
        (ADA, 1, "> Does this hold with a short chain?\n\nGah, yes indeed it should!\n"),
    ),
    (
        (REX, 0, "Does this hold with a short chain?\n"),
        (ADA, 1, "> Does this hold with a short chain?\n\nAh, good catch. Thanks!\n"),
    ),
    (
        (REX, 0, "Does this hold with a short chain?\n"),
        (ADA, 1, "> Does this hold with a short chain?\n\nHmm, right.\n"),
    ),
    (
        (REX, 0, "Does this hold with a short chain?\n"),
        (ADA, 1, "> Does this hold with a short chain?\n\nYes, that would be better.\n"),
    ),
    (
        (REX, 0, "Does this hold with a short chain?\n"),
        (ADA, 1, "> Does this hold with a short chain?\n\nThanks, I'll change it.\n"),
    ),
    (
        (REX, 0, "Does this hold with a short chain?\n"),
        (ADA, 1, "> Does this hold with a short chain?\n\nDoh. Fixed.\n"),
    ),
    (
        (REX, 0, "Does this hold with a short chain?\n"),
        (ADA, 1, "> Does this hold with a short chain?\n\nYeah, that makes more sense.\n"),
    ),
    (
        (REX, 0, "Does this hold with a short chain?\n"),
        (ADA, 1, "> Does this hold with a short chain?\n\nAgree, I'll do that.\n"),
    ),
    (
        (REX, 0, "Does this hold with a short chain?\n"),
        (ADA, 1, "> Does this hold with a short chain?\n\nAbsolutely, done.\n"),
    ),
    (
        (REX, 0, "Does this hold with a short chain?\n"),
        (ADA, 1, "> Does this hold with a short chain?\n\nOK, dropped.\n"),
    ),
    (
        (REX, 0, "Does this hold with a short chain?\n"),
        (ADA, 1, "> Does this hold with a short chain?\n\nYou have a point.\n"),
    ),
    (
        (REX, 0, "Does this hold with a short chain?\n"),
        (ADA, 1, "> Does this hold with a short chain?\n\nFair enough, I'll rename it.\n"),
    ),
    (
        (REX, 0, "Does this hold with a short chain?\n"),
        (
            ADA,
            1,
            "> Does this hold with a short chain?\n\nOh, I didn't know that helper. I'll use it.\n",
        ),
    ),
    (
        (REX, 0, "Does this hold with a short chain?\n"),
        (ADA, 1, "> Does this hold with a short chain?\n\nIndeed, thanks for noticing.\n"),
    ),
    (
        (REX, 0, "Does this hold with a short chain?\n"),
        (ADA, 1, "> Does this hold with a short chain?\n\nAck.\n"),
    ),
    (
        (REX, 0, "Does this hold with a short chain?\n"),
        (ADA, 1, "> Does this hold with a short chain?\n\nAcked, will be fixed.\n"),
    ),
    (
        (REX, 0, "Does this hold with a short chain?\n"),
        (ADA, 1, "> Does this hold with a short chain?\n\nDone in v2.\n"),
    ),
    (
        (REX, 0, "Does this hold with a short chain?\n"),
        (ADA, 1, "> Does this hold with a short chain?\n\nAddressed in the next version.\n"),
    ),
    (
        (REX, 0, "Does this hold with a short chain?\n"),
        (ADA, 1, "> Does this hold with a short chain?\n\nSure.\n"),
    ),
    (
        (REX, 0, "Does this hold with a short chain?\n"),
        (ADA, 1, "> Does this hold with a short chain?\n\nThanks, applied your suggestion.\n"),
    ),
    (
        (REX, 0, "Does this hold with a short chain?\n"),
        (ADA, 1, "> Does this hold with a short chain?\n\nValid point, let me think about it.\n"),
    ),
    (
        (REX, 0, "Does this hold with a short chain?\n"),
        (ADA, 1, "> Does this hold with a short chain?\n\nLooks like I missed this one.\n"),
    ),
    (
        (REX, 0, "Does this hold with a short chain?\n"),
        (ADA, 1, "> Does this hold with a short chain?\n\nI see. I'll move it then.\n"),
    ),
)


@pytest.mark.parametrize("talk", GAVE_IN)
def test_an_author_who_gives_in_has_the_turn(talk: tuple[Said, ...]) -> None:
    assert side_after(*talk) is Side.AUTHOR


IN_WITH_A_CHANGE: tuple[tuple[Said, ...], ...] = (
    ((MIA, 0, "Pushed with the typo fixed, thanks.\n"),),
    ((MIA, 0, "Merged after rewording the log.\n"),),
    ((MIA, 0, "Applied, with the blank line removed. Thanks!\n"),),
    ((MIA, 0, "I've applied this with minor whitespace changes.\n"),),
    ((MIA, 0, "Took this in, dropped the comment. Thanks.\n"),),
    ((MIA, 0, "Queued with a slightly changed subject.\n"),),
    ((MIA, 0, "Now merged into for-next branch.\n"),),
    ((MIA, 0, "Merged to widgets-next.\n"),),
    ((MIA, 0, "Picked up, thanks!\n"),),
    ((MIA, 0, "In my tree now, with a small tweak to the message.\n"),),
    ((MIA, 0, "Obviously correct. Applied.\n"),),
    ((MIA, 0, "Done, pushed to master.\n"),),
)


@pytest.mark.parametrize("talk", IN_WITH_A_CHANGE)
def test_what_went_in_with_a_change_waits_for_none(talk: tuple[Said, ...]) -> None:
    assert side_after(*talk) is Side.NOBODY


NOT_IN: tuple[tuple[Said, ...], ...] = (
    ((MIA, 0, "I applied this locally and it still fails.\n"),),
    ((MIA, 0, "I will apply this tomorrow.\n"),),
    ((MIA, 0, "Once this is applied, the bug is gone?\n"),),
    ((MIA, 0, "With this applied my board boots.\n"),),
    ((MIA, 0, "I would have applied this if it had a test.\n"),),
    ((MIA, 0, "Not applied, see above.\n"),),
    ((MIA, 0, "This does not apply.\n"),),
    ((MIA, 0, "Has this been applied anywhere?\n"),),
)


@pytest.mark.parametrize("talk", NOT_IN)
def test_what_is_no_word_that_it_went_in_leaves_it_open(talk: tuple[Said, ...]) -> None:
    assert side_after(*talk) in (Side.AUTHOR, Side.REVIEWERS, Side.MAINTAINER)


TAKEN_BACK: tuple[tuple[Said, ...], ...] = (
    ((ADA, 0, "Please ignore this patch.\n"),),
    ((ADA, 0, "I'm dropping this, the problem is elsewhere.\n"),),
    ((ADA, 0, "Please disregard, wrong branch.\n"),),
    ((ADA, 0, "I withdraw this patch.\n"),),
    ((ADA, 0, "Never mind, this is not needed any more. Please drop it.\n"),),
    ((ADA, 0, "Scratch that, please ignore this one.\n"),),
    ((ADA, 0, "Self-NAK, this is broken.\n"),),
    ((ADA, 0, "Discard this, it doesn't even build.\n"),),
    ((ADA, 0, "I take this back: the bug is in the firmware.\n"),),
)


@pytest.mark.parametrize("talk", TAKEN_BACK)
def test_what_its_author_takes_back_waits_for_none(talk: tuple[Said, ...]) -> None:
    assert side_after(*talk) is Side.NOBODY


LIFTED: tuple[tuple[Said, ...], ...] = (
    (
        (REX, 0, "This leaks the buffer.\n"),
        (ADA, 1, "> This leaks the buffer.\n\nNo, it is freed by the caller.\n"),
        (REX, 2, "> No, it is freed by the caller.\n\nRight, sorry for the noise.\n"),
    ),
    (
        (REX, 0, "NAK, this breaks arm.\n"),
        (ADA, 1, "It does not, arm uses another file.\n"),
        (REX, 2, "Ah OK. I take my NAK back.\n\nReviewed-by: Rex Reviewer <rex@example.org>\n"),
    ),
    (
        (REX, 0, "Why is this needed?\n"),
        (ADA, 1, "Because the spec says so.\n"),
        (REX, 2, "Makes sense.\n"),
    ),
    (
        (REX, 0, "Why is this needed?\n"),
        (ADA, 1, "Because the spec says so.\n"),
        (REX, 2, "Ah, I see, thanks for explaining.\n"),
    ),
    (
        (REX, 0, "Shouldn't this be unsigned?\n"),
        (MIA, 1, "> Shouldn't this be unsigned?\n\nNo, -1 means unset here.\n"),
        (REX, 2, "OK, fine then.\n"),
    ),
    (
        (REX, 0, "This is wrong.\n"),
        (REX, 1, "Never mind, I misread it. It's fine.\n"),
    ),
    (
        (REX, 0, "Is this tested?\n"),
        (ADA, 1, "Yes, on all boards.\n"),
        (REX, 2, "Great, thanks.\n\nAcked-by: Rex Reviewer <rex@example.org>\n"),
    ),
)


@pytest.mark.parametrize("talk", LIFTED)
def test_a_reader_who_is_content_leaves_nothing_to_the_author(talk: tuple[Said, ...]) -> None:
    assert side_after(*talk) in (Side.MAINTAINER, Side.REVIEWERS, Side.UNKNOWN)


FOR_OTHERS: tuple[tuple[Said, ...], ...] = (
    ((REX, 0, "I'll leave the final word to Mia.\n"),),
    ((REX, 0, "No strong opinion, it's up to Mia.\n"),),
    ((REX, 0, "I added Mia to Cc, who knows this better.\n"),),
    ((REX, 0, "Hi Mia,\n\nDo you plan to take this?\n"),),
    ((REX, 0, "Mia should ack this.\n"),),
    ((MIA, 0, "Can somebody test this?\n"),),
    ((MIA, 0, "I need an ack from the DT folks before I can apply this.\n"),),
)


@pytest.mark.parametrize("talk", FOR_OTHERS)
def test_what_waits_for_others_is_not_the_authors(talk: tuple[Said, ...]) -> None:
    assert side_after(*talk) in (Side.REVIEWERS, Side.MAINTAINER)


PARTS = (
    "I took 1 and 2. Patch 3 needs a rebase, please resend it.\n",
    "Applied patches 1-2. Please fix the third and resend.\n",
    "First two applied, thanks. The last one does not build, please check.\n",
    "Applied 1/3 and 2/3 to next. For 3/3 please address Rex's comments.\n",
)


@pytest.mark.parametrize("words", PARTS)
def test_what_was_applied_in_part_leaves_the_rest_to_its_author(words: str) -> None:
    found = of_three(words)
    assert (found.standing.stage, turn_of(found, ()).side) == (Stage.PARTIALLY_APPLIED, Side.AUTHOR)


ALL_IN_PARTS = (
    "Patch 1 applied for fixes and the two others for next, thanks!\n",
    "Applied all three, thanks.\n",
    "Applied patch 1 to fixes, patches 2 and 3 to next.\n",
    "Series applied, thanks!\n",
    "Queued up 1 for 6.13 and the rest for 6.14, thanks.\n",
    "All three are in now, thanks.\n",
)


@pytest.mark.parametrize("words", ALL_IN_PARTS)
def test_what_went_in_by_parts_is_in(words: str) -> None:
    found = of_three(words)
    assert (found.standing.stage, turn_of(found, ()).side) == (Stage.APPLIED, Side.NOBODY)


OF_AN_OLDER_VERSION = (
    "I already applied v1. I may have missed this one.\n",
    "I've already applied v1 of this.\n",
    "Sorry, I already pushed the earlier version.\n",
)


@pytest.mark.parametrize("words", OF_AN_OLDER_VERSION)
def test_what_was_applied_of_an_older_version_is_not_the_newer_one(words: str) -> None:
    said = mail("Re: [PATCH v2] widget: Make it better", MIA, words, message_id="r@example.org",
                in_reply_to="b-1@example.org", date=at(30))  # fmt: skip
    found = dossier(
        *sent("a", total=1), *sent("b", total=1, version=2, hours=24), said, as_of=at(24 * 7)
    )
    assert [one.label for one in found.series.revisions][-1] == "v2"
    assert found.standings[found.series.newest.message_id].stage is Stage.SUPERSEDED


BUT_SOME = (
    "All but the last one applied.\n",
    "I've queued all but the DT patch.\n",
    "All but two are applied.\n",
)


@pytest.mark.parametrize("words", BUT_SOME)
def test_all_but_some_is_not_all(words: str) -> None:
    found = of_three(words)
    assert found.standing.stage in (Stage.PARTIALLY_APPLIED, Stage.UNDER_REVIEW)
    assert side_after((MIA, 0, words)) is not Side.NOBODY


FINE_AT_FIRST = (
    "LGTM\n",
    "Looks OK.\n",
    "Thanks for fixing this.\n",
    "I'll review this tomorrow.\n",
    "Nice work!\n",
    "Seems reasonable.\n",
    "This works for me.\n",
    "Adding to my list of things to review.\n",
    "Good idea.\n",
    "I'm fine with this.\n",
    "Will test.\n",
    "Let me test this on the weekend.\n",
    "No objections from me.\n",
    "Tested on three boards, works fine.\n\nTested-by: Rex Reviewer <rex@example.org>\n",
    "I have the same problem here, looking forward to this.\n",
    "Great, we need this.\n",
    "Acked-by: Rex Reviewer <rex@example.org> for the DT part, the rest is for Mia.\n",
    "I'll let Mia decide.\n",
)


@pytest.mark.parametrize("words", FINE_AT_FIRST)
def test_kind_words_of_a_first_reader_leave_nothing_to_the_author(words: str) -> None:
    said = mail(
        "Re: [PATCH 1/2] widget: Make it better",
        REX,
        f"> x\n\n{words}",
        message_id="r@example.org",
        in_reply_to="a-1@example.org",
        date=at(6),
        cc=(MIA,),
    )
    found = dossier(*sent("a", total=2), said, as_of=at(24 * 7))
    assert turn_of(found, ()).side in (Side.REVIEWERS, Side.MAINTAINER)
