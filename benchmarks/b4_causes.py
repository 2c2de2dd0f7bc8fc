# SPDX-License-Identifier: GPL-2.0-or-later
"""Why b4 0.16 and the tracker disagree: one rule a cause, and the first that holds is it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.message import EmailMessage
from itertools import pairwise

import b4

from benchmarks.b4_side import Sight, TagKey
from tracker.mail.lines import LineKind, split_lines
from tracker.mail.people import bot_name, same_person
from tracker.model.mail import MailZone, Message, Person, TagLine
from tracker.model.series import Patch, Revision, Series

UNEXPLAINED = "unexplained"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A posting as both see it, with what the rules look at."""

    revision: Revision
    series: Series
    ours: Sight
    theirs: Sight
    given: tuple[str, ...]
    """The Message-IDs that b4 was given."""
    messages: Mapping[str, Message]
    mails: Mapping[str, EmailMessage]
    owner: Mapping[str, Revision]
    """The posting of each cover and patch."""
    skipped: frozenset[str]
    """Mails of the thread that were kept from b4."""

    @property
    def foreign(self) -> tuple[Revision, ...]:
        """Other postings that b4 took a cover or patch from; all that it met, if it lost ours."""
        seen = self.theirs.version is not None
        names = (*self.theirs.places.values(), self.theirs.cover or "") if seen else self.given
        found = (self.owner.get(name) for name in names)
        return tuple(one for one in found if one is not None and one is not self.revision)

    @property
    def own(self) -> list[Message]:
        """The cover and patches at hand."""
        return [self.messages[name] for name in self.revision.own]


@dataclass(frozen=True, slots=True, kw_only=True)
class TagCase:
    """A tag on which the two disagree."""

    case: Case
    carried: bool
    key: TagKey
    ours: frozenset[str]
    theirs: frozenset[str]
    message: Message
    """The mail that gives it."""
    line: TagLine | None
    """Its line as we read it, if we do."""

    @property
    def patches(self) -> list[Patch]:
        """The patches it is about, in the eyes of either."""
        names = self.ours | self.theirs
        held = self.case.revision.patches
        return [one for one in held if one.message_id in names or self.case.revision.cover in names]

    @property
    def giver(self) -> Person:
        """By address, or by name where there is none."""
        if self.line:
            return self.line.person
        at = "@" in self.key.who
        return Person("" if at else self.key.who, self.key.who if at else "")


Rule = Callable[[Case, str], bool]
TagRule = Callable[[TagCase], bool]


def cause_of(case: Case, fact: str, name: str = "") -> str:
    """Why the two disagree on a fact of a posting; of the patch ``name``, on its patch-id."""
    if fact == "patch_id":
        return _patch_id_cause(case.mails[name], case.ours.patch_ids[name])
    return next((cause for cause, rule in FACT_RULES if rule(case, fact)), UNEXPLAINED)


def tag_cause_of(case: Case, fact: str, key: TagKey) -> str:
    """Why the two disagree on a tag."""
    message = case.messages[key.mail]
    lines = (one for one in message.tags if one.name == key.name)
    tag = TagCase(
        case=case,
        carried=fact == "carried",
        key=key,
        ours=getattr(case.ours, fact).get(key, frozenset()),
        theirs=getattr(case.theirs, fact).get(key, frozenset()),
        message=message,
        line=next((one for one in lines if key.who in (one.person.email, one.person.name)), None),
    )
    return next((cause for cause, rule in TAG_RULES if rule(tag)), UNEXPLAINED)


def _patch_id_cause(mail: EmailMessage, ours: str) -> str:
    """git's own word on the lines that we take for the diff, and no others."""
    text = b4.LoreMessage.get_payload(mail)[0]
    lines = split_lines(text)
    diff = "".join(f"{one.text}\n" for one in lines if one.kind is LineKind.DIFF)
    if b4.LoreMessage.get_patch_id(diff) != ours:
        return UNEXPLAINED
    shown = any(one.kind is LineKind.STAT and one.text.startswith("diff --git") for one in lines)
    return "diff shown in the commit message" if shown else "damaged diff: signature counted"


def _version_in_commas(case: Case, fact: str) -> bool:
    return any(re.search(r"[,;(]\s*v\d", one.subject.raw, re.IGNORECASE) for one in case.own)


def _no_text(case: Case, fact: str) -> bool:
    mails = (case.mails.get(name) for name in case.revision.own)
    return any(mail is not None and not b4.LoreMessage.get_payload(mail)[0] for mail in mails)


