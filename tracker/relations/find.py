# SPDX-License-Identifier: GPL-2.0-or-later
"""Find what a series is related to: each link of its author, and what they call it.

Trusted most are lines made for it (trailers, b4's prerequisites, ``Link to v2:``), then what is
known of the target, then the words nearest to the link. Where nothing shows it, the link is a
mention; it is never guessed into more.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from tracker.lazy_dataclass import dataclass, replace
from tracker.mail.links.shapes import is_clear_id
from tracker.mail.links.targets import Target, target_of
from tracker.mail.needs import need_of
from tracker.mail.phrases.links.named_titles import SUBSYSTEM_FIRST
from tracker.mail.phrases.need_words import CALLED_BEFORE, CALLED_BEHIND, CALLED_WORK
from tracker.mail.refs import url_of
from tracker.mail.subjects import title_key
from tracker.model.mail import Evidence, LinkUse, Message, Remark, RemarkKind
from tracker.model.project import Projects
from tracker.model.relations import KINDS, Kind, Relation
from tracker.model.series import Revision, Series
from tracker.relations.corrected import MailRelations, without_corrected
from tracker.relations.counterparts import target_project
from tracker.relations.named import (
    Named,
    description,
    goes_on_top,
    is_guess,
    is_tree,
    kind_of,
    name_of_need,
    needs_clearly,
    person_of,
    title_of,
)
from tracker.relations.verdict import LinkSource
from tracker.series.projects import PROJECTS, series_project

__all__ = ["Known", "relate", "strongest"]

Known = Callable[[str], Series | None]
"""The series that a Message-ID or change-id belongs to, where it is cached."""
Posted = Callable[[str], str | None]
"""The Message-ID of the patch that became a commit, where a notice says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownTargets:
    """What is cached of the things that links point at."""

    messages: Mapping[str, Message]
    known: Known
    posted: Posted
    named: Named

    def holds(self, message_id: str) -> bool:
        """Return whether a message is cached."""
        return message_id in self.messages or self.known(message_id) is not None


def relate(
    series: Series,
    messages: Mapping[str, Message],
    known: Known,
    posted: Posted = lambda _: None,
    projects: Projects = PROJECTS,
    named: Named = lambda _remark, _message: (),
) -> tuple[Relation, ...]:
    """Return one relation for each link in each message of the series by its author.

    ``messages`` holds the mails of the series by Message-ID, and those it points at as far as
    they are cached. Links are in the order of the mails and of their lines. ``projects`` shows
    what is for another project, ``named`` the postings that words without a link may mean.
    """
    cached = KnownTargets(messages=messages, known=known, posted=posted, named=named)
    people = _relation_people(series, messages)
    project = series_project(series, projects)
    found: list[Relation] = []
    for revision in series.revisions:
        own = set(revision.own)
        mails: list[MailRelations] = []
        for name in dict.fromkeys((*revision.own, *revision.replies)):
            message = messages.get(name)
            if message is None or message.bot or not (name in own or _wrote(message, people)):
                continue
            source = LinkSource(
                series=series,
                revision=revision,
                message=message,
                project=project,
                projects=projects,
            )
            read = _agree(list(_in_message(source, cached)))
            read += _named_needs(source, cached, read)
            mails.append(
                MailRelations(message=message, is_posting=name in own, relations=tuple(read))
            )
        found += without_corrected(mails)
    return tuple(found)


def strongest(relations: Iterable[Relation]) -> Relation:
    """Return the relation that an edge between two works stands for; of equals the surest.

    Raises ValueError if there are none.
    """
    return min(relations, key=lambda one: (KINDS[one.kind].strength, -one.confidence))


def _relation_people(series: Series, messages: Mapping[str, Message]) -> frozenset[str]:
    """Names and addresses of those who sent the cover letters and patches."""
    people: set[str] = set()
    for revision in series.revisions:
        people |= {revision.author.email, revision.author.name.casefold()}
        extra = {patch.message_id for patch in revision.patches if patch.extra}
        for name in set(revision.own) - extra - set(revision.spare):
            if message := messages.get(name):
                people |= {message.sender.email, message.sender.name.casefold()}
    return frozenset(people - {""})


def _wrote(message: Message, people: frozenset[str]) -> bool:
    return message.sender.email in people or message.sender.name.casefold() in people


def _in_message(source: LinkSource, cached: KnownTargets) -> Iterator[Relation]:
    for link in source.message.links:
        relation = _relation(source, link, cached)
        if not _says_nothing(relation, link, cached):
            yield relation


def _says_nothing(relation: Relation, link: LinkUse, cached: KnownTargets) -> bool:
    """Return whether a link is none: a bare commit that is not known and has no words, or
    an address in brackets that could be an id and is of no cached mail.
    """
    if link.message_id == link.url and not link.trailer and not is_clear_id(link.url):
        return not cached.holds(link.url)
    bare = link.commit is not None and "/" not in link.url
    return bare and relation.kind is Kind.MENTIONS and relation.message_id is None


def _relation(source: LinkSource, link: LinkUse, cached: KnownTargets) -> Relation:
    patch = cached.posted(link.commit) if link.commit and not link.message_id else None
    handle = link.message_id or link.change_id or patch
    home = cached.known(handle) if handle else None
    posting = _relation_posting(home, link, patch)
    name = link.message_id or patch or (posting.message_id if posting else None)
    target = target_of(link, cached.messages.get(name) if name else None, home)
    # Most works have no link to judge, and the words that are said around links are many.
    from tracker.relations.classify import judge

    verdict = judge(source, link, target)
    return Relation(
        kind=verdict.kind,
        source=source.series.id,
        message_id=name,
        commit=link.commit,
        url=link.url if "://" in link.url or not name else url_of(name),
        version=posting.version if posting else None,
        confidence=verdict.sure,
        evidence=Evidence(
            rule=f"relation.{verdict.kind}.{verdict.rule}",
            message_id=source.message.message_id,
            line=link.used_line,
            quote=_proof(link, verdict.rule),
            url=link.url,
        ),
        needed=_relation_need(source, link, target) if verdict.kind is Kind.COMPANION else None,
    )


