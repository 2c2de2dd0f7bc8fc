# SPDX-License-Identifier: GPL-2.0-or-later
"""The relations of a series: what it hangs on, and what hangs on it, each with its proof."""

from collections.abc import Sequence

from tracker.lazy_dataclass import replace
from tracker.model.mail import Evidence
from tracker.model.relations import KIND_ORDER, KINDS, WALKED, Kind, kind_words
from tracker.model.roles import Role
from tracker.model.status import Stage, stage_traits
from tracker.model.views import Graph, RelationView, SeriesView, TargetView
from tracker.render.lines import (
    Line,
    Row,
    RowTarget,
    Span,
    capped,
    heading,
    line_of,
    paragraph,
    whole,
)
from tracker.render.words import counted, stage_sign

SAID = "relation.said"
"""The rule of a relation that was made by hand."""
_RELATIONS = 8
_QUOTE = 160
"""Characters of a quoted line that are shown."""
_UNDER = " " * 19


def relation_rows(relations: Sequence[RelationView], columns: int, full: bool = False) -> list[Row]:
    """Return both directions, one entry a target and kind; bare mentions are counted only.

    ``full`` leaves nothing out.
    """
    joined = distinct([link for link in relations if not link.own])
    edges = [link for link in joined if link.kind not in (Kind.PREVIOUS_VERSION, Kind.MENTIONS)]
    if full:
        edges = [*edges, *(link for link in joined if link.kind is Kind.MENTIONS)]
    rows: list[Row] = []
    for direction, title in (("out", "Relations"), ("in", "Relations from other series")):
        entries = [
            _relation_bare(f"{direction}.{number}", link, columns)
            if _is_bare(link) and not full
            else _relation_entry(f"{direction}.{number}", link, columns)
            for number, link in enumerate(edges)
            if link.direction == direction
        ]
        if entries:
            most = None if full else _RELATIONS
            rows += [heading(direction, title), *capped(direction, entries, most, hint="--full")]
    mentions = sum(link.kind is Kind.MENTIONS for link in joined)
    if mentions and not full:
        rows += [] if rows else [heading("out", "Relations")]
        told = f"  {counted(mentions, 'link')} only mentioned (--full)"
        rows.append(line_of("mentions", told, Role.DIM))
    return rows


def link_rows(view: SeriesView, graph: Graph | None, columns: int) -> list[Row]:
    """Return the links that no work of the tree stands for, one row a target.

    Its own mails are none, and neither is an earlier version of it.
    """
    own = {view.id, *(line.message_id for line in view.thread)}
    own |= {patch.message_id for one in view.revisions for patch in one.patches}
    own |= {one.message_id for one in view.revisions}
    shown = {node.id for node in graph.nodes} if graph else set()
    found: dict[str, list[RelationView]] = {}
    for link in view.relations:
        if link.own or link.kind in WALKED or link.kind is Kind.PREVIOUS_VERSION:
            continue
        names = {link.target.id, link.target.message_id}
        if not names & own and link.target.id not in shown:
            name = link.target.id or link.target.message_id or link.target.url
            found.setdefault(name, []).append(link)
    rows = [row for name, links in found.items() for row in _relation_link(name, links, columns)]
    return [heading("links", "Links"), *rows] if rows else []


def distinct(relations: Sequence[RelationView]) -> tuple[RelationView, ...]:
    """Return one relation for each kind, direction and target, by kind; the surest of several.

    A work that a kind joins is not listed again for a kind that joins nothing.
    """
    best: dict[tuple[object, ...], RelationView] = {}
    for link in relations:
        key = link.kind, link.direction, _relation_end(link)
        held = best.get(key, link)
        surer = link if link.confidence > held.confidence else held
        said_of = link.said_of and held.said_of
        best[key] = replace(surer, needed=held.needed or link.needed, said_of=said_of)
    joined = {
        (link.direction, _relation_end(link)) for link in best.values() if KINDS[link.kind].joins
    }
    found = (
        link
        for link in best.values()
        if KINDS[link.kind].joins or (link.direction, _relation_end(link)) not in joined
    )
    return tuple(sorted(found, key=lambda link: KIND_ORDER[link.kind]))


def _relation_end(link: RelationView) -> str:
    return link.target.id or link.target.message_id or link.target.url


def target_name(end: TargetView) -> str:
    """Return ``pahole v3 "btf_encoder: skip ..."``; a thing without a title goes by its link."""
    title = f'"{end.title}"' if end.title else end.url
    return " ".join([*_belongs(end), title])


def _belongs(end: TargetView) -> list[str]:
    words = [end.project] if end.project else []
    return [*words, f"v{end.version}"] if end.version is not None else words


def state_words(stage: Stage | None, landed: str | None) -> str:
    """Return ``applied 2025-08-06 to next``, ``under review``; empty where nothing is known.

    The stage is not repeated where the line about the landing starts with it.
    """
    told = landed or ""
    if stage is None:
        return told
    word = stage_traits(stage).label
    if told.lower().startswith(word):
        return told
    return f"{word}: {told}" if told else word


