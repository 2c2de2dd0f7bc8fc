# SPDX-License-Identifier: GPL-2.0-or-later
"""One mail as rows."""

from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace

from tests.work import grows_linearly, steps
from tracker.model.mail import Evidence
from tracker.model.roles import Role
from tracker.model.views import Reason
from tracker.render.lines import Row
from tracker.render.mail import (
    Mail,
    MailRows,
    line_key,
    line_roles,
    mail_rows,
    take_apart,
    text_lines,
)


def rows_of(text: str, *, folded: bool = False, columns: int = 40) -> dict[str, Row]:
    """The rows of the text by their keys."""
    mail = Mail(message_id="m@example.org", text=take_apart(text), about=None)
    rows = mail_rows(mail, numbers=False, folded=folded, columns=columns)
    return {row.key: row for row in rows if row.key.startswith("line")}


def shown(row: Row) -> str:
    """A line without its looks and margin."""
    return "".join(span.text for span in row.draw(40))[2:]


def test_lines_are_counted_as_evidence_counts_them() -> None:
    """CR, LF and both end a line; a form feed or a line separator does not."""
    assert text_lines("a\r\nb\rc\n\nd\x0ce\u2028f\n") == ["a", "b", "c", "", "d\x0ce\u2028f"]
    assert text_lines("") == []


def test_quote_diff_and_signature_are_told_apart() -> None:
    """A minus is a removed line in a diff only, and the diff ends at the signature."""
    text = [
        "- not removed", "> quoted", "+++ no diff", "diff --git a/x b/x", "--- a/x", "+++ b/x",
        "@@ -1 +1 @@", "-old", "+new", " same", "-- ", "- bye",
    ]  # fmt: skip
    plain, quote, hunk = Role.PLAIN, Role.QUOTE, Role.HUNK
    assert list(line_roles(text)) == [
        plain, quote, plain, hunk, hunk, hunk, hunk, Role.REMOVED, Role.ADDED, plain,
        Role.DIM, plain,
    ]  # fmt: skip


def test_a_diff_without_git_s_line_is_seen() -> None:
    """Two lines of file names begin it; a rule of dashes does not."""
    roles = list(line_roles(["---", " x | 1 +", "--- a/x", "+++ b/x", "+new"]))
    assert roles == [Role.PLAIN, Role.PLAIN, Role.HUNK, Role.HUNK, Role.ADDED]


def test_a_long_line_is_wrapped_and_keeps_its_number() -> None:
    """Nothing of it is lost, and the next line is not renumbered."""
    rows = rows_of("x" * 100 + "\nnext\n")
    parts = [shown(row) for row in rows.values() if row.target.line == 1]
    assert "".join(parts) == "x" * 100
    assert shown(rows[line_key(2)]) == "next"


def test_tabs_are_shown_as_columns() -> None:
    """As a terminal would, to stops of eight."""
    assert shown(rows_of("a\tb")[line_key(1)]) == "a       b"


def test_folding_keeps_the_end_of_a_quote_and_short_quotes() -> None:
    """Line numbers do not change by it."""
    long = "> 1\n> 2\n> 3\n> 4\n> 5\nanswer\n> 1\n> 2\nanswer\n"
    rows = rows_of(long, folded=True)
    assert [row.target.line for row in rows.values()] == [1, 4, 5, 6, 7, 8, 9]
    assert "3 quoted lines" in shown(rows[line_key(1)])


def test_a_quote_at_the_end_is_folded_too() -> None:
    """It has nothing below it."""
    assert len(rows_of("top\n" + "> x\n" * 10, folded=True)) == 4


def test_a_line_a_fact_was_read_from_carries_it() -> None:
    """Facts of other mails do not mark this one."""

    def fact(message_id: str, line: int) -> Reason:
        evidence = Evidence(rule="tag.reply", message_id=message_id, line=line)
        return Reason(fact="f", topic="tag", evidence=evidence)

    here = fact("m@example.org", 2)
    mail = Mail(
        message_id="m@example.org",
        text=take_apart("a\nb\nc\n"),
        about=None,
        reasons=(here, fact("other@example.org", 3)),
    )
    rows = {row.key: row for row in mail_rows(mail, numbers=False, folded=False, columns=40)}
    assert rows[line_key(2)].target.evidence == (here.evidence,)
    assert rows[line_key(2)].draw(40)[0].text == "• "
    assert rows[line_key(3)].draw(40)[0].text == "  "


