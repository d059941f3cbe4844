"""Many rows in one job, none of which may hold up the others."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import structlog

log = structlog.get_logger("shancha.jobs")
Item = TypeVar("Item")


def each_apart(
    items: Iterable[Item],
    work: Callable[[Item], Any],
    *,
    failed: Callable[[Item], Any] | None = None,
) -> int:
    """Does `work` for each item, in a transaction of its own if it opens one; returns for how many it did not
    answer False. An item that fails is logged, given to `failed` (which may put it off), and passed over;
    when all had their turn its exception is raised, so that the job is seen to have failed."""
    done = 0
    first: Exception | None = None
    for item in items:
        try:
            done += work(item) is not False
        except Exception as error:
            log.exception("row_failed", item=str(item))
            first = first or error
            if failed is not None:
                failed(item)
    if first is not None:
        raise first
    return done
