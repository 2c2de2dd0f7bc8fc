# SPDX-License-Identifier: GPL-2.0-or-later
"""Who somebody is: rewritten senders restored, bots told from people, one identity for a person.

Lists that must satisfy DMARC rewrite From: ``Ada Ray via ltp <ltp@lists.linux.it>`` (Mailman,
Google Groups), and bridges send for everybody: ``Ada Ray via B4 Relay
<devnull+ada.example.org@kernel.org>`` (b4 documentation, web submission endpoint),
``Ada Ray via GitGitGadget <gitgitgadget@gmail.com>``. The person's address then stands in
Reply-To, X-Original-From, X-Original-Sender, Cc or the text. An address that is a list's or a
bridge's identifies no person, so it never becomes one's address.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from tracker.mail.phrases.forms.addresses import (
    ADDRESS_ALONE,
    DEVNULL_ADDRESS,
    ENCODED_ADDRESS,
    MASKED_ADDRESS,
    MASKED_DOT,
    MASKED_IN_BRACKETS,
    NAME_COMMENT,
    QUOTED_NAME,
    SENT_VIA,
    TRUNCATED_ADDRESS,
)
from tracker.mail.phrases.forms.mail_hosts import (
    BOT_ADDRESS,
    BOT_NAME,
    BRIDGE,
    LIST_HOST,
    MACHINE,
    MACHINES,
    TEAM_ADDRESS,
    TEAM_NAME,
)
from tracker.model.mail import Person

_PER_USER = "@git.sr.ht"
"""SourceHut sends for each of its users from an address nobody reads."""
_AT_SIGNS = ("at", "(a", "[a", " () ", "&#64;")
"""One of these stands in every masked address."""

_LKP_NAME = "kernel test robot"
_LKP_HOST = "@intel.com"
"""lkp also sends from the addresses of those who run it, who answer in their own name there."""
_SHORT_WORD = 3
"""Letters that a word of a name needs before an address is compared with it."""


def undo_gateway(name: str, email: str) -> Person:
    """Return the person behind one name and address, as far as these two alone show them."""
    email = email.strip().lower()
    plain = _plain_name(name, email)
    if TRUNCATED_ADDRESS.match(email):
        return Person(plain, "")
    if (held := ENCODED_ADDRESS.match(email)) and SENT_VIA.search(name):
        return Person(plain, f"{held[1]}@{held[2]}")
    if match := DEVNULL_ADDRESS.match(email):
        user, dot, host = match[1].partition(".")
        return Person(plain, f"{user}@{host}" if dot else match[1])
    if is_shared_address(email) and (plain or LIST_HOST.search(email)):
        return Person(plain, "")
    return Person(plain, email)


def wrote(author: Person, person: Person) -> bool:
    """Return whether somebody is who a commit names as its author.

    ``git am`` takes over a From that a list has rewritten: ``Ada via ltp <ltp@lists.linux.it>``.
    """
    if " via " in author.name:
        author = undo_gateway(author.name, author.email)
    return same_person(author, person)


def restored_sender(
    shown: tuple[str, str], candidates: Iterable[Person], lists: Iterable[str] = ()
) -> Person:
    """Return who sent a mail whose From a list or bridge may have rewritten.

    ``shown`` is the From field; ``candidates`` are the people of Reply-To, X-Original-From and
    the like, the surest first; ``lists`` are the addresses of lists the mail names. A From that
    nobody has rewritten is believed as it stands. Where no candidate fits, the address is empty.
    """
    name, email = shown
    known_lists = frozenset(lists)
    person = undo_gateway(name, email)
    via = bool(SENT_VIA.search(name))
    rewritten = via or email in known_lists or not person.email or "devnull+" in email
    encoded = via and ENCODED_ADDRESS.match(email)
    if encoded or not (rewritten or email.endswith(_PER_USER)):
        return person
    if via and (
        shown_in_name := ADDRESS_ALONE.fullmatch(_unquote(SENT_VIA.sub("", _unquote(name))))
    ):
        candidates = (Person("", shown_in_name[0].lower()), *candidates)
    fit = [
        one
        for one in candidates
        if one.email and one.email not in known_lists and not is_shared_address(one.email)
    ]
    named = [one for one in fit if _fits_name(one, person.name)]
    if named:
        return Person(person.name or _plain_name(named[0].name, ""), named[0].email)
    if "devnull+" in email or email.endswith(_PER_USER):
        return person
    return Person(person.name, "")


def _fits_name(candidate: Person, name: str) -> bool:
    """Whether a candidate can be who From names: the same name, or an address made of it."""
    if not name:
        return True
    theirs = _plain_name(candidate.name, candidate.email)
    if theirs and name_key(theirs) == name_key(name):
        return True
    return _shares_word(theirs, name) or (not theirs and is_made_of(name, candidate.email))


@lru_cache(maxsize=8192)
def is_shared_address(email: str) -> bool:
    """Whether an address is a list's or a bridge's by its form, and so no person's."""
    return bool(LIST_HOST.search(email) or BRIDGE.match(email))


