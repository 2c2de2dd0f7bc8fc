# SPDX-License-Identifier: GPL-2.0-or-later
"""Where b4 0.16 and the tracker judge differently, and mean to: each cause on invented mail.

Both read the same mails, b4 in a fresh mailbox. ``docs/decisions/0001-b4-differential.md`` counts
the causes in a real archive. A new b4 that judges otherwise fails here.
"""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from benchmarks.b4_side import Sight, b4_sight, parse, set_up
from tests.mails import ADA, MIA, REX, at, cover, diff, mail, patch, stat
from tests.posts import message, pool, postings, sent, works
from tracker.model.review import Tag
from tracker.model.series import Revision
from tracker.review.compile import review
from tracker.series.grouping import group

BOT = "kernel test robot <lkp@intel.com>"
TOP = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("TRACKER_SHARED", TOP.parent / "shared" / "archive"))


@pytest.fixture(autouse=True)
def b4_as_a_library() -> None:
    set_up()


def b4_of(raws: Sequence[bytes], version: int = 1) -> Sight:
    """What b4 says of one version, given these mails."""
    return b4_sight([one for raw in raws if (one := parse(raw))], version)


def held(revision: Revision) -> dict[int, str]:
    return {one.position: one.message_id for one in revision.patches}


def answer(body: str, to: str, *, sender: str = REX, hours: float = 1, name: str = "r") -> bytes:
    return mail("Re: [PATCH] widget: Make it better", sender, body=body, date=at(hours),
                in_reply_to=to, message_id=f"{name}@x.org")  # fmt: skip


def our_tags(raws: Sequence[bytes]) -> tuple[Tag, ...]:
    """The tags that answers give to the first posting."""
    messages = pool(*raws)
    found = review(group(messages.values()).revisions[0], messages).tags
    return tuple(one for one in found if not one.carried)


def b4_tags(raws: Sequence[bytes]) -> set[tuple[str, str]]:
    return {(key.name, key.who) for key in b4_of(raws).tags}


def test_two_works_in_one_thread_stay_two() -> None:
    """root <- [PATCH] one, [PATCH] other by another person

    b4 keys on the thread and the version alone: one series of two, the second patch put first.
    """
    one = patch("widget: Turn", message_id="1@x.org")
    other = patch("gadget: Sing", REX, message_id="2@x.org", in_reply_to="1@x.org", date=at(1))
    assert [held(r) for r in postings(one, other).revisions] == [{1: "1@x.org"}, {1: "2@x.org"}]
    assert len(works(one, other)) == 2
    assert b4_of([one, other]).places == {1: "2@x.org", 2: "1@x.org"}


def test_lone_patches_of_one_run_are_a_posting_each() -> None:
    """1/1 <- 1/1, 1/1 of other titles, by one author. b4 makes a series of two and loses one."""
    raws = [
        patch(f"{area}: Turn", number=1, total=1, change=diff(f"{area}.c"), date=at(n / 60),
              message_id=f"{n}@x.org", in_reply_to="0@x.org" if n else "")
        for n, area in enumerate(("widget", "gadget", "gear"))
    ]  # fmt: skip
    found = postings(*raws).revisions
    assert [held(one) for one in found] == [{1: "0@x.org"}, {1: "1@x.org"}, {1: "2@x.org"}]
    assert b4_of(raws).places == {1: "2@x.org", 2: "1@x.org"}


def test_a_letter_with_the_number_of_its_lone_patch_is_its_cover() -> None:
    """1/1 without a diff <- 1/1. Here b4 says the same."""
    raws = [
        mail("[PATCH 1/1] widget: Turn", body=f"Why.\n\n{stat(diff())}", message_id="c@x.org"),
        patch("widget: Turn", number=1, total=1, message_id="p@x.org", in_reply_to="c@x.org"),
    ]
    (found,) = postings(*raws).revisions
    assert (found.cover, held(found)) == ("c@x.org", {1: "p@x.org"})
    assert (b4_of(raws).cover, b4_of(raws).places) == ("c@x.org", {1: "p@x.org"})


