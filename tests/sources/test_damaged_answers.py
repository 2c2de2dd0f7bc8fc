# SPDX-License-Identifier: GPL-2.0-or-later
"""Every recorded page and answer, damaged: cut, with fields missing, in another form.

Whatever reads it gives what can still be read, or one fault that names the page; what is lost of an
answer that arrives whole is named by its field.
"""

import gzip
import json
import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from email.message import Message
from itertools import cycle
from pathlib import Path

import pytest

from tests.loopback import Reply, served
from tracker.errors import TrackerError
from tracker.model.outside.states import OutsideState, Service
from tracker.sources.cgit import Cgit
from tracker.sources.http import HttpLimits
from tracker.sources.outside.forges import Forge, ForgeRequest
from tracker.sources.outside.patchwork import Patchwork
from tracker.sources.outside.sashiko import Sashiko
from tracker.sources.web_archives.hyperkitty import HyperKitty
from tracker.sources.web_archives.pages import read_page

pytestmark = pytest.mark.archive

NOW = datetime(2025, 8, 1, tzinfo=UTC)
SHARED = Path(os.environ.get("TRACKER_SHARED", ""))
CUTS = 12
SEED = "OKM4LDFF77V63KVLKLCYDECMBATVYRAW"
LOGIN = b'<!DOCTYPE html><html><body><form><input type="password" name="p"></form></body></html>'
LIMITS = HttpLimits(connect=5, read=20, total=30, patience=0, gap=0)
Said = tuple[int, tuple[str, ...]]
"""How many things were read, and the faults."""


class Place:
    """A server that gives one answer to everything."""

    def __init__(self) -> None:
        self.body = b""
        self.port = 0

    def reply(self, path: str, _: Message) -> Reply:
        return Reply(self.body)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@pytest.fixture(scope="module")
def place() -> Iterator[Place]:
    found = Place()
    with served(found.reply) as found.port:
        yield found


def of_page(place: Place) -> Said:
    page = read_page(place.body, place.url)
    return len(page.mails), tuple(f"{place.url}: {one}" for one in page.faults)


def of_thread(place: Place) -> Said:
    with HyperKitty(f"{place.url}/list/a@example.org", LIMITS) as archive:
        return len(archive.thread(SEED).mails) or 1, ()


def of_commit(place: Place) -> Said:
    with Cgit([f"{place.url}/"], LIMITS) as cgit:
        return int(bool(cgit.page(f"{place.url}/x/commit/?id=1", "").commit.id)), ()


def _state(place: Place) -> OutsideState:
    return OutsideState(
        service=Service.PATCHWORK, server=place.url, project="x", message_id="a@example.org",
        number=1, url=place.url, state="new", first_at=NOW, last_at=NOW,
    )  # fmt: skip


def of_patchwork(ask: Callable[[Patchwork, Place], Said]) -> Callable[[Place], Said]:
    def read(place: Place) -> Said:
        with Patchwork(place.url, lambda: NOW, limits=LIMITS) as server:
            return ask(server, place)

    return read


def _states(server: Patchwork, place: Place) -> Said:
    found = server.of_series(1)
    return len(found.states), found.faults


def _checks(server: Patchwork, place: Place) -> Said:
    found = server.checks_of([_state(place)])
    return len(found.checks), found.faults


def of_sashiko(place: Place) -> Said:
    found = Sashiko(place.url, lambda: NOW, LIMITS).of_posting("a@example.org")
    return len(found.checks), found.faults


def of_forge(service: Service) -> Callable[[Place], Said]:
    def read(place: Place) -> Said:
        request = ForgeRequest(service=service, origin=place.url, path="a/b", number="1")
        with Forge(request, lambda: NOW, LIMITS) as forge:
            found = forge.checks_for("a@example.org")
        return len(found.checks), found.faults

    return read


