"""The mall's reads: loads the synthetic mall once, measures every scenario, prints one table.

python -m bench.goods                        200,000 products, 10 seconds a scenario
python -m bench.goods --scale 0.1 --only search
"""

import argparse
import random
import time

from bench import cluster

cluster.configure()


def say(text: str) -> None:
    """Progress."""
    print(f"· {text}", flush=True)


def prepare(scale: float) -> float:
    """Migrates, loads the mall unless it is there, builds the index; returns the scale that is there."""
    import django  # noqa: PLC0415

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    from bench.goods_dataset import Mall, Size, load  # noqa: PLC0415
    from shancha.apps.discovery.search.index import current_generation  # noqa: PLC0415
    from shancha.apps.discovery.services import rebuild_search_index  # noqa: PLC0415
    from shancha.kit.models import Fact  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    known = Fact.objects.filter(name="bench-goods").first()
    if known is None:
        load(Mall(Size.scaled(scale)), say)
        known = Fact.objects.create(name="bench-goods", value={"scale": scale})
    if current_generation() is None or known.value.get("indexed") is None:
        started = time.monotonic()
        rebuild_search_index()
        say(f"search index in {time.monotonic() - started:.0f} s")
        known.value["indexed"] = True
        known.save()
    return float(known.value["scale"])


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--seconds", type=int, default=10)
    parser.add_argument("--only", default="")
    arguments = parser.parse_args()
    scale = prepare(arguments.scale)

    from bench.goods_dataset import Mall, Size  # noqa: PLC0415
    from bench.goods_scenarios import GOODS_SCENARIOS  # noqa: PLC0415
    from bench.load import measure_beside_hello  # noqa: PLC0415
    from bench.report import HEADER, row  # noqa: PLC0415
    from bench.sessions import sign_in  # noqa: PLC0415
    from shancha.apps.mall.models import Category  # noqa: PLC0415

    mall, rng = Mall(Size.scaled(scale)), random.Random(7)
    categories = list(Category.objects.order_by("slug").values_list("slug", flat=True))
    members = sign_in(mall.members)
    cluster.read_into_memory()
    with cluster.running() as nursery, cluster.saying_hello() as bare:
        time.sleep(3)
        app = cluster.web_processes(nursery)
        print(HEADER)
        for scenario in GOODS_SCENARIOS:
            if arguments.only in scenario.targets.name:
                requests = scenario.requests(mall, categories, members, rng)
                found = measure_beside_hello(requests, app, bare, seconds=arguments.seconds)
                print(row(scenario.targets, found), flush=True)


if __name__ == "__main__":
    main()
