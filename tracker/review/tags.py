# SPDX-License-Identifier: GPL-2.0-or-later
"""Which tags count, and on which patch."""

from collections.abc import Iterable, Iterator, Mapping

from tracker.lazy_dataclass import replace
from tracker.mail.diffs.fingerprint import changed_by
from tracker.mail.people import bot_name, name_key, same_person
from tracker.mail.phrases.conditions import CONDITIONS, NOT_GIVEN, OTHER_VERSION
from tracker.model.mail import Evidence, MailZone, Message, Person, RemarkKind, TagLine
from tracker.model.review import Doubt, DoubtedWord, Tag
from tracker.model.series import Patch, Revision
from tracker.review.claims import Familiar, find_doubt, is_vouched
from tracker.review.look_alikes import looks_alike
from tracker.review.scope import lead_of, names_patches, positions, words_of
from tracker.review.threads import Answer, Thread

REVIEW_NAMES = frozenset({"Reviewed-by", "Acked-by", "Tested-by", "Nacked-by"})
"""Tags by which a reader gives an opinion."""
CARRIED_NAMES = REVIEW_NAMES | {"Reported-by", "Suggested-by"}
"""Tags that are told of a patch when they stand in its own trailers."""

_NEAR = 3
"""Lines between two tags of one pasted block."""


Older = tuple[tuple[Revision, tuple[Tag, ...]], ...]
"""The revisions before one with the tags that answers gave them, the newest first."""


def reply_tags(thread: Thread, familiar: Familiar | None = None) -> tuple[Tag, ...]:
    """The tags that answers give to the patches of one revision, oldest first.

    Nobody counts twice for one tag and patch; tags taken back later stay, marked. ``familiar`` are
    the addresses that have written before, None where nobody asked.
    """
    given = (tag for answer in thread.answers for tag in _tag_of_answer(thread, answer, familiar))
    back = takebacks(thread, familiar)
    return tuple(_tag_unique(_withdrawn(tag, back) for tag in given))


def _tag_of_answer(thread: Thread, answer: Answer, familiar: Familiar | None) -> Iterator[Tag]:
    message = answer.message
    if message.bot:
        return
    for line in message.tags:
        if line.name in REVIEW_NAMES and _counts_tag(line, message):
            if answer.elsewhere and not names_patches(line):
                continue
            patches, whole = _scope(thread.revision, answer, line)
            foreign = [
                patch
                for patch in patches
                if not _is_own(line.person, message.sender, patch, thread)
            ]
            if foreign:
                yield from _tags(thread, message, line, foreign, whole, familiar)


def _counts_tag(line: TagLine, message: Message) -> bool:
    """Whether the words around a tag leave it a tag given here."""
    if bot_name(line.person.name, line.person.email) or _is_pasted(line, message):
        return False
    if NOT_GIVEN.find(lead_of(line).strip()) is not None:
        return False
    forwarded = not same_person(line.person, message.sender)
    return not (forwarded and OTHER_VERSION.find(words_of(line)) is not None)


def _is_pasted(line: TagLine, message: Message) -> bool:
    """Whether a tag stands in a commit message shown: beside another's Signed-off-by."""
    return any(
        other.name == "Signed-off-by"
        and abs(other.line - line.line) <= _NEAR
        and not (
            same_person(other.person, message.sender) and same_person(line.person, message.sender)
        )
        for other in message.tags
    )


def _is_own(giver: Person, sender: Person, patch: Patch, thread: Thread) -> bool:
    """Whether the author praises his own patch; one who forwards another's tag does not."""
    if same_person(giver, patch.author):
        return True
    return thread.is_author(giver) and same_person(giver, sender)


def _scope(revision: Revision, answer: Answer, line: TagLine) -> tuple[tuple[Patch, ...], bool]:
    """The patches a tag is for, and whether it is for the series."""
    total = revision.expected
    here = 0 if answer.whole else answer.patches[0].position
    said = positions(line, here, total) if total > 1 else ()
    named = tuple(patch for patch in revision.patches if patch.position in said)
    if named and len(said) < total:
        return named, False
    if answer.whole or named:
        return revision.patches, True
    return answer.patches, False


