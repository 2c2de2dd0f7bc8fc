# SPDX-License-Identifier: GPL-2.0-or-later
"""The doors by which mail and facts come in: which are open, and the line that opens each other."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from tracker.cli.context import CommandContext
from tracker.cli.doctor.findings import Finding
from tracker.errors import TrackerError


def doors(context: CommandContext) -> Iterator[Finding]:
    """Yield each door, open or with the line that opens it; none of them is asked."""
    config = context.config
    yield _door("web archives", "HyperKitty URLs, saved pages and pasted text are handles")
    yield _door(
        "archives of lists",
        f"{len(config.servers)} lists have their own" if config.servers else "",
        'write under [servers] in the configuration: "LIST@HOST" = "https://HOST/LIST"',
    )
    yield _mirrors(context)
    yield _patchwork(context)
    yield _sashiko()
    yield _b4()
    yield from _programs()
    yield _door(
        "checks at forges",
        f"asked for requests below {', '.join(config.forges)}" if config.forges else "",
        'write in the configuration: forges = ["https://github.com/OWNER/"]',
    )
    there = [name for name, path in config.repos if _is_repository(path)]
    count = f"{len(there)} {'repository is' if len(there) == 1 else 'repositories are'} read"
    yield _door(
        "commits",
        count if there else "",
        'write under [repos] in the configuration: linux = "~/src/linux"',
    )
    yield _door(
        "commit pages",
        f"asked at {', '.join(config.pages)}" if config.pages else "",
        'write in the configuration: pages = ["https://git.kernel.org/"]',
    )
    owned = config.maintainers is not None or bool(there)
    yield _door(
        "MAINTAINERS",
        f"read from {config.maintainers or 'the repositories'}" if owned else "",
        'write in the configuration: maintainers = "~/src/linux/MAINTAINERS"',
    )
    yield _door(
        "signatures",
        "keys are asked for in the DNS" if config.dkim else "",
        "write in the configuration: dkim = true",
    )


def _is_repository(path: Path) -> bool:
    """Return whether a repository is where the configuration has it; what is in it is not asked."""
    from tracker.sources.repository import open_repository

    try:
        open_repository(path)
    except TrackerError:
        return False
    return True


_BRINGS = {
    "archives of lists": "what the server of all does not hold",
    "mirrors": "whole lists, read without a network",
    "Patchwork": "states, delegates and checks that maintainers keep",
    "sashiko": "what its reviews found",
    "b4 review": "what you track there",
    "notmuch": "mail by a query of yours",
    "lei": "mail by a query of yours",
    "checks at forges": "CI of the pull request that a series was made from",
    "commits": "where patches landed, proved by your clones",
    "commit pages": "where patches landed, by cgit",
    "MAINTAINERS": "whose turn it is, by name",
    "signatures": "whether mail is from who it says",
}
"""What a door brings, for somebody who reads that it is not set up."""


def _door(name: str, how: str, opens: str = "") -> Finding:
    """Return a door that is open, or not set up with what it would bring and what opens it."""
    text = f"{name}: {how or f'not set up ({_BRINGS[name]})'}"
    return Finding(subject="door", text=text, mend="" if how else opens)


def _mirrors(context: CommandContext) -> Finding:
    from tracker.sources.list_mirror import mirrored

    found = mirrored(context.paths.mirrors)
    how = f"{len(found)} lists are kept over git" if found else ""
    return _door("mirrors", how, "tracker index --mirror https://lore.kernel.org/LIST")


def _patchwork(context: CommandContext) -> Finding:
    from tracker.services.outside.places import patchwork_place

    place = patchwork_place(context.config)
    how = ""
    if place is not None:
        only = f", project {place.project}" if place.project else ""
        how = f"{place.url} is asked ({place.named_by}{only})"
    opens = "git config --global b4.pw-url https://patchwork.kernel.org"
    return _door("Patchwork", how, opens)


def _sashiko() -> Finding:
    from tracker.services.outside.places import sashiko_url

    url = sashiko_url()
    opens = "git config --global b4.sashiko-url https://sashiko.dev"
    return _door("sashiko", f"{url} is asked for findings" if url else "", opens)


def _b4() -> Finding:
    from tracker.sources.outside.b4_tracking import b4_databases

    found = b4_databases()
    how = f"{len(found)} projects of b4 review can be taken over: tracker import b4"
    return _door("b4 review", how if found else "", "b4 review enroll, in a repository")


def _programs() -> Iterator[Finding]:
    uses = {
        "notmuch": "tracker track --from-notmuch QUERY",
        "lei": "lei q -f mboxrd QUERY | tracker track -",
    }
    for name, use in uses.items():
        there = use if shutil.which(name) else ""
        yield _door(name, there, f"install {name}, then {use}")
