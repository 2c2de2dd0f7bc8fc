# SPDX-License-Identifier: GPL-2.0-or-later
"""Handles that lead to a series without naming a mail of it.

A row of the list printed last, a file that holds a mail or a page of an archive, a commit as git
and kernel people write it (``abc123 ("subject")``, ``Fixes: ...``, ``HEAD`` with --repo), and words
of a title.
"""

import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.errors import Ambiguous, NotFound, Usage
from tracker.lazy_dataclass import replace
from tracker.lazy_patterns import lazy_pattern
from tracker.mail.refs import Ref, RefKind

if TYPE_CHECKING:
    from tracker.model.rows import SeriesRow
    from tracker.services.session.session import Session
    from tracker.store.mail_lookup import SeriesTitle

_MOST_WORDS = 100
"""Of a title; SQLite puts an end to what may be asked in one question."""
_TITLES_TOO = ", and so are words of a title, and the number of a row of a list at a terminal"
MOST_SHOWN = 10
"""Series that are named where words fit several."""
MAX_CANDIDATES = 10
"""Messages that are named where a handle fits several."""
_MAIL_FILES = (".eml", ".patch", ".mbox", ".mbx", ".mbox.gz", ".html", ".htm", ".txt")
"""Of a mail, an mbox, or a page or text saved from a web archive."""
_ROW_NUMBER = lazy_pattern(r"[0-9]{1,6}")
_COMMIT_LINE = lazy_pattern(
    r"(?:(?:fixes|commit)\s*:?\s+)?([0-9a-f]{7,40})\s*\(\s*[\"'“].{0,400}", re.IGNORECASE
)
"""``Fixes: 54a4f0239f2e ("KVM: MMU: make kvm_mmu_zap_page() return the number of pages")``."""
_REVISION = lazy_pattern(r"[A-Za-z][\w./@{}^~-]{0,200}")
_PULL_URL = lazy_pattern(
    r"https?://(?:www\.)?([\w.-]{1,100}(?::\d{1,5})?(?:/[\w.~-]{1,100}){1,6}?/"
    r"(?:pull|pulls|merge_requests|pull-requests)/\d{1,9})(?![\w-])"
)
"""``https://github.com/axboe/liburing/pull/1234/commits``; GitLab and Forgejo in their words."""
_VERSION_WORD = lazy_pattern(r"\(?v[0-9]{1,3}(?:\.[0-9]{1,2})?[,:)]{0,2}")
_BRACKETS = lazy_pattern(r"(?:\s*(?:re|fwd?|aw)\s*:|\s*\[[^\]]{0,200}\])+", re.IGNORECASE)


def remember_rows(session: "Session", rows: Sequence["SeriesRow"]) -> None:
    """Keep which series a list printed, so that its row numbers are handles."""
    place = _rows_file(session)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(json.dumps([row.id for row in rows]), encoding="utf-8")
    except OSError:
        return  # a folder that cannot be written; numbers then are no handles


def read_handle(
    session: "Session",
    text: str,
    unread: Usage,
    take_file: Callable[[Path], str] | None = None,
    *,
    titles: bool = True,
) -> "Ref":
    """Return the mail or commit that a handle of another form leads to.

    ``take_file`` takes in the mail or page of a file and returns its Message-ID. Without ``titles``
    words of a title are none, nor is the row of a list.

    Raises ``unread``, why it is no handle by itself, where it leads nowhere; Usage for a row that
    was not printed; Ambiguous for words that several series have.
    """
    from tracker.mail.refs import MAX_REF

    handle = text.strip()
    if len(handle) > MAX_REF:
        raise unread
    if titles and _ROW_NUMBER.fullmatch(handle):
        return _message_ref(_row_printed(session, int(handle)))
    if take_file and _names_file(handle):
        return _message_ref(take_file(Path(handle)))
    if "://" in handle:
        from tracker.services.session.numbered import mail_numbered, numbered_here

        if (ref := numbered_here(session, handle)) is not None:
            return _message_ref(mail_numbered(session, ref))
    if url := _PULL_URL.match(handle):
        found = _message_ref(_series_linking(session, handle, url[1]))
        return replace(found, request=handle[: url.end(1)])
    if line := _COMMIT_LINE.match(handle):
        return _commit_ref(line[1])
    if "://" not in handle and _REVISION.fullmatch(handle):
        commit = _revision(session, handle)
        if commit:
            return _commit_ref(commit)
    try:
        if not titles:
            raise unread
        return _message_ref(_series_titled(session, handle, unread))
    except Ambiguous:
        raise
    except (NotFound, Usage):
        whole = id_as_stored(session, handle)
        begun = whole or (_id_begun(session, handle) if titles else None)
        if begun is None:
            raise
        return begun


