# SPDX-License-Identifier: GPL-2.0-or-later
"""What the user's git configuration says about a public-inbox server, as liblore reads it.

``[liblore "<origin>"]`` with ``fallback``, ``requesttimeout`` and ``useragentplus``; for
lore.kernel.org also ``[lore]``. ``LoreNode.from_git_config`` would ask the configuration of the
repository in the current folder too, which a stranger may have written; here only the user's own
file counts.
"""

from urllib.parse import urlsplit

from tracker.lazy_dataclass import dataclass
from tracker.sources.git import user_settings

_MOST_LISTS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Mirrors:
    """How to reach a server."""

    fallbacks: tuple[str, ...] = ()
    """Origins that are asked before the server itself, in this order."""
    timeout: tuple[float, float] | None = None
    """Seconds to connect and to wait for a piece of an answer."""
    prefer: tuple[str, ...] = ()
    """List-Ids, with ``*``, of which the first that a copy bears makes it the one that is read."""
    agent_plus: str = ""
    """What the server's operator knows this installation by."""


def mirrors_of(url: str) -> Mirrors:
    """Return what is configured for the server of this URL."""
    parts = urlsplit(url)
    entries = user_settings(r"^(lib)?lore\.")
    section = f"liblore.{parts.scheme}://{parts.netloc}."
    own = [(name[len(section) :], value) for name, value in entries if name.startswith(section)]
    if not own and parts.netloc == "lore.kernel.org":
        old = [(name.partition("."), value) for name, value in entries]
        own = [(key, value) for (head, _, key), value in old if head == "lore"]
    known = dict(own)
    b4 = dict(user_settings(r"^b4\.listid-preference$"))
    wanted = b4.get("b4.listid-preference", "").replace(" ", ",").split(",")
    return Mirrors(
        fallbacks=tuple(value.rstrip("/") for name, value in own if name == "fallback"),
        prefer=tuple(one for one in wanted if one)[:_MOST_LISTS],
        timeout=_times(known.get("requesttimeout", "")),
        agent_plus="".join(
            one for one in known.get("useragentplus", "") if one.isalnum() or one in "-._"
        ),
    )


def _times(text: str) -> tuple[float, float] | None:
    connect, _, read = text.partition(",")
    try:
        times = float(connect), float(read or connect)
    except ValueError:
        return None
    return times if all(0 < one < 3600 for one in times) else None
