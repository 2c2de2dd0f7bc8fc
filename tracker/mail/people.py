"""Who sent a mail: gateways undone, machines told from people.

B4 Relay sends as ``NAME via B4 Relay <devnull+user.host@kernel.org>`` (b4 documentation, web
submission endpoint); Mailman and Google Groups rewrite From the same way where DMARC asks for it.
"""

import re

from tracker.model.mail import Person

_VIA = re.compile(r"\s+via\s+[^<>]{1,60}$", re.IGNORECASE)
_DEVNULL = re.compile(r"devnull\+(.+)@kernel\.org$")
_QUOTED = re.compile(r"^['\"](.*)['\"]$")
_COMMENT = re.compile(r"\s*\([^()]{0,40}\)\s*$")

BOTS = (
    ("patchwork-bot+", "patchwork-bot"),
    ("tip-bot2@", "tip-bot"),
    ("pr-tracker-bot@", "pr-tracker-bot"),
    ("noreply@github.com", "github"),
    ("bluez.test.bot@", "bluez-test-bot"),
    ("lkp@intel.com", "lkp"),
    ("oliver.sang@intel.com", "lkp"),
    ("rong.a.chen@intel.com", "lkp"),
    ("bot@kernelci.org", "kernelci"),
    ("bot+bpf-ci@", "bpf-ci"),
    ("kernel-ci@", "ci"),
    ("ci_notify@", "ci"),
    ("bugzilla-daemon@", "bugzilla"),
    ("sashiko-bot@", "sashiko"),
    ("kuba+netdev-", "netdev-ci"),
    ("devicetree-bot@", "devicetree-bot"),
)
"""Start of a sender's address -> what the machine is called."""
_SYZBOT = re.compile(r"syzbot\+?[0-9a-z]*@|syzkaller.*@googlegroups|@syzkaller", re.IGNORECASE)
_BOT_NAME = re.compile(r"\b(?:test )?(?:ro)?bot\b|\bkbuild\b|\bbuildbot\b", re.IGNORECASE)


def undo_gateway(name: str, email: str) -> Person:
    """The person behind a rewritten From; an address that hides theirs is undone if it can be."""
    name = _QUOTED.sub(r"\1", name.strip()).strip()
    plain = _VIA.sub("", name)
    email = email.strip().lower()
    if match := _DEVNULL.match(email):
        user, dot, host = match[1].partition(".")
        return Person(_unquote(plain), f"{user}@{host}" if dot else match[1])
    return Person(_unquote(plain), email)


def bot_name(name: str, email: str) -> str:
    """What a sending machine is called; empty for a person."""
    address = email.lower()
    for start, known in BOTS:
        if address.startswith(start):
            return known
    if _SYZBOT.search(address):
        return "syzbot"
    return "bot" if _BOT_NAME.search(name) else ""


def same_person(one: Person, other: Person) -> bool:
    """Whether two are one: the same address, or the same name (people have several addresses)."""
    if one.email and one.email == other.email:
        return True
    if not one.name or one.name == other.name:
        return bool(one.name)
    return name_key(one.name) == name_key(other.name)


def name_key(name: str) -> str:
    """A name folded for comparison: ``Name (Company)`` is ``Name``, ``Last, First`` is turned."""
    bare = _COMMENT.sub("", name)
    last, comma, first = bare.partition(",")
    if comma and " " not in last.strip():
        bare = f"{first} {last}"
    return " ".join(re.findall(r"\w+", bare.casefold()))


def _unquote(name: str) -> str:
    return _QUOTED.sub(r"\1", name.strip()).strip()
