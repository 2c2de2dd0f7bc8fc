# SPDX-License-Identifier: GPL-2.0-or-later
"""Who says that patches were applied: bots, lists, queues and people's own words."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.work import grows_linearly
from tracker.mail.lines import split_lines
from tracker.mail.notices.find import find_notices
from tracker.mail.parts import Parts
from tracker.mail.subjects import parse_subject
from tracker.model.mail import Notice, NoticeKind, Person, Scope

MIA = Person("Mia Tainer", "mia@example.org")
HASH = "0123456789abcdef0123456789abcdef01234567"


def parts(
    text: str,
    *,
    subject: str = "Re: [PATCH 0/12] widget: rework",
    auto: str = "",
    is_patch: bool = False,
    in_reply_to: str | None = "cover@example.org",
) -> Parts:
    return Parts(
        message_id="notice@example.org",
        subject=parse_subject(subject),
        sender=MIA,
        date=datetime(2025, 3, 1, tzinfo=UTC),
        in_reply_to=in_reply_to,
        references=(),
        lines=split_lines(text),
        bot=bool(auto),
        auto=auto,
        is_patch=is_patch,
    )


def only(text: str, **given: object) -> Notice:
    found = find_notices(parts(text, **given))  # type: ignore[arg-type]  # keywords of parts()
    assert len(found) == 1, found
    return found[0]


PATCHWORK = """Hello:

This series was applied to widgets/widgets-next.git (main)
by Ada Dmin <ada@example.org>:

On Sat, 1 Mar 2025 10:00:00 +0000 you wrote:
> This series was applied to another/tree.git (old)
> by Nobody <nobody@example.org>:
>   - [v2,9/9] quoted
>     https://git.example.org/other/c/ffffffffffff

Here is the summary with links:
  - [widgets-next,v3,1/3] widget: add a knob
    https://git.example.org/widgets/c/0123456789ab
  - [widgets-next,v3,2/3] widget: turn the knob
    (no matching commit)
  - [widgets-next,v3,3/3] widget: test the knob
    https://git.example.org/pub/scm/widgets.git/?id=abcdef012345

