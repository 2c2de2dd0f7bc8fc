# SPDX-License-Identifier: GPL-2.0-or-later
"""Where the patches of a series landed, as far as notices tell.

The notices of all revisions are looked at together, oldest first. A later notice that names another
commit for a patch replaces the earlier one (a rebased tree); "dropped" takes it away. patchwork-bot
finds patches by content and so names one commit for every posting with that content: the newest
posting that a notice names is the one that landed. A patch listed without a commit is not landed.
Words alone make a rung with the proof ``CLAIM``; doubtful words make none. Who tells that patches
are in linux-next, or that his own were taken, is not who applied them.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from tracker.landing.notice_targets import NoticeTarget, find_place, find_targets, match_push
from tracker.lazy_dataclass import replace
from tracker.mail.people import same_person
from tracker.mail.phrases.landing_words import ALSO_OF_ADVICE, BRANCH_NAME, DONE_BY_SENDER
from tracker.model.landing import SEEN, Landing, LandingStep, Proof, StepName, same_commit
from tracker.model.mail import Evidence, Message, Notice, NoticeKind, Person, Scope
from tracker.model.series import Revision, Series

__all__ = ["credit", "land", "match_push", "notices_of", "told_in_threads"]

_DIGITS = 12
"""Digits of a commit that a notice must give; fewer may soon name several."""
_FOLDED_AT_MOST = 3
"""Patches that one commit may be, as a notice lists them."""
_MAINLINE = ("torvalds/linux.git", "torvalds/linux")
_ASKED_TO_PULL = "notice.pull"
"""A request tells where patches are; who said so as they applied them said when."""
_NEXT = "linux-next"
"""It merges trees day by day; nobody applies a patch to it."""
Told = Mapping[str, tuple[tuple[Message, Notice], ...]]
"""The notices in the thread of each revision that has any, by its Message-ID."""
_Rungs = dict[tuple[str, StepName, str], LandingStep]
"""Patch, rung, and for stable its tree -> what is known."""


def notices_of(
    revision: Revision, messages: Mapping[str, Message]
) -> tuple[tuple[Message, Notice], ...]:
    """The notices that stand in the thread of a revision, oldest first."""
    names = dict.fromkeys((*revision.own, *revision.replies))
    found = [one for name in names if (one := messages.get(name)) and one.notices]
    found.sort(key=lambda message: (message.date, message.message_id))
    return tuple((message, notice) for message in found for notice in message.notices)


def told_in_threads(series: Series, messages: Mapping[str, Message]) -> Told:
    """Return the notices in the threads of a series, found once for all that ask for them."""
    noticing = {name: one for name, one in messages.items() if one.notices}
    if not noticing:
        return {}
    found = ((one.message_id, notices_of(one, noticing)) for one in series.revisions)
    return {name: some for name, some in found if some}


def credit(
    series: Series,
    messages: Mapping[str, Message],
    pushes: Sequence[Message] = (),
    told: Told | None = None,
) -> Mapping[str, Landing]:
    """How far each patch got, by Message-ID of the patch (of a pull request: its own).

    ``messages`` are those of the series' threads; ``pushes`` are mails with notices that thread
    with nothing (pushes to GitHub, queue mails), of which only what fits by title is taken.
    ``told`` are the notices in the threads, where they were found before.
    """
    told = told_in_threads(series, messages) if told is None else told
    threaded = [pair for one in series.revisions for pair in told.get(one.message_id, ())]
    outside = [(message, notice) for message in pushes for notice in message.notices]
    seen = {message.message_id for message, _ in threaded}
    outside = [pair for pair in outside if pair[0].message_id not in seen]
    return {one.patch: one for one in land(series, [*threaded, *outside], messages)}


def land(
    series: Series,
    notices: Sequence[tuple[Message, Notice]],
    messages: Mapping[str, Message] | None = None,
) -> tuple[Landing, ...]:
    """The landing of each patch that landed, in the order of the series."""
    known = messages or {}
    ordered = sorted(notices, key=lambda pair: (pair[0].date, pair[0].message_id))
    rungs: _Rungs = {}
    owners: dict[str, Revision] = {}
    for message, notice in ordered:
        if not _counts_notice(series, message, notice, known):
            continue
        targets = find_targets(series, message, notice, known)
        if notice.dropped:
            lost = _drop_notice(rungs, targets, message, notice)
            if notice.moved:
                _move_notice(rungs, series, lost, message, notice)
            continue
        if notice.kind is NoticeKind.PORTED:
            targets = tuple(_as_committed(rungs, series, one) for one in targets)
        for target in targets:
            if target.taken_back and not _is_in(rungs, target):
                continue
            if rung := _notice_rung(message, notice, target):
                _take_notice(rungs, target, rung, rehash=notice.rehash)
                _notice_own(owners, target, rung)
    return _landings(series, rungs, owners)


def _as_committed(rungs: _Rungs, series: Series, target: NoticeTarget) -> NoticeTarget:
    """Return the posting that is known to be the commit that a port names, if there is one.

    Its author may have posted another patch of that title since.
    """
    named = (target.item and target.item.commit) or ""
    for revision in series.revisions:
        for patch in revision.patches:
            held = rungs.get((patch.message_id, StepName.TREE, ""))
            if named and held and held.commit and same_commit(held.commit, named):
                return replace(target, message_id=patch.message_id, revision=revision)
    return target


def _is_in(rungs: _Rungs, target: NoticeTarget) -> bool:
    """Whether a patch is known to be in a tree, so that a revert can be of it."""
    return any(key[0] == target.message_id for key in rungs)


def _counts_notice(
    series: Series, message: Message, notice: Notice, messages: Mapping[str, Message]
) -> bool:
    """Whether a notice can move a patch.

    An author's bare "Applied, thanks" below a review answers the reviewer: they took a suggestion.
    "Merged", or "applied" in answer to a tag or of the whole set, is said of the patch: "Thanks a
    lot for your review, merged!"
    """
    if not notice.sure and not notice.dropped:
        return False
    if notice.kind is NoticeKind.PULL:
        # What it asks for itself is not in by that.
        return not any(message.message_id in one.own for one in series.revisions)
    if notice.kind is not NoticeKind.PERSON or notice.dropped or notice.tree or notice.items:
        return True
    place = find_place(series, message, messages)
    if place is None or {message.message_id, message.in_reply_to} & {*place.revision.own}:
        return True
    author = place.patch.author if place.patch else place.revision.author
    if not same_person(message.sender, author):
        return True
    above = messages.get(message.in_reply_to or "")
    tagged = above is not None and bool(above.tags)
    return tagged or notice.scope is Scope.SERIES or not ALSO_OF_ADVICE.search(notice.quote)


def find_partial(told: Told) -> dict[str, tuple[datetime, Evidence]]:
    """Return what says of a revision that some of it was applied, without saying which patches.

    "I've applied most of these": by Message-ID of the revision, the newest word of each.
    """
    found: dict[str, tuple[datetime, Evidence]] = {}
    for name, pairs in told.items():
        for message, notice in pairs:
            unnamed = notice.scope is Scope.SOME and not notice.positions
            if unnamed and notice.sure and not notice.dropped:
                found[name] = message.date, _notice_words(message, notice)
    return found


def _notice_words(message: Message, notice: Notice) -> Evidence:
    return Evidence(
        rule=f"notice.{notice.kind.value}",
        message_id=message.message_id,
        line=notice.line,
        quote=notice.quote,
    )


def _notice_rung(message: Message, notice: Notice, target: NoticeTarget) -> LandingStep | None:
    """The rung that a notice gives a patch; None where it lists it without a commit."""
    item = target.item
    if lists_without_commit(notice, target):
        return None
    commit = item.commit if item and item.commit and len(item.commit) >= _DIGITS else None
    # Of a patch that a request lists, the commit that took the request in is no commit of its own.
    merge = commit if notice.kind is NoticeKind.PR_TRACKER and not target.revision.pull else None
    commit = None if merge else commit
    if commit and sum(one.commit == commit for one in notice.items) > _FOLDED_AT_MOST:
        commit = None  # A slip of the script: one commit is hardly all of these patches.
    tree, branch = place_of(notice)
    seen = _is_seen(notice)
    told = seen or _is_authors_word(message, notice, target)
    listed = None if merge or notice.kind is NoticeKind.PORTED or _is_bare(notice) else item
    return LandingStep(
        rung=StepName.REVERTED if target.taken_back else _notice_name(notice),
        tree=tree,
        branch=branch,
        commit=commit,
        merge=merge,
        date=message.date,
        by=None if told else notice.by,
        said_by=message.sender if told else None,
        proof=Proof.NOTICE if commit else Proof.CLAIM,
        evidence=Evidence(
            rule=SEEN if seen else f"notice.{notice.kind.value}",
            message_id=message.message_id,
            line=item.line if item and item.line and not _is_bare(notice) else notice.line,
            quote=(listed.title or listed.url or notice.quote) if listed else notice.quote,
            commit=commit,
            url=item.url if item else None,
        ),
    )


def place_of(notice: Notice) -> tuple[str | None, str | None]:
    """The tree and branch of a notice; "applied to next" names a branch and no tree."""
    if notice.tree and notice.branch is None and BRANCH_NAME.fullmatch(notice.tree):
        return None, notice.tree
    return notice.tree, notice.branch


def _is_seen(notice: Notice) -> bool:
    return notice.kind is NoticeKind.PERSON and (notice.tree or "").rstrip("/") == _NEXT


def _is_authors_word(message: Message, notice: Notice, target: NoticeTarget) -> bool:
    """Whether the patch's author tells what another did: "it is in mm-new", not "I applied it"."""
    if notice.kind is not NoticeKind.PERSON or DONE_BY_SENDER.search(notice.quote):
        return False
    authors = [one.author for one in target.revision.patches if one.message_id == target.message_id]
    return any(same_person(message.sender, one) for one in (target.revision.author, *authors))


