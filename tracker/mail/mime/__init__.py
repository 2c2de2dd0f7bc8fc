# SPDX-License-Identifier: GPL-2.0-or-later
"""Headers and text of a raw mail (RFC 5322, 2045-2047), forgiving where real mail is broken.

The headers that are needed are picked from the lines before the first empty one; the email package
decodes what is encoded, and takes bodies apart only where they have parts. That is five times as
fast as its parser and agrees with it on real archives.
"""

import base64
import binascii
import codecs
import email.errors
import email.header
import email.message
import quopri
import re
import string
from collections.abc import Mapping
from email.utils import getaddresses
from functools import lru_cache
from itertools import product

from tracker.lazy_dataclass import dataclass
from tracker.mail.lines import MAX_TEXT
from tracker.mail.mime.multipart import leaf_parts, part_kind
from tracker.mail.people import is_masked, unmask, unmasked_sender
from tracker.model.mail import Person

MAX_MAIL = 32 * 1024 * 1024
"""Bytes of a mail that are read at all."""
MAX_HEADERS = 512 * 1024
MAX_ADDRESSES = 64 * 1024
"""Bytes of one To or Cc field."""
MAX_WORDS = 16 * 1024
"""Bytes of any other field that is decoded; encoded words take time square to its length."""
MAX_SENDER = 2000
_LONGEST_KEPT = 300
"""Bytes of a From field that is kept as it was decoded."""
MAX_COMMENTS = 20
"""Comments of a From field; ``getaddresses`` recurses into each that stands in another."""

_WANTED = frozenset(
    {
        b"message-id", b"subject", b"from", b"date", b"in-reply-to", b"references", b"to", b"cc",
        b"list-id", b"x-mailing-list", b"x-change-id", b"content-type",
        b"content-transfer-encoding", b"x-abridged", b"x-stable", b"x-patchwork-bot",
        b"auto-submitted", b"reply-to", b"x-mailer", b"x-original-from", b"x-original-sender",
        b"x-from", b"x-sender", b"x-mailfrom", b"original-from", b"x-google-original-from",
        b"list-post", b"received", b"x-received", b"mail-followup-to",
    }
)  # fmt: skip
"""Fields that are read; the others of a mail are seven of eight."""
_STARTS = frozenset(
    bytes(letters)
    for name in _WANTED
    for end in (b":", b" ", b"\t")
    for letters in product(*zip((name + end)[:3].lower(), (name + end)[:3].upper(), strict=True))
)
"""The first letters of a line that may be one of them, in capitals and small ones."""
_ADDRESS = re.compile(
    r"(?:\"([^\"]{0,200})\"|([^\"<>,;:@]{0,200}))[ \t]*<([^<>\s@]{1,120}@[^<>\s]{1,120})>"
    r"|([^\"<>,;:()\s@]{1,120}@[^\"<>,;:()\s]{1,120})"
)
_PLAIN_ADDRESS = re.compile(
    r"([^\"<>,;:@=()]{0,200}?) ?<([^<>\s@,]{1,120}@[^<>\s@,]{1,120})>"
    r"|([^\"<>,;:()\s@]{1,120}@[^\"<>,;:()\s@]{1,120})"
)
_ENCODED = re.compile(r"=\?[^?\s]+\?[bqBQ]\?")
_ID = re.compile(r"<\s*([^<>\s]+)\s*>")
_CHARSET = re.compile(rb"charset\s*=\s*\"?([^\s\";]+)", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,2000}>")
_BREAK = re.compile(r"<(?:br|/p|/div|/tr|/li|/pre)\b[^<>]{0,200}>", re.IGNORECASE)
_HIDDEN = re.compile(r"<(style|script|head)\b", re.IGNORECASE)
_FOLD = re.compile(rb"\n[ \t]+")
_PATCH_TYPES = frozenset(
    {"text/x-patch", "text/x-diff", "application/x-patch", "application/x-diff", "text/patch"}
)
_DIFF = re.compile(r"^(?:diff --git |--- \S|Index: \S|@@ -\d)", re.MULTILINE)
_NO_BASE64 = bytes(set(range(256)) - set(f"{string.ascii_letters}{string.digits}+/".encode()))
_NO_CHARSETS = frozenset({"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape"})
"""Python's own codecs that no mail is in; punycode takes time square to its length."""


@dataclass(frozen=True, slots=True)
class Headers:
    """The headers of one mail that matter, raw but unfolded; lower-case names."""

    fields: Mapping[str, tuple[bytes, ...]]
    """By name: in order; a name may stand several times."""

    def first(self, name: str) -> bytes:
        """The first field of that name; empty if there is none."""
        return self.fields[name][0] if name in self.fields else b""

    def every(self, name: str) -> tuple[bytes, ...]:
        """All fields of that name."""
        return self.fields.get(name, ())


