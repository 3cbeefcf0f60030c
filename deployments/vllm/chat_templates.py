"""The chat templates of a model in Hugging Face's format."""

from __future__ import annotations

import logging
from functools import partial
from typing import Any

from deployments.chat.template import CHATML, ChatOptions, ChatTemplate, ChatTemplates
from deployments.model_config import ConfigError, ModelConfig
from deployments.types import Reasoning

logger = logging.getLogger(__name__)


def chat_templates(tokenizer: Any, config: ModelConfig) -> ChatTemplates:
    """`tokenizer` is one of transformers. Raises `TemplateError` or `ConfigError`."""
    sources = tokenizer.chat_template or {}
    if isinstance(sources, str):
        sources = {"default": sources}
    source, for_tools = sources.get("default"), sources.get("tool_use")
    if source is None:
        logger.warning("the model has no chat template; ChatML is used")
    make = partial(
        ChatTemplate,
        bos_token=tokenizer.bos_token or "",
        eos_token=tokenizer.eos_token or "",
        options=chat_options(config),
    )
    return ChatTemplates(make(source or CHATML), make(for_tools) if for_tools else None)


def chat_options(config: ModelConfig) -> ChatOptions:
    effort, pairs = config.reasoning_effort, config.reasoning.tag_pairs
    enabled = False if config.reasoning.disable or effort == "none" else None
    return ChatOptions(
        function=config.function,
        reasoning=Reasoning(enabled, None if effort == "none" else effort),
        thought=(pairs[0].start, pairs[0].end) if pairs else None,
        kwargs=config.chat_template_kwargs,
    )


def fast_tokenizer(tokenizer: Any) -> Any:
    """That of the `tokenizers` library inside transformers' one. Raises `ConfigError`."""
    inner = getattr(tokenizer, "backend_tokenizer", None)
    if inner is None or not hasattr(inner, "to_str"):
        kind = type(tokenizer).__name__
        raise ConfigError(f"parameters.model: {kind} is no tokenizer that tokenizer.json describes")
    return inner