def _no_diff(case: Case, fact: str) -> bool:
    """Sent as a patch, but its diff is a link or an attachment."""
    patches = [case.messages[one.message_id] for one in case.revision.patches]
    return bool(patches) and not any(one.diff for one in patches)


def _uncounted_cover(case: Case, fact: str) -> bool:
    """b4 finds it, and keeps the title of the first patch."""
    cover = case.messages.get(case.revision.cover or "")
    return fact == "title" and cover is not None and cover.subject.position is None


def _untied(case: Case, fact: str) -> bool:
    """References do not lead from the patches to the cover; a provider gave it another id."""
    return not set(case.revision.own) <= set(case.given)


def _bare_reply(case: Case, fact: str) -> bool:
    return bool(set(case.theirs.places.values()) & set(case.revision.replies))


def _version_on_cover(case: Case, fact: str) -> bool:
    """The cover carries a version, and no patch does."""
    cover = case.messages.get(case.revision.cover or "")
    patches = [case.messages[one.message_id].subject for one in case.revision.patches]
    return bool(cover and cover.subject.label and patches) and not any(one.label for one in patches)


def _same_work(case: Case, fact: str) -> bool:
    return any(one in case.series.revisions for one in case.foreign)


def _only_cover(case: Case, fact: str) -> bool:
    return case.theirs.version is None and not case.ours.places


def _no_head(case: Case, fact: str) -> bool:
    return fact == "title" and case.theirs.title == "(untitled)" and 1 not in case.ours.places


def _cover_is_reply(case: Case, fact: str) -> bool:
    cover = case.messages.get(case.revision.cover or "")
    return cover is not None and bool(cover.parents)


def _head_of_its_own(case: Case, fact: str) -> bool:
    """An answer that holds a whole patch, with a From and Subject of its own."""
    mail = case.mails.get(case.revision.message_id)
    return mail is not None and _is_answer(mail) and case.theirs.version is None


def _is_answer(mail: EmailMessage) -> bool:
    return str(mail["Subject"]).lower().startswith("re:")


def _bare_subject(case: Case, fact: str) -> bool:
    """A patch that is attached to a letter, or under a subject without a bracket."""
    mail = case.mails.get(case.revision.message_id)
    return mail is not None and "[" not in str(mail["Subject"]) and case.theirs.version is None


FACT_RULES: tuple[tuple[str, Rule], ...] = (
    ("mail over 250 kB kept from b4", lambda case, fact: bool(case.skipped)),
    ("only the cover is at hand", _only_cover),
    ("no part of plain text", _no_text),
    ("patch without a diff", _no_diff),
    ("patches answer an id that no mail has", _untied),
    ("version in commas", _version_in_commas),
    ("version on the cover alone", _version_on_cover),
    ("partial reroll, filled up by b4", lambda case, fact: case.theirs.rerolled),
    ("partial reroll of one patch", lambda case, fact: case.revision.partial),
    ("cover of another posting", lambda case, fact: fact == "cover" and bool(case.foreign)),
    ("same version posted again", _same_work),
    ("several works in one thread", lambda case, fact: bool(case.foreign)),
    ("reply without Re: taken for a patch", _bare_reply),
    ("position sent twice", lambda case, fact: bool(case.revision.spare)),
    ("neither cover nor first patch at hand", _no_head),
    ("cover sent as a reply", _cover_is_reply),
    ("cover without a counter", _uncounted_cover),
    ("patch with a head of its own in an answer", _head_of_its_own),
    ("attached under a subject without a bracket", _bare_subject),
)  # fmt: skip


def _split_block(tag: TagCase) -> bool:
    """Other trailers follow in a paragraph of their own, and b4 reads the last one only."""
    if tag.line is None or tag.theirs or not tag.carried:
        return False
    own = tag.line.line
    lines = [one.line for one in tag.message.tags if one.place is MailZone.TRAILER]
    return any(own <= one < after and after - one > 1 for one, after in pairwise(lines))


def _lost(tag: TagCase) -> bool:
    """It stands on a patch that b4 gave to another posting, or to none."""
    held = {*tag.case.theirs.places.values(), tag.case.theirs.cover}
    return not tag.theirs and not tag.ours & held


def _elsewhere(tag: TagCase) -> bool:
    """It stands on a mail that is no part of the posting."""
    return not tag.ours and not tag.theirs & set(tag.case.revision.own)


def _other_version(tag: TagCase) -> bool:
    """It was given to another posting, and b4 found the same patch-id."""
    return tag.key.mail not in {*tag.case.revision.replies, *tag.case.revision.own}


