"""What this machine can do at best, measured in the same run: the figures that ours are held against."""

import subprocess
import tempfile
from pathlib import Path

import psutil
from django.db import connection

from bench import cluster
from bench.load import Request, cpu_spent, cpu_times, measure, measure_hello
from shancha.operate.backup import program


def measure_limits(
    app: list[psutil.Process], bare: list[psutil.Process], *, seconds: int
) -> dict[str, tuple[float, float]]:
    """Each limit's rate and its figure per CPU second."""
    hello, alive = measure_hello(bare), measure([Request("/healthz")], app, seconds=seconds)
    found = {
        "bare Django's hello": (hello.rate, hello.per_cpu),
        "“ok” through the whole web process": (alive.rate, alive.per_cpu),
    }
    scripts = {
        "20 notes by index, bare PostgreSQL": (
            "\\set at random(1, 1000000)\n"
            "select n.id, n.title, n.cover, n.like_count from (select note_id from "
            "discovery_notescore where published_at < now() - make_interval(secs => :at) "
            "order by published_at desc, note_id desc limit 20) s "
            "join community_note n on n.id = s.note_id;\n"
        ),
        "one row by key, bare PostgreSQL": "select nickname from accounts_user where id = '{user}';\n",
        "insert and commit, bare PostgreSQL": "insert into bench_row (body) values ('一条评论');\n",
    }
    with connection.cursor() as cursor:
        cursor.execute("create table if not exists bench_row (id bigserial primary key, body text)")
        cursor.execute("select id from accounts_user limit 1")
        user = cursor.fetchone()[0]
    for name, script in scripts.items():
        found[name] = _pgbench(script.replace("{user}", str(user)), seconds=seconds)
    with connection.cursor() as cursor:
        cursor.execute("drop table bench_row")
    return found


def _pgbench(script: str, *, seconds: int) -> tuple[float, float]:
    database = connection.settings_dict
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as file:
        file.write(script)
        file.flush()
        before = cpu_times(cluster.postgres_processes())
        command = [
            program("pgbench"),
            "-n",
            "-M",
            "prepared",
            f"-c{cluster.CONCURRENCY}",
            "-j1",
            f"-T{seconds}",
        ]
        command += [
            "-f",
            str(Path(file.name)),
            "-h",
            database["HOST"],
            "-U",
            database["USER"],
            database["NAME"],
        ]
        # Sampled while the clients are still connected: their processes vanish with them.
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
            try:
                process.wait(seconds - 0.3)
            except subprocess.TimeoutExpired:
                spent = cpu_spent(before, cpu_times(cluster.postgres_processes()))
            output = process.communicate()[0]
    rate = next(float(line.split()[2]) for line in output.splitlines() if line.startswith("tps ="))
    return rate, rate * (seconds - 0.3) / spent if spent else 0
