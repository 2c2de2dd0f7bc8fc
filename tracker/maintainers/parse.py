# SPDX-License-Identifier: GPL-2.0-or-later
"""Parse the text of a MAINTAINERS file into sections.

A section is a line of its name and lines of one letter, a colon and a value; the prose at the head
of the file, which explains the letters, is indented and is none.
"""

from collections.abc import Iterable, Iterator

from tracker.lazy_patterns import lazy_pattern
from tracker.model.people import MaintainersSection, Person

MAX_TEXT = 8_000_000
"""Characters that are read; the kernel's file has 900,000."""
_FIELD = lazy_pattern(r"([A-Z]):[ \t]{1,40}(\S.{0,1000})")
_ADDRESS = lazy_pattern(r"\"?(?P<name>[^<>\"]{0,200}?)\"?\s{0,20}<(?P<email>[^<>\s]{1,300})>")
_BARE = lazy_pattern(r"(?P<email>[^\s<>@]{1,200}@[^\s<>()]{1,200})")
_KINDS = frozenset({"git", "quilt", "hg", "svn", "tgz"})
"""What a T: line may start with."""
_RULER = lazy_pattern(r"[-=.*]{2,200}$")


def parse_maintainers(text: str) -> tuple[MaintainersSection, ...]:
    """Return the sections of a MAINTAINERS file, in its order; bad lines are passed over."""
    found: list[MaintainersSection] = []
    name, fields = "", list[tuple[str, str]]()
    for line in text[:MAX_TEXT].splitlines():
        if match := _FIELD.match(line):
            fields.append((match[1], match[2].strip()))
        elif line.strip() and not line[0].isspace() and not _RULER.match(line):
            found += _parse_section(name, fields)
            name, fields = line.strip(), []
        elif not line.strip() and fields:
            found += _parse_section(name, fields)
            name, fields = "", []
    return (*found, *_parse_section(name, fields))


def _parse_section(name: str, fields: list[tuple[str, str]]) -> Iterator[MaintainersSection]:
    if not name or not fields:
        return
    values: dict[str, list[str]] = {}
    for letter, value in fields:
        values.setdefault(letter, []).append(value)
    yield MaintainersSection(
        name=name,
        maintainers=tuple(_parse_people(values.get("M", ()))),
        reviewers=tuple(_parse_people(values.get("R", ()))),
        lists=tuple(one.email for one in _parse_people(values.get("L", ()))),
        trees=tuple(map(_tree, values.get("T", ()))),
        status=next(iter(values.get("S", ())), ""),
        files=tuple(values.get("F", ())),
        excluded=tuple(values.get("X", ())),
        names=tuple(values.get("N", ())),
        keywords=tuple(values.get("K", ())),
    )


def _parse_people(values: Iterable[str]) -> Iterator[Person]:
    for value in values:
        if found := _ADDRESS.match(value):
            yield Person(found["name"].strip(), found["email"].lower())
        elif bare := _BARE.match(value):
            yield Person("", bare["email"].lower())


def _tree(value: str) -> str:
    kind, _, rest = value.partition(" ")
    return rest.strip() if kind.lower() in _KINDS and rest.strip() else value
