# SPDX-License-Identifier: GPL-2.0-or-later
"""What pages of web servers say of the commits that notices name.

A page shows what a commit is, not which branch holds it. So it bears out a notice, whose word
stands for the branch; a repository on this machine, which knows both, needs no page.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from tracker.landing.commit_match import Posting, match
from tracker.lazy_dataclass import replace
from tracker.mail.people import same_person
from tracker.model.landing import Landing, LandingStep, Proof, StepName
from tracker.model.mail import Evidence
from tracker.model.outside.pages import CommitPage, PageState
from tracker.model.repository import Commit


def bear_out(
    landings: Mapping[str, Landing],
    pages: Sequence[CommitPage],
    postings: Mapping[str, Posting],
    as_of: datetime,
) -> dict[str, Landing]:
    """The landings, with each rung that rests on a notice held against its commit's page.

    ``postings`` are the patches by Message-ID; a landing without one is of a pull request.
    """
    out = dict(landings)
    for name, landing in landings.items():
        rungs = tuple(
            _borne_out(one, page, postings.get(name), as_of)
            if (page := _page_of(one, pages))
            else one
            for one in landing.rungs
        )
        out[name] = replace(landing, rungs=rungs)
    return out


def _page_of(rung: LandingStep, pages: Sequence[CommitPage]) -> CommitPage | None:
    """The page of a rung's commit: one that shows it before one that tells it is missing."""
    if rung.commit is None or rung.evidence.repository is not None:
        return None
    short = rung.commit
    fits = [one for one in pages if one.digits.startswith(short) or short.startswith(one.digits)]
    for state in (PageState.FOUND, PageState.MISSING):
        held = [one for one in fits if one.state is state]
        if held:
            return max(held, key=lambda one: one.fetched_at)
    return None


def _borne_out(
    rung: LandingStep, page: CommitPage, posting: Posting | None, as_of: datetime
) -> LandingStep:
    commit = page.commit
    if commit is None:
        day = f"{page.fetched_at:%Y-%m-%d}"
        text = f"on {day} the server did not know the commit that the notice names"
        return _commit_page_with(rung, Evidence(rule="page.missing", quote=text, url=page.url))
    if commit.date > as_of:
        return rung
    shown = Evidence(
        rule="page.commit", commit=commit.id, quote=_commit_page_words(page, commit), url=page.url
    )
    found = match([commit], [posting], {posting.message_id: (commit.id,)}) if posting else ()
    proofs = found[0].proofs if found else ()
    if posting is not None and not _is_commit_page_of(posting, commit, proofs):
        return _commit_page_with(rung, replace(shown, rule="page.other"))
    return _commit_page_with(
        replace(
            rung,
            commit=commit.id,
            date=min(rung.date, commit.date) if rung.rung is StepName.TREE else rung.date,
            by=commit.committer,
            proof=max(rung.proof, Proof.PAGE, *proofs),
            proofs=tuple(sorted({rung.proof, Proof.PAGE, *proofs}, reverse=True)),
            edited=found[0].edited if found else None,
        ),
        shown,
    )


def _is_commit_page_of(posting: Posting, commit: Commit, proofs: Sequence[Proof]) -> bool:
    """Whether a commit can be a patch: something beside the notice speaks for it.

    Of patches that were squashed into one commit nothing but the author may be left.
    """
    return bool({*proofs} - {Proof.NOTICE}) or same_person(posting.author, commit.author)


def _commit_page_words(page: CommitPage, commit: Commit) -> str:
    tags = f" (tagged {', '.join(page.tags)})" if page.tags else ""
    return commit.title + tags


def _commit_page_with(rung: LandingStep, evidence: Evidence) -> LandingStep:
    return replace(rung, others=(*rung.others, evidence))
