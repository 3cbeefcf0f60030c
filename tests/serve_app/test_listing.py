import pytest

from deployments.types import Capability
from serve_app.errors import ModelNotFound, ModelRequired, Unavailable
from serve_app.listing import Asked, Listing, ModelEntry, resolve

CHAT = frozenset({"chat", "completion", "tokenize"})
FOX = ModelEntry("fox", "ready", capabilities=CHAT)
WOLF = ModelEntry("org/wolf", "loading", capabilities=CHAT)
SUFFIXED = ModelEntry("bear.gguf", "pending", capabilities=CHAT)
BARE = ModelEntry("bear", "ready", capabilities=CHAT)
EMBED = ModelEntry("embed", "ready", capabilities=frozenset({"embeddings", "tokenize"}))
FAILED = ModelEntry("failed", "failed", reason="no file")
DISABLED = ModelEntry("off", "disabled", capabilities=CHAT)

ONE = (FOX, EMBED, FAILED, DISABLED)
TWO = (FOX, WOLF, EMBED, FAILED, DISABLED)

Models = tuple[ModelEntry, ...]


@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize(
    ("models", "capability", "asked", "expected"),
    [
        pytest.param(TWO, "chat", Asked(body="org/wolf"), WOLF, id="body"),
        pytest.param(TWO, "chat", Asked(query="org/wolf"), WOLF, id="query"),
        pytest.param(TWO, "chat", Asked(token="org/wolf"), WOLF, id="token"),
        pytest.param(TWO, "chat", Asked("fox", "org/wolf", "org/wolf"), FOX, id="body first"),
        pytest.param(TWO, "chat", Asked("", "fox", "org/wolf"), FOX, id="then query"),
        pytest.param(TWO, "completion", Asked(body="fox"), FOX, id="completion"),
        pytest.param(TWO, "chat", Asked(body="failed"), FAILED, id="failed, for its reason"),
        pytest.param(TWO, "embeddings", Asked(body="failed"), FAILED, id="failed, other kind"),
        pytest.param(TWO, "chat", Asked(body="off"), DISABLED, id="disabled"),
        pytest.param(ONE, "chat", Asked(body="failed"), FAILED, id="failed beside the only one"),
        pytest.param(ONE, "chat", Asked(), FOX, id="only one for chat"),
        pytest.param(ONE, "chat", Asked(token="sk-123"), FOX, id="token that names nothing"),
        pytest.param(ONE, "embeddings", Asked(), EMBED, id="only one for embeddings"),
        pytest.param((WOLF, FAILED), "chat", Asked(), WOLF, id="only one, loading"),
        pytest.param((BARE, FOX), "chat", Asked(body="bear.gguf"), BARE, id="name with suffix"),
        pytest.param((BARE, SUFFIXED), "chat", Asked(body="bear.gguf"), SUFFIXED, id="exact first"),
        pytest.param((BARE, FOX), "chat", Asked(token="bear.gguf"), BARE, id="token with suffix"),
    ],
)
def test_the_model_that_answers(
    models: Models, capability: Capability, asked: Asked, expected: ModelEntry, strict: bool
) -> None:
    assert resolve(Listing(1, models), capability, asked, strict=strict) is expected


@pytest.mark.parametrize(
    ("asked", "capability", "expected"),
    [
        (Asked(body="gpt-4"), "chat", FOX),
        (Asked(query="gpt-4"), "chat", FOX),
        (Asked(body="fox"), "embeddings", EMBED),
        (Asked(body="embed"), "chat", FOX),
    ],
)
def test_the_only_model_answers_to_any_name_unless_strict(
    asked: Asked, capability: Capability, expected: ModelEntry
) -> None:
    listing = Listing(1, ONE)
    assert resolve(listing, capability, asked, strict=False) is expected
    with pytest.raises(ModelNotFound, match=asked.body or asked.query):
        resolve(listing, capability, asked, strict=True)


@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize("asked", [Asked(), Asked("", ""), Asked(token="sk-123")])
def test_several_models_and_none_named(asked: Asked, strict: bool) -> None:
    with pytest.raises(ModelRequired, match=r"fox, org/wolf$"):
        resolve(Listing(1, TWO), "chat", asked, strict=strict)


@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize(
    ("models", "capability", "asked"),
    [
        pytest.param(TWO, "chat", Asked(body="bear"), id="unknown"),
        pytest.param(TWO, "chat", Asked(body="FOX"), id="other case"),
        pytest.param(TWO, "chat", Asked(body="fox.GGUF"), id="other suffix"),
        pytest.param(TWO, "chat", Asked("bear", "fox", "fox"), id="unknown in the body"),
        pytest.param(TWO, "chat", Asked(body="embed"), id="named for another kind"),
        pytest.param(TWO, "rerank", Asked(), id="none of this kind"),
        pytest.param(TWO, "rerank", Asked(body="fox"), id="named, none of this kind"),
        pytest.param((FAILED, DISABLED), "chat", Asked(), id="none usable"),
        pytest.param((), "chat", Asked(), id="none at all"),
        pytest.param((), "chat", Asked(body="fox"), id="named, none at all"),
    ],
)
def test_no_model(models: Models, capability: Capability, asked: Asked, strict: bool) -> None:
    with pytest.raises(ModelNotFound) as refused:
        resolve(Listing(1, models), capability, asked, strict=strict)
    there_are = "fox, org/wolf" if models is TWO and capability == "chat" else "none"
    assert refused.value.message.endswith(f"there are: {there_are}")


def test_states_that_are_usable() -> None:
    usable = [state for state in ("pending", "loading", "ready") if ModelEntry("m", state).usable]
    assert usable == ["pending", "loading", "ready"]
    assert not FAILED.usable
    assert not DISABLED.usable


def test_find_takes_off_one_suffix_only() -> None:
    listing = Listing(1, (BARE,))
    assert listing.find("bear.gguf") is BARE
    assert listing.find("bear.gguf.gguf") is None
    assert listing.find("") is None


def test_before_anything_is_known_there_is_a_time_to_come_back() -> None:
    with pytest.raises(Unavailable) as refused:
        resolve(Listing(), "chat", Asked("fox"), strict=False)
    assert refused.value.retry_after
