# SPDX-License-Identifier: GPL-2.0-or-later
"""Results that stand in a subject, in named fields, or in the rows of a table."""

import re
from collections.abc import Iterator

from tracker.mail.lines import Line, LineKind
from tracker.mail.parts import Parts
from tracker.mail.phrases.forms.subject_marks import PATCHWORK_TITLE, REVISION_MARK
from tracker.mail.phrases.result_words import (
    COUNT_ROW,
    JOB_ROW,
    RESULT_ROW,
    RESULT_WORDS,
    SIGN_ROW,
    STATED_RESULT,
    SUBJECT_RESULT,
    SUBJECT_STATUS,
    SUBMISSION_NAME,
    SUBMISSION_TESTED,
    TEST_DETAIL,
    TEST_DETAILS,
    TEST_OUTPUT,
)
from tracker.mail.subjects import parse_subject, title_key
from tracker.model.verdicts import CheckState, Verdict

_ORDER = (CheckState.FAIL, CheckState.WARNING, CheckState.PENDING, CheckState.SUCCESS)
"""The worst first: of several rows of one name, on several machines say, the worst holds."""
_READ = frozenset({LineKind.OWN, LineKind.TRAILER, LineKind.BELOW, LineKind.STAT})
_NOT_NAMES = frozenset(
    {"result", "results", "status", "state", "total", "summary", "note", "overall"}
)
"""Words before a result that name no test."""


def find_subject_result(parts: Parts) -> Iterator[Verdict]:
    """Return the result that the subject states, of the posting whose title it names."""
    raw = parts.subject.raw
    first = next((line for line in parts.lines if line.kind in _READ), None)
    where = first.number if first else 1
    if found := SUBJECT_RESULT.match(raw):
        title = REVISION_MARK.sub("", found["title"].strip())
        yield Verdict(
            context=found["name"],
            state=RESULT_WORDS[found["word"].lower()],
            series=True,
            title=parse_subject(title).title,
            line=where,
            quote=raw,
        )
    elif found := SUBJECT_STATUS.match(raw):
        yield Verdict(
            context=_stated(parts.lines).get("test-label", "test"),
            state=RESULT_WORDS[(found["word"] or found["overall"]).lower()],
            series=True,
            title=parse_subject(found["title"].strip()).title if found["word"] else "",
            line=where,
            quote=raw,
        )


def find_stated(parts: Parts) -> Iterator[Verdict]:
    """Return the result that named fields state: ``Test-Label: unit``, ``Test-Status: FAILURE``."""
    stated = _stated(parts.lines)
    submission = any(one.kind in _READ and SUBMISSION_TESTED.match(one.text) for one in parts.lines)
    for name in ("test-status", "overall result", "result", "status", "state"):
        word = stated.get(name, "").lower().rstrip("!. ")
        if word in RESULT_WORDS and ("test-label" in stated or submission or name != "status"):
            yield Verdict(
                context=stated.get("test-label", "CI" if submission else "test"),
                state=RESULT_WORDS[word],
                series=True,
                title=_submission_title(parts.lines) if submission else "",
                line=int(stated[f"{name} line"]),
                quote=stated[f"{name} quote"],
            )
            return


def _submission_title(lines: tuple[Line, ...]) -> str:
    """The title that a test of a submission names: ``Name: [bpf-next,v2] widget: Turn``."""
    named = (SUBMISSION_NAME.match(one.text) for one in lines if one.kind in _READ)
    return next((parse_subject(one[1]).title for one in named if one), "")


def _stated(lines: tuple[Line, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in lines:
        if line.kind in _READ and (field := STATED_RESULT.match(line.text)):
            name = field["what"].lower()
            if name not in found:
                found[name] = field["word"].strip()
                found[f"{name} line"], found[f"{name} quote"] = str(line.number), line.text.strip()
    return found


def find_rows(parts: Parts) -> Iterator[Verdict]:
    """Return the rows of a table of results, one a name; of one that fails with what it printed."""
    rows: dict[str, Verdict] = {}
    outputs = _outputs(parts.lines, title_key(parts.subject.title))
    for line in parts.lines:
        if line.kind not in _READ:
            continue
        if rows and TEST_DETAILS.match(line.text):
            break
        if counted := COUNT_ROW.match(line.text):
            name, word = counted["name"].strip(), "fail" if int(counted["failed"]) else "pass"
        elif found := (_first_match(line.text)):
            name, word = found["name"].strip(), found["word"]
        else:
            continue
        if name.casefold().rstrip(":") in _NOT_NAMES or (
            word.islower() and not counted and not _is_cell(line.text)
        ):
            continue
        row = Verdict(
            context=name,
            state=RESULT_WORDS[word.lower()],
            series=True,
            summary=outputs.get(name, ""),
            line=line.number,
            quote=line.text.strip(),
        )
        if name not in rows or _ORDER.index(row.state) < _ORDER.index(rows[name].state):
            rows[name] = row
    yield from rows.values()


def _first_match(text: str) -> re.Match[str] | None:
    return JOB_ROW.match(text) or RESULT_ROW.match(text) or SIGN_ROW.match(text)


def _is_cell(text: str) -> bool:
    """Whether a result in small letters ends its line, or stands in a cell of its own."""
    words = text.strip(" *`)]|").rsplit(None, 1)
    return "|" in text or words[-1].casefold() in RESULT_WORDS


def _outputs(lines: tuple[Line, ...], title: str) -> dict[str, str]:
    """What each test printed first, where the details below the table tell it.

    checkpatch names the patch before it says what is wrong: its title tells nothing new.
    """
    out: dict[str, str] = {}
    name = ""
    for line in lines:
        if detail := TEST_DETAIL.match(line.text):
            name = detail["name"].strip()
        elif name and line.text.strip() and not TEST_OUTPUT.match(line.text):
            if PATCHWORK_TITLE.match(line.text) or title_key(line.text) == title:
                continue
            if not line.text.startswith("###"):
                out[name] = line.text.strip()[:200]
            name = ""
    return out