You are awesome, thank you!
--\x20
Deet-doot-dot, I am a bot.
"""


def test_a_patchwork_notice_names_tree_committer_and_each_commit() -> None:
    notice = only(PATCHWORK, auto="patchwork-bot")
    assert notice.kind is NoticeKind.PATCHWORK
    assert (notice.tree, notice.branch) == ("widgets/widgets-next.git", "main")
    assert notice.by == Person("Ada Dmin", "ada@example.org")
    assert notice.scope is Scope.LISTED
    assert [(i.version, i.position, i.total, i.commit) for i in notice.items] == [
        (3, 1, 3, "0123456789ab"),
        (3, 2, 3, None),
        (3, 3, 3, "abcdef012345"),
    ]
    assert notice.items[0].title == "widget: add a knob"
    assert notice.items[0].line == 13


def test_a_patchwork_notice_of_2021_has_a_full_branch_and_no_committer() -> None:
    text = (
        "Hello:\n\nThis patch was applied to w/w.git (refs/heads/master):\n\n"
        "Here is the summary with links:\n"
        "  - widget: fix it\n    https://git.example.org/w/c/0123456789ab\n"
    )
    notice = only(text, auto="patchwork-bot")
    assert (notice.branch, notice.by) == ("master", None)
    assert (notice.items[0].position, notice.items[0].version) == (None, None)


def test_a_pull_request_that_patchwork_saw_applied() -> None:
    text = (
        "Hello:\n\nThis pull request was applied to w/w.git (main)\nby A D <ad@example.org>:\n\n"
        "Here is the summary with links:\n"
        "  - pull-request: widgets 2025-03-01\n    https://git.example.org/w/c/0123456789ab\n"
    )
    assert only(text, auto="patchwork-bot").items[0].commit == "0123456789ab"


def test_a_bots_footer_in_a_persons_mail_makes_no_bot() -> None:
    text = (
        "Why is it there?\n\n--\x20\nDeet-doot-dot, I am a bot.\n"
        + PATCHWORK.partition("you wrote")[2]
    )
    assert find_notices(parts(text)) == ()


def test_tip_bot_names_branch_commit_and_committer() -> None:
    text = (
        "The following commit has been merged into the x86/widgets branch of tip:\n\n"
        f"Commit-ID:     {HASH}\n"
        f"Gitweb:        https://git.example.org/tip/{HASH}\n"
        "Author:        Pat Cher <pat@example.org>\n"
        "AuthorDate:    Sat, 01 Mar 2025 10:00:00 Z\n"
        "Committer:     Ada Dmin <ada@example.org>\n\n"
        "x86/widgets: Fix it\n"
    )
    notice = only(text, auto="tip-bot", subject="[tip: x86/widgets] x86/widgets: Fix it")
    assert (notice.tree, notice.branch) == ("tip", "x86/widgets")
    assert notice.by == Person("Ada Dmin", "ada@example.org")
    item = notice.items[0]
    assert (item.title, item.commit, item.author) == (
        "x86/widgets: Fix it",
        HASH,
        Person("Pat Cher", "pat@example.org"),
    )


def test_pr_tracker_names_the_merge() -> None:
    text = (
        "The pull request you sent on Sat, 1 Mar 2025 10:00:00 +0000:\n\n"
        "> git://git.example.org/widgets tags/widgets-6.20\n\n"
        "has been merged into torvalds/linux.git:\n"
        f"https://git.example.org/torvalds/c/{HASH}\n"
    )
    notice = only(text, auto="pr-tracker-bot", subject="Re: [GIT PULL] widgets for 6.20")
    assert (notice.kind, notice.tree) == (NoticeKind.PR_TRACKER, "torvalds/linux.git")
    assert (notice.items[0].title, notice.items[0].commit) == ("widgets for 6.20", HASH)


PUSH = """  Branch: refs/heads/{branch}
  Home:   https://github.example.org/w/w
  Commit: 0123456789abcdef0123456789abcdef01234567
      https://github.example.org/w/w/commit/0123456789abcdef0123456789abcdef01234567
  Author: Pat Cher <pat@example.org>
  Date:   2025-03-01 (Sat, 01 Mar 2025)

  Changed paths:
    M src/knob.c

  Log Message:
  -----------
  knob: Turn it

  It did not turn.

  Commit: 1123456789abcdef0123456789abcdef01234567
      https://github.example.org/w/w/commit/1123456789abcdef0123456789abcdef01234567
  Author: Bo Bits <bo@example.org>

  Log Message:
  -----------
  knob: Test it
"""


def test_a_push_to_the_trunk_lists_commits_with_title_and_author() -> None:
    notice = only(PUSH.format(branch="master"), auto="github", subject="[w/w] 012345: knob")
    assert (notice.kind, notice.branch) == (NoticeKind.GITHUB, "master")
    assert [(item.title, item.author and item.author.email) for item in notice.items] == [
        ("knob: Turn it", "pat@example.org"),
        ("knob: Test it", "bo@example.org"),
    ]
    assert notice.items[0].commit == HASH


@pytest.mark.parametrize("branch", ["871234", "copilot/fix-1", "devel"])
def test_a_push_to_another_branch_is_no_landing(branch: str) -> None:
    assert find_notices(parts(PUSH.format(branch=branch), auto="github")) == ()


def test_a_stable_queue_mail_names_its_tree() -> None:
    text = (
        "\nThis is a note to let you know that I've just added the patch titled\n\n"
        "    knob: Turn it\n\nto the 6.1-stable tree which can be found at:\n\n"
        f"From: Pat Cher <pat@example.org>\n\ncommit {HASH} upstream.\n"
    )
    subject = 'Patch "knob: Turn it" has been added to the 6.1-stable tree'
    notice = only(text, subject=subject, in_reply_to=None, is_patch=True)
    assert (notice.kind, notice.tree) == (NoticeKind.STABLE, "6.1-stable")
    assert (notice.items[0].title, notice.items[0].commit) == ("knob: Turn it", None)
    assert notice.items[0].author == Person("Pat Cher", "pat@example.org")


MM = """
The patch titled
     Subject: knob: turn it
