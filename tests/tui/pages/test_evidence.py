"""The evidence of a row and of its series."""

from types import SimpleNamespace

from tracker.model.mail import Evidence
from tracker.model.views import Reason
from tracker.render.evidence import evidence_rows
from tracker.render.lines import Row, Target


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
    rows = evidence_rows(reasons, Target(evidence=(reasons[2].evidence,)), 100)
    assert near(rows)[0] == "Rik Reviewer reviewed patch 1"
    for reason in reasons:
        assert shown(rows).count(reason.fact) == 1


def test_a_topic_stands_for_the_row_as_a_whole(make: SimpleNamespace) -> None:
    """The turn's row shows what was said of the turn."""
    rows = evidence_rows(make.reasons(), Target(topics=frozenset({"question"})), 100)
    assert near(rows)[0] == "a question of Rik Reviewer is open"


def test_evidence_that_no_fact_names_is_shown_too(make: SimpleNamespace) -> None:
    """A row's own evidence is never left out."""
    own = Evidence(rule="log.own", message_id="log@example.org", line=7, quote="as it was said")
    lines = near(evidence_rows(make.reasons(), Target(evidence=(own,)), 100))
    assert "log.own  log@example.org, line 7" in lines
    assert "│ as it was said" in lines


def test_a_mail_s_row_shows_what_was_read_from_the_mail(make: SimpleNamespace) -> None:
    """Any line of it, or the one line the cursor is on."""
    mail = "reply@example.org"
    whole = near(evidence_rows(make.reasons(), Target(message_id=mail), 100))
    line = near(evidence_rows(make.reasons(), Target(message_id=mail, line=10), 100))
    assert "a question of Rik Reviewer is open" in whole
    assert "Rik Reviewer reviewed patch 1" in whole
    assert "a question of Rik Reviewer is open" not in line
    assert "Rik Reviewer reviewed patch 1" in line


def test_a_commit_is_a_place_too(make: SimpleNamespace) -> None:
    """Repository and digits stand where a mail would."""
    own = Evidence(rule="land.patch-id", repository="linux", commit="0123456789abcdef")
    rows = evidence_rows((), Target(evidence=(own,)), 100)
    assert "land.patch-id  linux 0123456789ab" in shown(rows)


def test_nothing_is_said_where_nothing_is_known() -> None:
    """An empty window would look broken."""
    assert shown(evidence_rows((), Target(), 100)) == ["nothing is written down about this"]


def test_a_long_message_id_gives_way_to_the_line(make: SimpleNamespace) -> None:
    """The line is what one looks for."""
    name = f"{'lamp-' * 30}v3@example.org"
    evidence = Evidence(rule="question.asked", message_id=name, line=1234, quote="Why?")
    reason = Reason(fact="a question is open", topic="question", evidence=evidence)
    rows = evidence_rows((reason,), Target(), 70)
    place = "".join(span.text for span in rows[2].draw(70))
    assert place.rstrip().endswith("@example.org, line 1234")
    assert "question.asked  lamp-lamp" in place
