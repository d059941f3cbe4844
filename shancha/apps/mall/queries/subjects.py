"""Products and stores as moderation sees them."""

from uuid import UUID

from shancha.apps.mall.models import Product, Store, StoreStaff
from shancha.apps.moderation.subjects import SubjectKind, SubjectSnapshot, picture_addresses


def describe_product(product_id: UUID) -> SubjectSnapshot | None:
    """A product as it stands; its author is the store's owner."""
    product = Product.objects.select_related("store__merchant").filter(id=product_id).first()
    if product is None:
        return None
    blocks = [block.get("text", "") for block in product.description]
    parameters = [f"{name} {value}" for name, value in product.parameters]
    words = [product.title, product.subtitle, *blocks, *parameters, product.label_zh]
    return SubjectSnapshot(
        author_id=product.store.merchant.owner_id,
        title=product.title,
        text="\n".join(word for word in words if word),
        url=f"/product/{product.id}",
        pictures=picture_addresses(product.pictures),
        reach=product.sold_count,
    )


def is_product_visible(product_id: UUID, viewer_id: UUID) -> bool:
    """Whether a viewer may know of the product: it was on sale, or the viewer is of the store's staff."""
    product = Product.objects.filter(id=product_id).first()
    if product is None:
        return False
    if product.published_at is not None and product.status != Product.Status.REMOVED:
        return True
    return StoreStaff.objects.filter(store_id=product.store_id, user_id=viewer_id).exists()


def describe_store(store_id: UUID) -> SubjectSnapshot | None:
    """A store as it stands."""
    store = Store.objects.select_related("merchant").filter(id=store_id).first()
    if store is None:
        return None
    return SubjectSnapshot(
        author_id=store.merchant.owner_id,
        title=store.name,
        text="\n".join(word for word in (store.name, store.intro, store.hours) if word),
        url=f"/store/{store.slug}",
        pictures=picture_addresses([store.logo]),
        reach=store.follower_count,
    )


def is_store_visible(store_id: UUID, viewer_id: UUID) -> bool:
    """Whether a viewer may know of the store: it is open, or the viewer is of its staff."""
    store = Store.objects.filter(id=store_id).first()
    if store is None:
        return False
    is_open = store.status in {Store.Status.OPEN, Store.Status.CLOSING}
    return is_open or StoreStaff.objects.filter(store_id=store_id, user_id=viewer_id).exists()


PRODUCT = SubjectKind(
    kind="product",
    describe=describe_product,
    name_zh="商品",
    name_en="product",
    actions=("none", "remove", "restore"),
    is_visible_to=is_product_visible,
)
STORE = SubjectKind(
    kind="store",
    describe=describe_store,
    name_zh="店铺",
    name_en="store",
    actions=("none", "hide", "restore"),
    is_visible_to=is_store_visible,
)
