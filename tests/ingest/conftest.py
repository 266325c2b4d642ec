"""What tests of retrieval share: a server, and the connector that asks it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import pytest

from sozialraum.declarations import Catalogue
from sozialraum.declarations.source import Portal, Source
from sozialraum.ingest.connector import Answer
from sozialraum.ingest.portal import PortalConnector
from tests.page_server import Server, page_server

Get = Callable[..., list[Answer]]


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")
    with page_server() as served:
        yield served


@pytest.fixture
def get(catalogue: Catalogue) -> Get:
    def retrieve(*sources: Source, **portals: Portal) -> list[Answer]:
        connector = PortalConnector(replace(catalogue, portals=portals), date(2026, 11, 22))
        for source in sources:
            connector.ask_ahead(source, {})
        try:
            return [one for source in sources for one in connector.retrieve(source, {}, print)]
        finally:
            connector.close()

    return retrieve
