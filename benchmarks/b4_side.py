# SPDX-License-Identifier: GPL-2.0-or-later
"""What b4 0.16 says of a posting: one fresh mailbox, no network, no file of the user's."""

import copy
import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from email.message import EmailMessage
from functools import cache

import b4
import liblore.utils

from tracker.review.tags import REVIEW_NAMES

MAX_MAIL = 250_000
"""Bytes. Longer mails are kept from b4: its search for trailers takes time square to them."""
_NAMES = {name.lower(): name for name in REVIEW_NAMES}


@dataclass(frozen=True, slots=True, order=True)
class TagKey:
    """A tag that somebody gave in a mail."""

    name: str
    who: str
    """Address in lower case; the name where there is none."""
    mail: str
    """Message-ID of the mail that gives it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What one of the two programs sees of a posting."""

    version: int | None
    """None where it sees no such posting."""
    expected: int = 0
    places: Mapping[int, str] = field(default_factory=dict)
    """Position -> Message-ID."""
    cover: str | None = None
    complete: bool = False
    title: str = ""
    base_commit: str | None = None
    change_id: str | None = None
    patch_ids: Mapping[str, str] = field(default_factory=dict)
    tags: Mapping[TagKey, frozenset[str]] = field(default_factory=dict)
    """Each with the Message-IDs it stands on; the cover's alone for a series of several."""
    carried: Mapping[TagKey, frozenset[str]] = field(default_factory=dict)
    """Tags in the patches' own trailers."""
    rerolled: bool = False
    """b4 filled it up from the version before."""
    refused: frozenset[TagKey] = frozenset()
    """b4 met these, but another person than the one named sent them."""


def set_up() -> None:
    """Make b4 usable as a library: no network, a configuration of ours, silence."""
    b4.can_network = False
    b4.MAIN_CONFIG = {
        **copy.deepcopy(b4.DEFAULT_CONFIG),
        "attestation-policy": "off",
        "listid-preference": ["*"],
    }
    b4.USER_CONFIG = {"name": "Nobody", "email": "nobody@invalid"}
    log = logging.getLogger("b4")
    log.handlers = [logging.NullHandler()]
    log.propagate = False
    if not hasattr(b4.LoreMessage.get_patch_id, "cache_info"):
        # A process of git for each patch; the thread and the posting alone ask twice.
        patch_id = staticmethod(cache(b4.LoreMessage.get_patch_id))
        b4.LoreMessage.get_patch_id = patch_id  # type: ignore[method-assign]  # remembers


def parse(raw: bytes) -> EmailMessage | None:
    """A mail as b4 wants it; None if it is kept from b4."""
    return None if len(raw) > MAX_MAIL else liblore.utils.parse_message(raw)


def b4_sight(mails: Iterable[EmailMessage], version: int) -> Sight:
    """What b4 says of one version among some mails, which stand in the order of the archive."""
    box = b4.LoreMailbox()
    for mail in mails:
        try:
            box.add_message(mail)
        except (ValueError, TypeError, IndexError, KeyError, OverflowError):
            continue
    try:
        series = box.get_series(version, codereview_trailers=False)
    except (SystemExit, IndexError, TypeError):
        series = None
    return Sight(version=None) if series is None else _sight(series)


def _sight(series: b4.LoreSeries) -> Sight:
    held = {n: one for n, one in enumerate(series.patches) if one is not None}
    patches = [one for n, one in held.items() if n]
    tags = _tags((one, one.followup_trailers) for one in held.values())
    if len(patches) == 1:
        alone = frozenset({patches[0].msgid})
        tags = dict.fromkeys(tags, alone)
    return Sight(
        version=series.revision,
        expected=series.expected,
        places={n: one.msgid for n, one in held.items() if n},
        cover=held[0].msgid if 0 in held else None,
        complete=series.complete,
        title=series.subject or "",
        base_commit=series.base_commit,
        change_id=series.change_id,
        patch_ids={one.msgid: one.git_patch_id or "" for one in patches},
        tags=tags,
        carried=_tags(
            (one, b4.LoreMessage.get_body_parts(one.body)[2]) for one in patches if one.body
        ),
        rerolled=bool(series.partial_reroll),
        refused=frozenset(
            TagKey(_NAMES[name.lower()], _who(b4.LoreTrailer(name=name, value=value)), "")
            for name, value, _, _ in series.trailer_mismatches
            if name.lower() in _NAMES
        ),
    )


def _tags(
    found: Iterable[tuple[b4.LoreMessage, list[b4.LoreTrailer]]],
) -> dict[TagKey, frozenset[str]]:
    tags: dict[TagKey, set[str]] = {}
    for message, trailers in found:
        for trailer in trailers:
            if name := _NAMES.get(trailer.lname):
                mail = trailer.lmsg.msgid if trailer.lmsg else message.msgid
                tags.setdefault(TagKey(name, _who(trailer), mail), set()).add(message.msgid)
    return {key: frozenset(value) for key, value in tags.items()}


def _who(trailer: b4.LoreTrailer) -> str:
    name, address = trailer.addr or ("", "")
    return address.lower() or name or trailer.value
