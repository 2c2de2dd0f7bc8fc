"""The relations of a series, in words: what it hangs on, and what hangs on it."""

from collections.abc import Sequence
from dataclasses import replace

from tracker.model.mail import Evidence
from tracker.model.relations import KIND_ORDER, Kind, kind_words
from tracker.model.roles import Role
from tracker.model.status import Stage, stage_traits
from tracker.model.views import RelationView, TargetView
from tracker.render.layout import block, capped, counted, excerpt, handle
from tracker.render.style import Style

SAID = "relation.said"
"""The rule of a relation that was made by hand."""
_RELATIONS = 8
_QUOTE = 160
"""Characters of a quoted line that are shown."""


def relation_lines(
    relations: Sequence[RelationView], style: Style, full: bool = False
) -> list[str]:
    """Both directions, one entry a target and kind; bare mentions are counted only."""
    joined = distinct([link for link in relations if not link.own])
    edges = [link for link in joined if link.kind not in (Kind.PREVIOUS_VERSION, Kind.MENTIONS)]
    if full:
        edges = [*edges, *(link for link in joined if link.kind is Kind.MENTIONS)]
    lines = []
    for direction, title in (("out", "Relations"), ("in", "Relations told by others")):
        entries = [_entry(link, style) for link in edges if link.direction == direction]
        if entries:
            lines += [style.bold(title), *capped(entries, _RELATIONS, full, style)]
    mentions = sum(link.kind is Kind.MENTIONS for link in joined)
    if mentions and not full:
        head = [] if lines else [style.bold("Relations")]
        told = f"  {counted(mentions, 'link')} only mentioned (--full)"
        lines += [*head, style.dim(told)]
    return lines


def distinct(relations: Sequence[RelationView]) -> tuple[RelationView, ...]:
    """One relation for each kind, direction and target, by kind; the surest of several."""
    best: dict[tuple[object, ...], RelationView] = {}
    for link in relations:
        end = link.target
        key = link.kind, link.direction, end.id or end.message_id or end.url
        held = best.get(key, link)
        surer = link if link.confidence > held.confidence else held
        said_of = link.said_of and held.said_of
        best[key] = replace(surer, needed=held.needed or link.needed, said_of=said_of)
    return tuple(sorted(best.values(), key=lambda link: KIND_ORDER[link.kind]))


def target_name(end: TargetView, style: Style) -> str:
    """``pahole v3 "btf_encoder: skip ..."``; a thing without a title goes by its link."""
    title = f'"{style.text(end.title)}"' if end.title else style.text(end.url)
    return " ".join([*_belongs(end, style), title])


def _belongs(end: TargetView, style: Style) -> list[str]:
    words = [style.text(end.project)] if end.project else []
    return [*words, f"v{end.version}"] if end.version is not None else words


def state_words(stage: Stage | None, landed: str | None, style: Style) -> str:
    """``applied 2025-08-06 to next``, ``under review``; empty where nothing is known.

    The stage is not said twice where the line about the landing starts with it.
    """
    told = style.text(landed or "")
    if stage is None:
        return told
    word = stage_traits(stage).label
    if told.lower().startswith(word):
        return told
    return f"{word}: {told}" if told else word


def proof_lines(found: Evidence, style: Style, under: str) -> list[str]:
    """The quoted words, then where they stand: what anybody can look up.

    What a person said here stands in no mail.
    """
    if found.rule == SAID:
        return block(style.text(found.quote), style, under, role=Role.DIM, limit=4)
    words = f'"{excerpt(found.quote, _QUOTE, style)}"' if found.quote else ""
    line = f" (line {found.line})" if found.line is not None else ""
    lines = block(words + line, style, under, role=Role.DIM, limit=4)
    if found.message_id:
        lines += handle(f"<{style.text(found.message_id)}>", style, under)
    elif found.commit:
        lines += block(f"commit {style.text(found.commit)[:12]}", style, under, role=Role.DIM)
    return lines


def _entry(link: RelationView, style: Style) -> list[str]:
    word = kind_words(link.kind, link.direction == "out", link.evidence.rule)
    sure = "" if link.confidence >= 0.5 else " (not sure)"
    sure += f" (said of {style.text(link.said_of)}, not since)" if link.said_of else ""
    end = link.target
    unknown = end.stage is None and end.id is None
    mark = " " if unknown else style.glyph(end.stage)
    under = " " * 19
    first = f"  {mark} {word:<14} "
    if end.title:
        lines = block(target_name(end, style) + sure, style, first, under, limit=3)
    else:
        beside = " ".join(_belongs(end, style)) + sure
        lines = block(beside.strip(), style, first, under)
        lines += handle(style.text(end.url), style, under if lines else first)
    state = state_words(end.stage, end.landed, style)
    lines += block(state or "not at hand", style, under, role=Role.PLAIN if state else Role.DIM)
    lines += proof_lines(link.evidence, style, under)
    if link.needed is not None:
        told = "has to be in first" if link.direction == "out" else "waits for this one"
        words = f'{told}: "{excerpt(link.needed.quote, _QUOTE, style)}"'
        lines += block(f"{words} (line {link.needed.line})", style, under, role=Role.DIM, limit=4)
    return lines
