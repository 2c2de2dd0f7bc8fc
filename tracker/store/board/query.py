# SPDX-License-Identifier: GPL-2.0-or-later
"""A query in SQL: what ``core.choose`` says of records, said of the tables of the board.

Every word of a query goes in as a parameter. The statement goes over ``board_row AS r``; what a
person said is in the table ``user_state`` that ``load_board`` makes for the connection.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from datetime import datetime

from tracker.lazy_dataclass import dataclass
from tracker.model.board import Order
from tracker.model.query import (
    NOBODY,
    Bound,
    Field,
    Flag,
    Identity,
    Query,
    TagWord,
    Term,
)
from tracker.model.status import CLOSED, LANDED, STALLED, Side, Stage

Value = str | int


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardQuery:
    """What is asked of the board."""

    query: Query
    everything: bool
    """Every series cached, not just the tracked ones."""
    as_of: datetime
    me: Identity = NOBODY


_COLUMNS: Mapping[Field, str] = {
    Field.WORDS: "words",
    Field.TITLE: "title",
    Field.LIST: "lists",
    Field.PROJECT: "project",
    Field.TREE: "trees",
    Field.STALE_TAG: "stale_tags",
    Field.BLOCKED_BY: "blocked_by",
    Field.ID: "ids",
    Field.SUBSYSTEM: "subsystems",
}
"""Fields that are looked for in a column of ``board_text``."""
_ROLES: Mapping[Field, str] = {
    Field.AUTHOR: "author",
    Field.TURN: "turn",
    Field.INVOLVED: "involved",
    Field.REVIEWER: "reviewer",
    Field.MAINTAINER: "maintainer",
}
_TAGS: Mapping[TagWord, str] = {one: one.value for one in TagWord}
_BITS: Mapping[Flag, str] = {
    Flag.BLOCKED: "r.blocked",
    Flag.RFC: "r.rfc",
    Flag.RESEND: "r.resend",
    Flag.PULL: "r.pull",
    Flag.FAILING: "coalesce(r.failing, 0) > 0",
    Flag.INCOMPLETE: f"r.stage = '{Stage.INCOMPLETE}'",
}
_SAID: Mapping[Flag, str] = {
    Flag.TRACKED: "tracked IS NOT NULL",
    Flag.SEEN: "seen IS NOT NULL",
    Flag.SNOOZED: "snoozed",
    Flag.NOTED: "notes > 0",
    Flag.QUEUED: "place IS NOT NULL",
    Flag.NEW: "CASE WHEN upto IS NULL OR r.newest IS NULL"
    " THEN r.last_activity > coalesce(seen, tracked)"
    " ELSE coalesce(seen, tracked) IS NOT NULL AND r.newest > upto END",
}


def _board_query_listed(stages: Iterable[Stage]) -> str:
    return ", ".join(f"'{one}'" for one in sorted(stages))


_CLOSED, _LANDED = _board_query_listed(CLOSED), _board_query_listed(LANDED)
_RANK = " ".join(f"WHEN '{one}' THEN {rank}" for rank, one in enumerate(Stage))
_LATEST = "r.last_activity DESC, r.series DESC"
_PLACE = "SELECT place FROM user_state AS q WHERE q.number = r.number"
ORDERS: Mapping[Order, str] = {
    Order.ACTIVITY: _LATEST,
    Order.TURN: f"r.turn_since IS NULL OR r.side = '{Side.NOBODY}',"
    f" CASE r.side WHEN '{Side.NOBODY}' THEN 0 ELSE coalesce(r.turn_since, 0) END, {_LATEST}",
    Order.STAGE: f"r.stage IN ({_CLOSED}), CASE r.stage {_RANK} END, {_LATEST}",
    Order.AUTHOR: f"t.author, {_LATEST}",
    Order.LIST: f"t.list, {_LATEST}",
    Order.TITLE: f"t.title, {_LATEST}",
    Order.QUEUE: f"({_PLACE}) IS NULL, ({_PLACE}), {_LATEST}",
}
"""What ``core.choose.arrange`` says, as ORDER BY."""


@dataclass(slots=True)
class _Maker:
    """Conditions, and the parameters that they need."""

    as_of: int
    me: Identity
    values: list[Value] = field(default_factory=list)

    def term(self, term: Term) -> str:
        """Return the condition of one term; one that cannot be told of a series does not hold."""
        made = self._maker(term.field)(term) or "0"
        return f"NOT coalesce(({made}), 0)" if term.negated else f"({made})"

    def _maker(self, what: Field) -> Callable[[Term], str]:
        match what:
            case Field.STATE:
                return self._state
            case Field.IS:
                return self._is
            case Field.TAG:
                return lambda term: _or(f"r.{_TAGS[TagWord(one)]} > 0" for one in term.values)
            case Field.LANDED:
                return self._landed
            case Field.LABEL:
                return self._label
            case Field.BODY:
                return self._body
            case Field.AGE | Field.TURN_AGE | Field.LANDED_AGE | Field.VERSION:
                return self._number
            case Field.AUTHOR | Field.TURN | Field.INVOLVED | Field.REVIEWER | Field.MAINTAINER:
                return self._person
        return self._text

    def _given(self, value: Value) -> str:
        self.values.append(value)
        return f"?{len(self.values)}"

    def _state(self, term: Term) -> str:
        return f"r.stage IN ({', '.join(map(self._given, term.values))})"

    def _is(self, term: Term) -> str:
        return _or(self._flag(Flag(one)) for one in term.values)

    def _flag(self, flag: Flag) -> str:
        match flag:
            case Flag.OPEN:
                return f"r.stage NOT IN ({_CLOSED})"
            case Flag.CLOSED:
                return f"r.stage IN ({_CLOSED})"
            case Flag.LANDED:
                return f"r.stage IN ({_LANDED})"
            case Flag.STALLED:
                before = self._given(self.as_of - int(STALLED.total_seconds()))
                return f"(r.stage NOT IN ({_CLOSED}) AND r.last_activity <= {before})"
        if flag in _SAID:
            said = "SELECT 1 FROM user_state AS w WHERE w.number = r.number"
            return f"EXISTS ({said} AND {_SAID[flag]})"
        return _BITS[flag]

    def _number(self, term: Term) -> str:
        match term.field:
            case Field.VERSION:
                number = "r.version"
            case Field.AGE:
                number = f"({self._given(self.as_of)} - r.last_activity)"
            case Field.TURN_AGE:
                moved = f"CASE r.side WHEN '{Side.NOBODY}' THEN NULL ELSE r.turn_since END"
                number = f"({self._given(self.as_of)} - {moved})"
            case _:
                number = f"({self._given(self.as_of)} - r.landed_at)"
        return _or(self._bound(number, one) for one in term.bounds)

    def _bound(self, number: str, bound: Bound) -> str:
        return f"{number} {bound.sign.value} {self._given(bound.value)}"

    def _text(self, term: Term) -> str:
        column = _COLUMNS[term.field]
        found = [f"instr({column}, {self._given(one)})" for one in term.values]
        if term.field is Field.STALE_TAG and "any" in term.values:
            found.append("stale_tags <> ''")
        held = f"r.number IN (SELECT number FROM board_text WHERE {_or(found)})"
        return _or([held, *(self._bound("r.version", one) for one in term.bounds)])

    def _landed(self, term: Term) -> str:
        found = _or(f"instr(landed, {self._given(_board_query_line(one))})" for one in term.values)
        return f"r.number IN (SELECT number FROM board_text WHERE {found})"

    def _label(self, term: Term) -> str:
        found = [f"instr(labels, {self._given(_board_query_line(one))})" for one in term.values]
        if "any" in term.values:
            found.append("labels IS NOT NULL")
        said = "SELECT 1 FROM user_state AS w WHERE w.number = r.number"
        return f"EXISTS ({said} AND ({_or(found)}))"

    def _body(self, term: Term) -> str:
        """Mails that hold the words; of rows in memory the series are looked up before."""
        if term.found is not None:
            found = self._given(json.dumps(term.found))
            return f"r.series IN (SELECT value FROM json_each({found}))"
        from tracker.store.search.find import SERIES_HOLDING

        match, until = self._given(term.match), self._given(self.as_of)
        return f"r.series IN ({SERIES_HOLDING.format(match=match, until=until)})"

    # ---- people ----------------------------------------------------------------------------------

    def _person(self, term: Term) -> str:
        role = _ROLES[term.field]
        found = []
        if term.values:
            given = [self._given(one) for one in term.values]
            named = _or(f"instr(name, {one}) OR instr(email, {one})" for one in given)
            found.append(self._with(role, f"SELECT id FROM board_who WHERE {named}"))
            if term.field is Field.TURN:
                found.extend(f"instr(r.side, {one})" for one in given)
        if term.me and self.me:
            found.append(self._mine(role))
            if term.field is Field.TURN:
                asked = " AND NOT ".join(map(self._mine, ("involved", "author", "reviewer")))
                found.append(f"(r.side = '{Side.REVIEWERS}' AND {asked})")
                found.append(f"(r.side = '{Side.MAINTAINER}' AND {self._mine('maintainer')})")
        return _or(found)

    def _with(self, role: str, who: str) -> str:
        return (
            "r.number IN (SELECT number FROM board_person"
            f" WHERE role = '{role}' AND who IN ({who}))"
        )

    def _mine(self, role: str) -> str:
        emails = self._given(json.dumps(sorted(self.me.addresses)))
        who = f"SELECT id FROM board_who WHERE email IN (SELECT value FROM json_each({emails}))"
        for one in sorted(self.me.named, key=lambda person: (person.email, person.name)):
            email, name = self._given(one.email), self._given(one.name)
            who += f" UNION SELECT id FROM board_who WHERE email = {email} AND name = {name}"
        return self._with(role, who)


def where(query: Query, as_of: datetime, me: Identity = NOBODY) -> tuple[str, list[Value]]:
    """Return the condition of a query over ``board_row AS r``, and its parameters."""
    maker = _Maker(int(as_of.timestamp()), me)
    return " AND ".join(["r.shown = 1", *map(maker.term, query.terms)]), maker.values


def _or(conditions: Iterable[str]) -> str:
    return " OR ".join(conditions)


def _board_query_line(value: str) -> str:
    return f"\n{value}\n"
