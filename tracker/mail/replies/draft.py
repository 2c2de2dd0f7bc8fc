# SPDX-License-Identifier: GPL-2.0-or-later
"""The draft of an answer: headers, what is quoted, and the words that are ready.

A draft is a mail that the user's own mailer sends (``mutt -H``, ``git send-email``). While it is
edited its headers are readable text; ``wire_form`` encodes them as mail has them (RFC 2047).
"""

from base64 import b64encode
from collections.abc import Iterable, Sequence
from email.utils import format_datetime, formataddr, getaddresses

from tracker.errors import Usage
from tracker.lazy_dataclass import dataclass
from tracker.lazy_patterns import lazy_pattern
from tracker.mail import mime
from tracker.mail.lines import Line, LineKind
from tracker.mail.parts import Parts
from tracker.mail.phrases.forms.subject_marks import REPLY_START
from tracker.mail.replies.recipients import is_own, recipients, references
from tracker.model.people import Person
from tracker.model.terminal_text import clean

MAX_QUOTED = 5_000
"""Lines that are quoted at most; the draft says how many are left out."""
MAX_SUBJECT = 500
_SPECIAL = lazy_pattern(r"[^A-Za-z0-9 !#$%&'*+/=?^_`{|}~\u00a1-\U0010ffff-]")
_WORD_BYTES = 45
"""Bytes in one encoded word: 60 characters of base64."""
_ADDRESSES = ("from", "to", "cc", "bcc", "reply-to")
_MIME_NAMES = frozenset({"mime-version", "content-type", "content-transfer-encoding"})
_UNFOLD = lazy_pattern(r"\n[ \t]+")
_MIME = (
    "MIME-Version: 1.0",
    "Content-Type: text/plain; charset=UTF-8",
    "Content-Transfer-Encoding: 8bit",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """What stands in a draft beside the quote, made by one key."""

    tags: tuple[str, ...] = ()
    """``Reviewed-by``, ``Acked-by``, ``Tested-by``: lines with the user's own name."""
    words: str = ""
    """Sentences: "Applied, thanks!"."""
    quote: bool = True
    """Whether the mail is quoted; of a patch the log alone where there are tags or words."""


_LEFT_OUT = frozenset({LineKind.SIGNATURE})
_NOT_LOG = frozenset({LineKind.BELOW, LineKind.STAT, LineKind.DIFF})
"""Where the log of a patch has ended."""


def draft(
    raw: bytes, parts: Parts, text: str, me: Person, own: frozenset[str], ready: Ready
) -> str:
    """Return the draft of an answer to a mail.

    ``raw`` is the mail, ``parts`` and ``text`` what was read of it; ``me`` sends the answer,
    ``own`` are all of the user's addresses in lower case. Raises Usage where the mail has nobody
    to answer, or the user no name or address.
    """
    if "@" not in me.email:
        raise Usage(NO_ADDRESS)
    headers, _ = mime.split(raw)
    mine = is_own(parts.sender, own)
    found = recipients(headers, parts.sender, own, mine=mine)
    if not (found.to or found.cc):
        raise Usage(f"{parts.message_id} has no address that an answer could go to")
    sender = Person(me.name, _addressed(headers, own) or me.email)
    answered = references(headers)
    fields = (
        ("From", _header_people((sender,))),
        ("To", _header_people(found.to)),
        ("Cc", _header_people(found.cc)),
        ("Subject", answer_subject(mime.decode_words(headers.first("subject")))),
        ("In-Reply-To", f"<{answered[-1]}>" if answered else ""),
        ("References", "\n ".join(f"<{one}>" for one in answered)),
    )
    head = "".join(f"{name}: {value}\n" for name, value in fields if value or name == "To")
    return f"{head}\n{_body(parts, text, sender, ready)}"


NO_ADDRESS = (
    'who you are is not known: write me = ["you@example.org"] into the configuration, or set'
    " git's user.email"
)


def _addressed(headers: mime.Headers, own: frozenset[str]) -> str:
    """Return the user's address that the mail was sent to."""
    people = mime.people((*headers.every("to"), *headers.every("cc")))
    return next((one.email for one in people if one.email in own), "")


def answer_subject(subject: str) -> str:
    """Return a subject with one ``Re:`` before it, however many it had."""
    left = clean(subject).strip()[:MAX_SUBJECT]
    while match := REPLY_START.match(left):
        left = left[match.end() :].strip()
    return f"Re: {left}"


def _header_people(people: Sequence[Person]) -> str:
    """Return the value of an address field, one address a line."""
    return ",\n ".join(map(_written_person, people))


def _written_person(person: Person) -> str:
    """Return ``Ada Ray <ada@example.org>``, the name in quotes where it has to be."""
    name = " ".join(person.name.split())
    if not name:
        return person.email
    if _SPECIAL.search(name):
        name = '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return f"{name} <{person.email}>"


def _body(parts: Parts, text: str, me: Person, ready: Ready) -> str:
    lines: list[str] = []
    if ready.quote:
        who = clean(parts.sender.called)
        lines = [f"On {format_datetime(parts.date)}, {who} wrote:"]
        lines += _quoted(parts.lines, text, whole=not (ready.tags or ready.words))
        lines.append("")
    if ready.words:
        lines += [ready.words, ""]
    if ready.tags:
        if not me.name:
            raise Usage("a tag needs your name: set git's user.name")
        lines += [f"{tag}: {_written_person(me)}" for tag in ready.tags]
    return "\n".join(lines).rstrip("\n") + "\n" if lines else "\n"


def _quoted(lines: Iterable[Line], text: str, *, whole: bool) -> list[str]:
    """Return the lines of a mail as a quote, without its signature; the log alone of a patch
    unless the mail is wanted whole."""
    raw = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    kept: list[str] = []
    for line in lines:
        if line.kind in _LEFT_OUT:
            continue
        if not whole and (line.kind in _NOT_LOG or raw[line.number - 1].rstrip() == "---"):
            break
        kept.append(clean(raw[line.number - 1]).rstrip())
    while kept and not kept[-1]:
        kept.pop()
    shown = [f"> {line}" if line else ">" for line in kept[:MAX_QUOTED]]
    if len(kept) > MAX_QUOTED:
        shown.append(f"> [{len(kept) - MAX_QUOTED} more lines]")
    return shown


def wire_form(text: str) -> bytes:
    """Return a draft as mail: names and subject encoded, with the headers of its charset.

    Raises Usage for one that was edited so that it goes to no address.
    """
    head, _, body = text.replace("\r\n", "\n").partition("\n\n")
    out: list[str] = []
    reached = False
    for line in _UNFOLD.sub(" ", head).split("\n"):
        name, colon, value = line.partition(":")
        key, value = name.strip().lower(), value.strip()
        if not colon or not value or key in _MIME_NAMES:
            continue
        if key in _ADDRESSES:
            people = [(who, at) for who, at in getaddresses([value]) if "@" in at]
            reached = reached or (key in ("to", "cc", "bcc") and bool(people))
            value = ",\n ".join(_wire_address(who, at) for who, at in people)
        elif key == "references":
            value = "\n ".join(value.split())
        elif not value.isascii():
            value = _encoded_words(value)
        if value:
            out.append(f"{name.strip()}: {value}")
    if not reached:
        raise Usage("the draft has no address in To: or Cc:")
    return "\n".join([*out, *_MIME, "", body]).encode("utf-8", "replace")


def _wire_address(name: str, address: str) -> str:
    if name.isascii():
        return formataddr((name, address))
    return f"{_encoded_words(name)} <{address}>"


def _encoded_words(text: str) -> str:
    """Return a text as encoded words of RFC 2047, none over 75 characters.

    The standard library's encode as its table of charsets says, which b4 and liblore change for
    the whole process.
    """
    pieces, piece = list[bytes](), b""
    for one in text:
        raw = one.encode("utf-8", "replace")
        if len(piece) + len(raw) > _WORD_BYTES:
            pieces.append(piece)
            piece = b""
        piece += raw
    words = (f"=?utf-8?b?{b64encode(one).decode()}?=" for one in (*pieces, piece))
    return "\n ".join(words)