def _relation_target(links: Sequence[RelationView]) -> RowTarget:
    end = links[0].target
    return RowTarget(
        series=end.id,
        message_id=end.message_id,
        evidence=tuple(dict.fromkeys(link.evidence for link in links)),
    )


def _lead(link: RelationView) -> Line:
    """Return the stage's sign and the words of the kind."""
    unknown = link.target.stage is None and link.target.id is None
    sign = Span(" ") if unknown else stage_sign(link.target.stage)
    words = kind_words(link.kind, link.direction == "out", link.evidence.rule)
    return (Span("  "), sign, Span(f" {words:<14} ", Role.INFO))


def _relation_link(key: str, links: list[RelationView], columns: int) -> list[Row]:
    """Return one target in one row, by the kind that says most, with how often it is linked."""
    links.sort(key=lambda one: KIND_ORDER[one.kind])
    link = links[0]
    count = f" ×{len(links)}" if len(links) > 1 else ""
    title = link.target.title or _bare_words(link)
    rows = paragraph(f"link {key}", title + count, columns, lead=_lead(link), most=1,
                     target=_relation_target(links))  # fmt: skip
    return rows or paragraph(f"link {key}", key, columns, lead=_lead(link), most=1)


def _relation_entry(key: str, link: RelationView, columns: int) -> list[Row]:
    """Return one relation with where the other work stands and the words that prove it."""
    sure = "" if link.confidence >= 0.5 else " (not sure)"
    sure += f" (written of {link.said_of}, not since)" if link.said_of else ""
    end, lead, target = link.target, _lead(link), _relation_target([link])
    if end.title:
        rows = paragraph(key, target_name(end) + sure, columns, lead=lead, target=target, most=3)
    else:
        beside = (" ".join(_belongs(end)) + sure).strip()
        rows = paragraph(key, beside, columns, lead=lead, target=target)
        if rows:
            rows.append(whole(f"{key}.url", end.url, _UNDER))
        else:
            shown = whole(f"{key}.url", end.url).draw(columns)
            rows = [Row(key=key, draw=lambda _columns: (*lead, *shown), target=target)]
    state = state_words(end.stage, end.landed)
    rows += paragraph(f"{key}.state", state or "not fetched", columns, lead=_UNDER,
                      role=Role.PLAIN if state else Role.DIM, stop=False)  # fmt: skip
    rows += _relation_proof(key, link.evidence, columns)
    if link.needed is not None:
        told = "has to be in first" if link.direction == "out" else "waits for this one"
        words = f'{told}: "{_excerpt(link.needed.quote)}" (line {link.needed.line})'
        rows += paragraph(f"{key}.needed", words, columns, lead=_UNDER, role=Role.QUOTE, most=4,
                          stop=False)  # fmt: skip
    return rows


def _is_bare(link: RelationView) -> bool:
    """Return whether a relation joins no series and nothing is known of its other end.

    The commit of a ``Fixes:`` line, the thread of a ``Closes:`` line.
    """
    end = link.target
    return link.kind not in WALKED and not (end.id or end.title or end.stage)


def _relation_bare(key: str, link: RelationView, columns: int) -> list[Row]:
    """Return such a relation in one row; a link stays whole, so that it can be copied."""
    lead, words = _lead(link), _bare_words(link)
    if words != link.target.url:
        return paragraph(key, words, columns, lead=lead, target=_relation_target([link]), most=1)
    shown = whole(key, words).draw(columns)
    return [Row(key=key, draw=lambda _columns: (*lead, *shown), target=_relation_target([link]))]


def _bare_words(link: RelationView) -> str:
    """Return the link, and for a commit the title behind it: ``6d2b1a0c9e8f ("winch: pull")``."""
    url = link.target.url
    _, found, behind = link.evidence.quote.partition(f"{url} (")
    return f"{found}{behind}" if found and "/" not in url else url


def _relation_proof(key: str, found: Evidence, columns: int) -> list[Row]:
    """Return the quoted words, then where they stand; what the user wrote stands in no mail."""
    if found.rule == SAID:
        return paragraph(f"{key}.said", found.quote, columns, lead=_UNDER, role=Role.QUOTE, most=4,
                         stop=False)  # fmt: skip
    words = f'"{_excerpt(found.quote)}"' if found.quote else ""
    line = f" (line {found.line})" if found.line is not None else ""
    rows = paragraph(f"{key}.quote", words + line, columns, lead=_UNDER, role=Role.QUOTE, most=4,
                     stop=False)  # fmt: skip
    if found.message_id:
        rows.append(whole(f"{key}.mail", f"<{found.message_id}>", _UNDER))
    elif found.commit:
        rows.append(line_of(f"{key}.commit", f"{_UNDER}commit {found.commit[:12]}", Role.DIM))
    return rows


def _excerpt(text: str) -> str:
    """Return words of a mail, cut at the end of a word where they are long."""
    if len(text) <= _QUOTE:
        return text
    head, _, last = text[: _QUOTE + 1].rpartition(" ")
    return (head or last[:_QUOTE]).rstrip() + "…"
