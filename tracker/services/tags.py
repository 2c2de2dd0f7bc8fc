"""Whether a series is in a tag: asked of git itself, so that any tag will do."""

from tracker.errors import NotFound
from tracker.services.library import Library
from tracker.state.checks import Held, held_commits, landed_revision


def landed_in(library: Library, name: str, tag: str) -> bool:
    """Whether a tag contains every patch of a series, as ``git tag --contains`` would say.

    A patch whose revert the tag contains too is not in it. Raises NotFound where no repository
    is named, or none of them has the tag.
    """
    found = library.repositories
    if found is None:
        raise NotFound("no repository is named; give --repo NAME=PATH")
    knowing = [one for one in found.names if found.has_tag(one, tag)]
    if not knowing:
        raise NotFound(f"no tag '{tag}' in {', '.join(found.names)}")
    dossier = library.needed(name)
    revision = landed_revision(dossier)
    patches = [held_commits(dossier.landings.get(one.message_id)) for one in revision.patches]
    if revision.missing or not patches:
        return False

    def inside(held: Held) -> bool:
        return held.repository in knowing and found.in_tag(held.repository, tag, held.commit)

    return all(_stands([held for held in one if inside(held)]) for one in patches)


def _stands(inside: list[Held]) -> bool:
    """Whether the last of a patch's commits in a tag put it in."""
    return bool(inside) and not max(inside, key=lambda one: one.date).back
