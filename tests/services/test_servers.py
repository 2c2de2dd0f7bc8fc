# SPDX-License-Identifier: GPL-2.0-or-later
"""Which server a handle is asked at: a table of what a URL may look like that is there to mislead.

``None`` is the configured server, lore's here: only the Message-ID of the handle goes there.
"""

import pytest

from tracker.errors import Usage
from tracker.mail.refs import parse_ref
from tracker.services.sync.servers import typed_server

LORE = "https://lore.kernel.org/all"
NAME = "20250106-widgets-v1-0-0123456789ab@example.org"

ASKED = {
    f"https://inbox.example.org/libc-alpha/{NAME}/": "https://inbox.example.org/libc-alpha",
    f"https://inbox.example.org/libc-alpha/{NAME}/t/#u": "https://inbox.example.org/libc-alpha",
    f"http://inbox.example.org:8080/all/{NAME}/": "http://inbox.example.org:8080/all",
    f"HTTPS://Inbox.Example.Org/all/{NAME}/": "https://inbox.example.org/all",
    f"http://[::1]:8080/all/{NAME}/": "http://[::1]:8080/all",
    f"http://127.0.0.1/all/{NAME}/raw": "http://127.0.0.1/all",
    # What only looks like lore is asked as what it is, and said so.
    f"https://lore.kernel.org.example.org/all/{NAME}/": "https://lore.kernel.org.example.org/all",
    f"https://lore-kernel.org/all/{NAME}/": "https://lore-kernel.org/all",
    f"https://l\u043ere.kernel.org/all/{NAME}/": "https://xn--lre-sed.kernel.org/all",
    f"https://lore.kernel.org./all/{NAME}/": "https://lore.kernel.org./all",
}

NOT_ASKED = [
    NAME,
    f"mid:{NAME}",
    f"https://lore.kernel.org/all/{NAME}/",
    f"https://LORE.kernel.org:443/linux-kselftest/{NAME}/",
    f"https://lkml.kernel.org/r/{NAME}",
    f"https://patch.msgid.link/{NAME}",
    f"https://patchwork.example.org/project/widgets/patch/{NAME}/",
    # A user in front of the host.
    f"https://lore.kernel.org@inbox.example.org/all/{NAME}/",
    f"https://lore.kernel.org:443@inbox.example.org/all/{NAME}/",
    f"https://ada:secret@inbox.example.org/all/{NAME}/",
    # Other readers take a backslash for a slash, or undo escapes in hosts.
    f"https://inbox.example.org\\.lore.kernel.org/all/{NAME}/",
    f"https://lore%2ekernel%2eorg/all/{NAME}/",
    f"https://inbox.example.org%00.kernel.org/all/{NAME}/",
    f"https://inbox.example.org%0d%0aHost:x/all/{NAME}/",
    # Paths that lead elsewhere on the way.
    f"https://inbox.example.org/all/../private/{NAME}/",
    f"https://inbox.example.org/%2e%2e/{NAME}/",
    f"https://inbox.example.org/all%0d%0aX-Word:%20y/{NAME}/",
    f"https://inbox.example.org/all%3fq=x/{NAME}/",
    f"https://inbox.example.org/{'x/' * 20}{NAME}/",
    # Hosts that there cannot be.
    f"https://{'x' * 300}/all/{NAME}/",
    f"https://{'x' * 70}.example.org/all/{NAME}/",
    f"https://[::1/all/{NAME}/",
    f"https://[inbox.example.org]/all/{NAME}/",
    f"https://inbox.example.org:99999/all/{NAME}/",
    f"https://inbox.example.org:-1/all/{NAME}/",
    f"https:///all/{NAME}/",
    # No web server at all.
    f"file:///all/{NAME}/",
    f"ftp://inbox.example.org/all/{NAME}/",
    f"gopher://inbox.example.org/all/{NAME}/",
    f"javascript://inbox.example.org/all/{NAME}/",
]


def server_of(text: str) -> str | None:
    """The server beside the configured one; none where the text is no handle."""
    try:
        return typed_server(parse_ref(text), LORE)
    except Usage:
        return None


@pytest.mark.parametrize("text", ASKED)
def test_the_host_of_a_url_is_asked_as_it_is_read(text: str) -> None:
    """Without user, in ASCII, and no other than the one that is said."""
    assert server_of(text) == ASKED[text]


@pytest.mark.parametrize("text", NOT_ASKED)
def test_a_misleading_url_is_asked_nowhere_else(text: str) -> None:
    assert server_of(text) is None


def test_another_inbox_of_the_configured_server_is_no_other_server() -> None:
    """The one that is configured may be the only one that has every list."""
    ref = parse_ref(f"http://127.0.0.1:8080/widgets/{NAME}/")
    assert typed_server(ref, "http://127.0.0.1:8080/all") is None
    assert typed_server(ref, "http://127.0.0.1:8081/all") == "http://127.0.0.1:8080/widgets"
