# SPDX-License-Identifier: GPL-2.0-or-later
"""The text of a mail as lines, each told apart: own words, quote, trailer, diff, signature.

Every reader of mail text works on these lines, so that "never from a quote" and "never from the
diff" hold in one place. Linear in the length of the text, which is capped.
"""

from enum import Enum
from functools import cached_property, partial
from itertools import count, repeat
from typing import NamedTuple

from tracker.mail.diffs.text_diffs import cuts_above, patch_among, text_diffs
from tracker.mail.phrases.forms.line_marks import (
    NAMED_QUOTE_MARK,
    QUOTE_MARK,
    RULER_LINE,
    SHORTLOG_HEAD,
    STAT_LINE,
    TRAILER_LINE,
)
from tracker.mail.phrases.forms.quoting import (
    DATE_WORDS,
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


_new_line = partial(tuple.__new__, Line)
"""Makes a line of its four values: a call of the class takes half as long again."""
# A mail has a hundred lines, and looking a member up in an Enum takes as long as comparing it.
_OWN, _BLANK, _QUOTE, _DIFF = LineKind.OWN, LineKind.BLANK, LineKind.QUOTE, LineKind.DIFF
_SIGNATURE, _BELOW = LineKind.SIGNATURE, LineKind.BELOW
_STAT_FIRST = frozenset(" 0123456789")
_NO_PROSE_STARTS = ("-", "_", "*", "Q", *"0123456789", *DATE_WORDS)
"""What lines begin with that end something or say whose words follow."""
_AFTER_WROTE = ":： \t\xa0"
_MARKS = (">", "|", "")
"""What stands behind the first quote mark of a line that may have more of them."""
_RULERS = frozenset("-=_*~#")
_LONG_SIGNATURE = 12
"""Lines; what follows a bare ``--`` for longer than this is text."""


class Lines(tuple[Line, ...]):
    """The lines of a mail, with what many rules ask of them in turn."""

    @cached_property
    def typed(self) -> tuple[Line, ...]:
        """The lines that are neither quoted nor of a diff: a small part of most mails."""
        return tuple([one for one in self.outside if one.kind is not _QUOTE])

    @cached_property
    def outside(self) -> tuple["Line", ...]:
        """The lines that are not of a diff."""
        if not self.has_diff:
            return self
        return tuple([one for one in self if one.kind is not _DIFF])

    @cached_property
    def low(self) -> str:
        """The typed lines as one folded text: what is not in it, no rule need look for in them."""
        # Not loaded where lines are only shown.
        from tracker.mail.phrases.required_words import folded

        return folded("\n".join([one.text for one in self.typed]))

    @cached_property
    def prose(self) -> str:
        """The same with single spaces, as sentences that go on over several lines are written."""
        return " ".join(self.low.split())

    @cached_property
    def before_diff(self) -> int:
        """How many lines stand before the first one of a diff; all of them where there is none."""
        kinds = [one.kind for one in self]
        return kinds.index(_DIFF) if _DIFF in kinds else len(self)

    @property
    def has_diff(self) -> bool:
        """Whether a patch is among them."""
        return self.before_diff < len(self)

    @cached_property
    def has_quote(self) -> bool:
        """Whether something is quoted among them."""
        return _QUOTE in [one.kind for one in self]


def split_lines(text: str, *, has_diff: bool | None = None) -> Lines:
    """Label the lines of a mail's decoded text.

    ``has_diff`` says whether unquoted lines may be a patch; None looks for one.
    """
    text = text[:MAX_TEXT].replace("\r\n", "\n").replace("\r", "\n")
    raw = text.split("\n", MAX_LINES)
    # What ends the text is no line: nothing behind the last line end, or what is past the cap.
    if raw and (raw[-1] == "" or len(raw) > MAX_LINES):
        raw.pop()
    spans = text_diffs(text, raw) if has_diff is not False else []
    cuts = cuts_above(text, raw)
    main = patch_among(spans, cuts)
    lines: list[Line] = []
    done = labelled = own = 0
    for number, (start, end) in enumerate([*spans, (len(raw), len(raw))]):
        state = LineKind.BELOW if spans and number > main else LineKind.OWN
        read = min(start, done + max(0, MAX_PROSE - labelled))
        text_lines = _label_text(raw, range(done, read), state, cuts, patch=number < len(spans))
        if len(raw) > MAX_OWN:
            own = _cap_own(text_lines, own)
        _mark_trailers(text_lines)
        lines += text_lines
        labelled += read - done
        kind = LineKind.DIFF if number == main else LineKind.STAT
        of_diff = zip(count(start + 1), raw[start:end], repeat(kind), repeat(0))
        lines += map(_new_line, of_diff)
        done = end
    return Lines(lines)


def _cap_own(lines: list[Line], own: int) -> int:
    """Make own lines past ``MAX_OWN`` ``STAT``, which no rule for prose reads; return how many."""
    for index, line in enumerate(lines):
        if line.kind is LineKind.OWN or line.kind is LineKind.BELOW:
            own += 1
            if own > MAX_OWN:
                lines[index] = Line(line.number, line.text, LineKind.STAT)
    return own


def _label_text(
    raw: list[str], where: range, state: LineKind, cuts: frozenset[int], *, patch: bool
) -> list[Line]:
    """The lines of one stretch of text; ``patch`` if a diff ends it."""
    out: list[Line] = []
    add = out.append
    for index in where:
        line = raw[index]
        # Most lines of most mails: a quote with its mark, and nothing at all.
        if line[:1] == ">":
            state = _OWN if state is _SIGNATURE else state
            depth, text = _unquoted(line)
            add(_new_line((index + 1, text, _QUOTE, depth + (state is _QUOTE))))
            continue
        if not line or line.isspace():
            add(_new_line((index + 1, "", _BLANK, 0)))
            continue
        if _is_prose(line):
            add(_new_line((index + 1, line, state, int(state is _QUOTE))))
            continue
        kind, depth, text = _plain_kind(line, raw, index)
        state = _state_after(state, kind, raw, index, patch)
        if state is _OWN and (index in cuts or (patch and line.rstrip() == "---")):
            state = _BELOW
        if state is _QUOTE:
            kind, depth = _QUOTE, depth + 1
        elif state is _SIGNATURE and kind is not _QUOTE:
            kind = _SIGNATURE
        elif kind is _OWN:
            kind = state
        add(_new_line((index + 1, text[:MAX_LINE], kind, depth)))
    return out


def _unquoted(line: str) -> tuple[int, str]:
    """How many quote marks begin a line, at least one, and what stands behind them."""
    if line[:2] == "> " and line[2:3] not in _MARKS:
        return 1, line[2 : 2 + MAX_LINE]
    match = QUOTE_MARK.match(line)
    end = match.end() if match else 0
    return line.count(">", 0, end) + line.count("|", 0, end), line[end : end + MAX_LINE]


def _is_prose(line: str) -> bool:
    """Whether a line is nothing but text, whatever stands around it: most lines of prose are."""
    return not (
        line.startswith(_NO_PROSE_STARTS)
        or ">" in line
        or "|" in line
        or line[0].isspace()
        or "From:" in line
        or line.endswith("):")
        or len(line) > MAX_LINE
        or line.rstrip().rstrip(_AFTER_WROTE).endswith(WRITES)
    )


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


def _mark_trailers(lines: list[Line]) -> None:
    """Own lines of the trailer blocks: paragraphs of ``Name: value`` lines and their notes."""
    for first, last in _paragraphs(lines):
        block = [
            line.text for line in lines[first:last] if not line.text.startswith((" ", "[", "#"))
        ]
        named = [text for text in block if ":" in text]
        if 3 * len(named) < 2 * len(block):
            continue
        hits = sum([TRAILER_LINE.match(text) is not None for text in named])
        if 3 * hits >= 2 * len(block) and any(KNOWN_TRAILER.match(text) for text in block):
            for index in range(first, last):
                line = lines[index]
                lines[index] = Line(line.number, line.text, LineKind.TRAILER, line.depth)


def _paragraphs(lines: list[Line]) -> list[tuple[int, int]]:
    """Index ranges of runs of own lines; a ruler such as ``---`` ends one."""
    spans: list[tuple[int, int]] = []
    first: int | None = None
    for index, line in enumerate(lines):
        inside = line.kind is LineKind.OWN and not (
            line.text[0] in _RULERS and RULER_LINE.match(line.text)
        )
        if inside and first is None:
            first = index
        elif not inside and first is not None:
            spans.append((first, index))
            first = None
    if first is not None:
        spans.append((first, len(lines)))
    return spans
