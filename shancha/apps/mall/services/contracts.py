"""Contracts, deposits, and the stores that open once both are in order."""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from shancha.apps.mall.errors import MerchantInvalidError, MerchantNotFoundError, MerchantStateError
from shancha.apps.mall.events import StaffChanged, StoreOpened
from shancha.apps.mall.models import Merchant, MerchantContract, Store, StoreRole, StoreStaff
from shancha.apps.mall.services.merchant_file import lock_merchant, lock_stores, open_store
from shancha.kit.clock import now
from shancha.kit.events import publish
from shancha.kit.ids import new_id
from shancha.kit.language import bilingual
from shancha.kit.text import clean_line, clean_text

# Why a new store is not open yet.
WAITING = "等待签约与保证金"


@transaction.atomic
def propose_contract(*, merchant_id: UUID, commission_bp: int, text: str = "") -> MerchantContract:
    """Lays the next version of the contract before the merchant; it holds once signed."""
    merchant = lock_merchant(merchant_id)
    last = MerchantContract.objects.filter(merchant=merchant).order_by("-version").first()
    return MerchantContract.objects.create(
        merchant=merchant,
        version=last.version + 1 if last else 1,
        commission_bp=commission_bp,
        text=clean_text(text) or _contract_text(merchant, commission_bp),
    )


@transaction.atomic
def sign_contract(*, owner_id: UUID, merchant_id: UUID, version: int) -> MerchantContract:
    """The owner signs a version; its commission holds for sales from now on, what was sold keeps its own.
    Opens stores that waited for it. Raises MerchantNotFoundError, MerchantStateError."""
    merchant = lock_merchant(merchant_id, owner_id=owner_id)
    contract = MerchantContract.objects.select_for_update().filter(merchant=merchant, version=version).first()
    if contract is None:
        raise MerchantNotFoundError
    newest = MerchantContract.objects.filter(merchant=merchant, version__gt=version).exists()
    if contract.signed_at is not None:
        return contract
    if newest:
        raise MerchantStateError
    contract.signed_at, contract.signed_by_id = now(), owner_id
    contract.save(update_fields=["signed_at", "signed_by"])
    Store.objects.filter(merchant=merchant).update(commission_bp=contract.commission_bp)
    open_waiting(merchant)
    return contract


@transaction.atomic
def make_store(*, merchant: Merchant, name: str, is_open: bool = True, slug: str = "") -> Store:
    """Makes a store of an admitted merchant, its owner among the staff. One of the house is self-run. Without
    `is_open` it waits for contract and deposit. Raises MerchantInvalidError for a name that is taken."""
    contract = MerchantContract.objects.filter(merchant=merchant, signed_at__isnull=False)
    signed = contract.order_by("-version").first()
    store = Store(
        merchant=merchant,
        name=clean_line(name)[:40],
        slug=slug or _free_slug(name),
        is_self_run=merchant.kind == Merchant.Kind.PLATFORM,
        status=Store.Status.OPEN if is_open else Store.Status.SUSPENDED,
        status_reason="" if is_open else WAITING,
        commission_bp=signed.commission_bp if signed else None,
    )
    try:
        with transaction.atomic():
            store.save(force_insert=True)
    except IntegrityError as error:
        message = bilingual("店名已被使用", "This name is taken")
        raise MerchantInvalidError(fields={"store_name": message}) from error
    StoreStaff.objects.create(store=store, user_id=merchant.owner_id, role=StoreRole.OWNER)
    publish(StaffChanged(store_id=store.id, user_id=merchant.owner_id, role=StoreRole.OWNER))
    if is_open:
        publish(StoreOpened(store_id=store.id, merchant_id=merchant.id))
    return store


@transaction.atomic
def make_another_store(*, merchant: Merchant, name: str) -> Store:
    """One more store of an admitted merchant, open once contract and deposit are done; the house has neither.
    Raises MerchantInvalidError for a name that is taken."""
    store = make_store(merchant=merchant, name=name, is_open=merchant.kind == Merchant.Kind.PLATFORM)
    open_waiting(merchant)
    return store


def open_waiting(merchant: Merchant) -> None:
    """Opens stores that wait for contract and deposit, once both are done."""
    is_signed = MerchantContract.objects.filter(merchant=merchant, signed_at__isnull=False).exists()
    is_paid = merchant.deposit_paid >= merchant.deposit_due
    if merchant.status != Merchant.Status.APPROVED or not is_paid or not is_signed:
        return
    for store in lock_stores(merchant, Store.Status.SUSPENDED):
        if store.status_reason == WAITING:
            open_store(store)


def _free_slug(name: str) -> str:
    base = slugify(name)[:28] or "store"
    if base != "store" and not Store.objects.filter(slug=base).exists():
        return base
    return f"{base}-{new_id().hex[-8:]}"


def _contract_text(merchant: Merchant, commission_bp: int) -> str:
    percent = f"{commission_bp / 100:g}%"
    return (
        f"山茶集与{merchant.legal_name}就在山茶集开设店铺约定如下：\n"
        f"一、商家如实提供主体与资质信息，变更后及时更新，每六个月核验一次。\n"
        f"二、商品信息真实完整；依法提供七天无理由退货、三包与召回。\n"
        f"三、平台按成交商品金额的 {percent} 收取佣金，比例以下单时为准。\n"
        f"四、不虚构交易、不编造评价、不以返现换取好评。\n"
        f"五、停止经营提前三十日公示，在途订单与售后由商家继续履行。"
    )
