# SPDX-License-Identifier: GPL-2.0-or-later
"""Which page is asked for: only where the user trusts the server, and only a commit's page."""

import pytest

from tracker.landing.page_urls import page_url, trusted

KERNEL = trusted(["https://git.kernel.org"])
ID = "0123456789ab"
SCM = "https://git.kernel.org/pub/scm"


@pytest.mark.parametrize(
    ("link", "url"),
    [
        (
            f"https://git.kernel.org/acme/widget/c/{ID}",
            f"https://git.kernel.org/acme/widget/c/{ID}",
        ),
        (f"http://git.kernel.org/riscv/c/{ID}", f"https://git.kernel.org/riscv/c/{ID}"),
        (f"https://git.kernel.org/tip/{ID}", f"https://git.kernel.org/tip/{ID}"),
        (f"{SCM}/acme/widget.git/commit/?id={ID}", f"{SCM}/acme/widget.git/commit/?id={ID}"),
        (f"{SCM}/acme/widget.git/commit/?h=a/b&id={ID}", f"{SCM}/acme/widget.git/commit/?id={ID}"),
        (f"{SCM}/acme/widget.git/?id={ID}", f"{SCM}/acme/widget.git/commit/?id={ID}"),
        (f"{SCM}/acme/widget.git/patch/?id={ID}", f"{SCM}/acme/widget.git/commit/?id={ID}"),
    ],
)
def test_the_link_of_a_notice_leads_to_the_page(link: str, url: str) -> None:
    assert page_url(ID, link, None, KERNEL) == url


@pytest.mark.parametrize(
    "link",
    [
        f"https://git.kernel.org.example.org/acme/c/{ID}",
        f"https://git.example.org/acme/c/{ID}",
        f"https://user@git.kernel.org/acme/c/{ID}",
        f"https://git.kernel.org/../../c/{ID}",
        f"https://git.kernel.org/acme/../c/{ID}",
        f"https://git.kernel.org//example.org/c/{ID}",
        f"https://git.kernel.org/a%2fb/c/{ID}",
        f"https://git.kernel.org/acme/c/{ID}?x=1",
        f"https://git.kernel.org/acme/snapshot/{ID}.tar.gz",
        f"{SCM}/acme/widget.git/log/?id={ID}",
        f"{SCM}/acme/widget.git/commit/?h={ID}",
        f"https://git.kernel.org/acme/c/{'e' * 12}",
        f"file://git.kernel.org/acme/c/{ID}",
        f"javascript:https://git.kernel.org/acme/c/{ID}",
        "",
    ],
)
def test_no_other_link_is_asked(link: str) -> None:
    assert page_url(ID, link, None, KERNEL) is None


@pytest.mark.parametrize(
    ("tree", "url"),
    [
        ("torvalds/linux.git", f"{SCM}/linux/kernel/git/torvalds/linux.git/commit/?id={ID}"),
        ("linux-next", f"{SCM}/linux/kernel/git/next/linux-next.git/commit/?id={ID}"),
        ("git://git.kernel.org/pub/scm/a/b.git", f"{SCM}/a/b.git/commit/?id={ID}"),
        ("https://git.kernel.org/pub/scm/a/b.git/", f"{SCM}/a/b.git/commit/?id={ID}"),
        ("next", None),
        ("acme/widget.git", None),
        ("https://git.example.org/a/b.git", None),
        ("git@git.kernel.org:a/b.git", None),
        ("", None),
    ],
)
def test_a_tree_leads_to_the_page_where_its_home_is_known(tree: str, url: str | None) -> None:
    assert page_url(ID, None, tree, KERNEL) == url


def test_a_server_of_ones_own_counts_below_its_prefix_alone() -> None:
    own = trusted(["http://cgit.example.org/git"])
    assert own == ("http://cgit.example.org/git/",)
    assert page_url(ID, f"http://cgit.example.org/git/w/c/{ID}", None, own) is not None
    assert page_url(ID, f"http://cgit.example.org/gitolite/w/c/{ID}", None, own) is None
    assert page_url(ID, f"https://git.kernel.org/acme/c/{ID}", None, own) is None
    assert page_url(ID, f"https://git.kernel.org/acme/c/{ID}", None, ()) is None


def test_a_long_link_costs_no_time() -> None:
    for link in (
        "https://git.kernel.org/" + "a/" * 200_000,
        "https://git.kernel.org/a?" + "&" * 9999,
    ):
        assert page_url(ID, link, None, KERNEL) is None