def lists_without_commit(notice: Notice, target: NoticeTarget) -> bool:
    """Whether a notice of a form that names commits lists this patch and names none."""
    return target.item is not None and target.item.commit is None and _must_name(notice)


def _must_name(notice: Notice) -> bool:
    """Forms that always name the commit of what they applied; no thank-you of words alone."""
    if notice.kind is NoticeKind.B4TY:
        return not _is_bare(notice)
    return notice.kind in (NoticeKind.PATCHWORK, NoticeKind.TIP, NoticeKind.GITHUB)


def _is_bare(notice: Notice) -> bool:
    """Whether a thank-you lists patches without any commit: what it says, its words say."""
    return notice.kind is NoticeKind.B4TY and not any(one.commit for one in notice.items)


def _notice_name(notice: Notice) -> StepName:
    if notice.kind is NoticeKind.STABLE:
        return StepName.STABLE
    tree = (notice.tree or "").rstrip("/")
    if tree == _NEXT:
        return StepName.NEXT
    merged = notice.kind is NoticeKind.PR_TRACKER and not tree
    return StepName.MAINLINE if merged or tree.endswith(_MAINLINE) else StepName.TREE


def _take_notice(rungs: _Rungs, target: NoticeTarget, rung: LandingStep, *, rehash: bool) -> None:
    """Set a rung. The newer wins, but words never replace a commit, nor a repeat its first date."""
    key = _notice_key(target.message_id, rung)
    held = rungs.get(key)
    if held is not None and (
        rung.evidence.rule == _ASKED_TO_PULL
        or (held.commit and rung.commit and same_commit(held.commit, rung.commit))
    ):
        rung = replace(held, tree=held.tree or rung.tree, branch=held.branch or rung.branch)
    elif held is not None and _outranks(held, rung):
        return
    elif held is not None and held.merge and rung.commit:
        # The machine that named the merge said when; this one names the commit.
        rung = replace(rung, merge=held.merge, date=held.date)
    elif held is not None and rung.by is None and rung.said_by is None:
        # A push names the commit; who said that they applied it did.
        rung = replace(rung, by=held.by, said_by=held.said_by)
    elif held is not None and rehash:
        rung = replace(rung, tree=rung.tree or held.tree, branch=rung.branch or held.branch)
    rungs[key] = rung


