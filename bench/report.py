"""The table."""

import os
import platform

from bench.load import Measured
from bench.scenarios import Scenario


def render(
    *,
    scale: float,
    rows: list[tuple[Scenario, Measured]],
    limits: dict[str, tuple[float, float]],
    idle: float,
    loaded: float,
    reach: tuple[float, float] | None,
    load: float,
) -> str:
    """Markdown: scenarios with their targets, the limits of the same run, memory and conditions."""
    lines = [
        f"{os.cpu_count()} cores ({platform.machine()}), load {load:.1f}, scale {scale:g}, 8 connections.",
        "",
        "| scenario | req/s | p50 ms | p99 ms | **per CPU s** | target | × target | × best peer | errors |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for scenario, measured in rows:
        peer = f"{measured.per_cpu / scenario.peer:.1f}" if scenario.peer else "–"
        limit = f" (limit {scenario.p99_limit:.0f})" if scenario.p99_limit else ""
        lines.append(
            f"| {scenario.name} | {measured.rate:.0f} | {measured.p50:.1f} | {measured.p99:.1f}{limit} "
            f"| **{measured.per_cpu:.0f}** | {scenario.target} (aim {scenario.aim}) "
            f"| {measured.per_cpu / scenario.target:.2f} | {peer} | {measured.errors} |"
        )
    if limits:
        lines += ["", "| limit of this machine, same run | per s | per CPU s |", "|---|---|---|"]
        lines += [f"| {name} | {rate:.0f} | {per_cpu:.0f} |" for name, (rate, per_cpu) in limits.items()]
    lines += [
        "",
        f"Memory of web, stream, worker (PSS): {idle:.0f} MB idle (400), {loaded:.0f} MB loaded (900).",
    ]
    if reach:
        lines.append(
            f"Published to visible in a follower's feed: median {reach[0]:.0f} ms, slowest {reach[1]:.0f} ms "
            "(limit 1000)."
        )
    return "\n".join(lines) + "\n"
