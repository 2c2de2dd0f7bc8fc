# SPDX-License-Identifier: GPL-2.0-or-later
"""Series made up for the tests of the reports; nobody and nothing in them is real."""

from dataclasses import replace
from datetime import UTC, datetime

from tracker.model.landing import LandingStep, Proof, StepName
from tracker.model.mail import Evidence, Person
from tracker.model.relations import Kind
from tracker.model.review import Question, Tag
from tracker.model.rows import RevisionRow, SeriesRow
from tracker.model.status import Facts, Mover, Side, Stage, Turn
from tracker.model.views import (
    Event,
    NoticeView,
    PatchView,
    Reason,
    RelationView,
    RevisionView,
    SeriesView,
    TargetView,
    ThreadLine,
)

NOW = datetime(2025, 3, 20, 12, 0, tzinfo=UTC)
ANN = Person("Ann Author", "ann@example.org")
RITA = Person("Rita Reviewer", "rita@example.org")
RON = Person("Ron Root", "ron@example.org")
TIM = Person("Tim Tester", "tim@example.org")
MIA = Person("Mia Maintainer", "mia@example.org")


def at(day: int, month: int = 3, hour: int = 9) -> datetime:
    """A moment of 2025."""
    return datetime(2025, month, day, hour, 30, tzinfo=UTC)


def proof(rule: str, name: str = "", line: int | None = None, quote: str = "") -> Evidence:
    """Evidence in a message."""
    return Evidence(rule=rule, message_id=name or None, line=line, quote=quote)


def tag(name: str, who: Person, patch: int, **more: object) -> Tag:
    """A tag given in an answer to a patch of the second version."""
    message = f"answer-{patch}-{who.name.split()[0].lower()}@example.org"
    plain = Tag(
        name=name,
        person=who,
        message_id=message,
        patch="",
        given_on_version=2,
        carried=False,
        stale=None,
        withdrawn=False,
        conditional=False,
        date=at(12),
        evidence=proof("tag.reply", message, 4, f"{name}: {who.name} <{who.email}>"),
    )
    return replace(plain, **more)  # type: ignore[arg-type]  # fields are named by the test


def rung(name: StepName, commit: str | None, **more: object) -> LandingStep:
    """A rung in a maintainer's tree, told by a notice."""
    plain = LandingStep(
        rung=name,
        tree="gadgets/gadgets-next.git",
        branch="for-next",
        commit=commit,
        date=at(14),
        by=MIA,
        proof=Proof.NOTICE,
        evidence=proof(
            "notice.patchwork", "notice@example.org", 9, f"- https://x.example/c/{commit}"
        ),
    )
    return replace(plain, **more)  # type: ignore[arg-type]  # fields are named by the test


def patch(position: int, title: str, stage: Stage, **more: object) -> PatchView:
    """A patch of the second version."""
    plain = PatchView(
        position=position,
        message_id=f"v2-{position}@example.org",
        title=title,
        author=ANN,
        patch_id="5" * 40,
        stage=stage,
        tags=(),
        landing=(),
    )
    return replace(plain, **more)  # type: ignore[arg-type]  # fields are named by the test


