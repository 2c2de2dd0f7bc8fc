# SPDX-License-Identifier: GPL-2.0-or-later
"""Drafts of answers as files in a folder of the tracker's own, and the user's programs for them.

Nothing is sent: a draft is a file, which the user's own mailer is started with. No shell reads
any word of it, and the name of the file is made of letters, digits and dashes.
"""

import hashlib
import os
import shlex
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from shutil import which

from tracker.config import Config
from tracker.errors import Broken, NotFound, Usage
from tracker.lazy_patterns import lazy_pattern
from tracker.mail.mime import read_text
from tracker.mail.reader import read_parts
from tracker.mail.replies.draft import Ready, draft, wire_form
from tracker.model.board import KeptDraft
from tracker.model.mail import Stored
from tracker.services.handover.mail_files import with_file
from tracker.services.identity import own_person, who_asks
from tracker.services.mail_text import mail_raws
from tracker.store.load import Reader

FIELD = "{draft}"
"""What stands for the file in the words of a mailer."""
MAX_DRAFT = 8_000_000
"""Bytes of a draft that are read."""
MAX_DELETED = 20
"""Deleted drafts that are kept, for a number that was mistyped."""
MAX_HEAD = 20_000
"""Bytes of a draft that are read for a list of drafts."""
_EDITORS = ("sensible-editor", "vi", "nano")
"""What is tried where neither ``$VISUAL`` nor ``$EDITOR`` names one."""
_NO_LETTER = lazy_pattern(r"[^a-z0-9]+")


def reply_draft(reader: Reader, config: Config, message_id: str, ready: Ready) -> str:
    """Return the draft of an answer to a mail. Raises NotFound where it cannot be read, Usage."""
    name = message_id.partition("#")[0]
    raw = mail_raws(reader, [name]).get(name)
    if raw is None:
        raise NotFound(f"{name} is not cached, so it cannot be quoted")
    parts = read_parts(Stored(raw=raw, archive="", key=""))
    if parts is None:
        raise Usage(f"{name} has no Message-ID or date, so it cannot be answered")
    me = own_person(config, reader.name_of)
    own = frozenset({*who_asks(config)().addresses, *([me.email] if me.email else [])})
    return draft(raw, parts, read_text(raw), me, own, ready)


def keep_draft(folder: Path, message_id: str, text: str) -> Path:
    """Write a draft to a file of its own and return it; no other draft is written over.

    Only the user may read it. Raises Broken where the folder cannot be written.
    """
    slug = _NO_LETTER.sub("-", _subject_in(text).lower()).strip("-")[:40].strip("-") or "mail"
    mark = _mail_mark(message_id)
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for number in range(1, 1000):
            place = folder / f"{slug}-{mark}{f'-{number}' if number > 1 else ''}.eml"
            try:
                opened = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            except FileExistsError:
                continue
            with os.fdopen(opened, "w", encoding="utf-8", errors="replace") as file:
                file.write(text)
            return place
    except OSError as error:
        raise Broken(f"the draft could not be kept in {folder}: {error.strerror}") from error
    raise Broken(f"there are too many drafts of one answer in {folder}")


def answers_kept(folder: Path, message_id: str) -> tuple[Path, ...]:
    """Return the drafts of answers to one mail, by their names."""
    mark = _mail_mark(message_id)
    return tuple(sorted({*folder.glob(f"*-{mark}.eml"), *folder.glob(f"*-{mark}-*.eml")}))


def _mail_mark(message_id: str) -> str:
    """Return what names of drafts have of the mail that they answer."""
    return hashlib.sha256(message_id.encode("utf-8", "replace")).hexdigest()[:8]


def _subject_in(text: str) -> str:
    return _draft_header(text, "Subject").removeprefix("Re: ")


def read_draft(path: Path) -> str:
    """Return a draft as it was edited. Raises NotFound where the file is gone."""
    try:
        with path.open("rb") as file:
            return file.read(MAX_DRAFT).decode("utf-8", "replace")
    except OSError as error:
        raise NotFound(f"the draft {path} cannot be read: {error.strerror}") from error


