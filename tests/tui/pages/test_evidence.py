# SPDX-License-Identifier: GPL-2.0-or-later
"""The evidence of a row and of its series."""

from types import SimpleNamespace

from tracker.model.mail import Evidence
from tracker.render.evidence import evidence_rows
from tracker.render.lines import Row, RowTarget


def shown(rows: tuple[Row, ...]) -> list[str]:
    """The lines without their roles."""
    return ["".join(span.text for span in row.draw(100)).strip() for row in rows]


def near(rows: tuple[Row, ...]) -> list[str]:
    """What stands under the heading of the line itself."""
    lines = shown(rows)
    if "Of this line" not in lines:
        return []
    end = lines.index("Of the whole series") if "Of the whole series" in lines else len(lines)
    return lines[lines.index("Of this line") + 1 : end]


def test_facts_read_from_the_row_s_own_evidence_come_first(make: SimpleNamespace) -> None:
    """All others follow, none twice."""
    reasons = make.reasons()
    rows = evidence_rows(reasons, RowTarget(evidence=(reasons[2].evidence,)), 100)
    assert near(rows)[0] == "Rik Reviewer reviewed patch 1"
    for reason in reasons:
        assert shown(rows).count(reason.fact) == 1


def test_a_topic_stands_for_the_row_as_a_whole(make: SimpleNamespace) -> None:
    """The turn's row shows what was said of the turn."""
    rows = evidence_rows(make.reasons(), RowTarget(topics=frozenset({"question"})), 100)
    assert near(rows)[0] == "a question of Rik Reviewer is open"


def test_evidence_that_no_fact_names_is_shown_too(make: SimpleNamespace) -> None:
    """A row's own evidence is never left out."""
    own = Evidence(rule="log.own", message_id="log@example.org", line=7, quote="as it was said")
    lines = near(evidence_rows(make.reasons(), RowTarget(evidence=(own,)), 100))
    assert lines[1:5] == [
        "rule    log.own", "mail    https://lore.kernel.org/all/log@example.org/", "line    7",
        "words   > as it was said",
    ]  # fmt: skip


def test_a_mail_s_row_shows_what_was_read_from_the_mail(make: SimpleNamespace) -> None:
    """Any line of it, or the one line the cursor is on."""
    mail = "reply@example.org"
    whole = near(evidence_rows(make.reasons(), RowTarget(message_id=mail), 100))
    line = near(evidence_rows(make.reasons(), RowTarget(message_id=mail, line=10), 100))
    assert "a question of Rik Reviewer is open" in whole
    assert "Rik Reviewer reviewed patch 1" in whole
    assert "a question of Rik Reviewer is open" not in line
    assert "Rik Reviewer reviewed patch 1" in line


def test_a_commit_is_a_place_too(make: SimpleNamespace) -> None:
    """Repository and digits stand where a mail would."""
    own = Evidence(rule="land.patch-id", repository="linux", commit="0123456789abcdef")
    rows = evidence_rows((), RowTarget(evidence=(own,)), 100)
    assert "commit  0123456789abcdef in linux" in shown(rows)


def test_nothing_is_said_where_nothing_is_known() -> None:
    """An empty window would look broken."""
    assert shown(evidence_rows((), RowTarget(), 100)) == ["no evidence is known of this"]
