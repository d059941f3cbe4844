"""Shapes of merchants' files, stores' settings and staff."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from shancha.apps.community.schemas.media import Picture
from shancha.apps.mall.schemas.cards import Fen

MerchantStatus = Literal["draft", "submitted", "approved", "rejected", "suspended", "exiting", "closed"]
StoreStatus = Literal["open", "suspended", "closing", "closed"]
Role = Literal["owner", "manager", "catalogue", "shipping", "service", "finance"]
GivenRole = Literal["manager", "catalogue", "shipping", "service", "finance"]
PaperKind = Literal["licence", "identity", "authorisation", "food", "cosmetics", "import", "other"]


class MerchantPaper(Schema):
    """A paper of a merchant's file; its content has an address of its own. An authorisation names a brand."""

    id: UUID
    kind: PaperKind
    brand_id: UUID | None
    brand_name: str
    filename: str
    content_type: str
    byte_size: int
    expires_at: date | None
    status: Literal["submitted", "approved", "rejected", "expired"]
    reason: str
    created_at: datetime


class MerchantContract(Schema):
    """A version of the contract. `commission_bp` in basis points; unsigned while `signed_at` is null."""

    version: int
    commission_bp: int
    text: str
    signed_at: datetime | None
    created_at: datetime


class MerchantStore(Schema):
    """A store of the merchant's."""

    id: UUID
    slug: str
    name: str
    status: StoreStatus


class MerchantFile(Schema):
    """An application, and the merchant's file that it becomes. `reason` says why it was sent back or
    suspended; deposits are in fen; `renewal_due_at` is when the papers must have been looked at again."""

    id: UUID
    kind: Literal["company", "individual", "platform"]
    status: MerchantStatus
    legal_name: str
    licence_number: str
    licence_expires_at: date | None
    address: str
    contact_name: str
    contact_phone: str
    store_name: str
    brand_names: list[str]
    introduction: str
    reason: str
    deposit_due: Fen
    deposit_paid: Fen
    renewal_due_at: datetime | None
    submitted_at: datetime | None
    created_at: datetime
    papers: list[MerchantPaper]
    contracts: list[MerchantContract]
    stores: list[MerchantStore]


class MerchantApplicationWrite(Schema):
    """What an applicant tells; only what is given is changed. All but brands and introduction are needed to
    submit."""

    kind: Literal["company", "individual"] = "company"
    legal_name: Annotated[str, Field(max_length=120)] = ""
    licence_number: Annotated[str, Field(max_length=30)] = ""
    licence_expires_at: date | None = None
    address: Annotated[str, Field(max_length=200)] = ""
    contact_name: Annotated[str, Field(max_length=40)] = ""
    contact_phone: Annotated[str, Field(max_length=30)] = ""
    store_name: Annotated[str, Field(max_length=40)] = ""
    brand_names: Annotated[list[Annotated[str, Field(max_length=80)]], Field(max_length=30)] = []
    introduction: Annotated[str, Field(max_length=1000)] = ""


class MerchantPaperForm(Schema):
    """What goes with a paper's file. An authorisation needs its end, and once the merchant is admitted the
    brand."""

    kind: PaperKind
    brand_id: UUID | None = None
    expires_at: date | None = None


class MerchantDeposit(Schema):
    """A part of a deposit; pay `payment_id` until `expires_at`."""

    id: UUID
    amount: Fen
    payment_id: UUID | None
    expires_at: datetime | None


class Measure(Schema):
    """A measure taken against a merchant, published."""

    id: UUID
    store_name: str
    kind: Literal["warned", "suspended", "restored", "removed", "recalled", "ended"]
    reason: str
    published_at: datetime


class RecallNotice(Schema):
    """Goods called back; `batch_no` "" means all of them."""

    id: UUID
    product_id: UUID
    title: str
    store_name: str
    batch_no: str
    reason: str
    advice: str
    published_at: datetime


class OwnStore(Schema):
    """A store that one works for, and in which role."""

    id: UUID
    slug: str
    name: str
    logo: Picture | None
    is_self_run: bool
    status: StoreStatus
    product_count: int
    role: Role


class StoreThemeWrite(Schema):
    """What a store may choose of its looks: an accent (#rrggbb) on which white text can be read, and the
    layout of its home."""

    accent: Annotated[str, Field(max_length=7)] = ""
    layout: Literal["grid", "list"] = "grid"


class StoreSettings(Schema):
    """A store as its staff see it. `commission_bp` null means: by category."""

    id: UUID
    slug: str
    name: str
    intro: str
    logo: Picture | None
    banner: Picture | None
    is_self_run: bool
    status: StoreStatus
    status_reason: str
    closing_at: datetime | None
    phone: str
    hours: str
    city_name: str
    return_receiver: str
    return_phone: str
    return_address: str
    theme: StoreThemeWrite
    follower_count: int
    product_count: int
    sold_count: int
    commission_bp: int | None
    created_at: datetime
    role: Role
    merchant_id: UUID
    legal_name: str
    licence_number: str


class StoreUpdate(Schema):
    """What to change; only what is given. `null` takes a picture away."""

    name: Annotated[str, Field(max_length=40)] | None = None
    intro: Annotated[str, Field(max_length=500)] | None = None
    phone: Annotated[str, Field(max_length=30)] | None = None
    hours: Annotated[str, Field(max_length=60)] | None = None
    city_name: Annotated[str, Field(max_length=40)] | None = None
    return_receiver: Annotated[str, Field(max_length=30)] | None = None
    return_phone: Annotated[str, Field(max_length=30)] | None = None
    return_address: Annotated[str, Field(max_length=160)] | None = None
    theme: StoreThemeWrite | None = None
    logo_asset_id: UUID | None = None
    banner_asset_id: UUID | None = None


class StaffMember(Schema):
    """Somebody who works for a store."""

    user_id: UUID
    handle: str
    nickname: str
    role: Role
    created_at: datetime


class RoleWrite(Schema):
    """The role to give somebody of the staff."""

    role: GivenRole


class StaffInvite(RoleWrite):
    """A member to ask, by handle (山茶号), and the role to offer."""

    handle: Annotated[str, Field(min_length=1, max_length=20)]


class InvitationAccept(Schema):
    """The role that one saw offered and takes."""

    role: GivenRole


class StaffInvitation(Schema):
    """A member who was asked to join the staff and has not answered yet."""

    user_id: UUID
    handle: str
    nickname: str
    role: GivenRole
    created_at: datetime


class OwnInvitation(Schema):
    """A store that asks one to join its staff, in which role, and who asks for it."""

    store_id: UUID
    slug: str
    name: str
    logo: Picture | None
    role: GivenRole
    invited_by: str
    created_at: datetime


class OwnStoreCategory(Schema):
    """A category of the store's own; `category` is the place in the mall's tree that it is mapped to."""

    id: UUID
    name: str
    position: int
    parent_id: UUID | None
    category: str | None
    children: list["OwnStoreCategory"]


class StoreCategoryCreate(Schema):
    """A new category of the store's."""

    name: Annotated[str, Field(min_length=1, max_length=20)]
    parent_id: UUID | None = None
    category: Annotated[str, Field(max_length=40)] | None = None


class StoreCategoryUpdate(Schema):
    """What to change; only what is given."""

    name: Annotated[str, Field(min_length=1, max_length=20)] = ""
    parent_id: UUID | None = None
    category: Annotated[str, Field(max_length=40)] | None = None


class StoreCategoryOrder(Schema):
    """The store's categories in their new order."""

    category_ids: Annotated[list[UUID], Field(max_length=100)]
