"""Hand-written reads for the few requests that carry the load: one statement, shaped by PostgreSQL."""

from collections.abc import Mapping, Sequence
from typing import Any, LiteralString

from django.db import connection

Parameters = Mapping[str, Any] | Sequence[Any] | None


def fetch_value(sql: str | LiteralString, parameters: Parameters = None) -> Any:
    """The first column of the first row, or None where there is no row."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        row = cursor.fetchone()
    return row[0] if row else None


def fetch_all(sql: str | LiteralString, parameters: Parameters = None) -> list[dict[str, Any]]:
    """All rows, each as a dictionary by column name. Bound the statement with LIMIT."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        names = [column.name for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def fetch_rows(sql: str | LiteralString, parameters: Parameters = None) -> list[tuple[Any, ...]]:
    """All rows as tuples: the cheapest shape. Bound the statement with LIMIT."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()


def execute(sql: str | LiteralString, parameters: Parameters = None) -> int:
    """Runs a write and returns how many rows it touched."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.rowcount
