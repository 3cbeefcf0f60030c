"""Models that come, go and break while the others serve; deployments that are killed."""

from __future__ import annotations

import httpx
import pytest
import ray
from conftest import Server, wait_until
from openai import APIError, OpenAI
from ray import serve

from serve_app.app import model

QUESTION = [{"role": "user", "content": "Say this is a test!"}]


def ask(server: Server, name: str, **more: object) -> httpx.Response:
    body = {"model": name, "messages": QUESTION, "max_tokens": 2, **more}
    return httpx.post(f"{server.url}/v1/chat/completions", json=body, timeout=60)


def test_a_model_is_added_changed_and_removed_while_others_serve(server: Server) -> None:
    path = server.write_model({"name": "late", "backend": "fake", "options": ["text:first"]})
    server.wait_for_state("late", "ready")
    assert ask(server, "late").json()["choices"][0]["message"]["content"] == "first"
    server.write_model({"name": "late", "backend": "fake", "options": ["text:second"]})

    def says_second() -> bool:
        answer = ask(server, "late")
        return answer.is_success and "second" in answer.json()["choices"][0]["message"]["content"]

    wait_until(says_second, "the changed model answers")
    path.unlink()
    wait_until(lambda: not server.entry("late"), "the model is gone")
    assert ask(server, "late").status_code == 404
    assert ask(server, "demo").status_code == 200


@pytest.mark.parametrize(
    ("name", "config", "reason"),
    [
        ("typo", "name: typo\nbackend: fake\ncontext_sise: 5\n", "did you mean 'context_size'?"),
        ("syntax", "name: [unclosed\n", "syntax.yaml"),
        ("nofile", "name: nofile\nparameters:\n  model: gone.gguf\n", "no file 'gone.gguf'"),
        ("outside", "name: outside\nparameters:\n  model: ../x.gguf\n", "inside the models dir"),
    ],
)
def test_a_broken_yaml_shows_its_reason_and_hides_no_other(
    server: Server, name: str, config: str, reason: str
) -> None:
    path = server.models / f"{name}.yaml"
    path.write_text(config)
    try:
        assert reason in server.wait_for_state(name, "failed")["reason"]
        refused = ask(server, name)
        assert refused.status_code == 503
        assert reason in refused.json()["error"]["message"]
        assert ask(server, "demo").status_code == 200
        public = httpx.get(f"{server.url}/v1/models").json()["data"]
        assert name not in {entry["id"] for entry in public}
    finally:
        path.unlink()
    wait_until(lambda: not server.entry(name), "it is gone")


def test_a_file_that_is_no_model_fails_with_the_librarys_reason(server: Server) -> None:
    (server.models / "junk.gguf").write_bytes(b"GGUF but not really")
    try:
        reason = server.wait_for_state("junk", "failed")["reason"]
        assert reason.startswith("LoadError: ")
        assert "junk.gguf: llama.cpp could not load this file: " in reason
    finally:
        (server.models / "junk.gguf").unlink()
    wait_until(lambda: not server.entry("junk"), "it is gone")


def test_a_model_for_which_there_is_no_room_says_so(server: Server) -> None:
    config = {"name": "huge", "backend": "fake"}
    actor = {"num_gpus": 2}
    path = server.write_model({**config, "deployment": {"ray_actor_options": actor}})
    wait_until(lambda: "no room yet" in str(server.entry("huge").get("reason")), "it says why")
    assert '"GPU": 2' in server.entry("huge")["reason"]
    path.unlink()
    wait_until(lambda: not server.entry("huge"), "it is gone")


def test_the_catalog_survives_its_own_death(server: Server) -> None:
    served_before = server.stats("demo").finished
    catalog = next(
        actor for actor in ray.util.list_named_actors(all_namespaces=True)
        if "#Catalog#" in actor["name"]
    )  # fmt: skip
    ray.kill(ray.get_actor(catalog["name"], namespace=catalog["namespace"]))
    assert ask(server, "demo").status_code == 200, "the gateway goes on with what it knows"
    path = server.write_model({"name": "after", "backend": "fake"})
    server.wait_for_state("after", "ready")
    assert server.stats("demo").finished > served_before, "no model was started anew"
    path.unlink()
    wait_until(lambda: not server.entry("after"), "it is gone")


def test_a_request_that_kills_every_replica_is_given_up_and_the_model_comes_back(
    server: Server, client: OpenAI
) -> None:
    path = server.write_model(
        {"name": "mortal", "backend": "fake", "options": ["die_after:3", "rate:20"]}
    )
    server.wait_for_state("mortal", "ready")
    stream = client.chat.completions.create(model="mortal", messages=QUESTION, stream=True)
    with pytest.raises(APIError, match="process ended"):
        list(stream)
    wait_until(lambda: ask(server, "mortal", max_tokens=1).is_success, "a new replica answers")
    path.unlink()
    wait_until(lambda: not server.entry("mortal"), "it is gone")


def test_a_stream_that_fails_ends_with_an_error_event(server: Server, client: OpenAI) -> None:
    path = server.write_model(
        {"name": "frail", "backend": "fake", "options": ["fail_after:3", "rate:20"]}
    )
    server.wait_for_state("frail", "ready")
    stream = client.chat.completions.create(model="frail", messages=QUESTION, stream=True)
    assert next(stream).choices[0].delta.role == "assistant"
    with pytest.raises(APIError, match="told to fail"):
        list(stream)
    assert ask(server, "frail").status_code == 200, "a short answer does not reach the failure"
    assert ask(server, "frail", max_tokens=9).status_code == 500
    path.unlink()
    wait_until(lambda: not server.entry("frail"), "it is gone")


def test_overload_is_a_503_with_retry_after(server: Server) -> None:
    config = {"name": "narrow", "backend": "fake", "options": ["ttft:2"]}
    limits = {"max_ongoing_requests": 1, "max_queued_requests": 1}
    path = server.write_model({**config, "deployment": limits})
    server.wait_for_state("narrow", "ready")

    async def flood() -> list[httpx.Response]:
        import asyncio

        body = {"model": "narrow", "messages": QUESTION, "stream": True}
        async with httpx.AsyncClient(timeout=60) as client:
            url = f"{server.url}/v1/chat/completions"
            return await asyncio.gather(*(client.post(url, json=body) for _ in range(6)))

    answers = server.portal.call(flood)
    refused = [answer for answer in answers if answer.status_code == 503]
    assert {answer.status_code for answer in answers} == {200, 503}
    assert all(int(answer.headers["retry-after"]) >= 1 for answer in refused)
    assert all(answer.json()["error"]["code"] == "overloaded" for answer in refused)
    path.unlink()
    wait_until(lambda: not server.entry("narrow"), "it is gone")


def test_a_model_declared_in_the_serve_config_is_found(server: Server) -> None:
    serve.run(model({"name": "declared", "backend": "fake"}), name="my-own-app", route_prefix=None)
    assert server.wait_for_state("declared", "ready")["app"] == "my-own-app"
    assert ask(server, "declared").json()["model"] == "declared"
    serve.delete("my-own-app")
    wait_until(lambda: not server.entry("declared"), "it is gone")
