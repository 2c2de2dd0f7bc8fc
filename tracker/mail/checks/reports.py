# SPDX-License-Identifier: GPL-2.0-or-later
"""Reports in prose: build robots, syzbot, and other machines that say one thing of one patch."""

from collections.abc import Iterator, Sequence
from itertools import islice

from tracker.mail.lines import Line, LineKind
from tracker.mail.parts import Parts
from tracker.mail.phrases.machine_reports import MACHINE_REPORTS, MachineReport
from tracker.mail.phrases.result_words import (
    BINDING_FINDING,
    BUILD_CONFIG,
    BUILD_FINDING,
    PERSONS_BOT,
    RELAYED_BUILD_BOT,
    SMATCH_FINDING,
    STATED_TEST,
    TEST_CASE,
)
from tracker.mail.phrases.review.tag_reach import SERIES_WORD
from tracker.model.verdicts import CheckState, Verdict

_RESULTS = {
    MachineReport.NOT_APPLIED: ("apply", CheckState.FAIL),
    MachineReport.BUILD_FAILED: ("build", CheckState.FAIL),
    MachineReport.BUILD_WARNED: ("build", CheckState.WARNING),
    MachineReport.BUILD_PASSED: ("build", CheckState.SUCCESS),
    MachineReport.TEST_FAILED: ("test", CheckState.FAIL),
    MachineReport.TEST_WARNED: ("test", CheckState.WARNING),
    MachineReport.TEST_PASSED: ("test", CheckState.SUCCESS),
    MachineReport.BINDING_FAILED: ("dt_binding_check", CheckState.FAIL),
    MachineReport.BINDING_WARNED: ("dtbs_check", CheckState.WARNING),
    MachineReport.STYLE_WARNED: ("style", CheckState.WARNING),
    MachineReport.REVIEW_PASSED: ("review", CheckState.SUCCESS),
    MachineReport.REVIEW_FOUND: ("review", CheckState.FAIL),
}
"""What a report says -> what was checked, and the result."""
_READ = frozenset({LineKind.OWN, LineKind.TRAILER, LineKind.BELOW, LineKind.STAT})
_GREETING = 3
"""Own lines at the top of a mail, a greeting among them."""


def find_report(parts: Parts) -> Iterator[Verdict]:
    """Return the one result of a report in prose; none where it is of a tree and not of a patch."""
    for index, line in enumerate(parts.lines):
        if (
            line.kind not in _READ
            or (said := MACHINE_REPORTS.find(_report_joined(parts.lines, index))) is None
        ):
            continue
        kind = said[0].means
        if kind is MachineReport.TREE_REPORT or not isinstance(kind, MachineReport):
            return
        context, state = _RESULTS[kind]
        yield Verdict(
            context=_report_context(context, parts.lines),
            state=state,
            series=_is_of_series(kind, parts, index),
            summary=_report_summary(parts.lines, index),
            line=line.number,
            quote=line.text.strip(),
        )
        return


def machine_speaking(lines: Sequence[Line]) -> str:
    """The machine whose report a person's address sends; empty where a person writes.

    The devicetree maintainer's scripts send under his name: ``My bot found errors running 'make
    dt_binding_check' on your patch:`` is the first thing that such a mail says of its own. Reports
    of smatch that the kernel test robot found are sent by a person, after a greeting.
    """
    own = (line.text for line in lines if line.kind is LineKind.OWN and line.text.strip())
    for number, text in enumerate(islice(own, _GREETING)):
        if not number and PERSONS_BOT.match(text):
            return "devicetree-bot"
        if RELAYED_BUILD_BOT.match(text):
            return "lkp"
        if not number and STATED_TEST.match(text):
            return "test-report"
    return ""


def _report_joined(lines: Sequence[Line], index: int) -> str:
    """A line with the one below it, where the sentence goes on there."""
    after = lines[index + 1] if index + 1 < len(lines) else None
    if after is None or after.kind not in _READ or lines[index].text.rstrip().endswith((":", ".")):
        return lines[index].text
    return f"{lines[index].text} {after.text}"


def _report_context(context: str, lines: Sequence[Line]) -> str:
    """What was checked, with the configuration or test suite that tells one report from another."""
    pattern = BUILD_CONFIG if context == "build" else TEST_CASE
    found = next((m for one in lines if one.kind in _READ and (m := pattern.match(one.text))), None)
    return f"{context} {found[1]}" if found else context


def _is_of_series(kind: MachineReport, parts: Parts, index: int) -> bool:
    """Whether a report speaks of all the patches: it says so near its verdict, or above it."""
    if kind is MachineReport.NOT_APPLIED:
        return True
    above = [one.text for one in parts.lines[: index + 2] if one.kind in _READ]
    return bool(SERIES_WORD.search(" ".join(above[-40:])))


def _report_summary(lines: Sequence[Line], index: int) -> str:
    """What was found: the first line that a build robot marks as new, else the line below.

    ``>> net/frob.c:12:2: error: implicit declaration of function 'frob'``
    """
    for line in lines[index:]:
        marked = line.kind is LineKind.QUOTE and line.depth == 2
        if marked and BUILD_FINDING.match(line.text.strip()):
            return line.text.strip()[:200]
    for line in lines[index + 1 :]:
        text = line.text.strip()
        if line.kind in _READ and (BINDING_FINDING.match(text) or SMATCH_FINDING.match(text)):
            return line.text.strip()[:200]
    said = lines[index].text.strip()
    if said.endswith(":"):
        below = (one for one in lines[index + 1 : index + 8] if one.kind in _READ)
        text = next((one.text.strip() for one in below if one.text.strip(" -=")), "")
        return (text or said)[:200]
    return said[:200]
