# SPDX-License-Identifier: GPL-2.0-or-later
"""Lines of a mail's text are told apart: own words, quotes, trailers, diff, signature."""

import pytest

from tests.work import grows_linearly
from tracker.mail.lines import LineKind, split_lines

PATCH = """\
Widgets spin too fast.

Reported-by: Rex Reviewer <rex@example.org>
Signed-off-by: Ada Author <ada@example.org>
---
Changes in v2:
- slower still
 widget.c | 2 +-
 1 file changed, 1 insertion(+), 1 deletion(-)

diff --git a/widget.c b/widget.c
index 1111111..2222222 100644
--- a/widget.c
+++ b/widget.c
@@ -1,2 +1,2 @@
 int speed(void)
-{ return 9; }
+{ return 3; }
--\x20
2.43.0
"""


def kinds(text: str) -> dict[str, LineKind]:
    """Each line that is not blank -> its kind."""
    return {line.text: line.kind for line in split_lines(text) if line.text.strip()}


def test_a_patch_falls_into_message_trailers_changelog_diff_and_signature():
    told = kinds(PATCH)
    assert told["Widgets spin too fast."] is LineKind.OWN
    assert told["Signed-off-by: Ada Author <ada@example.org>"] is LineKind.TRAILER
    assert told["- slower still"] is LineKind.BELOW
    assert told[" 1 file changed, 1 insertion(+), 1 deletion(-)"] is LineKind.STAT
    assert told["-{ return 9; }"] is LineKind.DIFF
    assert told["2.43.0"] is LineKind.SIGNATURE


def test_lines_are_numbered_from_one_without_a_gap():
    lines = split_lines(PATCH)
    assert [line.number for line in lines] == list(range(1, PATCH.count("\n") + 1))
    assert lines[17].text == "+{ return 3; }"


def test_a_single_trailer_right_above_the_dashes_is_a_trailer():
    """The ``---`` line is no part of the paragraph above it."""
    text = PATCH.replace("Reported-by: Rex Reviewer <rex@example.org>\n", "")
    assert kinds(text)["Signed-off-by: Ada Author <ada@example.org>"] is LineKind.TRAILER


def test_notes_in_brackets_do_not_end_a_trailer_block():
    text = PATCH.replace("Signed-off", "[mia: fixed a typo]\nSigned-off", 1)
    assert kinds(text)["Reported-by: Rex Reviewer <rex@example.org>"] is LineKind.TRAILER
    assert kinds(text)["[mia: fixed a typo]"] is LineKind.TRAILER


def test_a_diff_shown_in_the_commit_message_is_not_the_patch():
    """git takes one diff for the patch; here the one below the ``---`` and its diffstat."""
    shown = "Seen with:\n\ndiff --git a/x.c b/x.c\n--- a/x.c\n+++ b/x.c\n@@ -1 +1 @@\n-a\n+b\n\n"
    more = "That shows the fault.\nIt is old.\nIt is here.\nIt is real.\n\n"
    told = kinds(shown + more + PATCH)
    assert told["+b"] is LineKind.STAT
    assert told["It is old."] is LineKind.OWN
    assert told["Signed-off-by: Ada Author <ada@example.org>"] is LineKind.TRAILER
    assert told["+{ return 3; }"] is LineKind.DIFF


def test_words_behind_a_diff_in_an_answer_stand_below_it():
    text = PATCH.replace("-- \n2.43.0\n", "\n\n\n\nWould this do?\n")
    assert kinds(text)["Would this do?"] is LineKind.BELOW


@pytest.mark.parametrize(
    "line",
    [
        "On Mon, 6 Jan 2025, Rex Reviewer wrote:",
        "Em 06/01/2025 10:00, Rex Reviewer escreveu:",
        "* Rex Reviewer <rex@example.org> [250106 10:00]:",
        "Quoting Rex Reviewer (2025-01-06 10:00:00)",
    ],
)
def test_the_line_that_introduces_a_quote_is_not_the_senders_words(line):
    assert kinds(f"{line}\n> Spins too fast.\n\nTrue.\n") == {
        line: LineKind.ATTRIBUTION,
        "Spins too fast.": LineKind.QUOTE,
        "True.": LineKind.OWN,
    }


def test_an_introduction_may_run_over_two_lines():
    told = kinds("On Monday the 6th of January,\nRex Reviewer wrote:\n> fast\nTrue.\n")
    assert told["On Monday the 6th of January,"] is LineKind.ATTRIBUTION


def test_a_mail_below_outlooks_headers_is_a_quote_without_marks():
    text = (
        "Thanks, done.\n\n-----Original Message-----\nFrom: Rex Reviewer <rex@example.org>\n"
        "Sent: Monday\nTo: Ada\nSubject: Re: widgets\n\nAcked-by: Rex Reviewer <rex@example.org>\n"
    )
    told = kinds(text)
    assert told["Thanks, done."] is LineKind.OWN
    assert told["Acked-by: Rex Reviewer <rex@example.org>"] is LineKind.QUOTE


