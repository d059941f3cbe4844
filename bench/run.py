"""`make bench`: loads the synthetic community once, measures every scenario, prints one table.

    make bench                         full size, 10 seconds a scenario
    python -m bench.run --scale 0.1    a tenth of it; --seconds, --only NAME, --fresh

Headline: requests per CPU second of app and database together; it moves least on a busy machine.
"""

import argparse
import random
import shutil
import time
from datetime import UTC, datetime
from pathlib import Path

import psutil

from bench import cluster

cluster.configure()


def say(text: str) -> None:
    """Progress."""
    print(f"· {text}", flush=True)


def prepare(scale: float, *, fresh: bool) -> tuple[float, datetime]:
    """Starts the cluster, migrates, loads the data unless it is there; returns the size that is there and
    when it was loaded."""
    if fresh:
        shutil.rmtree(cluster.DATA_DIR, ignore_errors=True)
    import django  # noqa: PLC0415

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    from bench.dataset import VERSION, Community, Size, load  # noqa: PLC0415
    from shancha.kit.models import Fact  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    known = Fact.objects.filter(name="bench").first()
    if known is not None and known.value.get("version") != VERSION:
        raise SystemExit(f"{cluster.DATA_DIR} holds data of an older version: --fresh makes it anew")
    if known is None:
        loaded_at = datetime.now(UTC).replace(microsecond=0)
        say(f"loading the community at scale {scale}")
        load(Community(Size.scaled(scale), loaded_at), say)
        _derive_scores()
        known = Fact.objects.create(
            name="bench", value={"scale": scale, "at": loaded_at.isoformat(), "version": VERSION}
        )
    if known.value["scale"] != scale:
        say(f"using the data at scale {known.value['scale']} that is there (--fresh makes it anew)")
    _derive_search_index()
    return known.value["scale"], datetime.fromisoformat(known.value["at"])


def _derive_scores() -> None:
    from django.db import connection  # noqa: PLC0415

    from shancha.apps.discovery import services as discovery  # noqa: PLC0415

    started = time.monotonic()
    discovery.rebuild_scores()
    with connection.cursor() as cursor:
        cursor.execute("vacuum analyze")
    say(f"scores in {time.monotonic() - started:.0f} s")


def _derive_search_index() -> None:
    """Builds the search index where there is none of this version."""
    from shancha.apps.discovery import services as discovery  # noqa: PLC0415
    from shancha.apps.discovery.search import index  # noqa: PLC0415

    if index.current_generation() is not None:
        return
    started = time.monotonic()
    discovery.rebuild_search_index()
    say(f"search index in {time.monotonic() - started:.0f} s")


def _measure_money() -> str:
    """The rush of a flash sale and the ledger at size, through the services; the web has stopped by now."""
    from bench import flash, ledger  # noqa: PLC0415

    say("flash sale")
    rush = flash.describe(flash.measure_rush())
    say("ledger")
    books = ledger.describe(ledger.measure_ledger())
    return "\n" + "\n".join(f"- {line}" for line in f"{rush}\n{books}".splitlines()) + "\n"


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--seconds", type=int, default=10)
    parser.add_argument("--only", default="")
    parser.add_argument("--fresh", action="store_true")
    parser.add_argument("--output", type=Path)
    arguments = parser.parse_args()
    scale, loaded_at = prepare(arguments.scale, fresh=arguments.fresh)

    from bench import report  # noqa: PLC0415
    from bench.dataset import Community, Size  # noqa: PLC0415
    from bench.limits import measure_limits  # noqa: PLC0415
    from bench.load import measure_beside_hello  # noqa: PLC0415
    from bench.reach import measure_reach  # noqa: PLC0415
    from bench.scenarios import SCENARIOS  # noqa: PLC0415
    from bench.sessions import sign_in  # noqa: PLC0415

    world = Community(Size.scaled(scale), loaded_at)
    rng = random.Random(7)
    members = sign_in(rng.sample(world.users, min(4000, len(world.users))))
    rows = []
    cluster.read_into_memory()
    with cluster.running() as nursery, cluster.saying_hello() as bare:
        time.sleep(3)
        idle = cluster.resident_megabytes(nursery)
        app = cluster.web_processes(nursery)
        say("measuring the limits of this machine")
        limits = {} if arguments.only else measure_limits(app, bare, seconds=min(5, arguments.seconds))
        for scenario in SCENARIOS:
            if arguments.only in scenario.targets.name:
                say(scenario.targets.name)
                requests = scenario.requests(world, members, rng)
                found = measure_beside_hello(requests, app, bare, seconds=arguments.seconds)
                rows.append((scenario.targets, found))
        loaded = cluster.resident_megabytes(nursery)
        say("publish to visible")
        reach = None if arguments.only else measure_reach(members)
    text = report.render(
        scale=scale,
        rows=rows,
        limits=limits,
        idle=idle,
        loaded=loaded,
        reach=reach,
        load=psutil.getloadavg()[0],
    )
    if not arguments.only:
        text += _measure_money()
    print(text)
    if arguments.output:
        arguments.output.write_text(text)


if __name__ == "__main__":
    main()
