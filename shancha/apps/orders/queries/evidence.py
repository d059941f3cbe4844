"""Who sees the pictures of an after-sales case."""

from uuid import UUID

from shancha.kit import sql


def may_see_evidence(asset_id: UUID, viewer_id: UUID) -> bool:
    """Whether the picture stands in a case of which the member is the buyer or works for the store."""
    return bool(
        sql.fetch_value(
            """
            select exists (
                select 1 from orders_aftersaleevent e
                join orders_aftersale c on c.id = e.after_sale_id
                where e.pictures @> jsonb_build_array(jsonb_build_object('asset_id', %(asset)s::text))
                    and (c.buyer_id = %(viewer)s::uuid or exists (
                        select 1 from mall_storestaff s
                        where s.store_id = c.store_id and s.user_id = %(viewer)s::uuid)))
            """,
            {"asset": str(asset_id), "viewer": viewer_id},
        )
    )
