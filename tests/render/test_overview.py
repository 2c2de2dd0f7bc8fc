# SPDX-License-Identifier: GPL-2.0-or-later
"""The page of one series tells the story in the order a reader asks for it."""

from dataclasses import replace
from datetime import timedelta

from tests.views import samples
from tracker.model.mail import Evidence
from tracker.model.relations import Kind
from tracker.model.status import Stage
from tracker.model.views import PatchView
from tracker.render.overview import overview_rows, series_text
from tracker.render.style import Style

WIDE = Style(width=200)
TEXT = series_text(samples.FULL, Style())
LINES = TEXT.split("\n")


def line_with(words: str, text: str = TEXT) -> str:
    """The one line that holds these words."""
    found = [line for line in text.split("\n") if words in line]
    assert len(found) == 1, (words, found)
    return found[0]


def many_patches(number: int):
    """The full series with so many patches."""
    patches = tuple(
        samples.patch(n, f"gadgets: lever {n}", Stage.NEW) for n in range(1, number + 1)
    )
    newest = replace(samples.SECOND, patches=patches, expected=number, questions=(), notices=())
    return replace(samples.FULL, revisions=(newest,), relations=(), events=())


def test_the_sentence_comes_first():
    """Where it stands, before anything else."""
    assert LINES[0] == samples.FULL.summary


def test_the_head_names_title_author_list_stage_and_turn():
    """Whose move it is, since when, how long that is, and why."""
    assert line_with("  Title ").endswith("gadgets: levers without a driver")
    assert line_with("  Author ").endswith("Ann Author <ann@example.org>")
    assert "gadgets@lists.example.org" in line_with("  Sent to ")
    assert "partially applied since 2025-03-14 (6 days)" in line_with("  Stage ")
    assert line_with("  Turn ").endswith("author: Ann Author, since 2025-03-13 (7 days)")
    assert "- Ron Root asked about patch 3, and nobody has answered." in TEXT


def test_the_review_table_has_a_column_for_each_person():
    """With letters for their tags and marks for what became of them; the key tells both."""
    assert line_with("RR Rita Reviewer").strip().startswith("RR Rita Reviewer, ")
    assert line_with("say which levers").split()[-4:] == ["R", "R1~", "·", "·"]
    assert line_with("leave the lock").split()[-4:] == ["R", "·", "A?", "T"]
    assert line_with("selftests/gadgets").split()[-4:] == ["R", "N-", "·", "·"]
    assert "~ the patch changed since" in " ".join(TEXT.split())
    assert "x lost since" not in TEXT


def test_every_tag_is_named_with_its_patches_and_its_fate():
    """Where it was given, and what became of it."""
    wide = series_text(samples.FULL, WIDE)
    assert line_with(" Reviewed-by   Rita Reviewer", wide).split("Reviewer")[1].split() == [
        "all", "patches", "2025-03-12",
    ]  # fmt: skip
    assert line_with(" Reviewed-by   Ron Root", wide).endswith("on v1, carried; patch changed")
    assert line_with(" Acked-by ", wide).endswith("on a condition")
    assert line_with(" Nacked-by ", wide).endswith("withdrawn")


def test_a_tag_on_a_changed_patch_tells_how_much_where_that_is_known():
    for lines, words in ((None, "patch changed"), (7, "7 lines changed")):
        given = samples.tag("Acked-by", samples.MIA, 1, stale=True, changed_lines=lines)
        part = samples.patch(1, "one", Stage.NEW, tags=(given,))
        view = replace(samples.FULL, revisions=(replace(samples.SECOND, patches=(part,)),))
        assert line_with(" Acked-by ", series_text(view, WIDE)).endswith(words)


def test_tags_are_awaited_only_while_they_may_come():
    """Of a posting that has landed or is over, there are none, and none yet of an open one."""
    for stage, told in ((Stage.NEW, "no tags yet"), (Stage.APPLIED, "no tags")):
        parts = (samples.patch(1, "one", stage),)
        posting = replace(samples.SECOND, stage=stage, patches=parts)
        text = series_text(replace(samples.FULL, revisions=(posting,)), Style())
        assert line_with("Review of ", text).endswith(f", {told}")