def test_a_huge_mail_is_made_in_linear_time() -> None:
    """One endless line, and a tenth as many lines."""

    def making(size: int) -> Callable[[], object]:
        text = "灯" * size + "\n" + "> x\n" * (size // 10)
        return lambda: rows_of(text, folded=True, columns=80)

    grows_linearly(making, 2_000, 10)


def whole(text: str, *, folded: bool = False, columns: int = 40) -> MailRows:
    """The rows of a mail, headers included."""
    mail = Mail(message_id="m@example.org", text=take_apart(text), about=None)
    return mail_rows(mail, numbers=False, folded=folded, columns=columns)


def test_rows_are_found_by_their_keys() -> None:
    """Also the later pieces of a long line; a folded line is found at its fold."""
    rows = whole("a\n" + "b" * 100 + "\nc\n")
    for index, row in enumerate(rows):
        if row.key != "headers.gap":
            assert rows.find(row.key) == index
    folded = whole("top\n> 1\n> 2\n> 3\n> 4\n> 5\nend\n", folded=True)
    at = folded.find(line_key(3))
    assert at is not None
    assert "3 quoted lines" in shown(folded[at])
    assert folded.find("nothing") is None
    assert whole("").find(line_key(1)) is None


def test_the_line_of_a_row_is_that_of_its_text() -> None:
    """0 above it."""
    rows = whole("a\n" + "b" * 100 + "\nc\n")
    lines = [rows.line_at(index) for index in range(len(rows))]
    assert lines == [0, 0, 0, 1, 2, 2, 2, 3]


def test_the_parts_of_a_diff_are_known() -> None:
    """The cut above the diffstat, and each file; not a rule in the text, nor a file's own lines."""
    text = (
        "words\n---\n a | 1 +\n\ndiff --git a/a b/a\n--- a/a\n+++ b/a\n@@ -1 +1 @@\n-x\n+y\n"
        "diff --git a/b b/b\n--- a/b\n+++ b/b\n@@ -1 +1 @@\n-x\n+y\n-- \n2.0\n"
    )
    assert take_apart(text).parts == (2, 5, 11)
    assert take_apart("--- a/x\n+++ b/x\n@@ -1 +1 @@\n-x\n+y\n").parts == (1,)
    assert take_apart("only words\n").parts == ()


def test_a_line_that_nobody_could_read_is_cut_and_says_so() -> None:
    """A megabyte on one line takes no more rows than a page of a book has letters."""
    rows = whole("x" * 1_000_000 + "\nnext\n", columns=80)
    assert len(rows) < 300
    assert any("980000 more characters" in shown(rows[at]) for at in range(len(rows)))
    assert shown(rows[len(rows) - 1]) == "next"


def test_a_mail_of_three_megabytes_is_laid_out_at_once() -> None:
    """A hundred thousand lines, of which a screen is drawn."""
    text = "+\tstatic int lamp(void) { return light(); }\n" * 75_000
    told = take_apart(text)
    mail = Mail(message_id="m@example.org", text=told, about=None)
    rows = mail_rows(mail, numbers=True, folded=True, columns=80)
    assert len(rows) > 75_000
    assert steps(lambda: [rows[at].draw(80) for at in range(50_000, 50_060)]) < 60 * 200


def test_the_subject_stands_above_the_text_only_where_the_title_cuts_it(
    make: SimpleNamespace,
) -> None:
    """Three rows in all: sender and date, the subject or a gap, the Message-ID."""
    line = make.thread()[0]
    for subject, wanted in (("lamp", "From Message-ID"), ("lamp " * 20, "From Subject Message-ID")):
        mail = Mail(
            message_id=line.message_id, text=take_apart("words\n"),
            about=replace(line, subject=subject),
        )  # fmt: skip
        rows = mail_rows(mail, False, True, 80)
        heads = ["".join(span.text for span in rows[at].draw(80)) for at in range(3)]
        assert " ".join(head.split()[0] for head in heads if head.strip()) == wanted
        assert "2026-03-11 12:00 UTC" in heads[0]
        assert rows.line_at(3) == 1
