"""The training loop: a checkpoint every few minutes, from which a run that was cut off goes on.

Muon (https://kellerjordan.github.io/posts/muon/) for the matrices of the layers, AdamW for the
rest. The rate rises, stays, and falls in a straight line to nothing over the last part of the run.
"""

import time
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional
from tqdm import tqdm

from tools.demo_model.architecture import Shape
from tools.demo_model.batches import Batch, batch
from tools.demo_model.network import Network, unseen
from tools.demo_model.tokenizer import joined_tokens


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to train.

    rising: steps until the full rate.
    falling: the share of all steps, the last ones, over which the rate falls.
    difference_decay: how strongly the vector of a word behind a space is held to what it is the sum
        of; a hundred times as much as other weights are held to nothing.
    copying: steps, the first ones, that are half about copying; without them a network that knows
        nothing has not learnt to copy after a quarter of a run.
    """

    steps: int
    seed: int = 1
    copying: int = 3_000
    matrix_rate: float = 0.02
    other_rate: float = 2e-3
    weight_decay: float = 0.01
    difference_decay: float = 2.0
    rising: int = 200
    falling: float = 0.4
    checkpoint_seconds: float = 150.0

    def batch(self, tokenizer: Tokenizer, step: int) -> Batch:
        return batch(tokenizer, self.seed, step, early=step < self.copying)

    def rate(self, step: int) -> float:
        """The share of the full rate at a step."""
        left = (self.steps - step) / (self.falling * self.steps)
        return min(1.0, (step + 1) / self.rising, left)


class Training:
    """A network, its optimizers and how far they are; owns the checkpoint's file."""

    def __init__(self, shape: Shape, recipe: Recipe, tokenizer: Tokenizer, folder: Path) -> None:
        self.recipe, self.tokenizer, self.folder = recipe, tokenizer, folder
        torch.manual_seed(recipe.seed)
        self.network = Network(shape, joined_tokens(tokenizer))
        self.optimizers = optimizers(self.network, recipe)
        self.step = 0
        self.losses: list[float] = []
        self.saved = time.monotonic()
        if self.checkpoint.exists():
            self.load()

    @property
    def checkpoint(self) -> Path:
        return self.folder / "checkpoint.pt"

    def run(self) -> None:
        """Train to the last step, however far the checkpoint is."""
        body = torch.compile(self.network, dynamic=False)
        with tqdm(total=self.recipe.steps, initial=self.step, unit="step", smoothing=0.05) as bar:
            while self.step < self.recipe.steps:
                loss = self.train(body, self.recipe.batch(self.tokenizer, self.step))
                self.step += 1
                self.losses.append(loss)
                recent = self.losses[-100:]
                bar.set_postfix(loss=f"{sum(recent) / len(recent):.3f}", refresh=False)
                bar.update()
                if self.step == self.recipe.steps or self.is_time_to_save():
                    self.save()

    def train(self, body: torch.nn.Module, rows: Batch) -> float:
        rate = self.recipe.rate(self.step)
        for optimizer in self.optimizers:
            for group in optimizer.param_groups:
                group["lr"] = group["full_rate"] * rate
        loss = loss_of(self.network, body, rows)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        for optimizer in self.optimizers:
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
        return float(loss.detach())

    def is_time_to_save(self) -> bool:
        return time.monotonic() - self.saved > self.recipe.checkpoint_seconds

    def save(self) -> None:
        state = {
            "step": self.step,
            "losses": self.losses,
            "network": self.network.state_dict(),
            "optimizers": [optimizer.state_dict() for optimizer in self.optimizers],
        }
        partial = self.checkpoint.with_suffix(".partial")
        torch.save(state, partial)
        partial.replace(self.checkpoint)
        self.saved = time.monotonic()

    def load(self) -> None:
        state = torch.load(self.checkpoint, weights_only=True)
        self.step, self.losses = state["step"], state["losses"]
        self.network.load_state_dict(state["network"])
        for optimizer, optimizer_state in zip(self.optimizers, state["optimizers"], strict=True):
            optimizer.load_state_dict(optimizer_state)


def optimizers(network: Network, recipe: Recipe) -> list[torch.optim.Optimizer]:
    matrices = [parameter for parameter in network.blk.parameters() if parameter.dim() == 2]
    others = [network.token_embd.weight]
    others += [parameter for parameter in network.parameters() if parameter.dim() == 1]
    muon = torch.optim.Muon(
        [{"params": matrices, "full_rate": recipe.matrix_rate}], weight_decay=recipe.weight_decay
    )
    adam = torch.optim.AdamW(
        [
            {"params": others, "full_rate": recipe.other_rate},
            {
                "params": [network.token_embd.difference],
                "full_rate": recipe.other_rate,
                "weight_decay": recipe.difference_decay,
            },
        ],
        betas=(0.9, 0.98),
        weight_decay=0.0,
        fused=True,
    )
    return [muon, adam]


def loss_of(network: Network, body: torch.nn.Module, rows: Batch) -> Tensor:
    """Mean cross-entropy, in nats, over the tokens that are to be learnt."""
    targets = torch.from_numpy(rows.targets).flatten()
    learnt = (targets >= 0).nonzero().squeeze(1)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        hidden = body(torch.from_numpy(rows.tokens), unseen(torch.from_numpy(rows.documents)))
        logits = network.logits(hidden.flatten(0, 1)[learnt])
    return functional.cross_entropy(logits.float(), targets[learnt])
