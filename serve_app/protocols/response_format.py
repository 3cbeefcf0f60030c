"""`response_format`: https://platform.openai.com/docs/guides/structured-outputs"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, Tag

from deployments.types import Constraint
from serve_app.protocols.unions import by_type


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


ResponseFormat = Annotated[
    Annotated[TextFormat, Tag("TextFormat")]
    | Annotated[JsonObjectFormat, Tag("JsonObjectFormat")]
    | Annotated[JsonSchemaFormat, Tag("JsonSchemaFormat")],
    by_type(_KINDS, "response_format"),
]
