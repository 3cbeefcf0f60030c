"""A Llama of random weights in Hugging Face's format: heads of 32, which vLLM needs on CPUs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import torch
from tokenizers import AddedToken, Tokenizer
from tokenizers.decoders import ByteLevel as ByteLevelDecoder
from tokenizers.models import BPE
from tokenizers.pre_tokenizers import ByteLevel
from toy_models.chatml_vocabulary import (
    CONTROL_TOKENS,
    MARKUP_TOKENS,
    MERGES,
    TEMPLATE_WITH_TOOLS,
    TOKENS,
)
from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

END_OF_TURN = "<|im_end|>"
CONTEXT = 256
THINKING = TEMPLATE_WITH_TOOLS.replace(
    "<|im_start|>assistant\n", "<|im_start|>assistant\n{% if enable_thinking %}<think>\n{% endif %}"
)


def write_model(path: Path, template: str = TEMPLATE_WITH_TOOLS, seed: int = 1) -> Path:
    """The folder of a model, which is made if it is not there."""
    if (path / "config.json").is_file():
        return path
    tokenizer().save_pretrained(path)
    (path / "chat_template.jinja").write_text(template)
    network(seed).save_pretrained(path)
    return path


def tokenizer() -> PreTrainedTokenizerFast:
    """The toy vocabulary's: control tokens, markup, bytes, and a few merges."""
    ids = {token: number for number, token in enumerate(TOKENS)}
    inner = Tokenizer(BPE(vocab=ids, merges=list(MERGES)))
    inner.add_special_tokens([AddedToken(each, special=True) for each in CONTROL_TOKENS])
    inner.add_tokens([AddedToken(each, special=False) for each in MARKUP_TOKENS])
    inner.pre_tokenizer = ByteLevel(add_prefix_space=False)
    inner.decoder = ByteLevelDecoder()
    return PreTrainedTokenizerFast(
        tokenizer_object=inner, eos_token=END_OF_TURN, pad_token=CONTROL_TOKENS[0]
    )


def network(seed: int) -> LlamaForCausalLM:
    """Weights large enough that answers depend on the prompt."""
    torch.manual_seed(seed)
    config = LlamaConfig(
        vocab_size=len(TOKENS),
        hidden_size=64,
        intermediate_size=128,
        num_hidden_layers=2,
        num_attention_heads=2,
        num_key_value_heads=2,
        head_dim=32,
        max_position_embeddings=CONTEXT,
        initializer_range=0.4,
        tie_word_embeddings=False,
        bos_token_id=None,
        eos_token_id=TOKENS.index(END_OF_TURN),
    )
    return LlamaForCausalLM(config).to(torch.float32).eval()


def write_adapter(path: Path, seed: int = 7) -> Path:
    """A LoRA adapter of rank 4 for the attention, as PEFT writes it."""
    from safetensors.torch import save_file

    torch.manual_seed(seed)
    path.mkdir(parents=True, exist_ok=True)
    tensors: dict[str, Any] = {}
    for layer in range(2):
        for name in ("q_proj", "v_proj"):
            key = f"base_model.model.model.layers.{layer}.self_attn.{name}"
            tensors[f"{key}.lora_A.weight"] = torch.randn(4, 64)
            tensors[f"{key}.lora_B.weight"] = torch.randn(64, 4)
    save_file(tensors, path / "adapter_model.safetensors")
    said = {
        "peft_type": "LORA",
        "task_type": "CAUSAL_LM",
        "r": 4,
        "lora_alpha": 8,
        "target_modules": ["q_proj", "v_proj"],
        "bias": "none",
    }
    (path / "adapter_config.json").write_text(json.dumps(said))
    return path
