"""Series taken apart into rows, their values in the order of the table's columns."""

from collections.abc import Iterator
from enum import StrEnum
from hashlib import blake2b

from tracker.model.series import Revision, Series
from tracker.store.flatten import Row, array, seconds


class Role(StrEnum):
    """What a message is to its revision."""

    COVER = "cover"
    PATCH = "patch"
    SPARE = "spare"
    REPLY = "reply"


def series_row(number: int, series: Series, derivation: int) -> Row:
    """The row of ``series``; its last date is that of its revisions."""
    dates = [seconds(revision.date) for revision in series.revisions]
    newest = series.newest
    return (
        number,
        series.id,
        newest.title,
        newest.author.name,
        newest.author.email,
        min(dates),
        max(dates),
        derivation,
        series_mark(series),
    )


def series_mark(series: Series) -> str:
    """A digest of which messages are what in which revision, and of how those were sent."""
    rows = [*revision_rows(0, series), *membership_rows(0, series)]
    return blake2b(repr(rows).encode("utf-8", "surrogatepass"), digest_size=9).hexdigest()


def revision_rows(number: int, series: Series) -> Iterator[Row]:
    """The rows of ``revision``."""
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
            array(revision.prefixes),
            array(revision.lists),
            revision.poster.name if revision.poster else None,
            revision.poster.email if revision.poster else None,
        )


def patch_rows(number: int, series: Series) -> Iterator[Row]:
    """The rows of ``revision_patch``."""
    for ordinal, revision in enumerate(series.revisions):
        for n, patch in enumerate(revision.patches):
            yield (
                number,
                ordinal,
                n,
                patch.message_id,
                patch.position,
                patch.title,
                patch.author.name,
                patch.author.email,
                seconds(patch.date),
                patch.patch_id,
                array(patch.files),
                patch.base_commit,
                patch.extra,
            )


def membership_rows(number: int, series: Series) -> Iterator[Row]:
    """The rows of ``membership``."""
    for ordinal, revision in enumerate(series.revisions):
        for role, names in _members(revision):
            for n, name in enumerate(names):
                yield (number, ordinal, role, n, name)


def _members(revision: Revision) -> Iterator[tuple[Role, tuple[str, ...]]]:
    yield Role.COVER, (revision.cover,) if revision.cover else ()
    yield Role.PATCH, tuple(patch.message_id for patch in revision.patches)
    yield Role.SPARE, revision.spare
    yield Role.REPLY, revision.replies


def evidence_rows(number: int, series: Series) -> Iterator[Row]:
    """The rows of ``series_evidence``."""
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
