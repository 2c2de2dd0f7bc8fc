# SPDX-License-Identifier: GPL-2.0-or-later
"""Tags that a sender wrote: ``Reviewed-by: Name <address>`` in every spelling that people use.

Documentation/process/submitting-patches.rst names the tags and what they say. Real mail spells
them in dozens of ways, puts them in the middle of a line, leaves out the colon, the space or the
person, and breaks them over two lines. Which of them count is not judged here.
"""

from tracker.lazy_dataclass import dataclass
from tracker.mail.lines import Line, LineKind
from tracker.mail.parts import Parts
from tracker.mail.people import name_key, same_person, undo_gateway
from tracker.mail.phrases.conditions import CONDITION_BELOW, TAG_GRANTED_TO
from tracker.mail.phrases.forms.addresses import (
    BARE_ADDRESS,
    BRACKETED_ADDRESS,
    HIDDEN_ADDRESS,
    NAME_AND_ADDRESS,
    NAME_WORD,
)
from tracker.mail.tag_names import NamedTag, named_tags
from tracker.model.mail import MailZone, Person, TagLine

_READ = frozenset({LineKind.OWN, LineKind.TRAILER, LineKind.BELOW, LineKind.SIGNATURE})
_QUOTES = ('"', "'", "`", "“", "‘", "«")
_ENDS = ".,;:!?"
_MAX_LINES = 1_000
"""Lines with the name of a tag that are looked at in one mail; real ones have some dozens."""
_LEAD = 200
"""Characters of a tag's lead."""
_FAR = 400
"""Characters behind a tag's name in which its person is looked for."""
_ME = frozenset({"me", "myself", "self"})
_GIVEN = frozenset({"Reviewed-by", "Acked-by", "Tested-by", "Nacked-by"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Spot:
    """A tag's name with the words around it."""

    mark: NamedTag
    lead: str
    """Before it on its line."""
    value: str
    """Behind it on its line."""
    below: str
    """The next line, if it goes on there."""
    parts: Parts


def find_tags(parts: Parts) -> tuple[TagLine, ...]:
    """Every unquoted line that looks like a tag, never from the diff; two for a combined tag.

    A tag without a person is its sender's. A tag below the signature line is read only where it
    is the sender's own, spelt out.
    """
    found: list[TagLine] = []
    if "by" not in parts.lines.low:
        return ()
    looked = 0
    lines = parts.lines
    for index in [number for number, line in enumerate(lines) if line.kind in _READ]:
        if marks := named_tags(lines[index].text):
            found += _read_line(parts, index, marks)
            looked += 1
            if looked == _MAX_LINES:
                break
    return tuple(found)


def _read_line(parts: Parts, index: int, marks: tuple[NamedTag, ...]) -> list[TagLine]:
    line = parts.lines[index]
    found: list[TagLine] = []
    below = _condition_below(parts, index)
    # "Acked-by: Ann <ann@example.org> > Signed-off-by: Tim": a mailer joined it with a quote.
    quoted = next(
        (at for at, one in enumerate(marks) if line.text[: one.start].endswith("> > ")), None
    )
    marks = marks[:quoted]
    for mark, after in zip(marks, (*marks[1:], None), strict=True):
        spot = _Spot(
            mark=mark,
            lead="" if found else line.text[: mark.start].strip(),
            value=line.text[mark.end : after.start if after else None].strip(),
            below="" if after else _line_below(parts.lines, index),
            parts=parts,
        )
        person, note = _trailer_person(spot)
        if person is None or (
            line.kind is LineKind.SIGNATURE and not _trailer_own(person, mark, parts)
        ):
            continue
        place = _trailer_place(parts, line)
        # What stands above a block of trailers speaks of the change, not of who looked at it.
        among = place is MailZone.TRAILER and not spot.lead
        found += [
            TagLine(
                name=name,
                person=person,
                place=place,
                line=line.number,
                quote=line.text.strip(),
                lead="" if among else _words_before(parts.lines, index, spot.lead),
                note=" ".join((mark.note, note, below)).strip(),
            )
            for name in mark.names
        ]
    return found


def _trailer_own(person: Person, mark: NamedTag, parts: Parts) -> bool:
    """Whether a tag below a signature line is the sender's: spelt out, with his address."""
    same = person.email == parts.sender.email
    return mark.start == 0 and mark.colon and same and _GIVEN.issuperset(mark.names)


def _trailer_place(parts: Parts, line: Line) -> MailZone:
    if line.kind is LineKind.BELOW:
        return MailZone.BELOW
    posting = parts.subject.tagged and not parts.subject.is_reply
    return MailZone.TRAILER if posting and line.kind is LineKind.TRAILER else MailZone.BODY


def _line_below(lines: tuple[Line, ...], index: int) -> str:
    """The next line if it goes on in the same paragraph and is no tag itself."""
    line = lines[index + 1] if index + 1 < len(lines) else None
    goes_on = line and line.kind in _READ and not named_tags(line.text)
    return line.text.strip() if line and goes_on else ""


def _condition_below(parts: Parts, index: int) -> str:
    """The words right below a tag of an answer under which it is given: "provided that ...".

    They stand in the next paragraph at most; other tags between are passed over.
    """
    if not parts.subject.is_reply:
        return ""
    words: list[str] = []
    for line in parts.lines[index + 1 : index + 8]:
        if not words and (line.kind is LineKind.BLANK or named_tags(line.text)):
            continue
        if line.kind is not LineKind.OWN or named_tags(line.text):
            break
        words.append(line.text.strip())
    text = " ".join(words)
    found = CONDITION_BELOW.match(text)
    return found[0].rstrip(" .)") if found else ""


def _words_before(lines: tuple[Line, ...], index: int, lead: str) -> str:
    """The words before a tag: those on its line and the own line or two above.

    Other tags are passed over, and so is a gap where the tag stands alone.
    """
    words = [lead] if lead else []
    for line in reversed(lines[max(0, index - 12) : index]):
        if line.kind is LineKind.BLANK and not words:
            continue
        if line.kind not in _READ or len(words) == 2:
            break
        if not named_tags(line.text):
            words.append(line.text.strip())
    return " ".join(reversed(words))[-_LEAD:]


def _trailer_person(spot: _Spot) -> tuple[Person | None, str]:
    """Who gives the tag, and what is noted behind it; None if the line is no tag after all."""
    value = spot.value
    if spot.lead.endswith(_QUOTES) or value.rstrip("\"'”)>. ").endswith("?"):
        return None, ""
    if found := BRACKETED_ADDRESS.search(value[:_FAR]):
        return _trailer_checked(spot, value[: found.start()], found[1]), value[found.end() :].strip(
            " >.,"
        )
    if not spot.mark.colon:
        given = spot.mark.granted and _given_to(value)
        return (spot.parts.sender if _stands_alone(spot) else None), value if given else ""
    if (
        found := BRACKETED_ADDRESS.search(spot.below[:_FAR])
        if not value or _is_trailer_name(value)
        else None
    ):
        name = f"{value} {spot.below[: found.start()]}"
        if not name.strip() or _is_trailer_name(name):
            return _trailer_checked(spot, name, found[1]), spot.below[found.end() :].strip(" >.,")
    if found := BARE_ADDRESS.match(value):
        return undo_gateway("", found[1]), value[found.end() :].strip()
    if (found := NAME_AND_ADDRESS.match(value[:_FAR])) and _is_trailer_name(found["name"]):
        return undo_gateway(_clean_name(found["name"]), found["address"]), ""
    if hidden := HIDDEN_ADDRESS.search(value[:_FAR]):
        name, rest = _clean_name(value[: hidden.start()]), value[hidden.end() :].strip()
        return (Person(name, "") if _is_trailer_name(name) else None), rest
    return _without_address(spot)


def _trailer_checked(spot: _Spot, words: str, address: str) -> Person | None:
    """The person, unless the words before the address are prose and not a name."""
    name = _clean_name(words)
    person = undo_gateway(name, address)
    if spot.lead and not spot.mark.colon:
        return None
    if same_person(person, spot.parts.sender):
        return person
    strict = bool(spot.lead) or not spot.mark.colon
    prose = len(name.split()) > 7 or (strict and bool(name) and not _is_trailer_name(name))
    return None if prose else person


def _without_address(spot: _Spot) -> tuple[Person | None, str]:
    """The sender, or a name alone."""
    sender, mark = spot.parts.sender, spot.mark
    if spot.value.startswith(("..", "…", "<")):
        return None, ""
    value, _, note = (part.strip() for part in spot.value.partition("#"))
    bare = value.strip(" .!)").casefold()
    if not bare or bare in _ME:
        # In a posting, or in the middle of a sentence, a name alone speaks about tags.
        reply = mark.hyphen and spot.parts.subject.is_reply
        return (sender if reply and spot.lead[-1:] in ("", *_ENDS) else None), note
    if name_key(value) == name_key(sender.name):
        return sender, note
    if mark.granted and spot.parts.subject.is_reply and _given_to(value):
        return sender, value
    if spot.lead or not mark.hyphen or not _is_trailer_name(value):
        return None, ""
    return Person(_clean_name(value), ""), note


def _stands_alone(spot: _Spot) -> bool:
    """A bare ``Acked-by.``, or ``you can add my Acked-by``, is the sender's tag."""
    value, reply = spot.value, spot.parts.subject.is_reply
    if not reply or not _GIVEN.issuperset(spot.mark.names):
        return False
    if spot.mark.granted:
        return not value or value[0] in ".,!:;(" or value.startswith("tag") or _given_to(value)
    return not value.strip(" .!:)") and spot.lead[-1:] in ("", ".", ",", ":", ";", "!", ")", "-")


def _given_to(value: str) -> bool:
    """Whether the words behind "add my Reviewed-by" say what for: "to this one as well"."""
    return TAG_GRANTED_TO.match(value) is not None


def _clean_name(text: str) -> str:
    return text.strip().strip("\"'“”,;: ").strip()


def _is_trailer_name(text: str) -> bool:
    """Whether words read as a person's name: few, no prose, mostly capitalized."""
    name = _clean_name(text)
    words = name.split()
    if not words or len(words) > 6 or len(name) > 80:
        return False
    if not all(NAME_WORD.fullmatch(word.strip(",")) for word in words):
        return False
    # Scripts without capitals count as capitalized.
    return 2 * sum(word[0] == word[0].upper() for word in words) > len(words)