def split(raw: bytes) -> tuple[Headers, bytes]:
    """The headers and the body. A leading ``From `` line of an mbox is passed over."""
    raw = raw[:MAX_MAIL]
    if raw.startswith((b"From ", b">From ")):
        raw = raw.partition(b"\n")[2]
    if b"\r" in raw:
        raw = raw.replace(b"\r\n", b"\n")
    head, _, body = raw.partition(b"\n\n")
    head = head[:MAX_HEADERS]
    if b"\n " in head or b"\n\t" in head:
        head = _FOLD.sub(b" ", head)
    fields: dict[str, list[bytes]] = {}
    for line in [line for line in head.split(b"\n") if line[:3] in _STARTS]:
        name, colon, value = line.partition(b":")
        if colon and (name := name.rstrip(b" \t").lower()) in _WANTED:
            fields.setdefault(name.decode(), []).append(value.strip())
    return Headers({key: tuple(values) for key, values in fields.items()}), body


def decode_words(value: bytes) -> str:
    """A header's text: encoded words (RFC 2047) decoded, raw bytes taken as UTF-8 or Latin-1."""
    text = to_text(value[:MAX_WORDS], "utf-8")
    if "=?" in text and _ENCODED.search(text):
        text = _decode_encoded(text)
    return " ".join(text.split())


def _decode_encoded(text: str) -> str:
    out = ""
    try:
        pieces = email.header.decode_header(text)
    except (email.errors.HeaderParseError, binascii.Error, ValueError):
        return text
    for piece, charset in pieces:
        out += piece if isinstance(piece, str) else to_text(piece, charset or "utf-8")
    return out


def to_text(data: bytes, charset: str) -> str:
    """Bytes in a charset that may be wrong or unheard of; never fails."""
    if charset == "utf-8" and data.isascii():
        return data.decode("ascii")
    for name in (charset, "utf-8"):
        try:
            if codecs.lookup(name).name not in _NO_CHARSETS:
                return data.decode(name)
        except (LookupError, UnicodeDecodeError, ValueError):
            continue
    return data.decode("latin-1") if charset != "utf-8" else data.decode("utf-8", "replace")


def ids(value: bytes) -> tuple[str, ...]:
    """Message-IDs in a header, without brackets; a bare id counts too."""
    text = to_text(value, "utf-8")
    found = _ID.findall(text)
    return tuple(found or [word.strip("<>,") for word in text.split() if "@" in word])


def people(values: tuple[bytes, ...]) -> tuple[Person, ...]:
    """The addresses of To and Cc fields; one expression, as getaddresses() is ten times slower."""
    if not values:
        return ()
    # One space for many: the expression tries every length of a run.
    text = ", ".join(" ".join(to_text(value[:MAX_ADDRESSES], "utf-8").split()) for value in values)
    usual = [] if '"' in text else [_plain_mailbox(one) for one in text.split(", ")]
    if usual and None not in usual:
        return tuple([one for one in usual if one])
    found = []
    for match in _ADDRESS.finditer(text):
        quoted, plain, address = match[1], match[2], match[3] or match[4]
        name = (quoted or plain or "").strip()
        if "=?" in name:
            name = " ".join(_decode_encoded(name).split())
        found.append(Person(name, address.lower()))
    return tuple(found)


@lru_cache(maxsize=4096)
def _plain_mailbox(text: str) -> Person | None:
    """Return the person of one address as most are written; None for any other way."""
    found = _PLAIN_ADDRESS.fullmatch(text)
    return Person((found[1] or "").strip(), (found[2] or found[3]).lower()) if found else None


def sender(value: bytes) -> tuple[str, str]:
    """Name and address of a From field, decoded."""
    # Few people write most of the mails of a list.
    return (_kept if len(value) <= _LONGEST_KEPT else _decoded_sender)(value[:MAX_SENDER])


def _decoded_sender(value: bytes) -> tuple[str, str]:
    if is_masked(value):
        masked = unmasked_sender(decode_words(value))
        if masked is not None:
            return masked
    pairs = _mailboxes(value)
    name, address = pairs[0] if pairs else ("", "")
    if ("@" not in address or " " in address) and (
        found := re.search(rb"[^\s<>\"']+@[^\s<>\"']+", value)
    ):
        address = to_text(found[0], "utf-8")
        name = name or to_text(value[: found.start()].strip(b" <\"'"), "utf-8")
    return decode_words(name.encode("utf-8", "replace")), address.lower()


_kept = lru_cache(maxsize=1024)(_decoded_sender)


def joint_sender(headers: Headers) -> tuple[str, str] | None:
    """Return the names of a mail that is from several people, without an address; None else.

    Nothing says which of them wrote it, so it is the word of none: a forger puts a maintainer
    beside himself (RFC 5322, 3.6.2, wants a Sender: field then, which proves no more).
    """
    fields = headers.every("from")
    if len(fields) == 1 and b"," not in fields[0]:
        return None
    pairs = [pair for one in fields[:4] for pair in _mailboxes(one)]
    named = {address.lower(): name for name, address in pairs if "@" in address}
    if len(named) < 2:
        return None
    names = (name or address for address, name in named.items())
    return decode_words(" and ".join(names).encode("utf-8", "replace")), ""


def _mailboxes(value: bytes) -> list[tuple[str, str]]:
    """The names and addresses of a field; comments within comments would take long."""
    value = value[:MAX_SENDER]
    if value.count(b"(") > MAX_COMMENTS:
        value = value.translate(None, b"()")
    return getaddresses([to_text(value, "utf-8")])