def id_as_stored(session: "Session", text: str) -> "Ref | None":
    """Return the cached series whose mail bears a Message-ID that has no form of one.

    ``1``, ``HEAD`` or ``https://example.org/x`` may be one (mail is what its sender writes), and a
    list shows them in angle brackets.
    """
    from tracker.store.load import Reader

    reader = Reader.open(session.paths.database)
    if reader is None:
        return None
    name = text.strip().removeprefix("<").removesuffix(">")
    with reader:
        return _message_ref(name) if reader.series_of(name) else None


def _id_begun(session: "Session", handle: str) -> "Ref | None":
    """Return the cached Message-IDs that begin so: one that was cut where a line or word ended.

    None where no cached one does, and for a few characters or mere letters, which begin anything.
    """
    from tracker.mail.refs import MIN_START, Ref, RefKind
    from tracker.store.load import Reader

    start = handle.strip("<>")
    if len(start) < MIN_START or not any(map(str.isdigit, start)) or len(start.split()) > 1:
        return None
    reader = Reader.open(session.paths.database)
    if reader is None:
        return None
    with reader:
        return Ref(kind=RefKind.TRUNCATED, id=start) if reader.ids_like(start) else None


def _names_file(handle: str) -> bool:
    """Return whether a handle is a file: called as a mail is, or with the folder that it is in."""
    named = handle.lower().endswith(_MAIL_FILES) or handle.startswith(("/", "./", "../", "~/"))
    try:
        return named and Path(handle).is_file()
    except (OSError, ValueError):
        return False


def names_file_or_row(text: str) -> bool:
    """Return whether a handle is a file of this machine or the row of a list, and names no mail."""
    handle = text.strip()
    return bool(_ROW_NUMBER.fullmatch(handle)) or handle.lower().endswith(_MAIL_FILES)


def _and_titles(unread: Usage) -> Usage:
    """Return a fault that names also what is a handle on the command line alone."""
    from tracker.mail.refs import ACCEPTED

    text = str(unread)
    return Usage(text + _TITLES_TOO) if text.endswith(ACCEPTED) else unread


def _message_ref(message_id: str) -> "Ref":
    from tracker.mail.refs import Ref, RefKind

    return Ref(kind=RefKind.MESSAGE_ID, id=message_id)


def _commit_ref(commit: str) -> "Ref":
    from tracker.mail.refs import Ref, RefKind

    return Ref(kind=RefKind.COMMIT, id=commit.lower())


def _rows_file(session: "Session") -> Path:
    return session.paths.cache / "last-list.json"


