"""The smaller APIs over HTTP: embeddings, rerank, tokens, edits, and functions in chat."""

import base64
import struct
from typing import Any

import pytest
from http_exchange import CHAT, COMPLETIONS, SENTENCE, Serve, chat, refusal, sse

pytestmark = pytest.mark.anyio

EMBEDDER = {"name": "vectors", "embeddings": True}
RERANKER = {"name": "ranks", "reranking": True}
CHATTER = {"name": "fox"}

SMALL: dict[str, dict[str, Any]] = {
    "/embeddings": {"input": "Hi"},
    "/rerank": {"query": "q", "documents": ["a"]},
    "/tokenize": {"model": "fox", "content": "Hi"},
    "/detokenize": {"model": "fox", "tokens": [72]},
    "/edits": {"instruction": "Correct this"},
}


@pytest.mark.parametrize("path", SMALL)
@pytest.mark.parametrize("prefix", ["/v1", "", "/v1/engines/{}", "/engines/{}"])
async def test_every_path(serve: Serve, path: str, prefix: str) -> None:
    named = {"/embeddings": "vectors", "/rerank": "ranks"}.get(path, "fox")
    served = serve(EMBEDDER, RERANKER, CHATTER)
    response = await served.post(prefix.format(named) + path, SMALL[path])
    assert response.status_code == 200


@pytest.mark.parametrize("path", SMALL)
async def test_no_object_and_a_model_of_the_wrong_type(serve: Serve, path: str) -> None:
    served = serve(EMBEDDER, RERANKER, CHATTER)
    assert refusal(await served.post(f"/v1{path}", b"[1]")) == (400, None, "invalid_json")
    first = next(field for field in SMALL[path] if field != "model")
    assert refusal(await served.post(f"/v1{path}", {})) == (400, first, None)
    wrong = SMALL[path] | {"model": ["fox"]}
    assert refusal(await served.post(f"/v1{path}", wrong)) == (400, "model", None)


async def test_embeddings(serve: Serve) -> None:
    served = serve(EMBEDDER, CHATTER)
    body = (await served.post("/v1/embeddings", {"input": "Hi"})).json()
    assert (body["object"], body["model"]) == ("list", "vectors")
    assert body["usage"] == {"prompt_tokens": 2, "total_tokens": 2}
    (only,) = body["data"]
    assert len(only["embedding"]) == 16
    assert sum(number**2 for number in only["embedding"]) == pytest.approx(1)

    tokens = {"input": [[72, 105], [72]], "encoding_format": "base64", "dimensions": 4}
    same, other = (await served.post("/v1/embeddings", tokens)).json()["data"]
    assert same["index"] == 0
    assert (other["index"], other["object"]) == (1, "embedding")
    short = (await served.post("/v1/embeddings", {"input": "Hi", "dimensions": 4})).json()
    numbers = struct.unpack("<4f", base64.b64decode(same["embedding"]))
    assert short["data"][0]["embedding"] == list(numbers)


async def test_what_no_model_is_for(serve: Serve) -> None:
    served = serve(CHATTER)
    for path in ("/embeddings", "/rerank"):
        asked = SMALL[path] | {"model": "fox"}
        assert refusal(await served.post(path, asked)) == (404, "model", "model_not_found")
    served = serve(CHATTER, {"name": "wolf"})
    asked = {"content": "Hi"}
    assert refusal(await served.post("/tokenize", asked)) == (400, "model", "model_required")


async def test_what_a_model_refuses(serve: Serve) -> None:
    served = serve(EMBEDDER | {"options": ["error:not today"]})
    response = await served.post("/v1/embeddings", SMALL["/embeddings"])
    assert refusal(response) == (400, None, None)
    assert response.json()["error"]["message"] == "not today"


async def test_rerank(serve: Serve) -> None:
    asked = {"query": "red fox", "documents": ["a dog", {"text": "A red fox"}, "fox"], "top_n": 2}
    body = (await serve(RERANKER).post("/v1/rerank", asked)).json()
    assert body["results"] == [
        {"index": 1, "relevance_score": 1.0, "document": {"text": "A red fox"}},
        {"index": 2, "relevance_score": 0.5, "document": {"text": "fox"}},
    ]
    assert (body["model"], body["usage"]["total_tokens"]) == ("ranks", 24)


async def test_a_text_in_tokens_and_back(serve: Serve) -> None:
    served = serve()
    tokens = (await served.post("/v1/tokenize", {"content": "Hü"})).json()
    assert tokens == {"tokens": [72, 195, 188], "count": 3}
    pieces = (await served.post("/v1/tokenize", {"prompt": "Hü", "with_pieces": True})).json()
    assert [each["piece"] for each in pieces["tokens"]] == ["H", [195], [188]]
    back = (await served.post("/v1/detokenize", {"tokens": tokens["tokens"]})).json()
    assert back == {"content": "Hü", "prompt": "Hü"}


async def test_edits(serve: Serve) -> None:
    served = serve()
    asked = {"instruction": "Correct this", "input": "He go."}
    body = (await served.post("/v1/edits", asked)).json()
    assert body["object"] == "edit"
    assert body["choices"] == [{"text": SENTENCE, "index": 0, "finish_reason": "stop"}]
    assert served.models.requests[0].messages[0].text == "Correct this\n\nHe go."

    events = sse((await served.post("/v1/edits", asked | {"stream": True})).text)
    assert "".join(event["choices"][0]["text"] for event in events) == SENTENCE


async def test_functions(serve: Serve) -> None:
    served = serve()
    response = await served.post(CHAT, chat(functions=[{"name": "add"}], function_call="auto"))
    assert response.status_code == 200
    assert [tool.name for tool in served.models.requests[0].tools] == ["add"]
    both = chat(functions=[{"name": "a"}], tools=[{"type": "function", "function": {"name": "b"}}])
    assert refusal(await served.post(CHAT, both)) == (400, "functions", None)


async def test_a_suffix(serve: Serve) -> None:
    served = serve()
    asked = {"prompt": "Hi", "suffix": "end", "max_tokens": 2}
    body = (await served.post(COMPLETIONS, asked)).json()
    assert body["choices"][0]["text"] == "The quick"
    assert served.models.requests[0].suffix == "end"
    for wrong in ({"suffix": 5}, {"suffix": "end", "echo": True, "logprobs": 1}):
        assert refusal(await served.post(COMPLETIONS, asked | wrong)) == (400, "suffix", None)
    harmless = asked | {"suffix": "", "echo": True, "logprobs": 1}
    assert (await served.post(COMPLETIONS, harmless)).status_code == 200
