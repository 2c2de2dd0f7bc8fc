# SPDX-License-Identifier: GPL-2.0-or-later
"""What signatures prove of the mails that facts were read from, for ``tracker why``."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from time import monotonic

from tracker.model.mail import Evidence
from tracker.model.signatures import Signature, SignatureKind, SignatureState, SignedMail
from tracker.model.views import Reason
from tracker.sources.signatures import KeyCache, LookUp, check_signatures

TOPIC = "signature"
MAX_MAILS = 40
"""Mails of one answer whose signatures are checked."""
PATIENCE = 2.0
"""Seconds that all look-ups of one answer take at most."""
_TOPICS = frozenset({"tag", "stage", "turn", "landing", "check"})
"""Facts that stand or fall with who sent the mail."""
_WORDS = {
    SignatureState.VALID: "proves",
    SignatureState.INVALID: "does not verify (changed on the way, or forged) and does not prove",
    SignatureState.EXPIRED: "has expired, as its signer set, and does not prove",
    SignatureState.NO_KEY: "cannot be checked without its key and does not prove",
}


def signed_mails(
    raws: Mapping[str, bytes], folder: Path, keyrings: Sequence[Path], *, ask: bool = False
) -> tuple[SignedMail, ...]:
    """Return the signatures of mails, checked.

    ``folder`` caches the keys of servers, ``keyrings`` hold those of developers. Keys that lack
    are asked of the DNS only where ``ask`` says so, and no longer than ``PATIENCE``.
    """
    keys = KeyCache(folder, _patient() if ask else None)
    return tuple(
        SignedMail(message_id=name, signature=one)
        for name, raw in raws.items()
        for one in check_signatures(raw, keys, keyrings)
        # That a key is not cached is no news where nobody keeps keys of that kind.
        if one.state is not SignatureState.NO_KEY or one.kind is not SignatureKind.ARC
    )


def signature_reasons(
    raws: Mapping[str, bytes], folder: Path, keyrings: Sequence[Path], *, ask: bool = False
) -> tuple[Reason, ...]:
    """Return what the signatures of mails say, for each that has any; see ``signed_mails``."""
    found = signed_mails(raws, folder, keyrings, ask=ask)
    return tuple(_signature_reason(one.message_id, one.signature) for one in found)


def deciding_mails(reasons: Iterable[Reason]) -> tuple[str, ...]:
    """Return the mails that decide: those of tags, stage, turn, landings and checks."""
    named = (one.evidence.message_id for one in reasons if one.topic in _TOPICS)
    return tuple(dict.fromkeys(name for name in named if name))[:MAX_MAILS]


def _signature_reason(name: str, one: Signature) -> Reason:
    whose = "its sender" if one.of_sender else "that it passed there"
    fact = f"the {one.kind.value} signature of {one.identity} {_WORDS[one.state]} {whose}"
    quote = f"d={one.identity} s={one.selector}"
    evidence = Evidence(rule=f"signature.{one.kind.value}", message_id=name, quote=quote)
    return Reason(fact=fact, topic=TOPIC, evidence=evidence)


def _patient() -> LookUp:
    """Build a look-up that gives up once its time is used."""
    end = monotonic() + PATIENCE

    def look_up(name: str) -> bytes | None:
        left = end - monotonic()
        if left <= 0:
            return None
        from dkim.dnsplug import get_txt
        from dns.exception import DNSException

        try:
            found = get_txt(f"{name}.".encode(), timeout=max(1, int(left)))
        except (DNSException, OSError, ValueError):
            return None
        return bytes(found) if found else None

    return look_up