QUESTION = Question(
    message_id="answer-3-ron@example.org",
    who=RON,
    date=at(13),
    quote="What keeps the lever from moving while the lock is dropped?",
    under="+\tlever->state = GADGET_IDLE;",
    answered_by=None,
    evidence=proof("remark.question", "answer-3-ron@example.org", 31, "What keeps the lever"),
)
NOTICES = (
    NoticeView(
        kind="patchwork",
        message_id="notice@example.org",
        date=at(14),
        who=MIA,
        tree="gadgets/gadgets-next.git",
        branch="for-next",
        scope="listed",
        positions=(1, 2),
        commits=("1a" * 6, "2b" * 6),
        dropped=False,
        sure=True,
        evidence=proof("notice.patchwork", "notice@example.org", 3, "This series was applied"),
    ),
    NoticeView(
        kind="person",
        message_id="claim@example.org",
        date=at(15),
        who=RON,
        tree=None,
        branch=None,
        scope="some",
        positions=(3,),
        commits=(),
        dropped=False,
        sure=False,
        evidence=proof("notice.person", "claim@example.org", 2, "I think I took the last one too"),
    ),
)
LADDER = {
    1: (
        rung(StepName.POSTED, None, tree=None, branch=None, by=None, date=at(10)),
        rung(StepName.TREE, "1a" * 6),
        rung(
            StepName.MAINLINE,
            "1a" * 20,
            tree="linux.git",
            branch="master",
            merge="9f" * 20,
            date=at(16),
            by=None,
            proof=Proof.TRAILER,
        ),
        rung(
            StepName.RELEASE,
            "1a" * 20,
            tree="linux.git",
            branch=None,
            tag="v6.99-rc1",
            date=at(18),
            by=None,
            proof=Proof.PATCH_ID,
        ),
    ),
    2: (rung(StepName.TREE, "2b" * 6),),
}
PATCHES = (
    patch(
        1,
        "gadgets: say which levers a driver cannot move by itself",
        Stage.RELEASED,
        landing=LADDER[1],
        tags=(
            tag("Reviewed-by", RITA, 1, series=True),
            tag("Reviewed-by", RON, 1, given_on_version=1, carried=True, stale=True),
        ),
    ),
    patch(
        2,
        "gadgets: leave the lock to the caller",
        Stage.APPLIED,
        landing=LADDER[2],
        tags=(
            tag("Reviewed-by", RITA, 2, series=True),
            tag("Acked-by", MIA, 2, conditional=True),
            tag("Tested-by", TIM, 2),
        ),
    ),
    patch(
        3,
        "selftests/gadgets: move every lever once, also those that have no driver at all",
        Stage.UNDER_REVIEW,
        tags=(
            tag("Reviewed-by", RITA, 3, series=True),
            tag("Nacked-by", RON, 3, withdrawn=True),
        ),
    ),
)
SECOND = RevisionView(
    version=2,
    label="v2",
    message_id="v2-0@example.org",
    title="gadgets: levers without a driver",
    url="https://lists.example.org/all/v2-0@example.org/",
    date=at(10),
    stage=Stage.PARTIALLY_APPLIED,
    stage_since=at(14),
    expected=3,
    complete=True,
    missing=(),
    base_commit="b" * 40,
    change_id="20250301-levers-1a2b3c4d5e6f",
    rfc=False,
    resend=False,
    patches=PATCHES,
    notices=NOTICES,
    questions=(QUESTION, replace(QUESTION, answered_by="v2-back@example.org")),
)
FIRST = replace(
    SECOND,
    version=1,
    label="",
    message_id="v1-0@example.org",
    url="https://lists.example.org/all/v1-0@example.org/",
    date=at(1),
    stage=Stage.SUPERSEDED,
    stage_since=at(10),
    complete=False,
    missing=(2,),
    rfc=True,
    patches=(replace(PATCHES[0], message_id="v1-1@example.org", tags=(), landing=()),),
    notices=(),
    questions=(),
)


def target(title: str, project: str | None, stage: Stage | None, name: str) -> TargetView:
    """The other end of a relation."""
    return TargetView(
        message_id=name,
        url=f"https://lists.example.org/all/{name}/",
        title=title,
        project=project,
        stage=stage,
        id=name if stage else None,
        version=3 if stage else None,
        landed="applied 2025-03-11 to master of winch.git" if stage is Stage.APPLIED else None,
    )


def relation(kind: Kind, direction: str, end: TargetView, quote: str) -> RelationView:
    """A link written in the cover letter."""
    return RelationView(
        kind=kind,
        direction=direction,
        confidence=0.9,
        target=end,
        evidence=Evidence(
            rule="link.prose", message_id="v2-0@example.org", line=12, quote=quote, url=end.url
        ),
    )