def test_the_link_of_what_has_no_title_can_be_copied():
    """It is on a line whole, however long it is."""
    url = "https://lists.example.org/all/" + "a-very-long-name-" * 5 + "@example.org/"
    end = replace(samples.RELATIONS[0].target, title=None, url=url, project=None, version=None)
    for confidence, words in ((1.0, ""), (0.3, "(not sure)")):
        link = replace(samples.RELATIONS[0], target=end, confidence=confidence)
        lines = series_text(replace(samples.FULL, relations=(link,)), Style()).splitlines()
        assert any(line.endswith(" " + url) for line in lines)
        assert words in "".join(lines)


def test_missing_patches_keep_their_row():
    """A patch that was not found is shown as such, in its place."""
    posting = replace(samples.FIRST, patches=(samples.PATCHES[0], samples.PATCHES[2]))
    text = series_text(replace(samples.FULL, revisions=(posting,)), WIDE)
    rows = text.split("\n")
    place = next(n for n, row in enumerate(rows) if "not found" in row)
    assert "1/3   gadgets: say" in rows[place - 1]
    assert "2/3" in rows[place]
    assert "3/3   selftests" in rows[place + 1]


def test_landing_gives_each_rung_with_tree_commits_day_person_and_proof():
    """Patches that took a rung together share a line; the rest is said to be nowhere."""
    wide = series_text(samples.FULL, WIDE)
    tree = line_with("◐ tree ", wide)
    assert "gadgets/gadgets-next.git for-next, 2025-03-14, by Mia Maintainer" in tree
    assert tree.endswith("(claimed by a notice that names")
    assert "1:1a1a1a1a1a1a 2:2b2b2b2b2b2b" in wide
    assert "merge 9f9f9f9f9f9f" in line_with(" mainline  ", wide)
    assert "v6.99-rc1, 2025-03-18" in line_with(" release ", wide)
    assert "same commits" in wide.split(" release   ")[1].split("nowhere")[0]
    assert wide.count("1:1a1a1a1a1a1a") == 2
    assert "nowhere yet: patch 3" in wide


def test_where_no_commit_is_named_the_patches_are():
    """Not a question mark for each of them."""

    def unnamed(part: PatchView) -> PatchView:
        return replace(part, landing=tuple(replace(one, commit=None) for one in part.landing))

    posting = replace(samples.SECOND, patches=tuple(map(unnamed, samples.SECOND.patches)))
    text = series_text(replace(samples.FULL, revisions=(posting,)), WIDE)
    tree = text[text.index("◐ tree ") :]
    assert tree.splitlines()[2].strip() == "patches 1-2"
    assert ":?" not in text


def test_a_claim_is_shown_as_a_claim():
    """A person's word without a commit is quoted, with the doubt it leaves."""
    wide = series_text(samples.FULL, WIDE)
    claim = line_with("Ron Root says applied", wide)
    assert "no commit named, not for sure" in claim
    assert '"I think I took the last one too"' in claim


def test_open_questions_are_quoted_with_the_line_they_stand_under():
    """Those that were answered are only counted."""
    assert "Questions: 1 open, 1 answered" in TEXT
    assert "    > + lever->state = GADGET_IDLE;" in TEXT
    assert TEXT.count("What keeps the lever from moving") == 1


def test_relations_read_from_both_ends():
    """Outgoing with the kind's word, incoming with its reverse, each with its proof."""
    wide = series_text(samples.FULL, WIDE)
    assert line_with("depends on ", wide).endswith('winch v3 "winch: read levers without driver"')
    assert line_with("needed by ", wide).endswith('docs v3 "docs: how to move a lever"')
    proof = wide[wide.index('"The last patch needs the winch of [1]." (line 12)') :]
    assert proof.splitlines()[1].strip() == "<v2-0@example.org>"
    assert "applied 2025-03-11 to master of winch.git" in wide
    assert "applied: applied" not in wide


