# SPDX-License-Identifier: GPL-2.0-or-later
"""Find what a machine's mail says of the patch or series it was given.

No machine has to be known by name: a build robot's report, a table of results, a subject with a
verdict and a reviewer's findings are read by their form. Which posting a result is of, and which
of several holds, is judged in ``state/verdicts.py``.
"""

from collections.abc import Iterator
from itertools import islice, pairwise
from urllib.parse import unquote

from tracker.lazy_dataclass import replace
from tracker.mail.checks.findings import find_findings
from tracker.mail.checks.reports import find_report
from tracker.mail.checks.tables import find_rows, find_stated, find_subject_result
from tracker.mail.lines import Line, LineKind
from tracker.mail.parts import Parts
from tracker.mail.phrases.links.server_urls import BARE_URL_LINE, REPORT_LINKS
from tracker.mail.phrases.result_words import (
    LINK_HEAD,
    PATCH_LINK,
    PATCH_SUBJECT,
    TESTED_COMMIT,
    TREE_LINE,
)
from tracker.mail.subjects import parse_subject
from tracker.mail.urls import message_id_in
from tracker.model.verdicts import Verdict

_NO_CHECKS = frozenset(
    {"patchwork-bot", "tip-bot", "pr-tracker-bot", "github", "gitlab", "bugzilla"}
)
"""Machines that tell what became of a patch, or of a bug; their mail holds no result."""
_MAX_VERDICTS = 100
"""Results of one mail; bluez.test.bot, which sends the most, has about 25."""
_READ = frozenset({LineKind.OWN, LineKind.TRAILER, LineKind.SIGNATURE, LineKind.BELOW})


def find_verdicts(parts: Parts) -> tuple[Verdict, ...]:
    """Return the results in one mail of a machine, in the order of their lines; none of a person.

    A mail that says nothing of a patch, such as a bug found in a tree, has none.
    """
    if not parts.bot or parts.auto in _NO_CHECKS:
        return ()
    found = list(islice(_of_form(parts), _MAX_VERDICTS))
    if not found:
        return ()
    target, title, url = _robot_target(parts.lines), _robot_title(parts), _more(parts.lines)
    if not (target or title or found[0].title or parts.in_reply_to or parts.references):
        return ()
    return tuple(
        replace(one, target=target, title=one.title or title, url=one.url or url) for one in found
    )


def _of_form(parts: Parts) -> Iterator[Verdict]:
    """The results by the first form that a mail has."""
    for form in (find_subject_result, find_findings, find_stated, find_rows, find_report):
        found = tuple(form(parts))
        if found:
            yield from found
            return


def _robot_target(lines: tuple[Line, ...]) -> str:
    """The posting that a build robot names: ``patch link:    https://lore.kernel.org/r/ID``."""
    for line in lines:
        if line.kind in _READ and (found := PATCH_LINK.match(line.text)):
            return message_id_in(unquote(found[1])) or ""
    return ""


def _robot_title(parts: Parts) -> str:
    """The title of the patch that a build robot names: by its subject, or as a commit of a tree.

    ``commit: 2c7eca0c9c9e [12/15] Bluetooth: frob``; of the bare commit of a tree that is tested
    for itself, only where the subject or the line counts it as one of several that are new.
    """
    for line in parts.lines:
        if line.kind in _READ:
            if found := PATCH_SUBJECT.match(line.text):
                return parse_subject(found[1]).title
            if found := TESTED_COMMIT.match(line.text):
                return parse_subject(found["quoted"] or found["title"]).title
    return ""


def _more(lines: tuple[Line, ...]) -> str | None:
    """Where the machine shows more: a link that is named so, or that stands below such words."""
    texts = [line.text for line in lines if line.kind in _READ]
    for above, text in pairwise(texts):
        if LINK_HEAD.match(above) and (found := BARE_URL_LINE.match(text)):
            return _robot_trimmed(found[1])
    for pattern in REPORT_LINKS:
        for text in texts:
            if (found := pattern.match(text)) and not TREE_LINE.match(text):
                return _robot_trimmed(found[1])
    return None


def _robot_trimmed(url: str) -> str:
    return url.rstrip(">).,")
