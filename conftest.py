"""Fixtures for every test: the real database, the real API, no network."""

import os
from collections.abc import Callable, Iterator
from typing import Any

import orjson
import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client, TransactionTestCase
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis
from psycopg import sql
from psycopg.conninfo import make_conninfo

from shancha.kit import limits
from shancha.kit.counters import Counters
from tests.migrated import migrated_template

# A busy machine is no fault of the code.
hypothesis.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis.load_profile("patient")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Names the test database after SHANCHA_TEST_DB, and has it copied from a migrated one."""
    name = os.environ.get("SHANCHA_TEST_DB", "test_shancha")
    database = settings.DATABASES["default"]
    test = database.setdefault("TEST", {})
    test["NAME"] = name + (os.environ.get("PYTEST_XDIST_WORKER") or "")
    asked = {"host": database["HOST"], "port": database["PORT"], "user": database["USER"]}
    test["TEMPLATE"] = migrated_template(
        make_conninfo(password=database["PASSWORD"] or None, **{k: v or None for k, v in asked.items()})
    )


class _Seeds:
    """What the migrations put into the database: remembered before the first test that commits."""

    def __init__(self) -> None:
        self.rows = {table: self._copy_out(table) for table in self._filled_tables()}

    @staticmethod
    def _filled_tables() -> list[str]:
        with connection.cursor() as cursor:
            cursor.execute(
                "select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace"
            )
            asked = sql.SQL(" union all ").join(
                sql.SQL("select {} where exists (select from {})").format(table, sql.Identifier(table))
                for (table,) in cursor.fetchall()
            )
            cursor.execute(asked)
            return [row[0] for row in cursor.fetchall()]

    @staticmethod
    def _copy_out(table: str) -> bytes:
        statement = sql.SQL("copy {} to stdout").format(sql.Identifier(table))
        with connection.cursor() as cursor, cursor.copy(statement) as rows:
            return b"".join(bytes(part) for part in rows)

    @transaction.atomic
    def restore(self) -> None:
        """Takes away all that was committed since and puts the seeds back, with their ids. Waits for nobody
        who only reads, such as another process of the test."""
        with connection.cursor() as cursor:
            cursor.execute("set local session_replication_role = replica")  # no triggers, no checks of keys
            for table in {*self._filled_tables(), *self.rows}:
                cursor.execute(sql.SQL("delete from {}").format(sql.Identifier(table)))
            for table, rows in self.rows.items():
                with cursor.copy(sql.SQL("copy {} from stdin").format(sql.Identifier(table))) as sink:
                    sink.write(rows)


@pytest.fixture(autouse=True, scope="session")
def _keep_seeds() -> Iterator[None]:
    """Tests marked `django_db(transaction=True)` commit for real. Django would empty every table after them,
    and take away what the migrations put in (categories, rules, words, content types); here exactly that is
    left, so that such tests may run in any order and beside any others."""
    seeds: list[_Seeds] = []

    def remember(case: type[TransactionTestCase]) -> None:
        if not seeds:
            seeds.append(_Seeds())

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_setup", classmethod(remember))
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda case: seeds[0].restore())
        yield


@pytest.fixture(scope="session", autouse=True)
def _own_counters(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Processes of a test run don't count each other's calls."""
    limits.counters = Counters(tmp_path_factory.mktemp("counters") / "counts.sqlite")


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    cache.clear()
    limits.counters.forget()
    yield
    cache.clear()


@pytest.fixture
def api() -> Callable[..., "ApiClient"]:
    """Makes an API client, signed in as the user given or as nobody: `api(user).get("/notes")`."""

    def make(user: Any = None) -> ApiClient:
        client = ApiClient()
        if user is not None:
            client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return make


class ApiClient(Client):
    """Django's test client with the API's prefix and JSON bodies."""

    def generic(self, method: str, path: str, *args: Any, **kwargs: Any) -> Any:
        """Sends a request below /api/v1 unless the path says otherwise."""
        prefix = "" if path.startswith(("/api/", "//", "/media", "/admin")) else "/api/v1"
        return super().generic(method, prefix + path, *args, **kwargs)

    def send(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        """Sends a JSON body."""
        return self.generic(
            method,
            path,
            b"" if body is None else orjson.dumps(body),
            content_type="application/json",
            headers=headers or None,
        )
