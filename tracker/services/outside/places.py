# SPDX-License-Identifier: GPL-2.0-or-later
"""Which services beside mail may be asked: those of the configuration, and of b4's git settings.

Only the user's own git configuration counts, as for mirrors; a service that a mail names is none.
"""

from tracker.config import Config
from tracker.lazy_dataclass import dataclass
from tracker.sources.git import user_settings

NOT_ASKED = "none"
"""In place of a URL: no Patchwork is asked, whatever git's configuration names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PatchworkPlace:
    """One Patchwork server."""

    url: str
    project: str = ""
    """The project that is asked for; empty for every project that has the patch."""
    key: str = ""
    """The user's token; empty where there is none. Never shown."""
    named_by: str = ""
    """What names it, for ``tracker doctor``: ``configuration`` or ``git config b4.pw-url``."""


def sashiko_url() -> str:
    """Return the sashiko server of git's ``b4.sashiko-url``; empty where none is named."""
    url = dict(user_settings(r"^b4\.sashiko-url$")).get("b4.sashiko-url", "").strip().rstrip("/")
    return url if url.startswith(("http://", "https://")) else ""


def b4_settings(config: Config) -> tuple[str, ...]:
    """Return what is made of b4's and liblore's git settings, a sentence for each that is set."""
    known = dict(user_settings(r"^(b4|lore|liblore)\."))
    said: list[str] = []
    if mask := known.get("b4.midmask", ""):
        server = mask.partition("/%s")[0].rstrip("/")
        if server == config.server.rstrip("/"):
            said.append(f"b4.midmask: {server} is the server that is asked")
        else:
            said.append(
                f'b4.midmask: to ask {server}, write server = "{server}" in the configuration'
            )
    place = patchwork_place(config)
    if "b4.pw-url" in known:
        asked = place is not None and place.named_by.endswith("b4.pw-url")
        said.append(f"b4.pw-url: {'asked for states and checks' if asked else 'not asked'}")
    if sashiko_url():
        said.append("b4.sashiko-url: asked for findings")
    if "b4.listid-preference" in known:
        said.append("b4.listid-preference: of copies of one mail that of the first list is read")
    mirrors = [name for name in known if name.endswith(".fallback")]
    if mirrors:
        said.append(f"{', '.join(mirrors)}: asked before the server itself")
    return tuple(said)


def patchwork_place(config: Config) -> PatchworkPlace | None:
    """Return the Patchwork server that is asked; None where none is named.

    ``b4.pw-key`` goes to the server of ``b4.pw-url`` alone.
    """
    if config.patchwork == NOT_ASKED:
        return None
    known = dict(user_settings(r"^b4\.pw-"))
    theirs = known.get("b4.pw-url", "").strip().rstrip("/")
    url = config.patchwork.rstrip("/") or theirs
    if not url.startswith(("http://", "https://")):
        return None
    same = url == theirs
    return PatchworkPlace(
        url=url,
        project=known.get("b4.pw-project", "").strip() if same else "",
        key=known.get("b4.pw-key", "").strip() if same else "",
        named_by="configuration" if config.patchwork else "git config b4.pw-url",
    )
