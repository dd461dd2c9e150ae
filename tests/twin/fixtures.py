"""The fixtures of the twin: `twin`, one front with an empty log a test; `twin_with`, a twin whose items say something else."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest

from twin.entities import Entities, changed, load_entities
from twin.front import Front, serve
from twin.served import served
from twin.servers import OXIGRAPH, oxigraph

Changes = Mapping[str, Mapping[str, list[Any]] | None]


@pytest.fixture(scope="session")
def twin_entities() -> Entities:
    """Return the items of the twin; only read them."""
    return load_entities()


@pytest.fixture(scope="session")
def twin_store(twin_entities: Entities, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the items from a real Oxigraph; give the address of its queries."""
    if not OXIGRAPH.exists():
        pytest.skip("the Oxigraph server is not installed")
    with oxigraph(served(twin_entities), tmp_path_factory.mktemp("twin")) as url:
        yield url


@pytest.fixture
def twin(twin_store: str, twin_entities: Entities) -> Iterator[Front]:
    """Return the twin of Wikidata: `twin.sparql`, `twin.api`, `twin.reconciliation("0.2")`, `twin.fail(...)`, `twin.asked()`."""
    with serve(twin_store, twin_entities) as front:
        yield front


@pytest.fixture
def twin_with(
    twin_entities: Entities, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[Changes], Front]]:
    """Return a function that starts a twin some of whose claims are others, such as `{"Q929647": {"P577": ["1986"]}}`."""
    if not OXIGRAPH.exists():
        pytest.skip("the Oxigraph server is not installed")
    with contextlib.ExitStack() as stack:

        def start(changes: Changes) -> Front:
            entities = changed(twin_entities, changes)
            upstream = stack.enter_context(oxigraph(served(entities), tmp_path_factory.mktemp("twin")))
            return stack.enter_context(serve(upstream, entities))

        yield start
