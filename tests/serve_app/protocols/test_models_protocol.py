from serve_app.listing import Listing, ModelEntry
from serve_app.protocols.models import render, render_admin, render_admin_list, render_list

FOX = ModelEntry(
    "fox",
    "ready",
    app="shoal.fox",
    capabilities=frozenset({"tokenize", "chat"}),
    backend="fake",
    context_size=4096,
    description="A fox.",
    source="fox.yaml",
    created=7,
)
BROKEN = ModelEntry("broken", "failed", reason="no file", source="broken.yaml", created=8)
ENTRIES = (
    BROKEN,
    FOX,
    ModelEntry("l", "loading"),
    ModelEntry("o", "disabled"),
    ModelEntry("p", "pending"),
)


def test_render() -> None:
    assert render(FOX) == {"id": "fox", "object": "model", "created": 7, "owned_by": "shoal"}


def test_render_list_holds_what_a_client_may_name() -> None:
    listed = render_list(Listing(1, ENTRIES))
    assert listed["object"] == "list"
    assert [model["id"] for model in listed["data"]] == ["fox", "l", "p"]
    assert render_list(Listing()) == {"object": "list", "data": []}


def test_render_admin() -> None:
    assert render_admin(FOX) == {
        **render(FOX),
        "state": "ready",
        "reason": None,
        "backend": "fake",
        "capabilities": ["chat", "tokenize"],
        "context_size": 4096,
        "description": "A fox.",
        "source": "fox.yaml",
        "app": "shoal.fox",
    }


def test_render_admin_list_holds_all_with_their_reasons() -> None:
    listed = render_admin_list(Listing(1, ENTRIES))["data"]
    assert [model["id"] for model in listed] == [entry.name for entry in ENTRIES]
    assert (listed[0]["state"], listed[0]["reason"]) == ("failed", "no file")
    assert (listed[0]["backend"], listed[0]["app"], listed[0]["capabilities"]) == (None, None, [])
