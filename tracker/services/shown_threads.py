# SPDX-License-Identifier: GPL-2.0-or-later
"""Find the series that a page of a web archive, or a text pasted from one, shows.

By what is surest first: Message-IDs and HyperKitty's hashes, change-ids, titles with the people and
days beside them, and last the links, which lead to related works.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, timedelta

from tracker.errors import Ambiguous, NotFound, Usage
from tracker.lazy_dataclass import dataclass
from tracker.mail.pasted import change_ids_in, links_in
from tracker.mail.refs import RefKind, parse_ref
from tracker.mail.subjects import parse_subject, title_key
from tracker.model.mail import Message
from tracker.model.outside.web_threads import PageText, ShownMail, ShownThread
from tracker.store.load import Reader

_NEAR = timedelta(days=1)
"""A page shows days in UTC or in the sender's zone."""
_MOST_NAMED = 10
_FEWEST_WORDS = 3
"""Of a title that a server is asked for."""
_MOST_QUERIES = 4
"""Searches of a server for one page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundThread:
    """The mail that a page or text stands for, and why it is taken for it."""

    message_id: str
    why: str
    """For a sentence: ``its Message-ID stands on the page``."""
    sure: str
    """``sure``, ``likely`` or ``a guess``."""


def thread_of_page(page: PageText, where: str, pasted: ShownThread) -> ShownThread:
    """Return what a page shows: its fields, and of a layout without fields what its words say."""
    return ShownThread(
        where=where,
        mails=page.mails or pasted.mails,
        links=links_in(page.text),
        change_ids=change_ids_in(page.text),
        faults=page.faults,
    )


def find_shown(reader: Reader, shown: ShownThread) -> FoundThread:
    """Return the mail that a page or text stands for.

    Raises NotFound where nothing cached fits, naming what was looked for; Ambiguous where several
    series fit as well; Usage where there is nothing to look for.
    """
    need_thread(shown)
    for look in (_by_id, _by_change_id, _by_title, _by_link):
        if (found := look(reader, shown)) is not None:
            return found
    titles = [one.title for one in shown.mails if one.title]
    named = f"'{titles[0]}'" if titles else "no title of a patch"
    raise NotFound(f"{shown.where} shows {named}; no cached series fits it")


def need_thread(shown: ShownThread) -> None:
    """Raise Usage where a page or text shows nothing that a thread could be found by."""
    if not (shown.mails or shown.change_ids or shown.links):
        raise Usage(
            f"{shown.where} is no mail and no mbox, and no page of a web archive or text pasted "
            "from one: it shows no title of a patch, no change-id and no link to mail"
        )


def _by_id(reader: Reader, shown: ShownThread) -> FoundThread | None:
    names = [one.message_id for one in shown.mails if one.message_id]
    held = reader.messages(names)
    first = next((name for name in names if name in held), None)
    if first is not None:
        return FoundThread(message_id=first, why="its Message-ID stands on the page", sure="sure")
    found = reader.ids_hashed([one.hash for one in shown.mails if one.hash])
    if not found:
        return None
    return FoundThread(
        message_id=found[0], why="the page has the hash of its Message-ID", sure="sure"
    )


def _by_change_id(reader: Reader, shown: ShownThread) -> FoundThread | None:
    """Return the mail of a change-id; a thread that quotes several works is left to its titles."""
    if len(shown.change_ids) != 1:
        return None
    found = reader.ids_by_change_id(shown.change_ids[0])
    if not found:
        return None
    fits = _titled(reader, shown)
    best = next((name for name in found if name in fits), found[-1])
    return FoundThread(message_id=best, why=f"change-id {shown.change_ids[0]}", sure="sure")


def _titled(reader: Reader, shown: ShownThread) -> dict[str, int]:
    """Return the postings that bear a title of the page, with how many of name and day agree."""
    found: dict[str, int] = {}
    for one in shown.mails:
        if key := title_key(parse_subject(one.title).title) if one.title else "":
            for posting in reader.postings_titled([key]):
                agree = _agreement(one, posting.sender.name, posting.date.date(), posting.version)
                found[posting.message_id] = max(agree, found.get(posting.message_id, 0))
    return found


def _agreement(shown: ShownMail, sender: str, sent: date, version: int | None) -> int:
    is_reply = parse_subject(shown.title).is_reply
    name = not is_reply and shown.name.casefold() == sender.casefold() != ""
    day = shown.day is not None and abs(shown.day - sent) <= _NEAR
    same = (parse_subject(shown.title).version or 1) == (version or 1)
    return 4 * name + 2 * day + same


def _by_title(reader: Reader, shown: ShownThread) -> FoundThread | None:
    fits = _titled(reader, shown)
    score: Counter[str] = Counter()
    for name, agree in fits.items():
        if home := reader.series_of(name):
            score[home] = max(score[home], agree)
    if not score:
        return None
    top = max(score.values())
    homes = [home for home, agree in score.items() if agree == top]
    if len(homes) > 1:
        raise Ambiguous(_several(shown, "fit its titles", homes))
    best = max((name for name in fits if reader.series_of(name) == homes[0]), key=fits.__getitem__)
    why, sure = _why_titled(top)
    return FoundThread(message_id=best, why=why, sure=sure)


def _why_titled(agree: int) -> tuple[str, str]:
    """Return why a title is taken for a mail's, and how sure that is, by what else agrees."""
    if agree >= 6:
        return "its title, sender and day", "likely"
    if agree >= 4:
        return "its title and sender", "likely"
    return "its title and day" if agree >= 2 else "its title", "a guess"


