# SPDX-License-Identifier: GPL-2.0-or-later
"""Builders of the records that the app shows: a series about a lamp, and what hangs on it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from tracker.model.landing import LandingStep, Proof, StepName
from tracker.model.mail import Evidence, Person
from tracker.model.relations import Kind
from tracker.model.review import Question, Tag
from tracker.model.rows import RevisionRow, SeriesRow
from tracker.model.status import Facts, Mover, Side, Stage, Turn
from tracker.model.views import (
    Edge,
    Event,
    Graph,
    Node,
    NoticeView,
    PatchView,
    Reason,
    RelationView,
    RevisionView,
    SeriesView,
    TargetView,
    ThreadLine,
)

NOW = datetime(2026, 3, 20, 12, tzinfo=UTC)
ANN = Person("Ann Author", "ann@example.org")
RIK = Person("Rik Reviewer", "rik@example.org")
TESS = Person("Tess Tester", "tess@example.org")
MAY = Person("May Maintainer", "may@example.org")

MAIL = """\
On Monday, Ann Author wrote:
> The lamp is lit before the door is shut.
> So the moths come in.
> They circle it.
> They do not leave.
> We cannot have that.

Why not shut the door first?

Reviewed-by: Rik Reviewer <rik@example.org>

diff --git a/lamp.c b/lamp.c
--- a/lamp.c
+++ b/lamp.c
@@ -1,2 +1,2 @@ static void lamp(void)
-\tlight();
+\tshut_and_light();
 }
