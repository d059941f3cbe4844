"""The ceiling of advertising in the feed, and what the feed really showed."""

from typing import Any

from shancha.kit import sql

DEFAULT_BP = 2_000


def max_share_bp() -> int:
    """The largest share of a feed's page that may be advertising, in basis points."""
    found = sql.fetch_value("select max_share_bp from mall_commercialdial where id = 1")
    return DEFAULT_BP if found is None else int(found)


def measured(*, days: int) -> list[dict[str, Any]]:
    """What the feed showed on each of the last days, latest first: {day, pages, cards, commercial, share_bp,
    highest_bp}."""
    return sql.fetch_all(
        """
        select day, pages, cards, commercial, highest_bp,
            case when cards > 0 then (commercial * 10000 / cards)::int else 0 end as share_bp
        from mall_commercialshare order by day desc limit %s
        """,
        [days],
    )