def _outranks(held: LandingStep, rung: LandingStep) -> bool:
    """Whether what is known is better than what a newer mail adds."""
    if held.proof is not rung.proof:
        return held.proof > rung.proof
    where, said = held.tree or held.branch, rung.tree or rung.branch
    return held.proof is Proof.CLAIM and where is not None and said is None


def _notice_key(patch: str, rung: LandingStep) -> tuple[str, StepName, str]:
    return patch, rung.rung, (rung.tree or "") if rung.rung is StepName.STABLE else ""


def _notice_own(owners: dict[str, Revision], target: NoticeTarget, rung: LandingStep) -> None:
    """Remember the newest revision for which a commit was ever named."""
    if rung.commit:
        short = rung.commit[:_DIGITS]
        held = owners.get(short)
        if held is None or held.date < target.revision.date:
            owners[short] = target.revision


def _drop_notice(
    rungs: _Rungs, targets: Sequence[NoticeTarget], message: Message, notice: Notice
) -> list[tuple[str, LandingStep]]:
    """Take rungs away, and return them: those of the very notice that is answered, else all meant.

    Only who applied a patch can drop it in doubtful words; an author who "dropped" a patch of
    somebody's tree means his own posting.
    """
    names = {target.message_id for target in targets}
    held = [key for key in rungs if key[0] in names and rungs[key].rung is not StepName.MAINLINE]
    answered = [key for key in held if rungs[key].evidence.message_id in message.parents]
    lost: list[tuple[str, LandingStep]] = []
    for key in answered or held:
        rung = rungs[key]
        teller = rung.by or rung.said_by
        own = teller is not None and same_person(teller, message.sender)
        stable = (key[1] is StepName.STABLE) is (notice.kind is NoticeKind.STABLE)
        if stable and (own or (notice.sure and not _by_author(targets, key[0], message.sender))):
            lost.append((key[0], rungs.pop(key)))
    return lost


