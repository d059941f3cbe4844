"""Tables of the mall, one module per thing."""

from shancha.apps.mall.models.blocks import CommercialDial, CommercialShare, MallBlock
from shancha.apps.mall.models.brands import Brand
from shancha.apps.mall.models.categories import Category, ConsumptionTax, ReturnClass
from shancha.apps.mall.models.imports import CatalogueImport
from shancha.apps.mall.models.merchants import (
    Merchant,
    MerchantContract,
    MerchantDeposit,
    MerchantMeasure,
    MerchantPaper,
)
from shancha.apps.mall.models.papers import BatchPaper, Recall
from shancha.apps.mall.models.prices import PriceChange, SpecialPrice
from shancha.apps.mall.models.products import Product, ProductPicture, ProductVersion, TradeMode, Variant
from shancha.apps.mall.models.stock import Reservation, Stock, StockMovement, Warehouse
from shancha.apps.mall.models.stores import (
    StaffInvitation,
    StaffTenure,
    Store,
    StoreCategory,
    StoreFollow,
    StoreRole,
    StoreStaff,
)
from shancha.apps.mall.models.tags import (
    DraftTags,
    NoteBrand,
    NoteProduct,
    NoteReward,
    NoteTag,
    ProductBuyer,
)
from shancha.apps.mall.models.wants import Want, Wanted
from shancha.apps.mall.models.wishes import Wish, WishList

__all__ = [
    "BatchPaper",
    "Brand",
    "CatalogueImport",
    "Category",
    "CommercialDial",
    "CommercialShare",
    "ConsumptionTax",
    "DraftTags",
    "MallBlock",
    "Merchant",
    "MerchantContract",
    "MerchantDeposit",
    "MerchantMeasure",
    "MerchantPaper",
    "NoteBrand",
    "NoteProduct",
    "NoteReward",
    "NoteTag",
    "PriceChange",
    "Product",
    "ProductBuyer",
    "ProductPicture",
    "ProductVersion",
    "Recall",
    "Reservation",
    "ReturnClass",
    "SpecialPrice",
    "StaffInvitation",
    "StaffTenure",
    "Stock",
    "StockMovement",
    "Store",
    "StoreCategory",
    "StoreFollow",
    "StoreRole",
    "StoreStaff",
    "TradeMode",
    "Variant",
    "Want",
    "Wanted",
    "Warehouse",
    "Wish",
    "WishList",
]
