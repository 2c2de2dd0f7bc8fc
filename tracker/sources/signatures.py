# SPDX-License-Identifier: GPL-2.0-or-later
"""Check the signatures of a mail with dkimpy and patatt, by keys that are cached.

The network is asked for a key only where a look-up is handed in, as ``services/signatures.py`` does
for ``dkim = true`` of the configuration and never offline.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from email import message_from_bytes
from email.utils import parseaddr
from functools import partial
from pathlib import Path
from time import time

import dkim
import patatt

from tracker.model.signatures import Signature, SignatureKind, SignatureState

MAX_MAIL = 4_000_000
"""Bytes of a mail that are checked."""
MAX_SIGNATURES = 4
"""Signatures of one kind that are looked at."""
_KEY_NAME = re.compile(r"[a-z0-9_][a-z0-9._-]{0,250}")
_FIELD = re.compile(rb"(?:^|;)\s*([a-z]{1,3})\s*=\s*([^;]{0,400})")
_ARC_NAME = re.compile(rb"(?m)^(ARC-[A-Za-z-]{4,30}:)(?=\S)")
_DAY = 86_400
_KEPT = 90 * _DAY
"""How long a key that was found counts; senders roll theirs once or twice a year."""
_MISSED = _DAY
"""How long it counts that there is none."""
LookUp = Callable[[str], bytes | None]
"""Returns the TXT record of a name; None where there is none."""


class KeyCache:
    """Keys of DKIM and ARC signatures, one file a name of the DNS."""

    def __init__(self, folder: Path, look_up: LookUp | None = None) -> None:
        self._folder = folder
        self._look_up = look_up
        self.lacking: set[str] = set()
        """Names whose key is not cached and was not to be had."""

    def find(self, name: bytes, timeout: int = 5) -> bytes | None:
        """Return the record of a name (``s._domainkey.example.org.``), as dkimpy asks for it."""
        del timeout  # The look-up has its own.
        plain = name.decode("ascii", "replace").rstrip(".").lower()
        if not _KEY_NAME.fullmatch(plain) or ".." in plain:
            return None
        held = self._held(plain)
        if held is None and self._look_up is not None:
            held = self._look_up(plain)
            if held is not None or not self._path(plain).exists():
                self._keep(plain, held or b"")
        if not held:
            self.lacking.add(plain)
        return held or None

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}.txt"

    def _held(self, name: str) -> bytes | None:
        """The cached record; empty where it is known that there is none, None where not known."""
        try:
            held = self._path(name).read_bytes()
            age = time() - self._path(name).stat().st_mtime
        except OSError:
            return None
        # Without a look-up an old key is better than none: the mail is as old.
        if self._look_up is not None and age > (_KEPT if held else _MISSED):
            return None
        return held

    def _keep(self, name: str, record: bytes) -> None:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._path(name).write_bytes(record)
        except OSError:
            return


def check_signatures(
    raw: bytes, keys: KeyCache, keyrings: Sequence[Path] = ()
) -> tuple[Signature, ...]:
    """Return the signatures of a mail and what checking each said; never raises for a mail."""
    if len(raw) > MAX_MAIL:
        return ()
    sender = parseaddr(str(message_from_bytes(raw[:100_000]).get("From", "")))[1].lower()
    unix = raw.replace(b"\r\n", b"\n")
    return (
        *_dkim(unix, sender, keys),
        *_signature_arc(unix, keys),
        *_patatt(unix, sender, keyrings),
    )


def _dkim(raw: bytes, sender: str, keys: KeyCache) -> Iterator[Signature]:
    try:
        checked = dkim.DKIM(raw)
        fields = [v for n, v in checked.headers if n.lower() == b"dkim-signature"]
    except (dkim.DKIMException, ValueError, IndexError):
        return
    for index, value in enumerate(fields[:MAX_SIGNATURES]):
        domain, selector = _signature_tag(value, b"d"), _signature_tag(value, b"s")
        verify = partial(checked.verify, idx=index, dnsfunc=keys.find)
        state = _signature_state(verify, keys, domain, selector)
        if _signature_tag(value, b"x").isdigit() and int(_signature_tag(value, b"x")) < time():
            state = SignatureState.EXPIRED
        yield Signature(
            kind=SignatureKind.DKIM,
            state=state,
            identity=domain,
            selector=selector,
            of_sender=_is_signature_of(sender.partition("@")[2], domain),
        )


def _signature_arc(raw: bytes, keys: KeyCache) -> Iterator[Signature]:
    # dkimpy looks for " i=1;" where kernel.org has "ARC-Message-Signature:i=1; a=..."; what is
    # signed is relaxed, in which a blank behind the colon counts for nothing.
    spaced = _ARC_NAME.sub(rb"\1 ", raw)
    try:
        checked = dkim.ARC(spaced)
        seals = [v for n, v in checked.headers if n.lower() == b"arc-seal"]
    except (dkim.DKIMException, ValueError, IndexError):
        return
    if not seals or len(seals) > 10:
        return
    domain, selector = _signature_tag(seals[0], b"d"), _signature_tag(seals[0], b"s")
    state = _signature_state(lambda: checked.verify(dnsfunc=keys.find)[0] == dkim.CV_Pass,
                   keys, domain, selector)  # fmt: skip
    yield Signature(
        kind=SignatureKind.ARC, state=state, identity=domain, selector=selector, of_sender=False
    )


def _signature_state(
    verify: Callable[[], bool], keys: KeyCache, domain: str, selector: str
) -> SignatureState:
    try:
        if verify():
            return SignatureState.VALID
    except (dkim.DKIMException, ValueError, TypeError, IndexError, KeyError, AssertionError):
        pass
    lacks = f"{selector}._domainkey.{domain}" in keys.lacking
    return SignatureState.NO_KEY if lacks else SignatureState.INVALID


def _signature_tag(value: bytes, name: bytes) -> str:
    found = next((m[2] for m in _FIELD.finditer(value) if m[1] == name), b"")
    return b"".join(found.split()).decode("ascii", "replace").lower()


def _is_signature_of(host: str, domain: str) -> bool:
    """Whether a domain's signature speaks for senders of a host: its own, or one below it."""
    return bool(domain) and (host == domain or host.endswith(f".{domain}"))