def test_bare_mentions_are_counted_and_told_only_in_full():
    """A link without a meaning does not stand between those that matter."""
    assert "other@example.org" not in TEXT
    assert "1 link only mentioned (--full)" in TEXT
    assert "other@example.org" in series_text(samples.FULL, Style(), full=True)


def test_the_same_relation_said_twice_is_one_entry():
    """Every version's cover repeats its links."""
    twice = replace(samples.FULL, relations=samples.RELATIONS[:1] * 2)
    assert series_text(twice, Style()).count("depends on") == 1


def test_versions_stand_newest_first_with_what_they_lack():
    """Counts of patches, and which are missing."""
    assert LINES.index(line_with("v2   2025-03-10")) < LINES.index(line_with("v1   2025-03-01"))
    assert "superseded, 1 patch of 3, missing 2, RFC" in TEXT


def test_a_partial_reroll_does_not_hide_the_whole_version():
    """The table shows the newest version that has all patches."""
    reroll = replace(samples.FIRST, version=2, label="v2.1", partial=True)
    view = replace(samples.FULL, revisions=(samples.SECOND, reroll))
    assert view.newest is samples.SECOND
    assert "1 patch sent again" in series_text(view, Style())


def test_long_parts_are_cut_and_say_so():
    """Twenty patches, and how many more; all of them when asked for."""
    view = many_patches(33)
    assert "and 13 more patches (--full)" in series_text(view, Style())
    assert "gadgets: lever 21" not in series_text(view, Style())
    assert "gadgets: lever 33" in series_text(view, Style(), full=True)
    assert "--full" not in series_text(view, Style(), full=True)
    assert "--full" not in series_text(many_patches(21), Style())


def test_the_footer_is_honest_about_age_and_source():
    """When it was fetched, and that the shipped mails are abridged."""
    assert "threads fetched 2025-03-20 08:30 UTC (3 hours" in TEXT
    assert "From the mails that ship with the program" in TEXT
    bare = series_text(samples.EMPTY, Style())
    assert "read from local archives" in bare
    assert "shortened" not in bare


def test_a_series_of_which_nothing_is_known_is_told_without_holes():
    """No heading without content, no empty pairs of brackets."""
    text = series_text(samples.EMPTY, Style())
    assert "(no title)" in text
    assert "Versions: none found" in text
    assert "<>" not in text
    assert "\n\n\n" not in text


def test_a_patch_listed_without_a_commit_is_not_called_nowhere():
    line = Evidence(rule="notice.patchwork", message_id="n@example.org", quote="gadgets: test it")
    posting = samples.FULL.revisions[-1]
    patches = tuple(replace(one, untold=line) for one in posting.patches)
    wide = series_text(replace(samples.FULL, revisions=(replace(posting, patches=patches),)), WIDE)
    assert "not known, listed without a commit: patch 3" in wide
    assert "nowhere yet" not in wide


def test_a_link_to_a_mail_of_its_own_is_no_related_work():
    (link, *_) = [one for one in samples.FULL.relations if one.kind is Kind.DEPENDS_ON]
    told = series_text(replace(samples.FULL, relations=(link,)), WIDE)
    own = series_text(replace(samples.FULL, relations=(replace(link, own=True),)), WIDE)
    assert "depends on" in told
    assert "depends on" not in own


def test_what_only_an_older_version_needs_is_marked():
    (link, *_) = [one for one in samples.FULL.relations if one.kind is Kind.DEPENDS_ON]
    old = replace(link, said_of="v1")
    assert "(written of v1, not since)" in series_text(
        replace(samples.FULL, relations=(old,)), WIDE
    )
    both = series_text(replace(samples.FULL, relations=(old, link)), WIDE)
    assert "not since" not in both


def test_a_patch_that_was_taken_over_is_called_no_backport():
    (link, *_) = [one for one in samples.FULL.relations if one.kind is Kind.DEPENDS_ON]
    words = Evidence(rule="relation.backport-of.taken-over", quote="It picks up the levers.")
    taken = replace(link, kind=Kind.BACKPORT_OF, evidence=words)
    back = replace(taken, evidence=replace(words, rule="relation.backport-of.origin"))
    assert "takes over" in series_text(replace(samples.FULL, relations=(taken,)), WIDE)
    assert "backport of" in series_text(replace(samples.FULL, relations=(back,)), WIDE)


