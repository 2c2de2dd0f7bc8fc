# SPDX-License-Identifier: GPL-2.0-or-later
"""Series taken apart into rows, their values in the order of the table's columns."""

from collections.abc import Iterator, Sequence
from enum import StrEnum

from tracker.lazy_dataclass import dataclass
from tracker.model.mail import Evidence, Person
from tracker.model.series import Patch, Revision, Series
from tracker.store.damage.sums import sum_of
from tracker.store.mail_rows import Grouped, Hung, grouped, to_moment, unpacked
from tracker.store.mail_values import Row, packed, seconds


class MessageRole(StrEnum):
    """What a message is to its revision."""

    COVER = "cover"
    PATCH = "patch"
    SPARE = "spare"
    REPLY = "reply"


OTHER_ROLES = (MessageRole.SPARE, MessageRole.REPLY)
"""Members of a revision that no other table names."""


def series_row(number: int, series: Series, derivation: int) -> Row:
    """Return the row of ``series``; its last date is that of its revisions."""
    dates = [seconds(revision.date) for revision in series.revisions]
    newest = series.newest
    return (
        number,
        series.id,
        newest.title,
        series.author.name,
        series.author.email,
        min(dates),
        max(dates),
        derivation,
        series_mark(series),
        series_sum(series),
    )


def series_sum(series: Series) -> int:
    """Return the sum of the rows of a series; see ``damage.sums``."""
    others = [
        (number, ordinal, role, name)
        for number, ordinal, role, _, name in membership_rows(0, series)
        if role in OTHER_ROLES
    ]
    tables: dict[str, Sequence[Row]] = {
        "revision": [*revision_rows(0, series)],
        "revision_patch": [*patch_rows(0, series)],
        # As they are read, by their key.
        "membership": sorted(others, key=lambda row: row[1:3]),
        "series_evidence": [*evidence_rows(0, series)],
    }
    return sum_of((series.id,), tables.items())


def series_mark(series: Series) -> str:
    """Return a digest of which messages are what in which revision, and of how those were sent."""
    from hashlib import blake2b

    rows = [*revision_rows(0, series), *membership_rows(0, series)]
    return blake2b(repr(rows).encode("utf-8", "surrogatepass"), digest_size=9).hexdigest()


def revision_rows(number: int, series: Series) -> Iterator[Row]:
    """Yield the rows of ``revision``."""
    for ordinal, revision in enumerate(series.revisions):
        yield (
            number,
            ordinal,
            revision.message_id,
            revision.cover,
            revision.title,
            revision.author.name,
            revision.author.email,
            seconds(revision.date),
            revision.version,
            revision.label,
            revision.expected,
            revision.rfc,
            revision.resend,
            revision.pull,
            revision.partial,
            revision.answers,
            revision.change_id,
            revision.base_commit,
            packed(revision.prefixes),
            packed(revision.lists),
            revision.poster.name if revision.poster else None,
            revision.poster.email if revision.poster else None,
        )


def patch_rows(number: int, series: Series) -> Iterator[Row]:
    """Yield the rows of ``revision_patch``; the message as its Message-ID, at their end."""
    for ordinal, revision in enumerate(series.revisions):
        for n, patch in enumerate(revision.patches):
            yield (
                number,
                ordinal,
                n,
                patch.position,
                patch.title,
                patch.author.name,
                patch.author.email,
                patch.extra,
                patch.message_id,
            )


def membership_rows(number: int, series: Series) -> Iterator[Row]:
    """Yield the rows of ``membership``; the message as its Message-ID."""
    for ordinal, revision in enumerate(series.revisions):
        for role, names in _members(revision):
            for n, name in enumerate(names):
                yield (number, ordinal, role, n, name)


def _members(revision: Revision) -> Iterator[tuple[MessageRole, tuple[str, ...]]]:
    yield MessageRole.COVER, (revision.cover,) if revision.cover else ()
    yield MessageRole.PATCH, tuple(patch.message_id for patch in revision.patches)
    yield MessageRole.SPARE, revision.spare
    yield MessageRole.REPLY, revision.replies


def evidence_rows(number: int, series: Series) -> Iterator[Row]:
    """Yield the rows of ``series_evidence``."""
    for n, evidence in enumerate(series.evidence):
        yield (
            number,
            n,
            evidence.rule,
            evidence.message_id,
            evidence.line,
            evidence.quote,
            evidence.repository,
            evidence.commit,
            evidence.url,
        )