def _patatt(raw: bytes, sender: str, keyrings: Sequence[Path]) -> Iterator[Signature]:
    try:
        message = patatt.PatattMessage(raw)
        signed = message.get_sigs() if message.signed else []
    except (patatt.ValidationError, ValueError, IndexError, KeyError):
        return
    for one in signed[:MAX_SIGNATURES]:
        identity = (one.get_field_as_str("i") or "").lower()
        selector = one.get_field_as_str("s") or "default"
        algorithm = (one.get_field_as_str("a") or "").partition("-")[0]
        key = _signature_key(algorithm, identity, selector, keyrings)
        yield Signature(
            kind=SignatureKind.PATATT,
            state=SignatureState.NO_KEY if key is None else _developed(message, identity, key),
            identity=identity,
            selector=selector,
            of_sender=identity == sender,
        )


def _signature_key(
    algorithm: str, identity: str, selector: str, keyrings: Sequence[Path]
) -> bytes | None:
    for folder in keyrings:
        try:
            return bytes(patatt.get_public_key(str(folder), algorithm, identity, selector)[0])
        except (KeyError, OSError, patatt.ValidationError, patatt.ConfigurationError):
            continue
    return None


def _developed(message: "patatt.PatattMessage", identity: str, key: bytes) -> SignatureState:
    try:
        message.validate(identity, key)
    except patatt.NoKeyError:
        return SignatureState.NO_KEY
    except (patatt.ValidationError, RuntimeError, ValueError, OSError):
        return SignatureState.INVALID
    return SignatureState.VALID