def _move_notice(
    rungs: _Rungs,
    series: Series,
    lost: Sequence[tuple[str, LandingStep]],
    message: Message,
    notice: Notice,
) -> None:
    """Credit the newest posting before the mail with what was said of the wrong one."""
    places = {p.message_id: (p.position, one.date) for one in series.revisions for p in one.patches}
    for name, rung in lost:
        position, posted = places.get(name, (0, message.date))
        later = [
            patch
            for one in series.revisions
            for patch in one.patches
            if posted < one.date <= message.date and patch.position == position
        ]
        if later:
            proof = replace(
                rung.evidence, message_id=message.message_id, line=notice.line, quote=notice.quote
            )
            rungs[_notice_key(later[-1].message_id, rung)] = replace(
                rung, date=message.date, evidence=proof
            )


def _by_author(targets: Sequence[NoticeTarget], name: str, sender: Person) -> bool:
    for target in targets:
        for patch in target.revision.patches:
            if patch.message_id == name == target.message_id:
                return same_person(patch.author, sender)
    return False


def _landings(series: Series, rungs: _Rungs, owners: Mapping[str, Revision]) -> tuple[Landing, ...]:
    out: list[Landing] = []
    by_patch: dict[str, list[LandingStep]] = {}
    for (name, _, _), rung in rungs.items():
        by_patch.setdefault(name, []).append(rung)
    for revision in series.revisions:
        names = [patch.message_id for patch in revision.patches] or [revision.message_id]
        for name in names:
            kept = [one for one in by_patch.get(name, []) if _is_owner(revision, one, owners)]
            if kept:
                kept.sort(key=lambda one: (list(StepName).index(one.rung), one.date))
                out.append(Landing(patch=name, rungs=tuple(kept)))
    return tuple(out)


def _is_owner(revision: Revision, rung: LandingStep, owners: Mapping[str, Revision]) -> bool:
    """Whether no newer revision was named for the commit."""
    owner = owners.get(rung.commit[:_DIGITS]) if rung.commit else None
    return owner is None or owner is revision or owner.date <= revision.date
