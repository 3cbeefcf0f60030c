"""`text` of Open Responses: what an answer's words must be."""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeAlias

from pydantic import Field, Tag

from deployments.types import Constraint
from serve_app.protocols.body import Strict
from serve_app.protocols.unions import by_type


class PlainText(Strict):
    type: Literal["text"] = "text"

    @property
    def constraint(self) -> Constraint | None:
        return None


class JsonObject(Strict):
    type: Literal["json_object"]

    @property
    def constraint(self) -> Constraint | None:
        return Constraint("json_object")


class JsonSchema(Strict):
    """The schema is always kept to, whether `strict` or not."""

    type: Literal["json_schema"]
    name: str = "answer"
    description: str | None = None
    json_schema: dict[str, Any] = Field(alias="schema")
    strict: bool | None = None

    @property
    def constraint(self) -> Constraint | None:
        return Constraint("json_schema", self.json_schema)


_KINDS = {"text": "PlainText", "json_object": "JsonObject", "json_schema": "JsonSchema"}


Format: TypeAlias = Annotated[
    Annotated[PlainText, Tag("PlainText")]
    | Annotated[JsonObject, Tag("JsonObject")]
    | Annotated[JsonSchema, Tag("JsonSchema")],
    by_type(_KINDS, "format"),
]


class TextOptions(Strict):
    format: Format | None = None
    verbosity: Literal["low", "medium", "high"] | None = None

    def render(self) -> dict[str, Any]:
        format = self.format or PlainText()
        rendered: dict[str, Any] = {"format": format.model_dump(by_alias=True)}
        if isinstance(format, JsonSchema):
            rendered["format"]["strict"] = format.strict is not False
        return rendered | ({} if self.verbosity is None else {"verbosity": self.verbosity})