Key = tuple[int, int]
"""The number of a series, and the ordinal of a revision in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Members:
    """The messages of some revisions that are not patches, by series and ordinal."""

    spare: dict[Key, tuple[str, ...]]
    replies: dict[Key, tuple[str, ...]]


def members(rows: Hung) -> Members:
    """Return rows of ``membership``: the ordinal, the role and the message, by series."""
    made: dict[str, dict[Key, list[str]]] = {"spare": {}, "reply": {}}
    for number, some in rows.items():
        for ordinal, role, name in some:
            made[role].setdefault((number, ordinal), []).append(name)
    return Members(
        spare={key: tuple(names) for key, names in made["spare"].items()},
        replies={key: tuple(names) for key, names in made["reply"].items()},
    )


PATCHES = """
SELECT p.series, p.ordinal, p.n, p.position, p.title,
    coalesce(p.author_name, m.author_name, m.sender_name),
    coalesce(p.author_email, m.author_email, m.sender_email), p.extra, m.message_id,
    m.date, m.base_commit, coalesce(d.patch_id, ''),
    (SELECT json_group_array(path) FROM
        (SELECT path FROM diff_file AS f WHERE f.message = m.id ORDER BY n))
FROM revision_patch AS p JOIN message AS m ON m.id = p.message
    LEFT JOIN diff AS d ON d.message = m.id
WHERE p.series {given} ORDER BY p.series, p.ordinal, p.n
"""
"""Rows of ``revision_patch`` with what their messages tell."""
PATCH_SUMMED = 9
"""The columns of such a row that are of ``revision_patch``, and the Message-ID."""


def patches(rows: Hung) -> dict[Key, tuple[Patch, ...]]:
    """Return patches as ``PATCHES`` reads them, by series and ordinal."""
    made: dict[Key, list[Patch]] = {}
    for number, some in rows.items():
        for ordinal, _, *values in some:
            made.setdefault((number, ordinal), []).append(_stored_patch(*values))
    return {key: tuple(some) for key, some in made.items()}


def _stored_patch(
    position: int,
    title: str,
    author_name: str,
    author_email: str,
    extra: int,
    message_id: str,
    date: int,
    base_commit: str | None,
    patch_id: str,
    files: str,
) -> Patch:
    return Patch(
        message_id=message_id,
        position=position,
        title=title,
        author=Person(author_name, author_email),
        date=to_moment(date),
        patch_id=patch_id,
        files=unpacked(files),
        base_commit=base_commit,
        extra=bool(extra),
    )


def revisions(
    rows: Hung, names: Sequence[str], patches: dict[Key, tuple[Patch, ...]], others: Members
) -> Grouped[Revision]:
    """Return rows of ``revision``, whose columns are named, with their patches and messages."""
    made: dict[int, list[Revision]] = {}
    for number, values in ((number, one) for number, some in rows.items() for one in some):
        row = dict(zip(names, values, strict=True))
        key = (number, row["ordinal"])
        made.setdefault(number, []).append(
            Revision(
                message_id=row["message_id"],
                cover=row["cover"],
                title=row["title"],
                author=Person(row["author_name"], row["author_email"]),
                date=to_moment(row["date"]),
                version=row["version"],
                label=row["label"],
                expected=row["expected"],
                patches=patches.get(key, ()),
                spare=others.spare.get(key, ()),
                replies=others.replies.get(key, ()),
                rfc=bool(row["rfc"]),
                resend=bool(row["resend"]),
                pull=bool(row["pull"]),
                partial=bool(row["partial"]),
                answers=row["answers"],
                change_id=row["change_id"],
                base_commit=row["base_commit"],
                prefixes=unpacked(row["prefixes"]),
                lists=unpacked(row["lists"]),
                poster=_poster(row["poster_name"], row["poster_email"]),
            )
        )
    return {number: tuple(some) for number, some in made.items()}


def _poster(name: str | None, email: str | None) -> Person | None:
    return None if name is None else Person(name, email or "")


def evidence(rows: Hung) -> Grouped[Evidence]:
    """Return rows of ``series_evidence``."""
    return grouped(rows, _series_row_evidence)


def _series_row_evidence(
    rule: str,
    message_id: str | None,
    line: int | None,
    quote: str,
    repository: str | None,
    commit: str | None,
    url: str | None,
) -> Evidence:
    return Evidence(
        rule=rule,
        message_id=message_id,
        line=line,
        quote=quote,
        repository=repository,
        commit=commit,
        url=url,
    )
