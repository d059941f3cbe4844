"""Loads Django once and forks web, stream and worker from it, so that they share its memory.

`python -m shancha.operate.nursery`, which the supervisor starts on Linux.
"""

import gc
import multiprocessing
import sys
from functools import partial

from shancha.config.env import environment
from shancha.operate import processes
from shancha.operate.children import Fork, name_process
from shancha.operate.keeper import Keeper, Kept

COMMAND = (sys.executable, "-m", "shancha.operate.nursery")
GRACE_SECONDS = 8.0


def load() -> None:
    """Loads what several children need, and leaves no thread and no connection: neither outlives a fork."""
    gc.disable()  # nothing of this is garbage, and looking for some takes a sixth of the time
    import granian.server  # noqa: F401, PLC0415 - what follows takes seconds, and belongs to a call

    import shancha.config.wsgi  # noqa: F401, PLC0415

    gc.enable()
    # What is frozen stays out of the children's collections, which would write to each page and so copy it.
    gc.collect()
    gc.freeze()


def main() -> None:
    """Serves until a signal."""
    # Granian asks for it: its processes share the pages too.
    multiprocessing.set_start_method("fork")
    name_process("nursery")
    env = environment()
    processes.gather_figures(env)
    load()
    children = [
        Kept(each.name, partial(Fork, each.name, partial(each.serve, env)), each.waits)
        for each in processes.ALL
    ]
    Keeper(children, grace=GRACE_SECONDS, say=lambda text: print(f"· {text}", flush=True)).run(
        is_ready=partial(processes.site_answers, env)
    )


if __name__ == "__main__":
    main()
