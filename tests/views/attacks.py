# SPDX-License-Identifier: GPL-2.0-or-later
"""What a mail may try, in every place of a series where text of mail is shown."""

from dataclasses import replace

from tests.views.samples import (
    EVENTS,
    FULL,
    NOTICES,
    QUESTION,
    RELATIONS,
    SECOND,
    at,
    patch,
    rung,
    tag,
)
from tracker.model.landing import StepName
from tracker.model.mail import Evidence, Person
from tracker.model.status import Mover, Side, Stage, Turn
from tracker.model.views import SeriesView, TargetView

HOSTILE = '\x1b]0;gone\x07\x1b[2J\x9b31m\u202egnp.exe\u2066\u200b<script>"]--> `%%{init}%% #quot;'
"""What a mail may try: escapes, bidi overrides, markup, and the ends of labels."""


def hostile() -> SeriesView:
    """The full series with every text of mail replaced by an attack or by far too much."""
    bad = Person(HOSTILE, HOSTILE)
    long = HOSTILE + "x" * 10_000
    seen = Evidence(rule="tag.reply", message_id=long, line=1, quote=long, url=long, commit=HOSTILE)
    tags = (tag("Reviewed-by", bad, 1, message_id=HOSTILE, evidence=seen),)
    steps = (rung(StepName.TREE, HOSTILE, tree=HOSTILE, branch=long, by=bad, evidence=seen),)
    wide = "\u6f22\u5b57" * 5_000
    patches = (
        patch(1, long, Stage.APPLIED, message_id=long, author=bad, tags=tags, landing=steps),
        patch(2, wide, Stage.NEW, message_id=HOSTILE, author=bad, tags=tags),
        patch(3, "e" + "\u0301" * 10_000, Stage.NEW),
        patch(4, "\ud800 lone", Stage.NEW),
    )
    question = replace(QUESTION, who=bad, quote=long, under=long, message_id=long, evidence=seen)
    notice = replace(NOTICES[1], who=bad, tree=long, evidence=seen)
    posting = replace(
        SECOND,
        label=HOSTILE,
        message_id=long,
        title=long,
        url=long,
        patches=patches,
        expected=5_000,
        missing=tuple(range(5, 5_001)),
        questions=(question,),
        notices=(notice,),
    )
    end = TargetView(
        message_id=long,
        url=long,
        title=long,
        project=long,
        stage=Stage.NEW,
        id=long,
        version=1,
        landed=long,
    )
    link = replace(RELATIONS[0], target=end, evidence=seen)
    return replace(
        FULL,
        title=long,
        author=bad,
        lists=(long, HOSTILE),
        project=HOSTILE,
        url=long,
        summary=long,
        turn=Turn(
            side=Side.AUTHOR,
            people=(Mover(bad.name, bad.email, bad.name),) * 9,
            since=at(2),
            reasons=(long,),
        ),
        revisions=(posting, posting),
        relations=(link, replace(link, direction="in")),
        events=(replace(EVENTS[0], text=long),),
        thread=(replace(FULL.thread[0], subject=long, who=bad),),
    )
