"""Lists by cursor: the last row's sort values, so that nothing repeats when rows arrive in between."""

import base64
import binascii
from collections.abc import Callable
from typing import Annotated, Any, Generic, TypeVar

import orjson
from ninja import Schema
from pydantic import Field

from shancha.kit.errors import ProblemError
from shancha.kit.language import bilingual

Item = TypeVar("Item")
MAX_LIMIT = 50
Limit = Annotated[int, Field(ge=1, le=MAX_LIMIT)]
CursorText = Annotated[str, Field(max_length=400)]


class CursorInvalidError(ProblemError):
    """The cursor was not made by this list."""

    code = "kit.cursor_invalid"
    status = 422
    detail = bilingual("翻页标记无效，请刷新后再试", "The page marker is not valid; please refresh")


class Page(Schema, Generic[Item]):
    """A stretch of a list. `next_cursor` is null at its end."""

    items: list[Item]
    next_cursor: str | None


def encode_cursor(*values: Any) -> str:
    """Packs sort values (the unique tie-breaker last) into an opaque text."""
    return base64.urlsafe_b64encode(orjson.dumps(values)).rstrip(b"=").decode()


def decode_cursor(cursor: str | None, *converters: Callable[[Any], Any]) -> tuple[Any, ...] | None:
    """Unpacks a cursor, converting each value by its type (`str`, `float`, `int`, `UUID`,
    `datetime.fromisoformat` …). None for the first page; raises CursorInvalidError for junk."""
    if not cursor:
        return None
    try:
        values = orjson.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        if not isinstance(values, list) or len(values) != len(converters):
            raise CursorInvalidError
        return tuple(convert(value) for convert, value in zip(converters, values, strict=True))
    except (binascii.Error, ValueError, TypeError, OverflowError) as error:
        raise CursorInvalidError from error
