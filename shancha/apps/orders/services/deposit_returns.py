"""When a merchant that has left gets its deposit back: nothing is on its way any more, no case is open, and
the time in which buyers can return what they have is over for every order."""

from typing import Any
from uuid import UUID

from shancha.apps.mall.services.deposit_returns import return_deposits
from shancha.apps.orders.aftersale_states import OPEN
from shancha.apps.orders.services.money_notices import tell_operators
from shancha.kit import jobs, sql

_BATCH = 500

# A settlement is held until eight days after receipt and while a case is open, then released.
_DUE = """
select m.id, bool_or(d.payment_id is not null), bool_or(d.payment_id is null)
from mall_merchant m join mall_merchantdeposit d on d.merchant_id = m.id
where m.status = 'closed' and d.paid_at is not null and d.return_began_at is null
    and (%(merchant)s::uuid is null or m.id = %(merchant)s::uuid)
    and not exists (select 1 from mall_store s join orders_order o on o.store_id = s.id
        where s.merchant_id = m.id and o.status in ('to_pay', 'to_ship', 'to_receive'))
    and not exists (select 1 from mall_store s join orders_settlement t on t.store_id = s.id
        where s.merchant_id = m.id and t.status in ('held', 'frozen'))
    and not exists (select 1 from mall_store s join orders_aftersale c on c.store_id = s.id
        where s.merchant_id = m.id and c.status = any(%(open)s))
group by m.id order by m.id limit %(limit)s
"""


def _due(merchant_id: UUID | None = None) -> list[tuple[Any, ...]]:
    return sql.fetch_rows(
        _DUE, {"merchant": merchant_id, "open": [str(state) for state in OPEN], "limit": _BATCH}
    )


def queue_returns() -> int:
    """The job's work: queues a return for each merchant that may have its deposit back, and reminds operators
    of what must go back by bank; returns how many were queued."""
    due = _due()
    queued = [merchant_id for merchant_id, through_provider, _ in due if through_provider]
    for merchant_id in queued:
        jobs.defer("orders.return_deposit", lock=f"deposit:{merchant_id}", merchant_id=str(merchant_id))
    by_bank = sum(by_bank for _, _, by_bank in due)
    if by_bank:
        tell_operators("deposits_by_bank", count=by_bank)
    return len(queued)


def return_deposit(*, merchant_id: UUID) -> int:
    """Sends a merchant's deposit back if that is still due; returns how many parts. Safe to run twice."""
    return return_deposits(merchant_id=merchant_id) if _due(merchant_id) else 0
