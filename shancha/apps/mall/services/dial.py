"""Setting the ceiling of advertising, and counting what the feed showed."""

from django.db import transaction

from shancha.apps.mall.events import CommercialCeilingSet
from shancha.apps.mall.models import CommercialDial
from shancha.kit import sql
from shancha.kit.clock import now
from shancha.kit.events import publish
from shancha.kit.numbers import home_date


@transaction.atomic
def set_max_share(*, max_share_bp: int) -> None:
    """From now on at most this share of a page is advertising, in basis points (0 to 10,000)."""
    CommercialDial.objects.update_or_create(
        id=1, defaults={"max_share_bp": max_share_bp, "updated_at": now()}
    )
    publish(CommercialCeilingSet(max_share_bp=max_share_bp))


def add_shown(*, pages: int, cards: int, commercial: int, highest_bp: int) -> None:
    """Adds pages of the feed to the day's figures."""
    sql.execute(
        """
        insert into mall_commercialshare as s (day, pages, cards, commercial, highest_bp)
        values (%(day)s, %(pages)s, %(cards)s, %(commercial)s, %(highest)s)
        on conflict (day) do update set pages = s.pages + excluded.pages, cards = s.cards + excluded.cards,
            commercial = s.commercial + excluded.commercial,
            highest_bp = greatest(s.highest_bp, excluded.highest_bp)
        """,
        {
            "day": home_date(),
            "pages": pages,
            "cards": cards,
            "commercial": commercial,
            "highest": highest_bp,
        },
    )