def test_a_patch_below_another_version_keeps_its_own() -> None:
    """[PATCH v3] <- [PATCH] of another person. b4 gives the second patch v3, too."""
    one = patch("widget: Turn", version=3, message_id="1@x.org")
    other = patch("gadget: Sing", REX, message_id="2@x.org", in_reply_to="1@x.org", date=at(1))
    assert [r.version for r in postings(one, other).revisions] == [3, 1]
    assert b4_of([one, other], 1).version is None
    assert set(b4_of([one, other], 3).places.values()) == {"1@x.org", "2@x.org"}


def test_a_version_posted_twice_is_two_postings_of_one_work() -> None:
    """[PATCH v2 1/1] <- [PATCH v2 1/1], sent again. b4 makes a series of two out of them."""
    first = patch("widget: Turn", version=2, number=1, total=1, message_id="1@x.org")
    again = patch("widget: Turn", version=2, number=1, total=1, message_id="2@x.org", date=at(20),
                  in_reply_to="1@x.org", log="Because it is better.\n")  # fmt: skip
    assert [held(r) for r in postings(first, again).revisions] == [{1: "1@x.org"}, {1: "2@x.org"}]
    assert len(works(first, again)) == 1
    assert b4_of([first, again], 2).expected == 2


def test_a_version_behind_a_comma_is_read() -> None:
    """``[PATCH bpf-next,v2 1/2]``. b4 takes the word whole, and the patches for v1."""
    raws = sent("a", prefix="PATCH widgets,v2")
    assert postings(*raws).revisions[0].version == 2
    assert b4_of(raws, 2).version is None
    assert len(b4_of(raws, 1).places) == 2


def test_a_series_sent_twice_under_one_cover_is_complete() -> None:
    """0/2 <- 1/2, 2/2, 1/2, 2/2. b4 shifts the doubles along, and takes it for incomplete."""
    raws = sent("a")
    raws += [
        patch(f"widget: Make it better, part {n}", number=n, total=2, message_id=f"{n}@x.org",
              in_reply_to="a-0@example.org", date=at(1))
        for n in (1, 2)
    ]  # fmt: skip
    found = postings(*raws).revisions[0]
    assert (held(found), found.missing) == ({1: "a-1@example.org", 2: "a-2@example.org"}, ())
    assert set(found.spare) == {"1@x.org", "2@x.org"}
    assert not b4_of(raws).complete


def test_a_posting_without_its_first_patch_has_a_title() -> None:
    """Only 2/2 came to this list. b4 calls it "(untitled)"."""
    raws = sent("a")[2:]
    assert postings(*raws).revisions[0].title == "widget: Make it better, part 2"
    assert b4_of(raws).title == "(untitled)"


def test_a_cover_sent_as_a_reply_names_its_posting() -> None:
    """v1 0/1 <- v2 0/2, with a trailer in it. b4 takes v2's cover for a reply."""
    first = sent("a")
    later = sent("b", title="widget: Make it best", version=2, hours=24, answers="a-0@example.org",
                 body=f"These are better.\n\nSigned-off-by: {ADA}\n")  # fmt: skip
    newest = postings(*first, *later).revisions[1]
    assert (newest.cover, newest.title) == ("b-0@example.org", "widget: Make it best")
    assert b4_of([*first, *later], 2).title == "widget: Make it best, part 1"


def test_a_letter_under_the_title_of_its_lone_patch_is_its_cover() -> None:
    """[PATCH v2] without a diff <- [PATCH] of the same title; ``git send-email --compose``.

    Learned from b4, which believes a letter only at the root of its thread.
    """
    for answers in ("", "elsewhere@x.org"):
        letter = mail("[PATCH v2] widget: Turn", body="It turns.\n", message_id="0@x.org",
                      in_reply_to=answers)  # fmt: skip
        lone = patch("widget: Turn", message_id="1@x.org", in_reply_to="0@x.org", date=at(0.1))
        found = postings(letter, lone).revisions
        assert [(r.cover, held(r), r.version) for r in found] == [("0@x.org", {1: "1@x.org"}, 2)]
    bare = mail("[PATCH] widget: Turn", body="It turns.\n", message_id="0@x.org")
    assert b4_of([bare, lone]).cover == "0@x.org"