READERS: dict[str, tuple[Callable[[Place], Said], ...]] = {
    ".html": (of_page, of_thread, of_commit),
    ".gz": (of_thread,),
    ".json": (
        of_patchwork(_states),
        of_patchwork(_checks),
        of_patchwork(lambda server, _: (len(server.message_of("series", "1")), ())),
        of_patchwork(lambda server, _: (len(server.message_of("patches", "1")), ())),
        of_patchwork(lambda server, _: (len(server.bundle("mia", "next")), ())),
        of_patchwork(lambda server, _: (len(server.need_project("x")), ())),
        of_sashiko,
        of_forge(Service.GITHUB),
        of_forge(Service.GITLAB),
    ),
}


def said(read: Callable[[Place], Said], place: Place, body: bytes) -> Said:
    """What a reader makes of an answer; any exception that is no fault of ours ends the test."""
    place.body = body
    try:
        return read(place)
    except TrackerError as fault:
        return 0, (str(fault),)


def damaged(whole: bytes) -> Iterator[bytes]:
    """An answer whole, cut short at many places, and in other forms."""
    yield whole
    yield from (whole[: len(whole) * share // CUTS] for share in range(CUTS))
    yield from (whole[:-1], whole + whole, whole[::-1], LOGIN, b"null", b"[null]", b"\0" * 100)
    text = whole.decode("utf-8", "replace")
    yield from (text.encode("utf-16"), text.encode("cp500", "replace"), text.encode("utf-7"))
    yield gzip.compress(whole, mtime=0)
    yield whole.replace(b'class="', b'class="new-').replace(b'": ', b'_new": ')
    yield whole.replace(b"20", b"99999999999999999999").replace(b"<", b"<b><i><b><i>")


def recordings() -> list[Path]:
    found = sorted(SHARED.glob("pages/*/*")) if SHARED.name else []
    return [one for one in found if one.suffix in READERS]


@pytest.mark.parametrize("kind", [".html", ".gz", ".json"])
def test_a_damaged_answer_is_a_fault_that_names_its_page_or_what_can_be_read(
    place: Place, kind: str
) -> None:
    files = [one for one in recordings() if one.suffix == kind]
    assert files, "TRACKER_SHARED has no recordings"
    readers = cycle(READERS[kind])  # Each meets every damage of some file.
    for file in files:
        for body in damaged(file.read_bytes()):
            _, faults = said(next(readers), place, body)
            for fault in faults:
                assert place.url in fault, (file.name, fault)


def keys_of(value: object) -> set[str]:
    """The names of all fields in an answer."""
    if isinstance(value, dict):
        return set(value) | {key for one in value.values() for key in keys_of(one)}
    return {key for one in value for key in keys_of(one)} if isinstance(value, list) else set()


def without(value: object, name: str) -> object:
    """The answer without one field, wherever it stands."""
    if isinstance(value, dict):
        return {key: without(one, name) for key, one in value.items() if key != name}
    return [without(one, name) for one in value] if isinstance(value, list) else value


@pytest.mark.parametrize(
    ("name", "read", "needed"),
    [
        ("patches", of_patchwork(_states), {"id", "msgid", "state"}),
        ("f_series", of_patchwork(_states), {"id", "msgid", "state"}),
        ("checks", of_patchwork(_checks), {"context", "date", "state"}),
    ],
)
def test_a_field_that_is_missing_is_named_and_the_others_are_not_needed(
    place: Place, name: str, read: Callable[[Place], Said], needed: set[str]
) -> None:
    whole = json.loads((SHARED / "pages/patchwork" / f"{name}.json").read_bytes())
    count, faults = said(read, place, json.dumps(whole).encode())
    assert (count > 0, faults) == (True, ())
    for key in keys_of(whole):
        found, lost = said(read, place, json.dumps(without(whole, key)).encode())
        if key in needed:
            assert f"field '{key}'" in lost[0]
        else:
            assert (found, lost) == (count, ()), key


@pytest.mark.parametrize(
    "name", ["commit-info", "commit-subject", ">author<", ">committer<", ">commit<", "oid"]
)
def test_a_part_that_a_commit_page_lacks_is_named(place: Place, name: str) -> None:
    whole = (SHARED / "pages/cgit/commit.html").read_bytes()
    assert said(of_commit, place, whole) == (1, ())
    _, (fault,) = said(of_commit, place, whole.replace(name.encode(), name.encode()[:2]))
    assert f"field '{'commit' if name == 'oid' else name.strip('<>')}'" in fault
