# SPDX-License-Identifier: GPL-2.0-or-later
"""Mails outside the threads of series that concern them, looked up for many series at once."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from tracker.store.reading import GIVEN, ReadOnly, given

Named = tuple[str, str]
"""``title`` or ``id``, and the title of a patch or the Message-ID of a mail."""
QUEUED = (
    "(notice.kind IN ('github', 'tip', 'stable', 'pull', 'ported')"
    " OR (notice.kind = 'person' AND notice.scope = 'listed'))"
)
"""Whether a notice names patches of other threads."""
MERGED = (
    "JOIN notice ON notice.message = notice_item.message AND notice.n = notice_item.notice"
    " AND notice.kind = 'pull' JOIN message AS merge ON merge.answers = notice_item.message"
    " JOIN notice AS told ON told.message = merge.id AND told.kind = 'pr-tracker'"
)
"""From what a pull request lists to the machine's mail that says that it was merged."""
_NOTICING = (
    "SELECT named, word, message_id FROM ("
    "SELECT 'title' AS named, notice_item.title AS word,"
    " message.message_id, message.date, message.id FROM notice_item"
    " JOIN notice ON notice.message = notice_item.message AND notice.n = notice_item.notice"
    " JOIN message ON message.id = notice_item.message"
    f" WHERE {QUEUED} AND notice_item.title {GIVEN}"
    " UNION SELECT 'title', notice_item.title, merge.message_id, merge.date, merge.id"
    f" FROM notice_item {MERGED} WHERE notice_item.title {GIVEN}"
    " UNION SELECT 'id', link_use.message_id, message.message_id, message.date, message.id"
    " FROM link_use JOIN notice ON notice.message = link_use.message"
    " JOIN message ON message.id = link_use.message"
    f" WHERE {QUEUED} AND link_use.message_id {GIVEN}"
    ") ORDER BY date, id"
)
_CHECKING = (
    "SELECT named, word, message_id FROM message JOIN ("
    f" SELECT 'title' AS named, title AS word, message AS n FROM verdict"
    f" WHERE title <> '' AND title {GIVEN}"
    " UNION SELECT 'id', target, message FROM verdict WHERE target <> '' AND target IN"
    " (SELECT value FROM json_each(?))) ON n = message.id"
    " ORDER BY message.date, message.id"
)

_LINKED = (
    "SELECT DISTINCT one.id, other.id FROM ("
    "SELECT link_use.message, link_use.message_id FROM link_use"
    " WHERE link_use.message_id IS NOT NULL"
    " UNION ALL SELECT link_use.message, message.message_id FROM link_use JOIN notice_item"
    " ON notice_item.commit_id >= substr(link_use.commit_id, 1, 12)"
    " AND notice_item.commit_id < substr(link_use.commit_id, 1, 12) || 'g'"
    " JOIN message ON message.id = notice_item.message WHERE length(link_use.commit_id) >= 12"
    ") AS link JOIN message AS target ON target.message_id = link.message_id"
    " JOIN membership AS there ON there.message = target.id"
    " JOIN membership AS here ON here.message = link.message"
    " AND here.series <> there.series"
    " JOIN series AS one ON one.number = here.series"
    " JOIN series AS other ON other.number = there.series"
)


class TellingReader(ReadOnly):
    """What machines, queues and other series say of series."""

    def ids_telling_of(
        self, series: Mapping[str, tuple[Sequence[str], Sequence[str]]]
    ) -> dict[str, tuple[str, ...]]:
        """Return mails of machines that name patches from other threads, by the name of a series.

        Of each series the titles of its patches and the ids of its mails are given. Pushes, tip,
        stable and -mm notices thread with nothing, or with another list's copy: they name a patch
        by its title, or by a link to a mail. Build robots report a commit of a tree in a thread of
        its own. First those with notices, then those with results, each the oldest first.
        """
        owners: dict[Named, list[str]] = {}
        for name, (titles, ids) in series.items():
            for word in titles:
                owners.setdefault(("title", word), []).append(name)
            for word in ids:
                owners.setdefault(("id", word), []).append(name)
        titles, ids = (
            given(dict.fromkeys(chain.from_iterable(one[n] for one in series.values())))
            for n in (0, 1)
        )
        noticing = _by_owner(self._tuples(_NOTICING, titles, titles, ids), owners)
        checking = _by_owner(self._tuples(_CHECKING, titles, ids), owners)
        return {name: (*noticing.get(name, ()), *checking.get(name, ())) for name in series}

    def ids_linking_to_each(self, series: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
        """Return the messages that link to a mail of each series, oldest first, once each.

        Of each series the ids of its mails are given.
        """
        owners: dict[Named, list[str]] = {}
        for name, ids in series.items():
            for word in ids:
                owners.setdefault(("id", word), []).append(name)
        rows = self._tuples(
            "SELECT DISTINCT 'id', link_use.message_id, message.message_id FROM link_use"
            " JOIN message ON message.id = link_use.message"
            f" WHERE link_use.message_id {GIVEN} ORDER BY message.date, message.id",
            given(dict.fromkeys(chain.from_iterable(series.values()))),
        )
        found = _by_owner(rows, owners)
        return {name: [*found.get(name, ())] for name in series}

    def series_of_each(self, ids: Iterable[str]) -> dict[str, str]:
        """Return the ids of the series that these messages belong to, by message."""
        rows = self._tuples(
            "SELECT message_id, series.id FROM message"
            " JOIN membership ON membership.message = message.id"
            " JOIN series ON series.number = membership.series"
            f" WHERE message_id {GIVEN}",
            given(ids),
        )
        return dict(reversed(rows))

    def series_linked(self) -> tuple[tuple[str, str], ...]:
        """Return pairs of series of which a mail of the one links to a mail of the other, or names
        a commit that a notice in a thread of the other names."""
        return tuple(self._tuples(_LINKED))

    def has_outside_checks(self) -> bool:
        """Return whether another service's check of any patch is stored."""
        return bool(self._tuples("SELECT 1 FROM outside_check LIMIT 1"))


def _by_owner(
    rows: Iterable[tuple[str, str, str]], owners: Mapping[Named, Sequence[str]]
) -> dict[str, dict[str, None]]:
    """Return the last column of rows, once each, by who asked for the name in the first two."""
    found: dict[str, dict[str, None]] = {}
    for named, word, name in rows:
        for owner in owners.get((named, word), ()):
            found.setdefault(owner, {})[name] = None
    return found
