# SPDX-License-Identifier: GPL-2.0-or-later
"""Signatures are checked by cached keys; none is asked for unless a look-up is handed in."""

import base64
from pathlib import Path

import dkim
import patatt
import pytest
from nacl.signing import SigningKey

from tests.mails import ADA, mail
from tracker.model.mail import Evidence
from tracker.model.signatures import SignatureState
from tracker.model.views import Reason
from tracker.services.signatures import deciding_mails, signature_reasons
from tracker.sources.signatures import KeyCache, check_signatures

KEY = SigningKey(b"1" * 32)
PRIVATE = base64.b64encode(bytes(KEY))
PUBLIC = base64.b64encode(bytes(KEY.verify_key))
NAME = "s1._domainkey.example.org"


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    folder = tmp_path / "dkim"
    folder.mkdir()
    (folder / f"{NAME}.txt").write_bytes(b"v=DKIM1; k=ed25519; p=" + PUBLIC)
    return folder


def signed(raw: bytes = b"", domain: bytes = b"example.org", selector: bytes = b"s1") -> bytes:
    raw = raw or mail("Re: [PATCH] widget: spin", ADA, "Reviewed-by: x\n")
    head = dkim.sign(
        raw, selector, domain, PRIVATE, signature_algorithm=b"ed25519-sha256",
        include_headers=[b"from", b"subject", b"date"],
    )  # fmt: skip
    return bytes(head) + raw


def states(raw: bytes, cache: Path, *rings: Path) -> list[tuple[str, str, bool]]:
    found = check_signatures(raw, KeyCache(cache), rings)
    return [(one.kind.value, one.state.value, one.of_sender) for one in found]


def test_a_mail_as_it_was_sent_is_its_senders(cache: Path) -> None:
    assert states(signed(), cache) == [("dkim", "valid", True)]


def test_a_changed_mail_does_not_verify(cache: Path) -> None:
    assert states(signed().replace(b"Reviewed-by", b"Rejected-by"), cache) == [
        ("dkim", "invalid", True)
    ]


def test_a_signature_that_its_signer_let_expire_proves_nothing(cache: Path) -> None:
    raw = signed().replace(b" d=example.org;", b" d=example.org; x=1000000000;", 1)
    assert b"x=1000000000" in raw
    assert states(raw, cache) == [("dkim", "expired", True)]


def test_a_seal_of_a_server_that_passed_a_mail_on_lacks_its_key(cache: Path) -> None:
    """As kernel.org writes it, no blank behind the colons."""
    fields = "a=rsa-sha256; d=relay.example.net; s=arc-1; t=1760032077; b=aGVsbG8="
    head = (
        f"ARC-Seal:i=1; {fields}; cv=none\n"
        f"ARC-Message-Signature:i=1; {fields}; c=relaxed/simple; h=From:Subject; bh=aGVsbG8=\n"
        "ARC-Authentication-Results:i=1; relay.example.net; dkim=pass\n"
    )
    assert states(head.encode() + mail("[PATCH] x", ADA), cache) == [("arc", "no-key", False)]


def test_a_domain_that_is_not_the_senders_proves_no_sender(cache: Path) -> None:
    (cache / "s1._domainkey.evil.example.net.txt").write_bytes(b"v=DKIM1; k=ed25519; p=" + PUBLIC)
    assert states(signed(domain=b"evil.example.net"), cache) == [("dkim", "valid", False)]


def test_without_its_key_a_signature_says_nothing_and_the_network_is_not_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def asked(*_: object, **__: object) -> None:
        raise AssertionError("the DNS was asked")

    monkeypatch.setattr(dkim, "get_txt", asked)
    monkeypatch.setattr("dkim.dnsplug.get_txt", asked)
    assert states(signed(), tmp_path / "none") == [("dkim", "no-key", True)]


def test_a_look_up_is_asked_once_and_its_answer_is_cached(tmp_path: Path) -> None:
    asked: list[str] = []

    def look_up(name: str) -> bytes | None:
        asked.append(name)
        return b"v=DKIM1; k=ed25519; p=" + PUBLIC if name == NAME else None

    for _ in range(2):
        (one,) = check_signatures(signed(), KeyCache(tmp_path / "keys", look_up))
        assert one.state is SignatureState.VALID
        (one,) = check_signatures(signed(selector=b"gone"), KeyCache(tmp_path / "keys", look_up))
        assert one.state is SignatureState.NO_KEY
    assert asked == [NAME, "gone._domainkey.example.org"]


def test_a_hostile_name_is_no_path(tmp_path: Path) -> None:
    keys = KeyCache(tmp_path, lambda name: pytest.fail(name))
    for name in (b"../../etc/passwd", b"a/b", b"", b"\xff", b"x" * 400, b"a..b"):
        assert keys.find(name) is None
    assert list(tmp_path.iterdir()) == []


def test_a_developers_own_signature_is_checked_by_a_keyring(tmp_path: Path, cache: Path) -> None:
    place = tmp_path / "ring" / patatt.make_pkey_path("ed25519", "ada@example.org", "default")
    place.parent.mkdir(parents=True)
    place.write_bytes(PUBLIC)
    message = patatt.PatattMessage(mail("[PATCH] widget: spin", ADA, "Because.\n"))
    message.sign("ed25519", PRIVATE, "ada@example.org", "default")
    raw = message.as_bytes()
    assert states(raw, cache, tmp_path / "ring") == [("patatt", "valid", True)]
    assert states(raw, cache) == [("patatt", "no-key", True)]
    forged = raw.replace(b"Because.", b"Perhaps.")
    assert states(forged, cache, tmp_path / "ring") == [("patatt", "invalid", True)]


@pytest.mark.parametrize(
    "head",
    [
        b"DKIM-Signature: \n",
        b"DKIM-Signature: v=1; d=; s=\n",
        b"DKIM-Signature: v=1; a=rsa-sha256; b=%%%; bh=x; d=a; s=b; h=from\n",
        b"ARC-Seal: i=99; cv=x\n",
        b"ARC-Seal: i=1; a=rsa-sha256; cv=none; d=x; s=y; b=z\n",
        b"X-Developer-Signature: v=1; a=ed25519-sha256\n",
        b"X-Developer-Signature: \xff\n",
    ],
)
def test_a_broken_signature_raises_nothing(head: bytes, cache: Path) -> None:
    found = check_signatures(head + mail("x", ADA), KeyCache(cache), (cache,))
    assert all(one.state is not SignatureState.VALID for one in found)


def test_why_tells_what_signatures_prove_of_the_mails_that_decide(cache: Path) -> None:
    raw = signed()
    tag = Reason(fact="x", topic="tag", evidence=Evidence(rule="tag.reply", message_id="m@x"))
    talk = Reason(fact="y", topic="question", evidence=Evidence(rule="q", message_id="n@x"))
    assert deciding_mails((tag, talk, tag)) == ("m@x",)
    (found,) = signature_reasons({"m@x": raw}, cache, ())
    assert found.fact == "the dkim signature of example.org proves its sender"
    assert (found.topic, found.evidence.rule) == ("signature", "signature.dkim")
