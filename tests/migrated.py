"""A database in which all migrations have run: made once, then copied wherever tests want a fresh one, since
to migrate takes as long as some hundred tests."""

import os
import subprocess
import sys
from pathlib import Path

import psycopg
from psycopg.conninfo import make_conninfo
from psycopg.sql import SQL, Identifier

from shancha.kit.postgres import EmbeddedPostgres
from shancha.operate.readiness import code_version

ROOT = Path(__file__).resolve().parent.parent
_PREFIX = "shancha_migrated_"
_TURN = 7_416_033  # of our own choice: who makes the template, while the others wait
_CALLED = "shancha/kit/*.py"  # what migrations call: a template must not outlive a change of it


def scratch_server() -> str:
    """Starts the tests' own PostgreSQL unless it runs; its connection string without a database."""
    return EmbeddedPostgres(ROOT / ".shancha" / "test" / "postgres", durable=False).start()


def migrated_template(server: str) -> str:
    """The name of the migrated database on this server (a connection string), made now if there is none.
    Nobody may connect to it: copy it with `create database … template …`."""
    name = _PREFIX + code_version(_CALLED)[:16]
    with psycopg.connect(make_conninfo(server, dbname="postgres"), autocommit=True) as connection:
        connection.execute("select pg_advisory_lock(%s)", [_TURN])
        known = {row[0] for row in connection.execute("select datname from pg_database").fetchall()}
        if name in known:
            return name
        for old in known:
            if old.startswith(_PREFIX):
                connection.execute(SQL("drop database {}").format(Identifier(old)))
        making = f"{_PREFIX}making"
        connection.execute(SQL("create database {}").format(Identifier(making)))
        _migrate(make_conninfo(server, dbname=making))
        connection.execute(SQL("alter database {} rename to {}").format(Identifier(making), Identifier(name)))
    return name


def _migrate(url: str) -> None:
    environment = {**os.environ, "SHANCHA_MODE": "test", "SHANCHA_DATABASE_URL": url}
    command = [sys.executable, "-m", "shancha.cli", "migrate"]
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"the migrations failed:\n{done.stdout}{done.stderr}")


def fresh_database(server: str, name: str) -> str:
    """Makes a migrated database of this name anew and returns its connection string."""
    template = migrated_template(server)
    with psycopg.connect(make_conninfo(server, dbname="postgres"), autocommit=True) as connection:
        copy_database(connection, name, template)
    return make_conninfo(server, dbname=name)


def copy_database(connection: psycopg.Connection, name: str, template: str) -> None:
    """Makes a database anew as a copy of another one, to which nobody may be connected."""
    connection.execute(SQL("drop database if exists {} with (force)").format(Identifier(name)))
    connection.execute(SQL("create database {} template {}").format(Identifier(name), Identifier(template)))
