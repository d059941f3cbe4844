"""What discovery keeps of a member, for the member's export."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from shancha.apps.discovery.queries.profiles import describe
from shancha.kit import sql


def export(user_id: UUID) -> Iterable[tuple[str, Any]]:
    """Yields (path inside the export, content): the interest profile and the search history."""
    key = f"u:{user_id}"
    yield "interest-profile.json", describe(key=key, viewer_id=user_id)
    yield (
        "search-history.json",
        sql.fetch_all("select query, at from discovery_searchhistory where key = %s order by at desc", [key]),
    )
