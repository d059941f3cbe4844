"""What processes do with their memory beside Python's own ways."""

import ctypes
import gc
from contextlib import suppress


def settle() -> None:
    """What is loaded by now stays for good: leaves it out of collections, and has the short-lived objects of
    requests collected less often, which spares every request a part of its time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def give_back() -> None:
    """Hands memory that a large job has left behind back to the system, which glibc does not do by itself
    (malloc_trim(3)); elsewhere nothing."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL("libc.so.6").malloc_trim(0)
