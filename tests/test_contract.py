"""The API against its own description: hostile input brings no fault and no answer that isn't declared."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, settings
from ninja import Schema
from schemathesis.checks import CheckFunction, not_a_server_error
from schemathesis.specs.openapi import checks as openapi_checks

from shancha.apps.accounts.services.access import create_token
from shancha.apps.accounts.tests.factories import make_user
from shancha.config.wsgi import answer

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = int(os.environ.get("SHANCHA_FUZZ_EXAMPLES", "6"))
CSRF = "c" * 32

schemathesis.serializer.alias("application/offset+octet-stream", "application/octet-stream")


def _described() -> Any:
    """The API as openapi.json describes it."""
    schema = schemathesis.openapi.from_path(ROOT / "openapi.json")
    schema.app = answer
    schema.config.generation.update(with_security_parameters=False)
    return schema


schema = _described()
# Every way in which a request can be wrong is tried by the operator, and one by each of the others.
knocking = _described()
knocking.config.phases.coverage.enabled = False
CHECKS: list[CheckFunction] = [
    not_a_server_error,
    openapi_checks.status_code_conformance,
    openapi_checks.content_type_conformance,
    openapi_checks.response_schema_conformance,
]


@pytest.fixture(autouse=True)
def _one_connection() -> Iterator[None]:
    """Requests come straight to the WSGI application, inside the test's transaction: they must not close
    its connection, as they would between requests."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.fixture
def operator(db: None) -> dict[str, str]:
    """The headers of an operator, signed in by session: reaches furthest."""
    client = Client()
    client.force_login(
        make_user(is_operator=True, is_moderator=True), backend="django.contrib.auth.backends.ModelBackend"
    )
    cookie = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
    return {"Cookie": f"{cookie}; shancha_csrf={CSRF}", "X-CSRFToken": CSRF}


def _program(*scopes: str) -> dict[str, str]:
    """A program's with a token of these scopes."""
    _, secret = create_token(user_id=make_user().id, name="program", scopes=[*scopes], expires_at=None)
    return {"Authorization": f"Bearer {secret}"}


patient = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.filter_too_much,
    ],
)


@schema.parametrize()
@patient
def test_nothing_undeclared(case: Any, operator: dict[str, str]) -> None:
    case.call_and_validate(headers=operator, checks=CHECKS)


@pytest.fixture
def askers(db: None) -> list[dict[str, str]]:
    """The headers of others who may knock: nobody, programs that may do one thing, a token that never was."""
    return [{}, _program("read"), _program("write"), {"Authorization": "Bearer sc_nothing"}]


@knocking.parametrize()
@settings(patient, max_examples=1)
def test_nothing_undeclared_to_others(case: Any, askers: list[dict[str, str]]) -> None:
    for headers in askers:
        case.call_and_validate(headers=headers, checks=CHECKS)


def test_no_two_shapes_share_a_name() -> None:
    """The description knows shapes by their class's name: of two with the same one it would show one."""

    def below(shape: type) -> Iterator[type]:
        for each in shape.__subclasses__():
            yield each
            yield from below(each)

    places: dict[str, set[str]] = {}
    for shape in below(Schema):
        if shape.__module__.startswith("shancha.") and "[" not in shape.__name__:
            places.setdefault(shape.__name__, set()).add(shape.__module__)
    assert {name: modules for name, modules in places.items() if len(modules) > 1} == {}