def test_patches_sent_anew_stand_in_the_table_with_their_version():
    whole = samples.FULL.revisions[-1]
    part = replace(whole.patches[0], message_id="anew@example.org", title="lamp: Turn it anew")
    later = replace(
        whole,
        version=whole.version + 1,
        label=f"v{whole.version + 1}",
        message_id="anew@example.org",
        date=whole.date + timedelta(days=1),
        patches=(part,),
        questions=(),
        partial=True,
    )
    view = replace(samples.FULL, revisions=(*samples.FULL.revisions, later))
    told = series_text(view, Style())
    assert "lamp: Turn it anew" in told
    assert f"patch {part.position} was sent again as {later.label}" in told


def test_what_has_to_be_in_first_is_said_from_either_end():
    """Also where a surer link to the same work does not say it."""
    (link, *_) = [one for one in samples.FULL.relations if one.kind is Kind.DEPENDS_ON]
    words = Evidence(rule="relation.companion.needed", quote="Once that is in, it can go.", line=7)
    said = replace(link, kind=Kind.COMPANION, confidence=0.4, needed=words)
    surer = replace(said, confidence=0.9, needed=None)
    out = series_text(replace(samples.FULL, relations=(said, surer)), WIDE)
    assert 'has to be in first: "Once that is in, it can go." (line 7)' in out
    back = replace(said, direction="in")
    told = series_text(replace(samples.FULL, relations=(back,)), WIDE)
    assert 'waits for this one: "Once that is in, it can go."' in told


def test_lines_of_the_whole_series_lead_to_its_newest_posting():
    """An answer that is written there is one to the newest version."""
    rows = overview_rows(samples.FULL, 100)
    newest = samples.FULL.newest
    assert newest.message_id != samples.FULL.id
    about = [
        row
        for row in rows
        if row.key.split(".")[0] in ("summary", "Title", "Link", "Stage", "Turn")
    ]
    assert {row.target.message_id for row in about if row.target} == {newest.message_id}


def test_what_joins_no_series_and_is_not_fetched_takes_one_line():
    """A commit stands with its title, as ``Fixes:`` has it; the words are kept for --full."""
    at = "6d2b1a0c9e8f"
    line = f'Fixes: {at} ("winch: pull the rope")'
    link = samples.relation(Kind.FIXES, "out", samples.target("", None, None, at), line)
    link = replace(link, target=replace(link.target, url=at, title=None))
    talk = replace(samples.RELATIONS[3], target=replace(samples.RELATIONS[3].target, title=None))
    view = replace(samples.FULL, relations=(link, talk))
    lines = series_text(view, Style()).splitlines()
    start = lines.index("Relations")
    assert lines[start + 1] == f'    fixes          {at} ("winch: pull the rope")'
    assert lines[start + 2].split() == ["discussion", talk.target.url]
    assert lines[start + 3] == ""
    assert '"Fixes: 6d2b' in series_text(view, Style(), full=True)


def test_a_discussion_that_is_fetched_keeps_its_state_and_its_proof():
    end = samples.target("gadgets: what to do", "gadgets", Stage.NEW, "talk@example.org")
    view = replace(samples.FULL, relations=(replace(samples.RELATIONS[3], target=end),))
    assert '"See there." (line 12)' in series_text(view, Style())


def test_a_patch_that_somebody_reviewed_is_not_among_those_left_out():
    """It keeps its place in the order of the patches."""
    view = many_patches(33)
    (posting,) = [one for one in view.revisions if len(one.patches) == 33]
    bare = tuple(replace(one, tags=()) for one in posting.patches)
    tagged = replace(bare[30], tags=samples.PATCHES[0].tags)
    posting = replace(posting, patches=(*bare[:30], tagged, *bare[31:]))
    text = series_text(replace(view, revisions=(posting,)), Style())
    shown = [n for n in range(1, 34) if f" {n}/33 " in text]
    assert shown == [*range(1, 20), 31]
    assert "and 13 more patches (--full)" in text