-- 
Rik
"""


def ago(days: float) -> datetime:
    """So many days before the moment the tests stand at."""
    return NOW - timedelta(days=days)


def row(name: str = "lamp-v2@example.org", **changes: object) -> SeriesRow:
    """A line of the board."""
    made = SeriesRow(
        id=name,
        title="lamp: shut the door before the light",
        author=ANN,
        lists=("linux-lamps@example.org",),
        project=None,
        stage=Stage.UNDER_REVIEW,
        turn=Turn(
            side=Side.AUTHOR,
            people=(Mover(ANN.name, ANN.email, "wrote it"),),
            since=ago(3),
            reasons=("a question is open",),
        ),
        last_activity=ago(3),
        revisions=(
            RevisionRow(
                version=2, label="v2", message_id=name, date=ago(9), expected=2, patches=(name,)
            ),
        ),
        tracked=True,
        reviewed=1,
        open_questions=1,
        blocked=False,
        summary="v2 is under review",
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # a test names fields it knows


def tag(name: str, who: Person, **changes: object) -> Tag:
    """A tag on a patch."""
    quote = f"{name}: {who.name} <{who.email}>"
    made = Tag(
        name=name, person=who, message_id="reply@example.org",
        patch="", given_on_version=2, carried=False, stale=False, withdrawn=False,
        conditional=False, date=ago(5),
        evidence=Evidence(rule="tag.reply", message_id="reply@example.org", line=10, quote=quote),
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]  # a test names fields it knows


def _rungs(number: int) -> tuple[LandingStep, ...]:
    posted = Evidence(rule="posted", message_id=f"lamp-v2-{number}@example.org")
    notice = Evidence(
        rule="notice.patchwork", message_id="notice@example.org", line=4, quote="was applied"
    )
    return (
        LandingStep(rung=StepName.POSTED, date=ago(9), proof=Proof.TRAILER, evidence=posted),
        LandingStep(
            rung=StepName.TREE, tree="lamps/lamps-next.git", branch="main", commit="0123456789abcd",
            date=ago(2), by=MAY, proof=Proof.NOTICE, evidence=notice,
        ),
    )  # fmt: skip


def patches() -> tuple[PatchView, ...]:
    """Two patches; the first one is reviewed, tested and applied."""
    tags = (tag("Reviewed-by", RIK), tag("Tested-by", TESS), tag("Acked-by", MAY, stale=True))
    return (
        PatchView(
            position=1, message_id="lamp-v2-1@example.org", title="lamp: shut the door",
            author=ANN, patch_id=None, stage=Stage.APPLIED, tags=tags, landing=_rungs(1),
        ),
        PatchView(
            position=2, message_id="lamp-v2-2@example.org", title="lamp: light the lamp",
            author=ANN, patch_id=None, stage=Stage.UNDER_REVIEW, tags=(),
            landing=_rungs(2)[:1],
        ),
    )  # fmt: skip


def question(text: str = "Why not shut the door first?") -> Question:
    """A question nobody has answered."""
    return Question(
        message_id="reply@example.org", who=RIK, date=ago(3), quote=text,
        under="+\tlight();", answered_by=None,
        evidence=Evidence(rule="question", message_id="reply@example.org", line=8, quote=text),
    )  # fmt: skip


def revision(version: int, stage: Stage, **changes: object) -> RevisionView:
    """One version of the series."""
    notice = NoticeView(
        kind="patchwork", message_id="notice@example.org", date=ago(2), who=MAY,
        tree="lamps/lamps-next.git", branch="main", scope="some", positions=(1,),
        commits=("0123456789abcd",), dropped=False, sure=True,
        evidence=Evidence(rule="notice.patchwork", message_id="notice@example.org", line=4),
    )  # fmt: skip
    made = RevisionView(
        version=version, label=f"v{version}", message_id=f"lamp-v{version}@example.org",
        title="lamp: shut the door before the light", url="https://example.org/lamp",
        date=ago(30 - 10 * version), stage=stage, stage_since=ago(5), expected=2, complete=True,
        missing=(), base_commit=None, change_id=None, rfc=version == 1, resend=False,
        patches=patches(), notices=(notice,), questions=(question(),),
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]  # a test names fields it knows


def thread() -> tuple[ThreadLine, ...]:
    """Cover, patch, reply, notice."""
    told = [
        ("lamp-v2@example.org", None, ANN, "[PATCH v2 0/2] lamp: the door", 0, "cover", ()),
        ("lamp-v2-1@example.org", 0, ANN, "[PATCH v2 1/2] lamp: shut it", 1, "patch", ()),
        ("reply@example.org", 1, RIK, "Re: [PATCH v2 1/2] lamp: shut it", 2, "reply",
         ("Reviewed-by", "question")),
        ("lamp-v2-2@example.org", 0, ANN, "[PATCH v2 2/2] lamp: light it", 1, "patch", ()),
        ("notice@example.org", 0, MAY, "Re: [PATCH v2 0/2] lamp: the door", 1, "notice", ()),
    ]  # fmt: skip
    return tuple(
        ThreadLine(
            message_id=name,
            parent=None if parent is None else told[parent][0],
            date=ago(9 - number),
            who=who,
            subject=subject,
            depth=depth,
            role=role,
            marks=marks,
        )
        for number, (name, parent, who, subject, depth, role, marks) in enumerate(told)
    )


def relation(kind: Kind, target: str, title: str | None) -> RelationView:
    """A link of the author to something."""
    return RelationView(
        kind=kind, direction="out", confidence=0.9,
        target=TargetView(
            message_id=target, url=f"https://example.org/{target}", title=title, project=None,
            stage=None, id=None, version=None, landed=None,
        ),
        evidence=Evidence(rule="relation.words", message_id="lamp-v2@example.org", line=3),
    )  # fmt: skip


def view(name: str = "lamp-v2@example.org", **changes: object) -> SeriesView:
    """A series, whole."""
    made = SeriesView(
        id=name,
        title="lamp: shut the door before the light",
        author=ANN,
        lists=("linux-lamps@example.org",),
        project=None,
        change_id="20260301-lamp",
        url="https://example.org/lamp",
        stage=Stage.PARTIALLY_APPLIED,
        stage_since=ago(2),
        summary="v2 is partly applied: 1 of 2 patches are in lamps-next",
        facts=Facts(blocked=True),
        turn=Turn(
            side=Side.AUTHOR, people=(Mover(ANN.name, ANN.email, "wrote it"),), since=ago(3),
            reasons=("Rik Reviewer asked a question on patch 1 three days ago",),
        ),
        revisions=(revision(1, Stage.SUPERSEDED), revision(2, Stage.PARTIALLY_APPLIED)),
        relations=(relation(Kind.DISCUSSION, "talk@example.org", "moths, a discussion"),),
        checks=(),
        events=(
            Event(date=ago(2), kind="applied", text="patch 1 applied to lamps-next by May",
                  message_id="notice@example.org", commit="0123456789abcd"),
            Event(date=ago(9), kind="posted", text="v2 posted", message_id="lamp-v2@example.org",
                  commit=None),
        ),
        thread=thread(),
        evidence=(Evidence(rule="evolve.change-id", message_id="lamp-v2@example.org", line=20),),
        as_of=NOW,
        fetched=None,
        abridged=False,
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]  # a test names fields it knows


def node(name: str, title: str, **changes: object) -> Node:
    """A work of the graph."""
    made = Node(
        id=name, title=title, project="lamps", stage=Stage.APPLIED, version=3,
        url=f"https://example.org/{name}", landed="applied 2026-03-01 to lamps-next", turn=None,
        missing=False,
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]  # a test names fields it knows


def graph(root: str = "lamp-v2@example.org") -> Graph:
    """The lamp needs the hinge, the hinge follows the door; the wick is not at hand."""
    because = Evidence(rule="relation.words", message_id=root, line=3, quote="needs the hinge")
    return Graph(
        root=root,
        nodes=(
            node(root, "lamp", stage=Stage.UNDER_REVIEW, landed=None, turn="author"),
            node("hinge@example.org", "hinge: oil it"),
            node("wick@example.org", "wick: trim it", missing=True, stage=None, landed=None),
            node("door@example.org", "door: hang it"),
        ),
        edges=(
            Edge(source=root, target="hinge@example.org", kind=Kind.DEPENDS_ON, evidence=because),
            Edge(source="wick@example.org", target=root, kind=Kind.COMPANION, evidence=because),
            Edge(source="hinge@example.org", target="door@example.org", kind=Kind.FOLLOWS,
                 evidence=because),
        ),
        limits=(),
        as_of=NOW,
    )  # fmt: skip


def reasons() -> tuple[Reason, ...]:
    """Facts with their evidence."""
    return (
        Reason(
            fact="stage partially-applied", topic="stage",
            evidence=Evidence(rule="notice.patchwork", message_id="notice@example.org", line=4,
                              quote="This series was applied to lamps/lamps-next.git (main)"),
        ),
        Reason(
            fact="a question of Rik Reviewer is open", topic="question",
            evidence=question().evidence,
        ),
        Reason(
            fact="Rik Reviewer reviewed patch 1", topic="tag",
            evidence=tag("Reviewed-by", RIK).evidence,
        ),
    )  # fmt: skip


@pytest.fixture
def make() -> SimpleNamespace:
    """The builders of records."""
    return SimpleNamespace(
        row=row, view=view, revision=revision, question=question, tag=tag, node=node, graph=graph,
        thread=thread, relation=relation, reasons=reasons, ago=ago, mail=MAIL, now=NOW,
    )  # fmt: skip
