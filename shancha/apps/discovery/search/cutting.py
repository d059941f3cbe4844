"""Cutting Chinese text into dictionary words. The dictionary (30 MB) is loaded with the first text, so that a
process that never cuts any doesn't hold it."""

from collections.abc import Callable
from functools import cache


@cache
def _cutters() -> tuple[Callable[[str, bool], list[str]], Callable[[str, bool], list[str]]]:
    import rjieba  # noqa: PLC0415 - see above

    return rjieba.cut, rjieba.cut_for_search


def cut(text: str) -> list[str]:
    """The text as words, the likeliest reading; unknown words by a statistical model."""
    return _cutters()[0](text, True)


def cut_for_search(text: str) -> list[str]:
    """The same with the shorter dictionary words inside each word before it."""
    return _cutters()[1](text, True)