def _tags(
    thread: Thread,
    message: Message,
    line: TagLine,
    patches: Iterable[Patch],
    whole: bool,
    familiar: Familiar | None,
) -> Iterator[Tag]:
    """Yield the tag of one line for each of the patches that it is for."""
    forwarded = not same_person(line.person, message.sender)
    person = line.person
    if not forwarded and not person.email:
        person = replace(person, email=message.sender.email)
    doubt = find_doubt(line.name, person, message, thread, familiar)
    conditional = CONDITIONS.find(words_of(line)) is not None
    evidence = _tag_evidence("tag.forwarded" if forwarded else "tag.reply", message, line)
    for patch in patches:
        yield Tag(
            name=line.name,
            person=person,
            message_id=message.message_id,
            patch=patch.message_id,
            series=whole,
            given_on_version=thread.revision.version,
            date=message.date,
            stale=False if patch.patch_id else None,
            conditional=conditional,
            doubt=doubt,
            evidence=evidence,
        )


def _tag_evidence(rule: str, message: Message, line: TagLine) -> Evidence:
    return Evidence(
        rule=rule, message_id=message.message_id, line=line.line, quote=line.quote[:400]
    )


def _tag_unique(tags: Iterable[Tag]) -> list[Tag]:
    """One tag a person, name and patch: the first, unless a later one stands better."""
    kept: dict[tuple[str, str, int], Tag] = {}
    people: list[Person] = []
    for tag in tags:
        key = (tag.patch, tag.name, _number_of(tag.person, people))
        if key not in kept or _tag_weight(tag) > _tag_weight(kept[key]):
            kept[key] = tag
    return list(kept.values())


def _tag_weight(tag: Tag) -> tuple[bool, bool, bool]:
    """How far a tag stands: not taken back, in no doubt, without a condition."""
    return not tag.withdrawn, tag.doubt is None, not tag.conditional


def _number_of(person: Person, people: list[Person]) -> int:
    """Which of the people met so far this is; a new one is added."""
    for number, other in enumerate(people):
        if same_person(person, other):
            return number
    people.append(person)
    return len(people) - 1


def takebacks(thread: Thread, familiar: Familiar | None = None) -> tuple[Answer, ...]:
    """The answers that take a tag back, written by whom their sender's name tells."""
    return tuple(
        answer
        for answer in thread.untagging
        if is_vouched(answer.message, answer.message.sender, thread, familiar)
    )


def doubted_takebacks(thread: Thread, familiar: Familiar | None) -> Iterator[DoubtedWord]:
    """Return the words that take a tag back, by somebody who only bears its giver's name."""
    believed = {answer.message.message_id for answer in takebacks(thread, familiar)}
    for answer in takebacks(thread):
        message = answer.message
        if message.message_id in believed:
            continue
        remark = next(one for one in message.remarks if one.kind is RemarkKind.UNTAG)
        yield DoubtedWord(
            what="untag",
            who=message.sender,
            message_id=message.message_id,
            date=message.date,
            evidence=Evidence(
                rule="claim.namesake",
                message_id=message.message_id,
                line=remark.line,
                quote=remark.quote[:400],
            ),
        )


def _withdrawn(tag: Tag, answers: tuple[Answer, ...]) -> Tag:
    """The tag, marked where its giver takes it back later, on the same patch or the cover."""
    for answer in answers:
        message = answer.message
        words = (one.word for one in message.remarks if one.kind is RemarkKind.UNTAG)
        if not any(word in ("all", tag.name) for word in words):
            continue
        later = message.date > tag.date and same_person(message.sender, tag.person)
        if later and any(patch.message_id == tag.patch for patch in answer.patches):
            return replace(tag, withdrawn=True)
    return tag


def carried_tags(thread: Thread, older: Older, familiar: Familiar | None = None) -> tuple[Tag, ...]:
    """The tags in the trailers of the patches themselves.

    ``older`` holds the revisions before this one with the tags that answers gave them, the
    newest first: there a carried tag was given, if anywhere.
    """
    found = (
        _carried(thread.revision, patch, message, line, before, thread.messages)
        for patch, before in _forebears(thread.revision, older)
        if (message := thread.messages.get(patch.message_id))
        for line in _trailers(patch, message)
    )
    back = takebacks(thread, familiar)
    return tuple(_withdrawn(tag, back) for tag in found)


Before = tuple[tuple[Revision, tuple[Tag, ...], dict[str, Patch]], ...]
"""Older revisions, the tags that answers gave them, and those of their patches, by Message-ID,
that went on as one patch."""


