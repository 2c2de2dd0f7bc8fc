# SPDX-License-Identifier: GPL-2.0-or-later
"""Handles that another service numbers: a patch, series, cover letter or bundle of Patchwork."""

from typing import TYPE_CHECKING

from tracker.errors import Ambiguous, NotFound
from tracker.lazy_patterns import lazy_pattern

if TYPE_CHECKING:
    from tracker.mail.refs import Ref
    from tracker.services.session.session import Session

_MOST_NAMED = 10
_SHORT = lazy_pattern(r"(patch|cover|series)/(\d{1,9})/?(?:[#?].{0,200})?")
_COLLECTION = {"patch": "patches", "cover": "covers", "series": "series"}


def mail_numbered(session: "Session", ref: "Ref") -> str:
    """Return the mail behind a number: as it was seen before, else as the typed server says.

    Raises NotFound; Ambiguous for a bundle of several series; Refused, Unreachable, Cancelled.
    """
    assert ref.server is not None
    kind, _, name = ref.id.partition("/")
    found = _seen_before(session, ref.server, kind, name)
    if not found and session.server is not None:
        from tracker.services.outside.places import patchwork_place
        from tracker.sources.outside.patchwork import Patchwork

        place = patchwork_place(session.config)
        key = place.key if place is not None and place.url == ref.server else ""
        with Patchwork(ref.server, session.clock, key=key) as server:
            if kind == "bundle":
                found = server.bundle(*name.split("/", 1))
            else:
                found = server.message_of(kind, name)
    if not found:
        raise NotFound(f"{ref.server} numbers it {name}; no cached mail is known by that number")
    if kind == "bundle":
        _need_one_series(session, found, name)
    return found[0]


def numbered_here(session: "Session", handle: str) -> "Ref | None":
    """Return the number in a URL of the Patchwork that is asked, whatever its host is called."""
    from tracker.mail.refs import Ref, RefKind
    from tracker.services.outside.places import patchwork_place

    place = patchwork_place(session.config)
    if place is None or not handle.startswith(f"{place.url}/"):
        return None
    found = _SHORT.fullmatch(handle, len(place.url) + 1)
    if found is None:
        return None
    name = f"{_COLLECTION[found[1]]}/{int(found[2])}"
    return Ref(kind=RefKind.NUMBERED, id=name, server=place.url)


def _seen_before(session: "Session", server: str, kind: str, name: str) -> tuple[str, ...]:
    from tracker.store.load import Reader

    reader = Reader.open(session.paths.database)
    if reader is None or not name.isdigit():
        return ()
    with reader:
        return reader.ids_numbered(server, kind, int(name))


def _need_one_series(session: "Session", found: tuple[str, ...], name: str) -> None:
    """Raise Ambiguous where the patches of a bundle are not known to be of one series."""
    from tracker.store.load import Reader

    reader = Reader.open(session.paths.database)
    homes = dict.fromkeys(found)
    if reader is not None:
        with reader:
            homes = dict.fromkeys(reader.series_of(one) or one for one in found)
    if len(homes) > 1:
        lines = "".join(f"\n  <{one}>" for one in list(homes)[:_MOST_NAMED])
        more = "\n  and more" if len(homes) > _MOST_NAMED else ""
        raise Ambiguous(f"the bundle {name} holds patches of several series:{lines}{more}")
