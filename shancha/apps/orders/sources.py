"""Where people meet a store's goods: by which way they came to a product."""

from django.db.models import TextChoices


class Source(TextChoices):
    """The page that led to a product. `direct` is any other way, and an address opened from outside."""

    NOTE = "note", "笔记"
    SEARCH = "search", "搜索与商品列表"
    STORE_HOME = "store_home", "店铺首页"
    STORE_GOODS = "store_goods", "店铺全部商品"
    STORE_NOTES = "store_notes", "店铺种草"
    STORE_CATEGORIES = "store_categories", "店铺分类"
    STORE_SERVICE = "store_service", "店铺客服"
    MALL = "mall", "商城首页"
    FLASH = "flash", "限时抢购"
    CATEGORY = "category", "商城分类"
    BRAND = "brand", "品牌"
    WISH_LIST = "wish_list", "心愿单"
    CART = "cart", "购物车与订单"
    SCAN = "scan", "扫一扫"
    DIRECT = "direct", "直接打开"


# The tabs of a store's page, that are opened themselves.
TABS = (
    Source.STORE_HOME,
    Source.STORE_GOODS,
    Source.STORE_NOTES,
    Source.STORE_CATEGORIES,
    Source.STORE_SERVICE,
)