def unmask(text: str) -> str:
    """Return a text with the addresses that an archive has masked written out.

    Pipermail prints ``<ada at example.org>``, HyperKitty ``<ada(a)example.org>``. Only addresses
    in angle brackets are touched, so that prose and code stay.
    """
    return MASKED_IN_BRACKETS.sub(lambda m: f"<{m[1]}@{MASKED_DOT.sub('.', m[2])}>", text)


def is_guess(person: Person, other: Person) -> bool:
    """Whether an address is a wrong reading of another's, of B4 Relay's ``devnull+ada.ray.org``.

    Where its dots were an ``@`` is not in it: ``ada@ray.example.org``, ``ada.ray@example.org``.
    """
    one, two = person.email.replace("@", "."), other.email.replace("@", ".")
    return one == two and person.email != other.email


def is_masked(value: bytes) -> bool:
    """Whether a From field may hold a masked address; see ``unmasked_sender``."""
    text = value.lower()
    return any(sign.encode() in text for sign in _AT_SIGNS)


def unmasked_sender(value: str) -> tuple[str, str] | None:
    """Return name and address of a masked From field, ``ada at example.org (Ada Ray)``.

    None for a field that holds no masked address.
    """
    match = MASKED_ADDRESS.search(value)
    if match is None or "@" in value:
        return None
    before, after = value[: match.start()].strip(" <\"'"), value[match.end() :].strip(" >\"'")
    name = before or (after[1:-1] if after.startswith("(") and after.endswith(")") else after)
    return name.strip(" \"'"), f"{match[1]}@{MASKED_DOT.sub('.', match[2])}".lower()


@lru_cache(maxsize=4096)
def bot_name(name: str, email: str) -> str:
    """Return what a sending machine is called: ``bot`` where its form tells, "" for a person."""
    address = email.strip().lower()
    if found := MACHINE.fullmatch(address):
        return MACHINES[int((found.lastgroup or "m0")[1:])][1]
    if name.strip().casefold() == _LKP_NAME and address.endswith(_LKP_HOST):
        return "lkp"
    local = address.partition("@")[0]
    return "bot" if BOT_NAME.search(name) or BOT_ADDRESS.search(local) else ""


def is_team(name: str, email: str) -> bool:
    """Return whether a name or an address is that of several people, or a Message-ID in Cc."""
    return bool(TEAM_NAME.search(name) or TEAM_ADDRESS.search(email.lower()))


def same_person(one: Person, other: Person) -> bool:
    """Return whether two are one person: the same address, or the same name.

    People have several addresses, so a name is enough. An address that two unlike names share
    (``gitgitgadget@``, ``devel@``) identifies nobody: there the names decide.
    """
    if one.email and one.email == other.email:
        if not one.name or not other.name or one.name == other.name:
            return bool(one.name or other.name) or not is_shared_address(one.email)
        return not _share_address(one.name, other.name, one.email)
    if not one.name or one.name == other.name:
        return bool(one.name)
    return name_key(one.name) == name_key(other.name)


def person_key(person: Person) -> str:
    """Return what to look a person up by in one run of mail: the address, else the folded name."""
    return person.email or name_key(person.name)


@lru_cache(maxsize=4096)
def _share_address(one: str, other: str, email: str) -> bool:
    """Whether two names under one address are two people's.

    A nickname or a married name leaves a word in common, or a word in the address:
    ``alx <alx@kernel.org>`` is Alejandro Colomar <alx@kernel.org>. Two full names of which the
    address holds neither, or only one, are two people.
    """
    if is_shared_address(email):
        return name_key(one) != name_key(other)
    full = all(len(name_key(name).split()) > 1 and name.isascii() for name in (one, other))
    if not full or _shares_word(one, other):
        return False
    return not is_made_of(one, email) and not is_made_of(other, email)


def _shares_word(one: str, other: str) -> bool:
    return any(len(word) >= _SHORT_WORD for word in _name_words(one) & _name_words(other))


def is_made_of(name: str, email: str) -> bool:
    """Whether an address is made of a name: a word of it, or its initials and a word."""
    user = email.partition("@")[0]
    return any(len(word) >= _SHORT_WORD and word in user for word in _name_words(name))


def _name_words(name: str) -> frozenset[str]:
    return frozenset(name_key(name).split())


@lru_cache(maxsize=8192)
def name_key(name: str) -> str:
    """Return a name folded for comparison: without a ``(Company)``, ``Last, First`` turned."""
    bare = NAME_COMMENT.sub("", name)
    last, comma, first = bare.partition(",")
    if comma and " " not in last.strip():
        bare = f"{first} {last}"
    return " ".join(re.findall(r"\w+", bare.casefold()))


def _plain_name(name: str, email: str) -> str:
    """A display name without quotes and "via LIST"; one that only repeats the address is none."""
    bare = _unquote(SENT_VIA.sub("", _unquote(name)))
    return "" if "@" in bare and " " not in bare else bare


def _unquote(name: str) -> str:
    return QUOTED_NAME.sub(r"\1", name.strip()).strip()
