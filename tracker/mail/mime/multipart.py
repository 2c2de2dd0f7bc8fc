# SPDX-License-Identifier: GPL-2.0-or-later
"""A mail with parts cut at its boundaries (RFC 2046), within limits on number and depth.

The parser of the email package takes 40 times as long, time square to the parameters of a part,
and recurses as deep as a mail wants; a property test holds this against it.
"""

import email.message
import re

MAX_NESTS = 20
"""How deep parts may hold parts."""
MAX_PARTS = 500
"""Parts of one mail that are read; what stands behind the last is left out."""
MAX_MARKS = 5_000
"""Lines that begin as a boundary does and are looked at."""
MAX_PART_HEAD = 64 * 1024
"""Bytes of the fields of one part."""
MAX_PART_TYPE = 2000
"""Bytes of a field of a part; the email package takes time square to its parameters."""

_PART_HEAD = re.compile(rb"(?:(?:[ \t]|[!-9;-~]*:|From )[^\n]*\n)*")
_PART_FIELDS = re.compile(
    rb"^(content-(?:type|disposition|transfer-encoding))[ \t]*:[ \t]*((?:[^\n]|\n[ \t])*)",
    re.IGNORECASE | re.MULTILINE,
)
_KIND = re.compile(r"[ \t\n]*([\w.+-]{1,60}/[\w.+-]{1,80})")


def leaf_parts(kind: bytes, body: bytes) -> list[tuple[email.message.Message, bytes]] | None:
    """Return the parts that hold no parts, each with its raw body; None where nothing is parted.

    ``kind`` is the Content-Type of the mail.
    """
    return _leaves(kind, body, 0, [MAX_PARTS])


def _leaves(
    kind: bytes, body: bytes, depth: int, budget: list[int]
) -> list[tuple[email.message.Message, bytes]] | None:
    """Return ``leaf_parts`` below a part; ``budget`` is how many of this mail may be read yet."""
    boundary = _boundary(kind)
    pieces = _cut_at(body, boundary, budget) if boundary else []
    if not pieces:
        return None
    found: list[tuple[email.message.Message, bytes]] = []
    for piece in pieces:
        part, inner = _split_part(piece, digest=kind.lower().startswith(b"multipart/digest"))
        found += _leaves_of_part(part, inner, depth + 1, budget)
    return found


def _leaves_of_part(
    part: email.message.Message, body: bytes, depth: int, budget: list[int]
) -> list[tuple[email.message.Message, bytes]]:
    """Return what a part holds, or itself where it holds no parts; below ``MAX_NESTS`` as text."""
    kind = part_kind(part)
    if not kind.startswith(("multipart/", "message/")):
        return [(part, body)]
    if depth > MAX_NESTS:
        return [(email.message.Message(), body)]
    if kind.startswith("message/"):
        return _leaves_of_part(*_split_part(body), depth + 1, budget)
    value = next((text for name, text in part.raw_items() if name == "content-type"), "")
    return _leaves(value.encode("ascii", "surrogateescape"), body, depth, budget) or []


def _boundary(kind: bytes) -> bytes:
    """Return the boundary that a Content-Type names; empty for one that cannot be read."""
    part = email.message.Message()
    part["Content-Type"] = kind[:MAX_PART_TYPE].decode("ascii", "surrogateescape")
    try:
        return (part.get_boundary() or "").encode("ascii", "surrogateescape")
    # A boundary in a charset that is none; RFC 2231 continuations of which one lacks its number:
    # "boundary=b; a*0=b; a*".
    except (ValueError, TypeError, LookupError):
        return b""


def _cut_at(body: bytes, boundary: bytes, budget: list[int]) -> list[bytes]:
    """Return what stands between the lines of a boundary (RFC 2046, 5.1.1), its end may lack."""
    body = b"\n" + body
    mark = b"\n--" + boundary
    pieces: list[bytes] = []
    start = 0
    at = body.find(mark)
    for _ in range(MAX_MARKS):
        if at < 0 or budget[0] <= 0:
            break
        end = body.find(b"\n", at + 1)
        end = len(body) if end < 0 else end
        rest = body[at + len(mark) : end].rstrip(b" \t")
        if rest in (b"", b"--"):
            if start:
                pieces.append(body[start:at])
                budget[0] -= 1
            if rest:
                return pieces
            start = end + 1
        at = body.find(mark, end)
    if start and budget[0] > 0:
        pieces.append(body[start:])
    return pieces


def _split_part(piece: bytes, *, digest: bool = False) -> tuple[email.message.Message, bytes]:
    """Return a part with the fields that matter, and its body."""
    head = _PART_HEAD.match(piece[:MAX_PART_HEAD])
    end = head.end() if head else 0
    part = email.message.Message()
    for field in _PART_FIELDS.finditer(piece, 0, end):
        name = field[1].decode("ascii").lower()
        if name not in part:
            part[name] = re.sub(rb"\n[ \t]+", b" ", field[2][:MAX_PART_TYPE]).decode(
                "ascii", "surrogateescape"
            )
    if digest and "content-type" not in part:
        part["content-type"] = "message/rfc822"
    return part, piece[end + 1 :] if piece[end : end + 1] == b"\n" else piece[end:]


def part_kind(part: email.message.Message) -> str:
    """The type of a part; text/plain where it names none (RFC 2045, 5.2)."""
    found = _KIND.match(str(part.get("content-type", "")))
    return found[1].lower() if found else "text/plain"
