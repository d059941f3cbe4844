"""Every address of the API leads where Django's own way would lead it."""

from uuid import uuid4

import pytest
from django.urls import Resolver404, URLResolver, get_resolver
from django.urls.resolvers import RoutePattern

from shancha.apps.community.services.topics import RESERVED_SLUGS
from shancha.config.routes import OperationsResolver

_PREFIX = "api/v1/"


def _addresses():
    """Each operation's address with something in its places, and one part more."""
    for pattern in _ours().url_patterns:
        parts = str(pattern.pattern).split("/")
        filled = "/".join(str(uuid4()) if part.startswith("<") else part for part in parts)
        yield filled
        yield f"{filled}/more"


def _ours() -> OperationsResolver:
    return next(each for each in get_resolver().url_patterns if isinstance(each, OperationsResolver))


def _found(resolver: URLResolver, address: str):
    try:
        match = resolver.resolve(_PREFIX + address)
    except Resolver404:
        return None
    return match.func, match.kwargs, match.route, match.view_name


def test_every_address_is_found_as_when_all_operations_are_tried():
    ours = _ours()
    plain = URLResolver(
        RoutePattern(_PREFIX), ours.url_patterns, app_name=ours.app_name, namespace=ours.namespace
    )
    addresses = list(_addresses())
    assert len(addresses) > 600
    assert [_found(ours, each) for each in addresses] == [_found(plain, each) for each in addresses]


@pytest.mark.parametrize(
    "address", ["", "nothing", "notes/", "notes//comments", "me/notes/a/b/c", "../notes"]
)
def test_what_is_no_operation_is_not_found(address):
    resolver = URLResolver(RoutePattern(_PREFIX), _ours().url_patterns)
    assert (_found(_ours(), address) is None) == (_found(resolver, address) is None)


def test_no_topic_can_lie_at_a_fixed_address():
    addresses = [str(pattern.pattern).split("/") for pattern in _ours().url_patterns]
    fixed = {parts[1] for parts in addresses if parts[0] == "topics" and len(parts) > 1}
    assert "hot" in fixed
    assert {part for part in fixed if not part.startswith("<")} <= RESERVED_SLUGS