def kept_drafts(folder: Path) -> tuple[KeptDraft, ...]:
    """Return the drafts in a folder, the one that was written last first."""
    found: list[KeptDraft] = []
    for place in folder.glob("*.eml"):
        try:
            at = datetime.fromtimestamp(place.stat().st_mtime, UTC)
            with place.open("rb") as file:
                head = file.read(MAX_HEAD).decode("utf-8", "replace")
        except OSError:
            continue  # It was dropped meanwhile.
        subject, to = _draft_header(head, "Subject"), _draft_header(head, "To")
        found.append(KeptDraft(path=str(place), subject=subject, to=to, changed=at))
    return tuple(sorted(found, key=lambda one: (one.changed, one.path), reverse=True))


def _draft_header(text: str, name: str) -> str:
    head = text.replace("\r\n", "\n").partition("\n\n")[0].replace("\n ", " ")
    lines = (line.partition(":") for line in head.split("\n"))
    return next((value.strip() for key, _, value in lines if key.lower() == name.lower()), "")


def draft_named(folder: Path, name: str) -> Path:
    """Return the draft of a folder with that name, number in the list or part of its name.

    Raises NotFound where there is none, Usage where several have it.
    """
    known = [Path(one.path) for one in kept_drafts(folder)]
    if name.isascii() and name.isdigit() and 0 < int(name[:9]) <= len(known):
        return known[int(name[:9]) - 1]
    exact = [one for one in known if name in (one.name, one.stem, str(one))]
    found = exact or [one for one in known if name and name in one.name]
    if not found:
        raise NotFound(f"there is no draft '{name[:200]}'; 'tracker drafts' lists them")
    if len(found) > 1:
        listed = ", ".join(one.name for one in found[:5])
        raise Usage(f"'{name[:200]}' names {len(found)} drafts: {listed}")
    return found[0]


def drop_draft(path: Path) -> None:
    """Delete a draft, and what was handed to the mailer of it."""
    for one in (path, _wire_path(path)):
        one.unlink(missing_ok=True)


def delete_draft(path: Path) -> Path:
    """Take a draft out of the list, and return where it is kept until ``MAX_DELETED`` more are.

    Raises Broken where it cannot be moved.
    """
    folder = path.parent / "deleted"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        numbered = ((one.name.partition("-")[0], one) for one in folder.glob("*.eml"))
        before = sorted((int(number), one) for number, one in numbered if number.isdecimal())
        kept = folder / f"{before[-1][0] + 1 if before else 1}-{path.name}"
        path.replace(kept)
        for _, one in before[: max(len(before) + 1 - MAX_DELETED, 0)]:
            one.unlink(missing_ok=True)
        _wire_path(path).unlink(missing_ok=True)
    except OSError as error:
        raise Broken(f"the draft {path} cannot be deleted: {error.strerror}") from error
    return kept


def editor_words(path: Path) -> tuple[str, ...]:
    """Return the program that edits a file: ``$VISUAL``, ``$EDITOR``, else one that is installed.

    Raises Usage where there is none.
    """
    for name in ("VISUAL", "EDITOR"):
        if given := os.environ.get(name, "").strip():
            try:
                return (*shlex.split(given), str(path))
            except ValueError as error:
                raise Usage(f"${name} cannot be read: {error}") from error
    found = next((one for one in _EDITORS if which(one)), None)
    if found is None:
        raise Usage(f"no editor was found; set $EDITOR. The draft is kept: {path}")
    return (found, str(path))


def mailer_words(mailer: Sequence[str], path: Path) -> tuple[str, ...]:
    """Write a draft as mail beside itself, and return the program that sends it.

    Raises Usage where no mailer is configured, or the draft goes to no address.
    """
    if not mailer:
        raise Usage(
            f'no mailer is configured; write mailer = ["mutt", "-H", "{FIELD}"] into the'
            f" configuration. The draft is kept: {path}"
        )
    wire = _wire_path(path)
    data = wire_form(read_draft(path))
    try:
        wire.write_bytes(data)
        wire.chmod(0o600)
    except OSError as error:
        raise Broken(f"{wire} cannot be written: {error.strerror}") from error
    return with_file(mailer, FIELD, wire)


def _wire_path(path: Path) -> Path:
    return path.with_suffix(".mail")
