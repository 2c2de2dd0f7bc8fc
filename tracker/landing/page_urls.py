# SPDX-License-Identifier: GPL-2.0-or-later
"""Which page tells of a commit that a notice names, and what a page that came is worth.

Shapes of links to commits, as patchwork-bot, b4 and tip-bot2 write them: git.kernel.org's short
``/bpf/bpf-next/c/ID`` and ``/tip/ID``, cgit's own ``.../commit/?id=ID``, and gitweb's old
``.../bluez.git/?id=ID``, which shows no commit any more. Nothing but the path and the id is taken
from a link, and only on a server that the user trusts.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from tracker.landing.commits import read_commit
from tracker.landing.trees import find_tree
from tracker.lazy_dataclass import dataclass, replace
from tracker.mail.diffs.patchid import patch_id
from tracker.model.landing import Landing, Proof
from tracker.model.repository import Commit, RawCommit

_MAX_URL = 500
_NAME = r"[A-Za-z0-9_~][A-Za-z0-9._~+-]{0,99}"
_PATH = rf"(?:{_NAME}/){{0,12}}"
_SHORT = re.compile(rf"({_PATH}c|tip)/([0-9a-f]{{7,64}})/?")
_LONG = re.compile(rf"({_PATH})(?:commit|patch)?\?(?:[^#]{{0,200}}[&;])?id=([0-9a-f]{{7,64}})\b.*")
_TREE = re.compile(rf"({_PATH}{_NAME}\.git)/?")
_SCHEME = re.compile(r"(?:https?|git|ssh)://")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A commit that a notice names, and where its page is."""

    digits: str
    url: str


def wanted_pages(landings: Mapping[str, Landing], prefixes: Sequence[str]) -> tuple[Wanted, ...]:
    """The pages that could bear out what nothing but a notice says."""
    found = (
        Wanted(rung.commit, url)
        for landing in landings.values()
        for rung in landing.rungs
        if rung.commit and rung.evidence.repository is None and Proof.PAGE not in rung.proofs
        if (url := page_url(rung.commit, rung.evidence.url, rung.tree, prefixes))
    )
    return tuple({one.digits: one for one in found}.values())


def page_url(
    digits: str, link: str | None, tree: str | None, prefixes: Iterable[str]
) -> str | None:
    """Where the page of a commit is: by the link of a notice, else by the tree that it names.

    None where neither leads to a trusted server.
    """
    for prefix in prefixes:
        for path in (
            *_of_link(link or "", prefix, digits),
            *_page_url_of_tree(tree or "", prefix, digits),
        ):
            return prefix + path
    return None


def trusted(prefixes: Iterable[str]) -> tuple[str, ...]:
    """Starts of URLs with a slash at the end, so that none is the start of another host's name."""
    return tuple(dict.fromkeys(f"{one.rstrip('/')}/" for one in prefixes))


def _page_url_below(url: str, prefix: str) -> str | None:
    """What follows the prefix in a URL, whatever the scheme; None for another server."""
    place = _SCHEME.sub("", url[:_MAX_URL], count=1)
    start = _SCHEME.sub("", prefix, count=1)
    return place.removeprefix(start) if place.lower().startswith(start.lower()) else None


def _of_link(link: str, prefix: str, digits: str) -> Iterator[str]:
    path = _page_url_below(link, prefix)
    if path is None:
        return
    if (match := _SHORT.fullmatch(path)) and match[2].startswith(digits):
        yield f"{match[1]}/{match[2]}"
    elif (match := _LONG.fullmatch(path)) and match[2].startswith(digits):
        home = match[1].removesuffix("commit/").removesuffix("patch/")
        if home != match[1] or home.endswith(".git/"):
            yield f"{home}commit/?id={match[2]}"


def _page_url_of_tree(tree: str, prefix: str, digits: str) -> Iterator[str]:
    # A bare "next" is a branch of the maintainer's own as often as linux-next.
    known = find_tree(tree) if "/" in tree or tree == "linux-next" else None
    path = _page_url_below(known.home if known else tree, prefix)
    if path is not None and (match := _TREE.fullmatch(path)):
        yield f"{match[1]}/commit/?id={digits}"


def read_page(raw: RawCommit, diff: Sequence[str] | None) -> Commit:
    """The commit that a page shows, with the patch-id of its text form.

    The server finds no renames where the sender's git did: of a diff that takes a file away and
    adds another nothing can be told.
    """
    commit = read_commit(raw)
    if diff is None or raw.patch_id is not None:
        return commit
    moved = any(one.startswith("deleted file mode") for one in diff) and any(
        one.startswith("new file mode") for one in diff
    )
    return commit if moved else replace(commit, patch_id=patch_id(diff))
