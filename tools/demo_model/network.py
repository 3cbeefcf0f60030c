"""The demonstration model as a torch network: a llama decoder under GGUF's tensor names.

It computes what llama.cpp computes for the architecture "llama" (models/llama.cpp): RMS norm,
rotary embedding of neighbouring pairs, grouped-query attention, SwiGLU, and the token embedding
used again as the output matrix.
"""

import math
from collections.abc import Sequence
from typing import TypeAlias

import torch
from torch import Tensor, nn
from torch.nn import functional

from tools.demo_model.architecture import CLOSING, Shape, Weights, grown
from tools.demo_model.tokenizer import Joined

EMBEDDING, DIFFERENCE = "token_embd.weight", "token_embd.difference"
Rotation: TypeAlias = tuple[Tensor, Tensor]
"""Cosine and sine of each position's angles: (length, head_size / 2) each."""


class Network(nn.Module):
    """Token ids to hidden states; `logits` gives the next token's scores."""

    def __init__(self, shape: Shape, joined: Sequence[Joined] = ()) -> None:
        super().__init__()
        self.shape = shape
        self.token_embd = Embedding(shape, joined)
        self.blk = nn.ModuleList(Block(shape) for _ in range(shape.n_layer))
        self.output_norm = nn.RMSNorm(shape.n_embd, eps=shape.norm_epsilon)
        cosines, sines = rotations(shape)
        self.register_buffer("cosines", cosines, persistent=False)
        self.register_buffer("sines", sines, persistent=False)
        initialise(self)

    def forward(self, tokens: Tensor, mask: Tensor) -> Tensor:
        """Hidden states after the last norm: (rows, length) to (rows, length, n_embd).

        `mask` is what each token must not look at, as `unseen` gives it. (Made in here, torch's
        compiler would turn it into loops that take minutes.)
        """
        length = tokens.shape[1]
        rotation = (self.cosines[:length], self.sines[:length])
        hidden = functional.embedding(tokens, self.token_embd())
        for block in self.blk:
            hidden = block(hidden, rotation, mask)
        return self.output_norm(hidden)

    def logits(self, hidden: Tensor) -> Tensor:
        return functional.linear(hidden, self.token_embd())

    def weights(self) -> Weights:
        """Every parameter under its name in the file, in F32."""
        state = self.state_dict()
        state[EMBEDDING] = self.token_embd()
        return {name: state[name].detach().float().numpy() for name in state if name != DIFFERENCE}

    def load_weights(self, weights: Weights) -> None:
        """The reverse of `weights`, which may be those of a smaller shape."""
        weights = grown(weights, self.shape)
        state = {name: torch.from_numpy(value) for name, value in weights.items()}
        state[DIFFERENCE] = self.token_embd.difference_in(state[EMBEDDING])
        self.load_state_dict(state)


class Embedding(nn.Module):
    """The vectors of all tokens: (n_vocab, n_embd).

    That of a space and a piece of a word (" Rome") is the sum of theirs and a `difference`, which
    training keeps small: so to copy a word into quotes or out of them, where it begins with
    another token, is one thing to learn, and not as many as there are pieces.
    """

    def __init__(self, shape: Shape, joined: Sequence[Joined]) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.empty(shape.n_vocab, shape.n_embd))
        self.difference = nn.Parameter(torch.empty(len(joined), shape.n_embd))
        for name in Joined._fields:
            ids = torch.tensor([getattr(one, name) for one in joined], dtype=torch.long)
            self.register_buffer(name, ids, persistent=False)

    def forward(self) -> Tensor:
        sums = self.weight[self.space] + self.weight[self.piece] + self.difference
        return self.weight.index_copy(0, self.token, sums)

    def difference_in(self, vectors: Tensor) -> Tensor:
        return vectors[self.token] - vectors[self.space] - vectors[self.piece]


