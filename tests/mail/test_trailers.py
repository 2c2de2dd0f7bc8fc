# SPDX-License-Identifier: GPL-2.0-or-later
"""Tags are found in every spelling that people use, and nowhere else."""

from datetime import UTC, datetime

import b4
import pytest

from tests.work import grows_linearly
from tracker.mail.lines import LineKind, split_lines
from tracker.mail.parts import Parts
from tracker.mail.subjects import parse_subject
from tracker.mail.trailers import find_tags
from tracker.model.mail import MailZone, Person, TagLine

REX = Person("Rex Reviewer", "rex@example.org")
WHO = "Rex Reviewer <rex@example.org>"


def parts(body: str, subject: str = "Re: [PATCH 1/2] widget: spin slowly") -> Parts:
    lines = split_lines(body)
    return Parts(
        message_id="reply@example.org",
        subject=parse_subject(subject),
        sender=REX,
        date=datetime(2025, 1, 6, tzinfo=UTC),
        in_reply_to="patch@example.org",
        references=(),
        lines=lines,
        bot=False,
        auto="",
        is_patch=any(line.kind is LineKind.DIFF for line in lines),
    )


def tags(body: str, subject: str = "Re: [PATCH 1/2] widget: spin slowly") -> tuple[TagLine, ...]:
    return find_tags(parts(body, subject))


def names(body: str) -> list[str]:
    return [tag.name for tag in tags(body)]


@pytest.mark.parametrize("name", ["Not-reviewed-by", "To-be-reviewed-by", "Should-be-tested-by"])
def test_a_tag_that_is_denied_is_none(name: str) -> None:
    assert not names(f"{name}: {WHO}\n")


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        (f"Reviewed-by: {WHO}", ["Reviewed-by"]),
        (f"Reviwed-by: {WHO}", ["Reviewed-by"]),
        (f"Revieved-by: {WHO}", ["Reviewed-by"]),
        (f"Reviewd-By: {WHO}", ["Reviewed-by"]),
        (f"Review-by: {WHO}", ["Reviewed-by"]),
        (f"Acked by: {WHO}", ["Acked-by"]),
        (f"Reviewed by : {WHO}", ["Reviewed-by"]),
        (f"Reviewed\N{NON-BREAKING HYPHEN}by:\N{NO-BREAK SPACE}{WHO}", ["Reviewed-by"]),
        (f"Tested by: {WHO}", ["Tested-by"]),
        (f"Testbed-by: {WHO}", ["Tested-by"]),
        (f"Acked-off-by: {WHO}", ["Acked-by"]),
        (f"Strong-Acked-by: {WHO}", ["Acked-by"]),
        (f"NAKed-by: {WHO}", ["Nacked-by"]),
        (f"Suggestted-by: {WHO}", ["Suggested-by"]),
        (f"Co-developed-by: {WHO}", ["Co-developed-by"]),
        (f"Signed-off-by: {WHO}", ["Signed-off-by"]),
        (f"Reviewed-and-tested-by: {WHO}", ["Reviewed-by", "Tested-by"]),
        (f"Reviewed and Tested by: {WHO}", ["Reviewed-by", "Tested-by"]),
        (f"Reviewed/Tested-by: {WHO}", ["Reviewed-by", "Tested-by"]),
        (f"Reported-and-tested-by: {WHO}", ["Reported-by", "Tested-by"]),
        (f"Series is Reviewed-by: {WHO}", ["Reviewed-by"]),
        (f"LGTM. Reviewed-by: {WHO}", ["Reviewed-by"]),
        (f"Other than the log, Reviewed-by: {WHO}", ["Reviewed-by"]),
        (f"Reviewed-by:{WHO}", ["Reviewed-by"]),
        ("Reviewed-by: Rex Reviewer rex@example.org", ["Reviewed-by"]),
        (f"Reviewed-by {WHO}", ["Reviewed-by"]),
        ("Reviewed-by: <rex@example.org>", ["Reviewed-by"]),
        ("Reviewed-by: rex@example.org", ["Reviewed-by"]),
        ("Reviewed-by: Rex Reviewer", ["Reviewed-by"]),
        ("Reviewed-by: me", ["Reviewed-by"]),
        ("Acked-by", ["Acked-by"]),
        ("BIG Acked-by.", ["Acked-by"]),
        ("Fine with me, acked-by.", ["Acked-by"]),
        ("You can add my Reviewed-by tag when you resend.", ["Reviewed-by"]),
        ("You can add my Reviewed-by: to this one as well.", ["Reviewed-by"]),
        ("Feel free to add my Acked-by to the series.", ["Acked-by"]),
    ],
)
def test_every_spelling_that_counts_is_the_senders_tag(line, wanted):
    found = tags(f"> quoted\n\n{line}\n")
    assert [tag.name for tag in found] == wanted
    assert {tag.person for tag in found} <= {REX, Person("Rex Reviewer", ""), Person("", REX.email)}
    assert {tag.line for tag in found} == {3}
    assert {tag.quote for tag in found} == {line}


