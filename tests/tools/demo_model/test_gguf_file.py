"""Writing the file and reading it back."""

from pathlib import Path

import numpy as np
from gguf import GGMLQuantizationType
from tokenizers import Tokenizer

from tools.demo_model.architecture import Shape
from tools.demo_model.corpus import texts
from tools.demo_model.gguf_file import read_gguf, write_gguf


def test_what_was_written_is_read_again(tokenizer: Tokenizer, tmp_path: Path) -> None:
    random = np.random.default_rng(1)
    weights = {
        "token_embd.weight": random.normal(size=(2048, 64)).astype(np.float32),
        "output_norm.weight": random.normal(size=64).astype(np.float32),
    }
    path = tmp_path / "small.gguf"
    for precision, tolerance in (
        (GGMLQuantizationType.F32, 0.0),
        (GGMLQuantizationType.Q8_0, 0.05),
    ):
        write_gguf(path, Shape(n_embd=64), weights, tokenizer, "", precision=precision)
        read, same = read_gguf(path)
        np.testing.assert_array_equal(read["output_norm.weight"], weights["output_norm.weight"])
        difference = read["token_embd.weight"] - weights["token_embd.weight"]
        assert np.abs(difference).max() <= tolerance
        assert read.keys() == weights.keys()
        for text in texts(seed=3, count=50):
            assert same.encode(text).ids == tokenizer.encode(text).ids
