"""A member leaves, or time has passed: what names people goes; the record of the sale stays three years at
least (电子商务法 31)."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from shancha.apps.accounts import vault
from shancha.apps.orders.models import Address, CartLine, Checkout, OrderGroup
from shancha.apps.orders.services.cancelling import cancel_unpaid
from shancha.apps.orders.states import GroupStatus
from shancha.kit import sql
from shancha.kit.clock import now

KEPT = timedelta(days=3 * 366)
_BATCH = 1000

# Orders that have come to their end; others still need their receiver.
_BLANK = """
with due as (
    select o.id from orders_order o {join}
    where o.status in ('completed', 'cancelled', 'closed') and o.receiver <> '' and {condition}
    order by o.id limit {limit} for no key update of o skip locked
), blank as (
    update orders_order o set receiver = '', remark = '' from due where o.id = due.id returning o.id
)
update orders_invoice i set tax_number = '', email = '', file_path = '', file_format = '', file_size = 0,
    title = case when i.kind = 'company' then i.title else '' end
from blank join orders_invoice before on before.order_id = blank.id
where i.id = before.id returning before.file_path
"""
_DEPARTED = _BLANK.format(
    join="join accounts_user u on u.id = o.buyer_id", condition="u.status = 'deleted'", limit=_BATCH
)
_OLD = _BLANK.format(join="", condition="o.created_at < %(before)s", limit=_BATCH)


@transaction.atomic
def forget_member(user_id: UUID) -> None:
    """The account goes. Cart, address book and open checkouts go with it, unpaid orders are given up, unused
    identities are wiped; orders stay under the anonymous account, and lose their receiver at their end."""
    for group_id in OrderGroup.objects.filter(buyer_id=user_id, status=GroupStatus.TO_PAY).values_list(
        "id", flat=True
    ):
        cancel_unpaid(group_id=group_id, actor="system", reason="other")
    CartLine.objects.filter(user_id=user_id).delete()
    Checkout.objects.filter(user_id=user_id, order_group=None).delete()
    Address.objects.filter(user_id=user_id).delete()
    sql.execute(
        """
        update orders_buyeridentity i set removed_at = coalesce(removed_at, %(now)s), is_default = false,
            purge_at = case when exists (select 1 from orders_order o where o.identity_id = i.id)
                then purge_at else %(now)s end
        where user_id = %(user)s
        """,
        {"user": user_id, "now": now()},
    )


def forget_receivers() -> None:
    """The job's work: receivers of ended orders whose buyer has gone, or that are older than three years."""
    files = [*sql.fetch_rows(_DEPARTED), *sql.fetch_rows(_OLD, {"before": now() - KEPT})]
    for (path,) in files:
        vault.discard(path)