@pytest.mark.parametrize(
    "line",
    [
        "Whatevered-by: Somebody Else?",
        f"Fixed-by: {WHO}",
        f"Revised-by: {WHO}",
        f"Asked-by: {WHO}",
        f"Packed-by: {WHO}",
        "Fixes: 123456789abc (widget: spin)",
        "Link: https://lists.example.org/1",
        "Can I use the Tested-by: for v3?",
        "Could you get a Reviewed-by: or an Acked-by: from the others first.",
        "I did not add a reviewed-by tag.",
        "Thank you for the review and Acked-by.",
        "This was tested by: booting it.",
        "My Tested-by tag was for v6.",
        f'A line such as "Reviewed-by: {WHO}" is enough.',
        "Reviewed-by: ...",
        "Signed-off-by: <your name>",
        "You forgot to add my Acked-by.",
        "You may add my Acked-by to the next version.",
        "If you fix it, you can add my Acked-by: to this.",
    ],
)
def test_what_only_speaks_of_tags_is_none(line):
    assert names(f"> quoted\n\n{line}\n") == []


def test_a_name_with_its_address_on_the_next_line_is_one_tag():
    (tag,) = tags("Reviewed-by: Rex Reviewer\n    <rex@example.org>\n\nThanks.\n")
    assert (tag.person, tag.line) == (REX, 1)


def test_a_person_on_the_next_line_is_the_tags():
    (tag,) = tags("Tested-by:\nMia Maintainer <mia@example.org>\n")
    assert tag.person == Person("Mia Maintainer", "mia@example.org")


def test_two_tags_on_one_line_are_two():
    found = tags(f"Reviewed-by: {WHO}, Tested-by: Mia Maintainer <mia@example.org>\n")
    assert [(tag.name, tag.person.email) for tag in found] == [
        ("Reviewed-by", "rex@example.org"),
        ("Tested-by", "mia@example.org"),
    ]


def test_a_tag_that_a_mailer_joined_with_a_quote_stands_alone():
    (tag,) = tags(f"Acked-by: {WHO} > Signed-off-by: Ann \nAuthor <ann@example.org>\n> ---\n")
    assert (tag.name, tag.person) == ("Acked-by", REX)


def test_a_combined_tag_notes_what_qualifies_it():
    (tag,) = tags(f"Build-tested-by: {WHO} # on a toaster\n")
    assert (tag.name, tag.note) == ("Tested-by", "build # on a toaster")


@pytest.mark.parametrize("note", ["# arch/widget", "(arm64)", "[for the docs]"])
def test_what_follows_the_address_is_the_note(note):
    (tag,) = tags(f"Acked-by: {WHO} {note}\n")
    assert tag.note == note


def test_nothing_is_read_from_quotes_or_the_diff():
    body = (
        f"> Acked-by: {WHO}\n\n---\n widget.c | 1 +\n\ndiff --git a/w b/w\n--- a/w\n+++ b/w\n"
        f"@@ -1 +1,2 @@\n one\n+Acked-by: {WHO}\n"
    )
    assert names(body) == []