class Block(nn.Module):
    def __init__(self, shape: Shape) -> None:
        super().__init__()
        n_embd, n_kv, n_ff = shape.n_embd, shape.n_embd_kv, shape.n_ff
        self.head_size = shape.head_size
        self.attn_norm = nn.RMSNorm(n_embd, eps=shape.norm_epsilon)
        self.attn_q = nn.Linear(n_embd, n_embd, bias=False)
        self.attn_k = nn.Linear(n_embd, n_kv, bias=False)
        self.attn_v = nn.Linear(n_embd, n_kv, bias=False)
        self.attn_output = nn.Linear(n_embd, n_embd, bias=False)
        self.ffn_norm = nn.RMSNorm(n_embd, eps=shape.norm_epsilon)
        self.ffn_gate = nn.Linear(n_embd, n_ff, bias=False)
        self.ffn_up = nn.Linear(n_embd, n_ff, bias=False)
        self.ffn_down = nn.Linear(n_ff, n_embd, bias=False)

    def forward(self, hidden: Tensor, rotation: Rotation, mask: Tensor) -> Tensor:
        hidden = hidden + self.attention(self.attn_norm(hidden), rotation, mask)
        return hidden + self.feed_forward(self.ffn_norm(hidden))

    def attention(self, hidden: Tensor, rotation: Rotation, mask: Tensor) -> Tensor:
        queries = rotate(self.heads(self.attn_q(hidden)), *rotation)
        keys = rotate(self.heads(self.attn_k(hidden)), *rotation)
        values = self.heads(self.attn_v(hidden))
        sharing = queries.shape[1] // keys.shape[1]
        keys = keys.repeat_interleave(sharing, dim=1)
        values = values.repeat_interleave(sharing, dim=1)
        mixed = attend(queries, keys, values, mask)
        return self.attn_output(mixed.transpose(1, 2).flatten(2))

    def heads(self, hidden: Tensor) -> Tensor:
        """(rows, length, n) to (rows, n / head_size, length, head_size)."""
        return hidden.unflatten(2, (-1, self.head_size)).transpose(1, 2)

    def feed_forward(self, hidden: Tensor) -> Tensor:
        return self.ffn_down(functional.silu(self.ffn_gate(hidden)) * self.ffn_up(hidden))


def unseen(documents: Tensor) -> Tensor:
    """Later tokens, and those of other documents: (rows, 1, length, length), true where hidden.

    Args:
        documents: the number of each token's document, (rows, length).
    """
    length = documents.shape[1]
    future = torch.ones(length, length, dtype=torch.bool).triu(1)
    others = documents[:, :, None] != documents[:, None, :]
    return (future | others)[:, None]


def attend(queries: Tensor, keys: Tensor, values: Tensor, mask: Tensor) -> Tensor:
    """Plain matrix products: for short rows on a CPU twice as fast as torch's fused attention."""
    scores = queries @ keys.transpose(-1, -2) / math.sqrt(queries.shape[-1])
    return scores.masked_fill(mask, -torch.inf).softmax(dim=-1).to(values.dtype) @ values


def rotations(shape: Shape) -> Rotation:
    pairs = torch.arange(0, shape.head_size, 2, dtype=torch.float64)
    frequencies = shape.rope_base ** (-pairs / shape.head_size)
    angles = torch.outer(torch.arange(shape.n_ctx, dtype=torch.float64), frequencies)
    return angles.cos().float(), angles.sin().float()


def rotate(heads: Tensor, cosines: Tensor, sines: Tensor) -> Tensor:
    """Turn each neighbouring pair (2i, 2i+1) by its position's angle."""
    even, odd = heads[..., 0::2], heads[..., 1::2]
    turned = (even * cosines - odd * sines, even * sines + odd * cosines)
    return torch.stack(turned, dim=-1).flatten(-2).to(heads.dtype)


def initialise(network: Network) -> None:
    """Small normal numbers, smaller where a layer adds to the residual stream."""
    nn.init.zeros_(network.token_embd.difference)
    depth = math.sqrt(2 * network.shape.n_layer)
    for name, parameter in network.named_parameters():
        if parameter.dim() == 2 and name != DIFFERENCE:
            closing = name.endswith(CLOSING)
            nn.init.normal_(parameter, std=0.02 / depth if closing else 0.02)
