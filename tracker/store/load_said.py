"""Reading what a person said about relations."""

from tracker.model.relations import Kind, SaidLink
from tracker.store.reading import ReadOnly
from tracker.store.rows import moment


class SaidReader(ReadOnly):
    """What the user said by hand."""

    def said_links(self) -> tuple[SaidLink, ...]:
        """Relations made or cut by hand, the first said first."""
        found = self._rows(
            "SELECT source, kind, target, note, at, cut FROM said_link"
            " ORDER BY at, source, target, kind"
        )
        return tuple(
            SaidLink(
                source=source,
                kind=None if cut else Kind(kind),
                target=target,
                note=note,
                at=moment(at),
            )
            for source, kind, target, note, at, cut in found
        )
