"""A JSON object as PostgreSQL builds it, from one list of its fields: by json_build_object, which composes
with other statements, or as text by concat, which costs half: for the lists that carry the load."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

# What stands in a field decides how it is written as text: "word" never needs escaping (an id, a name from
# a fixed list), "text" may hold anything, "json" is JSON already or null.
Content = Literal["word", "number", "flag", "text", "json"]

_WRITTEN: dict[Content, str] = {
    "word": "'\"', {value}, '\"'",
    "number": "{value}",
    "flag": "case when {value} then 'true' else 'false' end",
    "text": "coalesce(to_json({value})::text, 'null')",
    "json": "coalesce(({value})::text, 'null')",
}


class Field(NamedTuple):
    """A name, the SQL of its value, and what that holds."""

    name: str
    value: str
    content: Content


def as_json(fields: Sequence[Field]) -> str:
    """The arguments of json_build_object."""
    return ", ".join(f"'{field.name}', {field.value}" for field in fields)


def as_text(fields: Sequence[Field]) -> str:
    """An expression for the object as text."""
    parts = [f"'\"{field.name}\":', {_WRITTEN[field.content].format(value=field.value)}" for field in fields]
    joined = ", ',', ".join(parts)
    return f"concat('{{', {joined}, '}}')"
