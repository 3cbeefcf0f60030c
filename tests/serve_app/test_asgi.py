import pytest
from http_exchange import CHAT, COMPLETIONS, SENTENCE, Serve, chat, refusal

from serve_app.listing import Listing, ModelEntry

pytestmark = pytest.mark.anyio


@pytest.fixture(params=["/v1", ""], ids=["v1", "bare"])
def prefix(request: pytest.FixtureRequest) -> str:
    return str(request.param)


async def test_chat(serve: Serve, prefix: str) -> None:
    response = await serve().post(f"{prefix}/chat/completions", chat())
    assert response.status_code == 200
    assert response.headers["content-type"] == "application/json"
    body = response.json()
    assert body["object"] == "chat.completion"
    assert body["model"] == "fox"
    assert body["choices"][0]["message"]["content"] == SENTENCE
    assert body["choices"][0]["finish_reason"] == "stop"
    assert body["usage"]["prompt_tokens"] == 2
    assert body["usage"]["completion_tokens"] == 9


async def test_completions(serve: Serve, prefix: str) -> None:
    response = await serve().post(f"{prefix}/completions", {"prompt": "Hi", "max_tokens": 2})
    assert response.status_code == 200
    body = response.json()
    assert body["object"] == "text_completion"
    assert body["choices"][0]["text"] == "The quick"
    assert body["choices"][0]["finish_reason"] == "length"


async def test_every_request_has_an_id_of_its_own(serve: Serve) -> None:
    served = serve()
    ids = {(await served.post(CHAT, chat())).json()["id"] for _ in range(3)}
    assert len(ids) == 3


async def test_content_type_is_not_asked_for(serve: Serve) -> None:
    response = await serve().post(CHAT, chat(), content_type="text/plain")
    assert response.status_code == 200


@pytest.mark.parametrize("token_ids", [[72, 105], [[72, 105]]])
async def test_completions_of_token_ids(serve: Serve, token_ids: list[int]) -> None:
    served = serve()
    response = await served.post(COMPLETIONS, {"prompt": token_ids})
    assert response.json()["usage"]["prompt_tokens"] == 2
    assert served.models.requests[0].prompt == (72, 105)


async def test_n_answers(serve: Serve) -> None:
    body = (await serve().post(CHAT, chat(n=3, max_tokens=1))).json()
    choices = [(choice["index"], choice["message"]["content"]) for choice in body["choices"]]
    assert choices == [(0, "The"), (1, "The"), (2, "The")]
    assert body["usage"]["prompt_tokens"] == 2
    assert body["usage"]["completion_tokens"] == 3


async def test_several_prompts_with_n_answers_each(serve: Serve) -> None:
    response = await serve().post(COMPLETIONS, {"prompt": ["a", "bcd"], "n": 2, "max_tokens": 1})
    body = response.json()
    assert [choice["index"] for choice in body["choices"]] == [0, 1, 2, 3]
    assert [choice["text"] for choice in body["choices"]] == ["The"] * 4
    assert body["usage"]["prompt_tokens"] == 4
    assert body["usage"]["completion_tokens"] == 4


async def test_a_stop_string_ends_the_answer(serve: Serve) -> None:
    body = (await serve().post(CHAT, chat(stop=[" fox"]))).json()
    assert body["choices"][0]["message"]["content"] == "The quick brown"
    assert body["choices"][0]["finish_reason"] == "stop"


async def test_model_list(serve: Serve, prefix: str) -> None:
    served = serve()
    failed = ModelEntry("broken", "failed", reason="no such file", source="broken.yaml")
    await served.models.update(Listing(2, (failed, *served.models.listing.models)))
    listed = (await served.get(f"{prefix}/models")).json()
    assert listed["object"] == "list"
    assert listed["data"] == [{"id": "fox", "object": "model", "created": 7, "owned_by": "shoal"}]
    admin = (await served.get(f"{prefix}/models?view=admin")).json()["data"]
    assert [(model["id"], model["state"]) for model in admin] == [
        ("broken", "failed"),
        ("fox", "ready"),
    ]
    assert admin[0]["reason"] == "no such file"


async def test_one_model(serve: Serve, prefix: str) -> None:
    served = serve({"name": "org/fox:1"})
    response = await served.get(f"{prefix}/models/org/fox:1")
    assert response.json() == {
        "id": "org/fox:1",
        "object": "model",
        "created": 7,
        "owned_by": "shoal",
    }
    admin = await served.get(f"{prefix}/models/org/fox:1?view=admin")
    assert admin.json()["state"] == "ready"


async def test_a_model_that_does_not_exist(serve: Serve) -> None:
    response = await serve().get("/v1/models/wolf")
    assert refusal(response) == (404, "model", "model_not_found")
    assert "fox" in response.json()["error"]["message"]


async def test_healthz_and_version(serve: Serve) -> None:
    served = serve()
    assert (await served.get("/healthz")).json() == {"status": "ok"}
    assert (await served.get("/version")).json()["version"].count(".") == 2


async def test_readyz_waits_for_the_catalog_and_for_models_on_their_way(serve: Serve) -> None:
    served = serve()

    async def readiness(listing: Listing) -> tuple[int, object]:
        await served.models.update(listing)
        response = await served.get("/readyz")
        return response.status_code, response.json().get("loading")

    done = (ModelEntry("a", "ready"), ModelEntry("b", "failed"), ModelEntry("c", "disabled"))
    assert await readiness(Listing()) == (503, [])
    assert await readiness(Listing(1)) == (200, None)
    assert await readiness(Listing(2, (ModelEntry("x", "pending"), *done))) == (503, ["x"])
    assert await readiness(Listing(3, (ModelEntry("x", "loading"), *done))) == (503, ["x"])
    assert await readiness(Listing(4, done)) == (200, None)


@pytest.mark.parametrize("path", ["/", "/v1", "/v2/models", "/v1/chat", "/v1/embedding"])
async def test_an_unknown_path(serve: Serve, path: str) -> None:
    response = await serve().get(path)
    assert refusal(response) == (404, None, "unknown_url")
    assert path in response.json()["error"]["message"]


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [("GET", CHAT, "POST"), ("PUT", "/completions", "POST"), ("POST", "/v1/models", "GET")],
)
async def test_a_wrong_method(serve: Serve, method: str, path: str, allowed: str) -> None:
    response = await serve().client.request(method, path)
    assert refusal(response) == (405, None, None)
    assert allowed in response.headers["allow"]


async def test_an_unexpected_error_says_nothing_of_its_cause(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    served = serve()
    monkeypatch.setattr(served.models.backends["fox"], "generate", lambda request: 1 / 0)
    response = await served.post(CHAT, chat())
    assert refusal(response) == (500, None, None)
    assert "division" not in response.text
    monkeypatch.undo()
    assert (await served.post(CHAT, chat())).status_code == 200


async def test_a_request_waits_for_a_model_that_loads(serve: Serve) -> None:
    served = serve(load_wait=0.0)
    ready = served.models.listing
    await served.models.update(Listing(2, (ModelEntry("fox", "loading"),)))
    response = await served.post(CHAT, chat(model="fox"))
    assert refusal(response) == (404, "model", "model_not_found")

    loading = ModelEntry("fox", "loading", capabilities=ready.models[0].capabilities)
    await served.models.update(Listing(3, (loading,)))
    response = await served.post(CHAT, chat(model="fox"))
    assert refusal(response) == (503, "model", "model_loading")
    assert int(response.headers["retry-after"]) >= 1

    await served.models.update(ready)
    assert (await served.post(CHAT, chat(model="fox"))).status_code == 200
