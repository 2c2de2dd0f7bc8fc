# SPDX-License-Identifier: GPL-2.0-or-later
"""Handles: every form a person may paste, and what is no handle."""

import pytest

from tests.work import grows_linearly
from tracker.errors import Usage
from tracker.mail.refs import Ref, RefKind, hyperkitty_hash, message_id_in, parse_ref, url_of

ID = "20250106-widget_fix-v1-0-0123456789ab@example.org"
ALL = "https://lore.kernel.org/all"
HASH = hyperkitty_hash(ID)
SHA = "0123456789abcdef0123456789abcdef01234567"


@pytest.mark.parametrize(
    "handle",
    [
        ID,
        f"<{ID}>",
        f"  {ID}\n",
        f"mid:{ID}",
        f"id:{ID}",
        f"mid:<{ID}>",
        f"Message-ID: <{ID}>",
        f"news:{ID}",
    ],
)
def test_a_bare_message_id_is_known_with_and_without_dress(handle: str) -> None:
    """Angle brackets, white space and the prefixes of mid: URLs and searches are no part of it."""
    assert parse_ref(handle) == Ref(kind=RefKind.MESSAGE_ID, id=ID)


@pytest.mark.parametrize("url", ["https://lore.kernel.org/bpf/", "lore.kernel.org/io-uring"])
def test_the_page_of_a_list_is_told_where_lists_are_read(url: str) -> None:
    """A page below it is none."""
    with pytest.raises(Usage, match="tracker index --mirror URL"):
        parse_ref(url)
    with pytest.raises(Usage, match="is accepted"):
        parse_ref(f"{url.rstrip('/')}/new.atom")


@pytest.mark.parametrize(
    "url",
    [
        f"https://lore.kernel.org/r/{ID}",
        f"Link: https://lore.kernel.org/r/{ID}",
        f"Closes: <https://lore.kernel.org/r/{ID}>",
        f"https://lore.kernel.org/all/{ID}/",
        f"https://lore.kernel.org/bpf/{ID}/",
        f"https://lore.kernel.org/{ID}",
        f"http://lore.kernel.org/{ID}/",
        f"lore.kernel.org/r/{ID}",
        f"https://www.lore.kernel.org/r/{ID}",
        f"<https://lore.kernel.org/r/{ID}>",
        f"https://lore.kernel.org/all/{ID}/T/#t",
        f"https://lore.kernel.org/all/{ID}/T/#m0123456789abcdef",
        f"https://lore.kernel.org/all/{ID}/#u",
        f"https://lore.kernel.org/all/{ID}/raw",
        f"https://lore.kernel.org/all/{ID}/t.mbox.gz",
        f"https://lore.kernel.org/r/{ID.replace('@', '%40')}",
        f"https://lore.kernel.org/all/%3C{ID}%3E/",
        f"https://lkml.kernel.org/r/{ID}",
        f"http://www.lkml.kernel.org/r/{ID}",
        f"https://tor.lore.kernel.org/bpf/{ID}/",
        f"https://patch.msgid.link/{ID}",
        f"https://patch.msgid.link/r/{ID}",
        f"https://msgid.link/{ID}",
        f"patch.msgid.link/{ID}",
    ],
)
def test_every_form_of_a_lore_url_names_the_message_on_all(url: str) -> None:
    """Whatever list the URL names, the thread is whole on /all/."""
    assert parse_ref(url) == Ref(kind=RefKind.MESSAGE_ID, id=ID, server=ALL)


@pytest.mark.parametrize("words", [ID, f"m:{ID}", f"mid:%3C{ID}%3E", ID.replace("@", "%40")])
def test_a_search_for_a_message_id_names_it(words: str) -> None:
    """``?q=m:ID``, as public-inbox' own search pages have it; words that are searched name none."""
    url = f"https://lore.kernel.org/all/?q={words}&x=t"
    assert parse_ref(url) == Ref(kind=RefKind.MESSAGE_ID, id=ID)
    with pytest.raises(Usage):
        parse_ref("https://lore.kernel.org/all/?q=f:ada@")


