"""Postings of other works that a commit may be of, and what notices say of them.

One patch may be posted in several works: alone, and then as part of a series. A commit is credited
to one posting, so what was said of the others must be known too.
"""

from collections.abc import Iterable, Mapping

from tracker.landing.notices import credit
from tracker.landing.steps import Seen, named_commits
from tracker.model.mail import Message
from tracker.model.series import Series
from tracker.services.commits import Sightings
from tracker.services.relations import Books
from tracker.state.dossier import seen_at
from tracker.store.load import Reader

MAX_WORKS = 40
"""Other works that are looked at; a patch posted more often is a test mail."""


def look(
    sightings: Sightings, books: Books, archive: Reader, series: Series, mails: Iterable[Message]
) -> Seen | None:
    """What repositories hold of a series; ``mails`` are its own. None without a repository."""
    found = sightings.of_mails(mails, archive)
    if found is None:
        return None
    own = set(series.messages)
    others = [one.message_id for one in found.postings if one.message_id not in own]
    return Seen(sightings=found.sightings, postings=found.postings, named=_named(books, others))


def _named(books: Books, postings: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """The commits that notices name for postings of other works."""
    homes = dict.fromkeys(home for one in postings if (home := books.home(one)))
    out: dict[str, tuple[str, ...]] = {}
    for home in list(homes)[:MAX_WORKS]:
        series = books.series(home)
        messages = books.load(series.messages)
        sent = {name: one for name, one in messages.items() if one.date <= books.as_of}
        known = seen_at(series, sent)
        if known is not None:
            out |= named_commits(credit(known, sent))
    return out
