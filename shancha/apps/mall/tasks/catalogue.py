"""Jobs of merchants, stock and the catalogue."""

from uuid import UUID

from shancha.apps.mall.services import (
    catalogue_imports,
    measures,
    merchant_notices,
    paper_reviews,
    prices,
    product_versions,
    sales_counts,
    special_prices,
    stock,
)
from shancha.kit.jobs import periodic, task


@task("mall.run_import")
def run_import(*, import_id: str) -> None:
    """Enters a large file of goods."""
    catalogue_imports.run_import(UUID(import_id))


@periodic("* * * * *", "mall.release_expired_stock")
def release_expired_stock() -> None:
    """Gives back pieces that an order neither used nor gave back in time."""
    stock.release_expired()


@periodic("* * * * *", "mall.count_sales")
def count_sales() -> None:
    """Counts anew how much was sold of what was sold lately."""
    sales_counts.count_sales()


@periodic("11 * * * *", "mall.close_due_stores")
def close_due_stores() -> None:
    """Closes stores 30 days after they announced their end."""
    measures.close_due_stores()


@periodic("41 1 * * *", "mall.suspend_overdue_merchants")
def suspend_overdue_merchants() -> None:
    """Shuts merchants who did not renew their file."""
    measures.suspend_overdue()


@periodic("21 1 * * *", "mall.tell_due_renewals")
def tell_due_renewals() -> None:
    """Reminds merchants whose file must be looked at again, or whose papers run out."""
    merchant_notices.tell_due_renewals()
    merchant_notices.tell_ending_papers()


@task("mall.check_papered_goods")
def check_papered_goods(*, merchant_id: str) -> None:
    """Goods follow their merchant's papers off the shelf and back."""
    paper_reviews.check_papered_goods(UUID(merchant_id))


@periodic("31 16 * * *", "mall.refresh_lowest_prices")
def refresh_lowest_prices() -> None:
    """Lets old low prices leave the thirty days, half an hour after midnight in China."""
    prices.refresh_lowest_prices()


@task("mall.tell_special_prices")
def tell_special_prices(*, reference_id: str) -> None:
    """A flash sale begins: cards tell its prices as the lowest."""
    special_prices.tell_special_prices(reference_id=UUID(reference_id))


@periodic("47 4 * * *", "mall.sweep_catalogue")
def sweep_catalogue() -> None:
    """Forgets versions older than three years and files of imports older than 30 days."""
    product_versions.sweep_versions()
    catalogue_imports.sweep_imports()
