"""Hand-written reads for the few requests that carry the load: one statement, shaped by PostgreSQL.

Statements run prepared (PostgreSQL plans them once per connection). While queries are being counted
or logged they go through Django's own cursor instead, so that tests see them.
Write `%s` or `%(name)s` for parameters, cast those that may be null (`%(viewer)s::uuid`) and use
`= any(%(ids)s)` for lists.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import psycopg
from django.db import connection
from django.db.utils import DatabaseErrorWrapper

Parameters = Mapping[str, Any] | Sequence[Any] | None


@contextmanager
def _executed(statement: str, parameters: Parameters) -> Iterator[Any]:
    if connection.queries_logged or connection.execute_wrappers:
        with connection.cursor() as cursor:
            cursor.execute(statement, parameters)
            yield cursor
        return
    connection.ensure_connection()
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    with DatabaseErrorWrapper(connection), psycopg.Cursor(connection.connection) as cursor:
        cursor.execute(statement.encode(), parameters, prepare=True)
        yield cursor


def fetch_value(statement: str, parameters: Parameters = None) -> Any:
    """The first column of the first row, or None where there is no row. JSON comes as text."""
    with _executed(statement, parameters) as cursor:
        row = cursor.fetchone()
    return row[0] if row else None


def fetch_all(statement: str, parameters: Parameters = None) -> list[dict[str, Any]]:
    """All rows, each as a dictionary by column name. Bound the statement with LIMIT."""
    with _executed(statement, parameters) as cursor:
        names = [column.name for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def fetch_rows(statement: str, parameters: Parameters = None) -> list[tuple[Any, ...]]:
    """All rows as tuples: the cheapest shape. Bound the statement with LIMIT."""
    with _executed(statement, parameters) as cursor:
        return list(cursor.fetchall())


def execute(statement: str, parameters: Parameters = None) -> int:
    """Runs a write and returns how many rows it touched."""
    with _executed(statement, parameters) as cursor:
        return int(cursor.rowcount)
