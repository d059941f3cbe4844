"""Fixtures for every test: the real database, the real API, no network."""

import os
from collections.abc import Callable, Iterator
from typing import Any

import orjson
import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Names the test database after SHANCHA_TEST_DB."""
    name = os.environ.get("SHANCHA_TEST_DB", "test_shancha")
    test = settings.DATABASES["default"].setdefault("TEST", {})
    test["NAME"] = name + (os.environ.get("PYTEST_XDIST_WORKER") or "")


@pytest.fixture(autouse=True)
def _empty_cache() -> Iterator[None]:
    cache.clear()
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
