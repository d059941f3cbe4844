"""The demo's merchants and stores: papers, contract, deposit, staff, warehouses, followers."""

import io
import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from itertools import cycle
from uuid import UUID

from PIL import Image

from shancha.apps.accounts.models import User
from shancha.apps.community.models import Asset
from shancha.apps.mall.models import Brand, Category, Merchant, Product, Store, Warehouse
from shancha.apps.mall.services import contracts, merchants, papers, staff, store_follows
from shancha.apps.mall.services import stores as store_settings
from shancha.apps.mall.services.brands import save_brand
from shancha.apps.mall.services.categories import save_category
from shancha.apps.mall.services.deposits import request_deposit
from shancha.apps.mall.services.store_categories import save_store_category
from shancha.apps.mall.services.warehouses import save_warehouse
from shancha.demo import content, logins
from shancha.demo.mall import words
from shancha.demo.mall.cashier import pay
from shancha.demo.mall.pictures import Shelf
from shancha.demo.mall.words import Words
from shancha.demo.members import handle_of
from shancha.kit.clock import held_at, now

_DEPOSIT = 2_000_000
_COMMISSION_BP = {
    "beauty": 600, "food": 400, "home": 500, "family": 500, "fashion": 800, "luxury": 900, "culture": 300,
    "travel": 600, "sport": 500, "digital": 300,
}  # fmt: skip
_ACCENTS = {
    "rose": "#b3305a", "ocean": "#1f6f87", "lemon": "#8a5a00", "mint": "#1f7468", "peach": "#b04a35",
    "wine": "#8e2a3c", "coral": "#b83a28", "milk": "#8a5638", "sage": "#46703f", "cocoa": "#7a4e33",
    "lilac": "#6a4aa3", "berry": "#a12d74", "cream": "#8a5420",
}  # fmt: skip
_CREDIT_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_ROLES = ("manager", "catalogue", "shipping", "service", "finance")


@dataclass(frozen=True, slots=True)
class OpenStore:
    """A store that stands, with what the content file says of it."""

    store: Store
    owner: User
    warehouse: Warehouse
    text: Words

    @property
    def id(self) -> UUID:
        """The store's id."""
        return self.store.id


def build_tree() -> dict[str, Category]:
    """Adds the shelves that the demo needs beyond those of every installation; returns all by slug."""
    for root in words.read("categories"):
        parent = Category.objects.get(slug=root["parent"]) if "parent" in root else _add(root, None, root)
        for place, leaf in enumerate(root["leaves"], 20):
            _add(leaf, parent, root, place)
    return {category.slug: category for category in Category.objects.all()}


def _add(text: Words, parent: Category | None, root: Words, place: int = 30) -> Category:
    return save_category(
        Category(
            slug=text["slug"],
            name_zh=text["zh"],
            name_en=text["en"],
            parent=parent,
            position=place,
            note_category_slug=parent.note_category_slug if parent else root["notes"],
            vat_bp=text.get("vat_bp", 1300),
            return_class=text.get("return_class", "seven_days"),
            commission_bp=parent.commission_bp if parent else root["commission_bp"],
            required_parameters=text.get("required", []),
        )
    )


def build_brands(shelf: Shelf) -> dict[str, Brand]:
    """The brands; every third has a column of its own, those that some store stands for need its paper."""
    guarded = {slug for store in words.stores() for slug in store.get("brands", [])}
    shelf.store_all(("mark", slug) for slug in words.brands())
    return {
        slug: save_brand(
            Brand(
                slug=slug,
                name_zh=text["zh"],
                name_en=text["en"],
                country=text["country"],
                intro=text["intro"],
                is_column=place % 3 == 0,
                position=place,
                needs_authorisation=slug in guarded,
            ),
            shelf.get("mark", slug),
        )
        for place, (slug, text) in enumerate(words.brands().items())
    }


def build(rng: random.Random, people: list[User], shelf: Shelf, *, since: datetime) -> dict[str, OpenStore]:
    """Opens the stores through the same door as any merchant's; returns them by slug."""
    editor = next(person for person in people if person.is_operator)
    owners = _Owners(people)
    house: Merchant | None = None
    opened = {}
    for number, text in enumerate(words.stores()):
        with held_at(since - timedelta(days=120 - 3 * number)):
            if text["kind"] == "self_run":
                house = house or _admit(editor, editor, text, number)
                store, owner = _own_store(house, text), editor
            else:
                owner = owners.choose(text)
                store = Store.objects.get(merchant=_admit(owner, editor, text, number))
            opened[text["slug"]] = _furnish(store, owner, text, shelf)
        _hire(rng, opened[text["slug"]], people)
    return opened


