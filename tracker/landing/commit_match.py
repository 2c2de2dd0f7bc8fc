# SPDX-License-Identifier: GPL-2.0-or-later
"""Which posting became which commit: every proof there is, and the posting that landed.

``git am`` copies the Date of a mail into the author date, so that second and author pick one
posting. A patch-id and a title with its author also fit older postings of the same patch: of
those the newest before the commit is the one that landed, unless the commit or a notice names
another. Proofs add up, and a weak one yields to a strong one for another commit or patch.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from tracker.lazy_dataclass import dataclass
from tracker.mail.people import same_person, wrote
from tracker.mail.subjects import title_key
from tracker.model.landing import Proof
from tracker.model.mail import Message, Person
from tracker.model.repository import Commit, MentionKind

EARLY = timedelta(days=14)
"""How much older than its posting a commit may be: maintainers post what they have committed."""
FOLDED = timedelta(days=14)
"""How far apart two patches may be sent that one commit folds."""
_NAMED = frozenset({Proof.TRAILER, Proof.NOTICE})
_CONTENT = frozenset({Proof.PATCH_ID, Proof.TITLE})
_EVER = datetime.min.replace(tzinfo=UTC)
TRAILERS = (MentionKind.LINK, MentionKind.MESSAGE_ID)
"""How a commit names the mail that it was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """One patch mail, as far as it can be told from a commit."""

    message_id: str
    key: str
    """Its title, folded."""
    author: Person
    date: datetime
    patch_id: str
    sender: Person | None = None
    """Who sent it; None where that is not known, or is the author."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A posting that became a commit."""

    posting: str
    """Its Message-ID."""
    commit: Commit
    proofs: tuple[Proof, ...]
    """All there are, the strongest first."""
    edited: bool | None = None
    """The commit's diff is not the posting's; None where that is not known."""


_Hit = tuple[Posting, frozenset[Proof]]


def posting_of(message: Message) -> Posting:
    """What a patch mail can be matched by; a shortened diff has no patch-id that fits a commit."""
    return Posting(
        message_id=message.message_id,
        key=title_key(message.subject.title),
        author=message.author,
        date=message.date,
        patch_id=message.diff.patch_id if message.diff and not message.abridged else "",
        sender=message.sender,
    )


def match(
    commits: Iterable[Commit],
    postings: Sequence[Posting],
    named: Mapping[str, Sequence[str]] | None = None,
) -> tuple[Match, ...]:
    """The postings that landed, with their commits; ``named`` is what notices say of each.

    ``postings`` should hold every posting at hand that may be meant, those of other works too: a
    commit is credited to one of them alone.
    """
    said = named or {}
    found = [one for commit in commits for one in _credit(commit, postings, said)]
    best: dict[tuple[int, str], Match] = {}
    for one in found:
        key = (one.commit.repository, one.posting)
        if key not in best or one.proofs[0] > best[key].proofs[0]:
            best[key] = one
    return tuple(one for one in found if _holds(one, best[one.commit.repository, one.posting]))


def _holds(one: Match, best: Match) -> bool:
    """Whether a match stands beside the posting's best one in that repository.

    The same patch may be committed twice (picked, reverted and applied again). But a title alone
    proves nothing once another commit is proved by more.
    """
    return one is best or one.proofs[0] > Proof.TITLE or best.proofs[0] is Proof.TITLE


def _credit(
    commit: Commit, postings: Sequence[Posting], said: Mapping[str, Sequence[str]]
) -> list[Match]:
    """Return the posting that became a commit, and those that it folds in; none if none did."""
    key = title_key(commit.title)
    hits = {
        one.message_id: (one, proofs)
        for one in postings
        if (proofs := _proofs(commit, key, one, said.get(one.message_id, ())))
    }
    winner = _winner(commit, list(hits.values()))
    if winner is None:
        return []
    return [
        _matched(commit, *hit)
        for hit in (winner, *_commit_match_folded(commit, winner, hits.values()))
    ]


