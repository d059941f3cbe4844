"""Names of the categories, kept in the process for a minute."""

import time

from django.utils.translation import get_language

from shancha.kit import sql

_kept: dict[str, object] = {"until": 0.0, "rows": []}


def active_categories() -> list[tuple[str, str, str]]:
    """Slug, Chinese and English name of every open category, in their order."""
    if _kept["until"] < time.monotonic():  # type: ignore[operator]
        _kept["rows"] = sql.fetch_rows(
            "select slug, name_zh, name_en from community_category where is_active order by position, slug"
        )
        _kept["until"] = time.monotonic() + 60
    return _kept["rows"]  # type: ignore[return-value]


def category_names() -> dict[str, str]:
    """Names by slug in the active language."""
    place = 2 if (get_language() or "").startswith("en") else 1
    return {row[0]: row[place] for row in active_categories()}
