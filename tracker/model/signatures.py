# SPDX-License-Identifier: GPL-2.0-or-later
"""What the signatures of a mail prove of its sender."""

from enum import StrEnum

from tracker.lazy_dataclass import dataclass


class SignatureKind(StrEnum):
    """How a mail is signed."""

    DKIM = "dkim"
    """By the server of a domain (RFC 6376)."""
    ARC = "arc"
    """By a server that passed it on, which vouches for what it saw (RFC 8617)."""
    PATATT = "patatt"
    """By a developer's own key (X-Developer-Signature)."""


class SignatureState(StrEnum):
    """The result of checking a signature."""

    VALID = "valid"
    INVALID = "invalid"
    """It does not fit the mail: changed on the way, as by lists that add a footer, or forged."""
    EXPIRED = "expired"
    """Its signer no longer stands by it (``x=`` of DKIM); archived mail outlives that."""
    NO_KEY = "no-key"
    """The key is not cached, or in no keyring."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """One signature of a mail, checked."""

    kind: SignatureKind
    state: SignatureState
    identity: str
    """The domain, or the address of the developer."""
    selector: str
    of_sender: bool
    """It is of the domain or the address in the mail's From."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedMail:
    """One checked signature and the mail that it is of."""

    message_id: str
    signature: Signature