def server_queries(shown: ShownThread) -> tuple[str, ...]:
    """Return what a public-inbox is asked for a thread that is not cached, surest first.

    Each is a change-id, or the title of a patch with the days around the one that is shown.
    """
    found = (
        [f'nq:"change-id: {one}"' for one in shown.change_ids] if len(shown.change_ids) == 1 else []
    )
    for one in shown.mails:
        title = parse_subject(one.title).title.replace('"', " ") if one.title else ""
        if len(title.split()) < _FEWEST_WORDS:
            continue
        days = ""
        if one.day is not None:
            first, last = (f"{one.day + step:%Y%m%d}" for step in (-_NEAR, _NEAR * 2))
            days = f" d:{first}..{last}"
        found.append(f's:"{title}"{days}')
    return tuple(dict.fromkeys(found))[:_MOST_QUERIES]


def find_among(shown: ShownThread, mails: Iterable[Message]) -> FoundThread | None:
    """Return the mail a page stands for, of those that a server found; None where none fits.

    Raises Ambiguous where several threads fit as well.
    """
    fits: dict[str, tuple[int, Message]] = {}
    for mail in mails:
        key = title_key(mail.subject.title)
        for one in shown.mails:
            if (
                mail.subject.is_reply
                or not one.title
                or title_key(parse_subject(one.title).title) != key
            ):
                continue
            agree = _agreement(one, mail.sender.name, mail.date.date(), mail.subject.version)
            if agree >= fits.get(mail.message_id, (0, mail))[0]:
                fits[mail.message_id] = (agree, mail)
        if mail.change_id and mail.change_id in shown.change_ids and len(shown.change_ids) == 1:
            fits.setdefault(mail.message_id, (0, mail))
    if not fits:
        return None
    top = max(agree for agree, _ in fits.values())
    best = [mail for agree, mail in fits.values() if agree == top]
    roots = {mail.references[0] if mail.references else mail.message_id for mail in best}
    if len(roots) > 1:
        raise Ambiguous(_several(shown, "fit its titles", [mail.message_id for mail in best]))
    why, sure = _why_titled(top)
    if best[0].change_id and best[0].change_id in shown.change_ids:
        why, sure = f"change-id {best[0].change_id}", "sure"
    return FoundThread(message_id=best[0].message_id, why=f"{why}, as the server has it", sure=sure)


def _by_link(reader: Reader, shown: ShownThread) -> FoundThread | None:
    """Return the one series that the page links to, where its own thread is not cached."""
    names = dict.fromkeys(
        name for url in shown.links if (name := linked_mail(url, reader.ids_like)) is not None
    )
    homes = dict.fromkeys(home for name in names if (home := reader.series_of(name)))
    if len(homes) > 1:
        raise Ambiguous(_several(shown, "are linked on it; its own thread is not fetched", homes))
    best = next((name for name in names if reader.series_of(name) in homes), None)
    if best is None:
        return None
    return FoundThread(message_id=best, why="the only series it links to", sure="a guess")


def linked_mail(url: str, ids_like: Callable[[str, str], tuple[str, ...]]) -> str | None:
    """Return the mail cached that a link names, one cut with ``...`` too; None of none or many."""
    try:
        ref = parse_ref(url)
    except Usage:
        return None
    if ref.kind is RefKind.MESSAGE_ID:
        return ref.id
    found = ids_like(ref.id, ref.end) if ref.kind is RefKind.TRUNCATED else ()
    return found[0] if len(found) == 1 else None


def _several(shown: ShownThread, what: str, homes: Iterable[str]) -> str:
    lines = [f"\n  <{home}>" for home in homes]
    more = "\n  and more" if len(lines) > _MOST_NAMED else ""
    return f"{shown.where}: several series {what}:" + "".join(lines[:_MOST_NAMED]) + more