def test_a_letter_under_another_title_is_no_cover_of_a_lone_patch() -> None:
    letter = mail("[PATCH] gadget: Sing", body="It sings.\n", message_id="0@x.org")
    lone = patch("widget: Turn", message_id="1@x.org", in_reply_to="0@x.org", date=at(0.1))
    newer = patch("gadget: Sing", version=2, message_id="2@x.org", in_reply_to="0@x.org")
    for other in (lone, newer):
        assert all(r.cover is None for r in postings(letter, other).revisions)


def test_a_reply_without_its_mark_takes_nobodys_place() -> None:
    """1/2 <- Rex, under the patch's own subject, with a diff quoted below his words.

    b4 holds Rex's mail for the first patch.
    """
    raws = sent("a")
    subject = "[PATCH 1/2] widget: Make it better, part 1"
    body = "Rather so:\n\n" + diff(new="rather")
    raws.append(mail(subject, REX, body=body, message_id="r@x.org", date=at(1),
                     in_reply_to="a-1@example.org"))  # fmt: skip
    found = postings(*raws).revisions[0]
    assert held(found) == {1: "a-1@example.org", 2: "a-2@example.org"}
    assert "r@x.org" in found.replies
    assert b4_of(raws).places[1] == "r@x.org"


def test_a_patch_whose_diff_is_elsewhere_is_a_posting() -> None:
    """[PATCH] with the diff behind a link. For b4 there is no series."""
    raw = mail("[PATCH] widget: Turn", body="It is on our server.\n", message_id="1@x.org")
    assert held(postings(raw).revisions[0]) == {1: "1@x.org"}
    assert b4_of([raw]).version is None


def test_a_patch_in_a_page_alone_is_read() -> None:
    """text/html and nothing else. b4 reads plain text only, and finds no patch."""
    body = "<p>It turns.</p><pre>" + diff().replace("<", "&lt;").replace(">", "&gt;") + "</pre>\n"
    raw = mail("[PATCH] widget: Turn", body=body, message_id="1@x.org")
    raw = raw.replace(b"text/plain", b"text/html")
    assert message(raw).diff is not None
    assert b4_of([raw]).version is None


def test_a_cover_without_a_counter_gives_the_title() -> None:
    """``widgets, turned`` <- 1/2, 2/2. b4 finds the cover, and calls it after the first patch."""
    raws = [mail("widgets, turned", body="They turn.\n", message_id="0@x.org")]
    raws += [
        patch(f"widget: Turn, part {n}", number=n, total=2, message_id=f"{n}@x.org",
              in_reply_to="0@x.org", date=at(0.1))
        for n in (1, 2)
    ]  # fmt: skip
    found, theirs = postings(*raws).revisions[0], b4_of(raws)
    assert (found.cover, found.title) == ("0@x.org", "widgets, turned")
    assert (theirs.cover, theirs.title) == ("0@x.org", "widget: Turn, part 1")


def test_patches_whose_cover_got_another_id_still_have_it() -> None:
    """0/2; 1/2 and 2/2 answer an id that no mail has, as providers make it.

    b4, given one thread, never sees the others; given both, it joins them by the version.
    """
    raws = sent("a")
    raws = [raws[0], *(one.replace(b"<a-0@example.org>", b"<b-0@x.org>") for one in raws[1:])]
    found = postings(*raws).revisions[0]
    assert (found.cover, len(found.patches)) == ("a-0@example.org", 2)
    assert (b4_of(raws[:1]).version, b4_of(raws).cover) == (None, "a-0@example.org")