def text(headers: Headers, body: bytes) -> str:
    """The mail's text: its text/plain parts, else its HTML with the markup taken out."""
    return "\n".join(texts(headers, body))


def texts(headers: Headers, body: bytes) -> tuple[str, ...]:
    """The mail's text by parts: what was written, then each patch that is attached."""
    kind = headers.first("content-type").lower()
    if kind.startswith(b"multipart/"):
        return _multipart_texts(headers, body)
    charset = _CHARSET.search(kind)
    plain = _charset_text(
        _transfer_decoded(body, headers.first("content-transfer-encoding")),
        charset[1].decode("ascii", "replace") if charset else "utf-8",
    )
    return (_without_markup(plain) if kind.startswith(b"text/html") else plain,)


def _transfer_decoded(body: bytes, encoding: bytes) -> bytes:
    match encoding.lower().strip():
        case b"quoted-printable":
            return quopri.decodestring(body)
        case b"base64":
            # Lists append their footers as plain text behind the padding.
            letters = body.partition(b"=")[0].translate(None, _NO_BASE64)
            whole = letters[: len(letters) - (len(letters) % 4 == 1)]
            return base64.b64decode(whole + b"=" * (-len(whole) % 4))
        case _:
            return body


def _multipart_texts(headers: Headers, body: bytes) -> tuple[str, ...]:
    leaves = leaf_parts(headers.first("content-type"), body)
    if leaves is None:
        return (_charset_text(body, "utf-8"),)
    plain: list[str] = []
    marked: list[str] = []
    attached: list[str] = []
    for part, data in leaves:
        kind = part_kind(part)
        if _is_attached_patch(part, kind):
            found = _part_text(part, data).replace("\r\n", "\n")
            if kind in _PATCH_TYPES or _looks_like_patch(found):
                attached.append(found)
        elif kind == "text/html":
            marked.append(_part_text(part, data))
        elif kind == "text/plain":
            plain.append(_part_text(part, data))
    written = plain or ([] if attached else [_without_markup(one) for one in marked])
    return ("\n".join(written), *attached) if written or attached else ()


def _is_attached_patch(part: email.message.Message, kind: str) -> bool:
    """Whether a part is a file that may hold a patch, by its type or its name.

    Mail programs send ``0001-foo.patch`` as application/octet-stream, or as text/plain.
    """
    if kind in _PATCH_TYPES:
        return True
    name = _mime_file_name(part)
    if not name.endswith((".patch", ".diff", ".eml", ".mbox", ".txt")):
        return False
    plain = kind == "text/plain"
    return name.endswith((".patch", ".diff")) or (plain and name.startswith("000"))


def _mime_file_name(part: email.message.Message) -> str:
    try:
        return (part.get_filename() or "").lower()
    except (LookupError, TypeError, ValueError):  # a name in a charset that is none
        return ""


def _looks_like_patch(text_: str) -> bool:
    """Whether an attached file is text with a diff in it, not something packed."""
    return "\0" not in text_[:MAX_WORDS] and bool(_DIFF.search(text_))


def _part_text(part: email.message.Message, data: bytes) -> str:
    encoding = str(part.get("content-transfer-encoding", "")).encode("utf-8", "replace")
    try:
        charset = part.get_param("charset", "utf-8")
    except (ValueError, TypeError, LookupError):
        charset = "utf-8"
    name = charset if isinstance(charset, str) else charset[2]
    return _charset_text(_transfer_decoded(data, encoding), name)


def _charset_text(data: bytes, charset: str) -> str:
    """Return as much of a text as lines are read of; no letter takes more than 4 bytes."""
    return to_text(data[: 4 * MAX_TEXT], charset)[:MAX_TEXT]


def _without_markup(marked: str) -> str:
    # Few mails of developers have no plain text.
    import html

    text = _BREAK.sub("\n", _without_hidden(marked))
    return html.unescape(_TAG.sub("", text))


def _without_hidden(marked: str) -> str:
    """The markup without style sheets, scripts and its head; each is looked at once."""
    kept: list[str] = []
    done = 0
    unclosed: set[str] = set()
    while start := _HIDDEN.search(marked, done):
        name = start[1].lower()
        end = None
        if name not in unclosed:
            end = re.compile(f"</{name}>", re.IGNORECASE).search(marked, start.end())
        if end is None:
            unclosed.add(name)
        kept.append(marked[done : start.start() if end else start.end()])
        done = end.end() if end else start.end()
    return "".join([*kept, marked[done:]])


def mail_texts(headers: Headers, body: bytes) -> tuple[str, ...]:
    """Return the text by parts; where an archive has masked the addresses, they are written out."""
    found = tuple(one.replace("\r\n", "\n") for one in texts(headers, body))
    if unmasked_sender(to_text(headers.first("from")[:MAX_SENDER], "utf-8")):
        found = tuple(map(unmask, found))
    return found or ("",)


def read_text(raw: bytes) -> str:
    """Return the decoded text of a mail, whose lines ``Evidence.line`` counts."""
    return "\n".join(mail_texts(*split(raw)))