def _matched(commit: Commit, posting: Posting, proofs: frozenset[Proof]) -> Match:
    known = posting.patch_id and commit.patch_id
    return Match(
        posting=posting.message_id,
        commit=commit,
        proofs=tuple(sorted(proofs, reverse=True)),
        edited=posting.patch_id != commit.patch_id if known else None,
    )


def _commit_match_folded(
    commit: Commit, winner: tuple[Posting, frozenset[Proof]], hits: Iterable[_Hit]
) -> list[_Hit]:
    """Other patches that a commit links to: it folds them in, as a maintainer squashes two.

    An older version of the same patch has its title; what is much older is a reference.
    """
    if Proof.TRAILER not in winner[1]:
        return []
    keys = {winner[0].key}
    found: list[_Hit] = []
    for hit in hits:
        near = abs(hit[0].date - winner[0].date) <= FOLDED and hit[0].date <= commit.date
        if Proof.TRAILER in hit[1] and near and hit[0].key not in keys:
            keys.add(hit[0].key)
            found.append(hit)
    return found


def _proofs(commit: Commit, key: str, posting: Posting, digits: Sequence[str]) -> frozenset[Proof]:
    """Everything that speaks for a posting."""
    author = wrote(commit.author, posting.author)
    found: set[Proof] = set()
    if any(commit.id.startswith(one) for one in digits):
        found.add(Proof.NOTICE)
    if author and commit.author_date == posting.date:
        found.add(Proof.AUTHOR_DATE)
    if posting.patch_id and commit.patch_id == posting.patch_id:
        found.add(Proof.PATCH_ID)
    if author and key and key == posting.key:
        found.add(Proof.TITLE)
    kinds = {one.kind for one in commit.mentions if one.value == posting.message_id}
    # A Link: may point at a discussion; what says nothing else of this patch proves nothing.
    likely = bool(found) or author
    if MentionKind.MESSAGE_ID in kinds or (MentionKind.LINK in kinds and likely):
        found.add(Proof.TRAILER)
    return frozenset(found)


def _winner(
    commit: Commit, hits: Sequence[tuple[Posting, frozenset[Proof]]]
) -> tuple[Posting, frozenset[Proof]] | None:
    """The posting that landed: named or by author date, else the newest before the commit.

    patchwork-bot names a commit for every posting of its content, an older one or one sent since,
    so its word for one posting yields to the author date of a newer one, and for one that was sent
    when the commit was there already to that of one sent before.
    """
    named = [hit for hit in hits if hit[1] & _NAMED]
    sure = [hit for hit in named if hit[1] - _NAMED]
    linked = [hit for hit in sure if Proof.TRAILER in hit[1]]
    exact = [hit for hit in hits if Proof.AUTHOR_DATE in hit[1]]
    like = [hit[0].date for hit in hits if hit[1] & _CONTENT and hit[0].date <= commit.date]
    # Who takes over a patch and rewrites it keeps the author's date with the author.
    exact = [hit for hit in exact if hit[1] & _CONTENT or hit[0].date >= max(like, default=_EVER)]
    told = [hit for hit in sure if not (exact and _is_late(commit, hit[0]))]
    for group in (linked, [*told, *exact], named):
        if group:
            return max(group, key=lambda hit: (hit[0].date, hit[0].message_id))
    before = [hit for hit in hits if hit[0].date <= commit.date]
    if before:
        return max(before, key=lambda hit: (hit[0].date, hit[0].message_id))
    soon = [hit for hit in hits if hit[0].date - commit.date <= EARLY]
    return min(soon, key=lambda hit: (hit[0].date, hit[0].message_id), default=None)


def _is_late(commit: Commit, posting: Posting) -> bool:
    """Whether a posting was sent after a commit by another than who made that.

    A maintainer may well send what he has committed already.
    """
    sender = posting.sender or posting.author
    return posting.date > commit.date and not same_person(sender, commit.committer)
