# SPDX-License-Identifier: GPL-2.0-or-later
"""The signs that two postings are versions of one work, each pair with its best evidence."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain

from tracker.mail.phrases.forms.subject_marks import (
    FIXUP_OF_TITLE,
    LABEL_OF_OTHER_PART,
    LABEL_OF_VERSION,
)
from tracker.mail.phrases.version_words import PREVIOUS_POSTING
from tracker.mail.subjects import title_key
from tracker.model.mail import Evidence, LinkUse
from tracker.model.series import Revision
from tracker.series.common_work import (
    NEAR,
    Postings,
    files_of,
    is_everyday_title,
    mostly_same_files,
    of_one_hand,
    other_objects,
    other_trees,
    patch_ids,
    share_files,
    share_patch_title,
    steps_on,
    titles_alike,
    words_of_title,
)
from tracker.series.content_signs import by_content
from tracker.series.handovers import handed_over, taken_over
from tracker.series.patch_signs import SAME_VERSION, by_patch_title, by_patches, by_single
from tracker.series.version_pairs import RULES, Found, Pair, VersionSign, pair_of

_LOOKED_AT = 40
"""Postings of one title or person, the newest, that are compared."""
_TELLING_WORDS = 4
"""Words of a title that two people do not choose by chance."""


def version_pairs(postings: Postings) -> Iterator[Pair]:
    """Every pair of postings that a sign joins. Those of two projects only a link does."""
    linked, *weaker = _one_by_one(
        _version_sign_by_link(postings),
        _by_change_id(postings.revisions),
        _version_sign_by_title(postings),
        _by_reply(postings),
        by_patches(postings.revisions),
        by_patch_title(postings),
        by_single(postings),
        by_content(postings),
    )
    yield from linked
    for pair in chain.from_iterable(weaker):
        if not postings.other_project(pair.older, pair.newer):
            yield pair


def _one_by_one(*signs: Found) -> list[list[Pair]]:
    """Return what each sign joins. All of them look at one posting, then at the next.

    So each posting is read once, where not all of them fit into memory.
    """
    found: list[list[Pair]] = [[] for _ in signs]
    going = True
    while going:
        going = False
        for sign, pairs in zip(signs, found, strict=True):
            for pair in sign:
                if pair is None:
                    going = True
                    break
                pairs.append(pair)
    return found


def _version_sign_by_link(postings: Postings) -> Found:
    """``Link to v1: URL``, ``v2: URL``, ``[v1] URL`` in the author's own cover or patch."""
    revisions, owner = postings.revisions, postings.owner
    for n in postings.walk(lambda revision: revision.own):
        revision = revisions[n]
        for message in postings.own_mails(n):
            for link in message.links:
                target = owner.get(link.message_id or "")
                if target is None or target == n or revisions[target].date > revision.date:
                    continue
                if says_version(link) and _plausible(revision, revisions[target]):
                    evidence = Evidence(
                        rule=RULES[VersionSign.LINK],
                        message_id=message.message_id,
                        line=link.line,
                        quote=link.quote,
                        url=link.url,
                    )
                    yield Pair(VersionSign.LINK, target, n, evidence)
        yield None


def says_version(link: LinkUse) -> bool:
    """Whether the words on a link's own line call it a version of this work."""
    if LABEL_OF_VERSION.search(link.label):
        return LABEL_OF_OTHER_PART.search(link.label) is None
    return not link.trailer and bool(PREVIOUS_POSTING.search(f"{link.label} {link.before}".lower()))


def _plausible(newer: Revision, older: Revision) -> bool:
    """A linked version: its author's, or alike in title, files or patches."""
    if of_one_hand(newer, older):
        return True
    return titles_alike(newer.title, older.title) or bool(patch_ids(newer) & patch_ids(older))


def _by_change_id(revisions: Sequence[Revision]) -> Found:
    seen: dict[str, list[int]] = defaultdict(list)
    for n, revision in enumerate(revisions):
        if value := revision.change_id:
            for a in seen[value][-_LOOKED_AT:]:
                if _version_sign_goes_on(revisions[a], revision):
                    yield pair_of(VersionSign.CHANGE_ID, revisions, a, n, f"change-id: {value}")
            seen[value].append(n)
        yield None


def _version_sign_goes_on(one: Revision, other: Revision) -> bool:
    """Whether a shared change-id can mean one work: b4 keeps it over a rename, people reuse it.

    A new title under a lower version than before is another work, unless an RFC became a patch
    or the files are mostly the same.
    """
    older, newer = (one, other) if one.date <= other.date else (other, one)
    if titles_alike(older.title, newer.title) or newer.version > older.version:
        return True
    return (older.rfc and not newer.rfc) or mostly_same_files(older, newer)


