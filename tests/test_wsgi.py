"""The two middleware lists belong together."""

from django.conf import settings


def test_the_api_passes_a_part_of_the_middleware_in_the_same_order() -> None:
    positions = [settings.MIDDLEWARE.index(name) for name in settings.API_MIDDLEWARE]
    assert positions == sorted(positions)
