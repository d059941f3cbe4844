"""The small demo world, built once and then copied wherever a test wants one of its own: to build it takes as
long as some hundred tests."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import psycopg
from psycopg.conninfo import make_conninfo

from shancha.operate.readiness import code_version
from tests.migrated import ROOT, copy_database, fresh_database

KEPT = ROOT / ".shancha" / "test" / "small-world"  # the data folder: pictures, keys, search index
_MARK = KEPT.with_suffix(".made")
_DATABASE = "shancha_small_world"
_TURN = 7_416_034  # of our own choice: who builds or copies, while the others wait
_MADE_OF = ("shancha/**/*.py", "shancha/**/*.json")
_KEPT_SECONDS = 3600  # deadlines and sales in it move on


def small_world(server: str, name: str, folder: Path) -> str:
    """Makes the database `name` anew as a copy of the small world and fills `folder`, which must be empty or
    missing, with its files; returns the database's connection string."""
    with psycopg.connect(make_conninfo(server, dbname="postgres"), autocommit=True) as connection:
        connection.execute("select pg_advisory_lock(%s)", [_TURN])
        if not _is_current(connection):
            _build(server)
        copy_database(connection, name, _DATABASE)
        shutil.copytree(KEPT, folder, dirs_exist_ok=True)
    return make_conninfo(server, dbname=name)


def plain_environment() -> dict[str, str]:
    """The environment without settings: the world's keys are those in its folder."""
    return {name: value for name, value in os.environ.items() if not name.startswith("SHANCHA_")}


def _is_current(connection: psycopg.Connection) -> bool:
    known = connection.execute("select 1 from pg_database where datname = %s", [_DATABASE]).fetchone()
    if known is None or not _MARK.exists():
        return False
    is_young = time.time() - _MARK.stat().st_mtime < _KEPT_SECONDS
    return is_young and _MARK.read_text() == code_version(*_MADE_OF)


def _build(server: str) -> None:
    """Builds it; the mark is written last, so that a half is never taken for the whole."""
    _MARK.unlink(missing_ok=True)
    shutil.rmtree(KEPT, ignore_errors=True)
    environment = {
        **plain_environment(),
        "SHANCHA_MODE": "test",
        "SHANCHA_ENV_FILE": "",
        "SHANCHA_DATA_DIR": str(KEPT),
        "SHANCHA_DATABASE_URL": fresh_database(server, _DATABASE),
    }
    command = [sys.executable, "-m", "shancha.demo", "--small"]
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"the small world failed:\n{done.stdout}{done.stderr}")
    _MARK.write_text(code_version(*_MADE_OF))
