"""Sends load with wrk and accounts for every CPU second that app and database spent on it."""

import json
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import psutil

from bench import cluster

_SCRIPT = """
local requests = {}
local at = 0
local ok, refused = 0, 0
function init(args)
  for line in io.lines(args[1]) do
    local field = "([^\\t]*)\\t"
    local method, path, cookie, csrf, body = line:match(field .. field .. field .. field .. "(.*)")
    local headers = {["Accept"] = "application/json"}
    if cookie ~= "" then headers["Cookie"] = cookie end
    if csrf ~= "" then headers["X-CSRFToken"] = csrf end
    if body ~= "" then headers["Content-Type"] = "application/json" end
    requests[#requests + 1] = wrk.format(method, path, headers, body ~= "" and body or nil)
  end
end
function request()
  at = at % #requests + 1
  return requests[at]
end
done = function(summary, latency, requests)
  local faults = summary.errors
  local failed = faults.connect + faults.read + faults.write + faults.status + faults.timeout
  io.write(string.format('RESULT {"requests":%d,"microseconds":%d,"errors":%d,"p50":%d,"p99":%d}\\n',
    summary.requests, summary.duration, failed, latency:percentile(50), latency:percentile(99)))
end
"""


@dataclass(frozen=True, slots=True)
class Request:
    """One request of a scenario; `cookie` and `csrf` belong to a session."""

    path: str
    method: str = "GET"
    cookie: str = ""
    csrf: str = ""
    body: str = ""

    def line(self) -> str:
        """As the load script reads it."""
        return f"{self.method}\t{self.path}\t{self.cookie}\t{self.csrf}\t{self.body}"


@dataclass(frozen=True, slots=True)
class Measured:
    """What one run showed. Times in milliseconds, `per_cpu` in requests per CPU second of app and
    database together. `hello_per_cpu` is the same of bare Django's hello, asked for right before and after:
    how fast the machine was just then."""

    rate: float
    p50: float
    p99: float
    per_cpu: float
    errors: int
    requests: int
    hello_per_cpu: float = 0.0

    @property
    def share_of_hello(self) -> float:
        """The figure as a part of bare Django's: comparable between machines and hours."""
        return self.per_cpu / self.hello_per_cpu if self.hello_per_cpu else 0.0

    @property
    def at_peers(self) -> float:
        """What the figure would be on the machine where the peers were measured."""
        return self.share_of_hello * PEERS_HELLO


# What bare Django answered per CPU second on the machine where the peers' figures and the targets come from.
PEERS_HELLO = 3_789


def ensure_wrk() -> str:
    """wrk's path; installs Debian's package where that is possible, else says what is missing."""
    if shutil.which("wrk") is None and shutil.which("apt-get") and os.geteuid() == 0:
        subprocess.run(["apt-get", "install", "-y", "-qq", "wrk"], stdout=subprocess.DEVNULL, check=False)
    found = shutil.which("wrk")
    if found is None:
        raise SystemExit("the benchmark needs wrk (Debian: apt-get install wrk)")
    return found


def cpu_times(processes: list[psutil.Process]) -> dict[int, float]:
    """User and system time of each process so far, in seconds."""
    found = {}
    for process in processes:
        try:
            times = process.cpu_times()
        except psutil.NoSuchProcess:
            continue
        found[process.pid] = times.user + times.system
    return found


def cpu_spent(before: dict[int, float], after: dict[int, float]) -> float:
    """Seconds spent in between by the processes that are still there."""
    return sum(seconds - before.get(pid, 0.0) for pid, seconds in after.items())


def measure(
    requests: list[Request],
    app: list[psutil.Process],
    *,
    seconds: int,
    connections: int = cluster.CONCURRENCY,
) -> Measured:
    """Sends the requests round and round for `seconds` over `connections`, after a short warm-up. What `app`
    and the database spend on it counts."""
    return _measure(requests, cluster.BASE, lambda: app + cluster.postgres_processes(), seconds, connections)


def measure_beside_hello(
    requests: list[Request], app: list[psutil.Process], bare: list[psutil.Process], *, seconds: int
) -> Measured:
    """The same, with bare Django's hello measured right before and after."""
    return beside_hello(lambda: measure(requests, app, seconds=seconds), bare)


def beside_hello(run: Callable[[], Measured], bare: list[psutil.Process]) -> Measured:
    """What a run shows, with bare Django's hello measured right before and after."""
    before = measure_hello(bare)
    found = run()
    after = measure_hello(bare)
    return replace(found, hello_per_cpu=(before.per_cpu + after.per_cpu) / 2)


def measure_hello(bare: list[psutil.Process]) -> Measured:
    """How often bare Django says hello just now."""
    return _measure([Request("/")], cluster.HELLO, lambda: bare, 2, cluster.CONCURRENCY)


def _measure(
    requests: list[Request],
    base: str,
    counted: Callable[[], list[psutil.Process]],
    seconds: int,
    connections: int,
) -> Measured:
    with tempfile.TemporaryDirectory() as folder:
        script, lines = Path(folder) / "load.lua", Path(folder) / "requests.tsv"
        script.write_text(_SCRIPT)
        lines.write_text("\n".join(request.line() for request in requests) + "\n")
        _run_wrk(script, lines, base, seconds=2, connections=connections)
        processes = counted()
        before = cpu_times(processes)
        result = _run_wrk(script, lines, base, seconds=seconds, connections=connections)
        spent = cpu_spent(before, cpu_times(processes))
    count = result["requests"]
    return Measured(
        rate=count / (result["microseconds"] / 1e6),
        p50=result["p50"] / 1000,
        p99=result["p99"] / 1000,
        per_cpu=(count - result["errors"]) / spent if spent else 0,
        errors=result["errors"],
        requests=count,
    )


def _run_wrk(script: Path, lines: Path, base: str, *, seconds: int, connections: int) -> dict[str, int]:
    output = subprocess.run(
        [
            ensure_wrk(),
            "-t1",
            f"-c{connections}",
            f"-d{seconds}s",
            "-s",
            str(script),
            base,
            "--",
            str(lines),
        ],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    found = re.search(r"RESULT (\{.*\})", output)
    if not found:
        raise RuntimeError(f"wrk gave no result:\n{output}")
    return dict(json.loads(found.group(1)))
