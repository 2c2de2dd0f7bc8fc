# SPDX-License-Identifier: GPL-2.0-or-later
"""The review tab: every tag with what became of it, and every question."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from tracker.model.mail import Evidence, Person
from tracker.model.roles import Role
from tracker.model.status import Stage
from tracker.model.views import ObjectionView, PatchView
from tracker.render.lines import Row
from tracker.render.review import review_page
from tracker.render.review_table import table_rows

RIK = Person("Rik Reviewer", "rik@example.org")


def shown(rows: tuple[Row, ...], columns: int = 100) -> list[str]:
    """The lines without their roles, and without what only fills them."""
    return [" ".join("".join(s.text for s in row.draw(columns)).split()) for row in rows]


def page(make: SimpleNamespace, *patches: PatchView, columns: int = 100) -> tuple[Row, ...]:
    """The page of a version of these patches."""
    made = make.revision(3, Stage.UNDER_REVIEW)
    kept = patches or made.patches
    return review_page(make.view(), replace(made, patches=kept, expected=len(kept)), columns)


def numbered(make: SimpleNamespace, number: int, *tags: object, **changes: object) -> PatchView:
    """A patch at a place, with tags."""
    patch = make.revision(3, Stage.UNDER_REVIEW).patches[0]
    made = replace(patch, position=number, message_id=f"p{number}@example.org", tags=tags)
    return replace(made, title=f"lamp: part {number}", **changes)


def test_a_tag_tells_where_it_was_given_and_what_became_of_it(make: SimpleNamespace) -> None:
    """Fresh, carried from an older version, changed since, withdrawn, on a condition, lost."""
    given = {
        "2026-03-15": make.tag("Reviewed-by", RIK, given_on_version=3),
        "on v1, carried": make.tag("Acked-by", RIK, given_on_version=1, carried=True),
        "on v2, carried; 12 lines changed": make.tag(
            "Tested-by", RIK, carried=True, stale=True, changed_lines=12
        ),
        "withdrawn": make.tag("Nacked-by", RIK, given_on_version=3, withdrawn=True),
        "came with the patch": make.tag("Reviewed-by", RIK, given_on_version=3, carried=True),
        "on a condition": make.tag("Acked-by", RIK, given_on_version=3, conditional=True),
    }
    for words, tag in given.items():
        lines = shown(page(make, numbered(make, 1, tag)))
        assert any(line.startswith(tag.name) and line.endswith(words) for line in lines), words
    lost = make.tag("Reviewed-by", RIK, given_on_version=1, stale=False)
    lines = shown(page(make, numbered(make, 1, lost=(lost,))))
    told = "Reviewed-by Rik Reviewer patch 1 on v1, lost; patch unchanged"
    assert told in lines


def test_a_long_name_gives_way_to_what_became_of_its_tag(make: SimpleNamespace) -> None:
    """On a narrow screen; where there is room both are whole."""
    long = Person("Roderick Maximilian Reviewer", "rmr@example.org")
    stale = {"carried": True, "stale": True, "changed_lines": 46}
    patches = [numbered(make, n, make.tag("Acked-by", long, **stale)) for n in (1, 3, 5, 7, 9)]
    fate = "on v2, carried; 46 lines changed"
    lines = shown(page(make, *patches, columns=79), 79)
    assert f"Acked-by Roderick Maximi… all patches {fate}" in lines
    lines = shown(page(make, *patches), 100)
    assert f"Acked-by {long.name} all patches {fate}" in lines


def test_tags_that_read_the_same_stand_on_one_line(make: SimpleNamespace) -> None:
    """With the patches they are for; the evidence of each is behind it."""
    tags = [make.tag("Reviewed-by", RIK, given_on_version=3) for _ in range(5)]
    patches = [numbered(make, n, *(() if n == 4 else (tags[n - 1],))) for n in range(1, 6)]
    rows = page(make, *patches)
    at = next(at for at, line in enumerate(shown(rows)) if "patches 1-3, 5" in line)
    assert len(rows[at].target.evidence) == 4
    many = page(make, *(numbered(make, n, *tags[: n % 3 and 1]) for n in range(1, 14)))
    assert any("9 patches" in line for line in shown(many)), "numbers that do not fit are counted"
    everywhere = page(make, *(numbered(make, n, tags[0]) for n in range(1, 4)))
    assert any("all patches" in line for line in shown(everywhere))


def test_a_tag_opens_the_mail_that_gave_it_at_its_line(make: SimpleNamespace) -> None:
    """Not the patch."""
    rows = page(make, numbered(make, 1, make.tag("Reviewed-by", RIK)))
    tag = next(row for row, line in zip(rows, shown(rows), strict=True)
               if line.startswith("Reviewed-by"))  # fmt: skip
    assert (tag.target.message_id, tag.target.line) == ("reply@example.org", 10)


def test_answered_questions_tell_by_whom(make: SimpleNamespace) -> None:
    """And whether the line they stood under was changed."""
    asked = make.question()
    made = make.revision(3, Stage.UNDER_REVIEW)
    questions = (
        asked,
        replace(asked, answered_by="a@example.org", changed=True),
        replace(asked, answered_by="b@example.org", discussed_by="b@example.org", changed=False),
    )
    lines = shown(review_page(make.view(), replace(made, questions=questions), 100))
    assert "Questions: 1 open, 2 answered" in lines
    assert "? Rik Reviewer asks, 2026-03-17 (3d ago)" in lines
    text = " ".join(lines)
    assert "(3d ago); answered by the author, the next version changed that line" in text
    assert "another person answered, the next version did not change" in text


def objected(make: SimpleNamespace, version: int, state: str = "open") -> ObjectionView:
    return ObjectionView(
        message_id=f"o{version}@example.org",
        who=Person("Rik Reviewer", "rik@example.org"),
        date=make.ago(2),
        version=version,
        positions=(2,),
        kind="changes",
        quote="Please split it.",
        state=state,
        answered_by=None,
        evidence=Evidence(rule="objection.changes", message_id=f"o{version}@example.org", line=7),
    )


def test_an_open_objection_to_the_newest_version_is_red_and_stands_before_questions(
    make: SimpleNamespace,
) -> None:
    """It is what keeps a series out."""
    made = make.revision(3, Stage.UNDER_REVIEW, expected=3)
    rows = review_page(make.view(revisions=(made,), objections=(objected(make, 3),)), made, 100)
    lines = shown(rows)
    at = lines.index("! Rik Reviewer asked for changes on patch 2, 2026-03-18: Please split it.")
    assert at < next(n for n, line in enumerate(lines) if line.startswith("Questions:"))
    assert (rows[at].target.message_id, rows[at].target.line) == ("o3@example.org", 7)
    assert Role.BAD in {span.role for span in rows[at].draw(100)}


def test_settled_objections_and_those_to_older_versions_are_not_red(make: SimpleNamespace) -> None:
    old, new = make.revision(2, Stage.SUPERSEDED), make.revision(3, Stage.UNDER_REVIEW)
    said = (objected(make, 2, "overtaken by v3"), objected(make, 3, "answered"))
    view = make.view(revisions=(old, new), objections=said)
    for version in (old, new):
        page = review_page(view, version, 100)
        assert not any(Role.BAD in {span.role for span in row.draw(100)} for row in page)
    lines = shown(review_page(view, new, 100))
    assert "Objections: none open, 1 settled" in lines
    assert "objections to earlier versions: 1 to v2" in lines
    assert any("2026-03-18, answered: " in line for line in lines)
    assert any("overtaken by v3" in line for line in shown(review_page(view, old, 100)))


@pytest.mark.parametrize("columns", [40, 80, 200])
@pytest.mark.parametrize("people", [1, 5, 12])
@pytest.mark.parametrize("patches", [1, 5, 30])
def test_the_table_can_be_read_at_any_size(
    make: SimpleNamespace, patches: int, people: int, columns: int
) -> None:
    """No line is wider than the screen, titles keep room, and nobody is left out untold."""
    who = [Person(f"{chr(65 + n)}an Name", f"{n}@example.org") for n in range(people)]
    tags = [make.tag("Reviewed-by", one, given_on_version=2, stale=True) for one in who]
    made = make.revision(3, Stage.UNDER_REVIEW)
    held = tuple(numbered(make, n, *tags) for n in range(1, patches + 1))
    rows = table_rows(replace(made, patches=held, expected=patches), columns)
    lines = ["".join(s.text for s in row.draw(columns)) for row in rows[1:]]
    assert all(len(line) <= columns for line in lines)
    cells = [line for line in lines if f"1/{patches} " in line]
    assert cells
    assert "lamp: part 1" in cells[0]
    assert cells[0].count("R2~") == people or f"and {people - cells[0].count('R2~')} more" in (
        " ".join(" ".join(line.split()) for line in lines)
    )


def test_a_person_with_several_tags_keeps_the_columns(make: SimpleNamespace) -> None:
    """What does not fit ends with a plus sign."""
    tags = [make.tag(name, RIK, given_on_version=1, stale=True)
            for name in ("Reviewed-by", "Acked-by", "Tested-by", "Nacked-by")]  # fmt: skip
    lines = shown(page(make, numbered(make, 1, *tags)))
    assert any(line.endswith("R1~A1~+") for line in lines)
    assert "+ and more" in " ".join(lines)


def test_the_key_tells_only_the_marks_that_are_there(make: SimpleNamespace) -> None:
    """Fewer words are read."""
    lines = shown(page(make, numbered(make, 1, make.tag("Reviewed-by", RIK, given_on_version=3))))
    key = next(line for line in lines if line.startswith("R reviewed"))
    assert "~" not in key
    assert "given on v1" not in key
