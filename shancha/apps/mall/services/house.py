"""The house as a merchant: its file and its first self-run store (福利社), made by an operator."""

from collections.abc import Mapping
from typing import IO, Any
from uuid import UUID

from django.db import transaction

from shancha.apps.mall.errors import MerchantInvalidError
from shancha.apps.mall.models import Merchant, MerchantPaper, Store
from shancha.apps.mall.services.contracts import sign_contract
from shancha.apps.mall.services.merchant_file import APPLYING
from shancha.apps.mall.services.merchants import approve_merchant, save_application, submit_application
from shancha.apps.mall.services.papers import add_merchant_paper
from shancha.apps.mall.services.stores import update_store
from shancha.kit.language import bilingual


@transaction.atomic
def open_house(
    *,
    operator_id: UUID,
    owner_id: UUID,
    facts: Mapping[str, Any],
    licence: IO[bytes],
    filename: str,
    reached: Mapping[str, str],
    commission_bp: int = 0,
) -> Store:
    """Makes the house's merchant from `facts` (those of an application) and its licence, with a first store
    that is `reached` by phone at certain hours. It owes no deposit. Where the operator is its owner the
    contract is signed with it and the store opens; another owner signs in the console. Raises
    MerchantInvalidError, StoreInvalidError and PaperInvalidError naming every field at fault."""
    if Merchant.objects.filter(owner_id=owner_id, status__in=APPLYING).exists():
        message = bilingual("这位成员有未完成的入驻申请", "This member has an open application")
        raise MerchantInvalidError(fields={"owner": message})
    given = {**facts, "kind": Merchant.Kind.PLATFORM}
    merchant = save_application(owner_id=owner_id, given=given)
    add_merchant_paper(
        merchant=merchant,
        kind=MerchantPaper.Kind.LICENCE,
        file=licence,
        filename=filename,
        expires_at=merchant.licence_expires_at,
    )
    submit_application(owner_id=owner_id, merchant_id=merchant.id)
    store = approve_merchant(merchant_id=merchant.id, operator_id=operator_id, commission_bp=commission_bp)
    update_store(actor_id=operator_id, store_id=store.id, given=reached)
    if owner_id == operator_id:
        sign_contract(owner_id=owner_id, merchant_id=merchant.id, version=1)
    store.refresh_from_db()
    return store
