"""From the corpus to the file: what needs torch."""

from pathlib import Path
from random import Random

import torch
from tokenizers import Tokenizer

from tools.demo_model.architecture import Shape
from tools.demo_model.batches import batch, size_of
from tools.demo_model.card import Run
from tools.demo_model.corpus import document, texts
from tools.demo_model.exercise import Split
from tools.demo_model.gguf_file import read_gguf, write_gguf
from tools.demo_model.parity import check_parity
from tools.demo_model.tokenizer import train_tokenizer
from tools.demo_model.training import Recipe, Training, loss_of

TEMPLATE = Path(__file__).with_name("template.jinja")
TOKENIZER_TEXTS = 30_000
PARITY_TEXTS = 12
HELD_OUT_BATCHES = 50


def resume(recipe: Recipe, folder: Path, threads: int, refined: Path | None = None) -> Training:
    """The run in `folder`, as far as it came, or a new one.

    A new one begins with the weights and the tokenizer of the file `refined`, if there is one.
    """
    torch.set_num_threads(threads)
    path = folder / "tokenizer.json"
    if refined is not None:
        weights, tokenizer = read_gguf(refined)
        tokenizer.save(str(path))
    elif not path.exists():
        print(f"tokenizer: learning merges from {TOKENIZER_TEXTS:,} texts …", flush=True)
        train_tokenizer(texts(recipe.seed, TOKENIZER_TEXTS)).save(str(path))
    training = Training(Shape(), recipe, Tokenizer.from_file(str(path)), folder)
    if refined is not None and training.step == 0:
        training.network.load_weights(weights)
    return training


def convert(training: Training, output: Path) -> None:
    """Write the file, once llama.cpp agrees with torch about the weights.

    Raises:
        ParityError: it does not.
    """
    network, tokenizer = training.network, training.tokenizer
    random = Random(f"parity/{training.recipe.seed}")
    drawn = [document(random, Split.HELD_OUT) for _ in range(PARITY_TEXTS)]
    joined = ["".join(segment.text for segment in segments) for segments in drawn]
    difference = check_parity(network, tokenizer, joined)
    print(f"parity: logits of torch and llama.cpp differ by {difference:.2g} at most")
    template = TEMPLATE.read_text(encoding="utf-8")
    write_gguf(output, network.shape, network.weights(), tokenizer, template)
    print(f"{output}: {output.stat().st_size:,} bytes, after {training.step:,} steps")


def facts(training: Training, output: Path) -> Run:
    """What the model card tells of the run."""
    seed, tokenizer = training.recipe.seed, training.tokenizer
    return Run(
        shape=training.network.shape,
        seed=seed,
        parameters=sum(weight.size for weight in training.network.weights().values()),
        file_size=output.stat().st_size,
        corpus=size_of(training.recipe.batch(tokenizer, step) for step in range(training.step)),
        losses=training.losses,
        held_out_loss=held_out_loss(training),
    )


def held_out_loss(training: Training) -> float:
    network, seed = training.network, training.recipe.seed
    rows = [
        batch(training.tokenizer, seed, step, Split.HELD_OUT) for step in range(HELD_OUT_BATCHES)
    ]
    with torch.no_grad():
        return sum(float(loss_of(network, network, each)) for each in rows) / len(rows)
