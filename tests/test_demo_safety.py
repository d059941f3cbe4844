"""The demo world never touches anybody else's data."""

import os
import random
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest

from shancha.apps.accounts.models import User
from shancha.apps.accounts.tests.factories import make_user
from shancha.demo import STARTED, reactions, world
from shancha.kit import clock
from shancha.kit.models import Fact
from tests.migrated import fresh_database, scratch_server

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.slow
@pytest.mark.xdist_group("supervisor")
@pytest.mark.parametrize("command", ["demo-world", "restore"])
def test_another_programs_database_is_left_alone(tmp_path: Path, command: str) -> None:
    server = scratch_server()
    url = fresh_database(server, "somebody_elses")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("drop schema public cascade")
        connection.execute("create schema public")
        connection.execute("create table ledger as select 42 as amount")
    environment = {
        **os.environ,
        "SHANCHA_MODE": "test",
        "SHANCHA_DATA_DIR": str(tmp_path),
        "SHANCHA_DATABASE_URL": url,
    }
    arguments = [command, str(tmp_path / "archive.tar")] if command == "restore" else [command]
    done = subprocess.run(
        [sys.executable, "-m", "shancha.cli", *arguments],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    assert "another program" in done.stderr
    with psycopg.connect(url) as connection:
        tables = connection.execute("select relname from pg_stat_user_tables").fetchall()
        assert (tables, connection.execute("select amount from ledger").fetchone()) == ([("ledger",)], (42,))


@pytest.mark.django_db
def test_who_joined_after_a_start_that_was_cut_off_stays() -> None:
    Fact.objects.create(name=STARTED, value=True)
    make_user(is_demo=True)
    joined = make_user()
    with pytest.raises(world.OtherDataError, match="holds a community"):
        world.ensure(print, small=True)
    assert User.objects.filter(id=joined.id).exists()


def test_reports_come_one_after_another_and_never_from_the_future(monkeypatch: pytest.MonkeyPatch) -> None:
    """A case that a later reporter's earlier report folds would be decided before it was opened."""
    times: list[datetime] = []
    monkeypatch.setattr(reactions, "report_subject", lambda **_: times.append(clock.now()))
    until = datetime(2026, 11, 23, 12, tzinfo=UTC)
    people, comment = [User(), User(), User()], User().id
    for seed in range(20):
        times.clear()
        at = until - timedelta(minutes=70)
        reactions._report(random.Random(seed), comment, "abuse", people, at=at, until=until)
        assert times == sorted(times)
        assert at <= times[0]
        assert times[-1] <= until