def _forebears(revision: Revision, older: Older) -> Iterator[tuple[Patch, Before]]:
    """Each patch with the tagged ones that went before it; each title is folded once."""
    told = [
        (earlier, given, [(old, name_key(old.title)) for old in earlier.patches])
        for earlier, given in older
        if given
    ]
    for patch in revision.patches:
        title = name_key(patch.title)
        yield (
            patch,
            tuple(
                (
                    earlier,
                    given,
                    {
                        old.message_id: old
                        for old, key in patches
                        if key == title or (old.patch_id and old.patch_id == patch.patch_id)
                    },
                )
                for earlier, given, patches in told
            ),
        )


def _trailers(patch: Patch, message: Message) -> Iterator[TagLine]:
    seen: set[tuple[str, str]] = set()
    for line in message.tags:
        key = (line.name, line.person.email or name_key(line.person.name))
        if line.place is not MailZone.TRAILER or line.name not in CARRIED_NAMES or key in seen:
            continue
        seen.add(key)
        opinion = line.name in REVIEW_NAMES
        robot = bool(bot_name(line.person.name, line.person.email))
        if not (opinion and (robot or same_person(line.person, patch.author))):
            yield line


def _carried(
    revision: Revision,
    patch: Patch,
    message: Message,
    line: TagLine,
    before: Before,
    messages: Mapping[str, Message],
) -> Tag:
    tag = Tag(
        name=line.name,
        person=line.person,
        message_id=message.message_id,
        patch=patch.message_id,
        given_on_version=revision.version,
        date=message.date,
        carried=True,
        doubt=Doubt.LOOK_ALIKE if looks_alike(line.person.name) else None,
        evidence=_tag_evidence("tag.carried", message, line),
    )
    for earlier, given, like in before:
        for one in given:
            was = like.get(one.patch)
            if was is None or one.name != tag.name or not same_person(one.person, tag.person):
                continue
            if one.withdrawn:
                # Its giver took it back before the author carried it on.
                return replace(tag, given_on_version=earlier.version, withdrawn=True)
            if one.counts:
                lines = _tag_changed(was, patch, messages)
                return replace(
                    tag,
                    given_on_version=earlier.version,
                    stale=_stale(was, patch, lines),
                    changed_lines=lines,
                )
    return tag


def _stale(was: Patch, patch: Patch, lines: int | None) -> bool | None:
    """Whether a patch is another than it was; None where no diff tells.

    One that only stands on other lines has another patch-id, and changes the same ones.
    """
    if not was.patch_id or not patch.patch_id:
        return None
    return was.patch_id != patch.patch_id and lines != 0


def _tag_changed(was: Patch, patch: Patch, messages: Mapping[str, Message]) -> int | None:
    """By how many lines a patch has changed; None where a diff is not at hand."""
    old, new = messages.get(was.message_id), messages.get(patch.message_id)
    if old is None or new is None or old.diff is None or new.diff is None:
        return None
    return changed_by(old.diff.changed, new.diff.changed)


def lost_tags(
    thread: Thread,
    older: Older,
    held: tuple[Tag, ...],
) -> tuple[Tag, ...]:
    """Tags that answers gave to older postings of a patch, and that it has no longer.

    Each stands on the patch of this revision, with how much that has changed since.
    """
    if not any(given for _, given in older):
        return ()
    kept = {(tag.patch, tag.name, who) for tag in held for who in _names_of(tag.person)}
    found: dict[tuple[str, str, str], Tag] = {}
    for patch, before in _forebears(thread.revision, older):
        for _, given, like in before:
            for one in given:
                was = like.get(one.patch)
                if was is None or not one.counts:
                    continue
                if any((patch.message_id, one.name, who) in kept for who in _names_of(one.person)):
                    continue
                key = (patch.message_id, one.name, one.person.email or one.person.name)
                lines = _tag_changed(was, patch, thread.messages)
                lost = replace(
                    one,
                    patch=patch.message_id,
                    stale=_stale(was, patch, lines),
                    changed_lines=lines,
                )
                found.setdefault(key, lost)
    return tuple(found.values())


def _names_of(person: Person) -> tuple[str, ...]:
    return tuple(filter(None, (person.email, name_key(person.name))))
