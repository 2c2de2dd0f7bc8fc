# SPDX-License-Identifier: GPL-2.0-or-later
"""The text of a mail as lines, each told apart: own words, quote, trailer, diff, signature.

Every reader of mail text works on these lines, so that "never from a quote" and "never from the
diff" hold in one place. Linear in the length of the text, which is capped.
"""

from bisect import bisect_left
from enum import Enum
from functools import cached_property
from typing import NamedTuple

from tracker.mail.phrases.forms.line_marks import (
    DIFF_START,
    HUNK_HEAD,
    NAMED_QUOTE_MARK,
    QUOTE_MARK,
    RULER_LINE,
    SHORTLOG_HEAD,
    STAT_LINE,
    TRAILER_LINE,
)
from tracker.mail.phrases.quoting import (
    DATED,
    FORWARDED,
    FORWARDED_FIELD,
    FORWARDED_FROM,
    KNOWN_TRAILER,
    MUTT_INTRO,
    QUOTING_INTRO,
    WRITES,
    WROTE,
)

MAX_TEXT = 4_000_000
"""Characters of a mail's text that are looked at; the longest real mail seen has 3.4 million."""
MAX_LINES = 120_000
"""Lines of a mail's text that are looked at; the longest real patch has 100,000."""
MAX_PROSE = 20_000
"""Lines outside the patch that are looked at; a pasted log is the longest that people send, a
reply that quotes a firmware blob is as long. What stands below is left out."""
MAX_OWN = 3_000
"""Own lines that are read as prose; the log that is pasted below them has more."""
MAX_DIFFS = 500
"""Diffs with text between them; a patch is one, and people show a few more."""
MAX_LINE = 2_000
"""Characters of a line that rules look at; nothing a person means stands further right."""


class LineKind(Enum):
    """What a line of a mail is."""

    OWN = "own"
    BLANK = "blank"
    QUOTE = "quote"
    ATTRIBUTION = "attribution"
    """``On Tuesday, A. Person wrote:``"""
    TRAILER = "trailer"
    """In the block of trailers that ends a commit message or cover text."""
    BELOW = "below"
    """After the ``---`` line of a patch, before its diff."""
    STAT = "stat"
    """Diffstat, shortlog of a cover, summary line; a diff that is not the patch's."""
    DIFF = "diff"
    SIGNATURE = "signature"

    # Rules ask for each line whether its kind is in a set: the hash of Enum, written in Python,
    # takes a quarter of the reading of a long mail. Members are single, and equal by identity.
    __hash__ = object.__hash__


class Line(NamedTuple):
    """One line of a mail's text."""

    number: int
    """From 1."""
    text: str
    """Without its end and, in a quote, without the quote marks; at most ``MAX_LINE`` long, but
    whole in a diff."""
    kind: LineKind
    depth: int = 0
    """How many quote marks stood before it."""


_STAT_FIRST = frozenset(" 0123456789")
_AFTER_WROTE = ":： \t\xa0"
_STAT_NEAR = 60
"""Lines between the ``---`` of a patch and the first line of its diffstat."""
_LONG_SIGNATURE = 12
"""Lines; what follows a bare ``--`` for longer than this is text."""


class Lines(tuple[Line, ...]):
    """The lines of a mail, with what many rules ask of them in turn."""

    @cached_property
    def typed(self) -> tuple[Line, ...]:
        """The lines that are neither quoted nor of a diff: a small part of most mails."""
        left_out = (LineKind.DIFF, LineKind.QUOTE)
        return tuple([one for one in self if one.kind not in left_out])


