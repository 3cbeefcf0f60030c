"""`response_format`: https://platform.openai.com/docs/guides/structured-outputs"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag

from deployments.types import Constraint


class _Format(BaseModel):
    model_config = ConfigDict(strict=True, extra="ignore", frozen=True)


class TextFormat(_Format):
    type: Literal["text"]

    @property
    def constraint(self) -> Constraint | None:
        return None


class JsonObjectFormat(_Format):
    """Any object, or with `schema`, which llama-server also takes here, one that matches it."""

    type: Literal["json_object"]
    json_schema: dict[str, Any] | None = Field(default=None, alias="schema")

    @property
    def constraint(self) -> Constraint | None:
        if self.json_schema is None:
            return Constraint("json_object")
        return Constraint("json_schema", self.json_schema)


class NamedSchema(_Format):
    """The schema is always kept to, whether `strict` or not."""

    name: str | None = None
    json_schema: dict[str, Any] = Field(alias="schema")


class JsonSchemaFormat(_Format):
    type: Literal["json_schema"]
    json_schema: NamedSchema

    @property
    def constraint(self) -> Constraint | None:
        return Constraint("json_schema", self.json_schema.json_schema)


_KINDS = {
    "text": "TextFormat",
    "json_object": "JsonObjectFormat",
    "json_schema": "JsonSchemaFormat",
}


def _kind(data: Any) -> str | None:
    return _KINDS.get(str(data.get("type"))) if isinstance(data, dict) else None


ResponseFormat = Annotated[
    Annotated[TextFormat, Tag("TextFormat")]
    | Annotated[JsonObjectFormat, Tag("JsonObjectFormat")]
    | Annotated[JsonSchemaFormat, Tag("JsonSchemaFormat")],
    Discriminator(
        _kind,
        custom_error_type="response_format",
        custom_error_message=f"an object whose type is one of {', '.join(_KINDS)}",
    ),
]
"""The tags are class names, which the path to a wrong field leaves out."""
