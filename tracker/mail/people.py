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

_MACHINES: tuple[tuple[str, str], ...] = (
    (r"patchwork-bot\+[\w.+-]{1,60}@kernel\.org", "patchwork-bot"),
    (r"tip-bot2@linutronix\.de|tip-bot@zytor\.com|tipbot@zytor\.com", "tip-bot"),
    (r"pr-tracker-bot@kernel\.org", "pr-tracker-bot"),
    (r"noreply@github\.com", "github"),
    (r"bluez\.test\.bot@gmail\.com", "bluez-test-bot"),
    (r"lkp@intel\.com|rong\.a\.chen@intel\.com", "lkp"),
    (r"bot@kernelci\.org", "kernelci"),
    (r"bot\+bpf-ci@kernel\.org", "bpf-ci"),
    (r"kernel-ci@[\w.-]{1,100}|ci_notify@linaro\.org", "ci"),
    (r"cki-project@redhat\.com", "cki"),
    (r"patchwork@emeril\.freedesktop\.org", "freedesktop-ci"),
    (r"no-reply@patchew\.org", "patchew"),
    (r"bugzilla-daemon@(?:bugzilla\.)?kernel\.org", "bugzilla"),
    (r"sashiko-bot@kernel\.org", "sashiko"),
    (r"kuba\+netdev-[\w-]{1,40}@kernel\.org", "netdev-ci"),
    (r"devicetree-bot@kernel\.org", "devicetree-bot"),
    (r"syzbot(?:\+[0-9a-z]{1,60})?@syzkaller\.appspotmail\.com", "syzbot"),
    (r"syzkaller[\w-]{0,40}@googlegroups\.com", "syzbot"),
)
"""A machine's whole address -> what the machine is called. A look-alike on another host is some
machine, and none of these: only an exact address is believed to speak for its machine."""
_MACHINE = re.compile("|".join(f"(?P<m{n}>{one})" for n, (one, _) in enumerate(_MACHINES)))
_BOT_NAME = re.compile(
    r"\b(?:test )?(?:ro)?bot\b|\bkbuild\b|\bbuildbot\b|\bpatchwork\b|\b(?-i:CI)$", re.IGNORECASE
)
_BOT_ADDRESS = re.compile(r"(?:^|[.+_-])(?:ro)?bot2?(?:$|[.+_-])")
"""In the part before the ``@``: ``patchwork-bot+widgets``, ``0day-robot``."""
_LKP_NAME = "kernel test robot"
_LKP_HOST = "@intel.com"
"""lkp also sends from the addresses of those who run it, who answer in their own name there."""


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
    """Return what a sending machine is called: ``bot`` where its form tells, "" for a person."""
    address = email.strip().lower()
    if found := _MACHINE.fullmatch(address):
        return _MACHINES[int((found.lastgroup or "m0")[1:])][1]
    if name.strip().casefold() == _LKP_NAME and address.endswith(_LKP_HOST):
        return "lkp"
    local = address.partition("@")[0]
    return "bot" if _BOT_NAME.search(name) or _BOT_ADDRESS.search(local) else ""


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
