"""Hand-written reads for the few requests that carry the load: one statement, shaped by PostgreSQL.

Statements run prepared (PostgreSQL plans them once per connection) and straight through libpq: psycopg turns
values into parameters and results into values, but its cursors, which cost most of a short statement's time,
are left out. While queries are being counted or logged they go through Django's own cursor instead, so that
tests see them.
Write `%s` or `%(name)s` for parameters, cast those that may be null (`%(viewer)s::uuid`) and use
`= any(%(ids)s)` for lists.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any
from weakref import WeakKeyDictionary

import psycopg
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.utils import DatabaseErrorWrapper
from psycopg import pq
from psycopg.adapt import PyFormat, Transformer
from psycopg.errors import error_from_result

Parameters = Mapping[str, Any] | Sequence[Any] | None
Row = tuple[Any, ...]

_PLACE = re.compile(r"%(?:\((\w+)\)s|(s)|%)")
_IDLE = pq.TransactionStatus.IDLE
_GOOD = frozenset({pq.ExecStatus.TUPLES_OK, pq.ExecStatus.COMMAND_OK})
# Statements that one connection keeps prepared at most; the oldest make room.
_MOST_PREPARED = 300


class _Session:
    """One connection: how its values are translated, and what is prepared in it."""

    __slots__ = ("made", "names", "transformer")

    def __init__(self, raw: "psycopg.Connection[Any]") -> None:
        self.transformer = Transformer(raw)
        self.names: dict[tuple[str, tuple[int, ...]], bytes] = {}
        self.made = 0


_sessions: "WeakKeyDictionary[psycopg.Connection[Any], _Session]" = WeakKeyDictionary()


class _Outcome:
    """What a statement brought, with the few doors of a cursor that are used here."""

    __slots__ = ("_result", "_transformer")

    def __init__(self, result: Any, transformer: Any) -> None:
        self._result = result
        self._transformer = transformer

    def fetchall(self) -> list[Row]:
        """All rows."""
        transformer = self._transformer
        transformer.set_pgresult(self._result)
        rows: list[Row] = transformer.load_rows(0, self._result.ntuples, tuple)
        transformer.set_pgresult(None)
        return rows

    def names(self) -> list[str]:
        """The columns' names."""
        result = self._result
        return [result.fname(number).decode() for number in range(result.nfields)]

    @property
    def rowcount(self) -> int:
        """How many rows it touched; -1 where that means nothing."""
        touched = self._result.command_tuples
        return -1 if touched is None else int(touched)


@lru_cache(maxsize=2000)
def _read(statement: str) -> tuple[bytes, tuple[str, ...]]:
    """The statement with $1, $2 … in the places of its parameters, and their names where they have any."""
    names: dict[str, int] = {}
    count = 0

    def number(match: "re.Match[str]") -> str:
        nonlocal count
        if match.group(1):
            return f"${names.setdefault(match.group(1), len(names) + 1)}"
        if match.group(2):
            count += 1
            return f"${count}"
        return "%"

    return _PLACE.sub(number, statement).encode(), tuple(names)


def _numbered(statement: str, parameters: Parameters) -> tuple[bytes, Sequence[Any]]:
    """The statement as PostgreSQL reads it, and the values in their order."""
    if parameters is None:
        return statement.encode(), ()
    text, names = _read(statement)
    if isinstance(parameters, Mapping):
        return text, [parameters[name] for name in names]
    return text, parameters


def _execute(statement: str, parameters: Parameters) -> Any:
    database = connections[DEFAULT_DB_ALIAS]
    if database.force_debug_cursor or database.execute_wrappers:
        cursor = database.cursor()
        cursor.execute(statement, parameters)
        return cursor
    if database.connection is None or not database.health_check_done:  # type: ignore[attr-defined] # not in the stubs
        database.ensure_connection()
        database.close_if_health_check_failed()
        database.ensure_connection()
    raw = database.connection
    try:
        if raw.pgconn.transaction_status == _IDLE and not raw.autocommit:
            _checked(raw, raw.pgconn.exec_(b"begin"))  # psycopg leaves that to the cursor
        return _run(raw, statement, parameters)
    except psycopg.Error:
        with DatabaseErrorWrapper(database):
            raise


def _run(raw: "psycopg.Connection[Any]", statement: str, parameters: Parameters) -> _Outcome:
    session = _sessions.get(raw)
    if session is None:
        session = _sessions[raw] = _Session(raw)
    transformer = session.transformer
    text, values = _numbered(statement, parameters)
    sent = transformer.dump_sequence(values, [PyFormat.AUTO] * len(values))
    types = transformer.types or ()
    name = session.names.get((statement, types)) or _prepare(session, raw, text, (statement, types))
    result = raw.pgconn.exec_prepared(name, sent, transformer.formats)  # type: ignore[arg-type]
    return _Outcome(_checked(raw, result), transformer)


def _checked(raw: "psycopg.Connection[Any]", result: Any) -> Any:
    """The same, unless the server refused: then its error is raised."""
    if result.status not in _GOOD:
        raise error_from_result(result, encoding=raw.info.encoding)
    return result


def _prepare(
    session: _Session, raw: "psycopg.Connection[Any]", text: bytes, key: tuple[str, tuple[int, ...]]
) -> bytes:
    if len(session.names) >= _MOST_PREPARED:
        oldest = session.names.pop(next(iter(session.names)))
        raw.pgconn.exec_(b"deallocate " + oldest)
    session.made += 1
    name = b"shancha_%d" % session.made
    _checked(raw, raw.pgconn.prepare(name, text, key[1]))
    session.names[key] = name
    return name


def array(ids: Iterable[object]) -> str:
    """Ids as one parameter, to be cast (`%(ids)s::uuid[]`): cheaper than a list. Not for free text."""
    return "{" + ",".join(map(str, ids)) + "}"


def fetch_value(statement: str, parameters: Parameters = None) -> Any:
    """The first column of the first row, or None where there is no row. JSON comes as text."""
    rows = _execute(statement, parameters).fetchall()
    return rows[0][0] if rows else None


def fetch_all(statement: str, parameters: Parameters = None) -> list[dict[str, Any]]:
    """All rows, each as a dictionary by column name. Bound the statement with LIMIT."""
    found = _execute(statement, parameters)
    names = found.names() if isinstance(found, _Outcome) else [column.name for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def fetch_rows(statement: str, parameters: Parameters = None) -> list[Row]:
    """All rows as tuples: the cheapest shape. Bound the statement with LIMIT."""
    return list(_execute(statement, parameters).fetchall())


def execute(statement: str, parameters: Parameters = None) -> int:
    """Runs a write and returns how many rows it touched."""
    return int(_execute(statement, parameters).rowcount)