WINCH = target("winch: read levers without driver", "winch", Stage.APPLIED, "winch@example.org")
RELATIONS = (
    relation(Kind.DEPENDS_ON, "out", WINCH, "The last patch needs the winch of [1]."),
    relation(
        Kind.FOLLOWS,
        "out",
        target("gadgets: first levers", "gadgets", Stage.MAINLINE, "first@example.org"),
        "This continues the work on levers.",
    ),
    relation(
        Kind.DEPENDS_ON,
        "in",
        target("docs: how to move a lever", "docs", Stage.UNDER_REVIEW, "docs@example.org"),
        "Builds on the levers without a driver.",
    ),
    relation(Kind.DISCUSSION, "out", target("", None, None, "talk@example.org"), "See there."),
    relation(Kind.MENTIONS, "out", target("", None, None, "other@example.org"), "By the way:"),
    relation(Kind.PREVIOUS_VERSION, "out", target("", None, None, "v1-0@example.org"), "v1:"),
)
EVENTS = (
    Event(
        date=at(18),
        kind="released",
        text="Patch 1 is in v6.99-rc1",
        message_id=None,
        commit="1a" * 20,
    ),
    Event(
        date=at(14),
        kind="applied",
        text="Mia Maintainer applied patches 1 and 2 to gadgets-next",
        message_id="notice@example.org",
        commit=None,
    ),
    Event(date=at(10), kind="posted", text="v2 posted", message_id="v2-0@example.org", commit=None),
)
FULL = SeriesView(
    id="v1-0@example.org",
    title="gadgets: levers without a driver",
    author=ANN,
    lists=("gadgets@lists.example.org", "levers@lists.example.org"),
    project="gadgets",
    change_id="20250301-levers-1a2b3c4d5e6f",
    url="https://lists.example.org/all/v2-0@example.org/",
    stage=Stage.PARTIALLY_APPLIED,
    stage_since=at(14),
    summary="Two of three patches are applied; the third waits for an answer to Ron Root.",
    facts=Facts(resend=True, blocked=True),
    turn=Turn(
        side=Side.AUTHOR,
        people=(Mover(ANN.name, ANN.email, "wrote it"),),
        since=at(13),
        reasons=("Ron Root asked about patch 3, and nobody has answered.",),
    ),
    revisions=(FIRST, SECOND),
    relations=RELATIONS,
    checks=(),
    events=EVENTS,
    thread=(
        ThreadLine(
            message_id="v2-0@example.org",
            parent=None,
            date=at(10),
            who=ANN,
            subject="[PATCH v2 0/3] gadgets: levers without a driver",
            depth=0,
            role="cover",
            marks=("Reviewed-by",),
        ),
    ),
    evidence=(proof("revision.change-id", "v2-0@example.org", 40, "change-id: 20250301-levers"),),
    as_of=NOW,
    fetched=at(20, hour=8),
    abridged=True,
)
EMPTY = replace(
    FULL,
    id="empty@example.org",
    title="",
    author=Person("", ""),
    lists=(),
    project=None,
    change_id=None,
    stage=Stage.NEW,
    summary="",
    facts=Facts(),
    turn=Turn(side=Side.NOBODY),
    revisions=(),
    relations=(),
    events=(),
    thread=(),
    evidence=(),
    fetched=None,
    abridged=False,
)


def row(view: SeriesView, **more: object) -> SeriesRow:
    """A view as a line of a list."""
    plain = SeriesRow(
        id=view.id,
        title=view.title,
        author=view.author,
        lists=view.lists,
        project=view.project,
        stage=view.stage,
        turn=view.turn,
        last_activity=at(15),
        revisions=tuple(
            RevisionRow(
                version=posting.version,
                label=posting.label,
                message_id=posting.message_id,
                date=posting.date,
                expected=posting.expected,
                patches=tuple(part.message_id for part in posting.patches),
            )
            for posting in view.revisions
        ),
        tracked=False,
        reviewed=2,
        open_questions=1,
        blocked=view.facts.blocked,
        summary=view.summary,
    )
    return replace(plain, **more)  # type: ignore[arg-type]  # fields are named by the test


REASONS = (
    Reason(fact="stage partially-applied", topic="stage", evidence=NOTICES[0].evidence),
    Reason(
        fact="depends on winch v3",
        topic="relation",
        evidence=RELATIONS[0].evidence,
    ),
    Reason(
        fact="patch 1 landed as 1a1a1a1a1a1a",
        topic="landing",
        evidence=Evidence(rule="land.trailer", repository="linux", commit="1a" * 20),
    ),
)
