"""Jobs of orders. Each loads by id, calls one service and may run twice."""

from uuid import UUID

from shancha.apps.orders.services import (
    aftersale_clock,
    carts,
    checkouts,
    crediting,
    departing,
    deposit_returns,
    expiring,
    identities,
    objections,
    payouts,
    promise_counts,
    recall_stops,
    recalling,
    receiving,
    resale,
    settling,
    store_desk,
    touch_counts,
    tracking,
    visits,
)
from shancha.kit.jobs import periodic, task


@task("orders.expire_group")
def expire_group(*, group_id: str) -> None:
    """Ends a group of orders that nobody paid in time."""
    expiring.expire(UUID(group_id))


@periodic("* * * * *", "orders.expire_due_groups")
def expire_due_groups() -> None:
    """Queues the end of what nobody paid in time, and leaves a trace of the run."""
    expiring.expire_due_groups()


@periodic("*/10 * * * *", "orders.confirm_due_orders")
def confirm_due_orders() -> None:
    """Confirms orders whose time is over."""
    receiving.confirm_due_orders()


@periodic("5 2 * * *", "orders.warn_of_confirming")
def warn_of_confirming() -> None:
    """Tells buyers whose orders are confirmed soon: ten in the morning in China."""
    receiving.warn_of_confirming()


@periodic("20 * * * *", "orders.complete_due_orders")
def complete_due_orders() -> None:
    """Ends orders that nobody reviewed."""
    receiving.complete_due_orders()


@periodic("*/10 * * * *", "orders.poll_due_parcels")
def poll_due_parcels() -> None:
    """Asks carriers where parcels are."""
    tracking.poll_due_parcels()


@periodic("33 4 * * *", "orders.forget")
def forget() -> None:
    """Forgets lapsed checkouts, visitors' old carts, and personal data that is no longer needed."""
    checkouts.forget_checkouts()
    carts.forget_visitors_carts()
    identities.purge_identities()
    departing.forget_receivers()


@periodic("51 19 * * *", "orders.count_promises")
def count_promises() -> None:
    """Counts whose orders came by the promised day: before four in the morning in China."""
    promise_counts.count_promises()


@periodic("* * * * *", "orders.tell_of_new_orders")
def tell_of_new_orders() -> None:
    """Tells stores what waits to be shipped."""
    store_desk.tell_of_new_orders()


@task("orders.credit_notes")
def credit_notes(*, group_id: str) -> None:
    """Credits the notes that led to a paid group of orders."""
    crediting.credit_notes(group_id=UUID(group_id))


@task("orders.tell_of_recall")
def tell_of_recall(*, recall_id: str) -> None:
    """Tells the buyers of recalled goods, and stops what was not sent yet."""
    recalling.tell_buyers(recall_id=UUID(recall_id))
    recall_stops.stop_orders(recall_id=UUID(recall_id))


@periodic("*/5 * * * *", "orders.pass_after_sale_deadlines")
def pass_after_sale_deadlines() -> None:
    """Moves cases on where nobody acted in time."""
    aftersale_clock.pass_deadlines()
    objections.remind_of_rulings()


@task("orders.collect_claimed")
def collect_claimed(*, case_id: str) -> None:
    """Takes what a ruling claimed back from what the buyer's wallet has."""
    objections.collect(case_id=UUID(case_id))


@periodic("*/10 * * * *", "orders.release_settlements")
def release_settlements() -> None:
    """Gives stores their money when its time has come."""
    settling.release_due()


@periodic("0 1 * * *", "orders.pay_out")
def pay_out() -> None:
    """Sends stores' money to their banks: nine in the morning in China."""
    payouts.pay_out_all()


@periodic("51 1 * * *", "orders.queue_deposit_returns")
def queue_deposit_returns() -> None:
    """Looks which merchants that have left may have their deposits back."""
    deposit_returns.queue_returns()


@task("orders.return_deposit")
def return_deposit(*, merchant_id: str) -> None:
    """Sends the deposit of a merchant that has left back by the way it came."""
    deposit_returns.return_deposit(merchant_id=UUID(merchant_id))


@periodic("17 * * * *", "orders.flag_resale")
def flag_resale() -> None:
    """Marks who buys one article from abroad again and again, for operators to look at."""
    resale.flag_resale()


@periodic("*/15 * * * *", "orders.count_touches")
def count_touches() -> None:
    """Counts who met a store's goods, for its figures."""
    touch_counts.count_touches()


@periodic("43 4 * * *", "orders.forget_touches")
def forget_touches() -> None:
    """Forgets touches that no rule looks at any more, and what is counted for good."""
    crediting.forget_touches()
    visits.forget_visits()
    touch_counts.forget_note_touches()
