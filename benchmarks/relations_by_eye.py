# SPDX-License-Identifier: GPL-2.0-or-later
"""Draw relations at random from an indexed archive, to be checked by reading the mail.

    python -m benchmarks.relations_by_eye DATABASE [--seed N] [--draw N] [--as-of DATE]

Prints how many series join another work, by which rules, and what readiness makes of them; then
the relations drawn, each with the words that it was read from. docs/decisions/ has what was found.
"""

import argparse
import random
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from tracker.model.relations import Kind, Relation
from tracker.model.terminal_text import clean
from tracker.services.library import Library
from tracker.store.load import Reader

KINDS = (Kind.DEPENDS_ON, Kind.FOLLOWS, Kind.REPLACES, Kind.COMPANION)
"""Those that join works of different authors, lists and projects."""
Edge = tuple[str, str, Relation]


def main() -> None:
    """Print the counts and the drawn relations."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("database", type=Path)
    words.add_argument("--seed", type=int, default=20)
    words.add_argument("--draw", type=int, default=50)
    words.add_argument("--as-of", type=datetime.fromisoformat, default=datetime.now(UTC))
    asked = words.parse_args()
    reader = Reader.open(asked.database)
    if reader is None:
        words.error(f"{asked.database} is no database; run 'tracker index' first")
    with reader:
        library = Library(reader, asked.as_of.replace(tzinfo=UTC))
        library.load_ahead(library.all())
        names = [name for name in sorted(library.all()) if library.dossier(name) is not None]
        edges = [edge for name in names for edge in edges_of(library, name)]
        tell_counts(library, names, edges)
        some = random.Random(asked.seed).sample(edges, min(asked.draw, len(edges)))
        for number, edge in enumerate(some, 1):
            tell(library, number, edge)


def edges_of(library: Library, name: str) -> list[Edge]:
    """The works that a series joins, each kind and end once, by its surest relation."""
    best: dict[tuple[Kind, str], Relation] = {}
    for one in library.outgoing(name):
        home = library.home(one.message_id) if one.message_id else None
        end = home or one.message_id or one.url
        held = best.get((one.kind, end))
        if one.kind in KINDS and end != name and (not held or held.confidence < one.confidence):
            best[one.kind, end] = one
    return [(name, end, one) for (_, end), one in sorted(best.items())]


def tell_counts(library: Library, names: list[str], edges: list[Edge]) -> None:
    """How many series join how many works, and how ready they are."""
    print(f"{len(names)} series, {len({name for name, _, _ in edges})} with {len(edges)} edges")
    kinds = Counter(one.kind.value for _, _, one in edges)
    rules = Counter(one.evidence.rule for _, _, one in edges)
    for counts in (kinds, rules):
        print("  ".join(f"{word} {count}" for word, count in counts.most_common()))
    told = [library.readiness(name) for name in names]
    print("ready, unblocked:", Counter((one.ready, one.unblocked) for one in told).most_common())
    print("half-landed:", len({half for one in told for half in one.half_landed}))


def tell(library: Library, number: int, edge: Edge) -> None:
    """One relation with its words."""
    name, end, one = edge
    print(f"\n{number}. {one.kind} {one.confidence} ({one.evidence.rule})")
    print(f"   {clean(library.series(name).newest.title)}")
    print(f"   in <{clean(one.evidence.message_id or '')}> line {one.evidence.line}")
    title = library.series(end).newest.title if library.home(end) else ""
    print(f"   of {clean(one.url)} {clean(title)}")
    print(f"   {clean(one.evidence.quote)}")


if __name__ == "__main__":
    main()