@pytest.mark.parametrize("page", ["patch", "cover"])
@pytest.mark.parametrize("tail", ["", "/", "/mbox/", "/#12345"])
def test_patchwork_urls_that_hold_a_message_id_are_read(page: str, tail: str) -> None:
    """Patchwork names a patch by Message-ID, and serves no threads."""
    url = f"https://patchwork.example.org/project/widgets/{page}/{ID}{tail}"
    assert parse_ref(url) == Ref(kind=RefKind.MESSAGE_ID, id=ID)


@pytest.mark.parametrize("tail", ["", "/", "/raw", "/T/#u", "/t.mbox.gz"])
def test_a_public_inbox_elsewhere_becomes_the_server(tail: str) -> None:
    """The base URL is what stands before the Message-ID, port and path included."""
    ref = parse_ref(f"http://127.0.0.1:8190/all/{ID}{tail}")
    assert ref == Ref(kind=RefKind.MESSAGE_ID, id=ID, server="http://127.0.0.1:8190/all")
    assert parse_ref(f"https://inbox.example.org/{ID}{tail}").server == "https://inbox.example.org"


def test_a_url_with_a_user_names_a_message_and_no_server() -> None:
    """A base URL is stored and shown, so it holds no password; and a user may be a host's name."""
    for user in ("me:secret", "lore.kernel.org"):
        found = parse_ref(f"https://{user}@inbox.example.org/all/{ID}/")
        assert found == Ref(kind=RefKind.MESSAGE_ID, id=ID, server=None)


@pytest.mark.parametrize(
    ("url", "message_id"),
    [
        ("https://lore.kernel.org/r/a%2Fb%25c@example.org", "a/b%c@example.org"),
        (
            "https://lore.kernel.org/r/push/refs/heads/x/1-2@example.org",
            "push/refs/heads/x/1-2@example.org",
        ),
        ("https://lore.kernel.org/all/CAH+x=y_z@mail.example.org/", "CAH+x=y_z@mail.example.org"),
        (
            "https://lore.kernel.org/all/20250106.made.1234.without-at/",
            "20250106.made.1234.without-at",
        ),
        ("https://lore.kernel.org/r/87zf0a1b2c.fsf@example.org", "87zf0a1b2c.fsf@example.org"),
    ],
)
def test_strange_ids_survive_their_url(url: str, message_id: str) -> None:
    """Ids hold slashes, per cent signs, pluses, and sometimes no ``@``.

    A link in a mail that has none was cut by a line end, so it names nothing there.
    """
    assert parse_ref(url).id == message_id
    assert message_id_in(url) == (message_id if "@" in message_id else None)


@pytest.mark.parametrize(
    "message_id", [ID, "a/b%c+d=e@x", "q?r#s@x", "sp\u00e4t@x", "$1*(2)'@x", "\udc80@x"]
)
def test_url_of_and_parse_ref_undo_each_other(message_id: str) -> None:
    """What is printed can be pasted back."""
    url = url_of(message_id)
    assert url.startswith("https://lore.kernel.org/r/")
    assert url.isascii()
    assert not set(url) & set("?#'()*\" <>")
    if message_id.isprintable():
        assert parse_ref(url).id == message_id


def test_url_of_another_server_is_the_page_of_the_message() -> None:
    """Only lore has the ``/r/`` redirector."""
    assert url_of("a@b", "http://127.0.0.1:1/all/") == "http://127.0.0.1:1/all/a@b/"
    assert url_of("a@b", ALL) == "https://lore.kernel.org/r/a@b"