def test_a_cover_with_another_id_may_answer_the_version_before() -> None:
    old, new = sent("a"), sent("b", version=2, hours=24, answers="a-0@example.org")
    new[1:] = [
        one.replace(
            b"References: <b-0@example.org>", b"References: <a-0@example.org> <c-0@x.org>"
        ).replace(b"<b-0@example.org>", b"<c-0@x.org>")
        for one in new[1:]
    ]
    assert [len(one.patches) for one in postings(*old, *new).revisions] == [2, 2]
    other = [one.replace(b"<a-0@example.org>", b"<d-0@x.org>") for one in new[:1]]
    assert len(postings(*old, *other, *new[1:]).revisions) == 3


def test_a_patch_of_a_partial_reroll_stands_alone() -> None:
    """v1 2/2 <- [PATCH v2 2/2]. b4 fills v2 up with the rest of v1; ours keeps what was sent."""
    raws = sent("a")
    raws.append(patch("widget: Make it best, part 2", version=2, number=2, total=2, date=at(24),
                      message_id="n@x.org", in_reply_to="a-2@example.org"))  # fmt: skip
    reroll = postings(*raws).revisions[1]
    assert (reroll.partial, held(reroll)) == (True, {2: "n@x.org"})
    filled = b4_of(raws, 2)
    assert (filled.rerolled, len(filled.places)) == (True, 2)


def test_a_fixup_takes_the_place_of_the_patch_it_answers() -> None:
    """v1 2/2 <- [Fixup PATCH]. For b4 it is one of one: it takes the place of 1/2, and 2/2 goes."""
    raws = sent("a")
    raws.append(patch("widget: Spell it right", prefix="Fixup PATCH", message_id="n@x.org",
                      in_reply_to="a-2@example.org", date=at(24)))  # fmt: skip
    assert held(postings(*raws).revisions[1]) == {2: "n@x.org"}
    assert b4_of(raws).places == {1: "n@x.org", 2: "a-1@example.org"}


def git_patch_id(text: str) -> str:
    told = subprocess.run(["git", "patch-id", "--stable"], input=text, text=True, check=True,
                          capture_output=True)  # fmt: skip
    return told.stdout.split(" ")[0]


def test_a_diff_that_lost_its_blanks_keeps_its_patch_id() -> None:
    """A mailer took the space of empty context lines, which ``git am`` forgives.

    ``git patch-id``, and b4 with it, then counts the signature into the last hunk: another git,
    another patch-id. Ours is that of the commit.
    """
    whole = diff()
    damaged = whole.replace("\n \n", "\n\n").replace("\n \n", "\n\n")
    assert damaged != whole
    raw = patch("widget: Turn", change=damaged, message_id="1@x.org")
    found = message(raw).diff
    assert found is not None
    assert found.patch_id == git_patch_id(whole)
    assert b4_of([raw]).patch_ids["1@x.org"] != found.patch_id


def test_a_diff_shown_in_the_commit_message_is_not_the_patch() -> None:
    """b4 takes the first patch-id that git prints, that of the diff shown."""
    shown, real = diff("lib/shown.c"), diff("lib/real.c")
    raw = mail("[PATCH] widget: Turn", message_id="1@x.org", body=f"It does this:\n\n{shown}\n"
               f"Signed-off-by: {ADA}\n---\n{stat(real)}\n{real}-- \n2.50.0\n")  # fmt: skip
    found = message(raw).diff
    assert found is not None
    assert (found.files, found.patch_id) == (("lib/real.c",), git_patch_id(real))
    assert b4_of([raw]).patch_ids["1@x.org"] == git_patch_id(shown)


REVIEWED = f"Reviewed-by: {REX}"


@pytest.mark.parametrize("line", [
    f"LGTM. {REVIEWED}", f"Otherwise, {REVIEWED}", f"Reviewed-by:{REX}", f"Reviewed-by : {REX}",
    f"Reviewed by: {REX}", f"Thanks,\n-- \nRex\n\n{REVIEWED}", "You can add my Reviewed-by tag.",
])  # fmt: skip
def test_a_tag_in_an_odd_place_or_spelling_counts(line: str) -> None:
    """b4 reads a trailer only at the start of a line, as git spells it, above the signature."""
    raws = [patch("widget: Turn", message_id="1@x.org"), answer(f"{line}\n", "1@x.org")]
    assert [(tag.name, tag.person.email) for tag in our_tags(raws)] == [
        ("Reviewed-by", "rex@example.org")
    ]
    assert b4_tags(raws) == set()
    usual = [raws[0], answer(f"{REVIEWED}\n", "1@x.org")]
    assert b4_tags(usual) == {("Reviewed-by", "rex@example.org")}


