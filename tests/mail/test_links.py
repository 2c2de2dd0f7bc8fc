# SPDX-License-Identifier: GPL-2.0-or-later
"""Links as their senders wrote them, and what stands around the place where they are used."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from hashlib import sha1

import pytest

from tests.work import grows_linearly
from tracker.mail.lines import split_lines
from tracker.mail.links.find import MAX_LINKS, find_links
from tracker.mail.parts import Parts
from tracker.mail.subjects import parse_subject
from tracker.model.mail import LinkUse, MailZone, Person

ONE = "https://lore.kernel.org/r/20240102-lamp-v1-0-0123456789ab@example.org"
TWO = "https://lore.kernel.org/all/20240203040506.7-1-ann@example.org/"
ONE_ID = "20240102-lamp-v1-0-0123456789ab@example.org"
TWO_ID = "20240203040506.7-1-ann@example.org"
SHA = "0123456789abcdef0123456789abcdef01234567"


def parts(text: str) -> Parts:
    return Parts(
        message_id="20240301-shade-v2-0-ba9876543210@example.org",
        subject=parse_subject("[PATCH v2 0/2] shade: draw it"),
        sender=Person("Ann Author", "ann@example.org"),
        date=datetime(2024, 3, 1, tzinfo=UTC),
        in_reply_to=None,
        references=(),
        lines=split_lines(text),
        bot=False,
        auto="",
        is_patch=False,
    )


def links(text: str) -> tuple[LinkUse, ...]:
    return find_links(parts(text))


def only(text: str) -> LinkUse:
    (link,) = links(text)
    return link


def urls(found: Sequence[LinkUse]) -> list[str]:
    return [link.url for link in found]


# ---- footnotes -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "style", ["[1] {}", "[1]: {}", "[1] - {}", "1. {}", "1) {}", "(1) {}", "  [1] <{}>", "[1]\n {}"]
)
def test_a_footnote_is_read_where_its_number_is_used(style: str) -> None:
    link = only("This is built on the lamp series [1].\n\nOther words.\n\n" + style.format(ONE))
    assert link.message_id == ONE_ID
    assert link.used_line == 1
    assert link.line == (6 if "\n" in style else 5)
    assert link.words == "This is built on the lamp series [1]."
    assert link.before == "This is built on the lamp series"


def test_a_link_with_a_title_before_it_is_a_footnote_too() -> None:
    link = only(f"We continue the work of [2].\n\n[2] The lamp series, {ONE}\n")
    assert (link.used_line, link.label) == (1, "[2] The lamp series,")


def test_words_that_number_a_list_of_prose_are_no_footnote() -> None:
    text = f"See [1].\n\n1. Rename it as said in {TWO}\n2. More.\n\n[1] {ONE}\n"
    found = {link.message_id: link.used_line for link in links(text)}
    assert found == {TWO_ID: 3, ONE_ID: 1}


def test_link_one_is_read_where_link_one_is_named() -> None:
    link = only(f"It needs the patches of link 1 to work.\n\nLink 1: {ONE}\n")
    assert link.used_line == 1


def test_a_link_trailer_may_carry_the_number_behind_it() -> None:
    text = f"The crash was shown in [1].\n\nLink: {ONE} [1]\nSigned-off-by: Ann <ann@example.org>\n"
    link = only(text)
    assert (link.trailer, link.used_line, link.place) == ("Link", 1, MailZone.TRAILER)


def test_two_lists_with_one_number_each_take_the_uses_before_them() -> None:
    text = f"First [1].\n\n[1] {ONE}\n\nSecond [1].\n\n[1] {TWO}\n"
    assert [link.words for link in links(text)] == ["First [1]", "Second [1]"]


def test_a_list_above_its_only_use_is_found_from_there() -> None:
    link = only(f"[1] {ONE}\n\nThe rest follows [1].\n")
    assert link.used_line == 3


def test_of_two_uses_the_one_that_joins_works_is_taken() -> None:
    text = f"I like [1] a lot.\n\nThis series depends on [1] for the lamp.\n\n[1] {ONE}\n"
    assert only(text).used_line == 3


def test_of_two_uses_a_need_says_most_and_that_it_is_none_any_more() -> None:
    text = "It continues the lamp series [1].\n\n{} the lamp series [1].\n\n[1] " + ONE
    assert only(text.format("It depends on")).used_line == 3
    old = text.format("It no longer depends on") + "\n\nIt depends on the lamp series [1].\n"
    assert only(old).used_line == 3


def test_a_number_that_begins_a_broken_line_is_no_list() -> None:
    link = only("The patch was first sent in\n[1].\n\n[1] " + ONE)
    assert link.words == "The patch was first sent in [1]"


def test_two_addresses_of_one_thing_have_the_same_lead() -> None:
    first, second = links(f"It goes on top of the lamp series\n\n{ONE}\n{TWO}\n")
    assert first.before == second.before == "It goes on top of the lamp series"


def test_the_one_link_is_meant_by_a_number_that_is_listed_nowhere() -> None:
    link = only(f"It is based on the lamp one [1].\n\nLink: {ONE}\n")
    assert link.words == "It is based on the lamp one [1]."


def test_a_sentence_does_not_begin_in_the_trailers_above_it() -> None:
    text = f"Do it.\n\nSigned-off-by: Ann <ann@example.org>\n---\nNeeds the lamp: {ONE}\n"
    assert only(text).words.startswith("Needs the lamp")


def test_the_anchor_of_a_page_names_one_mail_of_its_thread() -> None:
    digest = sha1(b"20240203040506.7-3-ann@example.org").hexdigest()
    assert only(f"See {TWO}T/#m{digest}").message_id == "20240203040506.7-3-ann@example.org"
    assert only(f"See {TWO}T/#m{'0' * 40}").message_id == TWO_ID


def test_of_two_uses_without_such_words_the_first_is_taken() -> None:
    assert only(f"I like [1].\n\nI love [1].\n\n[1] {ONE}\n").used_line == 1


def test_a_footnote_that_is_never_used_is_read_where_it_stands() -> None:
    link = only(f"Nothing here.\n\n[1] {ONE}\n")
    assert (link.used_line, link.label) == (3, "[1]")


@pytest.mark.parametrize("use", ["[1][2]", "[1, 2]", "[1,2]", "[1-2]", "[1] and [2]"])
def test_numbers_are_used_together(use: str) -> None:
    found = links(f"As in {use}.\n\n[1] {ONE}\n[2] {TWO}\n")
    assert [link.used_line for link in found] == [1, 1]


def test_all_links_of_one_footnote_share_its_use() -> None:
    found = links(f"As in [1].\n\n[1] {ONE}\n    {TWO}\n")
    assert [link.used_line for link in found] == [1, 1]


def test_a_version_in_brackets_is_a_label_and_no_footnote() -> None:
    link = only(f"[v1]: {ONE}\n\n- move the counter [v1]\n")
    assert (link.label, link.used_line) == ("[v1]", 1)


# ---- prose ---------------------------------------------------------------------------------------


def test_a_link_in_a_sentence_keeps_that_sentence_only() -> None:
    text = f"The sky is blue. This is based on the lamp patch\n({ONE}),\nwhich is good. Bye.\n"
    link = only(text)
    assert link.words == f"This is based on the lamp patch ({ONE}), which is good."
    assert link.before == "This is based on the lamp patch ("


def test_a_link_on_its_own_line_keeps_what_leads_to_it() -> None:
    link = only(f"Good morning. It applies on top of:\n\n  {ONE}\n\nThanks.\n")
    assert link.words == f"It applies on top of: {ONE}"


def test_every_item_of_a_list_keeps_what_leads_to_the_list() -> None:
    found = links(f"This needs these patches:\n\n 1) {ONE}\n 2) {TWO}\n")
    assert [link.words.partition(":")[0] for link in found] == ["This needs these patches"] * 2


def test_a_title_with_a_link_keeps_what_leads_to_the_list() -> None:
    found = links(
        f"This needs these:\n\n - lamp: a much nicer shade\n   {ONE}\n - seed: two ({TWO})\n"
    )
    assert [link.words.partition(":")[0] for link in found] == ["This needs these"] * 2


def test_an_item_does_not_take_words_of_the_item_above_it() -> None:
    link = only(f"- drop the dependency on lamps\n- see {ONE} for more\n")
    assert "dependency" not in link.words


def test_a_short_form_does_not_end_a_sentence() -> None:
    assert only(f"This needs e.g. The Lamp by A. Author, see {ONE} now.\n").words.startswith("This")


def test_several_links_stand_on_one_line() -> None:
    assert urls(links(f"See {ONE}, {TWO} and (https://example.org/a_(b)).\n")) == [
        ONE,
        TWO,
        "https://example.org/a_(b)",
    ]


def test_the_heading_above_is_the_section() -> None:
    text = f"Changes in v2:\n- shorter\n- Link to v1: {ONE}\n\nThis paragraph is new, see {TWO}\n"
    first, second = links(text)
    assert (first.section, first.label) == ("Changes in v2:", "Link to v1")
    assert second.section == ""


@pytest.mark.parametrize(
    "heading",
    ["v2 -> v3:", "Changelog:", "v3:", "Changes since RFC v1", "Dependencies:", "Older versions:"],
)
def test_headings_have_many_forms(heading: str) -> None:
    assert only(f"Words.\n\n{heading}\n  - {ONE}\n").section == heading


def test_words_are_capped() -> None:
    link = only(f"{'word ' * 300}{ONE}\n")
    assert len(link.words) <= 400
    assert len(link.before) <= 120
    assert ONE in link.words


# ---- what is a link ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "url",
    [
        "https://lkml.org/lkml/2024/1/2/345",
        "https://www.spinics.net/lists/netdev/msg123456.html",
        "https://lists.example.org/hyperkitty/list/a@lists.example.org/thread/ABCDEF/",
        "https://github.com/example/lamp/pull/12",
        "https://bugzilla.kernel.org/show_bug.cgi?id=123",
        "https://syzkaller.appspot.com/bug?extid=0123456789abcdef0123",
        "https://patchwork.ozlabs.org/project/lamp/list/?series=123&state=*",
        "lore.kernel.org/lamp/20240102-lamp-v1-0-0123456789ab@example.org",
    ],
)
def test_links_of_many_hosts_are_kept_as_written(url: str) -> None:
    assert only(f"It is here: {url}\n").url == url


@pytest.mark.parametrize(
    "url",
    [
        f"https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/commit/?id={SHA}",
        f"https://git.kernel.org/torvalds/c/{SHA}",
        f"https://github.com/example/lamp/commit/{SHA}",
        f"https://gitlab.com/example/lamp/-/commit/{SHA}",
    ],
)
def test_the_commit_of_a_git_server_is_read(url: str) -> None:
    assert only(f"See {url}.\n").commit == SHA


@pytest.mark.parametrize(
    "url", ["https://lore.kernel.org/r/20240102-la...", "https://lore.kernel.org/r/2024\u2026"]
)
def test_a_link_cut_short_holds_no_message_id(url: str) -> None:
    assert only(f"See {url}\n").message_id is None


def test_percent_escapes_are_undone() -> None:
    assert only("https://lore.kernel.org/r/a1b2c3.d4%25e5@example.org/\n").message_id == (
        "a1b2c3.d4%e5@example.org"
    )


@pytest.mark.parametrize(
    "text",
    [
        "https://lore.kernel.org/lamp/\n20240102-lamp-v1-0-0123456789ab@example.org/\n",
        "https://lore.kernel.org/r/20240102-lamp-v1-0-\n0123456789ab@example.org\n",
        "<https://lore.kernel.org/r/20240102-lamp-v1-0-\n0123456789ab@example.org>\n",
    ],
)
def test_a_link_broken_over_two_lines_is_joined(text: str) -> None:
    assert only("See:\n" + text).message_id == ONE_ID


def test_a_whole_link_is_not_joined_with_the_next_line() -> None:
    assert only(f"See {ONE}\nann@example.org is away.\n").url == ONE


@pytest.mark.parametrize(
    "line",
    [
        f"[1]: {ONE_ID}",
        f"Message-Id: <{ONE_ID}>",
        f"The old posting is <{ONE_ID}>, as you know.",
        f"mid:{ONE_ID}",
        f"prerequisite-message-id: <{ONE_ID}>",
    ],
)
def test_a_bare_message_id_is_a_link(line: str) -> None:
    link = only(line + "\n")
    assert link.message_id == ONE_ID
    assert link.url.removeprefix("mid:") == ONE_ID


@pytest.mark.parametrize(
    "line",
    [
        "Ask Ann Author <ann.author2024@example.org> about it.",
        "Write to ann@example.org or 12345678@example.org.",
        "Signed-off-by: Ann <20240102030405.1-1-ann@example.org>",
        "Reviewed-by: Ben <ben12345678@example.org>",
        "Reported-by: syzbot+0123456789abcdef0123@syzkaller.example.org",
        "Cc: <20240102030405.1-1-ann@example.org>",
    ],
)
def test_the_address_of_a_person_is_no_link(line: str) -> None:
    assert links(line + "\n") == ()


# ---- trailers and footers -----------------------------------------------------------------------


@pytest.mark.parametrize("name", ["Link", "Closes", "BugLink", "Depends-on", "Supersedes"])
def test_the_trailer_is_named(name: str) -> None:
    link = only(f"Words.\n\n{name}: {ONE}\nSigned-off-by: Ann <ann@example.org>\n")
    assert link.trailer == name


def test_fixes_names_a_commit() -> None:
    text = 'Words.\n\nFixes: 0123456789ab ("lamp: light it")\nSigned-off-by: A <a@example.org>\n'
    link = only(text)
    assert (link.trailer, link.commit, link.url) == ("Fixes", "0123456789ab", "0123456789ab")


@pytest.mark.parametrize(
    "line",
    [
        f"This reverts commit {SHA}.",
        f"[ Upstream commit {SHA} ]",
        f"commit {SHA} upstream.",
        f"(cherry picked from commit {SHA})",
        f'This follows commit {SHA[:12]} ("lamp: light it").',
        f"It is a follow-up to commit {SHA[:12]}, and more.",
        f"This depends on the commit {SHA}.",
        f"It replaces commit {SHA}.",
    ],
)
def test_commits_that_a_patch_undoes_repeats_or_joins_are_links(line: str) -> None:
    commit = only(line + "\n").commit
    assert commit
    assert SHA.startswith(commit)


@pytest.mark.parametrize(
    "line", [f'Since commit {SHA} ("lamp: light it") it is bright.', f"Based on commit {SHA}."]
)
def test_a_commit_that_is_only_talked_of_is_no_link(line: str) -> None:
    """Nor is the one on which the tree happens to stand."""
    assert links(line + "\n") == ()


def test_the_prerequisites_of_b4_are_links_and_patch_ids_are_not() -> None:
    text = (
        "Words.\n\n---\nbase-commit: " + SHA + "\nchange-id: 20240101-shade-0123456789ab\n"
        "prerequisite-change-id: 20240101-lamp-0123456789ab:v6\n"
        f"prerequisite-patch-id: {SHA}\nprerequisite-patch-id: {SHA}\n"
    )
    base, change = links(text)
    assert (base.trailer, base.commit) == ("base-commit", SHA)
    assert change.url == "20240101-lamp-0123456789ab:v6"
    assert change.change_id == "20240101-lamp-0123456789ab"
    assert change.trailer == "prerequisite-change-id"


# ---- what is not read ---------------------------------------------------------------------------


def test_quotes_and_diffs_hold_no_links() -> None:
    text = (
        f"> This depends on {ONE}\n\nYes.\n\n"
        "diff --git a/lamp.c b/lamp.c\n--- a/lamp.c\n+++ b/lamp.c\n@@ -1 +1 @@\n"
        f"-/* old */\n+/* {TWO} */\n"
    )
    assert links(text) == ()


def test_a_signature_holds_no_links_but_a_long_end_is_no_signature() -> None:
    assert links(f"Words.\n\n-- \nAnn\n{ONE}\n") == ()
    assert urls(links("Words.\n-- \n" + "Line of text.\n" * 20 + f"See {ONE}\n")) == [ONE]


def test_no_more_links_than_the_cap_are_read() -> None:
    found = links("".join(f"https://example.org/{n}\n" for n in range(MAX_LINKS + 50)))
    assert len(found) == MAX_LINKS


HOSTILE: dict[str, Callable[[int], str]] = {
    "footnotes": lambda size: "".join(f"[{n}] https://example.org/\n" for n in range(size // 32)),
    "uses": lambda size: "[1] and [2] " * (size // 12) + f"\n\n[1] {ONE}\n",
    "uses on lines": lambda size: "it depends on [1]\n" * (size // 18) + f"[1] {ONE}\n",
    "urls": lambda size: "https://example.org/aa\n" * (size // 23),
    "one url": lambda size: "https://" + "a" * size,
    "ats": lambda size: ("a@b." * 30 + "\n") * (size // 121),
    "spaces": lambda size: (" " * 1900 + "x:\n") * (size // 1903),
    "brackets": lambda size: ("[" * 99 + "\n") * (size // 100) + f"[1] {ONE}\n",
    "sentences": lambda size: ("a. B " * 300 + ONE + "\n") * (size // 1580),
    "dots": lambda size: ("." * 1999 + "\n") * (size // 2000) + f"{ONE}\n" * 100,
    "slashes": lambda size: "//" * (size // 2),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_time_grows_no_faster_than_the_mail(name: str) -> None:
    def finding(size: int) -> Callable[[], object]:
        mail = parts(HOSTILE[name](size))
        return lambda: find_links(mail)

    grows_linearly(finding, 10_000)


# ---- Message-IDs of every mailer ---------------------------------------------------------------

MAILERS = [
    "aQ2nWx7LpK4sUvYz@desktop.example.org",
    "wqfk5n3oalz7tbeh2mxcyv4sgj6diruxpnk2ota7zbqhw4eyfc@tower.example.org",
    "DXK4207TP8YB.30VZWMQLLHJA@example.org",
    "E1uKpQz-00QwEr-Ty@mail.example.org",
    "174100440011.2211.1029384756102938475.stgit@host.example.org",
    "alpine.DEB.2.22.394.2503031005110.443322@host.example.org",
    "67c5aa10.1b2c0330.44d5e6.77f8@mx.google.example.com",
    "20250303185341.GA12345@example.org",
    "1f6c2a90-7b3d-4e58-9a04-c2d1e0f3b586@example.org",
    "pull.1805.git.1728000000.gitgitgadget@example.org",
    "174099999999.14745.1234567890123456789.tip-bot2@tip-bot2",
]


BEFORE = ("Based-on: <{}>", "Depends-on: {}", "Supersedes: <{}>", "Link: <{}>",
          "It depends on <{}>.", "See <{}>, please.")  # fmt: skip


@pytest.mark.parametrize(
    ("name", "before"),
    [(name, before) for name in MAILERS for before in BEFORE
     if not before.endswith("{}") or not name.startswith("E1")],
)  # fmt: skip
def test_an_id_of_any_mailer_is_an_id(name: str, before: str) -> None:
    """Exim's, which start with a capital and a digit, are told by their brackets alone."""
    link = only(f"Words.\n\n{before.format(name)}\n")
    assert (link.message_id, link.commit) == (name, None)


@pytest.mark.parametrize(
    "line",
    ["Ask Tim Smith <tim.smith@example.org>.", "Cc: Tim <tim2024smith99@example.org>",
     "See <tim@example.org> for that.", 'From: "Tim" <timothy20041111@example.org>'],
)  # fmt: skip
def test_the_address_of_a_person_is_no_id(line: str) -> None:
    assert links(f"Words.\n\n{line}\n") == ()
