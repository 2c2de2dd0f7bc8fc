# SPDX-License-Identifier: GPL-2.0-or-later
"""Notices that people write: ``b4 ty`` mails, lists in their manner, and plain words."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from tracker.lazy_dataclass import replace
from tracker.mail.inner_patches import above_inner_patch
from tracker.mail.lines import Line, LineKind, Lines
from tracker.mail.notices.claims import Claim, find_claim, may_claim
from tracker.mail.notices.drops import find_drop
from tracker.mail.notices.numbers import spell_numbers
from tracker.mail.notices.paragraphs import NoticeSentence, notice_sentences
from tracker.mail.notices.scope import (
    Reach,
    find_reach,
    find_relative_reach,
    reach_of_subject,
)
from tracker.mail.notices.thanks import b4_items, commit_in_url, commit_in_words, unquoted
from tracker.mail.notices.trees import NOWHERE, Where, find_where
from tracker.mail.parts import Parts
from tracker.mail.phrases.applied import LANDING_VERB
from tracker.mail.phrases.landing.drop_words import MAY_DROP
from tracker.mail.phrases.landing.notice_forms import (
    APPLIED_TO_FIELD,
    ASKED_TO_MERGE,
    BRANCH_FIELD,
    DONE_AS_ASKED,
    ENDS_IN_PREPOSITION,
    HASH_CHANGED,
    LINK_LINE,
    OF_ANOTHER_COMMIT,
    PULL_TAKEN,
    TAGGED_COMMITTED,
    TREE_FIELD,
    TREE_LINE,
)
from tracker.mail.phrases.landing.reach_words import NAMES_ONE
from tracker.model.mail import Notice, NoticeItem, NoticeKind, Scope

MAX_SENTENCES = 1000
"""Sentences of one mail that are weighed; people say it in the first hundred."""
MAX_NOTICES = 8
"""Claims of one mail that are kept."""
_NEAR = 8
"""Lines below a claim in which a link to its commit may stand."""


def find_peoples_notices(parts: Parts) -> tuple[Notice, ...]:
    """What the sender's own words say was applied; nothing from quotes, and none from a posting."""
    parts = above_inner_patch(parts)
    if not _may_speak(parts):
        return ()
    told = [
        spell_numbers(_completed(sentence, parts.lines), parts.subject.total)
        for sentence in islice(notice_sentences(parts.lines), MAX_SENTENCES)
    ]
    if items := b4_items(parts.lines):
        return (_listing(parts, told, items),)
    out: list[Notice] = []
    for index, claims in enumerate(may_claim([one.text for one in told])):
        out += _in_sentence(parts, told, index, claims=claims)
        if len(out) >= MAX_NOTICES:
            break
    return tuple(_claim_unique(out or _done_as_asked(parts, told)))


def _done_as_asked(parts: Parts, told: Sequence[NoticeSentence]) -> Iterator[Notice]:
    """The notice of a "Done." right below the quoted words by which somebody asked to merge it."""
    first = next((one for one in told if DONE_AS_ASKED.match(one.text)), None)
    if first is None:
        return
    line = first.line_at(0)
    above = [one for one in parts.lines[: line.number - 1] if one.text.strip()]
    asked = above and above[-1].kind is LineKind.QUOTE and ASKED_TO_MERGE.search(above[-1].text)
    if asked:
        yield _claim_notice(parts, first, Claim(NOWHERE, Reach(Scope.PATCH), True))


def find_committed(parts: Parts) -> Notice | None:
    """Return what a posting says of itself in its subject: ``[COMMITTED] [PATCH] title``.

    Its sender has put it in already and shows what it was.
    """
    subject = parts.subject
    if subject.is_reply or parts.bot or not (parts.is_patch or subject.tagged):
        return None
    found = TAGGED_COMMITTED.match(subject.raw)
    if found is None:
        return None
    return Notice(
        kind=NoticeKind.PERSON,
        scope=Scope.SERIES if subject.position == 0 else Scope.PATCH,
        by=parts.sender,
        line=1,
        quote=subject.raw[:200],
    )


def _may_speak(parts: Parts) -> bool:
    """A reply, by its subject or because it quotes; patches and covers speak of other things."""
    if parts.bot:
        return False
    if parts.subject.is_reply:
        return True
    if parts.in_reply_to is None or parts.is_patch:
        return False
    kinds = {line.kind for line in parts.lines}
    return LineKind.QUOTE in kinds or LineKind.ATTRIBUTION in kinds


def _listing(parts: Parts, told: Sequence[NoticeSentence], items: tuple[NoticeItem, ...]) -> Notice:
    """A mail with a list of patches and their commits; the words above it name the tree.

    Where no patch has a commit, only these words say that they were applied: ``b4 ty`` writes
    "(no commit info)" where it is told to thank and finds no commit, as of a patch that was folded.
    """
    first = items[0].line
    above = [sentence for sentence in told if sentence.line_at(0).number < first]
    claim: Claim | None = None
    start: Line | None = None
    dropped = False
    for sentence in above:
        dropped = dropped or (
            MAY_DROP.search(sentence.text) is not None and find_drop(sentence.text) is not None
        )
        if claim is None and (found := find_claim(sentence.text, parts.subject.total)):
            claim, start = found, sentence.line_at(found.at)
    where = _field_tree(parts.lines) or (claim.where if claim else NOWHERE)
    named = any(one.commit for one in items)
    return Notice(
        kind=NoticeKind.B4TY,
        scope=Scope.LISTED,
        tree=where.tree,
        branch=where.branch,
        by=parts.sender,
        items=items,
        dropped=dropped and claim is None,
        rehash=any(HASH_CHANGED.search(sentence.text) for sentence in above[-6:]),
        sure=named or dropped or (claim is not None and claim.sure),
        line=start.number if start else first,
        quote=start.text.strip() if start else _text_at(parts.lines, first),
    )