def test_outlooks_headers_above_marked_quotes_leave_the_answers_own():
    text = (
        "Hi.\n\n-----Original Message-----\nFrom: Rex <rex@example.org>\nSent: Monday\nTo: Ada\n"
        "\n> Spins too fast.\nNot here.\n"
    )
    assert kinds(text)["Not here."] is LineKind.OWN


def test_the_first_line_of_a_mail_may_name_its_author():
    told = kinds("From: Ada Author <ada@example.org>\nDate: Monday\nSubject: x\n\nWidgets.\n")
    assert told["Widgets."] is LineKind.OWN


def test_a_quote_below_a_signature_is_answered_in_own_words():
    told = kinds("Hello.\n-- \nRex\n\n> fast\nNo, slow.\n")
    assert told["Rex"] is LineKind.SIGNATURE
    assert told["No, slow."] is LineKind.OWN


def test_two_dashes_without_a_space_end_a_mail_only_near_its_end():
    assert kinds("Hello.\n--\nRex\n")["Rex"] is LineKind.SIGNATURE
    long = "".join(f"point {n}\n" for n in range(20))
    assert kinds(f"Hello.\n--\n{long}")["point 7"] is LineKind.OWN


def test_dashes_above_a_patch_are_no_signature():
    text = PATCH.replace("Widgets spin", "The log says\n--\nWidgets spin")
    assert kinds(text)["Signed-off-by: Ada Author <ada@example.org>"] is LineKind.TRAILER


def test_depth_counts_the_marks_of_a_quote():
    assert [line.depth for line in split_lines("> > deep\n> shallow\n| not a quote\n")] == [2, 1, 0]
    assert [line.depth for line in split_lines("Ada> one\nAda>two\nAda says > so\n")] == [1, 0, 0]


@pytest.mark.parametrize(
    "unit",
    [
        "key: value\n",
        "---\n",
        "--- a/x\n",
        "diff --git a/x b/x\n\n",
        "wrote" + " " * 1900 + "x\n",
        "On a day\n",
        "From: a@example.org\nTo: b\n",
        ">" * 400 + "\n",
    ],
)
def test_four_times_the_text_takes_four_times_the_steps(unit):
    """Not sixteen times, as square growth would."""
    text = unit * (80_000 // len(unit))
    grows_linearly(lambda size: lambda: split_lines(text[:size]), 20_000)


def test_a_diff_in_an_original_without_marks_is_quoted() -> None:
    """Outlook appends the mail that it answers; the diff in it is nobody's new patch."""
    text = (
        "Please disregard the second mail.\n\n-----Original Message-----\n"
        "From: Ada Author <ada@example.org>\nSent: Monday, February 24, 2025 12:59 PM\n"
        "To: Rex <rex@example.org>\nSubject: [PATCH] dial: Turn\n\nBecause.\n---\n"
        " dial.c | 2 +-\n\ndiff --git a/dial.c b/dial.c\n--- a/dial.c\n+++ b/dial.c\n"
        "@@ -1 +1 @@\n-a\n+b\n"
    )
    kinds = {line.kind for line in split_lines(text)[3:]}
    assert kinds <= {LineKind.QUOTE, LineKind.BLANK, LineKind.ATTRIBUTION}


def test_a_patch_with_a_head_of_its_own_keeps_its_diff() -> None:
    """``From:`` and ``Date:`` stand above a patch by another author; so does a prose ``Sent:``."""
    for head in ("Date: Mon, 3 Mar 2025 10:00:00 +0000\n", "\nSent: by the driver.\n"):
        text = (
            f"From: Ada Author <ada@example.org>\n{head}\nBecause.\n---\n dial.c | 2 +-\n\n"
            "diff --git a/dial.c b/dial.c\n--- a/dial.c\n+++ b/dial.c\n@@ -1 +1 @@\n-a\n+b\n"
        )
        assert LineKind.DIFF in {line.kind for line in split_lines(text)}


QUILT = "--- widget-5.1.orig/Kconfig\n+++ widget-5.1/Kconfig\n@@ -1 +1,2 @@\n a\n+b\n"


def test_a_diff_of_quilt_names_files_of_any_kind() -> None:
    kinds = {line.kind for line in split_lines(f"Because.\n---\n Kconfig | 1 +\n\n{QUILT}")}
    assert LineKind.DIFF in kinds


@pytest.mark.parametrize("cut", ["+++ widget-5.1/Kconfig\n", "@@ -1 +1,2 @@\n"])
def test_dashes_before_a_path_begin_no_diff_alone(cut: str) -> None:
    kinds = {line.kind for line in split_lines(f"Because.\n\n{QUILT.replace(cut, '')}")}
    assert LineKind.DIFF not in kinds