def _row_printed(session: "Session", number: int) -> str:
    try:
        rows = json.loads(_rows_file(session).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        rows = None
    if not isinstance(rows, list) or not rows:
        raise Usage(
            f"{number} would be a row of a list, and none was printed at a terminal yet; rows are"
            " numbered at a terminal only: try 'tracker list' there"
        )
    if not 1 <= number <= len(rows) or not isinstance(rows[number - 1], str):
        raise Usage(f"the list printed last has rows 1 to {len(rows)}; there is no row {number}")
    return str(rows[number - 1])


def _revision(session: "Session", name: str) -> str:
    """Return the commit that a name is in one of the repositories; empty if it is in none.

    Raises Usage for ``HEAD`` where no repository is named.
    """
    from tracker.sources.git import git_text

    repos = dict((*session.config.repos, *session.repos))
    if name.split("~")[0].split("^")[0] == "HEAD" and not repos:
        raise Usage("HEAD is a commit of a repository; name it with --repo NAME=PATH")
    for path in repos.values():
        inside = path.expanduser() / ".git"
        git_dir = inside if inside.exists() else path.expanduser()
        words = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
        if found := git_text(git_dir, *words):
            return found
    return ""


def _series_linking(session: "Session", handle: str, page: str) -> str:
    """Return the series with a mail that links to a page of a forge.

    Raises NotFound where no cached mail does: no forge is asked.
    """
    from tracker.store.load import Reader

    reader = Reader.open(session.paths.database)
    found: tuple[SeriesTitle, ...] = ()
    if reader is not None:
        with reader:
            # Who was made from it says so in a line of its own; others may link to it as well.
            if made := reader.ids_linking_page(page):
                return made[-1]
            found = reader.series_linking(page)
    if not found:
        raise NotFound(
            f"no cached mail links to {handle}, and the tracker asks no forge for it;"
            " give a Message-ID that its page names"
        )
    if len(found) > 1:
        lines = "".join(f"\n  {one.title}  <{one.id}>" for one in found[:MOST_SHOWN])
        raise Ambiguous(f"mails of several series link to {handle}:{lines}")
    return found[0].id


def _without_version(words: list[str]) -> list[str]:
    """Return the words of a title without the version beside them: ``v2`` or ``(v2)``.

    A series is the same whichever of its versions is named: ``mmap.2: Fix a typo v2``, or ``v3
    bpf: support more arguments`` as a drawing writes it.
    """
    for place, rest in ((-1, words[:-1]), (0, words[1:])):
        if rest and _VERSION_WORD.fullmatch(words[place]):
            return rest
    return words


def _series_titled(session: "Session", text: str, unread: Usage) -> str:
    """Return the one series whose title, or a patch's, has all words of a text.

    Raises Usage for what are no words, or where nothing is cached; NotFound, Ambiguous.
    """
    from tracker.mail.refs import ACCEPTED
    from tracker.store.load import Reader

    before = _BRACKETS.match(text)
    title = text[before.end() :].strip() if before else text
    words = title.casefold().split()
    if not any(map(str.isalpha, title)) or "://" in text or len(words) > _MOST_WORDS:
        raise _and_titles(unread)
    reader = Reader.open(session.paths.database)
    if reader is None and ("@" in title or not title.isprintable()):
        raise _and_titles(unread)
    if reader is None:
        raise NotFound(
            f"no series has these words in its title: '{title}': no mail is cached yet;"
            " try 'tracker show' with a Message-ID, or 'tracker index PATH'"
        )
    with reader:
        found = reader.series_titled(words, MOST_SHOWN + 1)
        if not found and (bare := _without_version(words)) != words:
            words = bare
            found = reader.series_titled(words, MOST_SHOWN + 1)
        if not found and reader.unread_until() is not None:
            from tracker.store.headings.read import HeadingReader

            found = HeadingReader.beside(reader).unread_titled(words, MOST_SHOWN + 1)
    exact = [one for one in found if one.title.casefold() == " ".join(words)]
    if len(exact) == 1:
        found = tuple(exact)
    if not found and ("@" in title or "..." in title or not title.isprintable()):
        raise _and_titles(unread)
    if not found:
        raise NotFound(
            f"no series has these words in its title: '{title}'; {ACCEPTED}{_TITLES_TOO}"
        )
    if len(found) > 1:
        lines = "".join(f"\n  {one.title}  <{one.id}>" for one in found[:MOST_SHOWN])
        more = "\n  and more" if len(found) > MOST_SHOWN else ""
        raise Ambiguous(f"several series have the words '{title}' in a title:{lines}{more}")
    session.say(f"'{title}' is taken for {found[0].title} <{found[0].id}>")
    return found[0].id


def unknown(ref: Ref) -> str:
    """Return the sentence for a handle that fits nothing cached."""
    match ref.kind:
        case RefKind.MESSAGE_ID:
            return f"{ref.id} is not cached"
        case RefKind.TRUNCATED:
            end = f" and ends with '{ref.end}'" if ref.end else ""
            return f"no cached Message-ID starts with '{ref.id}'{end}"
        case RefKind.CHANGE_ID:
            return f"no cached mail carries the change-id {ref.id}"
        case RefKind.COMMIT:
            return f"no cached mail says of a patch that it became commit {ref.id}"
        case RefKind.MESSAGE_HASH:
            return f"{ref.id} is HyperKitty's hash of a Message-ID, and no cached mail has it"
        case RefKind.NUMBERED:
            return f"no cached mail is known as {ref.id} of {ref.server}"


def ambiguous(ref: Ref, names: Sequence[str]) -> str:
    """Return the sentence for a handle that fits several messages."""
    shown = "\n  ".join(names[:MAX_CANDIDATES])
    more = len(names) - MAX_CANDIDATES
    tail = f"\n  and {more} more" if more > 0 else ""
    return f"{ref.id}... fits {len(names)} messages; give one of them:\n  {shown}{tail}"