@pytest.mark.parametrize(
    ("handle", "start", "end", "server"),
    [
        (
            "https://lore.kernel.org/bpf/20250106-widget_fix-v1-0-0123@exa...",
            "20250106-widget_fix-v1-0-0123@exa",
            "",
            ALL,
        ),
        ("https://lore.kernel.org/r/20250106-widg\u2026/", "20250106-widg", "", ALL),
        ("20250106-widget...@example.org", "20250106-widget", "@example.org", None),
        ("<20250106-widget\u2026example.org>", "20250106-widget", "example.org", None),
        ("mid:20250106-widget...", "20250106-widget", "", None),
        (
            "http://127.0.0.1:8190/all/20250106-widg...",
            "20250106-widg",
            "",
            "http://127.0.0.1:8190/all",
        ),
    ],
)
def test_a_shortened_message_id_keeps_its_two_ends(
    handle: str, start: str, end: str, server: str | None
) -> None:
    """Web archives cut the text of long links; what is left can still be looked up."""
    assert parse_ref(handle) == Ref(kind=RefKind.TRUNCATED, id=start, end=end, server=server)


@pytest.mark.parametrize(
    "handle", ["https://lore.kernel.org/r/2025...", "abc...", "https://lore.kernel.org/lin.../x@y"]
)
def test_an_id_cut_too_short_is_refused(handle: str) -> None:
    """A few characters would fit everything."""
    with pytest.raises(Usage):
        parse_ref(handle)


@pytest.mark.parametrize(
    "handle", ["20250106-widget-fix-0123456789ab", "change-id: 20250106-widget-fix-0123456789ab"]
)
def test_a_change_id_is_told_by_its_form(handle: str) -> None:
    """Date, words and twelve hexadecimal digits, as b4 makes them."""
    assert parse_ref(handle) == Ref(kind=RefKind.CHANGE_ID, id="20250106-widget-fix-0123456789ab")


@pytest.mark.parametrize(
    ("handle", "commit", "server"),
    [
        (SHA, SHA, None),
        ("0123ABC", "0123abc", None),
        (
            f"https://git.example.org/widgets.git/commit/?id={SHA}",
            SHA,
            "https://git.example.org/widgets.git",
        ),
        (
            f"https://git.example.org/widgets.git/commit/?h=next&id={SHA}",
            SHA,
            "https://git.example.org/widgets.git",
        ),
        (
            "https://git.example.org/widgets.git/c/0123456789ab",
            "0123456789ab",
            "https://git.example.org/widgets.git",
        ),
        (f"https://forge.example.org/a/b/commit/{SHA}", SHA, "https://forge.example.org/a/b"),
        (f"https://forge.example.org/a/b/-/commit/{SHA}", SHA, "https://forge.example.org/a/b"),
    ],
)
def test_a_commit_is_known_bare_and_on_a_web_page(
    handle: str, commit: str, server: str | None
) -> None:
    """Seven to forty digits; cgit's and forges' pages name the repository too."""
    assert parse_ref(handle) == Ref(kind=RefKind.COMMIT, id=commit, server=server)


@pytest.mark.parametrize("page", ["thread", "message"])
def test_a_hyperkitty_url_gives_its_hash(page: str) -> None:
    """HyperKitty hashes the Message-ID; the list's address in the path is not one."""
    url = f"https://lists.example.org/archives/list/widgets@example.org/{page}/{HASH}/"
    server = "https://lists.example.org/archives/list/widgets@example.org"
    assert parse_ref(url) == Ref(kind=RefKind.MESSAGE_HASH, id=HASH, server=server)
    assert message_id_in(url) is None


def test_the_hash_is_base32_of_the_sha1_of_the_id() -> None:
    """Worked out by hand with coreutils: ``printf a@b | sha1sum | xxd -r -p | base32``."""
    assert hyperkitty_hash("a@b") == "2AZYWIZED4JE6LED7JXVQIMSAA437BO3"