def arrange_shelves(opened: dict[str, OpenStore]) -> None:
    """A few stores put their goods into categories of their own; the others show the mall's."""
    for each in opened.values():
        for text in each.text.get("shelves", []):
            place = save_store_category(
                actor_id=each.owner.id,
                store_id=each.id,
                given={"name": text["zh"], "category": text["categories"][0]},
            )
            goods = Product.objects.filter(store=each.store, category__slug__in=text["categories"])
            goods.update(store_category=place)


def name_official(brands: dict[str, Brand], opened: dict[str, OpenStore]) -> None:
    """A flagship is the official store of the brand that authorised it first."""
    for slug, each in opened.items():
        if slug.endswith("-flagship"):
            brand = brands[each.text["brands"][0]]
            brand.official_store = each.store
            save_brand(brand)


class _Owners:
    """Who owns a store: the merchant one can sign in as for the first one, else members in turn."""

    def __init__(self, people: list[User]) -> None:
        self._by_handle = {person.handle: person for person in people}
        free = [person for person in people if person.handle not in logins.HANDLES and not person.is_operator]
        fields = {handle_of(each["handle"]): each["categories"] for each in content.members()}
        self._turns = {
            field: cycle([p for p in free if p.role == "member" and field in fields[p.handle]] or free)
            for field in {name for store in words.stores() for name in store["categories"]}
        }

    def choose(self, text: Words) -> User:
        if text["slug"] == logins.MERCHANT_STORE:
            return self._by_handle[logins.MERCHANT]
        return next(self._turns[text["categories"][0]])


def _admit(owner: User, editor: User, text: Words, number: int) -> Merchant:
    """An application with its papers, handed in, admitted, signed and paid for."""
    is_house = text["kind"] == "self_run"
    merchant = merchants.save_application(
        owner_id=owner.id,
        given={
            "kind": "platform" if is_house else ("company", "company", "individual")[number % 3],
            "legal_name": "山茶集（示例）商贸有限公司"
            if is_house
            else f"{text['city']}{text['zh'][:8]}（示例）有限公司",
            "licence_number": _credit_code(number),
            "licence_expires_at": None,
            "address": f"{text['city']}示例大道 {number + 1} 号",
            "contact_name": "示例联系人",
            "contact_phone": f"1390000{1000 + number}",
            "store_name": text["zh"],
            "brand_names": [words.brands()[slug]["zh"] for slug in text.get("brands", [])],
            "introduction": text["intro"],
        },
    )
    _add_papers(merchant, [] if is_house else text.get("brands", []))
    merchants.submit_application(owner_id=owner.id, merchant_id=merchant.id)
    merchants.approve_merchant(
        merchant_id=merchant.id,
        operator_id=editor.id,
        commission_bp=_COMMISSION_BP[text["class"]],
        deposit_due=0 if is_house else _DEPOSIT,
    )
    contracts.sign_contract(owner_id=owner.id, merchant_id=merchant.id, version=1)
    if not is_house:
        _pay_deposit(merchant)
    merchant.refresh_from_db()
    return merchant


def _add_papers(merchant: Merchant, brand_slugs: Sequence[str]) -> None:
    """The licence, permits for whatever the store may sell, and an authorisation for each of its brands."""
    end = (now() + timedelta(days=730)).date()
    kinds = [("licence", "营业执照", None), ("food", "食品经营许可", end), ("cosmetics", "化妆品备案", end)]
    for kind, name, expires_at in [*kinds, ("import", "进口资质", end)]:
        _add_paper(merchant, kind, name, expires_at, None)
    for brand in Brand.objects.filter(slug__in=brand_slugs).order_by("slug")[:12]:
        _add_paper(merchant, "authorisation", f"{brand.name_zh}授权书", end, brand.id)


def _add_paper(
    merchant: Merchant, kind: str, name: str, expires_at: date | None, brand_id: UUID | None
) -> None:
    papers.add_merchant_paper(
        merchant=merchant,
        kind=kind,
        file=sample_paper(),
        filename=f"{name}（示例）.png",
        expires_at=expires_at,
        brand_id=brand_id,
    )


