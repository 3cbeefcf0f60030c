"""The training loop on a very small network. Needs torch, which the product does not."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer

from tools.demo_model.architecture import Shape
from tools.demo_model.batches import batch
from tools.demo_model.tokenizer import Joined, joined_tokens

torch = pytest.importorskip("torch")

from tools.demo_model.network import EMBEDDING, Network, unseen  # noqa: E402
from tools.demo_model.parity import ParityError, check_parity  # noqa: E402
from tools.demo_model.training import Recipe, Training, loss_of  # noqa: E402

TINY = Shape(n_embd=64, n_layer=2, n_head=2, n_head_kv=1, n_ff=96)
TEXTS = ["Hello! How can I help you?", "<|im_start|>user\nSay Oslo<|im_end|>\n" * 8]


@pytest.fixture(autouse=True, scope="module")
def one_thread() -> None:
    torch.set_num_threads(1)


def trained(tokenizer: Tokenizer, folder: Path, steps: int, until: int) -> Training:
    """A run of `steps` that is cut off at `until`, or the rest of one."""
    training = Training(TINY, Recipe(steps=steps, rising=2), tokenizer, folder)
    while training.step < until:
        training.train(training.network, batch(tokenizer, 1, training.step))
        training.step += 1
    training.save()
    return training


def test_the_loss_falls(tokenizer: Tokenizer, tmp_path: Path) -> None:
    rows = batch(tokenizer, 1, 99)
    before, after = Network(TINY), trained(tokenizer, tmp_path, 100, 8).network
    with torch.no_grad():
        assert loss_of(after, after, rows) < loss_of(before, before, rows) - 0.5


def test_a_run_that_was_cut_off_ends_as_if_it_had_not_been(
    tokenizer: Tokenizer, tmp_path: Path
) -> None:
    whole, parts = tmp_path / "whole", tmp_path / "parts"
    whole.mkdir()
    parts.mkdir()
    expected = trained(tokenizer, whole, 4, 4)
    trained(tokenizer, parts, 4, 2)
    resumed = trained(tokenizer, parts, 4, 4)
    for name, weight in expected.network.weights().items():
        assert (weight == resumed.network.weights()[name]).all(), name


def test_the_rate_rises_stays_and_falls_to_nothing() -> None:
    recipe = Recipe(steps=1000, rising=100, falling=0.5)
    assert recipe.rate(0) == 0.01
    assert recipe.rate(99) == recipe.rate(500) == 1.0
    assert recipe.rate(750) == 0.5
    assert recipe.rate(999) == pytest.approx(0.002)


def test_a_document_is_computed_as_if_it_stood_alone() -> None:
    torch.manual_seed(1)
    network = Network(TINY)
    tokens = torch.randint(0, 2048, (1, 30))
    documents = torch.tensor([[1] * 10 + [2] * 20])
    together = network(tokens, unseen(documents))[0, 10:]
    alone = network(tokens[:, 10:], unseen(torch.ones(1, 20, dtype=torch.long)))[0]
    torch.testing.assert_close(together, alone, atol=1e-5, rtol=1e-5)


def lively() -> Network:
    """Weights so large that every part of the network matters."""
    torch.manual_seed(1)
    network = Network(TINY)
    with torch.no_grad():
        for parameter in network.blk.parameters():
            parameter.mul_(8)
    return network


def test_llama_cpp_agrees_with_torch(tokenizer: Tokenizer) -> None:
    assert check_parity(lively(), tokenizer, TEXTS) < 1e-3


def test_another_rotation_is_noticed(tokenizer: Tokenizer) -> None:
    network = lively()
    other = Network(replace(TINY, rope_base=500.0))
    network.cosines, network.sines = other.cosines, other.sines
    with pytest.raises(ParityError):
        check_parity(network, tokenizer, TEXTS)


def test_a_word_behind_a_space_begins_as_the_word_and_the_space(tokenizer: Tokenizer) -> None:
    joined = joined_tokens(tokenizer)
    ids = tokenizer.get_vocab()
    assert Joined(ids["Ġthe"], ids["Ġ"], ids["the"]) in joined
    network = Network(TINY, joined)
    vectors = network.weights()[EMBEDDING]
    for token, space, piece in joined:
        assert (vectors[token] == vectors[space] + vectors[piece]).all()


def test_weights_come_back_as_they_were(tokenizer: Tokenizer) -> None:
    network = Network(TINY, joined_tokens(tokenizer))
    random = np.random.default_rng(1)
    weights = {
        name: random.normal(size=weight.shape).astype(np.float32)
        for name, weight in network.weights().items()
    }
    network.load_weights(weights)
    for name, weight in network.weights().items():
        assert np.allclose(weight, weights[name], atol=1e-5), name


def test_more_layers_begin_with_the_same_function() -> None:
    network, deeper = lively(), Network(replace(TINY, n_layer=5))
    deeper.load_weights(network.weights())
    tokens = torch.randint(0, 2048, (1, 30))
    mask = unseen(torch.ones_like(tokens))
    torch.testing.assert_close(deeper(tokens, mask), network(tokens, mask))
    deeper(tokens, mask).square().mean().backward()
    gradients = [block.ffn_down.weight.grad for block in deeper.blk]
    assert all(gradient is not None and gradient.any() for gradient in gradients)


def test_heads_that_no_longer_share_keys_and_values_begin_with_the_same_function() -> None:
    shared = Network(replace(TINY, n_embd=128, n_head=4, n_head_kv=2))
    own = Network(replace(TINY, n_embd=128, n_head=4, n_head_kv=4))
    own.load_weights(shared.weights())
    tokens = torch.randint(0, 2048, (1, 30))
    mask = unseen(torch.ones_like(tokens))
    torch.testing.assert_close(own(tokens, mask), shared(tokens, mask))
