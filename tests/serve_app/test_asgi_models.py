"""Which model answers over HTTP, and who may ask."""

from typing import Any

import pytest
from http_exchange import CHAT, COMPLETIONS, Exchange, Serve, chat, refusal

from serve_app.listing import Listing, ModelEntry

pytestmark = pytest.mark.anyio

TWO = ({"name": "fox"}, {"name": "org/wolf:1"})


async def answering(serve: Serve, path: str, body: dict[str, Any], **headers: str) -> str:
    response = await serve(*TWO).post(path, body, **headers)
    assert response.status_code == 200
    return str(response.json()["model"])


async def test_the_body_names_the_model(serve: Serve) -> None:
    assert await answering(serve, CHAT, chat(model="org/wolf:1")) == "org/wolf:1"
    assert await answering(serve, COMPLETIONS, {"prompt": "Hi", "model": "fox"}) == "fox"


async def test_the_query_names_the_model(serve: Serve) -> None:
    assert await answering(serve, f"{CHAT}?model=org/wolf:1", chat()) == "org/wolf:1"
    assert await answering(serve, f"{CHAT}?model=org/wolf:1", chat(model="fox")) == "fox"


async def test_the_bearer_token_names_the_model(serve: Serve) -> None:
    assert await answering(serve, CHAT, chat(), authorization="Bearer fox") == "fox"
    assert await answering(serve, CHAT, chat(), authorization="bearer  org/wolf:1 ") == "org/wolf:1"


@pytest.mark.parametrize("authorization", ["Basic fox", "fox", "Bearer", "Bearer sk-123"])
async def test_no_other_header_names_a_model(serve: Serve, authorization: str) -> None:
    response = await serve(*TWO).post(CHAT, chat(), authorization=authorization)
    assert refusal(response) == (400, "model", "model_required")
    assert "fox, org/wolf:1" in response.json()["error"]["message"]


async def test_a_token_is_a_key_where_there_are_keys(serve: Serve) -> None:
    served = serve(*TWO, api_keys=["fox"])
    response = await served.post(CHAT, chat(), authorization="Bearer fox")
    assert refusal(response) == (400, "model", "model_required")


async def test_an_unknown_model(serve: Serve) -> None:
    response = await serve(*TWO).post(CHAT, chat(model="bear"))
    assert refusal(response) == (404, "model", "model_not_found")
    assert "fox, org/wolf:1" in response.json()["error"]["message"]


async def test_the_only_model_answers_to_any_name_unless_strict(serve: Serve) -> None:
    assert (await serve().post(CHAT, chat(model="gpt-4"))).json()["model"] == "fox"
    strict = serve(strict_model_names=True)
    assert refusal(await strict.post(CHAT, chat(model="gpt-4")))[0] == 404
    assert (await strict.post(CHAT, chat())).status_code == 200


async def test_a_failed_model_says_why(serve: Serve) -> None:
    served = serve()
    failed = ModelEntry("broken", "failed", reason="no file 'x.gguf'")
    await served.models.update(Listing(2, (failed, *served.models.listing.models)))
    response = await served.post(CHAT, chat(model="broken"))
    assert refusal(response) == (503, "model", "model_failed")
    assert "no file 'x.gguf'" in response.json()["error"]["message"]
    assert "retry-after" not in response.headers


async def test_a_disabled_model(serve: Serve) -> None:
    served = serve()
    disabled = ModelEntry("off", "disabled", capabilities=frozenset({"chat"}))
    await served.models.update(Listing(2, (disabled, *served.models.listing.models)))
    response = await served.post(CHAT, chat(model="off"))
    assert refusal(response) == (403, "model", "model_disabled")


# --- Keys --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"authorization": "Bearer wrong"},
        {"authorization": "Bearer "},
        {"authorization": "Basic secret"},
        {"x_api_key": "secre"},
        {"x_api_key": "secret2"},
    ],
)
@pytest.mark.parametrize("path", ["/v1/models", "/models", "/version", "/nowhere"])
async def test_no_way_in_without_a_key(serve: Serve, path: str, headers: dict[str, str]) -> None:
    response = await serve(api_keys=["secret"]).get(path, **headers)
    assert refusal(response) == (401, None, "invalid_api_key")
    assert response.headers["www-authenticate"] == "Bearer"


async def test_no_generation_without_a_key(serve: Serve) -> None:
    served = serve(api_keys=["secret"])
    assert refusal(await served.post(CHAT, chat()))[0] == 401
    assert served.models.requests == []


@pytest.mark.parametrize(
    "headers",
    [{"authorization": "Bearer secret"}, {"x_api_key": "secret"}, {"x_api_key": "other"}],
)
async def test_every_key_opens(serve: Serve, headers: dict[str, str]) -> None:
    served = serve(api_keys=["secret", "other"])
    assert (await served.post(CHAT, chat(), **headers)).status_code == 200
    assert (await served.get("/v1/models", **headers)).status_code == 200


async def test_keys_of_the_environment_open_too(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SHOAL_API_KEYS", "first, second")
    served = serve(api_keys=["third"])
    for key in ("first", "second", "third"):
        assert (await served.get("/v1/models", x_api_key=key)).status_code == 200
    assert (await served.get("/v1/models")).status_code == 401


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
async def test_probes_need_no_key(serve: Serve, path: str) -> None:
    assert (await serve(api_keys=["secret"]).get(path)).status_code == 200


async def test_probes_need_no_key_below_a_route_prefix(serve: Serve) -> None:
    served = serve(api_keys=["secret"])
    exchange = Exchange(served.app, "/llm/healthz", {}, method="GET", root_path="/llm")
    await exchange.run()
    assert exchange.status == 200


async def test_an_empty_key_opens_nothing(serve: Serve) -> None:
    served = serve(api_keys=["", "secret"])
    assert (await served.get("/v1/models")).status_code == 401


async def test_a_key_beyond_ascii(serve: Serve) -> None:
    served = serve(api_keys=["schlüssel"])
    key = "Bearer schlüssel".encode()
    response = await served.client.get("/v1/models", headers={"authorization": key})
    assert response.status_code == 200