_BY_LINE = ("trailer", "base-commit", "label")
"""Rules that read the line of a link, and no sentence around it."""


def _proof(link: LinkUse, rule: str) -> str:
    """Return the words that a relation was read from: the line, or the sentence around the link."""
    if rule in _BY_LINE and link.used_line == link.line and link.url in link.quote:
        return link.quote
    return link.words or link.quote


def _named_needs(
    source: LinkSource, cached: KnownTargets, read: Sequence[Relation]
) -> Iterator[Relation]:
    """Return the works that words of the message name as needed, without a link to them."""
    needs = [
        remark
        for remark in source.message.remarks
        if remark.kind is RemarkKind.NEEDS_WORK and not is_tree(remark)
    ]
    if not needs:
        return
    homes = [cached.known(one.message_id) for one in read if one.message_id]
    linked = {one.id for one in homes if one is not None}
    own = {title_key(one.title) for each in source.series.revisions for one in each.patches}
    for remark in needs:
        if title_key(title_of(remark) or "") in own:
            continue
        candidates = cached.named(remark, source.message)
        works = {home.id: home for one in candidates if (home := cached.known(one))}
        if source.series.id in works or linked & set(works):
            continue
        if is_guess(remark) and len(works) != 1:
            continue
        if not candidates and not _is_named_outright(remark, read):
            continue
        yield _named_need(source, remark, candidates, name_of_need(remark, source.message))


_LEADS = 4
"""Lines below a sentence in which the link stands that it leads to."""


def _is_named_outright(remark: Remark, read: Sequence[Relation]) -> bool:
    """Return whether a work that was not found is needed all the same, and is none of the links
    read.
    """
    if title := title_of(remark):
        return _is_relation_title(title, remark)
    below = range(remark.line, remark.line + _LEADS)
    linked = any(one.kind is Kind.DEPENDS_ON and one.evidence.line in below for one in read)
    named = bool(person_of(remark) or description(remark))
    return named and needs_clearly(remark) and not linked


def _is_relation_title(text: str, remark: Remark) -> bool:
    """Return whether quoted words that no posting has are the title of a patch and no other quote.

    It has a subsystem in front, and the sentence calls it a patch or goes on top of it:
    'depends on "issues: write"' does not.
    """
    around = remark.quote.replace(text, " ")
    called = CALLED_WORK.search(around) or around.rstrip(" \"'").endswith(":")
    called = called or goes_on_top(remark)
    place = max(remark.quote.find(text), 0)
    before, behind = remark.quote[:place], remark.quote[place + len(text) :]
    titled = (
        SUBSYSTEM_FIRST.match(text) or CALLED_BEFORE.search(before) or CALLED_BEHIND.match(behind)
    )
    return bool(called and titled) and len(text.split()) > 2


def _named_need(
    source: LinkSource, remark: Remark, candidates: tuple[str, ...], name: str
) -> Relation:
    found = candidates[0] if len(candidates) == 1 else None
    sure = 0.75 if found and title_of(remark) else 0.55
    kind = kind_of(remark)
    return Relation(
        kind=kind,
        source=source.series.id,
        message_id=found,
        url=url_of(found) if found else name[:200],
        confidence=sure,
        evidence=Evidence(
            rule=f"relation.{kind}.named",
            message_id=source.message.message_id,
            line=remark.line,
            quote=remark.quote,
            url=name[:200],
        ),
        candidates=candidates if len(candidates) > 1 else (),
    )


def _relation_need(source: LinkSource, link: LinkUse, target: Target) -> Evidence | None:
    """Return the author's words that a counterpart in another project has to be in first."""
    project = target_project(source, link, target)
    if project is None or project == source.project:
        return None
    said = need_of(source.message.remarks, project, source.projects)
    if said is None:
        return None
    return Evidence(
        rule="relation.companion.needed",
        message_id=source.message.message_id,
        line=said.line,
        quote=said.quote,
        url=link.url,
    )


def _relation_posting(home: Series | None, link: LinkUse, patch: str | None) -> Revision | None:
    """Return the revision that a link points at; b4 names it by change-id and version, ``ID:v6``.

    ``patch`` is what became the commit that the link names.
    """
    if home is None:
        return None
    if name := link.message_id or patch:
        ours = (name in (*one.own, *one.replies) for one in home.revisions)
        return next((one for one, hit in zip(home.revisions, ours, strict=True) if hit), None)
    counter = link.url.rpartition(":v")[2]
    asked = [one for one in home.revisions if str(one.version) == counter]
    return asked[-1] if asked else home.newest


def _agree(found: list[Relation]) -> list[Relation]:
    """Within one mail an author means one thing by one target: what is surest holds for all."""
    best: dict[str, Relation] = {}
    for one in found:
        key = one.message_id or one.url
        held = best.get(key)
        if one.kind is not Kind.MENTIONS and (held is None or one.confidence > held.confidence):
            best[key] = one
    return [_like(one, best.get(one.message_id or one.url)) for one in found]


def _like(one: Relation, best: Relation | None) -> Relation:
    if best is None or best.kind is one.kind:
        return one
    evidence = replace(best.evidence, url=one.evidence.url)
    return replace(
        one, kind=best.kind, confidence=best.confidence, evidence=evidence, needed=best.needed
    )