def test_a_patch_with_a_head_of_its_own_in_an_answer_is_a_posting() -> None:
    """1/1 <- an answer with what ``git format-patch`` wrote below it <- Mia's tag for that.

    ``git am`` takes such a mail. b4 goes by the subject of the mail, and sees an answer.
    """
    inner = f"From {40 * '1'} Mon Sep 17 00:00:00 2001\nFrom: {REX}\nSubject: [PATCH] gadget: Sing"
    raws = [
        patch("widget: Turn", message_id="1@x.org"),
        answer(f"How about this?\n\n{inner}\n\nIt did not.\n\nSigned-off-by: {REX}\n---\n"
               f"{stat(diff('gadget.c'))}\n{diff('gadget.c')}-- \n2.50.0\n", "1@x.org"),
        answer(f"Acked-by: {MIA}\n", "r@x.org", sender=MIA, hours=2, name="m"),
    ]  # fmt: skip
    first, other = postings(*raws).revisions
    assert (held(first), held(other)) == ({1: "1@x.org"}, {1: "r@x.org"})
    assert other.title == "gadget: Sing"
    assert {tag.patch for tag in review(other, pool(*raws)).tags} == {"r@x.org"}
    assert b4_of(raws).places == {1: "1@x.org"}
    assert list(b4_of(raws).tags.values()) == [{"1@x.org"}]


def test_a_tag_given_twice_counts_once() -> None:
    """Rex gives it, and once more under the author's answer. b4 lists both."""
    raws = [
        patch("widget: Turn", message_id="1@x.org"),
        answer(f"{REVIEWED}\n", "1@x.org"),
        answer("Thanks!\n", "r@x.org", sender=ADA, hours=2, name="t"),
        answer(f"You are welcome.\n\n{REVIEWED}\n", "t@x.org", hours=3, name="u"),
    ]
    assert [tag.message_id for tag in our_tags(raws)] == ["r@x.org"]
    assert {key.mail for key in b4_of(raws).tags} == {"r@x.org", "u@x.org"}


def test_the_authors_own_tag_does_not_count() -> None:
    """b4 takes it as it takes anybody's."""
    raws = [
        patch("widget: Turn", message_id="1@x.org"),
        answer(f"Tested-by: {ADA}\n", "1@x.org", sender=ADA),
    ]
    assert our_tags(raws) == ()
    assert b4_tags(raws) == {("Tested-by", "ada@example.org")}


def test_a_machines_tag_does_not_count() -> None:
    raws = [
        patch("widget: Turn", message_id="1@x.org"),
        answer(f"Tested-by: {BOT}\n", "1@x.org", sender=BOT),
    ]
    assert our_tags(raws) == ()
    assert b4_tags(raws) == {("Tested-by", "lkp@intel.com")}


def test_a_tag_that_another_person_sends_on_counts_and_is_told_apart() -> None:
    """b4 sets it aside as a mismatch, unless it is told to be sloppy."""
    raws = [
        patch("widget: Turn", message_id="1@x.org"),
        answer(f"You can put\n\nAcked-by: {MIA}\n", "1@x.org"),
    ]
    assert [(tag.person.email, tag.evidence.rule) for tag in our_tags(raws)] == [
        ("mia@example.org", "tag.forwarded")
    ]
    assert b4_tags(raws) == set()
    assert {key.who for key in b4_of(raws).refused} == {"mia@example.org"}


