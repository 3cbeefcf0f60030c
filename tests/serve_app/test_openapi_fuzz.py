"""What schemathesis makes of the document: each edge of each schema, and some of everything else.

Whatever is sent, the answer is one that the document describes, and never a server's error.
"""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import requests
import schemathesis
from http_exchange import Serve, Served
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
)

from serve_app.openapi import document

pytestmark = pytest.mark.anyio

RANDOM_CASES = 8  # of each operation and mode
MODELS = (
    {"name": "demo", "options": ["text:a b"]},
    {"name": "vectors", "embeddings": True},
    {"name": "ranks", "reranking": True},
)
CHECKS = [not_a_server_error, content_type_conformance, response_schema_conformance]
SCHEMA = schemathesis.openapi.from_dict(document())
OPERATIONS = {
    f"{each.method}-{each.path}": each for each in (r.ok() for r in SCHEMA.get_all_operations())
}
Case = schemathesis.Case


def edge_cases(operation: Any) -> Iterator[Case]:
    """What is just allowed, and just not; the same each time."""
    return SCHEMA.iter_coverage_cases(
        operation,
        generation_modes=[*GenerationMode],
        generation_config=SCHEMA.config.generation,
    )


def random_cases(operation: Any, mode: GenerationMode) -> list[Case]:
    """The same each time; none where nothing can be wrong."""
    cases: list[Case] = []

    @settings(
        max_examples=RANDOM_CASES,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=[*HealthCheck],
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def collect(case: Case) -> None:
        cases.append(case)

    try:
        collect()
    except Unsatisfiable:
        assert mode is GenerationMode.NEGATIVE
    return cases


async def send(served: Served, case: Case) -> httpx.Response:
    told = case.as_transport_kwargs(base_url="http://shoal")
    prepared = requests.Request(**told).prepare()
    assert prepared.method is not None
    assert prepared.url is not None
    body: Any = prepared.body
    return await served.client.request(
        prepared.method, prepared.url, headers=dict(prepared.headers), content=body
    )


@pytest.mark.parametrize("operation", OPERATIONS.values(), ids=OPERATIONS)
async def test_whatever_the_schemas_allow_or_not(serve: Serve, operation: Any) -> None:
    served = serve(*MODELS)
    background = {"input": "Hi", "model": "demo", "background": True}
    made = (await served.post("/v1/responses", background)).json()
    there_is = {"id": made["id"], "name": "demo"}
    cases = [*edge_cases(operation)]
    for mode in GenerationMode:
        cases += random_cases(operation, mode)
    statuses = set()
    for number, case in enumerate(cases):
        if number % 2:
            case.path_parameters |= {name: there_is[name] for name in case.path_parameters}
        response = await send(served, case)
        statuses.add(response.status_code)
        if response.status_code in (404, 405):
            assert response.json()["error"]["message"]
        else:
            case.validate_response(response, checks=CHECKS)
    assert 200 in statuses
    assert served.stats("demo").running == 0