@pytest.mark.parametrize(
    "handle",
    [
        "",
        "   ",
        "<>",
        "nonsense",
        "two words",
        "a@b c",
        "mid:",
        "https://example.org/",
        "https://example.org/news/2025/01/06",
        "https://lore.kernel.org/",
        "https://lore.kernel.org/bpf/new.atom",
        "https://lore.kernel.org/patchwork/patch/1234567/",
        "https://patchwork.example.org/project/widgets/list/?series=none",
        "https://[broken/x@y",
        "ftp://example.org/x@y",
        "x\x1b[31m@example.org",
        "x" * 5000 + "@example.org",
    ],
)
def test_what_is_no_handle_is_refused_with_the_accepted_forms(handle: str) -> None:
    """The sentence names what can be given, and repeats no control characters."""
    with pytest.raises(Usage, match="is accepted") as fault:
        parse_ref(handle)
    assert str(fault.value).isprintable()
    assert len(str(fault.value)) < 400


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/@somebody/1234",
        "https://social.example.org/@somebody@other.example.org/1234",
        "https://registry.example.org/package@1.2.3/file.js",
        "https://registry.example.org/longpackage1234567@1.2.3/file.js",
        "https://archive.example.org/linux-widgets@lists.example.org/msg001.html",
        "https://inbox.example.org/list/widgets@lists.example.org/thread/",
        "https://example.org/lists/widgets10k@lists.example.org/",
        "https://user@example.org/",
        "https://example.org/maps/@48.1,11.5,17z",
        "https://patchwork.example.org/project/widgets/patch/1234/",
        "https://lore.kernel.org/r/a%00b@x",
        "https://lore.kernel.org/r/a%0Ab@x",
        "https://lore.kernel.org/r/" + "9" * 3000 + "@x",
        "http://[::1",
        "not a url",
        "",
    ],
)
def test_an_address_or_package_in_a_url_is_no_message_id(url: str) -> None:
    """A link reader meets every URL there is; only made-up local parts count on strange hosts."""
    assert message_id_in(url) is None


@pytest.mark.parametrize(
    "url",
    [
        "https://mail.example.org/archive/20250106100000.1234-1-ada@example.org/",
        "https://mail.example.org/archive/aBcDeF_gHiJkLmN0@example.org/raw",
        "mid:20250106100000.1234-1-ada@example.org",
        "https://marc.info/?i=20250106100000.1234-1-ada@example.org",
    ],
)
def test_a_made_id_is_found_on_any_host(url: str) -> None:
    """Any public-inbox may hold the mail."""
    assert (message_id_in(url) or "").endswith("@example.org")


@pytest.mark.parametrize("unit", ["a-", "/@", "%40"])
def test_hostile_urls_are_read_in_one_pass(unit: str) -> None:
    """Four times the length takes no more than four times the steps."""
    urls = {size: "https://x/" + unit * size + "@" for size in (150, 600)}
    grows_linearly(lambda size: lambda: message_id_in(urls[size]), 150)


@pytest.mark.parametrize(
    ("page", "name", "server"),
    [
        ("https://patchwork.example.org/patch/12/", "patches/12", ""),
        ("https://patchwork.example.org/cover/12/", "covers/12", ""),
        ("https://patchwork.example.org/series/12/mbox/", "series/12", ""),
        ("https://patchwork.example.org/project/w/list/?series=12&q=a", "series/12", ""),
        ("https://p.example.org/pw/project/w/list/?series=12", "series/12", "/pw"),
        ("https://p.example.org/pw/api/1.3/patches/12/", "patches/12", "/pw"),
        ("https://patchwork.example.org/bundle/mia/next/", "bundle/mia/next", ""),
    ],
)
def test_a_number_of_patchwork_is_a_handle(page: str, name: str, server: str) -> None:
    host = "https://" + page.split("/")[2]
    assert parse_ref(page) == Ref(kind=RefKind.NUMBERED, id=name, server=host + server)


@pytest.mark.parametrize(
    "page",
    ["https://example.org/patch/12/", "https://patchwork.example.org/project/w/list/?page=12"],
)
def test_a_number_of_another_page_is_none(page: str) -> None:
    with pytest.raises(Usage):
        parse_ref(page)
