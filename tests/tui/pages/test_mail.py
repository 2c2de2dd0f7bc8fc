# SPDX-License-Identifier: GPL-2.0-or-later
"""One mail as rows."""

from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace

from tests.work import grows_linearly, steps
from tracker.model.board import MailHeaders
from tracker.model.mail import Evidence
from tracker.model.people import Person
from tracker.model.roles import Role
from tracker.model.signatures import Signature, SignatureKind, SignatureState
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


def test_prose_is_folded_between_words_and_a_diff_keeps_its_blanks() -> None:
    """A quote goes on with its sign; what continues a quote or a line of a diff has a mark."""
    text = (
        "a lamp that is lit before the door is shut by the porter\n"
        "> why is a lamp lit before any door is shut by him\n"
        "diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n"
        "+\tlight(the_lamp,   before_the_door,   and_the_gate);\n"
    )
    rows = rows_of(text, columns=42)
    drawn = [(row.target.line, "".join(one.text for one in row.draw(42))) for row in rows.values()]
    assert [line for number, line in drawn if number == 1] == [
        "  a lamp that is lit before the door is", "  shut by the porter",
    ]  # fmt: skip
    assert [line for number, line in drawn if number == 2] == [
        "  > why is a lamp lit before any door is", "↪ > shut by him",
    ]  # fmt: skip
    whole_line = "+       light(the_lamp,   before_the_door,   and_the_gate);"
    pieces = [line for number, line in drawn if number == 7]
    assert [one[:2] for one in pieces] == ["  ", "↪ "]
    assert "".join(one[2:] for one in pieces) == whole_line


def test_the_headers_name_to_whom_a_mail_went_once(make: SimpleNamespace) -> None:
    """As many as fit, and how many more; who signed it, and that nothing was checked."""
    line = make.thread()[0]
    ann, rik = Person("Ann Author", "ann@example.org"), Person("Rik Reviewer", "rik@example.org")
    headers = MailHeaders(
        to=(ann, replace(ann, email="ann@other.example.org")),
        copied=(rik, *(Person(f"Max Other {n}", f"max{n}@example.org") for n in range(9))),
        lists=("linux-lamps.example.org",),
        signed=(("dkim", "example.org"),),
    )
    mail = Mail(message_id="m", text=take_apart("words\n"), about=line, headers=headers)

    def heads(mail: Mail) -> list[str]:
        rows = mail_rows(mail, False, True, 60, titled=True)
        return ["".join(one.text for one in row.draw(60)).rstrip() for row in rows][:-1]

    shown = heads(mail)
    assert [one.split()[0] for one in shown if one] == [
        "Subject", "From", "To", "Cc", "List", "Signed", "Message-ID",
    ]  # fmt: skip
    assert shown[2].endswith("Ann Author")
    assert shown[3].endswith("Rik Reviewer, Max Other 0, Max Other 1 +7")
    assert shown[5].endswith("dkim of example.org, not checked")
    checked = Signature(kind=SignatureKind.DKIM, state=SignatureState.INVALID,
                        identity="example.org", selector="s", of_sender=True)  # fmt: skip
    told = heads(replace(mail, headers=replace(headers, checked=(checked,))))
    assert told[5].endswith("✗ not valid: dkim example.org")


def test_empty_lines_above_the_text_are_left_out_and_counted() -> None:
    """Where the lines are numbered they stand there; a fact on one leads to the first line."""
    rows = whole("\n\n\nwords\n\nmore\n")
    assert [rows.line_at(at) for at in range(len(rows))][-3:] == [4, 5, 6]
    assert rows.find(line_key(2)) == rows.find(line_key(4))
    mail = Mail(message_id="m@example.org", text=take_apart("\n\nwords\n"), about=None)
    assert mail_rows(mail, numbers=True, folded=False, columns=40).find(line_key(1)) is not None
    assert whole("\n\n").find(line_key(1)) is None
