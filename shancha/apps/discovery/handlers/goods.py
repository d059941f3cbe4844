"""The index follows what the mall sells, and the feed what operators say of advertising."""

from shancha.apps.discovery.services import commercial, indexing
from shancha.apps.mall import events as mall
from shancha.kit.events import subscribe


@subscribe(mall.ProductPublished)
def index_published_product(event: mall.ProductPublished) -> None:
    """A product on sale can be found within two seconds."""
    indexing.products_changed([event.product_id])


@subscribe(mall.ProductChanged)
def index_changed_product(event: mall.ProductChanged) -> None:
    """It is found by its new words."""
    indexing.products_changed([event.product_id])


@subscribe(mall.ProductWithdrawn)
def drop_withdrawn_product(event: mall.ProductWithdrawn) -> None:
    """What is no longer on sale is not found."""
    indexing.products_changed([event.product_id])


@subscribe(mall.PriceChanged)
def index_changed_price(event: mall.PriceChanged) -> None:
    """It stands in its new price band."""
    indexing.products_changed([event.product_id])


@subscribe(mall.BackInStock)
def index_restocked_product(event: mall.BackInStock) -> None:
    """It can be had again."""
    indexing.product_figures_changed([event.product_id])


@subscribe(mall.SoldOut)
def index_sold_out_product(event: mall.SoldOut) -> None:
    """It can't be had now."""
    indexing.product_figures_changed([event.product_id])


@subscribe(mall.ProductFiguresMoved)
def index_moved_figures(event: mall.ProductFiguresMoved) -> None:
    """Goods are ordered by what sells and is talked about."""
    indexing.product_figures_changed(event.product_ids)


@subscribe(mall.StoreOpened)
def index_opened_store(event: mall.StoreOpened) -> None:
    """A store and its goods can be found."""
    indexing.store_changed(event.store_id)


@subscribe(mall.StoreChanged)
def index_changed_store(event: mall.StoreChanged) -> None:
    """A store is found by its present name."""
    indexing.store_changed(event.store_id)


@subscribe(mall.StoreSuspended)
def drop_suspended_store(event: mall.StoreSuspended) -> None:
    """A store that is shut is not found, nor its goods."""
    indexing.store_changed(event.store_id)


@subscribe(mall.StoreClosed)
def drop_closed_store(event: mall.StoreClosed) -> None:
    """Neither is one that is gone."""
    indexing.store_changed(event.store_id)


@subscribe(mall.CommercialCeilingSet)
def take_new_ceiling(event: mall.CommercialCeilingSet) -> None:
    """It holds here with the next page, in other processes within five seconds."""
    commercial.forget_ceiling()
