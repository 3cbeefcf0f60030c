"""Training batches: documents drawn from the corpus and packed into rows.

A batch is a function of the step alone: a training run that was cut off goes on with the same.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from random import Random

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from tools.demo_model.corpus import document
from tools.demo_model.exercise import Split, pick
from tools.demo_model.prompt import Segment

ROWS_AND_LENGTHS = ((16, 256),) * 6 + ((8, 512),) * 7 + ((4, 1024),) * 5 + ((2, 2048),)
"""Batches of 4,096 tokens; most are short, because most exercises are."""

FULL = 0.97
"""A batch is done when this share of it is filled, or when nothing more fits."""
PATIENCE = 12

Tokens = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Batch:
    """Arrays of (rows, length).

    tokens: token ids, 0 where a row is not filled.
    documents: which document of its row a token belongs to, from 1; attention stays inside.
    targets: the token that follows, or -1 where it is not to be learnt.
    """

    tokens: Tokens
    documents: Tokens
    targets: Tokens


@dataclass(frozen=True, slots=True)
class Document:
    tokens: list[int]
    learnt: list[bool]


def encoded(tokenizer: Tokenizer, segments: list[Segment]) -> Document:
    tokens: list[int] = []
    learnt: list[bool] = []
    for segment in segments:
        ids = tokenizer.encode(segment.text).ids
        tokens += ids
        learnt += [segment.learnt] * len(ids)
    return Document(tokens, learnt)


def batch(
    tokenizer: Tokenizer,
    seed: int,
    step: int,
    split: Split = Split.TRAINING,
    *,
    early: bool = False,
) -> Batch:
    """The batch of one step; `early` in a run, half of its documents teach copying."""
    random = Random(f"{seed}/{step}")
    rows, length = pick(random, ROWS_AND_LENGTHS)
    result = Batch(*(np.full((rows, length), blank, dtype=np.int64) for blank in (0, 0, -1)))
    filled = [0] * rows
    failures = count = 0
    while failures < PATIENCE and sum(filled) < FULL * rows * length:
        drawn = encoded(tokenizer, document(random, split, early=early))
        size = len(drawn.tokens)
        row = next((row for row in range(rows) if filled[row] + size <= length), None)
        if row is None:
            failures += size <= length
            continue
        count += 1
        place(result, row, filled[row], drawn, count)
        filled[row] += size
    return result


@dataclass(frozen=True, slots=True)
class Size:
    """How much text some batches hold."""

    documents: int
    tokens: int
    learnt: int


def size_of(batches: Iterable[Batch]) -> Size:
    documents = tokens = learnt = 0
    for each in batches:
        documents += int(each.documents.max())
        tokens += int((each.documents > 0).sum())
        learnt += int((each.targets >= 0).sum())
    return Size(documents, tokens, learnt)


def place(result: Batch, row: int, start: int, drawn: Document, number: int) -> None:
    end = start + len(drawn.tokens)
    result.tokens[row, start:end] = drawn.tokens
    result.documents[row, start:end] = number
    following = np.where(drawn.learnt[1:], drawn.tokens[1:], -1)
    result.targets[row, start : end - 1] = following
