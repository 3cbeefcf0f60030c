"""A byte-level BPE of 1,024 tokens as GPT-2's, with the special tokens of ChatML.

The merges are all pairs of a space or small letter with a small letter, all pairs of JSON's
punctuation, the empty line, and a few words: so some tokens cross the borders of JSON's tokens.
"""

from itertools import product
from string import ascii_lowercase

from gguf import TokenType
from tokenizers.pre_tokenizers import ByteLevel

from toy_models.gguf_file import Keys, prefixed

CONTROL_TOKENS = ("<|endoftext|>", "<|im_start|>", "<|im_end|>")
"""Steer the model; they have no text of their own."""
END_OF_TEXT, END_OF_TURN = 0, 2

MARKUP_TOKENS = (
    "<think>", "</think>",
    "<tool_call>", "</tool_call>",
    "<tool_response>", "</tool_response>",
)  # fmt: skip
"""Single tokens whose text is part of the answer, for whoever parses it."""

SPACE, NEWLINE = "Ġ", "Ċ"
"""How a byte-level vocabulary spells them."""
MERGES = [
    *product(SPACE + ascii_lowercase, ascii_lowercase),
    *product('{}[]":,', repeat=2),
    (NEWLINE, NEWLINE),
    *(("H", "el"), ("Hel", "lo"), (f"{SPACE}t", "he"), (f"{SPACE}a", "nd")),
    *((f"{SPACE}i", "s"), (f"{SPACE}y", "ou"), (f"{SPACE}f", "ox")),
]
TOKENS = [
    *CONTROL_TOKENS,
    *MARKUP_TOKENS,
    *sorted(ByteLevel.alphabet()),
    *(left + right for left, right in MERGES),
]
TEMPLATE = (
    "{% for message in messages %}"
    "<|im_start|>{{ message.role }}\n{{ message.content }}<|im_end|>\n"
    "{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)


TEMPLATE_WITH_TOOLS = (
    "{% if tools %}<|im_start|>system\n"
    "{% for tool in tools %}{{ tool | tojson }}\n{% endfor %}"
    'Answer with <tool_call>{"name": ...}.<|im_end|>\n{% endif %}'
) + TEMPLATE.replace(
    "{{ message.content }}",
    "{{ message.content }}{% for call in message.tool_calls or [] %}<tool_call>\n"
    '{"name": "{{ call.function.name }}", "arguments": {{ call.function.arguments | tojson }}}'
    "\n</tool_call>{% endfor %}",
)


def tokenizer_keys(template: str = TEMPLATE) -> Keys:
    """Source: llama.cpp, src/llama-vocab.cpp, `llama_vocab::impl::load`."""
    return prefixed(
        "tokenizer",
        {
            "ggml.model": "gpt2",
            "ggml.pre": "gpt-2",
            "ggml.tokens": TOKENS,
            "ggml.token_type": [token_type(token) for token in TOKENS],
            "ggml.merges": [f"{left} {right}" for left, right in MERGES],
            "ggml.bos_token_id": END_OF_TEXT,
            "ggml.eos_token_id": END_OF_TURN,
            "ggml.padding_token_id": END_OF_TEXT,
            "ggml.add_bos_token": False,
            "chat_template": template,
        },
    )


def token_type(token: str) -> int:
    if token in CONTROL_TOKENS:
        return int(TokenType.CONTROL)
    return int(TokenType.USER_DEFINED if token in MARKUP_TOKENS else TokenType.NORMAL)
