# SPDX-License-Identifier: GPL-2.0-or-later
"""Several invented works that point at each other, joined as the library joins them."""

from collections.abc import Mapping

from tests.posts import LATE, pool, sent, works
from tracker.model.relations import Kind, Relation
from tracker.model.series import Series
from tracker.relations.find import relate
from tracker.state.dossier import Dossier, compile_dossier
from tracker.state.linked import Linked

PHRASES = {
    Kind.DEPENDS_ON: "This series depends on {}",
    Kind.FOLLOWS: "This is a follow-up to {}",
    Kind.REPLACES: "Supersedes: {}",
    Kind.COMPANION: "Its counterpart is at {}",
    Kind.MENTIONS: "See {}",
}


def url(name: str) -> str:
    return f"https://lore.kernel.org/r/{name}-0@example.org"


def head(name: str) -> str:
    return f"{name}-0@example.org"


def body(*links: tuple[Kind, str]) -> str:
    """A cover's text that points at other works."""
    return "Words.\n\n" + "\n\n".join(PHRASES[kind].format(url(to)) for kind, to in links) + "\n"


class Web:
    """Works by name; ``links`` says what each cover points at."""

    def __init__(
        self,
        links: Mapping[str, list[tuple[Kind, str]]],
        *more: bytes,
        hours: Mapping[str, float] | None = None,
    ) -> None:
        raws = list(more)
        for n, (name, out) in enumerate(links.items()):
            raws += sent(
                name,
                title=f"{name}: Turn {name} alone",
                hours=(hours or {}).get(name, n * 24),
                body=body(*out) if out else "Words.\n",
            )
        self.messages = pool(*raws)
        self.series = {one.id: one for one in works(*raws)}
        self.homes = {m: one.id for one in self.series.values() for m in one.messages}

    def dossier(self, name: str) -> Dossier:
        found = compile_dossier(self.series[head(name)], self.messages, LATE)
        assert found is not None
        return found

    def _known(self, name: str) -> Series | None:
        home = self.homes.get(name)
        return self.series[home] if home else None

    def linked(self, series_id: str) -> tuple[Linked, ...]:
        """What a series points at, then what points at it."""
        out = relate(self.series[series_id], self.messages, self._known)
        found = [self._end(one, one.message_id, "out") for one in out]
        for other in self.series.values():
            if other.id != series_id:
                found += [
                    self._end(one, one.evidence.message_id, "in")
                    for one in relate(other, self.messages, self._known)
                    if self.homes.get(one.message_id or "") == series_id
                ]
        return tuple(found)

    def _end(self, relation: Relation, name: str | None, direction: str) -> Linked:
        home = self._known(name or "")
        other = compile_dossier(home, self.messages, LATE) if home else None
        message = self.messages.get(name or "")
        return Linked(relation=relation, direction=direction, other=other, message=message)


def no_turn(_: Dossier) -> str | None:
    return None
