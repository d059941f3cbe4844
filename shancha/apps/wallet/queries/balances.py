"""What stands on accounts."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from shancha.apps.wallet.accounts import AccountRef
from shancha.kit import sql


def balance_of(account: AccountRef) -> int:
    """What stands on an account now (fen or points); 0 where nothing ever moved."""
    return int(sql.fetch_value("select balance from wallet_account where id = %s", [account.id]) or 0)


def balances_of(accounts: Iterable[AccountRef]) -> dict[AccountRef, int]:
    """The same for several, with one statement."""
    wanted = {account.id: account for account in accounts}
    found: dict[UUID, int] = dict(
        sql.fetch_rows("select id, balance from wallet_account where id = any(%s)", [list(wanted)])
    )
    return {account: found.get(account_id, 0) for account_id, account in wanted.items()}


def trial_balance() -> dict[str, Any]:
    """Sums of all accounts by currency (zero when right), the number of accounts and postings, and up to
    100 accounts whose balance is not the sum of their postings. Reads the whole ledger."""
    return sql.fetch_all(
        """
        with posted as (
            select account_id, sum(amount) as total, count(*) as number from wallet_posting group by 1
        ), compared as (
            select a.id, a.currency, a.balance, coalesce(p.total, 0) as total, coalesce(p.number, 0) as number
            from wallet_account a left join posted p on p.account_id = a.id
        )
        select count(*) as accounts, coalesce(sum(number), 0)::bigint as postings,
            (select coalesce(jsonb_object_agg(currency, total), '{}')::text
             from (select currency, sum(total)::bigint as total from compared group by 1) s) as sums,
            (select coalesce(array_agg(id::text), '{}')
             from (select id from compared where balance <> total order by id limit 100) w) as wrong
        from compared
        """
    )[0]


def clearing_differences() -> dict[str, dict[str, int]]:
    """Providers where the books and payments part: fen that the ledger says lie there, and fen that were
    paid there less what went back. Empty when all agree."""
    rows = sql.fetch_rows(
        """
        with taken as (
            select provider, sum(amount) as amount from payments_charge
            where status = 'succeeded' and not is_surplus group by 1
        ), returned as (
            select c.provider, sum(r.amount) as amount
            from payments_refund r join payments_charge c on c.id = r.charge_id
            where r.status = 'succeeded' and not r.is_surplus group by 1
        ), booked as (
            select substr(kind, 10) as provider, -balance as amount from wallet_account
            where owner_kind = 'platform' and kind like 'clearing:%%' and kind <> 'clearing:wallet'
        )
        select provider, coalesce(b.amount, 0)::bigint,
            (coalesce(t.amount, 0) - coalesce(r.amount, 0))::bigint
        from taken t full join returned r using (provider) full join booked b using (provider)
        where coalesce(b.amount, 0) <> coalesce(t.amount, 0) - coalesce(r.amount, 0)
        """
    )
    return {provider: {"booked": booked, "paid": paid} for provider, booked, paid in rows}
