"""Fixtures for the whole tree."""

from collections.abc import Iterator

import pytest

from tests.servers import THREADS, PublicInbox, inbox_of


@pytest.fixture(scope="session")
def lore_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PublicInbox]:
    """A real public-inbox server of the invented threads; tests that use it are marked server."""
    with inbox_of(THREADS, tmp_path_factory.mktemp("lore")) as server:
        yield server
