"""The model card: how the file came to be and what it can do, as measured."""

from collections.abc import Sequence
from dataclasses import dataclass

from tools.demo_model.architecture import Shape
from tools.demo_model.batches import Size
from tools.demo_model.evaluation import Score, table

LOSSES_SHOWN = (100, 300, 1_000, 3_000, 10_000, 30_000)
AVERAGED = 100
"""A loss is the mean of this many steps."""
HISTORY = """\
This file comes of five runs: 9,000 steps that began with nothing (seed 1; 35.5 million tokens
read, loss 0.200 at the end), then 12,100, 9,500, 8,500 and these, each of which began with the
last one's result (`--refine`; 48, 37.7 and 33.7 million tokens, losses 0.099, 0.086 and 0.083), at
a rate that fell from the first step to the last.
In between the mixture was turned towards what was weakest, and names and numbers were made more
various. The third has signatures of tools in a shorter form, with their purpose first, and keeps
the vectors of a word with and without a space before it together; the fourth has twice as many ways
to ask about itself and Shoal; the fifth has a seventh layer, which began as a copy of another that
adds nothing, and twice as many ways to say what is to be extracted or called. Training anew
therefore gives a like file, not the same.\
"""
"""What the file that is shipped went through; to be told anew with every new file."""

CARD = """\
# The demonstration model

`configs/models/demo.gguf` is a tiny chat model that Shoal's own code made: from scratch, on text
that `tools/demo_model` generated. It exists so that the first chat, offline and with no download,
gets a sensible answer, and so that tests of chats, tools, JSON and streams have a model that really
does these things. What it is good at, and what not, stands in the table below.
**It is no assistant**: for real questions, [add a real model](../README.md#a-real-model).

- Architecture: llama, {parameters:,} parameters: {n_layer} layers of width {n_embd}, {n_head} heads
  of queries and {n_head_kv} of keys and values, feed-forward {n_ff}, tied embedding.
- Context: {n_ctx:,} tokens, as long as the longest texts in training.
- Tokens: a byte-level BPE of {n_vocab:,}; every digit is a token, and a word has the same pieces
  with and without a space before it.
- Format: ChatML; tools and calls as Hermes writes them; `<think>` when `enable_thinking` is on.
- File: {bytes:,} bytes, Q8_0. Licence: Apache-2.0, text and weights.

## Training

`make demo-model` makes it again: tokenizer, training (hours on two cores; a run that was cut off
goes on from its last checkpoint), conversion, a comparison of torch's logits with llama.cpp's,
and the evaluation below. The text is drawn anew for every step, from a seed.

{history}

| last run | seed {seed} |
|---|---|
| steps | {steps:,} of 4,096 tokens at most |
| documents | {documents:,} |
| tokens read | {tokens:,} |
| tokens learnt (answers, not questions) | {learnt:,} |
{losses}
| loss of held-out text | {held_out:.3f} |

## Evaluation

Greedy answers of this file, as Shoal serves it (calls are held to the tools that are offered), to
exercises whose names, phrases, numbers or wording no training text contains, {count} of each kind,
from `python -m tools.demo_model evaluate`. Which texts are held out is decided by their hash.

{table}

Facts cannot be held out, since nobody can know a capital without having read it: there, the way of
asking is. The table of multiplication is small enough to be learnt whole, and is. A story counts
when it has five sentences and the word that was asked for; that it reads as English is for the
reader to say:

{stories}
"""


@dataclass(frozen=True, slots=True)
class Run:
    """One training run. Losses are in nats per learnt token, one of each step."""

    shape: Shape
    seed: int
    parameters: int
    file_size: int
    corpus: Size
    losses: Sequence[float]
    held_out_loss: float


def card(run: Run, scores: Sequence[Score], stories: Sequence[str]) -> str:
    """The whole page, in Markdown."""
    shape = run.shape
    return CARD.format(
        parameters=run.parameters,
        n_layer=shape.n_layer,
        n_embd=shape.n_embd,
        n_head=shape.n_head,
        n_head_kv=shape.n_head_kv,
        n_ff=shape.n_ff,
        n_ctx=shape.n_ctx,
        n_vocab=shape.n_vocab,
        bytes=run.file_size,
        seed=run.seed,
        history=HISTORY,
        steps=len(run.losses),
        documents=run.corpus.documents,
        tokens=run.corpus.tokens,
        learnt=run.corpus.learnt,
        losses="\n".join(losses(run.losses)),
        held_out=run.held_out_loss,
        count=scores[0].asked,
        table=table(scores),
        stories="\n>\n".join(f"> {story}" for story in stories),
    )


def losses(of_steps: Sequence[float]) -> list[str]:
    """Rows of the table: the mean loss before some of the steps, and at the end."""
    shown = [step for step in LOSSES_SHOWN if step < len(of_steps)] + [len(of_steps)]
    rows = []
    for step in shown:
        before = of_steps[max(0, step - AVERAGED) : step]
        rows.append(f"| loss at step {step:,} | {sum(before) / len(before):.3f} |")
    return rows
