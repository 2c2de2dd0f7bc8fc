# SPDX-License-Identifier: GPL-2.0-or-later
"""Read the JSON of a web service field by field: what is missing or of another kind is named."""

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from typing import TypeVar

from tracker.errors import Refused

T = TypeVar("T")
MAX_TEXT = 2000
"""Characters of one field that are kept."""
_DEEPEST = 200
"""Brackets within brackets; Python's reader recurses."""


def parse_json(data: bytes, url: str) -> object:
    """Return what an answer holds. Raises Refused for a page, a cut answer, or none of JSON."""
    if data.lstrip()[:1] == b"<":
        raise Refused(f"{url}: the server sends a page where JSON was asked for")
    if data.count(b"[") + data.count(b"{") > _DEEPEST and _depth(data) > _DEEPEST:
        raise Refused(f"{url}: the answer is nested too deep")
    try:
        found: object = json.loads(data.decode("utf-8", "replace"))
    except (ValueError, RecursionError) as fault:
        raise Refused(f"{url}: the answer is no JSON, or is cut short ({fault})") from fault
    return found


def _depth(data: bytes) -> int:
    deepest = depth = 0
    for one in data:
        if one in b"[{":
            depth += 1
            deepest = max(deepest, depth)
        elif one in b"]}":
            depth -= 1
    return deepest


class Fields:
    """One object of an answer; each access names the field where it does not fit."""

    def __init__(self, value: object, where: str) -> None:
        """Take an object and what it is called in a sentence. Raises Refused for another kind."""
        if not isinstance(value, dict):
            raise Refused(f"{where}: an object was expected, not {_kind(value)}")
        self._value: dict[object, object] = value
        self.where = where

    def text(self, name: str) -> str:
        """Return a text. Raises Refused where the field is missing or of another kind."""
        found = self._value.get(name)
        if not isinstance(found, str):
            raise Refused(f"{self.where}: field '{name}' is {_kind(found)}, not a text")
        return clean(found)

    def maybe_text(self, name: str) -> str:
        """Return a text; empty where there is none."""
        found = self._value.get(name)
        return clean(found) if isinstance(found, str) else ""

    def raw_text(self, name: str) -> str:
        """Return a text as it was sent, for what is read further; empty where there is none."""
        found = self._value.get(name)
        return found if isinstance(found, str) else ""

    def value(self, name: str) -> object:
        """Return a field of any kind; None where there is none."""
        return self._value.get(name)

    def whole(self, name: str) -> int:
        """Return a whole number. Raises Refused where the field is missing or of another kind."""
        found = self._value.get(name)
        if not isinstance(found, int) or isinstance(found, bool) or abs(found) >= 1 << 62:
            raise Refused(f"{self.where}: field '{name}' is {_kind(found)}, not a number")
        return found

    def flag(self, name: str) -> bool:
        """Return whether a field is true."""
        return self._value.get(name) is True

    def inner(self, name: str) -> "Fields | None":
        """Return an object inside; None where there is none."""
        found = self._value.get(name)
        return Fields(found, f"{self.where}, field '{name}'") if isinstance(found, dict) else None

    def many(self, name: str) -> tuple["Fields", ...]:
        """Return the objects of a list inside; none where there is no list."""
        found = self._value.get(name)
        items = found if isinstance(found, list) else []
        return tuple(Fields(one, self.where) for one in items if isinstance(one, dict))

    def moment(self, name: str) -> datetime:
        """Return a date and time; without a zone it is taken as UTC. Raises Refused."""
        value = self.text(name)
        try:
            found = datetime.fromisoformat(value)
        except ValueError:
            raise Refused(f"{self.where}: field '{name}' is no date: '{value[:40]}'") from None
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)


def objects(value: object, where: str) -> tuple[Fields, ...]:
    """Return the objects of a list. Raises Refused where it is no list, or holds another kind."""
    if not isinstance(value, list):
        raise Refused(f"{where}: a list was expected, not {_kind(value)}")
    return tuple(Fields(one, f"{where}, entry {n}") for n, one in enumerate(value, 1))


def read_each(
    items: Sequence[Fields], read: Callable[[Fields], T], faults: list[str]
) -> Iterator[T]:
    """Yield what can be read of some objects; what cannot is added to ``faults``."""
    for one in items:
        try:
            yield read(one)
        except Refused as fault:
            faults.append(str(fault))


def clean(text: str) -> str:
    """Return a text on one line that can be stored and shown: no control characters."""
    flat = "".join(one if one.isprintable() else " " for one in text[:MAX_TEXT])
    return " ".join(flat.split()).encode("utf-8", "replace").decode()


def _kind(value: object) -> str:
    names = {dict: "an object", list: "a list", str: "a text", int: "a number", bool: "a flag"}
    return "missing" if value is None else names.get(type(value), "of another kind")
