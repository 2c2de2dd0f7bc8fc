# SPDX-License-Identifier: GPL-2.0-or-later
"""The git repositories in which commits are looked for, as ``tracker doctor`` looks at them."""

from collections import Counter
from collections.abc import Iterator

from tracker.cli.context import CommandContext
from tracker.cli.doctor.findings import Finding
from tracker.errors import TrackerError, Unreachable, Usage
from tracker.landing.tree_sources import MAINLINE, project_of_list, sources_of, telling_names
from tracker.model.repository import RefRole
from tracker.services.repositories import Watched, look_at
from tracker.store.load import Reader

_LISTS = 5
"""Lists that are looked at, those with most series."""
_WORDS = {
    RefRole.MAINLINE: "mainline",
    RefRole.NEXT: "next",
    RefRole.TREE: "tree",
    RefRole.STABLE: "stable",
    RefRole.RELEASE: "release",
    RefRole.CANDIDATE: "candidate",
}


def repositories(context: CommandContext) -> Iterator[Finding]:
    """Each named or configured repository: what it is, how far it was read, how to mend it."""
    named = dict([*context.config.repos, *context.reading.repos])
    if not named:
        mend = "give --repo NAME=PATH, or [repos] in the configuration, to see where patches landed"
        yield Finding(subject="repository", text="none is named", mend=mend)
    try:
        reader = Reader.open(context.paths.database)
    except (TrackerError, OSError):
        reader = None  # The database is told of elsewhere.
    remotes: dict[str, tuple[str, ...]] = {}
    try:
        for name, path in named.items():
            try:
                watched = look_at(name, path, reader)
            except Usage as error:
                mend = f"correct the path of '{name}', or clone it again"
                ours = name in dict(context.config.repos) and name not in dict(
                    context.reading.repos
                )
                subject = "configuration" if ours else "repository"
                yield Finding(subject=subject, text=str(error), mend=mend, fine=False)
            except Unreachable as error:
                mend = f"see what 'git -C {path} fsck' says"
                yield Finding(subject="repository", text=str(error), mend=mend, fine=False)
            else:
                remotes[name] = tuple(url for _, url in watched.state.remotes)
                yield _finding(watched, reader)
        yield from _silent_lists(reader, remotes)
    finally:
        if reader is not None:
            reader.close()


def _silent_lists(reader: Reader | None, remotes: dict[str, tuple[str, ...]]) -> Iterator[Finding]:
    """Yield a hint for each of the busiest lists of which no repository shows what landed."""
    for address in reader.busiest_lists(_LISTS) if reader is not None else ():
        project = project_of_list(address)
        sources = sources_of([address], project)
        # Of a list that no row of the data has, mainline would be a guess.
        if sources[:1] in ((), (MAINLINE,)) or telling_names([address], project, remotes):
            continue
        name = address.partition("@")[0]
        yield Finding(
            subject="landing",
            text=f"no repository shows what landed of {name} without a word",
            mend=f"clone {sources[0].url} and add '{sources[0].name} = PATH' to [repos]",
        )


def _finding(watched: Watched, reader: Reader | None) -> Finding:
    state = watched.state
    kind = "bare" if state.bare else "with a work tree"
    odd = [word for word, true in (("shallow", state.shallow), ("partial", state.partial)) if true]
    text = f"{watched.name} {watched.path}, {', '.join([kind, *odd])}; {_read(watched, reader)}"
    counted = Counter(place.role for place in watched.places)
    places = ", ".join(f"{_WORDS[role]} {counted[role]}" for role in RefRole if counted[role])
    return Finding(
        subject="repository",
        text=f"{text}; branches and tags that count: {places or 'none'}",
        mend=" ".join(_mend(watched)),
    )


def _read(watched: Watched, reader: Reader | None) -> str:
    read_at = reader.repository_read_at(watched.number) if reader and watched.number else None
    if reader is None or read_at is None:
        return "not read yet"
    moved = ", and its branches have moved since" if watched.stale else ""
    count = reader.commit_count(watched.number)
    return f"{count} commits, last read {read_at:%Y-%m-%d %H:%M} UTC{moved}"


def _mend(watched: Watched) -> Iterator[str]:
    if watched.state.shallow:
        yield (
            "It knows nothing before its history was cut:"
            f" 'git -C {watched.path} fetch --unshallow' brings the rest."
        )
    if watched.state.partial:
        yield "Patches are not compared with its diffs: clone it without --filter."
    if not watched.places:
        yield "No branch of it counts: is it still being cloned, or has it only branches of yours?"
