"""A start that has nothing to do is known without loading Django."""

import pytest
from django.db import connection
from psycopg.conninfo import make_conninfo

from shancha.config.env import Environment
from shancha.demo import FINISHED
from shancha.kit.models import Fact
from shancha.operate import readiness
from shancha.operate.checks import check_installation

pytestmark = pytest.mark.django_db(transaction=True)


def url(name: str = "") -> str:
    """How to reach the tests' database, or another one beside it."""
    settings = connection.settings_dict
    places = {"host": settings["HOST"], "port": settings["PORT"], "user": settings["USER"]}
    return make_conninfo("", password=settings["PASSWORD"], dbname=name or settings["NAME"], **places)


def test_a_database_is_prepared_once_its_migrations_are_noted() -> None:
    Fact.objects.filter(name=readiness.PREPARED).delete()
    assert not readiness.is_prepared(url())
    readiness.note_prepared()
    assert readiness.is_prepared(url())


def test_another_version_prepares_again(monkeypatch: pytest.MonkeyPatch) -> None:
    readiness.note_prepared()
    monkeypatch.setattr(readiness, "code_version", lambda: "another")
    assert not readiness.is_prepared(url())


def test_the_demo_world_must_be_finished_too() -> None:
    readiness.note_prepared()
    assert not readiness.is_prepared(url(), facts=[FINISHED])
    Fact.objects.create(name=FINISHED, value={"small": True})
    assert readiness.is_prepared(url(), facts=[FINISHED])


def test_an_empty_database_and_none_at_all_are_not_prepared() -> None:
    assert not readiness.is_prepared(url("postgres"))
    assert not readiness.is_prepared(url("shancha_never_made"))


@pytest.mark.parametrize(
    ("known", "lacking"),
    [
        ({}, 2),
        ({"operator_name": "山茶网络科技有限公司"}, 1),
        ({"operator_email": "service@shancha.example"}, 1),
        ({"operator_name": "山茶网络科技有限公司", "service_phone": "400-123"}, 0),
    ],
)
def test_production_hears_that_the_page_about_lacks_the_operator(known: dict[str, str], lacking: int) -> None:
    empty = dict.fromkeys(("operator_name", "operator_email", "service_phone"), "")
    environment = Environment(mode="production", **{**empty, **known})  # type: ignore[arg-type]
    found = check_installation(environment, deploy=True)
    assert sum("About" in each.text and each.level == "warning" for each in found) == lacking