has been {fate} the -mm mm-unstable branch.  Its filename is
     knob-turn-it.patch

From: Pat Cher <pat@example.org>
Subject: knob: turn it
"""


@pytest.mark.parametrize(
    ("subject", "branch", "dropped"),
    [
        ("+ knob-turn-it.patch added to mm-unstable branch", "mm-unstable", False),
        ("[merged mm-stable] knob-turn-it.patch removed from -mm tree", "mm-stable", False),
        ("[to-be-updated] knob-turn-it.patch removed from -mm tree", "to-be-updated", True),
    ],
)
def test_mm_commits_tell_added_merged_and_dropped(subject: str, branch: str, dropped: bool) -> None:
    notice = only(MM.format(fate="added to"), subject=subject, in_reply_to=None)
    assert (notice.tree, notice.dropped) == ("mm", dropped)
    assert dropped or notice.branch == branch
    assert notice.items[0].title == "knob: turn it"


B4 = """On Sat, 01 Mar 2025 10:00:00 +0000, Pat Cher wrote:
> [9/9] quoted
>       commit: ffffffffffffffffffffffffffffffffffffffff
>

Applied to widgets (for-next/knobs), thanks!

[1/3] widget: add a knob
      commit: 0123456789abcdef0123456789abcdef01234567
[2/3] widget: turn the knob
      (no commit info)
[3/3] widget: test the knob
      https://git.example.org/widgets/c/abcdef012345

