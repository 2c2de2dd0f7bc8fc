# SPDX-License-Identifier: GPL-2.0-or-later
"""The review table."""

from dataclasses import replace
from types import SimpleNamespace

from tracker.model.mail import Person
from tracker.model.roles import Role
from tracker.model.status import Stage
from tracker.model.views import RevisionView
from tracker.render.lines import Span
from tracker.render.review_table import table_rows


def table(make: SimpleNamespace, *tags: object, columns: int = 80) -> list[tuple[Span, ...]]:
    """The lines of a table of one patch with these tags."""
    revision: RevisionView = make.revision(2, Stage.UNDER_REVIEW)
    patch = replace(revision.patches[0], tags=tags)
    rows = table_rows(replace(revision, patches=(patch,), expected=1), columns)
    return [row.draw(columns) for row in rows]


def text(line: tuple[Span, ...]) -> str:
    """A line without its roles."""
    return "".join(span.text for span in line)


def test_a_person_has_a_column_and_letters_for_tags(make: SimpleNamespace) -> None:
    """Two tags of one person stand together."""
    rik = Person("Rik Reviewer", "rik@example.org")
    lines = table(make, make.tag("Reviewed-by", rik), make.tag("Tested-by", rik))
    assert text(lines[1]).split() == ["RR"]
    assert text(lines[2]).split()[-1] == "RT"
    assert "RR Rik Reviewer" in text(lines[3])


def test_a_tag_shows_what_is_wrong_with_it(make: SimpleNamespace) -> None:
    """Stale, withdrawn and conditional tags are marked, a nack is bad."""
    people = [Person(f"{letter}a Name", f"{letter}@example.org") for letter in "ABCD"]
    lines = table(
        make,
        make.tag("Reviewed-by", people[0], stale=True),
        make.tag("Acked-by", people[1], withdrawn=True),
        make.tag("Tested-by", people[2], conditional=True),
        make.tag("Nacked-by", people[3]),
    )
    given = [(span.text.strip(), span.role) for span in lines[2][-4:]]
    assert given == [
        ("R~", Role.WARN),
        ("A-", Role.DIM),
        ("T?", Role.WARN),
        ("N", Role.BAD),
    ]


def test_people_of_equal_initials_are_told_apart(make: SimpleNamespace) -> None:
    """By a number."""
    one, two = Person("Ann Bee", "a@example.org"), Person("Abe Boo", "b@example.org")
    lines = table(make, make.tag("Reviewed-by", one), make.tag("Reviewed-by", two))
    assert text(lines[1]).split() == ["AB", "AB2"]


def test_people_that_do_not_fit_are_counted(make: SimpleNamespace) -> None:
    """A narrow screen keeps room for the titles."""
    tags = [make.tag("Reviewed-by", Person(f"P{n} Name", f"p{n}@example.org")) for n in range(30)]
    lines = table(make, *tags, columns=80)
    assert all(sum(len(span.text) for span in line) <= 80 for line in lines)
    assert any("and 18 more" in text(line) for line in lines)


def test_no_tags_is_said(make: SimpleNamespace) -> None:
    """Instead of an empty table."""
    assert any("no tags yet" in text(line) for line in table(make))


def test_no_tags_are_awaited_of_what_has_landed(make: SimpleNamespace) -> None:
    """None came, and none will."""
    bare = tuple(replace(patch, tags=()) for patch in make.revision(2, Stage.APPLIED).patches)
    revision = replace(make.revision(2, Stage.APPLIED), patches=bare)
    lines = [text(row.draw(80)).rstrip() for row in table_rows(revision, 80)]
    assert lines[0].endswith(", no tags")


def test_a_missing_patch_has_a_line(make: SimpleNamespace) -> None:
    """It was not found, which is not the same as not reviewed."""
    revision = make.revision(2, Stage.INCOMPLETE, expected=3, missing=(3,), complete=False)
    lines = [text(row.draw(80)) for row in table_rows(revision, 80)]
    assert any("3/3" in line and "not found" in line for line in lines)