def _version_sign_by_title(postings: Postings) -> Found:
    revisions = postings.revisions
    seen: dict[str, list[int]] = defaultdict(list)
    for n, revision in enumerate(revisions):
        if (key := title_key(revision.title)) and not revision.pull:
            before = postings.sent_within(seen[key][-_LOOKED_AT:], n, 2 * NEAR)
            if (a := _version_before(postings, before, n)) is not None:
                further = steps_on(revisions[a], revision) and postings.overlap(a, n)
                sign = VersionSign.TITLE_AND_LINES if further else VersionSign.TITLE
                yield pair_of(sign, revisions, a, n, revision.title)
            elif (a := handed_over(postings, before, n)) is not None:
                yield pair_of(VersionSign.TAKEN_OVER, revisions, a, n, revision.title)
            seen[key].append(n)
        yield None


def _version_before(postings: Postings, before: Sequence[int], b: int) -> int | None:
    """Which of some older postings of one title a posting is the next version of.

    The newest that changes the same lines, else the newest whose counter and files allow it.
    """
    newer = postings.revisions[b]
    mine = [a for a in before if of_one_hand(postings.revisions[a], newer)]
    for a in reversed(mine):
        if in_step(postings, a, b) and postings.overlap(a, b):
            return a
    return next((a for a in reversed(mine) if in_step(postings, a, b)), None)


def in_step(postings: Postings, a: int, b: int) -> bool:
    """Whether a posting can be a version of an older one that has its title and author.

    A title proves little over years, for a title that everybody uses, for two trees at once, and
    where the older one was applied before the newer one was sent.
    """
    if postings.revisions[a].date > postings.revisions[b].date:
        a, b = b, a
    older, newer = postings.revisions[a], postings.revisions[b]
    everyday = is_everyday_title(newer.title)
    if newer.date - older.date > 2 * NEAR or len(title_key(newer.title)) < 8:
        return False
    further = steps_on(older, newer) or newer.resend
    if not further and (postings.applied_before(a, b) or other_trees(older, newer)):
        return False
    # "Updates to the driver" again, as v1 after v5, with other patches below it.
    if newer.version < older.version and not further and not share_patch_title(older, newer):
        return False
    # "btrfs: more trivial BTRFS_PATH_AUTO_FREE conversions": the same line in another set of files.
    if not further and not share_files(older, newer):
        return False
    if postings.overlap(a, b):
        return True
    if newer.version < older.version and not steps_on(older, newer):
        return False
    if everyday:
        fresh = not postings.applied_before(a, b)
        return further and fresh and share_files(older, newer) and bool(files_of(newer))
    if further:
        return share_files(older, newer) or len(words_of_title(newer.title)) >= _TELLING_WORDS
    apart = newer.date - older.date
    if apart > SAME_VERSION:
        told = len(words_of_title(newer.title)) >= _TELLING_WORDS
        return told and apart <= 2 * SAME_VERSION and mostly_same_files(older, newer)
    return share_files(older, newer)


def _by_reply(postings: Postings) -> Found:
    """A higher version, a resend or a partial reroll sent as a reply to its author's posting."""
    revisions = postings.revisions
    for n in postings.walk(lambda revision: (revision.message_id,)):
        above = _version_sign_above(postings, n)
        if above is not None and above != n:
            if not of_one_hand(revisions[above], revisions[n]):
                sign, goes_on = VersionSign.TAKEN_OVER, taken_over(postings, above, n)
            else:
                sign, goes_on = VersionSign.REPLY, _is_version_below(postings, above, n)
            if goes_on:
                quote = f"In-Reply-To: {revisions[n].answers}"
                yield pair_of(sign, revisions, above, n, quote)
        yield None


def _is_version_below(postings: Postings, above: int, n: int) -> bool:
    """Whether a posting in the thread of an older one of its author is a version of that."""
    older, newer = postings.revisions[above], postings.revisions[n]
    alike = titles_alike(older.title, newer.title) and not other_objects(older.title, newer.title)
    if newer.version > older.version or (alike and postings.overlap(above, n)):
        return True
    if newer.answers in postings.owner:
        return newer.partial or newer.resend or steps_on(older, newer)
    # An answer to what somebody said may be a further patch, or another way to do it.
    if not (newer.partial or newer.resend):
        return False
    same = share_patch_title(older, newer) or _is_fixup(older, newer)
    return same or postings.overlap(above, n)


def _is_fixup(older: Revision, newer: Revision) -> bool:
    """Whether a posting mends patches that it names by their titles: ``fixup! bar: baz``.

    A bare ``fix`` is one of what it answers.
    """
    if title_key(newer.title) in ("fix", "fixup"):
        return True
    mended = {title_key(patch.title) for patch in older.patches}
    found = ((patch.title, FIXUP_OF_TITLE.match(patch.title)) for patch in newer.patches)
    return any(one is not None and title_key(title[one.end() :]) in mended for title, one in found)


def _version_sign_above(postings: Postings, n: int) -> int | None:
    """Return the posting in whose thread another was sent, the nearest above it.

    ``git send-email --in-reply-to=ANSWER`` names that answer alone.
    """
    name = postings.revisions[n].message_id
    root = postings.mails.of([name]).get(name)
    for parent in root.parents if root else ():
        if parent in postings.owner:
            return postings.owner[parent]
    return postings.answered.get(postings.revisions[n].answers or "")
