"""Rows of derived facts made into records."""

from dataclasses import dataclass

from tracker.model.mail import Evidence, Person
from tracker.model.series import Patch, Revision
from tracker.store.rows import Grouped, Rows, array, grouped, moment

Key = tuple[int, int]
"""The number of a series, and the ordinal of a revision in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Members:
    """The messages of some revisions that are not patches, by series and ordinal."""

    spare: dict[Key, tuple[str, ...]]
    replies: dict[Key, tuple[str, ...]]


def members(rows: Rows) -> Members:
    """Rows of ``membership``: the series, the ordinal, the role and the message."""
    made: dict[str, dict[Key, list[str]]] = {"spare": {}, "reply": {}}
    for number, ordinal, role, name in rows:
        made[role].setdefault((number, ordinal), []).append(name)
    return Members(
        spare={key: tuple(names) for key, names in made["spare"].items()},
        replies={key: tuple(names) for key, names in made["reply"].items()},
    )


def patches(rows: Rows) -> dict[Key, tuple[Patch, ...]]:
    """Rows of ``revision_patch``, by series and ordinal."""
    made: dict[Key, list[Patch]] = {}
    for row in rows:
        made.setdefault((row["series"], row["ordinal"]), []).append(
            Patch(
                message_id=row["message_id"],
                position=row["position"],
                title=row["title"],
                author=Person(row["author_name"], row["author_email"]),
                date=moment(row["date"]),
                patch_id=row["patch_id"],
                files=array(row["files"]),
                base_commit=row["base_commit"],
                extra=bool(row["extra"]),
            )
        )
    return {key: tuple(some) for key, some in made.items()}


def revisions(
    rows: Rows, patches: dict[Key, tuple[Patch, ...]], others: Members
) -> Grouped[Revision]:
    """Rows of ``revision``, with their patches and other messages."""
    made: dict[int, list[Revision]] = {}
    for row in rows:
        key = (row["series"], row["ordinal"])
        made.setdefault(row["series"], []).append(
            Revision(
                message_id=row["message_id"],
                cover=row["cover"],
                title=row["title"],
                author=Person(row["author_name"], row["author_email"]),
                date=moment(row["date"]),
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
                prefixes=array(row["prefixes"]),
                lists=array(row["lists"]),
                poster=_poster(row["poster_name"], row["poster_email"]),
            )
        )
    return {number: tuple(some) for number, some in made.items()}


def _poster(name: str | None, email: str | None) -> Person | None:
    return None if name is None else Person(name, email or "")


def evidence(rows: Rows) -> Grouped[Evidence]:
    """Rows of ``series_evidence``."""
    return grouped(rows, _evidence)


def _evidence(
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