Best regards,
"""


def test_a_b4_list_gives_each_patch_its_commit() -> None:
    notice = only(B4)
    assert (notice.kind, notice.scope) == (NoticeKind.B4TY, Scope.LISTED)
    assert (notice.tree, notice.branch) == ("widgets", "for-next/knobs")
    assert [(i.position, i.total, i.commit) for i in notice.items] == [
        (1, 3, HASH),
        (2, 3, None),
        (3, 3, "abcdef012345"),
    ]
    assert (notice.by, notice.rehash) == (MIA, False)
    assert notice.quote == "Applied to widgets (for-next/knobs), thanks!"
    assert notice.line == 6


def test_a_tree_on_a_line_of_its_own() -> None:
    text = (
        "Applied to\n\n   https://git.example.org/pub/scm/w.git for-next\n\nThanks!\n\n"
        "[1/1] knob: turn it\n      commit: 0123456789abcdef\n"
    )
    notice = only(text)
    assert (notice.tree, notice.branch) == ("https://git.example.org/pub/scm/w.git", "for-next")


def test_a_sentence_may_end_with_a_link_on_a_line_of_its_own() -> None:
    text = "Series applied to next branch of\n\nhttps://git.example.org/devel/w.git\n\nThanks!\n"
    notice = only(text)
    assert notice.scope is Scope.SERIES
    assert (notice.tree, notice.branch) == ("https://git.example.org/devel/w.git", "next")


def test_tree_and_branch_fields_of_a_template() -> None:
    text = (
        "Applied to the w-6.20 branch of the w/w.git tree.\n\n"
        "tree:   https://git.example.org/w/w.git\nbranch: w-6.20\n\n"
        "[1/1] knob: turn it\n      https://git.example.org/w/w/c/0123456789ab\n"
    )
    notice = only(text)
    assert (notice.tree, notice.branch) == ("https://git.example.org/w/w.git", "w-6.20")


def test_a_list_after_a_rebase_replaces_hashes() -> None:
    text = "FYI, I rebased, new hash:\n\n[1/1] knob: turn it\n      commit: 0123456789abcdef\n"
    assert only(text).rehash


def test_a_title_broken_over_two_lines_is_joined() -> None:
    text = (
        "Applied, thanks!\n\n[1/1] knob: turn it\n      the other way\n      commit: 0123456789ab\n"
    )
    assert only(text).items[0].title == "knob: turn it the other way"


def test_numbered_lines_without_commits_are_no_list() -> None:
    assert find_notices(parts("[1/2] looks good to me.\n\n[2/2] has a typo.\n")) == ()


@pytest.mark.parametrize(
    ("words", "scope", "positions", "tree", "branch"),
    [
        ("patch has been applied to widgets-next tree.", "patch", (), "widgets-next", None),
        ("all 12 patches have been applied to w-next tree.", "series", (), "w-next", None),
        ("Both patches have been applied. Thanks.", "series", (), None, None),
        ("patches 1-3 have been applied to widgets-next.", "some", (1, 2, 3), "widgets-next", None),
        ("Applied, thanks.", "patch", (), None, None),
        ("Thanks, applied.", "patch", (), None, None),
        ("LGTM, applied.", "patch", (), None, None),
        ("Pushed.", "patch", (), None, None),
        ("Patchset Applied", "series", (), None, None),
        ("Series applied, thanks.", "series", (), None, None),
        ("Now queued up, thanks.", "patch", (), None, None),
        ("Queued this patch for Linux-6.20", "patch", (), None, None),
        ("Pulled, thanks Jo.", "patch", (), None, None),
        ("Merged and pushed out.", "patch", (), None, None),
        ("I took this already", "patch", (), None, None),
        ("Applied for 5.15, thanks.", "patch", (), None, None),
        ("Applied as 6.5 material, thanks!", "patch", (), None, None),
        ("Applied 1-2, thanks", "some", (1, 2), None, None),
        ("Applied 1, 3 and 4, thanks.", "some", (1, 3, 4), None, None),
        ("Applied patches 1 through 3 to net-next.", "some", (1, 2, 3), "net-next", None),
        ("Applied 1..4, thanks.", "some", (1, 2, 3, 4), None, None),
        ("1-2 applied, thanks", "some", (1, 2), None, None),
        ("Applied (excluding 2/6)", "all-but", (2,), None, None),
        ("Applied all except 03/13, thanks", "all-but", (3,), None, None),
        ("Applied everything apart from 3/11, thanks.", "all-but", (3,), None, None),
        ("Applied all but 04/12 and 06/12, thanks.", "all-but", (4, 6), None, None),
        ("I've dropped patch 2 and applied the rest", "all-but", (2,), None, None),
        ("Applied first patch to arm64 (for-next/x), thanks!", "some", (1,), "arm64", "for-next/x"),
        ("Applied the first two patches, thanks", "some", (1, 2), None, None),
        ("Applied the last patch, thanks", "some", (12,), None, None),
        ("I applied the first 3, but this one had odd conflicts", "some", (1, 2, 3), None, None),
        ("Applied 1-5, #4 needs a respin.", "some", (1, 2, 3, 5), None, None),
        ("Applied to widgets/for-6.9.", "patch", (), "widgets", "for-6.9"),
        ("Applied to powerpc/next.", "patch", (), "powerpc", "next"),
        ("Applied to powerpc next, thanks.", "patch", (), "powerpc", "next"),
        ("Applied to kvm-x86 selftests, thanks!", "patch", (), "kvm-x86", "selftests"),
        ("Applied to hid.git#for-6.18/knobs, thanks Jo.", "patch", (), "hid.git", "for-6.18/knobs"),
        ("Applied to `rust-next` -- thanks everyone!", "patch", (), "rust-next", None),
        ("Applied to widgets next branch for v6.18.", "patch", (), "widgets", "next"),
        ("Applied to the w.fixes branch of the w/w.git tree.", "patch", (), "w/w.git", "w.fixes"),
        ("Applied both to docs-next. Thanks,", "series", (), "docs-next", None),
        ("Fixed up the typo, and applied it to mtd/next. Thanks!", "patch", (), "mtd", "next"),
        ("Thanks Jo, I've applied the patches to w-next!", "series", (), "w-next", None),
        ("I have applied the whole series to my tree.", "series", (), None, None),
        ("This is now in mm-unstable, thanks", "patch", (), "mm-unstable", None),
        ("The patch has been committed into w.git, branch for-6.", "patch", (), "w.git", "for-6"),
        ("Okay, this is now queued for v5.17.", "patch", (), None, None),
        ("This patch is now applied to the wx tree.", "patch", (), "wx", None),
        ("Patch 3 applied to net.", "some", (3,), "net", None),
        ("Queued the last two patches, thanks", "some", (11, 12), None, None),
        ("Applied (only patches 1 and 2), thanks", "some", (1, 2), None, None),
        ("Applied 1/2 to for-linus and 2/2 to for-next.", "some", (1, 2), "for-linus", None),
        ("Applied linux-widgets next for Linux 6.12-rc1", "patch", (), "linux-widgets", "next"),
        ("Applied to w's w-next, thanks", "patch", (), "w-next", None),
        ("Applied to w-next, but for the next cycle only.", "patch", (), "w-next", None),
        ("Applied on top of v6.1-rc1, thanks!", "patch", (), None, None),
        ("Applied to https://w.test/w.git/log/?h=x", "patch", (), "https://w.test/w.git", "x"),
        ("Applied to https://w.test/m/w/commits/a/b", "patch", (), "https://w.test/m/w", "a/b"),
        ("Applied to https://w.test/m/w/-/tree/next", "patch", (), "https://w.test/m/w", "next"),
        ("Pushed after amending the commit message.", "patch", (), None, None),
        ("I made some changes to the text and pushed it.", "patch", (), None, None),
        ("Applied to my for-next branch for testing.", "patch", (), "for-next", None),
        ("Applied for-5.15/io_uring, thanks", "patch", (), "for-5.15/io_uring", None),
        ("Applied-to: https://git.example.org/w", "patch", (), "https://git.example.org/w", None),
        ("I am applying this patch for 6.18-rc1.", "patch", (), None, None),
        ("I'm applying these to widgets-next, thanks.", "series", (), "widgets-next", None),
        ("Thanks, queuing this one through the w-w tree for v6.18.", "patch", (), "w-w", None),
        ("We're now queueing it up for v6.18.", "patch", (), None, None),
        ("I fixed two small things and I am applying it.", "patch", (), None, None),
        ("OK, applying both, thanks!", "series", (), None, None),
    ],
)  # fmt: skip
def test_stock_phrases_of_people(
    words: str, scope: str, positions: tuple[int, ...], tree: str | None, branch: str | None
) -> None:
    notice = only(f"On Sat, Mar 1, 2025, Pat Cher wrote:\n> diff\n\n{words}\n\nMia\n")
    assert notice.kind is NoticeKind.PERSON
    assert notice.sure
    assert not notice.dropped
    said = (notice.scope.value, notice.positions, notice.tree, notice.branch)
    assert said == (scope, positions, tree, branch)
    assert (notice.by, notice.line, notice.quote) == (MIA, 4, words)


@pytest.mark.parametrize(
    "words",
    [
        "Has this been applied?",
        "Was this ever applied to net-next?",
        "Once this is applied, I will send v2.",
        "If applied, the test fails.",
        "When both patches are applied the bug is gone.",
        "With this patch applied the test passes.",
        "It passes with patch 1/2 applied. And fails without patch 1/2 applied.",
        "I applied your patch and tested it on my board.",
        "I applied this patch on top of v6.1 and the crash is gone.",
        "I applied the patch on next-20250515 and ran the test.",
        "Applying: widget: rework",
        "I've queued up a fix for this.",
        "I applied a fix for this.",
        "This should be applied to net.",
        "Please wait until the first series is merged.",
        "This has not been applied yet.",
        "It hasn't been merged.",
        "Not applied.",
        "I have not applied this.",
        "Applied suggestions from Rob.",
        "Applied your suggestion, thanks.",
        "Applied in v3.",
        "Applied to functions that take a list, this is wrong.",
        "The same check is applied to all pages.",
        "We took this approach because it is simple.",
        "I took a look at this, thanks.",
        "I picked the wrong name here.",
        "The number was pulled out of thin air.",
        "I pushed back on this.",
        "Taken into account.",
        "I have picked up your Reviewed-by.",
        "Picked up tags from v2.",
        "I've added these to the changelog.",
        "I've merged both helpers.",
        "A simpler version of this series has been merged.",
        "I have applied this locally.",
        "I will queue this up next week.",
        "The change that was applied to bpf-next broke this.",
        "I'd like this to be merged soon.",
        "The packet was dropped from the queue.",
        "I applied this to v6.1-rc1 on my board",
        "I applied, then left.",
        "I applied this for testing.",
        "Applied to my private tree for testing.",
        "This was dropped from the device tree in the last release.",
        "This is removed from the devicetree as of v6.1.",
        "I merged this into the knob series.",
        "Added a test for that.",
        "The set is taken as given.",
        "These were merged with the rest of the tree.",
        "We apply when asked: applied, queued, merged, pushed or pulled, it never will be.",
        "Merged with care, this could work.",
        "I dropped this check in v2.",
        "Please drop this from your tree.",
        "If it breaks it will be reverted from next.",
        "Applying this patch fixes the crash.",
        "Thanks, applying this patch fixes the crash.",
        "Applying this to the widget case, we need two knobs.",
        "Good, applying this to the widget case, we need two knobs.",
        "I am applying it once Jo is happy.",
        "I'm applying this tomorrow.",
        "If nobody objects I am applying it.",
        "I'm not applying this.",
        "Are you applying this?",
        "I see it when I am applying this.",
        "I am applying this locally to test it.",
        "I am applying your suggestion.",
        "I am picking up patches and this one is there.",
        "We are applying the same check to all pages.",
        "I can fix this while applying it.",
        "I'd be applying it.",
    ],
)
def test_words_that_only_sound_like_a_notice(words: str) -> None:
    assert find_notices(parts(f"> quoted\n{words}\n")) == ()


@pytest.mark.parametrize(
    "words",
    [
        "I applied that patch, so you may see a conflict.",
        "Looks like this has been merged, thanks!",
        "This patch was merged.",
        "Applied the rest, thanks.",
    ],
)
def test_doubtful_words_are_kept_but_not_sure(words: str) -> None:
    assert not only(f"> quoted\n{words}\n").sure


def test_quotes_forwarded_mails_and_logs_are_not_the_senders_words() -> None:
    text = (
        "> Applied, thanks.\n\n"
        "    Applied, thanks.\n\n"
        "- Applied, thanks.\n\n"
        "-----Original Message-----\nFrom: Bo Bits <bo@example.org>\n\nApplied, thanks.\n"
    )
    assert find_notices(parts(text)) == ()


def test_headers_over_a_quote_only_tell_whose_it_is() -> None:
    text = (
        "From: Pat Cher <pat@example.org>\nDate: Sat, 1 Mar 2025 10:00:00 +0000\n\n"
        "> This adds a knob.\n\nSeries applied to net-next, thanks.\n"
    )
    assert (only(text).scope, only(text).tree) == (Scope.SERIES, "net-next")


def test_a_lone_from_on_top_names_the_sender_and_forwards_nothing() -> None:
    text = (
        "From: Mia Tainer <mia@example.com>\n\nOn Sat, 1 Mar 2025 10:00:00 +0000, Pat wrote:\n"
        "> This adds a knob.\n\nApplied to widgets-next, thanks!\n"
    )
    assert only(text).tree == "widgets-next"
    headers = "From: Bo Bits <bo@example.org>\nSubject: Re: knob\n\nApplied, thanks.\n"
    assert find_notices(parts(headers)) == ()


def test_a_posting_speaks_of_other_things() -> None:
    cover = "Patches 1 and 2 have been applied to net-next, here is the rest.\n"
    given = {"subject": "[PATCH v2 0/3] widget: rework", "in_reply_to": None}
    assert find_notices(parts(cover, **given)) == ()  # type: ignore[arg-type]  # keywords of parts()


def test_an_answer_without_re_is_heard_if_it_quotes() -> None:
    text = "On Sat, Mar 1, 2025, Pat Cher wrote:\n> knob\n\nApplied, thanks.\n"
    assert only(text, subject="[PATCH 1/2] widget: rework").scope is Scope.PATCH


def test_a_claim_broken_over_lines_names_the_line_of_its_verb() -> None:
    text = (
        "I changed the parameter to a boolean, cut the message down and\n"
        "applied it to widgets-next.\n"
    )
    notice = only(text)
    assert (notice.tree, notice.line) == ("widgets-next", 2)


def test_a_link_below_the_claim_names_its_commit() -> None:
    text = (
        f"Applied to powerpc next, thanks.\n\nhttps://git.example.org/powerpc/c/{HASH}\n\ncheers\n"
    )
    item = only(text).items[0]
    assert (item.commit, item.title, item.line) == (HASH, "", 3)


@pytest.mark.parametrize(
    "words",
    [
        "Merged as 0123456789ab, thanks!",
        "Applied, thanks. It is commit 0123456789ab now.",
        "Applied, thanks: https://git.example.org/w/commit/0123456789ab",
    ],
)
def test_a_commit_named_in_prose(words: str) -> None:
    assert [item.commit for item in only(f"{words}\n").items] == ["0123456789ab"]


@pytest.mark.parametrize(
    "words",
    ["Applied, but this fixes commit 0123456789ab only.", 'Fixes: 0123456789ab ("x")\n\nApplied.'],
)
def test_a_commit_that_is_fixed_is_not_the_one_it_became(words: str) -> None:
    assert only(f"{words}\n").items == ()


def test_the_version_that_the_words_name() -> None:
    notice = only("I've already applied v3 of this series.\n", subject="Re: [PATCH v4 0/2] widget")
    assert notice.version == 3


def test_two_trees_in_one_mail_are_two_notices() -> None:
    found = find_notices(parts("Applied 1-3 to net.\n\nApplied 4 to net-next.\n"))
    assert [(one.positions, one.tree) for one in found] == [((1, 2, 3), "net"), ((4,), "net-next")]


@pytest.mark.parametrize(
    ("words", "tree", "positions"),
    [
        ("Ugh, ignore the bot, this is not in my tree.", None, ()),
        ("The bot thought we had applied it, sorry.", None, ()),
        ("I've dropped this from for-next because the build fails.", "for-next", ()),
        ("I dropped patch 3 from the queue.", None, (3,)),
        ("I pulled this, and then I unpulled it again.", None, ()),
        ("I took this patch out again, it breaks the build.", None, ()),
        ("This has been reverted from linux-next.", "linux-next", ()),
    ],
)
def test_taking_it_out_again_is_a_notice_too(
    words: str, tree: str | None, positions: tuple[int, ...]
) -> None:
    notice = only(f"> quoted\n{words}\n")
    assert (notice.dropped, notice.sure, notice.tree) == (True, True, tree)
    assert notice.positions == positions


def test_an_answer_to_the_wrong_posting_moves_the_notice() -> None:
    notice = only("I replied to the wrong patch, but actually applied the updated one.\n")
    assert (notice.dropped, notice.moved) == (True, True)


@pytest.mark.parametrize("auto", ["patchwork-bot", "tip-bot", "pr-tracker-bot", "github", "lkp"])
def test_a_bot_that_says_something_else_gives_no_notice(auto: str) -> None:
    assert find_notices(parts("Applied, thanks. The build failed.\n", auto=auto)) == ()


@pytest.mark.parametrize(
    "subject",
    [
        'Patch "knob: Turn it" has been added to the 6.1-stable tree',
        "+ knob-turn-it.patch added to mm-unstable branch",
    ],
)
def test_a_queue_subject_over_another_text_gives_no_notice(subject: str) -> None:
    assert find_notices(parts("What is this?\n", subject=subject, in_reply_to=None)) == ()


def test_a_queue_mail_without_author_and_an_mm_mail_without_title() -> None:
    added = "This is a note to let you know that I've just added the patch titled\n"
    notice = only(added, subject='patch "knob: Turn it" added to usb-next', in_reply_to=None)
    assert (notice.kind, notice.tree, notice.items[0].author) == (
        NoticeKind.PERSON,
        "usb-next",
        None,
    )
    subject = "+ knob-turn-it.patch added to mm-unstable branch"
    assert find_notices(parts("The patch titled\n", subject=subject, in_reply_to=None)) == ()


def test_one_mail_gives_no_more_than_a_few_notices() -> None:
    text = "\n\n".join(f"Applied patch {number}, thanks." for number in range(1, 40))
    assert 1 < len(find_notices(parts(text + "\n"))) <= 8


def test_the_fuller_of_two_equal_claims_is_kept() -> None:
    notice = only("Applied, thanks.\n\nApplied to w-next.\n")
    assert (notice.tree, notice.line) == ("w-next", 3)


def test_a_link_in_a_quote_below_is_not_the_commit() -> None:
    text = f"Applied, thanks.\n> https://git.example.org/w/c/{HASH}\n"
    assert only(text).items == ()


def test_a_dangling_sentence_without_a_link_names_no_tree() -> None:
    assert find_notices(parts("Applied to\n\nwhat exactly?\n")) == ()


def test_a_list_cut_short_by_the_next_item_keeps_the_rest() -> None:
    text = (
        "Applied, thanks!\n\n[1/2] knob: turn it\n[2/2] knob: test it\n      commit: 0123456789ab\n"
    )
    assert [item.position for item in only(text).items] == [2]


HOSTILE = (
    "the " * 100 + "patch applied x",
    "patch a, b, " * 30 + "has been applied q",
    "I have " * 60 + "and applied q",
    "this" + " now" * 100 + " been applied q",
    "Applied to " + "a/b" * 150,
    "Applied " + "1," * 200 + "x",
    "Applied to x " + "but not the the the 1 " * 18,
    "[1/9] " + "title " * 70,
)


@pytest.mark.parametrize("line", HOSTILE)
def test_time_grows_no_faster_than_the_mail(line: str) -> None:
    mails = {copies: parts(f"{line}.\n\n" * copies) for copies in (30, 120)}
    grows_linearly(lambda copies: lambda: find_notices(mails[copies]), 30)


def test_one_endless_paragraph_is_read_in_linear_time() -> None:
    for unit in (
        "I would have applied this if it were shorter. ",
        "applied this word and that word and the next word too\n",
    ):
        mails = {copies: parts(unit * copies + "\n") for copies in (300, 1200)}
        grows_linearly(lambda copies, mails=mails: lambda: find_notices(mails[copies]), 300)


INNER = """{above}

