"""Finds the operation for an address without trying them all."""

from collections.abc import Sequence

from django.urls import URLPattern, URLResolver, include, path

Route = URLPattern | URLResolver
# Where most requests go: tried first.
BUSIEST = ("notes", "comments", "cart", "products", "checkouts", "payments", "order-groups", "stores")


def by_first_segment(patterns: Sequence[Route]) -> list[Route]:
    """The same routes, gathered by the first part of their address: Django tries one after the other, and
    there are hundreds of operations but only some dozens of first parts. Routes keep their order where two
    could match the same address; the busiest come first, and those that begin with a variable last."""
    groups: dict[str, list[Route]] = {f"{first}/": [] for first in BUSIEST}
    short: list[Route] = []
    others: list[Route] = []
    for pattern in patterns:
        first, slash, further = str(pattern.pattern).partition("/")
        if not isinstance(pattern, URLPattern) or "<" in first:
            others.append(pattern)
        elif not slash:
            short.append(pattern)
        else:
            shorter = path(further, pattern.callback, pattern.default_args, pattern.name)
            groups.setdefault(f"{first}/", []).append(shorter)
    gathered = [path(first, include(routes)) for first, routes in groups.items() if routes]
    return [*short, *gathered, *others]
