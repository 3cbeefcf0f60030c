"""What stands at addresses is fetched, but nothing from this machine or its network."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web
from http_exchange import CHAT, Serve, chat

from deployments.types import ImagePart
from serve_app.errors import BadRequest
from serve_app.protocols.content import Inline
from serve_app.remote_files import MOST_FILES, RemoteFiles, is_public, places

pytestmark = pytest.mark.anyio

PIXEL = b"a picture"


@pytest.fixture
async def site() -> AsyncIterator[str]:
    """A site on loopback."""

    async def picture(request: web.Request) -> web.Response:
        return web.Response(body=PIXEL, content_type="image/png")

    async def endless(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        for _ in range(1000):
            await response.write(b"x" * 1000)
        return response

    async def elsewhere(request: web.Request) -> web.Response:
        raise web.HTTPFound(request.query["to"])

    app = web.Application()
    app.router.add_get("/picture", picture)
    app.router.add_get("/endless", endless)
    app.router.add_get("/elsewhere", elsewhere)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    port = runner.addresses[0][1]
    yield f"http://127.0.0.1:{port}"
    await runner.cleanup()


def image(url: Any) -> dict[str, Any]:
    return {"type": "image_url", "image_url": {"url": url}}


async def fetched(files: RemoteFiles, *parts: Any) -> list[Any]:
    data = chat(list(parts))
    await files.fetch_into(data)
    content: list[Any] = data["messages"][0]["content"]
    return content


def test_where_addresses_stand() -> None:
    url = "https://example.com/x.png"
    data = {
        "messages": [
            {"role": "user", "content": "https://example.com"},
            {"role": "user", "content": [{"type": "text", "text": url}, image(url)]},
            {"content": [{"type": "audio_url", "audio_url": {"url": url}}, image("data:,")]},
            {"content": [{"type": "image", "source": {"type": "url", "url": url}}]},
            {
                "content": [
                    {
                        "type": "tool_result",
                        "content": [{"type": "image", "source": {"type": "url", "url": url}}],
                    }
                ]
            },
        ],
        "input": [
            {"type": "message", "content": [{"type": "input_image", "image_url": url}]},
            {"type": "function_call_output", "output": [{"type": "input_image", "image_url": url}]},
        ],
    }
    assert [place.field for place in places(data)] == [
        "messages[1].content[1].image_url.url",
        "messages[2].content[0].audio_url.url",
        "messages[3].content[0].source.url",
        "messages[4].content[0].content[0].source.url",
        "input[0].content[0].image_url",
        "input[1].output[0].image_url",
    ]
    assert all(place.holder[place.key] == url for place in places(data))


async def test_what_stands_there_takes_the_place_of_the_address(site: str) -> None:
    files = RemoteFiles(1000, private_addresses=True)
    here, behind = f"{site}/picture", f"{site}/elsewhere?to={site}/picture"
    one, two = await fetched(files, image(here), image(behind))
    assert one["image_url"]["url"] == two["image_url"]["url"] == Inline("image/png", PIXEL)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "0.0.0.0", "127.1", "2130706433"]
)
async def test_nothing_of_this_machine_or_its_network(site: str, host: str) -> None:
    port = site.rpartition(":")[2]
    with pytest.raises(BadRequest, match=r"cannot be reached|not an address") as refused:
        await fetched(RemoteFiles(1000), image(f"http://{host}:{port}/picture"))
    assert refused.value.param == "messages[0].content[0].image_url.url"


async def test_nor_behind_a_redirect(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("serve_app.remote_files.is_public", lambda host: host == "127.0.0.1")
    await fetched(RemoteFiles(1000), image(f"{site}/elsewhere?to={site}/picture"))
    for host in ("169.254.169.254", "10.0.0.1"):
        with pytest.raises(BadRequest, match="it is on a private network"):
            await fetched(RemoteFiles(1000), image(f"{site}/elsewhere?to=http://{host}/"))


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/nothing", "answered 404"),
        ("/endless", "larger than 100 bytes"),
        ("/elsewhere?to=/elsewhere", "answered 500"),
    ],
)
async def test_what_cannot_be_had(site: str, path: str, reason: str) -> None:
    files = RemoteFiles(100, private_addresses=True)
    with pytest.raises(BadRequest, match=reason):
        await fetched(files, image(site + path))


async def test_all_files_of_a_request_count_together(site: str) -> None:
    files = RemoteFiles(2 * len(PIXEL), private_addresses=True)
    url = f"{site}/picture"
    await fetched(files, image(url), image(url))
    with pytest.raises(BadRequest, match="larger than 0 bytes"):
        await fetched(files, image(url), image(url), image(url))
    with pytest.raises(BadRequest, match=f"at most {MOST_FILES} addresses"):
        await fetched(files, *[image(url)] * (MOST_FILES + 1))


async def test_addresses_that_are_none() -> None:
    with pytest.raises(BadRequest, match=r"not an address|cannot be"):
        await fetched(RemoteFiles(100), image("http://"))


@pytest.mark.parametrize(
    ("host", "public"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1111", True),
        ("10.1.2.3", False),
        ("100.64.0.1", False),
        ("169.254.169.254", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::1", False),
        ("::ffff:10.0.0.1", False),
        ("224.0.0.1", False),
        ("0.0.0.0", False),
    ],
)
def test_which_addresses_belong_to_the_internet(host: str, public: bool) -> None:
    assert is_public(host) == public


async def test_a_chat_with_an_address(serve: Serve, site: str) -> None:
    served = serve(fetch_private_addresses=True)
    response = await served.post(CHAT, chat([image(f"{site}/picture")]))
    assert response.status_code == 200
    [message] = served.models.requests[0].messages
    assert message.content == (ImagePart(PIXEL, "image/png"),)
    refused = await serve().post(CHAT, chat([image(f"{site}/picture")]))
    assert refused.status_code == 400
