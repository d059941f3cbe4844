"""Many rows into several tables with one statement."""

from collections.abc import Mapping, Sequence
from typing import Any

import orjson

from shancha.kit import sql


def insert_rows(
    tables: Mapping[str, Sequence[Mapping[str, Any]]],
    *,
    after: str = "select",
    parameters: Mapping[str, Any] | None = None,
) -> None:
    """Inserts rows, given as {table: [{column: value}, ...]}, all in one statement. Rows of one table have
    the same columns; every column without a default in the database must be there. Table and column names are
    the program's own. `after`, with `parameters`, is one more write in the same statement."""
    parts, values = [], dict(parameters or {})
    for number, (table, rows) in enumerate(tables.items()):
        if not rows:
            continue
        columns = ", ".join(rows[0])
        parts.append(
            f"t{number} as (insert into {table} ({columns}) "  # noqa: S608 - names of ours
            f"select {columns} from json_populate_recordset(null::{table}, %(r{number})s::json))"
        )
        values[f"r{number}"] = orjson.dumps(rows, default=str).decode()
    sql.execute(f"with {', '.join(parts)} {after}", values)
