"""`response_format`: https://platform.openai.com/docs/guides/structured-outputs"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, Tag

from deployments.types import Constraint
from serve_app.protocols.body import Strict
from serve_app.protocols.unions import by_type


class TextFormat(Strict):
    type: Literal["text"]

    @property
    def constraint(self) -> Constraint | None:
        return None


class JsonObjectFormat(Strict):
    """Any object, or with `schema`, which llama-server also takes here, one that matches it."""

    type: Literal["json_object"]
    json_schema: dict[str, Any] | None = Field(default=None, alias="schema")

    @property
    def constraint(self) -> Constraint | None:
        if self.json_schema is None:
            return Constraint("json_object")
        return Constraint("json_schema", self.json_schema)


class NamedSchema(Strict):
    """The schema is always kept to, whether `strict` or not."""

    name: str | None = None
    json_schema: dict[str, Any] = Field(alias="schema")


class JsonSchemaFormat(Strict):
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