def typed_lines(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Return the lines that are neither quoted nor of a diff; see ``Lines``."""
    return lines.typed if isinstance(lines, Lines) else Lines(lines).typed


def split_lines(text: str, *, has_diff: bool | None = None) -> Lines:
    """Label the lines of a mail's decoded text.

    ``has_diff`` says whether unquoted lines may be a patch; None looks for one.
    """
    raw = text[:MAX_TEXT].replace("\r\n", "\n").replace("\r", "\n").split("\n", MAX_LINES)
    # What ends the text is no line: nothing behind the last line end, or what is past the cap.
    if raw and (raw[-1] == "" or len(raw) > MAX_LINES):
        raw.pop()
    spans = _text_diffs(raw) if has_diff is not False else []
    if spans and (answered := _answered_from(raw)) is not None:
        spans = [one for one in spans if one[0] < answered]
    cuts = _cuts(raw)
    main = _patch_among(spans, cuts)
    lines: list[Line] = []
    done = labelled = own = 0
    for number, (start, end) in enumerate([*spans, (len(raw), len(raw))]):
        state = LineKind.BELOW if spans and number > main else LineKind.OWN
        read = min(start, done + max(0, MAX_PROSE - labelled))
        text_lines = _label_text(raw, range(done, read), state, cuts, patch=number < len(spans))
        if len(raw) > MAX_OWN:
            own = _cap_own(text_lines, own)
        lines += text_lines
        labelled += read - done
        kind = LineKind.DIFF if number == main else LineKind.STAT
        lines += [Line(n + 1, raw[n], kind) for n in range(start, end)]
        done = end
    return Lines(_mark_trailers(lines))


def _cap_own(lines: list[Line], own: int) -> int:
    """Make own lines past ``MAX_OWN`` ``STAT``, which no rule for prose reads; return how many."""
    for index, line in enumerate(lines):
        if line.kind is LineKind.OWN or line.kind is LineKind.BELOW:
            own += 1
            if own > MAX_OWN:
                lines[index] = Line(line.number, line.text, LineKind.STAT)
    return own


def _text_diffs(raw: list[str]) -> list[tuple[int, int]]:
    """Where diffs stand, unquoted, as ranges of indexes."""
    spans: list[tuple[int, int]] = []
    start = _diff_start(raw)
    while start is not None and len(spans) < MAX_DIFFS:
        spans.append((start, _diff_end(raw, start)))
        start = _diff_start(raw, spans[-1][1])
    return spans


def _answered_from(raw: list[str]) -> int | None:
    """Where the mail that is answered starts without marks, as Outlook appends it; its diff is old.

    ``-----Original Message-----``, then ``From:`` and ``Sent:``, which no head of a patch has.
    """
    for index, line in enumerate(raw):
        if not line.startswith("Sent:") or not any(
            map(FORWARDED_FROM.match, raw[max(0, index - 2) : index])
        ):
            continue
        start = next(n for n in range(index - 1, -1, -1) if FORWARDED_FROM.match(raw[n]))
        if any(one.strip() for one in raw[max(0, start - 9) : start]):
            return start
    return None


def _cuts(raw: list[str]) -> frozenset[int]:
    """Indexes of the ``---`` lines with a diffstat soon below."""
    if not any(line[:3] == "---" and line.rstrip() == "---" for line in raw):
        return frozenset()
    found: set[int] = set()
    stat = len(raw) + _STAT_NEAR
    for index in range(len(raw) - 1, -1, -1):
        line = raw[index]
        if line[:3] == "---" and line.rstrip() == "---" and stat - index <= _STAT_NEAR:
            found.add(index)
        elif line[:1] in _STAT_FIRST and STAT_LINE.match(line[:MAX_LINE]):
            stat = index
    return frozenset(found)


def _patch_among(spans: list[tuple[int, int]], cuts: frozenset[int]) -> int:
    """Which diff is the patch: the first below a ``---`` with a diffstat, not one shown in the
    commit message; else the first."""
    marks, done = sorted(cuts), 0
    for number, (start, end) in enumerate(spans):
        if bisect_left(marks, done) < bisect_left(marks, start):
            return number
        done = end
    return 0


def _diff_start(raw: list[str], first: int = 0) -> int | None:
    """Index of the first line of a diff at or after ``first``, if there is one."""
    for index in range(first, len(raw)):
        line = raw[index]
        if not line.startswith(("diff --git ", "Index: ", "--- ")):
            continue
        if not DIFF_START.match(line) and not _is_quilt_head(raw, index):
            continue
        ahead = raw[index : index + 40]
        if line.startswith("diff --git ") or any(
            one.startswith("@@ -") and HUNK_HEAD.match(one) for one in ahead
        ):
            return index
    return None


def _is_quilt_head(raw: list[str], index: int) -> bool:
    """Whether a diff starts that names files as quilt does: ``--- linux.orig/Kconfig``."""
    below = [*raw[index + 1 : index + 3], "", ""]
    named = "/" in raw[index] and below[0].startswith("+++ ")
    return named and HUNK_HEAD.match(below[1]) is not None


def _label_text(
    raw: list[str], where: range, state: LineKind, cuts: frozenset[int], *, patch: bool
) -> list[Line]:
    """The lines of one stretch of text; ``patch`` if a diff ends it."""
    out: list[Line] = []
    for index in where:
        line = raw[index]
        # Most lines of most mails: a quote with its mark, and nothing at all.
        if line[:1] == ">" and (match := QUOTE_MARK.match(line)):
            marks, text = match[0], line[match.end() : match.end() + MAX_LINE]
            state = LineKind.OWN if state is LineKind.SIGNATURE else state
            depth = marks.count(">") + marks.count("|") + (state is LineKind.QUOTE)
            out.append(Line(index + 1, text, LineKind.QUOTE, depth))
            continue
        if not line or line.isspace():
            out.append(Line(index + 1, "", LineKind.BLANK))
            continue
        kind, depth, text = _plain_kind(line, raw, index)
        state = _state_after(state, kind, raw, index, patch)
        if state is LineKind.OWN and (index in cuts or (patch and line.rstrip() == "---")):
            state = LineKind.BELOW
        if state is LineKind.QUOTE:
            kind, depth = LineKind.QUOTE, depth + 1
        elif state is LineKind.SIGNATURE and kind is not LineKind.QUOTE:
            kind = LineKind.SIGNATURE
        elif kind is LineKind.OWN:
            kind = state
        out.append(Line(index + 1, text[:MAX_LINE], kind, depth))
    return out


def _state_after(
    state: LineKind, kind: LineKind, raw: list[str], index: int, patch: bool
) -> LineKind:
    """What own words from this line on are: own, below ``---``, a signature or a bare quote."""
    line = raw[index].rstrip("\n")
    if state is LineKind.QUOTE or (not patch and _foreign_from_here(raw, index)):
        return LineKind.QUOTE
    if kind is LineKind.QUOTE:
        return LineKind.OWN if state is LineKind.SIGNATURE else state
    if line == "-- " or (line == "--" and _short_rest(raw, index, patch)):
        return LineKind.SIGNATURE
    return state


def _short_rest(raw: list[str], index: int, patch: bool) -> bool:
    """Whether ``--`` without its space starts a signature: little follows, and no diff."""
    return not patch and len(raw) - index <= _LONG_SIGNATURE


def _is_text_head(line: str) -> bool:
    """Whether a line announces another mail: ``From: ...`` or ``--- Original Message ---``."""
    return ("From:" in line and bool(FORWARDED_FROM.match(line))) or (
        line.lstrip()[:1] in ("-", "_") and bool(FORWARDED.match(line))
    )


def _foreign_from_here(raw: list[str], index: int) -> bool:
    """Whether a mail quoted without marks starts here, as Outlook does under a block of headers."""
    line = raw[index][:MAX_LINE]
    if not _is_text_head(line):
        return False
    if not FORWARDED_FROM.match(line):
        index, line = index + 1, raw[index + 1][:MAX_LINE] if index + 1 < len(raw) else ""
    above = any(one.strip() for one in raw[max(0, index - 9) : index])
    if not above or not FORWARDED_FROM.match(line):
        return False
    heads = [one for one in raw[index + 1 : index + 6] if FORWARDED_FIELD.match(one)]
    ahead = [
        one for one in raw[index + 1 : index + 14] if one.strip() and not FORWARDED_FIELD.match(one)
    ]
    return len(heads) > 1 and not any(QUOTE_MARK.match(one) for one in ahead[:3])


def _plain_kind(line: str, raw: list[str], index: int) -> tuple[LineKind, int, str]:
    """The kind of a line that is not blank, how deep it is quoted, and its words."""
    short = line[:MAX_LINE]
    if ">" in short or "|" in short:
        if (match := QUOTE_MARK.match(line)) and match[0].strip() not in ("|", ""):
            marks = match[0]
            return LineKind.QUOTE, marks.count(">") + marks.count("|"), line[match.end() :]
        if match := NAMED_QUOTE_MARK.match(line):
            return LineKind.QUOTE, 1, line[match.end() :]
    if _is_text_head(short) or _is_attribution(short.rstrip(), raw, index):
        return LineKind.ATTRIBUTION, 0, line
    if (short[0] in _STAT_FIRST and STAT_LINE.match(short)) or (
        short.endswith("):") and SHORTLOG_HEAD.match(short)
    ):
        return LineKind.STAT, 0, line
    return LineKind.OWN, 0, line


def _is_attribution(line: str, raw: list[str], index: int) -> bool:
    """``On DATE, NAME wrote:`` on one line or broken over two or three before a quote."""
    if line[:1] in ("*", "Q") and (MUTT_INTRO.match(line) or QUOTING_INTRO.match(line)):
        return True
    if _says_wrote(line):
        return bool(DATED.match(line)) or "@" in line or _quote_follows(raw, index)
    if not DATED.match(line):
        return False
    after = [text[:MAX_LINE].rstrip() for text in raw[index + 1 : index + 4]]
    return any(
        _says_wrote(text) and (("@" in text or "@" in line) or _quote_follows(raw, index + n + 1))
        for n, text in enumerate(after)
    )


def _says_wrote(line: str) -> bool:
    return line.rstrip(_AFTER_WROTE).endswith(WRITES) and bool(WROTE.search(line))


def _quote_follows(raw: list[str], index: int) -> bool:
    ahead = [line for line in raw[index + 1 : index + 4] if line.strip()]
    return bool(ahead) and ahead[0].lstrip().startswith(">")


def _diff_end(raw: list[str], start: int) -> int:
    """Index of the first line after the diff, by the counts in its hunk headers."""
    old = new = 0
    end = start
    for index in range(start, len(raw)):
        line = raw[index]
        if old > 0 or new > 0:
            first = line[:1]
            old -= first in ("-", " ", "")
            new -= first in ("+", " ", "")
            end = index + 1
        elif match := HUNK_HEAD.match(line):
            old, new = int(match[1] or 1), int(match[2] or 1)
            end = index + 1
        elif _is_diff_header(line):
            end = index + 1
        elif line.startswith("-- ") or line.rstrip() == "--" or (line and end < index - 3):
            break
    return end


_HEADER_STARTS = (
    "diff ", "index ", "--- ", "+++ ", "old mode", "new mode", "new file", "deleted file",
    "similarity ", "dissimilarity ", "rename ", "copy ", "Binary files", "GIT binary", "literal ",
    "delta ", "\\ ", "Index: ", "====",
)  # fmt: skip


def _is_diff_header(line: str) -> bool:
    return line.startswith(_HEADER_STARTS)


def _mark_trailers(lines: list[Line]) -> list[Line]:
    """Own lines of the trailer blocks: paragraphs of ``Name: value`` lines and their notes."""
    out = list(lines)
    for first, last in _paragraphs(lines):
        block = [
            line.text for line in lines[first:last] if not line.text.startswith((" ", "[", "#"))
        ]
        hits = sum(bool(TRAILER_LINE.match(text)) for text in block)
        if 3 * hits >= 2 * len(block) and any(KNOWN_TRAILER.match(text) for text in block):
            for index in range(first, last):
                line = lines[index]
                out[index] = Line(line.number, line.text, LineKind.TRAILER, line.depth)
    return out


def _paragraphs(lines: list[Line]) -> list[tuple[int, int]]:
    """Index ranges of runs of own lines; a ruler such as ``---`` ends one."""
    spans: list[tuple[int, int]] = []
    first: int | None = None
    for index, line in enumerate(lines):
        inside = line.kind is LineKind.OWN and not RULER_LINE.match(line.text)
        if inside and first is None:
            first = index
        elif not inside and first is not None:
            spans.append((first, index))
            first = None
    if first is not None:
        spans.append((first, len(lines)))
    return spans