def _pay_deposit(merchant: Merchant) -> None:
    deposit = request_deposit(owner_id=merchant.owner_id, merchant_id=merchant.id)
    assert deposit.payment_id
    pay(payment_id=deposit.payment_id, payer_id=merchant.owner_id)


def _own_store(house: Merchant, text: Words) -> Store:
    known = Store.objects.filter(merchant=house, name=text["zh"]).first()
    return known or contracts.make_another_store(merchant_id=house.id, name=text["zh"], slug=text["slug"])


def _furnish(store: Store, owner: User, text: Words, shelf: Shelf) -> OpenStore:
    Store.objects.filter(id=store.id).update(slug=text["slug"], is_demo=True)
    logo, banner = shelf.get("logo", text["slug"]), shelf.get("banner", text["slug"])
    _lend(owner.id, logo.id, banner.id)
    store = store_settings.update_store(
        actor_id=owner.id,
        store_id=store.id,
        given={
            "intro": text["intro"],
            "phone": text["phone"],
            "hours": text["hours"],
            "city_name": text["city"],
            "return_receiver": "售后组（示例）",
            "return_phone": text["phone"],
            "return_address": f"{text['city']}示例大道 1 号退货仓",
            "theme": {"accent": _ACCENTS[text["palette"]], "layout": "grid"},
            "logo_asset_id": logo.id,
            "banner_asset_id": banner.id,
        },
    )
    is_abroad = text["mode"] == "direct"
    warehouse = save_warehouse(
        store_id=store.id if text["kind"] == "third_party" else None,
        given={
            "name": text["warehouse"],
            "kind": text["mode"],
            "country": "HK" if is_abroad else "CN",
            "city_name": text["city"],
            "days_min": 6 if is_abroad else 3 if text["mode"] == "bonded" else 1,
            "days_max": 12 if is_abroad else 6 if text["mode"] == "bonded" else 3,
            "base_freight": 2500 if is_abroad else 1000,
            "free_freight_over": 29900 if is_abroad else 9900,
            "remote_freight": 1500,
            "remote_provinces": ["54", "65"],
        },
    )
    return OpenStore(store, owner, warehouse, text)


def _lend(owner_id: UUID, *asset_ids: UUID) -> None:
    """Signs and banners were drawn by the house for its merchants: they become theirs."""
    Asset.objects.filter(id__in=asset_ids).update(owner_id=owner_id)


def _hire(rng: random.Random, opened: OpenStore, people: list[User]) -> None:
    """Two to four colleagues, none of whom is one of the demo's logins."""
    others = [
        person
        for person in people
        if person.id != opened.owner.id and person.handle not in logins.HANDLES and person.role == "member"
    ]
    for person, role in zip(rng.sample(others, min(len(others), rng.randint(2, 4))), _ROLES, strict=False):
        staff.invite_staff(
            actor_id=opened.owner.id, actor_role="owner", store_id=opened.id, handle=person.handle, role=role
        )
        staff.accept_invitation(user_id=person.id, store_id=opened.id, role=role)


def follow(rng: random.Random, people: list[User], opened: dict[str, OpenStore], *, until: datetime) -> None:
    """Members follow a few stores, the self-run ones more often."""
    stores = list(opened.values())
    weights = [5 if each.store.is_self_run else 2 for each in stores]
    for person in people:
        with held_at(until - timedelta(hours=rng.randint(2, 1500))):
            for each in {one.id for one in rng.choices(stores, weights, k=rng.randint(1, 7))}:
                store_follows.follow_store(user_id=person.id, store_id=each)


def _credit_code(number: int) -> str:
    """A code whose check character is right (GB 32100-2015), of a region that does not exist (99)."""
    code = f"91990000MA{number:07}"
    total = sum(_CREDIT_SIGNS.index(sign) * pow(3, place, 31) for place, sign in enumerate(code))
    return code + _CREDIT_SIGNS[(31 - total % 31) % 31]


def sample_paper() -> io.BytesIO:
    """A sheet with nothing on it, in place of a paper that the demo does not have."""
    return io.BytesIO(_blank_sheet())


@cache
def _blank_sheet() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (320, 450), "#f6f1ea").save(buffer, "PNG")
    return buffer.getvalue()
