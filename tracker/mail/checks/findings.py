# SPDX-License-Identifier: GPL-2.0-or-later
"""Findings of programs that review patches, each with its severity."""

from collections.abc import Iterator, Sequence

from tracker.lazy_dataclass import dataclass
from tracker.mail.lines import Line, LineKind
from tracker.mail.parts import Parts
from tracker.mail.phrases.machine_reports import MACHINE_REPORTS, MachineReport
from tracker.mail.phrases.result_words import (
    FINDING,
    FOUND_BEFORE,
    NEW_FINDINGS,
    NO_BUG,
    SEVERITY_WORDS,
)
from tracker.model.verdicts import CheckState, Severity, Verdict

_READ = frozenset({LineKind.OWN, LineKind.TRAILER, LineKind.BELOW, LineKind.SIGNATURE})
_FAILS = frozenset({Severity.CRITICAL, Severity.HIGH})
_MAX_TEXT = 200
_SEVERITY_GROUPS = ("word", "named", "round", "lead", "rank", "cell")
"""Where a finding may name its severity."""
_REVIEWS = frozenset({MachineReport.REVIEW_FOUND, MachineReport.REVIEW_PASSED})


@dataclass(frozen=True, slots=True)
class _FindingPlace:
    """A line that opens a finding."""

    index: int
    severity: Severity
    text: str


def find_findings(parts: Parts) -> Iterator[Verdict]:
    """Return one result for each finding of a reviewing program; one for a clean review.

    A finding of high severity fails, a lesser one warns, and so does what the reviewer says was
    there before the patch. Listed findings are taken before the same ones told at length.
    """
    places = list(_finding_places(parts.lines))
    listed = [one for one in places if one.text]
    told = listed if len(listed) * 2 >= len(places) else places
    for place in told:
        text = place.text or _text_below(parts.lines, place.index)
        old = _is_old(parts.lines, place, text)
        line = parts.lines[place.index]
        yield Verdict(
            context="review",
            state=CheckState.FAIL if place.severity in _FAILS and not old else CheckState.WARNING,
            severity=place.severity,
            summary=text[:_MAX_TEXT],
            line=line.number,
            quote=line.text.strip(),
        )
    if not places:
        yield from _plain_review(parts.lines)


def _finding_places(lines: Sequence[Line]) -> Iterator[_FindingPlace]:
    for index, line in enumerate(lines):
        if line.kind in _READ and (found := FINDING.match(line.text)):
            word = next(one for name in _SEVERITY_GROUPS if (one := found[name]) is not None)
            yield _FindingPlace(index, SEVERITY_WORDS[word.lower()], found["text"].strip(" *:|"))


def _text_below(lines: Sequence[Line], index: int) -> str:
    """The paragraph that a severity alone on its line opens, as one line."""
    words: list[str] = []
    for line in lines[index + 1 : index + 8]:
        if line.kind not in _READ:
            break
        words.append(line.text.strip())
    return " ".join(words)


def _is_old(lines: Sequence[Line], place: _FindingPlace, text: str) -> bool:
    """Whether a finding is said to be older than the patch: by itself, or by its heading."""
    if FOUND_BEFORE.search(text) or FOUND_BEFORE.search(_text_below(lines, place.index)):
        return True
    for line in reversed(lines[max(0, place.index - 30) : place.index]):
        if line.kind in _READ and line.text.rstrip().endswith(":") and len(line.text) < 80:
            return bool(FOUND_BEFORE.search(line.text)) and not NEW_FINDINGS.match(line.text)
    return False


def _plain_review(lines: Sequence[Line]) -> Iterator[Verdict]:
    """The result of a review without severities: its first own words, or that it is clean."""
    found: tuple[MachineReport, Line] | None = None
    for line in lines:
        if line.kind in _READ and (said := MACHINE_REPORTS.find(line.text)):
            kind = said[0].means
            if isinstance(kind, MachineReport) and kind in _REVIEWS:
                found = (kind, line)
                break
    if found is None:
        return
    kind, line = found
    clean = kind is MachineReport.REVIEW_PASSED
    words = "" if clean else _finding_first_words(lines, line)
    harmless = NO_BUG.search(words) is not None
    state = CheckState.WARNING if harmless else CheckState.FAIL
    yield Verdict(
        context="review",
        state=CheckState.SUCCESS if clean else state,
        severity=Severity.LOW if harmless else None,
        summary=words,
        line=line.number,
        quote=line.text.strip(),
    )


def _finding_first_words(lines: Sequence[Line], said: Line) -> str:
    """The first sentence that the reviewer wrote below the quoted patch."""
    words: list[str] = []
    quoted = not any(line.kind is LineKind.QUOTE for line in lines)
    for line in lines:
        if line is said:
            break
        quoted = quoted or line.kind is LineKind.QUOTE
        if not quoted:
            continue
        if line.kind is LineKind.OWN and any(one.isalpha() for one in line.text):
            if line.text.strip() != "[ ... ]":
                words.append(line.text.strip())
        elif words:
            break
    return " ".join(words)[:_MAX_TEXT] or said.text.strip()[:_MAX_TEXT]
