"""The embedded PostgreSQL: what it makes of an earlier run's traces."""

import os
from pathlib import Path

from shancha.kit.postgres import EmbeddedPostgres


def test_a_pid_file_whose_number_went_to_another_process_hinders_nothing(tmp_path: Path) -> None:
    server = EmbeddedPostgres(tmp_path / "postgres", durable=False)
    server.start()
    server.stop()
    for name in ("postmaster.pid", ".s.PGSQL.5432.lock"):
        (tmp_path / "postgres" / name).write_text(f"{os.getpid()}\n{tmp_path}/postgres\n0\n5432\n")
    again = EmbeddedPostgres(tmp_path / "postgres", durable=False)
    again.start()
    again.ensure_database("kept")
    assert not again.has_clients()
    again.stop()
