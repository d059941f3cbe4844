"""Finds the operation for an address without trying them all."""

from collections.abc import Sequence
from typing import Any

from django.urls import URLPattern, URLResolver
from django.urls.resolvers import ResolverMatch, RoutePattern

Operation = URLPattern | URLResolver
# An address by what can be told of it at once: how many parts it has, and the first of them, or two.
Shape = tuple[int | str, ...]


class OperationsResolver(URLResolver):
    """A prefix with hundreds of operations below it. Django tries one after the other; this tries those alone
    whose address has as many parts and begins alike, in their order."""

    def __init__(self, prefix: str, operations: Sequence[Operation], app_name: str, namespace: str) -> None:
        super().__init__(RoutePattern(prefix), operations, app_name=app_name, namespace=namespace)
        self._prefix = prefix
        parts = [str(each.pattern).split("/") for each in operations]
        self._groups = {
            shape: URLResolver(
                RoutePattern(prefix),
                [each for each, its in zip(operations, parts, strict=True) if _may_have(its, shape)],
                app_name=app_name,
                namespace=namespace,
            )
            for shape in {shape for its in parts for shape in _shapes(its)}
        }

    def resolve(self, path: Any) -> ResolverMatch:
        """The operation at this address. Raises Resolver404 where there is none."""
        for shape in _shapes(str(path).removeprefix(self._prefix).split("/")):
            if shape in self._groups:
                return self._groups[shape].resolve(path)
        return super().resolve(path)


def _shapes(parts: Sequence[str]) -> tuple[Shape, Shape]:
    """How an address of these parts can be told, the narrower way first."""
    return (len(parts), *parts[:2]), (len(parts), *parts[:1])


def _may_have(parts: Sequence[str], shape: Shape) -> bool:
    """Whether an address of this shape may be that of the operation of these parts."""
    return len(parts) == shape[0] and all(
        part == known or part.startswith("<") for part, known in zip(parts, shape[1:], strict=False)
    )
