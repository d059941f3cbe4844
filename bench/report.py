"""The table."""

import os
import platform
from dataclasses import dataclass

from bench.load import Measured


@dataclass(frozen=True, slots=True)
class Targets:
    """What a row of the table is held against. `target` and `aim` are requests per CPU second of app and
    database; `peer` is the best figure measured of a comparable system (docs/performance.md names it)."""

    name: str
    target: int
    aim: int
    peer: float | None
    p99_limit: float | None = None


HEADER = (
    "| scenario | req/s | p50 ms | p99 ms | **per CPU s** | target | × target "
    "| of hello | at the peers' speed | × target | × best peer | errors |\n"
    "|---|---|---|---|---|---|---|---|---|---|---|---|"
)


def row(held: Targets, measured: Measured) -> str:
    """A line of the table: the figure as it is, then as a share of bare Django's hello beside it and as what
    it would be where the peers were measured, which is what their figures are compared with."""
    peer = f"{measured.at_peers / held.peer:.1f}" if held.peer else "–"
    limit = f" (limit {held.p99_limit:.0f})" if held.p99_limit else ""
    return (
        f"| {held.name} | {measured.rate:.0f} | {measured.p50:.1f} | {measured.p99:.1f}{limit} "
        f"| **{measured.per_cpu:.0f}** | {held.target} (aim {held.aim}) "
        f"| {measured.per_cpu / held.target:.2f} | {measured.share_of_hello:.1%} | {measured.at_peers:.0f} "
        f"| {measured.at_peers / held.target:.2f} | {peer} | {measured.errors} |"
    )


def render(
    *,
    scale: float,
    rows: list[tuple[Targets, Measured]],
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
        HEADER,
        *(row(held, measured) for held, measured in rows),
    ]
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