From 0123456789abcdef0123456789abcdef01234567 Mon Sep 17 00:00:00 2001
From: Ada Author <ada@example.org>
Subject: [PATCH v3] widget: turn it

Applied to the shaft, the knob turns. Queued for testing, thanks.
---
 widget.c | 2 +-

diff --git a/widget.c b/widget.c
--- a/widget.c
+++ b/widget.c
@@ -1 +1 @@
-a
+b
"""


@pytest.mark.parametrize(
    ("above", "found"),
    [
        ("> Turn it.\n\nApplied to dev with small changes:", ["dev"]),
        ("> Turn it.\n\nHow about this instead?", []),
    ],
)
def test_an_answer_that_shows_the_patch_as_applied_says_so_above_it(
    above: str, found: list[str]
) -> None:
    text = INNER.format(above=above)
    given = parts(text, is_patch=True)
    inner = replace(given.subject, raw="Re: [PATCH v2] widget: turn it", is_reply=False)
    seen = find_notices(replace(given, subject=inner))
    assert [one.tree for one in seen] == found


def test_a_posting_of_its_own_claims_nothing_in_its_message() -> None:
    text = INNER.format(above="> Turn it.\n\nApplied to dev.")
    assert find_notices(parts(text, is_patch=True, subject="[PATCH v3] widget: turn it")) == ()
