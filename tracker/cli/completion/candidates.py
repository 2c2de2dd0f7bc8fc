# SPDX-License-Identifier: GPL-2.0-or-later
"""What an argument or the value of an option may be, for a shell that completes a word.

Only what is cached is looked at, and nothing is written. A Message-ID comes from a stranger, so
one that a shell would read as more than a word is not offered.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

import click

from tracker.cli.options import OutputFile
from tracker.errors import TrackerError
from tracker.lazy_dataclass import dataclass
from tracker.model.terminal_text import clean, fit
from tracker.paths import find_paths

MAX_SERIES = 200
"""Series that are offered at most, those followed last."""
MAX_TOLD = 60
"""Columns of what is said of a candidate."""
_PLAIN = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.@+=/-]*")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word, and what to say of it."""

    word: str
    told: str = ""


FILES = Candidate("", "files")
"""Asks the shell for its own files."""


def of_parameter(parameter: click.Parameter, start: str) -> tuple[Candidate, ...]:
    """What may stand for an option's value or an argument; ``start`` is what is typed of it."""
    if isinstance(parameter.type, click.Choice):
        return tuple(Candidate(str(one)) for one in parameter.type.choices)
    if isinstance(parameter.type, (click.Path, OutputFile)):
        return (FILES,)
    maker = _MAKERS.get(parameter.name or "")
    if maker is None:
        return ()
    try:
        return tuple(maker(start))
    except TrackerError:
        return ()  # A shell's prompt is no place for it; the command itself will say so.


def _candidate_series(_: str) -> Iterator[Candidate]:
    """Yield the series that the user follows."""
    from tracker.store.load import Reader

    reader = Reader.open(find_paths().database)
    if reader is None:
        return
    with reader:
        names = [name for name, _ in reader.tracked()][-MAX_SERIES:][::-1]
        found = {one: reader.series_of(one) for one in names if _PLAIN.fullmatch(one)}
        homes = [one for one in found.values() if one is not None]
        titles = {one.id: one.newest.title for one in reader.series(homes)}
        for name, home in found.items():
            yield Candidate(name, _candidate_sentence(titles.get(home or "", "")))


def _candidate_labelled(start: str) -> Iterator[Candidate]:
    """Yield the labels in use behind the sign that is typed; else the series."""
    if start[:1] not in ("+", "-"):
        yield from _candidate_series(start)
        return
    yield from (Candidate(start[0] + one) for one in _candidate_label_names())


def _candidate_label_names() -> tuple[str, ...]:
    from tracker.store.load import Reader

    reader = Reader.open(find_paths().database)
    if reader is None:
        return ()
    with reader:
        return tuple(dict.fromkeys(name for _, name in reader.labels()))


def _candidate_lists(_: str) -> Iterator[Candidate]:
    """Yield the mailing lists of which mail is cached."""
    from tracker.store.load import Reader

    reader = Reader.open(find_paths().database)
    if reader is None:
        return
    with reader:
        names = {one.partition("@")[0]: one for one in reader.lists()}
    yield from (Candidate(one, to) for one, to in names.items() if _PLAIN.fullmatch(one))


def _candidate_words(start: str) -> Iterator[Candidate]:
    """Yield a field of the query language, or one more value of the field that is typed."""
    minus = "-" if start.startswith("-") else ""
    typed, colon, values = start.removeprefix("-").partition(":")
    if not colon:
        yield from (Candidate(f"{minus}{one}:") for one in _candidate_fields())
        return
    before = values[: values.rfind(",") + 1]
    for value in _candidate_values(typed):
        yield Candidate(f"{minus}{typed}:{before}{value}")


def _candidate_fields() -> Iterator[str]:
    from tracker.model.query import Field

    return (one.value for one in Field if one.value)


def _candidate_values(field: str) -> tuple[str, ...]:
    """Return the values of a field that has a closed set of them."""
    from tracker.model.landing import StepName
    from tracker.model.query import Flag, TagWord
    from tracker.model.status import Side, Stage

    if field == "label":
        return ("any", *_candidate_label_names())
    known: dict[str, tuple[str, ...]] = {
        "state": tuple(Stage),
        "turn": ("me", *Side),
        "is": tuple(Flag),
        "tag": tuple(TagWord),
        "landed": tuple(StepName),
        "author": ("me",),
        "involved": ("me",),
        "reviewer": ("me",),
    }
    return known.get(field, ())


def _topics(_: str) -> Iterator[Candidate]:
    from tracker.model.views import TOPICS

    return (Candidate(one) for one in sorted(TOPICS))


def _candidate_files(_: str) -> Iterable[Candidate]:
    return (FILES,)


def _candidate_sentence(text: str) -> str:
    return fit(clean(text).replace("\t", " "), MAX_TOLD)


_MAKERS: Mapping[str, Callable[[str], Iterable[Candidate]]] = {
    "ref": _candidate_series,
    "refs": _candidate_series,
    "query": _candidate_words,
    "labelled": _candidate_labelled,
    "one": _candidate_series,
    "other": _candidate_series,
    "fact": _topics,
    "until": lambda _: map(Candidate, ("answer", "version", "landed", "monday", "1w", "2w")),
    "since": lambda _: map(Candidate, ("last", "today", "yesterday", "monday", "1w", "2w")),
    "mailing_list": _candidate_lists,
    "repos": _candidate_files,
    "sources": _candidate_files,
}
"""What to offer, by the name of the parameter."""