@pytest.mark.parametrize(
    ("words", "positions"),
    [("For the series:\n", {1, 2, 3}), ("For patches 1 to 2:\n", {1, 2}), ("Good.\n", {2})],
)
def test_a_tag_stands_on_the_patches_its_words_name(words: str, positions: set[int]) -> None:
    """b4 puts it on the patch it answers, whatever the words."""
    raws = [*sent("a", total=3), answer(f"{words}{REVIEWED}\n", "a-2@example.org")]
    assert {tag.patch for tag in our_tags(raws)} == {f"a-{n}@example.org" for n in positions}
    assert list(b4_of(raws).tags.values()) == [{"a-2@example.org"}]


def test_a_tag_of_an_earlier_version_is_not_given_again() -> None:
    """v1 <- Rex's tag; v2 with the same patch-id, without it. b4 puts it on v2, unmarked.

    Ours stays with v1: the author who carries it says so in the trailers of v2, and one left out
    is told as lost.
    """
    first = patch("widget: Turn", message_id="1@x.org")
    newer = patch("widget: Turn", version=2, message_id="2@x.org", in_reply_to="1@x.org",
                  date=at(24))  # fmt: skip
    raws = [first, answer(f"{REVIEWED}\n", "1@x.org"), newer]
    messages = pool(*raws)
    one, two = works(*raws)[0].revisions
    assert [tag.patch for tag in review(one, messages).tags] == ["1@x.org"]
    assert review(two, messages, works(*raws)[0]).tags == ()
    assert list(b4_of(raws, 2).tags.values()) == [{"2@x.org"}]


def test_trailers_in_two_paragraphs_are_all_carried() -> None:
    """A gap between Reviewed-by and Signed-off-by. git and b4 read the last paragraph only."""
    raw = patch("widget: Turn", trailers=(REVIEWED, "", f"Signed-off-by: {ADA}"),
                message_id="1@x.org")  # fmt: skip
    found = review(postings(raw).revisions[0], pool(raw)).tags
    assert [(tag.name, tag.carried) for tag in found] == [("Reviewed-by", True)]
    assert not b4_of([raw]).carried


def test_a_cover_of_many_is_found_by_both() -> None:
    """What both judge alike, so that the mails above are known to reach b4."""
    raws = [*sent("a", total=2), answer(f"{REVIEWED}\n", "a-0@example.org")]
    found, theirs = postings(*raws).revisions[0], b4_of(raws)
    assert (theirs.cover, theirs.expected, theirs.complete) == (found.cover, 2, True)
    assert theirs.places == held(found)
    assert theirs.patch_ids == {one.message_id: one.patch_id for one in found.patches}
    assert theirs.title == found.title
    assert list(theirs.tags.values()) == [{found.cover}]
    assert {tag.patch for tag in our_tags(raws)} == set(held(found).values())


def test_a_cover_that_alone_carries_the_version_gives_it() -> None:
    """[PATCH V2 0/2] <- [PATCH 1/2]. b4 asks the cover, too."""
    head = cover("widget: Turn", total=2, prefix="PATCH V2", message_id="0@x.org")
    raws = [head] + [
        patch(f"widget: Turn, part {n}", number=n, total=2, message_id=f"{n}@x.org",
              in_reply_to="0@x.org", date=at(0.1))
        for n in (1, 2)
    ]  # fmt: skip
    assert (postings(*raws).revisions[0].version, b4_of(raws, 2).version) == (2, 2)


@pytest.mark.archive
def test_every_difference_in_a_real_archive_has_a_cause(tmp_path: Path) -> None:
    """A cause of its own, by a rule; the script exits with 1 if one is unexplained."""
    bundle, epoch = SHARED / "linux-kselftest-2025.bundle", tmp_path / "0.git"
    subprocess.run(["git", "clone", "--quiet", "--mirror", bundle, epoch], check=True)
    script = TOP / "benchmarks" / "b4_differential.py"
    told = subprocess.run(
        [sys.executable, "-B", script, epoch], env={**os.environ, "PYTHONPATH": str(TOP)},
        text=True, capture_output=True, check=False,
    )  # fmt: skip
    assert told.returncode == 0, told.stdout + told.stderr
    assert "unexplained" not in told.stdout