def test_the_words_before_a_tag_are_its_lead():
    (above,) = tags(f"> quoted\n\nNice.\nWith that fixed:\n\nReviewed-by: {WHO}\n")
    (beside,) = tags(f"LGTM. Reviewed-by: {WHO}\n")
    assert (above.lead, beside.lead) == ("Nice. With that fixed:", "LGTM.")


def test_a_tag_among_the_trailers_of_a_posting_has_no_lead():
    """What stands above them speaks of the change."""
    change = "diff --git a/w.c b/w.c\n--- a/w.c\n+++ b/w.c\n@@ -1 +1 @@\n-a\n+b\n"
    body = f"It leaks with that fixed.\n\nReviewed-by: {WHO}\n---\n{change}"
    (tag,) = tags(body, "[PATCH] w: spin")
    assert tag.lead == ""


def test_tags_of_one_block_share_their_lead():
    found = tags(f"For the series:\n\nReviewed-by: {WHO}\nTested-by: {WHO}\n")
    assert [tag.lead for tag in found] == ["For the series:"] * 2


def test_a_quote_ends_the_lead():
    (tag,) = tags(f"With that fixed.\n> quoted\nAcked-by: {WHO}\n")
    assert tag.lead == ""


def test_below_a_signature_only_the_senders_own_tag_is_read():
    """Some mail programs put the signature above the answer."""
    other = "Acked-by: Mia Maintainer <mia@example.org>"
    assert names(f"> quoted\n\n-- \nThanks,\nRex\nAcked-by: {WHO}\n{other}\n") == ["Acked-by"]


def test_a_tags_place_tells_trailer_changelog_and_answer():
    body = (
        f"Spin slowly.\n\nReviewed-by: {WHO}\nSigned-off-by: Ada Author <ada@example.org>\n---\n"
        f"v2: thanks\nAcked-by: {WHO}\n widget.c | 1 +\n\ndiff --git a/w b/w\n--- a/w\n+++ b/w\n"
        "@@ -1 +1,2 @@\n one\n+two\n"
    )
    posted = tags(body, "[PATCH v2] widget: spin slowly")
    assert [(tag.name, tag.place) for tag in posted] == [
        ("Reviewed-by", MailZone.TRAILER),
        ("Signed-off-by", MailZone.TRAILER),
        ("Acked-by", MailZone.BELOW),
    ]
    assert tags(f"Reviewed-by: {WHO}\n")[0].place is MailZone.BODY


def test_a_posting_gives_no_tag_without_a_person():
    assert find_tags(parts("Acked-by\n", "[PATCH] widget: spin slowly")) == ()


def test_a_gateways_address_is_undone():
    (tag,) = tags("Acked-by: Mia via Relay <devnull+mia.example.org@kernel.org>\n")
    assert tag.person == Person("Mia", "mia@example.org")


@pytest.mark.parametrize(
    "line", [f"Reviewed-by: {WHO}", f"Acked-by: {WHO} # docs", f"tested-by: {WHO}"]
)
def test_plain_tags_agree_with_b4(line):
    """b4 (the kernel maintainers' tool) reads the same name and address."""
    trailer = b4.LoreTrailer(msg=None, name=line.split(":")[0], value=line.split(": ", 1)[1])
    (tag,) = tags(f"{line}\n")
    assert (tag.name.lower(), tag.person.email) == (trailer.lname, trailer.addr[1])
    assert tag.person.name == trailer.addr[0]


@pytest.mark.parametrize(
    "unit",
    ["key: value\n", f"Acked-by: {WHO}\n", "Reviewed-by: a name <\n", "by: " * 400 + "\n"],
)
def test_four_times_the_text_takes_four_times_the_steps(unit):
    """Not sixteen times, as square growth would."""
    mails = {size: parts(unit * (size // len(unit))) for size in (8_000, 32_000)}
    grows_linearly(lambda size: lambda: find_tags(mails[size]), 8_000)


def test_a_flood_of_tags_is_cut_off():
    assert len(tags(f"Acked-by: {WHO}\n" * 5_000)) == 1_000
