# SPDX-License-Identifier: GPL-2.0-or-later
"""Mails for other programs: an mbox of some, one as it was sent, in a file of the user's."""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from shutil import which

from tracker.errors import Broken, NotFound, Usage
from tracker.mail import mime
from tracker.model.board import MailHeaders
from tracker.model.signatures import Signature
from tracker.services.mail_text import mail_raws
from tracker.store.load import Reader

FIELD = "{mbox}"
"""What stands for the file in the words of a mail reader."""
_FROM = re.compile(rb"^(>*From )", re.MULTILINE)
_READERS = ("neomutt", "mutt")
"""What is tried where no mail reader is configured."""
MAX_HEADERS = 200_000
"""Bytes of headers that are looked at."""
MAX_SIGNATURES = 5
MAX_SHOWN = 4_000_000
"""Bytes of a mail that are shown as it was sent."""


def mbox_of(raws: Iterable[bytes]) -> bytes:
    """Return mails as one mbox (mboxrd: a line that begins with From is quoted)."""
    made = []
    for raw in raws:
        mail = raw.partition(b"\n")[2] if raw.startswith(b"From ") else raw
        mail = _FROM.sub(rb">\1", mail.replace(b"\r\n", b"\n"))
        made.append(b"From mboxrd@z Thu Jan  1 00:00:00 1970\n" + mail.rstrip(b"\n") + b"\n\n")
    return b"".join(made)


def box_of(reader: Reader, names: Sequence[str]) -> bytes:
    """Return the mails of these names as an mbox, those that cannot be read left out.

    Raises NotFound where none can.
    """
    names = list(dict.fromkeys(name.partition("#")[0] for name in names))
    found = mail_raws(reader, names)
    if not found:
        raise NotFound("none of these mails can be read where it was cached")
    return mbox_of(found[name] for name in names if name in found)


def as_sent(reader: Reader, name: str) -> str:
    """Return a mail with all its headers, encoded words decoded; raises NotFound."""
    raw = mail_raws(reader, [name.partition("#")[0]]).get(name.partition("#")[0])
    if raw is None:
        raise NotFound(f"{name} cannot be read where it was cached")
    head, _, body = raw[:MAX_SHOWN].replace(b"\r\n", b"\n").partition(b"\n\n")
    lines = []
    for line in head.split(b"\n"):
        blanks = " " * (len(line) - len(line.lstrip()))
        lines.append(blanks + mime.decode_words(line))
    return "\n".join([*lines, "", mime.to_text(body, "utf-8")])


def headers_of(reader: Reader, name: str, folder: Path, keyrings: Sequence[Path]) -> MailHeaders:
    """Return the headers of a cached mail; see ``shown_headers``."""
    name = name.partition("#")[0]
    return shown_headers(mail_raws(reader, [name]).get(name, b""), folder, keyrings)


def shown_headers(raw: bytes, folder: Path, keyrings: Sequence[Path]) -> MailHeaders:
    """Return to whom a mail went and who signed it; empty for no mail.

    Its signatures are checked where keys are cached in ``folder`` or in ``keyrings``; no server is
    asked for one.
    """
    fields = [
        (key.lower(), value)
        for key, value in (
            line.split(b":", 1) for line in _unfolded(raw).split(b"\n") if b":" in line
        )
    ]

    def every(wanted: bytes) -> tuple[bytes, ...]:
        return tuple(value for key, value in fields if key.strip() == wanted)

    checked: tuple[Signature, ...] = ()
    signed = tuple(_signers(every))
    if signed and (keyrings or folder.is_dir()):
        from tracker.services.signatures import signed_mails

        checked = tuple(one.signature for one in signed_mails({"": raw}, folder, keyrings))
    return MailHeaders(
        to=mime.people(every(b"to")),
        copied=mime.people(every(b"cc")),
        lists=tuple(dict.fromkeys(map(_list_name, every(b"list-id")))),
        signed=signed,
        checked=checked,
    )


_FOLDED = re.compile(rb"\n[ \t]+")
_SIGNER = re.compile(rb"(?:^|;)\s{0,9}([di])=([^;\s]{1,200})")
_SIGNATURES = {b"dkim-signature": "dkim", b"x-developer-signature": "patatt"}
"""Headers that sign a mail, and the kind of the signature."""


def _unfolded(raw: bytes) -> bytes:
    """Return the headers, each on one line."""
    head = raw[:MAX_HEADERS].replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    return _FOLDED.sub(b" ", head)


def _signers(every: Callable[[bytes], tuple[bytes, ...]]) -> Iterator[tuple[str, str]]:
    """Yield the kind and the signer of each signature: a domain, or a developer's address."""
    for header, kind in _SIGNATURES.items():
        for value in every(header)[:MAX_SIGNATURES]:
            named = dict(_SIGNER.findall(value))
            yield kind, named.get(b"d" if kind == "dkim" else b"i", b"?").decode("utf-8", "replace")


def _list_name(value: bytes) -> str:
    """Return a list as List-Id names it, without its description."""
    text = mime.to_text(value, "utf-8")
    return text.rpartition("<")[2].partition(">")[0].strip() or text.strip()


def keep_box(folder: Path, name: str, box: bytes) -> Path:
    """Write an mbox into a folder of ours, in place of an older one of that name; its path."""
    mark = hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:16]
    place = folder / f"thread-{mark}.mbox"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        place.write_bytes(box)
    except OSError as error:
        raise Broken(f"{place} cannot be written: {error.strerror}") from error
    return place


def save_box(path: Path, box: bytes) -> None:
    """Write an mbox to a file that the user named, which must not be there. Raises Usage."""
    try:
        with path.expanduser().open("xb") as file:
            file.write(box)
    except (OSError, RuntimeError) as error:
        why = error.strerror if isinstance(error, OSError) else str(error)
        raise Usage(f"{path} cannot be written: {why}") from error


def mail_reader_words(configured: Sequence[str], path: Path) -> tuple[str, ...]:
    """Return the program that opens an mbox. Raises Usage where there is none."""
    if not configured:
        found = next((one for one in _READERS if which(one)), None)
        if found is None:
            raise Usage(
                f'no mail reader was found; write mail_reader = ["mutt", "-R", "-f", "{FIELD}"]'
                f" into the configuration. The mbox is {path}"
            )
        return (found, "-R", "-f", str(path))
    return with_file(configured, FIELD, path)


def with_file(words: Sequence[str], field: str, path: Path) -> tuple[str, ...]:
    """Return the words of a program, a file in place of a field; last where none asks for it."""
    filled = tuple(one.replace(field, str(path)) for one in words)
    return filled if any(field in one for one in words) else (*filled, str(path))
