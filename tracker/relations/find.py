# SPDX-License-Identifier: GPL-2.0-or-later
"""What a series hangs on: each link that its author wrote, and what he said it is.

Trusted most are lines made for it (trailers, b4's prerequisites, ``Link to v2:``), then what is
known of the target, then the words nearest to the link. Where nothing tells, the link is a
mention; it is never guessed into more.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from tracker.lazy_dataclass import dataclass
from tracker.mail.links.shapes import is_clear_id
from tracker.mail.links.targets import Target, target_of
from tracker.mail.needs import need_of
from tracker.mail.phrases.links.named_titles import SUBSYSTEM_FIRST
from tracker.mail.phrases.need_words import CALLED_WORK
from tracker.mail.refs import url_of
from tracker.model.mail import Evidence, LinkUse, Message, Remark, RemarkKind
from tracker.model.project import Projects
from tracker.model.relations import KINDS, Kind, Relation
from tracker.model.series import Revision, Series
from tracker.relations.classify import judge
from tracker.relations.corrected import Told, without_corrected
from tracker.relations.counterparts import target_project
from tracker.relations.named import Named, is_tree, title_of
from tracker.relations.verdict import LinkSource
from tracker.series.projects import PROJECTS, series_project

__all__ = ["Known", "relate", "strongest"]

Known = Callable[[str], Series | None]
"""The series that a Message-ID or change-id belongs to, where it is at hand."""
Posted = Callable[[str], str | None]
"""The Message-ID of the patch that became a commit, where a notice tells."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AtHand:
    """What is at hand of the things that links point at."""

    messages: Mapping[str, Message]
    known: Known
    posted: Posted
    named: Named

    def holds(self, message_id: str) -> bool:
        """Whether a message is at hand."""
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
    they are at hand. Links stand in the order of the mails and of their lines. ``projects`` tells
    what is for another project, ``named`` the postings that words without a link may mean.
    """
    at_hand = AtHand(messages=messages, known=known, posted=posted, named=named)
    people = _relation_people(series, messages)
    project = series_project(series, projects)
    found: list[Relation] = []
    for revision in series.revisions:
        own = set(revision.own)
        told: list[Told] = []
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
            read = _agree(list(_in_message(source, at_hand)))
            read += _named_needs(source, at_hand, read)
            told.append(Told(message=message, is_posting=name in own, relations=tuple(read)))
        found += without_corrected(told)
    return tuple(found)


def strongest(relations: Iterable[Relation]) -> Relation:
    """The relation that an edge between two works stands for; of equals the surest.

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


def _in_message(source: LinkSource, at_hand: AtHand) -> Iterator[Relation]:
    for link in source.message.links:
        relation = _relation(source, link, at_hand)
        if not _says_nothing(relation, link, at_hand):
            yield relation


def _says_nothing(relation: Relation, link: LinkUse, at_hand: AtHand) -> bool:
    """Whether a link is none: a bare commit that is not known and of which nothing is said, or
    an address in brackets that could be an id and is none at hand.
    """
    if link.message_id == link.url and not link.trailer and not is_clear_id(link.url):
        return not at_hand.holds(link.url)
    bare = link.commit is not None and "/" not in link.url
    return bare and relation.kind is Kind.MENTIONS and relation.message_id is None


def _relation(source: LinkSource, link: LinkUse, at_hand: AtHand) -> Relation:
    patch = at_hand.posted(link.commit) if link.commit and not link.message_id else None
    handle = link.message_id or link.change_id or patch
    home = at_hand.known(handle) if handle else None
    posting = _relation_posting(home, link, patch)
    name = link.message_id or patch or (posting.message_id if posting else None)
    target = target_of(link, at_hand.messages.get(name) if name else None, home)
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
            quote=link.words or link.quote,
            url=link.url,
        ),
        needed=_relation_need(source, link, target) if verdict.kind is Kind.COMPANION else None,
    )


def _named_needs(
    source: LinkSource, at_hand: AtHand, read: Sequence[Relation]
) -> Iterator[Relation]:
    """The works that words of the message name as needed, without a link to them."""
    homes = [at_hand.known(one.message_id) for one in read if one.message_id]
    linked = {one.id for one in homes if one is not None}
    for remark in source.message.remarks:
        if remark.kind is not RemarkKind.NEEDS_WORK or is_tree(remark):
            continue
        candidates = at_hand.named(remark, source.message)
        works = {home.id: home for one in candidates if (home := at_hand.known(one))}
        if source.series.id in works or linked & set(works):
            continue
        title = title_of(remark)
        if not candidates and (title is None or not _is_relation_title(title, remark.quote)):
            continue
        yield _named_need(source, remark, candidates, title or remark.quote)


def _is_relation_title(text: str, quote: str) -> bool:
    """Whether quoted words that no posting has are the title of a patch and no other quote.

    It has a subsystem in front, and the sentence calls it a patch: 'needs "issues: write"' does
    not.
    """
    around = quote.replace(text, " ")
    called = CALLED_WORK.search(around) or around.rstrip(" \"'").endswith(":")
    return bool(called and SUBSYSTEM_FIRST.match(text)) and len(text.split()) > 2


def _named_need(
    source: LinkSource, remark: Remark, candidates: tuple[str, ...], name: str
) -> Relation:
    found = candidates[0] if len(candidates) == 1 else None
    sure = 0.75 if found and title_of(remark) else 0.55
    return Relation(
        kind=Kind.DEPENDS_ON,
        source=source.series.id,
        message_id=found,
        url=url_of(found) if found else name[:200],
        confidence=sure,
        evidence=Evidence(
            rule="relation.depends-on.named",
            message_id=source.message.message_id,
            line=remark.line,
            quote=remark.quote,
            url=name[:200],
        ),
        candidates=candidates if len(candidates) > 1 else (),
    )


def _relation_need(source: LinkSource, link: LinkUse, target: Target) -> Evidence | None:
    """The author's words that a counterpart in another project has to be in first."""
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
    """The revision that a link points at; b4 names it by change-id and version, ``ID:v6``.

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