def _field_tree(lines: Lines) -> Where | None:
    """The ``tree:`` and ``branch:`` lines of a template."""
    kept = unquoted(lines)
    tree = next((found[1] for line in kept if (found := TREE_FIELD.match(line.text))), None)
    branch = next((found[1] for line in kept if (found := BRANCH_FIELD.match(line.text))), None)
    return Where(tree, branch, True) if tree else None


def _completed(sentence: NoticeSentence, lines: Sequence[Line]) -> NoticeSentence:
    """The sentence with the link that ends it, where that stands on a line of its own below."""
    if not ENDS_IN_PREPOSITION.search(sentence.text):
        return sentence
    below = (line for line in lines[sentence.last : sentence.last + _NEAR] if line.text.strip())
    line = next(below, None)
    if line is None or line.kind is not LineKind.OWN or not TREE_LINE.match(line.text):
        return sentence
    return replace(sentence, text=f"{sentence.text.rstrip(': ')} {line.text.strip()}")


def _text_at(lines: Sequence[Line], number: int) -> str:
    return next((line.text.strip() for line in lines if line.number == number), "")


def _in_sentence(
    parts: Parts, told: Sequence[NoticeSentence], index: int, *, claims: bool
) -> Iterator[Notice]:
    """The notices of one sentence; what it takes back, it does not claim as well."""
    sentence = told[index]
    drop = find_drop(sentence.text) if MAY_DROP.search(sentence.text) else None
    if claims and (drop is None or not drop.sure):
        after = [one.text for one in told[index + 1 : index + 4] if one.last == sentence.last]
        before = told[index - 1].text if index and told[index - 1].last == sentence.last else ""
        if claim := _claim(parts, sentence, after, before):
            yield _claim_notice(parts, sentence, claim)
    if drop is not None and (verb := MAY_DROP.search(sentence.text)):
        reach = find_reach("", sentence.text[verb.end() :], parts.subject.total)
        said = _claim_notice(parts, sentence, Claim(drop.where or NOWHERE, reach, drop.sure))
        yield replace(said, items=(), dropped=True, moved=drop.moved)


def _claim(
    parts: Parts, sentence: NoticeSentence, after: Sequence[str], before: str
) -> Claim | None:
    """What a sentence claims, the sentences around it in its paragraph considered."""
    if named := APPLIED_TO_FIELD.match(sentence.text):
        where = find_where(named[1]) or Where(named[1].strip())
        return Claim(where, find_reach("", "", None), True)
    claim = find_claim(sentence.text, parts.subject.total, " ".join(after))
    if claim is None and parts.subject.pull and (taken := PULL_TAKEN.match(sentence.text)):
        into = find_where(taken["where"])
        return Claim(into, Reach(Scope.SERIES), True) if into and into.firm else None
    if claim is None:
        return None
    place = parts.subject.position
    reach = (
        find_relative_reach(sentence.text, place, claim.commit_words, parts.subject.total)
        or claim.reach
    )
    if not NAMES_ONE.search(sentence.text):
        reach = reach_of_subject(reach, before)
    claim = replace(claim, reach=reach, sure=claim.sure and reach.firm)
    return replace(claim, commit_words=". ".join((claim.commit_words, *after[:1])))


def _claim_notice(parts: Parts, sentence: NoticeSentence, claim: Claim) -> Notice:
    line = sentence.line_at(claim.at)
    return Notice(
        kind=NoticeKind.PERSON,
        scope=claim.reach.scope,
        positions=claim.reach.positions,
        tree=claim.where.tree,
        branch=claim.where.branch,
        by=parts.sender,
        items=_claim_commits(parts.lines, line.number, claim.commit_words),
        version=claim.version,
        sure=claim.sure,
        line=line.number,
        quote=line.text.strip()[:400],
    )


def _claim_commits(lines: Sequence[Line], start: int, words: str) -> tuple[NoticeItem, ...]:
    """Commits that the claim names: in its sentence, or as links on lines of their own below."""
    told = _sentence_with_commit(words)
    if told and (named := commit_in_words(told)):
        item = NoticeItem(title="", commit=named.commit, url=named.url, line=start)
        return (item,)
    out: list[NoticeItem] = []
    for line in lines[start - 1 : start + _NEAR]:
        if line.kind in (LineKind.QUOTE, LineKind.SIGNATURE, LineKind.DIFF):
            break
        if LINK_LINE.match(line.text) and (named := commit_in_url(line.text)):
            out.append(NoticeItem(title="", commit=named.commit, url=named.url, line=line.number))
    return tuple(out)


def _sentence_with_commit(words: str) -> str:
    """The part that names the commit that it became, not one that it fixes or follows."""
    parts = words.split(". ")
    return next(
        (one for one in parts if commit_in_words(one) and not OF_ANOTHER_COMMIT.search(one)), ""
    )


def _claim_unique(notices: Iterable[Notice]) -> Iterator[Notice]:
    """One notice for each thing that is said: the surest, with most detail."""
    best: dict[tuple[bool, Scope, tuple[int, ...], int | None], Notice] = {}
    for notice in notices:
        said = (notice.dropped, notice.scope, notice.positions, notice.version)
        if said not in best or _detail(notice) > _detail(best[said]):
            best[said] = notice
    yield from sorted(best.values(), key=lambda notice: notice.line)


def _detail(notice: Notice) -> tuple[bool, bool, bool, bool]:
    named = LANDING_VERB.search(notice.quote) is not None
    return notice.sure, bool(notice.items), notice.tree is not None, named
