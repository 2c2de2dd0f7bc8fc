# SPDX-License-Identifier: GPL-2.0-or-later
"""Compare what mails say of a landing with what a repository shows, series by series.

    TRACKER_HOME=HOME python -m benchmarks.landing_verdicts NAME=REPOSITORY [--draw 300] [--seed a]

HOME holds an indexed archive. Each drawn series is judged twice, by its mails alone and with the
repository; the differences are printed with what explains them, the counts last.
"""

import argparse
import random
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from tracker.model.landing import StepName
from tracker.model.status import LANDED
from tracker.paths import find_paths
from tracker.services.commits import CommitOccurrences
from tracker.services.library import Library
from tracker.services.repositories import look_at, read_new
from tracker.state.dossier import Dossier
from tracker.store.load import Reader


def now() -> datetime:
    """Return the clock."""
    return datetime.now(UTC)


def opened(database: Path) -> Reader:
    """Return the database. Raises SystemExit where there is none."""
    reader = Reader.open(database)
    if reader is None:
        raise SystemExit(f"{database} is not there; index an archive first")
    return reader


def cause(said: Dossier, shown: Dossier) -> str:
    """Return what explains that the two verdicts differ."""
    steps = [step for one in shown.landings.values() for step in one.rungs]
    held = [step for step in steps if step.evidence.repository]
    if said.standing.stage in LANDED and not held:
        last = said.last.year
        return f"said, no commit: another tree, rewritten, or before the clone ({last})"
    if any(step.rung is StepName.REVERTED for step in held):
        return "committed and reverted"
    heard = any(one.notices for one in shown.messages.values())
    believed = any(one.notices for one in said.believed.values())
    if held and heard and not believed:
        return "committed; the word is of somebody who is not believed"
    if held and not heard:
        return "committed without a word"
    if held and shown.standing.stage in LANDED:
        return "committed; the words name a part, a doubt or another posting"
    return "committed in part"


def main() -> None:
    """Print the differences and the counts."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("repository")
    options.add_argument("--draw", type=int, default=300)
    options.add_argument("--seed", default="a")
    given = options.parse_args()
    name, _, place = given.repository.partition("=")
    database = find_paths().database
    with opened(database) as reader:
        watched = look_at(name, Path(place), reader)
    if watched.stale:
        for _ in read_new(database, watched, now):
            pass
    with opened(database) as reader:
        watched = look_at(name, Path(place), reader)
        moment = now()
        alone = Library(reader, moment)
        both = Library(reader, moment, CommitOccurrences(reader, [watched], moment))
        drawn = sorted(one.id for one in reader.all_series())
        random.Random(given.seed).shuffle(drawn)
        counts: Counter[str] = Counter()
        for one in drawn[: given.draw]:
            said, shown = alone.dossier(one), both.dossier(one)
            if said is None or shown is None:
                continue
            first, second = said.standing.stage in LANDED, shown.standing.stage in LANDED
            committed = any(s.evidence.repository for x in shown.landings.values() for s in x.rungs)
            if first and committed:
                counts["both say it landed"] += 1
            elif not first and not second and not committed:
                counts["neither says so"] += 1
            else:
                why = cause(said, shown)
                counts[why] += 1
                print(f"{one}\t{said.standing.stage.value}\t{shown.standing.stage.value}\t{why}")
    for why, count in counts.most_common():
        print(f"{count:5} {why}")


if __name__ == "__main__":
    main()