def _of_author(tag: TagCase) -> bool:
    author = tag.case.revision.author
    own = any(same_person(tag.giver, one.author) for one in tag.patches)
    sent = same_person(tag.giver, tag.message.sender) and same_person(tag.giver, author)
    return not tag.ours and (own or sent)


def _twice(tag: TagCase) -> bool:
    """The same person gave the same tag to the same patches in another mail."""
    covered: set[str] = set()
    for key, on in (*tag.case.ours.tags.items(), *tag.case.ours.carried.items()):
        same = same_person(_person_of(tag.case, key), tag.giver)
        if key.mail != tag.key.mail and key.name == tag.key.name and same:
            covered |= on
    whole = tag.case.revision.cover in covered
    return not tag.ours and bool(tag.theirs) and (whole or tag.theirs <= covered)


def _person_of(case: Case, key: TagKey) -> Person:
    lines = case.messages[key.mail].tags
    found = (one.person for one in lines if key.who in (one.person.email, one.person.name))
    at = "@" in key.who
    return next(found, Person("" if at else key.who, key.who if at else ""))


def _spelt(pattern: str) -> TagRule:
    """The tag's line holds this, in whatever case; b4 does not take it for a trailer."""
    made = re.compile(pattern, re.IGNORECASE)

    def rule(tag: TagCase) -> bool:
        return not tag.theirs and tag.line is not None and bool(made.search(tag.line.quote))

    return rule


def _sent_on(tag: TagCase) -> bool:
    refused = TagKey(tag.key.name, tag.key.who, "") in tag.case.theirs.refused
    return not tag.theirs and refused


def _in_words(tag: TagCase) -> bool:
    """Both have it, on other patches: its words name the series or some patches."""
    return bool(tag.ours and tag.theirs) and tag.line is not None and bool(tag.line.lead)


def _in_sentence(tag: TagCase) -> bool:
    """``You can add my Reviewed-by``, with no colon."""
    return not tag.theirs and tag.line is not None and not re.search(r"by\s*:", tag.line.quote)


def _of_inline_patch(tag: TagCase) -> bool:
    """It answers a patch that somebody wrote into his own answer, and is for that one."""
    above = tag.case.messages.get(tag.message.in_reply_to or "")
    if tag.ours or above is None or above.diff is None:
        return False
    author = tag.case.revision.author
    return above.message_id not in tag.case.revision.own and not same_person(above.sender, author)


def _of_patch_in_answer(tag: TagCase) -> bool:
    """It answers a patch that stands in an answer, which is a posting of its own for us only."""
    mail = tag.case.mails.get(tag.case.revision.message_id)
    below = not tag.theirs & set(tag.case.revision.own)
    return bool(tag.ours) and below and mail is not None and _is_answer(mail)


def _below_signature(tag: TagCase) -> bool:
    text = b4.LoreMessage.get_payload(tag.case.mails[tag.key.mail])[0]
    above = text.partition("\n-- \n")[0]
    return not tag.theirs and tag.line is not None and tag.line.quote not in above


TAG_RULES: tuple[tuple[str, TagRule], ...] = (
    ("mail over 250 kB kept from b4", lambda tag: bool(tag.case.skipped)),
    ("tag by a bot", lambda tag: tag.message.bot or bool(bot_name(tag.giver.name, tag.key.who))),
    ("on a patch of another posting", _elsewhere),
    ("on a patch that b4 does not hold here", _lost),
    ("tag of another version, same patch-id", _other_version),
    ("tag of the author", _of_author),
    ("given twice, counted once", _twice),
    ("tag for somebody else's patch in an answer", _of_inline_patch),
    ("tag for a patch with a head of its own in an answer", _of_patch_in_answer),
    ("words before the tag on its line", _spelt(r"[\s.,:!]\s*(?:\w+-){1,3}by\s*:")),
    ("tag without a space after the colon", _spelt(r"^\s*[\w-]+-by:\S")),
    ("space before the colon", _spelt(r"^\s*\w[\w-]+[- ]by\s+:")),
    ("no hyphen in the tag", _spelt(r"^\s*\w+ by\s*:")),
    ("tag given in a sentence", _in_sentence),
    ("tag below the signature line", _below_signature),
    ("trailers in two paragraphs", _split_block),
    ("tag without an address", lambda tag: "@" not in tag.key.who and not tag.theirs),
    ("tag of another person, sent on", _sent_on),
    ("scope in words: series or listed patches", _in_words),
)  # fmt: skip
